/** Characters after which a `/` begins a regular expression and not a division. */
const beforeExpression = new Set('(,=:[!&|?{};+-*%~^<>\n'.split(''));
const wordsBeforeExpression = /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|await|yield)$/u;

function startsExpression(before: string): boolean {
  const trimmed = before.slice(-40).trimEnd();
  if (before.slice(-40).slice(trimmed.length).includes('\n')) return true;
  return trimmed === '' || beforeExpression.has(trimmed.slice(-1)) || wordsBeforeExpression.test(trimmed.slice(-12));
}

/** Index after the literal that opens at `start`; a regular expression's flags may be left over, which harms nothing. */
function endOfLiteral(source: string, start: number, close: string): number {
  let inClass = false;
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\\') at += 1;
    else if (close === '/' && char === '[') inClass = true;
    else if (close === '/' && char === ']') inClass = false;
    else if ((char === close && !inClass) || (char === '\n' && close !== '`')) return at + 1;
  }
  return source.length;
}

/**
 * A TypeScript source without its comments and with every string, template text and regular expression emptied, line
 * breaks kept: what is left is code, so that a word in a sentence is not taken for a call. What stands in a template's
 * `${…}` is code and stays.
 */
export function codeOnly(source: string): string {
  let code = '';
  // For every `${` that is open: how many plain braces are open inside it.
  const templates: number[] = [];
  let at = 0;

  const template = (start: number): number => {
    for (let end = start; end < source.length; end += 1) {
      if (source[end] === '\\') end += 1;
      else if (source[end] === '`') {
        code += '`';
        return end + 1;
      } else if (source[end] === '$' && source[end + 1] === '{') {
        templates.push(0);
        code += '${';
        return end + 2;
      } else if (source[end] === '\n') code += '\n';
    }
    return source.length;
  };

  while (at < source.length) {
    const char = source.charAt(at);
    const two = source.slice(at, at + 2);
    if (two === '//') {
      const end = source.indexOf('\n', at);
      at = end < 0 ? source.length : end;
    } else if (two === '/*') {
      const end = source.indexOf('*/', at + 2);
      const stop = end < 0 ? source.length : end + 2;
      code += ` ${'\n'.repeat(source.slice(at, stop).split('\n').length - 1)}`;
      at = stop;
    } else if (char === "'" || char === '"') {
      at = endOfLiteral(source, at, char);
      code += `${char}${char}`;
    } else if (char === '/' && startsExpression(code)) {
      at = endOfLiteral(source, at, '/');
      code += '/ /';
    } else if (char === '`') {
      code += '`';
      at = template(at + 1);
    } else if (char === '}' && templates.at(-1) === 0) {
      templates.pop();
      code += '}';
      at = template(at + 1);
    } else {
      const open = templates.length - 1;
      if (open >= 0 && char === '{') templates[open] = (templates[open] ?? 0) + 1;
      if (open >= 0 && char === '}') templates[open] = (templates[open] ?? 0) - 1;
      code += char;
      at += 1;
    }
  }
  return code;
}
