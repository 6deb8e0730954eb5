import type { PolicyText } from '../../src/model/text.ts';

/** A text's blocks as lines a test can read: `h2 Title`, `p words`, `i1 words <= outer lead / inner lead`, `r [Header: cell] [cell]`. */
export const renderBlocks = (text: PolicyText): string[] =>
  text.blocks.map((block) => {
    const words = text.text.slice(...block.span);
    const leads = block.leads.map((lead) => text.text.slice(...lead)).join(' / ');
    const behind = leads === '' ? '' : ` <= ${leads}`;
    if (block.kind === 'heading') return `h${block.level} ${words}`;
    if (block.kind === 'item') return `i${block.level} ${words}${behind}`;
    if (block.cells !== undefined) {
      const cells = block.cells.map(({ span, header }) => `[${header === '' ? '' : `${header}: `}${text.text.slice(...span)}]`);
      return `r ${cells.join(' ')}${behind}`;
    }
    return `p ${words}${behind}`;
  });

/** The section path of the block that starts with some words. */
export const sectionOf = (text: PolicyText, start: string): readonly string[] | undefined =>
  text.blocks.find((block) => text.text.slice(...block.span).startsWith(start))?.section;
