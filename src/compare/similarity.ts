/** Numbers for words, the same for the same word, as long as the table lives. */
export type WordIds = Map<string, number>;

/** The words of a passage by their numbers. */
export interface WordList {
  /** As they stand in the passage. */
  readonly words: readonly number[];
  /** The same from the lowest number to the highest, so that two lists are gone through side by side. */
  readonly sorted: readonly number[];
}

export const noWords: WordList = { words: [], sorted: [] };

export function wordList(folded: string, ids: WordIds): WordList {
  const words = (folded === '' ? [] : folded.split(' ')).map((word) => {
    let id = ids.get(word);
    if (id === undefined) ids.set(word, (id = ids.size));
    return id;
  });
  return { words, sorted: words.toSorted((a, b) => a - b) };
}

/**
 * How alike two passages are, by the share of words that they have in common, 0 to 1 (Dice's coefficient over words with their counts); 0
 * where it cannot reach `least`.
 */
export function likeness({ sorted: a }: WordList, { sorted: b }: WordList, least: number): number {
  const words = a.length + b.length;
  if (words === 0 || 2 * Math.min(a.length, b.length) < least * words) return 0;
  // What may still be missed of both for `least` to be reached.
  let misses = words - least * words;
  let common = 0;
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length && misses >= 0) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) common++;
    else misses--;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  const share = (2 * common) / words;
  return share < least ? 0 : share;
}
