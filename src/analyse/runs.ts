import type { Block, Cell, Span } from '../model/text.ts';
import { columnOf, isAboutManner, isDescribing, openingVerdict, type Verdict, verdictOf } from './english/answers.ts';
import type { Sentence } from './sentence.ts';
import type { Above } from './standing.ts';
import type { Denied } from './surroundings.ts';

/** Sentences that are read one behind the other: those of a block, or of one cell of a row with what another says of it. */
export interface Run {
  readonly span: Span;
  /** The headings above it, outermost first; in a row its first cell and the column's header are among them. */
  readonly headings: readonly Sentence[];
  /** The column's header, where it governs what stands in the cell. */
  readonly header?: Sentence;
  /** The row's first cell, which is what the others are about. */
  readonly title?: Sentence;
  /** What another cell answers for this one ("Sold: No"). */
  readonly answer: Verdict | null;
  /** Whether what leads to the block leads to it. */
  readonly isLed: boolean;
  readonly denied: Denied | null;
}

/** Headings above each other at most: the outermost of more are not heard. HTML has six levels of them. */
export const mostHeadings = 16;

/** Cells of a row that answer for others at most: each is read with all that it answers for. Tables of policies have up to a dozen columns. */
const mostAnswers = 16;

/** Characters of a row's first cell at most for it to be a title: "Geolocation data, such as …". Longer ones are text. */
const longestTitle = 160;

/** What is read of a block, in the order of its words. */
export function runsOf(block: Block, text: string, above: Above): readonly Run[] {
  const headings = block.section.slice(-mostHeadings).map(above.headingOf);
  const cells = block.cells?.filter((cell) => cell.span[1] > cell.span[0]) ?? [];
  const [label] = cells;
  if (!label) return [{ span: block.span, headings, answer: null, isLed: true, denied: null }];
  return runsOfRow(cells, label, headings, text, above);
}

/** A cell with what its words and its column's header say of the others. */
interface Part {
  readonly cell: Cell;
  readonly header: Sentence | undefined;
  readonly column: ReturnType<typeof columnOf>;
  /** The column says how something is done, not whether. */
  readonly isManner: boolean;
  /** The header tells of an act: "Who we share it with". */
  readonly isActing: boolean;
  /** The cell is a verdict and nothing else. */
  readonly isBare: boolean;
  readonly verdict: Verdict | null;
  /** It is what the row is about, or describes that: the others' verdicts are on it. */
  readonly isDescribed: boolean;
}

function partOf(cell: Cell, isLabel: boolean, text: string, { headingOf, acts }: Above): Part {
  const header = cell.header === '' ? undefined : headingOf(cell.header);
  const isManner = isAboutManner(cell.header);
  const isActing = header !== undefined && !isManner && acts(header);
  const words = text.slice(...cell.span);
  const bare = verdictOf(words);
  return {
    cell,
    header,
    column: columnOf(cell.header),
    isManner,
    isActing,
    isBare: bare !== null,
    verdict: isLabel ? null : (bare ?? (isActing ? openingVerdict(words) : null)),
    isDescribed: (isLabel || isDescribing(cell.header)) && bare === null,
  };
}

/** "Collected: No", or "No" in all cells: the row names what is not taken. */
function isNotTaken(parts: readonly Part[]): boolean {
  const taken = parts.filter(({ column, verdict }) => verdict !== null && column === 'all');
  if (taken.length > 0) return taken.every(({ verdict }) => verdict === 'no');
  const others = parts.slice(1);
  return (
    others.length > 0 && others.every(({ column, isManner, isBare, verdict }) => isBare && verdict === 'no' && column === null && !isManner)
  );
}

/**
 * A row: its first cell is a title to the others, each cell's header governs what stands in it, and "Yes" or "No" under a header ("Sold or shared?") answers for the first
 * cell and for those that describe it. What leads to the table leads to these alone.
 */
function runsOfRow(cells: readonly Cell[], label: Cell, headings: readonly Sentence[], text: string, above: Above): readonly Run[] {
  const title = above.headingOf(text.slice(...label.span));
  const isTitle = label.span[1] - label.span[0] <= longestTitle;
  const headingsOf = ({ cell }: Part): readonly Sentence[] => (cell === label || !isTitle ? headings : [...headings, title]);
  const parts = cells.map((cell) => partOf(cell, cell === label, text, above));
  const described = parts.filter((part) => part.isDescribed);
  const nothing = isNotTaken(parts);
  const isAnswered = parts.some(({ isActing, verdict }) => isActing && verdict !== null);
  const runs: Run[] = [];
  let answers = mostAnswers;
  for (const part of parts) {
    const { cell, header, isManner, isActing, isBare, verdict, isDescribed } = part;
    if (verdict !== null && header && !isManner && answers-- > 0) {
      // Of the header as it is read: "Who gets it" announces recipients.
      const denied = nothing ? 'all' : verdict === 'no' ? columnOf(header.text) : null;
      for (const one of described)
        runs.push({ span: one.cell.span, headings: [...headingsOf(one), header], header, title, answer: verdict, isLed: false, denied });
    }
    // Where "Yes" and "No" say what is done with it, nothing else does.
    if (isBare || (isAnswered && isDescribed)) continue;
    runs.push({
      span: cell.span,
      headings: [...headingsOf(part), ...(header ? [header] : [])],
      ...(header && isActing ? { header } : {}),
      title,
      answer: null,
      isLed: isDescribed,
      denied: nothing && isDescribed ? 'all' : null,
    });
  }
  return runs;
}
