import { isListMarker, leadingMarker } from './marker.ts';
import type { RawBlock } from './raw-block.ts';

/** How a line that is no real heading ranks among headings: numbered or in capitals above bold, bold above a bare title line. */
export type HeadlineRank = 1 | 2 | 3;

/** Titles are short. 14 words is the 99th percentile of real headings in the archives' policies (measured 2026-11-22: median 4). */
const longestTitle = 14;
/** Questions that head the answers of a Q&A page run longer. */
const longestQuestion = 20;
/** A bare line, neither bold nor in capitals, must be shorter to count. */
const longestBareTitle = 11;
/** What follows a bare title must be a real paragraph. */
const leastBody = 12;

const dateLine = /\b(?:19|20)\d\d\b/;
const dateWord = /\b(?:effective|updated?|revised|revision|modified|version|dated?|posted|published|copyright)\b|©/i;
const question = /^(?:\W|\d)*(?:how|what|when|where|why|who|whom|which|whether|if|do|does|is|are|can|will)\b/i;
/** A full claim, though it stands where titles stand: it must stay quotable. */
const claim =
  /^\W*(?:we|you|they)\s+(?:\w+\s+)?(?:do|does|did|will|may|might|can|could|must|shall|never|cannot|don['’]t|won['’]t|have|has|are|reserve|agree|collect|use|share|sell|disclose|store|keep|retain|receive|track|record)\b|\b(?:do|does|will|may|might|can|shall|is|are|did)\s+not\b|\b(?:never|cannot|don['’]t|doesn['’]t|won['’]t)\b/i;
/** Ends in a word that something must follow: "We may share your information with". */
const openWord =
  /\b(?:a|an|the|and|or|of|to|for|by|with|on|from|as|that|which|may|will|can|must|not|include|includes|including|following|follows|below|when|where|if|such as|because|example)$/i;

/** What makes an unfinished line a sentence that a list goes on with; a title such as "Other sites we link to" has none of it. */
const unfinishedClaim =
  /\b(?:may|might|can|could|will|shall|must|do not|does not|including|such as|following|in order to|includes?|we (?:use|collect|share|disclose|process|receive|store|keep))\b/i;
/** "We do NOT", "We never", "The app does not read,": a list says what. */
const openNot = /\b(?:not|never|cannot|(?:do|does|wo|ca)n['’]t)$|\b(?:not|never|cannot) \w+,$/i;
/** "… when you", "… if we" */
const openClause = /\b(?:when|if|where|as|that|which|unless|because) (?:you|we|they|it)$/i;

/** Whether a block ends so that the list after it completes it: with a colon, or in the middle of a sentence that claims something. */
export const endsOpen = (text: string): boolean => {
  if (endsWithColon(text)) return true;
  const end = text.length > 40 ? text.slice(-40) : text;
  if (openNot.test(end)) return true;
  return (
    (openWord.test(end) || openClause.test(end)) && spaces(text) >= 3 && unfinishedClaim.test(text.length > 400 ? text.slice(-400) : text)
  );
};

/** Ends with a colon, be it full-width or inside closing quotes or brackets. */
export const endsWithColon = (text: string): boolean => {
  const last = text.charCodeAt(text.length - 1);
  return last === 0x3a || last === 0xff1a;
};

/**
 * The rank of a paragraph or item that serves as a heading though it is not marked as one: a short line of only bold text, in capitals,
 * numbered, or standing where titles stand above a longer paragraph. null where it is ordinary text. Claims ("We do not sell …") stay text.
 */
export const headlineRank = (block: RawBlock, previous: RawBlock | undefined, next: RawBlock | undefined): HeadlineRank | null => {
  const text = block.text;
  // 140 characters: no title of 14 words is longer.
  if (text.length > 140 || next === undefined) return null;
  const last = text.charAt(text.length - 1);
  if (last === ';' || last === ',') return null;
  const words = spaces(text) + 1;
  if (words > (last === '?' ? longestQuestion : longestTitle)) return null;
  if (dateLine.test(text) && dateWord.test(text)) return null;
  const asks = question.test(text);
  if (claim.test(text) && !asks) return null;
  const colon = endsWithColon(text);
  const listFollows = isListed(next);
  if (colon && listFollows) return null;
  if (last === '.' && !(block.titled && words <= 6)) return null;
  if (block.kind === 'item') return itemRank(block, next, words, colon);
  if (block.titled) {
    // Bold lines one under the other are a list of catchwords or an address, not headings of each other, unless they end in prose.
    return openWord.test(text) && listFollows ? null : 2;
  }
  if (previous !== undefined && endsWithColon(previous.text) && previous.kind !== 'heading') return null;
  const marker = leadingMarker(text);
  const core = marker === null ? text : text.slice(marker.end);
  if (!/^["“‘'(¿]?[\p{Lu}\p{N}]/u.test(core)) return null;
  if (/[|@]|https?:/.test(core) || /["”]$/.test(core)) return null;
  if (isCapitals(core) && words >= 1 && core.length >= 4)
    return marker === null && words === 1 && !isProse(next) && !endsWithColon(next.text) ? null : 1;
  if ((words > longestBareTitle && last !== '?') || last === '!') return null;
  if (marker !== null && marker.family !== '•') return isProse(next) || next.kind === 'item' ? 1 : null;
  if (marker !== null) return null;
  if (listFollows && (openWord.test(text) || !isTitleCase(core))) return null;
  if (listFollows) return isTitleCase(core) && !colon ? 3 : null;
  if (!isProse(next)) return null;
  if (colon && words > 8) return null;
  if (asks && last !== '?' && !isTitleCase(core) && words < 3) return null;
  return 3;
};

/** An ordered item that holds only a title ("1. **Information we collect**") above paragraphs of its own. */
const itemRank = (block: RawBlock, next: RawBlock, words: number, colon: boolean): HeadlineRank | null => {
  if (next.kind !== 'paragraph' || isListMarker(leadingMarker(next.text)) || colon) return null;
  if (words > longestBareTitle && !block.text.endsWith('?')) return null;
  if (block.titled) return next.depth >= block.depth || block.marker === '1' || block.marker === 'A' ? 2 : null;
  if (block.marker !== '1' && block.marker !== 'A') return null;
  return isProse(next) && (isCapitals(block.text) || isTitleCase(block.text)) ? 1 : null;
};

const isListed = (block: RawBlock): boolean =>
  block.kind === 'item' ||
  block.kind === 'row' ||
  block.kind === 'header-row' ||
  (block.kind === 'paragraph' && isListMarker(leadingMarker(block.text)));

const isProse = (block: RawBlock): boolean =>
  block.kind === 'paragraph' && (spaces(block.text) + 1 >= leastBody || (endsWithColon(block.text) && spaces(block.text) >= 3));

const spaces = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++;
  return count;
};

const isCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();

const smallWord = /^(?:a|an|the|and|or|of|to|for|by|with|in|on|at|from|as|vs|via|de|la|your|our|you|we|it|is|are)$/i;

/** Nearly all words longer than articles and prepositions start with a capital. */
const isTitleCase = (text: string): boolean => {
  let capital = 0;
  let low = 0;
  for (const word of text.split(' ')) {
    if (smallWord.test(word) || !/\p{L}/u.test(word)) continue;
    if (/^[^\p{L}]*\p{Lu}/u.test(word)) capital++;
    else low++;
  }
  return capital > 0 && low * 4 <= capital;
};
