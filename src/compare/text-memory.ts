import type { TextComparison } from '../model/change.ts';
import type { PolicyText, Span } from '../model/text.ts';
import type { Keys } from './align.ts';
import { foldWords } from './fold-words.ts';
import { wordList, type WordIds, type WordList } from './similarity.ts';
import { splitSentences } from './split-sentences.ts';

/** Words of paragraphs met before, so that a history, in which each stands ten times on average, folds each once. Ids hold within one memory. */
export interface TextMemory {
  /** By a block's own characters. */
  readonly blocks: Map<string, KnownBlock>;
  /** By folded words. */
  readonly ids: Map<string, number>;
  /** Folded words by id. */
  readonly words: string[];
  /** Numbers of single words, and the words of passages by these, by id of the passage. */
  readonly wordIds: WordIds;
  readonly lists: Map<number, WordList>;
  /** Numbers of words as they are written, signs and all (word-parts.ts). */
  readonly writtenIds: WordIds;
  /** The text met last: the next one of a history has most of its blocks, in its order. */
  last: KeyedText | undefined;
  /** Texts met before, and pairs of them that were compared: archives go back and forth between two texts for months. */
  readonly keyed: WeakMap<PolicyText, KeyedText>;
  readonly compared: WeakMap<PolicyText, WeakMap<PolicyText, TextComparison>>;
}

export const makeTextMemory = (): TextMemory => ({
  blocks: new Map(),
  ids: new Map(),
  words: [],
  wordIds: new Map(),
  lists: new Map(),
  writtenIds: new Map(),
  last: undefined,
  keyed: new WeakMap(),
  compared: new WeakMap(),
});

/** A block's own characters, and what is known of them. */
interface KnownBlock {
  readonly raw: string;
  /** The id of its words; -1 where it says nothing. */
  readonly key: number;
  /** Its sentences that say something, with spans relative to the block; not there until somebody asks. */
  sentences: readonly Sentence[] | undefined;
}

interface Sentence {
  readonly key: number;
  readonly span: Span;
}

/** A text as the ids of its blocks' words; blocks that say nothing are left out. */
export interface KeyedText {
  readonly text: PolicyText;
  readonly keys: Keys;
  /** Which block each key is of. */
  readonly blocks: readonly number[];
  /** All blocks of the text. */
  readonly known: readonly KnownBlock[];
}

export function keyed(text: PolicyText, memory: TextMemory): KeyedText {
  let known = memory.keyed.get(text);
  if (known === undefined) memory.keyed.set(text, (known = keysOf(text, memory)));
  memory.last = known;
  return known;
}

function keysOf(text: PolicyText, memory: TextMemory): KeyedText {
  const known = knownBlocks(text, memory);
  const keys: number[] = [];
  const blocks: number[] = [];
  for (const [index, { key }] of known.entries()) {
    if (key < 0) continue;
    keys.push(key);
    blocks.push(index);
  }
  return { text, keys, blocks, known };
}

/** How far ahead a block is looked for in the text met last, so that those behind it are found without looking them up. */
const farthest = 100;

/** The blocks of a text. To compare one with that which stands in its place in the text met last costs far less than to look it up by its hash. */
function knownBlocks({ text, blocks }: PolicyText, memory: TextMemory): readonly KnownBlock[] {
  const last = memory.last?.known ?? [];
  let place = 0;
  return blocks.map(({ span }) => {
    const raw = text.slice(span[0], span[1]);
    const next = last[place];
    if (next?.raw === raw) {
      place++;
      return next;
    }
    const block = blockOf(raw, memory);
    place += last.slice(place, place + farthest).indexOf(block) + 1;
    return block;
  });
}

function blockOf(raw: string, memory: TextMemory): KnownBlock {
  let block = memory.blocks.get(raw);
  if (block === undefined) memory.blocks.set(raw, (block = { raw, key: keyOf(raw, memory), sentences: undefined }));
  return block;
}

/** One sentence of a text, by the id of its words. */
export interface Unit {
  readonly key: number;
  readonly block: number;
  readonly span: Span;
}

/** The sentences of blocks [from, to) of a keyed text that say something. */
export function unitsOf({ text, blocks, known }: KeyedText, from: number, to: number, memory: TextMemory): readonly Unit[] {
  const units: Unit[] = [];
  for (let k = from; k < to; k++) {
    const block = blocks[k] ?? 0;
    const start = text.blocks[block]?.span[0] ?? 0;
    const sentences = known[block] === undefined ? [] : sentencesOf(known[block], memory);
    for (const { key, span } of sentences) units.push({ key, block, span: [start + span[0], start + span[1]] });
  }
  return units;
}

function sentencesOf(block: KnownBlock, memory: TextMemory): readonly Sentence[] {
  return (block.sentences ??= splitSentences(block.raw, [0, block.raw.length])
    // Most blocks are one sentence, whose words are known.
    .map((span) => ({ key: span[1] - span[0] === block.raw.length ? block.key : keyOf(block.raw.slice(...span), memory), span }))
    .filter(({ key }) => key >= 0));
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
