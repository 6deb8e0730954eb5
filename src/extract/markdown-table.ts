import { addPassage } from './add-passage.ts';
import { foldText, hasWords } from './fold-text.ts';
import { plainMarkdown } from './markdown-inline.ts';
import type { RawBlock } from './raw-block.ts';
import { addRows } from './table-rows.ts';

/** Whether a line is a table's `| --- | :-: |`. */
export const isSeparator = (line: string): boolean => {
  if (!line.includes('-') || !line.includes('|')) return false;
  let dashes = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === 45) dashes++;
    else if (code !== 124 && code !== 58 && code !== 32 && code !== 9) return false;
  }
  return dashes >= 2;
};

/** Reads the table that starts at `lines[start]`, adds its rows and returns the index of the first line behind it. */
export const readTable = (lines: readonly string[], start: number, blocks: RawBlock[], depth: number): number => {
  const rows: string[][] = [];
  let titled = false;
  let at = start;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!line.includes('|') || line.trim() === '') break;
    if (isSeparator(line)) {
      if (rows.length === 1) titled = true;
      continue;
    }
    rows.push(splitRow(line));
  }
  const columns = rows.reduce((most, row) => Math.max(most, row.filter((cell) => hasWords(cell)).length), 0);
  const isLayout = columns <= 1;
  if (isLayout) {
    for (const row of rows)
      for (const cell of row) addPassage(blocks, plainMarkdown(cell), { kind: 'paragraph', depth, marker: '', titled: false });
    return at;
  }
  const texts = rows.map((row) => row.map((cell) => foldText(plainMarkdown(cell))));
  addRows(
    blocks,
    texts.map((cells, index) => ({
      cells,
      isTitled: titled && index === 0 ? true : (rows[index] ?? []).every(isBoldCell),
      readLone: (inside) => readCells(rows[index] ?? [], inside),
    })),
    depth,
  );
  return at;
};

const readCells = (cells: readonly string[], depth: number): RawBlock[] => {
  const blocks: RawBlock[] = [];
  for (const cell of cells) addPassage(blocks, plainMarkdown(cell), { kind: 'paragraph', depth, marker: '', titled: false });
  return blocks;
};

const isBoldCell = (cell: string): boolean => !hasWords(cell) || /^\s*(?:\*\*|__).*(?:\*\*|__)\s*$/.test(cell);

/** The cells between unescaped pipes. */
const splitRow = (line: string): string[] => {
  const cells: string[] = [];
  let cell = '';
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 124) {
      cell = line.slice(from, at);
      cells.push(cell);
      from = at + 1;
    }
  }
  cells.push(line.slice(from));
  if (cells.length > 1 && (cells[0] ?? '').trim() === '') cells.shift();
  if (cells.length > 1 && (cells[cells.length - 1] ?? '').trim() === '') cells.pop();
  return cells;
};
