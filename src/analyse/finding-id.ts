import type { Stance } from '../model/finding.ts';

/** The words of a quote in lower case with single spaces between them, as UTF-16 code units: what a finding's id is made of. */
export interface QuoteWords {
  codes: Uint16Array;
  count: number;
}

export const makeQuoteWords = (): QuoteWords => ({ codes: new Uint16Array(1024), count: 0 });

const space = 32;

/** Writes the words of a quote into `into`, reused from sentence to sentence. */
export function readQuoteWords(quote: string, into: QuoteWords): void {
  // Lower case can be longer than what was written (İ has two code units in it), three times at most (Unicode 15.1, SpecialCasing.txt).
  if (into.codes.length < quote.length * 3) into.codes = new Uint16Array(quote.length * 6);
  if (!readPlain(quote, into)) readAny(quote, into);
}

/** The letters and signs that nearly all English policies are written with; false where another one stands. */
function readPlain(quote: string, into: QuoteWords): boolean {
  const { codes } = into;
  let count = 0;
  let isBetween = false;
  for (let i = 0; i < quote.length; i++) {
    let code = quote.charCodeAt(i);
    if (code >= 65 && code <= 90) code += 32;
    else if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      // As it is.
    } else if (code < 0x80 || (code >= 0x2010 && code <= 0x206f)) {
      // ASCII's signs and the block General Punctuation hold neither letters nor digits.
      isBetween = true;
      continue;
    } else return false;
    if (isBetween && count > 0) codes[count++] = space;
    isBetween = false;
    codes[count++] = code;
  }
  into.count = count;
  return true;
}

function readAny(quote: string, into: QuoteWords): void {
  const words = quote
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  for (let i = 0; i < words.length; i++) into.codes[i] = words.charCodeAt(i);
  into.count = words.length;
}

const hex = (sum: number): string => (sum >>> 0).toString(16).padStart(8, '0');

/**
 * 16 hex digits for a practice, a stance and the quote's words: two 32-bit FNV-1a sums with different seeds side by side, fast, and enough to
 * tell the findings of a catalogue apart. A sentence that its text repeats gets another id by `countedId`.
 */
export function findingId(practice: string, stance: Stance, { codes, count }: QuoteWords): string {
  const sum = { high: 0x811c9dc5 | 0, low: 0x9747b28c | 0 };
  addText(sum, `${practice}|${stance}|`);
  for (let i = 0; i < count; i++) addCode(sum, codes[i] ?? 0);
  return hex(sum.high) + hex(sum.low);
}

/** The id of a finding in its text: that of its words where it stands first; a repeated sentence counts up in `seen`. */
export function countedId(id: string, seen: Map<string, number>): string {
  const nth = (seen.get(id) ?? 0) + 1;
  seen.set(id, nth);
  if (nth === 1) return id;
  const sum = { high: Number.parseInt(id.slice(0, 8), 16), low: Number.parseInt(id.slice(8), 16) };
  addText(sum, `|${nth}`);
  return hex(sum.high) + hex(sum.low);
}

interface Sums {
  high: number;
  low: number;
}

function addCode(sum: Sums, code: number): void {
  sum.high = Math.imul(sum.high ^ code, 0x01000193);
  const low = Math.imul(sum.low ^ code, 0x5bd1e995);
  sum.low = low ^ (low >>> 15);
}

function addText(sum: Sums, text: string): void {
  for (let i = 0; i < text.length; i++) addCode(sum, text.charCodeAt(i));
}
