import { isText, Text, type AnyNode, type Element } from 'domhandler';
import { foldText, hasWords } from '../fold-text.ts';
import type { RawBlock } from '../raw-block.ts';
import { addRows } from '../table-rows.ts';
import { headingLevel, isBlock, isBold, isElement, isSilent } from './element-kind.ts';
import type { PageMeasure } from './measure-page.ts';

/** Spans beyond these are mistakes or attacks: the HTML standard caps columns at 1,000 and rows at 65,534; the widest real table seen has 14 columns. */
const mostColumns = 100;
const mostRowSpan = 500;
/** A header cell over this many columns titles the table, not its columns. */
const mostTitled = 10;
/** A cell with more words than this, in a table without header cells, means that the table lays out a page. */
const longestCell = 150;

interface Cell {
  readonly element: Element | null;
  readonly text: string;
  readonly isHeader: boolean;
  readonly isBold: boolean;
}

interface Row {
  readonly cells: readonly Cell[];
  readonly inHead: boolean;
}

/** Reads a cell as blocks of its own. */
export type ReadCell = (cell: Element, depth: number) => readonly RawBlock[];

/** Adds a data table's rows and says true; says false for a table that lays out a page, which is to be read as plain blocks. */
export const addTable = (blocks: RawBlock[], table: Element, measure: PageMeasure, depth: number, readCell: ReadCell): boolean => {
  const role = table.attribs['role'];
  if (role === 'presentation' || role === 'none') return false;
  const found = rowElements(table);
  if (found === null) return false;
  let longest = 0;
  let most = 0;
  let hasHeader = false;
  for (const { cells } of found.rows) {
    most = Math.max(most, cells.length);
    for (const cell of cells) {
      const own = measure.of.get(cell);
      longest = Math.max(longest, own?.words ?? 0);
      hasHeader ||= cell.name === 'th';
      if (own?.hasHeading === true && (own?.words ?? 0) > longestCell) return false;
    }
  }
  if (found.rows.length < 2 || most < 2) return false;
  if (longest > longestCell && !hasHeader) return false;
  const rows = layOut(found.rows);
  const filled = rows.reduce((count, row) => Math.max(count, row.cells.filter((cell) => hasWords(cell.text)).length), 0);
  if (filled < 2) return false;
  const caption = found.caption === null ? '' : cellText(found.caption).text;
  if (hasWords(caption)) blocks.push({ kind: 'paragraph', text: caption, level: 0, depth, titled: true, marker: '', cells: [] });
  const allHeaders = rows.every((row) => row.cells.every((cell) => cell.isHeader || !hasWords(cell.text)));
  addRows(
    blocks,
    rows.map((row) => ({
      cells: row.cells.map((cell) => cell.text),
      isTitled: !allHeaders && isTitleRow(row),
      readLone: (at) => row.cells.flatMap((cell) => (cell.element === null ? [] : readCell(cell.element, at))),
    })),
    depth,
  );
  return true;
};

/** A row of column titles: in the head, all header cells, or all in bold. */
const isTitleRow = (row: Row): boolean => {
  const filled = row.cells.filter((cell) => hasWords(cell.text));
  return row.inHead || filled.every((cell) => cell.isHeader || cell.isBold);
};

interface Found {
  readonly rows: readonly { readonly cells: readonly Element[]; readonly inHead: boolean }[];
  readonly caption: Element | null;
}

/** The table's own rows; null where a cell holds another table with words of its own rows (page layout). */
const rowElements = (table: Element): Found | null => {
  const rows: { cells: Element[]; inHead: boolean }[] = [];
  let caption: Element | null = null;
  const stack: { readonly node: AnyNode; readonly inHead: boolean }[] = [{ node: table, inHead: false }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, inHead } = step;
    if (!isElement(node)) continue;
    if (node.name === 'caption') {
      caption = node;
      continue;
    }
    if (node.name === 'tr') {
      const cells = node.children.filter((child): child is Element => isElement(child) && (child.name === 'td' || child.name === 'th'));
      if (cells.some(holdsTable)) return null;
      rows.push({ cells, inHead });
      continue;
    }
    if (node === table || node.name === 'thead' || node.name === 'tbody' || node.name === 'tfoot' || node.name === 'form') {
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child !== undefined) stack.push({ node: child, inHead: inHead || node.name === 'thead' });
      }
    }
  }
  return { rows, caption };
};

const holdsTable = (cell: Element): boolean => {
  const stack: AnyNode[] = [...cell.children];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    if (node.name === 'table') return true;
    for (const child of node.children) stack.push(child);
  }
  return false;
};

/** Puts every cell in its column: a cell that spans several gives its words to the first (a header cell to all of them). */
const layOut = (found: Found['rows']): Row[] => {
  const empty: Cell = { element: null, text: '', isHeader: false, isBold: false };
  /** How many more rows a column is taken by a cell above. */
  const taken: number[] = [];
  return found.map(({ cells, inHead }) => {
    const out: Cell[] = [];
    let column = 0;
    const skipTaken = (): void => {
      while ((taken[column] ?? 0) > 0 && column < mostColumns) {
        taken[column] = (taken[column] ?? 1) - 1;
        out[column] = empty;
        column++;
      }
    };
    for (const element of cells) {
      skipTaken();
      if (column >= mostColumns) break;
      const cell: Cell = { element, ...cellText(element), isHeader: element.name === 'th' || element.attribs['role'] === 'columnheader' };
      const across = spanOf(element.attribs['colspan'], mostColumns - column);
      const down = spanOf(element.attribs['rowspan'], mostRowSpan);
      for (let i = 0; i < across; i++) {
        out[column] = i === 0 || (cell.isHeader && across < mostTitled) ? cell : empty;
        taken[column] = down - 1;
        column++;
      }
    }
    skipTaken();
    return { cells: out, inHead };
  });
};

const spanOf = (attribute: string | undefined, most: number): number => {
  const span = Number.parseInt(attribute ?? '1', 10);
  return Number.isNaN(span) || span < 1 ? 1 : Math.max(1, Math.min(span, most));
};

const spacer = new Text(' ');

/** A cell's words as one line, and whether all of them are bold. */
const cellText = (cell: Element): { readonly text: string; readonly isBold: boolean } => {
  let text = '';
  let plain = false;
  let strong = false;
  const stack: { readonly node: AnyNode; readonly bold: boolean }[] = [{ node: cell, bold: false }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, bold } = step;
    if (isText(node)) {
      text += node.data;
      if (hasWords(node.data)) {
        if (bold) strong = true;
        else plain = true;
      }
    } else if (isElement(node) && !isSilent(node) && node.name !== 'template') {
      if (isBlock(node) || node.name === 'br') text += ' ';
      const isStrong = bold || isBold(node) || headingLevel(node) > 0;
      // The space behind a block is added by a text of its own, in front of what follows.
      if (isBlock(node) && node !== cell) stack.push({ node: spacer, bold: isStrong });
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child !== undefined) stack.push({ node: child, bold: isStrong });
      }
    }
  }
  return { text: foldText(text), isBold: strong && !plain };
};
