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
  const written = passage.replace(mark, '');
  const words = plainWords(written) ?? anyWords(written);
  // Dates and the years of copyright lines have digits, which paragraphs mostly have not.
  if (!/[0-9]/u.test(words)) return words;
  const unowned = written.replace(copyright, ' ');
  const left = unowned === written ? words : (plainWords(unowned) ?? anyWords(unowned));
  if (left.length <= longestDateLine && isDateLine(left)) return '';
  return left.replace(dateOfUpdate, '$1 date');
}

/** For each character of ASCII its lower case where it is a letter or a digit, else 0. */
const lowerCase = Uint8Array.from({ length: 0x80 }, (_, code) =>
  /[a-z0-9]/iu.test(String.fromCharCode(code)) ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : 0,
);

/** Where the words of a passage are put together; longer ones than a few paragraphs get a place of their own. */
const ownPlace = Buffer.alloc(1 << 14);

/** The words of a passage in the letters and signs that nearly all English policies are written with; undefined where another one stands. */
function plainWords(passage: string): string | undefined {
  const { length } = passage;
  const words = length <= ownPlace.length ? ownPlace : Buffer.alloc(length);
  let size = 0;
  let isInWord = false;
  for (let i = 0; i < length; i++) {
    const code = passage.charCodeAt(i);
    const letter = code < 0x80 ? (lowerCase[code] ?? 0) : 0;
    if (letter > 0) {
      if (!isInWord && size > 0) words[size++] = 32;
      words[size++] = letter;
      isInWord = true;
    } else if (code < 0x80 || isPlainSign(code)) isInWord = false;
    else return undefined;
  }
  return words.toString('latin1', 0, size);
}

/** General Punctuation, without the characters that draw nothing and stand inside of words; the blank that does not break, and ©. */
const isPlainSign = (code: number): boolean =>
  (code >= 0x2010 && code <= 0x2027) || (code >= 0x2030 && code <= 0x205e) || code === 0xa0 || code === 0xa9;

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
