export interface Marker {
  /** The family: `•` for any bullet, `1`, `a`, `A`, `i`; `§` for a section number such as "3.4", which is no list marker. */
  readonly family: string;
  /** Where the words after the marker begin. */
  readonly end: number;
}

/** Glyphs that are bullets wherever they start a line. U+F0B7 and U+F0A7 are Symbol's and Wingdings' bullets in pasted Word text. */
const bullet = /^[•▪◦‣○●■□◆◇►▶➢➤✓✔∙⁃⦁❖\uf0b7\uf0a7]/;
/** Dashes, dots and the "o" of Word's second bullet are markers only with a space after them. */
const dash = /^[–—·*o-][\s\u00a0]/;
const number = /^(?:\(\d{1,3}\)|\d{1,3}[.)])[\s\u00a0]/;
/** "3.4": numbers a section or paragraph of a contract; it stays with its words. */
const sectionNumber = /^\d{1,2}(?:\.\d{1,2}){1,3}[.)]?[\s\u00a0]/;
const letter = /^(?:\(([a-z])\)|([a-z])\)|([a-z])\.)[\s\u00a0]/;
const capital = /^(?:\(([A-Z])\)|([A-Z])\))[\s\u00a0]/;
const roman = /^(?:\((i{1,3}|iv|vi{0,3}|ix|xi{0,3}|xiv|xv)\)|(i{1,3}|iv|vi{0,3}|ix|xi{0,3}|xiv|xv)[.)])[\s\u00a0]/;

/** The list marker a line starts with ("• ", "a) ", "(iv) ", "2. "), or null. The line has no leading white space. Looks at its first characters only. */
export const leadingMarker = (line: string): Marker | null => {
  const head = line.length > 24 ? line.slice(0, 24) : line;
  const ascii = head.charCodeAt(0);
  // Most lines start with a letter that is followed by another letter: no marker.
  if (((ascii | 32) >= 97 && (ascii | 32) <= 122) || ascii === 40) {
    const second = head.charCodeAt(1) | 32;
    if (ascii !== 40 && second >= 97 && second <= 122 && !/^[ivx]{2,4}[.)]/.test(head)) return null;
  }
  let match = bullet.exec(head);
  if (match) return { family: '•', end: match[0].length };
  match = dash.exec(head);
  if (match) return { family: '•', end: match[0].length };
  match = number.exec(head);
  if (match) return { family: '1', end: match[0].length };
  match = sectionNumber.exec(head);
  if (match) return { family: '§', end: match[0].length };
  match = roman.exec(head);
  if (match) return { family: 'i', end: match[0].length };
  match = letter.exec(head);
  if (match) return { family: 'a', end: match[0].length };
  match = capital.exec(head);
  if (match) return { family: 'A', end: match[0].length };
  return null;
};

/** Whether a marker makes its line a list item. */
export const isListMarker = (marker: Marker | null): boolean => marker !== null && marker.family !== '§';
