import type { Block, PolicyText } from '../model/text.ts';

/** What would begin something else than a paragraph at the start of a line, or be taken for markup within it (CommonMark 0.31.2, 2.4). */
const startsBlock = /^(?=[#>+=~-])/u;
const startsNumber = /^(\d{1,9})([.)])/u;
const isMarkup = /[\\*_[\]<>`|]/gu;

/** A text as Markdown that reads back as the same words: headings, paragraphs, list items and rows. */
export function writeMarkdown({ text, blocks }: PolicyText): string {
  const lines: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    const isTight = before !== undefined && before.kind === block.kind && (block.kind === 'item' || block.kind === 'row');
    if (before !== undefined && !isTight) lines.push('');
    lines.push(lineOf(block, text.slice(...block.span)));
  }
  return `${lines.join('\n')}\n`;
}

function lineOf({ kind, level }: Block, words: string): string {
  const plain = words.replaceAll(isMarkup, '\\$&').replaceAll('\n', ' ');
  if (kind === 'heading') return `${'#'.repeat(Math.min(6, Math.max(1, level)))} ${plain}`;
  const safe = plain.replace(startsBlock, '\\').replace(startsNumber, '$1\\$2');
  return kind === 'item' ? `${'  '.repeat(Math.max(0, level - 1))}* ${safe}` : safe;
}
