import { hasWords } from './fold-text.ts';
import type { RawBlock } from './raw-block.ts';

/** A column title is short and no sentence; longer "titles" are text that only stands in a table's first row. The longest real one seen has 160 characters. */
const longestTitle = 200;

/**
 * Adds a data table's rows; cells are folded. `titleRows` name the columns, and their words become each cell's header; where one of them reads as
 * text it is a row like the others.
 */
export const addRows = (
  blocks: RawBlock[],
  titleRows: readonly (readonly string[])[],
  rows: readonly (readonly string[])[],
  depth: number,
): void => {
  const areTitles = rows.some((row) => row.some((cell) => hasWords(cell))) && titleRows.every((row) => row.every(isTitle));
  const headers: string[] = [];
  for (const row of titleRows) {
    if (areTitles) {
      for (const [column, cell] of row.entries()) {
        const above = headers[column] ?? '';
        if (hasWords(cell)) headers[column] = above === '' || above === cell ? cell : `${above} ${cell}`;
      }
    }
    addRow(blocks, areTitles ? 'header-row' : 'row', row, [], depth);
  }
  for (const row of rows) addRow(blocks, 'row', row, headers, depth);
};

const addRow = (
  blocks: RawBlock[],
  kind: 'row' | 'header-row',
  row: readonly string[],
  headers: readonly string[],
  depth: number,
): void => {
  const filled = row.filter((cell) => hasWords(cell));
  if (filled.length === 0) return;
  const cells = row.map((text, column) => ({ text, header: headers[column] ?? '' }));
  blocks.push({ kind, text: filled.join(' | '), level: 0, depth, titled: false, marker: '', cells });
};

const isTitle = (cell: string): boolean => cell.length <= longestTitle && !/[.!]\s+\p{Lu}/u.test(cell) && !/[a-z]{3}\.$/.test(cell);
