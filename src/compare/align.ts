/** Places of two sequences that hold the same: `a[i]` equals `b[j]`. */
type Match = readonly [i: number, j: number];

/** For each place of `a` the place of `b` that it is matched with; -1 where there is none. Those that are matched grow. */
type Partners = number[];

/** What stands in each place of a sequence, as a number. */
export type Keys = readonly number[];

/** Cells of a table of common subsequences at most; beyond it a stretch without anchors counts as replaced. 200 × 200 takes under a millisecond. */
const mostCells = 40_000;

interface Stretch {
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
}

/**
 * Which elements of `a` stand in `b` in the same order. Patience diff (Bram Cohen): elements that are unique on both sides are anchors, their
 * longest increasing run is kept, and what lies between two anchors is aligned by itself; where there are no anchors, the longest
 * common subsequence of short stretches. Deterministic; about linear, and bounded for any input.
 */
export function align(a: Keys, b: Keys): Readonly<Partners> {
  const partners = a.map(() => -1);
  const open: Stretch[] = [{ aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }];
  for (let stretch = open.pop(); stretch !== undefined; stretch = open.pop()) {
    const rest = trimmed(a, b, stretch, partners);
    if (rest.aFrom === rest.aTo || rest.bFrom === rest.bTo) continue;
    const anchors = longestRun(uniqueInBoth(a, b, rest));
    if (anchors.length === 0) {
      commonSubsequence(a, b, rest, partners);
      continue;
    }
    let { aFrom, bFrom } = rest;
    for (const [i, j] of anchors) {
      partners[i] = j;
      open.push({ aFrom, aTo: i, bFrom, bTo: j });
      aFrom = i + 1;
      bFrom = j + 1;
    }
    open.push({ aFrom, aTo: rest.aTo, bFrom, bTo: rest.bTo });
  }
  return partners;
}

/** Without the equal beginning and end, which are matched. */
function trimmed(a: Keys, b: Keys, stretch: Stretch, partners: Partners): Stretch {
  let { aFrom, aTo, bFrom, bTo } = stretch;
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) partners[aFrom++] = bFrom++;
  while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) partners[--aTo] = --bTo;
  return { aFrom, aTo, bFrom, bTo };
}

function uniqueInBoth(a: Keys, b: Keys, { aFrom, aTo, bFrom, bTo }: Stretch): readonly Match[] {
  const placeIn = (sequence: Keys, from: number, to: number): Map<number, number> => {
    const places = new Map<number, number>();
    for (let k = from; k < to; k++) {
      const element = sequence[k] ?? -1;
      places.set(element, places.has(element) ? -1 : k);
    }
    return places;
  };
  const places = placeIn(b, bFrom, bTo);
  const unique: Match[] = [];
  for (const [element, i] of placeIn(a, aFrom, aTo)) {
    const j = places.get(element) ?? -1;
    if (i >= 0 && j >= 0) unique.push([i, j]);
  }
  // A Map keeps the order of first setting, which for unique elements is the order of `a`.
  return unique;
}

/** The longest run of matches in which `j` only grows (patience sorting). */
function longestRun(matches: readonly Match[]): readonly Match[] {
  const tops: number[] = [];
  const previous: number[] = [];
  const jOf = (index: number): number => matches[index]?.[1] ?? -1;
  for (let k = 0; k < matches.length; k++) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (jOf(tops[middle] ?? -1) < jOf(k)) low = middle + 1;
      else high = middle;
    }
    previous[k] = low === 0 ? -1 : (tops[low - 1] ?? -1);
    tops[low] = k;
  }
  const run: Match[] = [];
  for (let k = tops.at(-1) ?? -1; k >= 0; k = previous[k] ?? -1) {
    const match = matches[k];
    if (match) run.push(match);
  }
  return run.toReversed();
}

function commonSubsequence(a: Keys, b: Keys, { aFrom, aTo, bFrom, bTo }: Stretch, partners: Partners): void {
  const width = bTo - bFrom + 1;
  const height = aTo - aFrom + 1;
  if ((width - 1) * (height - 1) > mostCells) return;
  const lengths = new Uint16Array(width * height);
  const at = (i: number, j: number): number => lengths[(i - aFrom) * width + (j - bFrom)] ?? 0;
  for (let i = aTo - 1; i >= aFrom; i--)
    for (let j = bTo - 1; j >= bFrom; j--)
      lengths[(i - aFrom) * width + (j - bFrom)] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  for (let i = aFrom, j = bFrom; i < aTo && j < bTo;) {
    if (a[i] === b[j]) partners[i++] = j++;
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
}
