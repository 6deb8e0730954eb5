import type { RawBlock } from '../raw-block.ts';

/** Share of a page's characters that a repeated run must have to be the page once more: what policies repeat for one state or product has 5 % at most (corpus/html, 2026-11-23). */
const leastShare = 0.4;
/** A page with less text is not worth the look. */
const leastBlocks = 4;

/** The blocks of a page without the second copy of its text that some pages hold for narrow screens, hidden until it is needed. */
export const withoutSecondCopy = (blocks: readonly RawBlock[]): readonly RawBlock[] => {
  if (blocks.length < leastBlocks * 2) return blocks;
  const total = blocks.reduce((sum, { text }) => sum + text.length, 0);
  const first = new Map<string, number>();
  for (let at = 0; at < blocks.length; at++) {
    const key = blocks[at]?.text ?? '';
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, at);
      continue;
    }
    let length = 0;
    let characters = 0;
    let distinct = 0;
    while (before + length < at && at + length < blocks.length && blocks[before + length]?.text === blocks[at + length]?.text) {
      const text = blocks[at + length]?.text ?? '';
      characters += text.length;
      // Of a sentence that is said a thousand times only the first is a block of its own.
      if (first.get(text) === before + length) distinct++;
      length++;
    }
    if (length >= leastBlocks && distinct * 2 > length && characters >= total * leastShare)
      return [...blocks.slice(0, at), ...blocks.slice(at + length)];
    // What is repeated by less is passed over whole, so that a page of one sentence 100,000 times costs no more than its length.
    at += Math.max(0, length - 1);
  }
  return blocks;
};
