import type { Span } from '../model/text.ts';

/** Words before whose full stop no sentence ends. */
const abbreviations = new Set([
  'e.g',
  'eg',
  'i.e',
  'ie',
  'etc',
  'vs',
  'inc',
  'ltd',
  'co',
  'corp',
  'mr',
  'mrs',
  'ms',
  'dr',
  'st',
  'art',
  'u.s',
  'u.k',
  'e.u',
]);

const isEnd = (code: number): boolean => code === 46 || code === 33 || code === 63;
const isClosing = (code: number): boolean => code === 34 || code === 39 || code === 41 || code === 93 || code === 0x201d || code === 0x2019;
const isOpening = (code: number): boolean => code === 34 || code === 39 || code === 40 || code === 91 || code === 0x201c || code === 0x2018;
const isCapitalOrDigit = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || (code >= 0xc0 && code <= 0xde);

/** The sentences of a block, in order; together they hold all of it but the blanks between. Linear in the block. */
export function splitSentences(text: string, [from, to]: Span): readonly Span[] {
  const sentences: Span[] = [];
  let start = from;
  for (let i = from; i < to; i++) {
    if (!isEnd(text.charCodeAt(i))) continue;
    let after = i + 1;
    while (after < to && (isEnd(text.charCodeAt(after)) || isClosing(text.charCodeAt(after)))) after++;
    if (after >= to || text.charCodeAt(after) !== 32) continue;
    const next = text.charCodeAt(after + 1);
    if (!isCapitalOrDigit(isOpening(next) ? text.charCodeAt(after + 2) : next)) continue;
    if (text.charCodeAt(i) === 46 && endsInAbbreviation(text, start, i)) continue;
    sentences.push([start, after]);
    start = after + 1;
    i = after;
  }
  if (start < to) sentences.push([start, to]);
  return sentences;
}

function endsInAbbreviation(text: string, from: number, stop: number): boolean {
  let start = stop;
  while (start > from && stop - start <= 6 && text.charCodeAt(start - 1) !== 32) start--;
  const word = text.slice(start, stop).replace(/^[("'“‘[]/u, '');
  if (/^no$/iu.test(word)) return /^\. \d/u.test(text.slice(stop, stop + 3));
  return /^[A-Z]$/u.test(word) || abbreviations.has(word.toLowerCase());
}
