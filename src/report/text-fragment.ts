import type { Span } from '../model/text.ts';

/** Longest quote that is given whole in a link, in UTF-16 code units. Source: DESIGN.md, "The report" ("exact below 300 characters"). */
const exactLimit = 300;

/**
 * Words of the quote's start and end that a ranged link gives at first; more are added until they are found once. Source: the
 * text-fragment generation of the spec's reference polyfill starts from 3 words; 4 because pages carry menus that the text does not.
 */
const rangeWords = 4;

/** Most words of context on either side, and most words added to a range's ends: a passage still repeated with them is repeated for good. */
const contextWords = 12;

const letterOrDigit = /[\p{L}\p{N}]/u;

/** In lower case with every character still in its place: the few whose lower case is longer (`İ`) stay as they are. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : [...text].map((it) => (it.toLowerCase().length === it.length ? it.toLowerCase() : it)).join('');
}

/** The last text in lower case: links are made finding after finding of one policy, so its text is lowered once. */
let remembered = { text: '', lower: '' };

function loweredText(text: string): string {
  if (remembered.text !== text) remembered = { text, lower: lowered(text) };
  return remembered.lower;
}

/** Where a browser would find the passage: whole words, without regard to case (the specification's "find a string in range"). */
function occurrences(text: string, passage: string): readonly Span[] {
  const lower = loweredText(text);
  const wanted = lowered(passage);
  const found: Span[] = [];
  if (wanted === '') return found;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const startsInWord = letterOrDigit.test(lower.charAt(at - 1)) && letterOrDigit.test(lower.charAt(at));
    const endsInWord = letterOrDigit.test(lower.charAt(end)) && letterOrDigit.test(lower.charAt(end - 1));
    if (!startsInWord && !endsInWord) found.push([at, end]);
  }
  return found;
}

/** encodeURIComponent keeps `-`, which the directive reads as a sign of its own; `,` and `&` it encodes (spec, "syntax"). */
const encoded = (passage: string): string => encodeURIComponent(passage).replaceAll('-', '%2D');

/** The first `count` words of a passage with what stands between them; the whole passage if it has no more. */
function opening(passage: string, count: number): string {
  return passage
    .trim()
    .split(/(\s+)/u)
    .slice(0, 2 * count - 1)
    .join('');
}

/** The last `count` words of a passage with what stands between them; the whole passage if it has no more. */
function closing(passage: string, count: number): string {
  const parts = passage.trim().split(/(\s+)/u);
  return parts.slice(Math.max(0, parts.length - (2 * count - 1))).join('');
}

/** The words just before `at`: of the same line, or at a line's start the end of the line before. */
function before(text: string, at: number): string {
  const lines = text.slice(Math.max(0, at - 2000), at).split('\n');
  return lines.findLast((line) => line.trim() !== '')?.trim() ?? '';
}

/** The words just after `end`: of the same line, or at a line's end the start of the next. */
function after(text: string, end: number): string {
  const lines = text.slice(end, end + 2000).split('\n');
  return lines.find((line) => line.trim() !== '')?.trim() ?? '';
}

/** The shortest words before the passage that none of the other places has before it; '' where there are none. */
function prefixOf(text: string, [start]: Span, others: readonly Span[], count: number): string {
  const prefix = closing(before(text, start), count);
  const shared = others.some(([other]) => before(text, other).toLowerCase().endsWith(prefix.toLowerCase()));
  return shared || !letterOrDigit.test(prefix) ? '' : prefix;
}

/** As `prefixOf`, for the words after it. */
function suffixOf(text: string, [, end]: Span, others: readonly Span[], count: number): string {
  const suffix = opening(after(text, end), count);
  const shared = others.some(([, other]) => after(text, other).toLowerCase().startsWith(suffix.toLowerCase()));
  return shared || !letterOrDigit.test(suffix) ? '' : suffix;
}

/** What singles the passage out among its places: a prefix, or else a suffix if one may be given, whichever needs fewer words. */
function surroundings(
  text: string,
  target: Span,
  places: readonly Span[],
  maySuffix: boolean,
): { readonly prefix: string; readonly suffix: string } {
  const others = places.filter(([start]) => start !== target[0]);
  for (let count = 1; others.length > 0 && count <= contextWords; count++) {
    const prefix = prefixOf(text, target, others, count);
    if (prefix !== '') return { prefix, suffix: '' };
    const suffix = maySuffix ? suffixOf(text, target, others, count) : '';
    if (suffix !== '') return { prefix: '', suffix };
  }
  return { prefix: '', suffix: '' };
}

/** The fewest first and last words of a passage that lead from its start to its end, never the same word twice; nothing below two words. */
function range(text: string, [start, end]: Span): { readonly first: string; readonly last: string } | undefined {
  const quote = text.slice(start, end);
  const most = Math.floor(quote.trim().split(/\s+/u).length / 2);
  if (most < 1) return undefined;
  const least = Math.min(rangeWords, most);
  const limit = Math.min(rangeWords + contextWords, most);
  let first = opening(quote, least);
  for (let count = least; count <= limit && occurrences(text, first)[0]?.[0] !== start; count++) first = opening(quote, count);
  const leadsToEnd = (last: string): boolean => occurrences(text, last).find(([at]) => at >= start + first.length)?.[1] === end;
  let last = closing(quote, least);
  for (let count = least; count <= limit && !leadsToEnd(last); count++) last = closing(quote, count);
  return { first, last };
}

/**
 * The URL that opens the page at the quote (`#:~:text=`, WICG "URL Fragment Text Directives"). The page's own fragment is kept.
 *
 * `text` is the policy's text and `at` where the quote stands in it (its first place if absent). Nothing comes back where such a
 * link cannot work: a PDF, an address that is not http(s), a quote that is not in the text or runs over two blocks.
 */
export function textFragmentLink(
  url: string,
  quote: string,
  text: string,
  options: { readonly at?: number; readonly isPdf?: boolean; readonly exactUpTo?: number } = {},
): string | undefined {
  if (options.isPdf === true || !URL.canParse(url)) return undefined;
  const address = new URL(url);
  if (!/^https?:$/u.test(address.protocol) || /\.pdf$/iu.test(address.pathname)) return undefined;
  const at = options.at ?? text.indexOf(quote);
  if (at < 0 || quote.trim() === '' || quote.includes('\n') || /\p{Surrogate}/u.test(quote) || !text.startsWith(quote, at))
    return undefined;

  const target: Span = [at, at + quote.length];
  const isExact = quote.length <= (options.exactUpTo ?? exactLimit);
  const directive = (isExact ? undefined : ranged(text, target)) ?? exact(text, target, quote);
  const fragment = address.hash.replace(/^#/u, '').replace(/:~:.*$/su, '');
  address.hash = '';
  return `${address.href}#${fragment}:~:text=${directive}`;
}

function exact(text: string, target: Span, quote: string): string {
  const { prefix, suffix } = surroundings(text, target, occurrences(text, quote), true);
  return `${prefix === '' ? '' : `${encoded(prefix)}-,`}${encoded(quote)}${suffix === '' ? '' : `,-${encoded(suffix)}`}`;
}

function ranged(text: string, target: Span): string | undefined {
  const ends = range(text, target);
  if (ends === undefined) return undefined;
  const { first, last } = ends;
  const places = occurrences(text, first);
  const isFirst = places[0]?.[0] === target[0];
  const { prefix } = surroundings(text, [target[0], target[0] + first.length], isFirst ? [] : places, false);
  return `${prefix === '' ? '' : `${encoded(prefix)}-,`}${encoded(first)},${encoded(last)}`;
}
