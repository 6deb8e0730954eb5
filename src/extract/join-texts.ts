import type { Block, PolicyText, Span } from '../model/text.ts';
import { countWords } from './fold-text.ts';

/**
 * The pages of a split document as one text. What the pages repeat at their top and foot (the title, a line about the version) stands once.
 * Title, language and date are those of the first page that gives them.
 */
export const joinTexts = (parts: readonly PolicyText[]): PolicyText => {
  const [first, ...rest] = parts;
  if (first === undefined) throw new Error('there is no text to join');
  let text = first.text;
  const blocks: Block[] = [...first.blocks];
  let words = first.words;
  const repeated = new Set(first.blocks.map((block) => first.text.slice(...block.span)));
  for (const part of rest) {
    const own = ownBlocks(part, repeated);
    const [head] = own;
    const last = own.at(-1);
    if (head === undefined || last === undefined) continue;
    const from = head.span[0];
    const passage = part.text.slice(from, last.span[1]);
    const shift = text.length + 1 - from;
    text += `\n${passage}`;
    for (const block of own) blocks.push(shifted(block, shift));
    words += countWords(passage);
  }
  const language = parts.find((part) => part.language !== undefined)?.language;
  const effectiveDate = parts.find((part) => part.effectiveDate !== undefined)?.effectiveDate;
  return {
    text,
    blocks,
    words,
    ...(first.title === undefined ? {} : { title: first.title }),
    ...(language === undefined ? {} : { language }),
    ...(effectiveDate === undefined ? {} : { effectiveDate }),
  };
};

/** The blocks of a later page between what it repeats of the first at its top and at its foot. */
const ownBlocks = ({ text, blocks }: PolicyText, repeated: ReadonlySet<string>): readonly Block[] => {
  const isRepeated = (block: Block | undefined): boolean => block !== undefined && repeated.has(text.slice(...block.span));
  let start = 0;
  let end = blocks.length;
  while (start < end && isRepeated(blocks[start])) start++;
  while (end > start && isRepeated(blocks[end - 1])) end--;
  // A list must not lose the sentence that introduces it.
  const leads = blocks.slice(start, end).flatMap((block) => block.leads.map(([from]) => from));
  const earliest = Math.min(...leads, blocks[start]?.span[0] ?? 0);
  while (start > 0 && (blocks[start]?.span[0] ?? 0) > earliest) start--;
  return blocks.slice(start, end);
};

const shifted = (block: Block, by: number): Block => {
  const moved = ([from, to]: Span): Span => [from + by, to + by];
  return {
    ...block,
    span: moved(block.span),
    leads: block.leads.map(moved),
    ...(block.cells === undefined ? {} : { cells: block.cells.map((cell) => ({ ...cell, span: moved(cell.span) })) }),
  };
};
