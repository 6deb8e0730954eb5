import { isText, type AnyNode } from 'domhandler';
import { isElement, isSilent } from './element-kind.ts';

/** The text of a node as it stands, `<br>` as a line break and other elements set apart by `between`; read no further than `longest` characters. */
export const elementText = (root: AnyNode, between: '' | ' ' = '', longest = Number.POSITIVE_INFINITY): string => {
  let text = '';
  const stack: AnyNode[] = [root];
  for (let node = stack.pop(); node !== undefined && text.length < longest; node = stack.pop()) {
    if (isText(node)) text += node.data + between;
    else if ('children' in node) {
      if (isElement(node)) {
        if (node.name === 'br') text += '\n';
        if (node !== root && isSilent(node)) continue;
      }
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child !== undefined) stack.push(child);
      }
    }
  }
  return text;
};
