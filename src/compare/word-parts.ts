import { diffArrays } from 'diff';
import type { WordPart } from '../model/change.ts';
import { foldWords } from './fold-words.ts';

/** Words put in and taken out at most before two passages count as replaced whole: more than anyone reads as a rewording, and still under 5 ms. */
const mostEdits = 300;
/** Words of both passages together at most. A sentence of law has 40; what has thousands was written by a machine. */
const mostWords = 6_000;

interface Word {
  readonly text: string;
  readonly folded: string;
}

/** Words with the blanks behind them, so that joining them gives the passage back. */
function wordsOf(passage: string): readonly Word[] {
  return (passage.match(/\s*\S+\s*/gu) ?? []).map((text) => ({ text, folded: foldWords(text) || text.trim() }));
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
  const changes = diffArrays([...a], [...b], { comparator: (x, y) => x.folded === y.folded, maxEditLength: mostEdits });
  if (changes === undefined) return whole;
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.map(({ text }) => text).join(''),
  }));
}
