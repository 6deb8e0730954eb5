/** The words of a passage, counted. */
export type WordCounts = ReadonlyMap<string, number>;

export function wordCounts(folded: string): WordCounts {
  const counts = new Map<string, number>();
  for (const word of folded.split(' ')) if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const total = (counts: WordCounts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** The share of words that two passages have in common, 0 to 1 (Dice's coefficient over words with their counts). */
export function similarity(a: WordCounts, b: WordCounts): number {
  let common = 0;
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
  const words = total(a) + total(b);
  return words === 0 ? 0 : (2 * common) / words;
}
