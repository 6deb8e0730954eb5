import { similarity, wordCounts, type WordCounts } from './similarity.ts';

/** Places of two sentences of which one became the other. */
export type Pair = readonly [removed: number, added: number];

/**
 * Least share of common words for two sentences in the same place to be one that was reworded. Half: of 40 replaced pairs read by hand in ten
 * policies of the corpus (2026-11-23) those below told of different things.
 */
const leastInPlace = 0.5;
/** The same for two sentences in different places, where only their likeness speaks for it. */
const leastElsewhere = 0.75;
/** Pairs of sentences compared in one place at most; beyond it only likeness anywhere counts, which is found by rare words. */
const mostPairs = 10_000;
/** A word that more new sentences have leads to none of them. */
const mostWithWord = 12;
/** Sentences looked at for one that is gone, at most. */
const mostCandidates = 40;

/** Which of the sentences in one place became which, in their order, so that the sum of likeness is greatest. */
export function pairInPlace(removed: readonly string[], added: readonly string[]): readonly Pair[] {
  const [n, m] = [removed.length, added.length];
  if (n === 0 || m === 0 || n * m > mostPairs) return [];
  const [before, after] = [removed.map(wordCounts), added.map(wordCounts)];
  const width = m + 1;
  const likeness = new Float64Array(n * m);
  const best = new Float64Array((n + 1) * width);
  const bestAt = (i: number, j: number): number => best[i * width + j] ?? 0;
  const likenessAt = (i: number, j: number): number => likeness[i * m + j] ?? 0;
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--) {
      const share = similarity(before[i] ?? new Map(), after[j] ?? new Map());
      likeness[i * m + j] = share;
      const paired = share < leastInPlace ? 0 : share + bestAt(i + 1, j + 1);
      best[i * width + j] = Math.max(paired, bestAt(i + 1, j), bestAt(i, j + 1));
    }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    const share = likenessAt(i, j);
    if (share >= leastInPlace && bestAt(i, j) === share + bestAt(i + 1, j + 1)) pairs.push([i++, j++]);
    else if (bestAt(i + 1, j) >= bestAt(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Which of the sentences became which wherever they stand: the most alike first, each once. */
export function pairElsewhere(removed: readonly string[], added: readonly string[]): readonly Pair[] {
  const after = added.map(wordCounts);
  const withWord = new Map<string, number[]>();
  for (const [j, counts] of after.entries())
    for (const word of counts.keys()) {
      const places = withWord.get(word);
      if (places === undefined) withWord.set(word, [j]);
      else if (places.length <= mostWithWord) places.push(j);
    }
  const found: { readonly pair: Pair; readonly share: number }[] = [];
  for (const [i, sentence] of removed.entries()) {
    const counts = wordCounts(sentence);
    for (const j of candidates(counts, withWord)) {
      const share = similarity(counts, after[j] ?? new Map());
      if (share >= leastElsewhere) found.push({ pair: [i, j], share });
    }
  }
  const pairs: Pair[] = [];
  const taken = { removed: new Set<number>(), added: new Set<number>() };
  for (const { pair } of found.toSorted((x, y) => y.share - x.share || x.pair[0] - y.pair[0] || x.pair[1] - y.pair[1])) {
    if (taken.removed.has(pair[0]) || taken.added.has(pair[1])) continue;
    taken.removed.add(pair[0]);
    taken.added.add(pair[1]);
    pairs.push(pair);
  }
  return pairs;
}

function candidates(counts: WordCounts, withWord: ReadonlyMap<string, readonly number[]>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const word of counts.keys()) {
    const places = withWord.get(word) ?? [];
    if (places.length > mostWithWord) continue;
    for (const j of places) if (found.size < mostCandidates) found.add(j);
  }
  return found;
}
