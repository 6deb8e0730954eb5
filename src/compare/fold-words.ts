const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** A date in folded words: "3 may 2021", "may 3rd 2021", "may 2021", "2021 05 03", "05 03 2021". */
const date = `(?:(?:\\d{1,2}(?:st|nd|rd|th)? )?(?:of )?${month} (?:\\d{1,2}(?:st|nd|rd|th)? )?\\d{4}|\\d{4} \\d{1,2} \\d{1,2}|\\d{1,2} \\d{1,2} \\d{2,4})`;

/** A date that says when the document was changed or came into force: "last updated on may 3 2021". */
const dateOfUpdate = new RegExp(
  `\\b((?:updated?|modified|revised|revision|effective|amended|reviewed|posted|published|version)(?: (?:on|as|of|date|since|from|is|was|version|the|\\d)){0,4}) ${date}\\b`,
  'gu',
);
const anyDate = new RegExp(`\\b${date}\\b`, 'gu');

/** What a line says beside the date when all it says is when the document was changed. */
const wordsOfUpdate =
  /^(?:(?:last|most|recently|effective|updated?|modified|modification|revised|revision|version|dated?|published|posted|amended|reviewed|changed|current|as|of|on|since|from|at|in|the|this|our|global|online|privacy|policy|notice|statement|was|is|and|been|has|became|v|date|\d{1,2}|am|pm|gmt|utc) ?)*$/u;

/** What numbers a list or a section: "(2)", "16.1.", "b)", "iv.", alone on its line or before its words. */
const mark =
  /^\s*(?:[•·▪◦*–—-]\s*)?(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})[.)](?=\s|$)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+\p{Lu}\p{Ll})|\d{1,2}(?:\.\d{1,2}){0,3}$)\s*/u;
/** The year of a copyright line, which changes every January. */
const copyright = /(?:©|\bcopyright\b|\(c\))(?:\s*(?:©|\(c\)))?\s*\d{4}(?:\s*[-–]\s*\d{4})?/giu;

/** Longest line that is looked at as one that only dates the document, in characters. */
const longestDateLine = 120;

/**
 * The words of a passage in lower case with single blanks between, so that two passages with the same words are equal: white space, list
 * marks, quotation marks, dashes, other punctuation, capitals, and the date of a document's last change make no difference. '' where nothing
 * is said, as in a rule or a line that only dates the document. Ticks and crosses count as words, since tables answer with them.
 */
export function foldWords(passage: string): string {
  let written = passage.replace(mark, '');
  // Looked for only where it may stand: paragraphs without it are nearly all.
  if (written.includes('©') || /copyright|\(c\)/iu.test(written)) written = written.replace(copyright, ' ');
  const words = plainWords(written) ?? anyWords(written);
  if (!hasDigit(words)) return words;
  if (words.length <= longestDateLine && isDateLine(words)) return '';
  return words.replace(dateOfUpdate, '$1 date');
}

/** The words of a passage in the letters and signs that nearly all English policies are written with; undefined where another one stands. */
function plainWords(passage: string): string | undefined {
  let words = '';
  let start = -1;
  const { length } = passage;
  for (let i = 0; i < length; i++) {
    const code = passage.charCodeAt(i);
    const isWord = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
    if (isWord) {
      if (start < 0) start = i;
      continue;
    }
    // General Punctuation, without the characters that draw nothing and stand inside of words.
    if (code >= 0x80 && !(code >= 0x2010 && code <= 0x2027) && !(code >= 0x2030 && code <= 0x205e) && code !== 0xa0 && code !== 0xa9)
      return undefined;
    if (start >= 0) {
      words += words === '' ? passage.slice(start, i) : ` ${passage.slice(start, i)}`;
      start = -1;
    }
  }
  if (start >= 0) words += words === '' ? passage.slice(start) : ` ${passage.slice(start)}`;
  return words.toLowerCase();
}

function anyWords(passage: string): string {
  return passage
    .toLowerCase()
    .normalize('NFC')
    .replace(/[✓✔☑✅]/gu, ' yes ')
    .replace(/[✗✘☒❌]/gu, ' no ')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

function hasDigit(words: string): boolean {
  for (let i = 0; i < words.length; i++) {
    const code = words.charCodeAt(i);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}

function isDateLine(words: string): boolean {
  if (!/\d/u.test(words)) return false;
  const rest = words.replace(anyDate, ' ');
  return rest !== words && wordsOfUpdate.test(rest.replace(/\s+/gu, ' ').trim());
}

/** How many words a passage has, about: runs without white space that have a letter or a digit. */
export function wordCount(passage: string): number {
  let count = 0;
  let isCounted = false;
  for (let i = 0; i < passage.length; i++) {
    const code = passage.charCodeAt(i);
    if (code <= 32 || code === 0xa0) isCounted = false;
    else if (!isCounted && (code >= 0xc0 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122))) {
      isCounted = true;
      count++;
    }
  }
  return count;
}
