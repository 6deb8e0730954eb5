import { hasWords, isFilled } from './fold-text.ts';
import type { RawBlock } from './raw-block.ts';

export interface TableRow {
  /** Folded; '' for an empty cell. */
  readonly cells: readonly string[];
  /** It stands where column titles stand: in the head, in header cells, or in bold at the top. */
  readonly isTitled: boolean;
  /** Reads the row's only filled cell as blocks of its own (it may hold a title, a break and a sentence). */
  readonly readLone: (depth: number) => readonly RawBlock[];
}

/** A column title is short and no sentence; longer "titles" are text that only stands in a table's first row. The longest real one seen has 160 characters. */
const longestTitle = 200;
/** A lone cell across the table is a title up to this many words. */
const longestLoneTitle = 14;

/**
 * Adds a data table's rows. Rows of column titles become each following cell's header, unless they read as text; a lone cell that titles or introduces
 * the rows below it becomes a paragraph, so that it can serve as heading or lead.
 */
export const addRows = (blocks: RawBlock[], rows: readonly TableRow[], depth: number): void => {
  let headers: string[] = [];
  /** Whether the row may hold column titles: at the top, and behind a lone title. */
  let atTop = true;
  for (const [index, row] of rows.entries()) {
    const filled = row.cells.filter((cell) => isFilled(cell));
    const only = filled[0];
    if (only === undefined) continue;
    const hasMore = rows.slice(index + 1, index + 3).some((next) => next.cells.filter((cell) => isFilled(cell)).length > 1);
    if (filled.length === 1 && hasMore && titlesRows(only)) {
      const lone = row.readLone(depth);
      const [first] = lone;
      if (lone.length === 1 && first !== undefined)
        blocks.push({ ...first, titled: first.kind === 'paragraph' && isLoneTitle(first.text) });
      else for (const block of lone) blocks.push(block);
      atTop = true;
      continue;
    }
    const isHeader =
      atTop && filled.length > 1 && index < rows.length - 1 && filled.every(isTitle) && (row.isTitled || filled.every(namesColumn));
    if (isHeader) {
      // Several rows of titles add up; those behind a lone title begin anew.
      const above = rows[index - 1]?.isTitled === true && blocks[blocks.length - 1]?.kind === 'header-row' ? headers : [];
      headers = row.cells.map((cell, column) => {
        const outer = above[column] ?? '';
        return outer === '' || outer === cell ? cell : hasWords(cell) ? `${outer} ${cell}` : outer;
      });
    } else atTop = false;
    const cells = row.cells.map((text, column) => ({ text, header: isHeader ? '' : (headers[column] ?? '') }));
    blocks.push({ kind: isHeader ? 'header-row' : 'row', text: filled.join(' | '), level: 0, depth, titled: false, marker: '', cells });
  }
};

const isTitle = (cell: string): boolean => cell.length <= longestTitle && !/[.!]\s+\p{Lu}/u.test(cell) && !/[a-z]{3}\.$/.test(cell);

/** What columns of policies' tables are called; tells a first row that nothing marks as titles from data. */
const namesColumn = (cell: string): boolean =>
  cell.split(' ').length <= longestLoneTitle &&
  !/^(?:we|you|our|yes|no)\b/i.test(cell) &&
  /\b(?:categor(?:y|ies)|purposes?|recipients?|descriptions?|examples?|collect(?:ed|ion)?|disclos(?:ed|ure|ures)|shar(?:ed|ing)|sold|sale|sources?|retention|retained|legal bas[ei]s|lawful|grounds?|reasons?|types?|third[- ]part(?:y|ies)|why|what|how|duration|expir(?:y|es)|period|party|definition|function|provider)\b/i.test(
    cell,
  );

const isLoneTitle = (text: string): boolean => text.split(' ').length <= longestLoneTitle && !/[.:]$/.test(text);

/** A lone cell that is a title or introduces what follows. */
const titlesRows = (cell: string): boolean =>
  /[:：]$/.test(cell) || (cell.split(' ').length <= longestLoneTitle && isTitle(cell) && !/[.;,]$/.test(cell));
