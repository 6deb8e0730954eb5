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

/** Longest line that is looked at as one that only dates the document, in characters. */
const longestDateLine = 120;

/**
 * The words of a passage in lower case with single blanks between, so that two passages with the same words are equal: white space, list
 * marks, quotation marks, dashes, other punctuation, capitals, and the date of a document's last change make no difference. '' where nothing
 * is said, as in a rule or a line that only dates the document. Ticks and crosses count as words, since tables answer with them.
 */
export function foldWords(passage: string): string {
  const words = passage
    .toLowerCase()
    .normalize('NFC')
    .replace(/[✓✔☑✅]/gu, ' yes ')
    .replace(/[✗✘☒❌]/gu, ' no ')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
  if (words.length <= longestDateLine && isDateLine(words)) return '';
  return /\d/u.test(words) ? words.replace(dateOfUpdate, '$1 date') : words;
}

function isDateLine(words: string): boolean {
  if (!/\d/u.test(words)) return false;
  const rest = words.replace(anyDate, ' ');
  return rest !== words && wordsOfUpdate.test(rest.replace(/\s+/gu, ' ').trim());
}

/** How many words `foldWords` left. */
export function wordCount(folded: string): number {
  if (folded === '') return 0;
  let count = 1;
  for (let i = folded.indexOf(' '); i >= 0; i = folded.indexOf(' ', i + 1)) count++;
  return count;
}
