/**
 * The text in lines of at most `width` columns, broken between words only: a word that is longer (a URL) has a line to itself,
 * unbroken. `first` starts the first line, `rest` every other one; both count towards the width.
 */
export function wrapped(text: string, width: number, first = '', rest = first): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/[ \t\n\r]+/u).filter((it) => it !== '')) {
    if (!isEmpty && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return isEmpty ? lines : [...lines, line];
}

/** East Asian wide and emoji blocks, which take two columns of a terminal. Source: Unicode 15.1, EastAsianWidth.txt (W and F), by block. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const mark = /\p{Mn}|\p{Me}/u;

/** Only characters below U+0300, where combining marks begin, and dashes and quotation marks: one code unit and one column each. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x300 && !(code >= 0x2010 && code <= 0x2027)) return false;
  }
  return true;
}

/** How many columns of a terminal the text takes. */
export function columns(text: string): number {
  if (isPlain(text)) return text.length;
  let count = 0;
  for (const character of text) count += mark.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return count;
}
