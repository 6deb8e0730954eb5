import type { styleText } from 'node:util';
import type { WordPart } from '../model/change.ts';
import { harmless } from './harmless.ts';
import { columns } from './wrapped.ts';

export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** One line of painted words and how many columns it takes. */
interface Line {
  readonly text: string;
  readonly columns: number;
}

interface Word {
  readonly kind: WordPart['kind'];
  readonly text: string;
}

const paints = {
  same: (text: string): string => text,
  added: (text: string, paint: Paint): string => paint('green', text),
  removed: (text: string, paint: Paint): string => paint(['red', 'strikethrough'], text),
} as const;
/** As `wdiff` marks words (GNU wdiff manual, 2.1). */
const marks = { same: ['', ''], added: ['{+', '+}'], removed: ['[-', '-]'] } as const;

const wordsOf = ({ kind, text }: WordPart): readonly Word[] =>
  harmless(text)
    .split(/ +/u)
    .filter((word) => word !== '')
    .map((word) => ({ kind, text: word }));

/** The words of a part, with a mark before the first and behind the last. */
function markedWords(part: WordPart, isMarked: boolean): readonly Word[] {
  const [open, close] = isMarked ? marks[part.kind] : ['', ''];
  const own = wordsOf(part);
  return own.map(({ kind, text }, k) => ({ kind, text: `${k === 0 ? open : ''}${text}${k === own.length - 1 ? close : ''}` }));
}

/** Words in lines, each word painted by itself, so that no style runs over the end of a line. */
function filled(words: readonly Word[], width: number, paint: Paint, first: string, rest: string): readonly Line[] {
  const lines: Line[] = [];
  let line = { text: first, columns: columns(first) };
  let isEmpty = true;
  for (const { kind, text } of words) {
    const length = columns(text);
    if (!isEmpty && line.columns + 1 + length > width) {
      lines.push(line);
      line = { text: rest, columns: columns(rest) };
      isEmpty = true;
    }
    line = { text: `${line.text}${isEmpty ? '' : ' '}${paints[kind](text, paint)}`, columns: line.columns + length + (isEmpty ? 0 : 1) };
    isEmpty = false;
  }
  return isEmpty ? lines : [...lines, line];
}

/**
 * A passage with its old and new words in lines. A whole passage carries no marks inside: the sign before it says what happened to it.
 */
export function inlineLines(parts: readonly WordPart[], width: number, paint: Paint, sign: string): readonly string[] {
  const words = parts.flatMap((part) => markedWords(part, parts.length > 1));
  return filled(words, width, paint, sign, ' '.repeat(columns(sign))).map(({ text }) => text);
}

/** The old words on the left and the new ones on the right. */
export function columnLines(parts: readonly WordPart[], width: number, paint: Paint): readonly string[] {
  const half = Math.floor((width - 3) / 2);
  // Where there are no colours, marks tell what stands on one side only; a passage that has no other side needs none.
  const isMarked = parts.length > 1 && paint('green', 'x') === 'x';
  const side = (kind: WordPart['kind']): readonly Line[] =>
    filled(
      parts.filter((part) => part.kind === 'same' || part.kind === kind).flatMap((part) => markedWords(part, isMarked)),
      half,
      paint,
      '',
      '',
    );
  const [left, right] = [side('removed'), side('added')];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, k) => {
    const was = left[k] ?? { text: '', columns: 0 };
    return `${was.text}${' '.repeat(Math.max(0, half - was.columns))} │ ${right[k]?.text ?? ''}`.trimEnd();
  });
}
