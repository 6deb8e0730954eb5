import type { Tokens } from '../tokens.ts';
import { punctuation } from '../forms.ts';

/** Abbreviations whose full stop ends no sentence. */
const abbreviations = new Set([
  'eg',
  'e.g',
  'ie',
  'i.e',
  'etc',
  'vs',
  'inc',
  'ltd',
  'co',
  'corp',
  'llc',
  'no',
  'nos',
  'u.s',
  'u.k',
  'e.u',
  'st',
  'mr',
  'mrs',
  'ms',
  'dr',
  'art',
  'sec',
  'approx',
  'incl',
  'a.k.a',
  'b.v',
  's.a',
  'n.v',
  'u.s.a',
]);

const isCapitalOrDigit = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 0x2022 || (code >= 0xc0 && code <= 0xde);
const isOpening = (code: number): boolean => code === 34 || code === 39 || code === 40 || code === 91 || code === 0x201c || code === 0x2018;
const isClosing = (code: number): boolean => code === 34 || code === 39 || code === 41 || code === 93 || code === 0x201d || code === 0x2019;

/**
 * Ends of the sentences in a block's tokens, as token indices (exclusive), last one always `tokens.count`. A sentence
 * ends at . ! ? (and a closing quote or bracket) before white space and a capital, digit or opening quote, unless
 * the stop belongs to an abbreviation or an initial.
 */
export function sentenceEnds(text: string, tokens: Tokens, to: number, ends: number[]): number {
  let count = 0;
  const { form, start, end } = tokens;
  for (let i = 0; i < tokens.count - 1; i++) {
    if (form[i] !== punctuation.stop) continue;
    let after = end[i] ?? 0;
    if (isClosing(text.charCodeAt(after))) after++;
    if (runsTogether(text, start[i] ?? 0, tokens, i)) {
      ends[count++] = i + 1;
      continue;
    }
    if (after >= to || text.charCodeAt(after) !== 32) continue;
    let next = text.charCodeAt(after + 1);
    if (isOpening(next)) next = text.charCodeAt(after + 2);
    if (!isCapitalOrDigit(next)) continue;
    if (text.charCodeAt(start[i] ?? 0) === 46 && i > 0 && endsInAbbreviation(text, start[i - 1] ?? 0, start[i] ?? 0)) continue;
    let last = i + 1;
    while (last < tokens.count && (start[last] ?? 0) < after) last++;
    ends[count++] = last;
    i = last - 1;
  }
  if (count === 0 || ends[count - 1] !== tokens.count) ends[count++] = tokens.count;
  return count;
}

/** "…settings.We share": the blank after a sentence was lost; a word of three letters at least, then a capital and a small letter. */
function runsTogether(text: string, stop: number, tokens: Tokens, at: number): boolean {
  const isSmall = (code: number): boolean => code >= 97 && code <= 122;
  if (at === 0 || stop - (tokens.start[at - 1] ?? stop) < 3 || tokens.end[at - 1] !== stop) return false;
  const next = text.charCodeAt(stop + 1);
  return isSmall(text.charCodeAt(stop - 1)) && next >= 65 && next <= 90 && isSmall(text.charCodeAt(stop + 2));
}

function endsInAbbreviation(text: string, from: number, to: number): boolean {
  if (to - from > 6 || to - from < 1) return false;
  const word = text.slice(from, to);
  return (word.length === 1 && word >= 'A' && word <= 'Z') || abbreviations.has(word.toLowerCase());
}
