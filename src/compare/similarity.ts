/** Numbers for words, the same for the same word, as long as the table lives. */
export type WordIds = Map<string, number>;

/** The words of a passage by their numbers. */
export type WordList = Int32Array;

export function wordList(folded: string, ids: WordIds): WordList {
  if (folded === '') return new Int32Array(0);
  const words = folded.split(' ');
  const list = new Int32Array(words.length);
  for (let k = 0; k < words.length; k++) {
    const word = words[k] ?? '';
    let id = ids.get(word);
    if (id === undefined) ids.set(word, (id = ids.size));
    list[k] = id;
  }
  return list;
}

/**
 * How alike one passage is to others, by the share of words that they have in common, 0 to 1 (Dice's coefficient over words with their counts); 0
 * where it cannot reach `least`. The words of the one are counted once.
 */
export function likenessTo(one: WordList, least: number): (other: WordList) => number {
  const counts = new Map<number, number>();
  for (const id of one) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (other) => {
    const words = one.length + other.length;
    if (words === 0 || 2 * Math.min(one.length, other.length) < least * words) return 0;
    // What may still be missed for `least` to be reached.
    let misses = other.length - (least * words) / 2;
    const used = new Map<number, number>();
    let common = 0;
    for (const id of other) {
      const count = counts.get(id);
      const taken = count === undefined ? 0 : (used.get(id) ?? 0);
      if (count !== undefined && taken < count) {
        used.set(id, taken + 1);
        common++;
      } else if (--misses < 0) return 0;
    }
    return (2 * common) / words;
  };
}

export const similarity = (a: WordList, b: WordList): number => likenessTo(a, 0)(b);
