import { diffArrays } from 'diff';
import type { WordPart } from '../model/change.ts';

/** Words put in and taken out at most before two passages count as replaced whole: more than anyone reads as a rewording, and still under 5 ms. */
const mostEdits = 300;
/** Words of both passages together at most. A sentence of law has 40; what has thousands was written by a machine. */
const mostWords = 6_000;

/** Words with the blanks behind them, so that joining them gives the passage back. */
const wordsOf = (passage: string): readonly string[] => passage.match(/\s*\S+\s*/gu) ?? [];

/** What tells two words apart: letters and digits, whatever their case; a word of signs alone is itself. */
function keyOf(word: string): string {
  const letters = word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
  return letters === '' ? word.trim() : letters;
}

/**
 * What was taken out of a passage and put into it, by words (Myers, O(ND), from the package `diff`). The bound is a count of edits and not a
 * timeout, so that the same input always gives the same output.
 */
export function wordParts(before: string, after: string): readonly WordPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const whole: readonly WordPart[] = [
    ...(before === '' ? [] : [{ kind: 'removed' as const, text: before }]),
    ...(after === '' ? [] : [{ kind: 'added' as const, text: after }]),
  ];
  if (a.length + b.length > mostWords) return whole;
  const [x, y] = [a.map(keyOf), b.map(keyOf)];
  let from = 0;
  while (from < a.length && from < b.length && x[from] === y[from]) from++;
  let [aTo, bTo] = [a.length, b.length];
  while (aTo > from && bTo > from && x[aTo - 1] === y[bTo - 1]) {
    aTo--;
    bTo--;
  }
  const changes = diffArrays(x.slice(from, aTo), y.slice(from, bTo), { maxEditLength: mostEdits });
  if (changes === undefined) return whole;
  const parts: WordPart[] = [];
  let [i, j] = [from, from];
  const write = (kind: WordPart['kind'], words: readonly string[]): void => {
    if (words.length === 0) return;
    const last = parts.at(-1);
    const text = words.join('');
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  };
  write('same', b.slice(0, from));
  for (const { added, removed, count } of changes) {
    if (removed) write('removed', a.slice(i, (i += count)));
    else {
      write(added ? 'added' : 'same', b.slice(j, j + count));
      j += count;
      if (!added) i += count;
    }
  }
  write('same', b.slice(bTo));
  return parts;
}
