import type { PolicyText, Span } from '../model/text.ts';
import { foldWords } from './fold-words.ts';
import { splitSentences } from './split-sentences.ts';

/** Words of paragraphs met before, so that a history, in which each stands ten times on average, folds each once. Ids hold within one memory. */
export interface TextMemory {
  /** By a block's own characters: the id of its words; -1 where it says nothing. */
  readonly blocks: Map<string, number>;
  /** By folded words. */
  readonly ids: Map<string, number>;
  /** Folded words by id. */
  readonly words: string[];
}

export const makeTextMemory = (): TextMemory => ({ blocks: new Map(), ids: new Map(), words: [] });

/** A text as the ids of its blocks' words; blocks that say nothing are left out. */
export interface KeyedText {
  readonly text: PolicyText;
  readonly keys: readonly number[];
  /** Which block each key is of. */
  readonly blocks: readonly number[];
}

export function keyed(text: PolicyText, memory: TextMemory): KeyedText {
  const keys: number[] = [];
  const blocks: number[] = [];
  for (const [index, { span }] of text.blocks.entries()) {
    const raw = text.text.slice(span[0], span[1]);
    let key = memory.blocks.get(raw);
    if (key === undefined) memory.blocks.set(raw, (key = keyOf(raw, memory)));
    if (key < 0) continue;
    keys.push(key);
    blocks.push(index);
  }
  return { text, keys, blocks };
}

/** One sentence of a text, by the id of its words. */
export interface Unit {
  readonly key: number;
  readonly block: number;
  readonly span: Span;
}

/** The sentences of blocks [from, to) of a keyed text that say something. */
export function unitsOf({ text, blocks }: KeyedText, from: number, to: number, memory: TextMemory): readonly Unit[] {
  const units: Unit[] = [];
  for (const block of blocks.slice(from, to)) {
    const span = text.blocks[block]?.span ?? [0, 0];
    for (const sentence of splitSentences(text.text, span)) {
      const key = keyOf(text.text.slice(sentence[0], sentence[1]), memory);
      if (key >= 0) units.push({ key, block, span: sentence });
    }
  }
  return units;
}

function keyOf(passage: string, { ids, words }: TextMemory): number {
  const folded = foldWords(passage);
  if (folded === '') return -1;
  let id = ids.get(folded);
  if (id === undefined) {
    id = words.length;
    ids.set(folded, id);
    words.push(folded);
  }
  return id;
}
