import type { Slot, TagSets } from './tag-sets.ts';

/**
 * Terms found in one sentence, by their first tokens and then by their last: parallel arrays, reused from sentence to sentence. One entry
 * for all lexicons that have a term of these words.
 */
export interface Matches {
  readonly tagSets: TagSets;
  count: number;
  /** The lexicons that have the term: numbers of tag sets. */
  readonly sets: number[];
  readonly start: number[];
  readonly end: number[];
  /** Tokens of the longest term found. */
  longest: number;
  /** The slots that any of the terms fills, as bits. */
  readonly all: Int32Array;
}

export const makeMatches = (tagSets: TagSets): Matches => ({
  tagSets,
  count: 0,
  sets: [],
  start: [],
  end: [],
  longest: 0,
  all: new Int32Array(tagSets.width),
});

/** Is a slot filled by any term of a sentence? */
export const holds = (all: Int32Array, slot: Slot): boolean => ((all[slot >> 5] ?? 0) & (1 << (slot & 31))) !== 0;

/** Is a slot filled by one match? */
export const holdsAt = ({ tagSets: { rows, width }, sets }: Matches, at: number, slot: Slot): boolean =>
  ((rows[(sets[at] ?? 0) * width + (slot >> 5)] ?? 0) & (1 << (slot & 31))) !== 0;

/** The first match that may overlap what begins at token `from`: all before it end earlier. */
export function firstNear(matches: Matches, from: number): number {
  const { start, longest } = matches;
  let low = 0;
  let high = matches.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((start[middle] ?? 0) + longest <= from) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function clearMatches(matches: Matches): void {
  matches.count = 0;
  matches.longest = 0;
  matches.all.fill(0);
}

export function addMatch(matches: Matches, set: number, start: number, end: number): void {
  const at = matches.count++;
  matches.sets[at] = set;
  matches.start[at] = start;
  matches.end[at] = end;
  if (end - start > matches.longest) matches.longest = end - start;
  addSlots(matches, set);
}

function addSlots({ all, tagSets: { filled, filledAt } }: Matches, set: number): void {
  const end = filledAt[set + 1] ?? 0;
  for (let at = filledAt[set] ?? 0; at < end; at += 2) {
    const w = filled[at] ?? 0;
    all[w] = (all[w] ?? 0) | (filled[at + 1] ?? 0);
  }
}

/** Tokens [start, end) inside which some lexicons must not match: an except term of theirs, or a name that is none of theirs. */
export interface Blocker {
  /** The lexicons that must not, or (`isName`) the only ones that may: the number of a tag set. */
  readonly set: number;
  readonly isName: boolean;
  readonly start: number;
  readonly end: number;
}

/** Takes from the matches the tags that a blocker around them forbids. */
export function takeOut(matches: Matches, blockers: readonly Blocker[]): void {
  const { sets, tagSets } = matches;
  let hasChanged = false;
  for (const { set, isName, start, end } of blockers)
    for (let m = firstNear(matches, start); m < matches.count && (matches.start[m] ?? 0) < end; m++) {
      if ((matches.start[m] ?? 0) < start || (matches.end[m] ?? 0) > end) continue;
      const had = sets[m] ?? 0;
      const left = isName ? tagSets.common(had, set) : tagSets.without(had, set);
      if (left === had) continue;
      sets[m] = left;
      hasChanged = true;
    }
  if (!hasChanged) return;
  matches.all.fill(0);
  for (let m = 0; m < matches.count; m++) addSlots(matches, sets[m] ?? 0);
}
