import { isText, type AnyNode, type Element } from 'domhandler';
import { addPassage } from '../add-passage.ts';
import { foldText, hasWords } from '../fold-text.ts';
import { readPlain } from '../plain-text.ts';
import { boldOff, boldOn, hardBreak, noCells, type RawBlock } from '../raw-block.ts';
import { headingLevel, isBlock, isBold, isElement, isHidden, isPanel, isSilent, isTitleElement, namesOf } from './element-kind.ts';
import { elementText } from './element-text.ts';
import type { PageMeasure } from './measure-page.ts';
import { addTable } from './read-table.ts';

/** Hidden text shorter than this is a label or an error message, not a closed panel. */
const leastHidden = 15;
/** A button's words up to this many are a command ("Accept", "Read more"); longer ones are text in a button's clothes. */
const longestCommand = 5;
/** Longer "titles" are text styled as one. */
const longestTitle = 160;

interface Step {
  readonly node: AnyNode;
  readonly leaving: boolean;
}

// oxlint-disable-next-line no-control-regex
const ownMarks = /[\u0002\u0003\u000b\n\r\t\f]+/g;

/** Reads a page's elements into blocks by one walk without recursion. Menus, footers and banners (`measure.left`), templates and commands are left out; closed panels are not. */
export const readBlocks = (roots: readonly AnyNode[], measure: PageMeasure): RawBlock[] => {
  const blocks: RawBlock[] = [];
  const stack: Step[] = [];
  let run = '';
  let bold = 0;
  let depth = 0;
  /** Inside a heading: its level, and how many headings are nested. */
  let level = 0;
  let headings = 0;
  let titled = 0;
  /** The marker of the item whose first words are still to come; '' for none. */
  let pendingMarker = '';
  const markers: string[] = [];

  const flush = (): void => {
    if (headings > 0) {
      run += ' ';
      return;
    }
    if (run === '') return;
    const raw = run;
    run = bold > 0 ? boldOn : '';
    if (!hasWords(raw)) return;
    const before = blocks.length;
    addPassage(blocks, raw, {
      kind: pendingMarker === '' ? 'paragraph' : 'item',
      depth,
      marker: pendingMarker,
      titled: titled > 0 && raw.length <= longestTitle,
    });
    if (blocks.length > before) pendingMarker = '';
  };
  const push = (nodes: readonly AnyNode[]): void => {
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      if (node !== undefined) stack.push({ node, leaving: false });
    }
  };

  const enter = (element: Element): void => {
    const name = element.name;
    if (name === 'br') {
      run += hardBreak;
      return;
    }
    if (name === 'hr') {
      flush();
      return;
    }
    if (isSilent(element) || measure.left.has(element)) return;
    if (name === 'template' && element.attribs['shadowrootmode'] === undefined) return;
    const names = namesOf(element);
    const own = measure.of.get(element);
    if (isHidden(element, names) && !isPanel(element, names) && own !== undefined && own.words < leastHidden && !own.hasHeading) return;
    const titles = isTitleElement(element, names);
    if (name === 'button' && headings === 0 && !titles && (own?.words ?? 0) <= longestCommand) return;
    if (name === 'pre' || name === 'textarea') {
      flush();
      for (const block of readPlain(elementText(element))) blocks.push({ ...block, depth: block.depth + depth });
      return;
    }
    if (name === 'table' && headings === 0) {
      flush();
      if (
        addTable(blocks, element, measure, depth, (cell, at) =>
          readBlocks(cell.children, measure).map((block) => ({ ...block, depth: block.depth + at })),
        )
      )
        return;
    }
    const heading = headingLevel(element);
    if (isBlock(element) || heading > 0) flush();
    if (heading > 0) {
      if (headings === 0) {
        level = heading;
        run = '';
      }
      headings++;
    } else if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir' || element.attribs['role'] === 'list') {
      depth++;
      markers.push(name === 'ol' ? '1' : '-');
    } else if (name === 'li' || element.attribs['role'] === 'listitem') {
      if (depth === 0) {
        // An item without its list.
        markers.push('-');
        depth++;
        stack.push({ node: element, leaving: true });
        pendingMarker = '-';
        push(element.children);
        return;
      }
      pendingMarker = markers[markers.length - 1] ?? '-';
    }
    if (titles) titled++;
    if (isBold(element)) {
      if (bold === 0) run += boldOn;
      bold++;
    }
    stack.push({ node: element, leaving: true });
    push(element.children);
  };

  const leave = (element: Element): void => {
    const name = element.name;
    if (headingLevel(element) > 0) {
      headings--;
      if (headings === 0) {
        const text = foldText(run);
        run = bold > 0 ? boldOn : '';
        if (hasWords(text)) blocks.push({ kind: 'heading', text, level, depth, titled: false, marker: '', cells: noCells });
        pendingMarker = '';
      }
    } else if (isBlock(element)) flush();
    if (isBold(element)) {
      bold--;
      if (bold === 0) run += boldOff;
    }
    if (isTitleElement(element, namesOf(element))) titled--;
    if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir' || element.attribs['role'] === 'list') {
      depth--;
      markers.pop();
      pendingMarker = '';
    } else if (name === 'li' || element.attribs['role'] === 'listitem') {
      pendingMarker = '';
      if (orphans.delete(element)) {
        depth--;
        markers.pop();
      }
    }
  };
  const orphans = new Set<Element>();

  push(roots);
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const node = step.node;
    if (isText(node)) {
      const data = node.data;
      run += /[\u0002\u0003\u000b\n\r\t\f]/.test(data) ? data.replace(ownMarks, ' ') : data;
    } else if (isElement(node)) {
      if (step.leaving) leave(node);
      else {
        if ((node.name === 'li' || node.attribs['role'] === 'listitem') && depth === 0) orphans.add(node);
        enter(node);
      }
    }
  }
  flush();
  return blocks;
};
