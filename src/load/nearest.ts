/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other: optimal string alignment distance. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? Infinity) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Longest word that is compared, in characters: what a person mistypes is shorter, and the cost grows with the square. */
const longestWord = 80;

const lettersOf = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The one of `known` that a person most likely meant by `word`; undefined where none is near (more than about a third of it would change). */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  const letters = lettersOf(word);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 0.5;
  for (const candidate of known) {
    // The same letters with other hyphens, brackets or capitals are nearer than any other word.
    const isSpelling = letters !== '' && lettersOf(candidate) === letters;
    const edits = isSpelling ? 0 : distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** " Did you mean x?" with the blank before it, or nothing. */
export function didYouMean(word: string, known: Iterable<string>, shown: (name: string) => string = (name) => name): string {
  const near = nearest(word, known);
  return near === undefined ? '' : ` Did you mean ${shown(near)}?`;
}
