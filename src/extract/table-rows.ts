import { hasWords } from './fold-text.ts';
import { noCells, type RawBlock } from './raw-block.ts';

/** A column title is short and no sentence; longer "titles" are text that only stands in a table's first row. Guidance: the longest real one seen has 23 words. */
const longestTitle = 200;

/**
 * Adds a data table's rows. With `titled` the first row names the columns, and its words become each cell's header, unless it reads as
 * text; `rowTitles` names the columns of tables whose titles stand elsewhere (several header rows folded by the reader).
 */
export const addRows = (blocks: RawBlock[], rows: readonly (readonly string[])[], titled: boolean, depth: number): void => {
  const first = rows[0] ?? [];
  const hasTitles = titled && rows.length > 1 && first.some((cell) => hasWords(cell)) && first.every(isTitle);
  const titles = hasTitles ? first : [];
  for (const [index, row] of rows.entries()) {
    if (!row.some((cell) => hasWords(cell))) continue;
    const isHeader = hasTitles && index === 0;
    blocks.push({
      kind: isHeader ? 'header-row' : 'row',
      text: row.filter((cell) => hasWords(cell)).join(' | '),
      level: 0,
      depth,
      titled: false,
      marker: '',
      cells: row.length === 0 ? noCells : row.map((text, column) => ({ text, header: isHeader ? '' : (titles[column] ?? '') })),
    });
  }
};

const isTitle = (cell: string): boolean => cell.length <= longestTitle && !/[.!]\s+\p{Lu}/u.test(cell) && !/[a-z]{3}\.$/.test(cell);
