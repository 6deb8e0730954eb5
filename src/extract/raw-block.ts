/** What a reader (HTML, Markdown, plain text, PDF) hands to `assemble`: one block's words, before headings, leads and offsets are settled. */
export interface RawBlock {
  /** `header-row` is a table's row of column titles. */
  readonly kind: 'heading' | 'paragraph' | 'item' | 'row' | 'header-row';
  /** Folded, not empty. */
  readonly text: string;
  /** Real headings: 1 to 6; 0 otherwise. */
  readonly level: number;
  /** How many lists the block stands in: an item's own depth (from 1), or that of the item a continued paragraph belongs to; 0 outside lists. */
  readonly depth: number;
  /** All its words are bold, or the page styles it as a title (`<dt>`, `<summary>`, taller letters). */
  readonly titled: boolean;
  /** Items: the family of its marker, such as `-`, `1`, `a`, `•`; '' otherwise. */
  readonly marker: string;
  /** Rows only. */
  readonly cells: readonly RawCell[];
}

export interface RawCell {
  /** Folded; '' for an empty cell. */
  readonly text: string;
  readonly header: string;
}

export const noCells: readonly RawCell[] = [];

/** Marks inside unfolded text, all control characters that folding removes. Readers strip them from their input. */
export const boldOn = '\u0002';
export const boldOff = '\u0003';
/** A line break the author asked for (`<br>`, two trailing spaces); `\n` is one that may be mere wrapping. */
export const hardBreak = '\u000b';
