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
  /** For each set the words of its row that are not zero. */
  readonly words: (readonly number[])[];
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
  const words: (readonly number[])[] = [];
  const numbers = new Map<string, number>();
  const setOf = (tags: readonly number[]): number => {
    const key = tags.join(' ');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = tagsOf.length;
    numbers.set(key, number);
    tagsOf.push(tags);
    while ((number + 1) * width > sets.rows.length) {
      const wider = new Int32Array(sets.rows.length * 2);
      wider.set(sets.rows);
      sets.rows = wider;
    }
    const row = sets.rows.subarray(number * width, (number + 1) * width);
    for (const tag of tags) for (const slot of filledBy[tag] ?? []) row[slot >> 5] = (row[slot >> 5] ?? 0) | (1 << (slot & 31));
    words.push([...row.keys()].filter((w) => row[w] !== 0));
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
  const sets: TagSets = {
    width,
    rows: new Int32Array(width << 10),
    words,
    of: (tags) => setOf(sorted(tags)),
    union: remembered((one, other) => sorted([...one, ...other])),
    without: remembered((one, other) => one.filter((tag) => !other.includes(tag))),
    common: remembered((one, other) => one.filter((tag) => other.includes(tag))),
  };
  setOf([]);
  return sets;
}
