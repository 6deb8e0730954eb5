import type { TextComparison } from '../model/change.ts';
import type { PolicyText, Span } from '../model/text.ts';
import { foldWords } from './fold-words.ts';
import { wordList, type WordIds, type WordList } from './similarity.ts';
import { splitSentences } from './split-sentences.ts';

/** Words of paragraphs met before, so that a history, in which each stands ten times on average, folds each once. Ids hold within one memory. */
export interface TextMemory {
  /** By a block's own characters: the id of its words; -1 where it says nothing. */
  readonly blocks: Map<string, number>;
  /** By folded words. */
  readonly ids: Map<string, number>;
  /** Folded words by id. */
  readonly words: string[];
  /** By a block's own characters: its sentences that say something, with spans relative to the block. */
  readonly sentences: Map<string, readonly { readonly key: number; readonly span: Span }[]>;
  /** Numbers of single words, and the words of passages by these, by id of the passage. */
  readonly wordIds: WordIds;
  readonly lists: Map<number, WordList>;
  /** Texts met before, and pairs of them that were compared: archives go back and forth between two texts for months. */
  readonly keyed: WeakMap<PolicyText, KeyedText>;
  readonly compared: WeakMap<PolicyText, WeakMap<PolicyText, TextComparison>>;
}

export const makeTextMemory = (): TextMemory => ({
  blocks: new Map(),
  ids: new Map(),
  words: [],
  sentences: new Map(),
  wordIds: new Map(),
  lists: new Map(),
  keyed: new WeakMap(),
  compared: new WeakMap(),
});

/** A text as the ids of its blocks' words; blocks that say nothing are left out. */
export interface KeyedText {
  readonly text: PolicyText;
  readonly keys: readonly number[];
  /** Which block each key is of. */
  readonly blocks: readonly number[];
}

export function keyed(text: PolicyText, memory: TextMemory): KeyedText {
  let known = memory.keyed.get(text);
  if (known === undefined) memory.keyed.set(text, (known = keysOf(text, memory)));
  return known;
}

function keysOf(text: PolicyText, memory: TextMemory): KeyedText {
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
  for (let k = from; k < to; k++) {
    const block = blocks[k] ?? 0;
    const [start, end] = text.blocks[block]?.span ?? [0, 0];
    for (const { key, span } of sentencesOf(text.text.slice(start, end), memory))
      units.push({ key, block, span: [start + span[0], start + span[1]] });
  }
  return units;
}

function sentencesOf(raw: string, memory: TextMemory): readonly { readonly key: number; readonly span: Span }[] {
  const known = memory.sentences.get(raw);
  if (known !== undefined) return known;
  const sentences = splitSentences(raw, [0, raw.length])
    .map((span) => ({ key: keyOf(raw.slice(span[0], span[1]), memory), span }))
    .filter(({ key }) => key >= 0);
  memory.sentences.set(raw, sentences);
  return sentences;
}

/** The words of a passage by their numbers. */
export function listOf(key: number, { words, wordIds, lists }: TextMemory): WordList {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = wordList(words[key] ?? '', wordIds)));
  return list;
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
