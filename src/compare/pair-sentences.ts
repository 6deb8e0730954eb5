import { likeness, noWords, type WordList } from './similarity.ts';

/** Places of two sentences of which one became the other. */
export type Pair = readonly [removed: number, added: number];

/**
 * Least share of common words for two sentences in the same place to be one that was reworded. Half: chosen,
 * not measured, after reading the comparison of one television's two notices and of the corpus's diffs (2026-11-23).
 */
const leastInPlace = 0.5;
/** The same for two sentences in different places, where only their likeness speaks for it. */
const leastElsewhere = 0.75;
/** Pairs of sentences compared in one place at most; beyond it only likeness anywhere counts, which is found by rare words. */
const mostPairs = 10_000;
/** Pairs of sentences in different places that are all looked at; of more only those that share a rare word. */
const mostDirect = 2_500;
/** A word that more new sentences have leads to none of them. */
const mostWithWord = 12;
/** Sentences looked at for one that is gone, at most. */
const mostCandidates = 40;

/** Which of the sentences in one place became which, in their order, so that the sum of likeness is greatest. */
export function pairInPlace(before: readonly WordList[], after: readonly WordList[]): readonly Pair[] {
  const [n, m] = [before.length, after.length];
  if (n === 0 || m === 0 || n * m > mostPairs) return [];
  const width = m + 1;
  const shares = new Float64Array(n * m);
  const best = new Float64Array((n + 1) * width);
  const bestAt = (i: number, j: number): number => best[i * width + j] ?? 0;
  const shareAt = (i: number, j: number): number => shares[i * m + j] ?? 0;
  for (let i = n - 1; i >= 0; i--) {
    const words = before[i] ?? noWords;
    for (let j = m - 1; j >= 0; j--) {
      const share = likeness(words, after[j] ?? noWords, leastInPlace);
      shares[i * m + j] = share;
      const paired = share < leastInPlace ? 0 : share + bestAt(i + 1, j + 1);
      best[i * width + j] = Math.max(paired, bestAt(i + 1, j), bestAt(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    const share = shareAt(i, j);
    if (share >= leastInPlace && bestAt(i, j) === share + bestAt(i + 1, j + 1)) pairs.push([i++, j++]);
    else if (bestAt(i + 1, j) >= bestAt(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Which of the sentences became which wherever they stand: the most alike first, each once. */
export function pairElsewhere(before: readonly WordList[], after: readonly WordList[]): readonly Pair[] {
  const lookIn = before.length * after.length <= mostDirect ? everywhere(after.length) : sharedWords(after);
  const found: { readonly pair: Pair; readonly share: number }[] = [];
  for (const [i, words] of before.entries()) {
    for (const j of lookIn(words)) {
      const share = likeness(words, after[j] ?? noWords, leastElsewhere);
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

/** Looks at all of a few. */
function everywhere(count: number): (words: WordList) => Iterable<number> {
  const all = Array.from({ length: count }, (_, j) => j);
  return () => all;
}

/** Looks at those that share a rare word. */
function sharedWords(after: readonly WordList[]): (words: WordList) => Iterable<number> {
  const withWord = new Map<number, number[]>();
  for (const [j, { sorted }] of after.entries())
    for (let k = 0; k < sorted.length; k++) {
      const word = sorted[k] ?? 0;
      if (word === sorted[k - 1]) continue;
      const places = withWord.get(word);
      if (places === undefined) withWord.set(word, [j]);
      else if (places.length <= mostWithWord) places.push(j);
    }
  // Words that too many have are looked up again and again.
  for (const [word, places] of withWord) if (places.length > mostWithWord) withWord.delete(word);
  return ({ words }) => {
    const found = new Set<number>();
    for (const word of words) for (const j of withWord.get(word) ?? []) if (found.size < mostCandidates) found.add(j);
    return found;
  };
}
