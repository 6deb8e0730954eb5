import { diffArrays } from 'diff';
import type { WordPart } from '../model/change.ts';
import type { WordIds } from './similarity.ts';

/** Words put in and taken out at most before two passages count as replaced whole: more than anyone reads as a rewording, and still under a millisecond. */
const mostEdits = 300;
/** Words of both passages together at most. A sentence of law has 40; what has thousands was written by a machine. */
const mostWords = 6_000;

/** What tells two words apart: letters and digits, whatever their case; a word of signs alone is itself. */
function keyOf(word: string): string {
  const letters = word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
  return letters === '' ? word : letters;
}

/** The number of a word as it is written, which is that of all words with its key. */
function idOf(word: string, ids: WordIds): number {
  const known = ids.get(word);
  if (known !== undefined) return known;
  const key = keyOf(word);
  const id = ids.get(key) ?? ids.size;
  ids.set(key, id);
  ids.set(word, id);
  return id;
}

/** The words of a passage, each with the blanks behind it (the first also with those before it), so that they make the whole passage. */
interface Words {
  readonly passage: string;
  /** Where each begins, and in the end where the passage ends. */
  readonly starts: readonly number[];
  readonly keys: readonly number[];
}

/** What JavaScript's `\s` stands for. */
const isBlank = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || (code >= 0x1680 && /\s/u.test(String.fromCharCode(code)));

function wordsOf(passage: string, ids: WordIds): Words {
  const [starts, keys]: [number[], number[]] = [[], []];
  const { length } = passage;
  for (let i = 0; i < length;) {
    while (i < length && isBlank(passage.charCodeAt(i))) i++;
    if (i === length) break;
    const start = i;
    while (i < length && !isBlank(passage.charCodeAt(i))) i++;
    starts.push(keys.length === 0 ? 0 : start);
    keys.push(idOf(passage.slice(start, i), ids));
  }
  starts.push(length);
  return { passage, starts, keys };
}

/** The words [from, to) as they are written. */
const written = ({ passage, starts }: Words, from: number, to: number): string => passage.slice(starts[from], starts[to]);

/**
 * What was taken out of a passage and put into it, by words (Myers, O(ND), from the package `diff`). The bound is a count of edits and not a timeout, so that the same input always
 * gives the same output. Words keep their numbers in `ids` from one pair to the next.
 */
export function wordParts(before: string, after: string, ids: WordIds = new Map()): readonly WordPart[] {
  const [a, b] = [wordsOf(before, ids), wordsOf(after, ids)];
  const [x, y] = [a.keys, b.keys];
  let [aTo, bTo] = [x.length, y.length];
  let from = 0;
  while (from < aTo && from < bTo && x[from] === y[from]) from++;
  while (aTo > from && bTo > from && x[aTo - 1] === y[bTo - 1]) {
    aTo--;
    bTo--;
  }
  const changes =
    x.length + y.length > mostWords ? undefined : diffArrays(x.slice(from, aTo), y.slice(from, bTo), { maxEditLength: mostEdits });
  if (changes === undefined)
    return [
      ...(before === '' ? [] : [{ kind: 'removed' as const, text: before }]),
      ...(after === '' ? [] : [{ kind: 'added' as const, text: after }]),
    ];
  const parts: WordPart[] = [];
  const write = (kind: WordPart['kind'], text: string): void => {
    if (text === '') return;
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  };
  write('same', written(b, 0, from));
  let [i, j] = [from, from];
  for (const { added, removed, count } of changes) {
    if (removed) write('removed', written(a, i, i + count));
    else write(added ? 'added' : 'same', written(b, j, j + count));
    if (!added) i += count;
    if (!removed) j += count;
  }
  write('same', written(b, bTo, y.length));
  return parts;
}
