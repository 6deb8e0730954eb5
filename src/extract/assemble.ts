import type { Block, Cell, PolicyText, Span } from '../model/text.ts';
import { effectiveDate } from './effective-date.ts';
import { countWords, hasWords, isFilled } from './fold-text.ts';
import { endsOpen, endsWithColon, headlineRank } from './headline.ts';
import { lastSentenceStart } from './last-sentence.ts';
import { isListMarker, leadingMarker } from './marker.ts';
import type { RawBlock } from './raw-block.ts';

interface OpenHeading {
  readonly level: number;
  readonly text: string;
  /** The list depth it stands in: it ends with its list. */
  readonly depth: number;
}

interface OpenLead {
  readonly depth: number;
  readonly span: Span;
}

const nothing: readonly never[] = [];
const deepestLevel = 6;
const mostLeads = 16;
/** A "heading" with more words is text in a heading's letters: it must stay quotable. */
const longestHeading = 40;

/**
 * Turns a reader's blocks into a `PolicyText`: settles which short lines are headings and which marked paragraphs are items, gives every
 * block its section and its leads, and lays the words out as one string. `title`: the page's own, else the first top heading is taken.
 */
export const assemble = (raw: readonly RawBlock[], title?: string): PolicyText => {
  const parts: string[] = [];
  const blocks: Block[] = [];
  let offset = 0;
  let headings: OpenHeading[] = [];
  let section: readonly string[] = nothing;
  let realLevel = 0;
  /** The outermost real heading's level: short lines above all of them are no higher. */
  const topLevel = raw.reduce((top, block) => (block.kind === 'heading' && block.level < top ? block.level : top), deepestLevel + 1);
  let leads: OpenLead[] = [];
  let leadSpans: readonly Span[] = nothing;
  let firstHeading: string | undefined;
  let inTable = false;
  const families = markerFamilies();

  const closeHeadings = (level: number, depth: number): void => {
    const kept = headings.filter((heading) => heading.level < level && heading.depth <= depth);
    if (kept.length === headings.length) return;
    headings = kept;
    section = headings.map((heading) => heading.text);
  };
  const keepLeads = (isKept: (lead: OpenLead) => boolean): void => {
    if (leads.length === 0) return;
    const kept = leads.filter(isKept);
    if (kept.length === leads.length) return;
    leads = kept;
    leadSpans = kept.length === 0 ? nothing : kept.map((lead) => lead.span);
  };
  const openLead = (depth: number, start: number, text: string): void => {
    // Deeper outlines than this are attacks: the outer leads are the ones that tell who does what.
    if (leads.length >= mostLeads) return;
    leads.push({ depth, span: [start + lastSentenceStart(text), start + text.length] });
    leadSpans = leads.map((lead) => lead.span);
  };
  const add = (block: Block, text: string): void => {
    blocks.push(block);
    parts.push(text);
    offset += text.length + 1;
  };

  for (let index = 0; index < raw.length; index++) {
    const given = raw[index];
    if (given === undefined) continue;
    const block: RawBlock = given.kind === 'heading' && isTooLong(given.text) ? { ...given, kind: 'paragraph', level: 0 } : given;
    const next = raw[index + 1];
    if (block.kind === 'row' || block.kind === 'header-row') {
      const row = layRow(block, offset);
      if (row === null) continue;
      inTable = true;
      if (block.kind === 'header-row') {
        // Column titles are context, never quoted: they reach the rows through `cells[].header`, not through the section.
        add({ kind: 'heading', span: [offset, offset + row.text.length], level: deepestLevel, section, leads: nothing }, row.text);
        continue;
      }
      keepLeads((lead) => lead.depth <= block.depth);
      add({ kind: 'row', span: [offset, offset + row.text.length], level: 0, section, leads: leadSpans, cells: row.cells }, row.text);
      continue;
    }
    if (inTable) {
      inTable = false;
      keepLeads((lead) => lead.depth < block.depth);
    }
    const rank = block.kind === 'heading' ? null : headlineRank(block, raw[index - 1], next);
    if (block.kind === 'heading' || rank !== null) {
      const level =
        rank === null
          ? block.level
          : Math.min(deepestLevel, realLevel + rank + (realLevel === 0 && topLevel <= deepestLevel ? topLevel - 1 : 0));
      if (rank === null) realLevel = level;
      closeHeadings(level, block.depth);
      // A title inside a list item stands within the list: what introduced the list still holds.
      keepLeads((lead) => lead.depth < (rank === null ? block.depth : Math.max(block.depth, 0)));
      families.reset();
      add({ kind: 'heading', span: [offset, offset + block.text.length], level, section, leads: nothing }, block.text);
      headings.push({ level, text: block.text, depth: block.depth });
      section = headings.map((heading) => heading.text);
      firstHeading ??= block.text;
      continue;
    }
    let { kind, text, depth } = block;
    if (kind === 'paragraph') {
      const marker = leadingMarker(text);
      const listed = marker === null ? text : text.slice(marker.end).trimStart();
      if (marker !== null && marker.family !== '§' && hasWords(listed)) {
        kind = 'item';
        text = listed;
        depth = depth + families.depth(depth, marker.family, true, raw[index - 1]) + 1;
      } else if (continuesList(text, leads, depth, parts[parts.length - 1], next)) {
        kind = 'item';
        depth += 1;
      } else if (depth === 0) families.reset();
      else depth += families.extra(depth);
    } else if (block.marker !== '') depth += families.depth(depth - 1, block.marker, false, raw[index - 1]);
    closeHeadings(deepestLevel + 1, depth);
    keepLeads((lead) => lead.depth < depth);
    const start = offset;
    add(
      {
        kind: kind === 'item' ? 'item' : 'paragraph',
        span: [start, start + text.length],
        level: kind === 'item' ? depth : 0,
        section,
        leads: leadSpans,
      },
      text,
    );
    if (endsWithColon(text) || (endsOpen(text) && introduces(next, depth))) openLead(depth, start, text);
  }
  const text = parts.join('\n');
  const date = effectiveDate(text, blocks);
  const ownTitle =
    title ?? blocks.find((block) => block.kind === 'heading' && block.level === 1 && !isChapter.test(text.slice(...block.span)))?.span;
  const first = firstHeading !== undefined && isChapter.test(firstHeading) ? undefined : firstHeading;
  const shown = typeof ownTitle === 'string' ? ownTitle : ownTitle === undefined ? first : text.slice(...ownTitle);
  return {
    text,
    blocks,
    words: countWords(text),
    ...(shown === undefined ? {} : { title: shown }),
    ...(date === undefined ? {} : { effectiveDate: date }),
  };
};

/** "1. What we collect", "What do we collect?": a chapter's heading, not the document's title. */
const isChapter = /^\s*(?:\d+|[IVX]+)[.)]|\?\s*$/;

const isTooLong = (text: string): boolean => text.length > longestHeading * 3 && countWords(text) > longestHeading;

/** Lays a row's cells out as one line; null where no cell has words. */
const layRow = (row: RawBlock, offset: number): { readonly text: string; readonly cells: readonly Cell[] } | null => {
  let text = '';
  const cells: Cell[] = [];
  for (const cell of row.cells) {
    const filled = isFilled(cell.text);
    if (filled && text !== '') text += ' | ';
    const start = offset + text.length;
    if (filled) text += cell.text;
    cells.push({ span: [start, offset + text.length], header: cell.header });
  }
  return text === '' ? null : { text, cells };
};

/** Whether the block after an unfinished sentence is the list that finishes it. */
const introduces = (next: RawBlock | undefined, depth: number): boolean =>
  next !== undefined &&
  ((next.kind === 'item' && next.depth > depth) ||
    next.kind === 'row' ||
    (next.kind === 'paragraph' && isListMarker(leadingMarker(next.text))));

/** The list rows that pages style as plain paragraphs: after "…:", lines that start in lower case or end with ";" or "; and". */
const continuesList = (
  text: string,
  leads: readonly OpenLead[],
  depth: number,
  before: string | undefined,
  next: RawBlock | undefined,
): boolean => {
  const lead = leads[leads.length - 1];
  if (lead === undefined || before === undefined || text.length > 600) return false;
  const semicolon = /;(?: and| or)?$/;
  if (endsWithColon(before))
    return lead.depth === depth && (semicolon.test(text) || (/^\p{Ll}/u.test(text) && next?.kind === 'paragraph' && next.depth === depth));
  return lead.depth === depth && semicolon.test(before);
};

/** Families in the order in which outlines nest them. */
const nesting: Readonly<Record<string, number>> = { '1': 0, A: 1, a: 2, i: 3, '•': 4 };

interface MarkerFamilies {
  readonly reset: () => void;
  /** How much deeper text that continues an item of a list `depth` deep stands. */
  readonly extra: (depth: number) => number;
  /** `typed`: the marker was typed into a paragraph, so that only its family tells how deep it is. */
  readonly depth: (base: number, family: string, typed: boolean, previous: RawBlock | undefined) => number;
}

/** Tells how much deeper an item stands because its marker is of another family than the list around it ("1." over "(a)" over "•"). */
const markerFamilies = (): MarkerFamilies => {
  let stack: string[] = [];
  let lastBase = -1;
  return {
    extra: (depth) => (depth - 1 === lastBase && stack.length > 0 ? stack.length - 1 : 0),
    reset: () => {
      stack = [];
    },
    depth: (base, family, typed, previous) => {
      if (base !== lastBase) {
        stack = [];
        lastBase = base;
      }
      const known = stack.indexOf(family);
      if (known >= 0) stack.length = known + 1;
      else {
        const outer = stack[stack.length - 1];
        const introduced = previous !== undefined && endsWithColon(previous.text);
        if (outer === undefined || !(introduced || (typed && (nesting[family] ?? 0) > (nesting[outer] ?? 0)))) stack = [];
        stack.push(family);
      }
      return stack.length - 1;
    },
  };
};
