/** Start and end of a passage in `PolicyText.text`, in UTF-16 code units; the end is exclusive. */
export type Span = readonly [start: number, end: number];

/** What a block of a policy is. Headings are context and are never quoted. */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'row';

/** One cell of a table row: where its words are, and the header cell(s) above it as plain words ('' without a header). */
export interface Cell {
  readonly span: Span;
  readonly header: string;
}

/** One heading, paragraph, list item or table row of a policy. */
export interface Block {
  readonly kind: BlockKind;
  readonly span: Span;
  /** Headings: 1 (outermost) to 6. Items: nesting depth, 1 for the outermost list. Otherwise 0. */
  readonly level: number;
  /** The headings above this block as plain words, outermost first. Blocks below one heading share one array. */
  readonly section: readonly string[];
  /** The sentences that introduce the lists this block stands in, outermost first ([] outside lists and where no sentence introduces it). */
  readonly leads: readonly Span[];
  /** Rows only: the row's cells, left to right. */
  readonly cells?: readonly Cell[];
}

/** A policy as plain text: blocks with offsets into one string. What `extract` makes of a page and `analyse` reads. */
export interface PolicyText {
  /** All blocks' words, each block on a line of its own; white space inside a block is folded to single spaces. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The page's own title: `<title>` or first top heading. */
  readonly title?: string;
  /** BCP 47 primary subtag, such as `en`; absent where it could not be told. */
  readonly language?: string;
  /** Effective or last-updated date the text gives for itself, as YYYY-MM-DD. */
  readonly effectiveDate?: string;
  /** Count of words (runs of letters or digits) in all blocks. */
  readonly words: number;
}
