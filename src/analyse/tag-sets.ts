/** The number, from 1 on, of a part of a claim, or of a lexicon that the engine itself reads: any of its tags fills it. */
export type Slot = number;

/**
 * The sets of tags (numbers of lexicons) that terms were found to have, by number; equal sets have one, and 0 is the empty set. Which slots
 * a set fills is worked out once for each set, so that asking for a part of a claim is a look at one bit, however many lexicons fill it.
 * There are as many sets as terms of the same words have different lexicons, whatever the texts.
 */
export interface TagSets {
  /** Words of 32 bits in a row of slots. */
  readonly width: number;
  /** A row for each set: slot s is bit s % 32 of word s / 32. */
  rows: Int32Array;
  /** The words of all rows that are not zero, as pairs of place and word, and where those of each set begin; one more than there are sets. */
  filled: Int32Array;
  filledAt: Int32Array;
  /** The tags of each set, in order. */
  readonly tags: readonly (readonly number[])[];
  readonly of: (tags: Iterable<number>) => number;
  readonly union: (one: number, other: number) => number;
  /** What `one` has and `other` has not. */
  readonly without: (one: number, other: number) => number;
  /** What both have. */
  readonly common: (one: number, other: number) => number;
}

/** Makes an empty registry; `slots` are the tags that fill each slot. */
export function makeTagSets(slots: readonly (readonly number[])[]): TagSets {
  const filledBy: number[][] = [];
  for (const [slot, tags] of slots.entries()) for (const tag of tags) (filledBy[tag] ??= []).push(slot);
  const width = (slots.length >> 5) + 1;
  const tagsOf: (readonly number[])[] = [];
  const numbers = new Map<string, number>();
  const setOf = (tags: readonly number[]): number => {
    const key = tags.join(' ');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = tagsOf.length;
    numbers.set(key, number);
    tagsOf.push(tags);
    while ((number + 1) * width > sets.rows.length) sets.rows = widened(sets.rows);
    const row = sets.rows.subarray(number * width, (number + 1) * width);
    for (const tag of tags) for (const slot of filledBy[tag] ?? []) row[slot >> 5] = (row[slot >> 5] ?? 0) | (1 << (slot & 31));
    let at = sets.filledAt[number] ?? 0;
    while (at + 2 * width > sets.filled.length) sets.filled = widened(sets.filled);
    for (let w = 0; w < width; w++) {
      const bits = row[w] ?? 0;
      if (bits === 0) continue;
      sets.filled[at++] = w;
      sets.filled[at++] = bits;
    }
    if (number + 1 >= sets.filledAt.length) sets.filledAt = widened(sets.filledAt);
    sets.filledAt[number + 1] = at;
    return number;
  };
  const remembered = (
    work: (one: readonly number[], other: readonly number[]) => readonly number[],
  ): ((one: number, other: number) => number) => {
    const results = new Map<number, number>();
    return (one, other) => {
      const key = one * 2 ** 26 + other;
      let result = results.get(key);
      if (result === undefined) results.set(key, (result = setOf(work(tagsOf[one] ?? [], tagsOf[other] ?? []))));
      return result;
    };
  };
  const sorted = (tags: Iterable<number>): readonly number[] => [...new Set(tags)].toSorted((a, b) => a - b);
  const unite = remembered((one, other) => sorted([...one, ...other]));
  const sets: TagSets = {
    width,
    rows: new Int32Array(width << 10),
    filled: new Int32Array(1 << 12),
    filledAt: new Int32Array(1 << 10),
    tags: tagsOf,
    of: (tags) => setOf(sorted(tags)),
    union: (one, other) => (one === 0 || one === other ? other : other === 0 ? one : unite(one, other)),
    without: remembered((one, other) => one.filter((tag) => !other.includes(tag))),
    common: remembered((one, other) => one.filter((tag) => other.includes(tag))),
  };
  setOf([]);
  return sets;
}

/** The same numbers with as much room again behind them. */
export const widened = (old: Int32Array): Int32Array<ArrayBuffer> => {
  const next = new Int32Array(old.length * 2);
  next.set(old);
  return next;
};
