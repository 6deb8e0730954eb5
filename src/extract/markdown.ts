import type { PolicyText } from '../model/text.ts';
import { addPassage } from './add-passage.ts';
import { assemble } from './assemble.ts';
import { foldText, hasWords } from './fold-text.ts';
import { leadingMarker, type Marker } from './marker.ts';
import { plainMarkdown } from './markdown-inline.ts';
import { isSeparator, readTable } from './markdown-table.ts';
import { hardBreak, noCells, type RawBlock } from './raw-block.ts';

/** The Markdown that policy archives write, as blocks. One pass over the lines; never throws. Language is left out (see `extract`). */
export const extractMarkdown = (markdown: string): PolicyText => assemble(readMarkdown(markdown));

/** A setext underline makes a heading of a line up to this long; under a longer one it is a rule. 200 is the yardstick's limit (`gold/units.mjs`). */
const longestHeading = 200;
/** Markers on one line ("- - 1. text") beyond this many are text. */
const mostMarkers = 4;
/** Text deeper indented than its list marker by this many columns belongs to the item. */
const itemIndent = 2;

/** Reads Markdown, or plain text with the same shapes of paragraphs and lists, into raw blocks. */
export const readMarkdown = (markdown: string, dialect: 'markdown' | 'plain' = 'markdown'): RawBlock[] => {
  const isMarkdown = dialect === 'markdown';
  const words = isMarkdown ? plainMarkdown : (raw: string): string => raw;
  // oxlint-disable-next-line no-control-regex
  const source = (markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown).replace(/[\u0002\u0003\u000b]+/g, ' ');
  const lines = source.split('\n');
  const blocks: RawBlock[] = [];
  /** Columns of the markers of the open lists, outermost first. */
  const lists: number[] = [];
  let pending: string[] = [];
  let kind: 'paragraph' | 'item' = 'paragraph';
  let marker = '';
  let depth = 0;
  /** An item's marker stood alone on its line: the next text is the item's. */
  let markerAlone = false;

  const flush = (): void => {
    if (pending.length === 0) return;
    const raw = joinLines(pending);
    pending = [];
    addPassage(blocks, words(raw), { kind, depth, marker, titled: false });
    kind = 'paragraph';
    marker = '';
  };
  const addHeading = (level: number, raw: string): void => {
    const text = foldText(words(raw));
    if (hasWords(text)) blocks.push({ kind: 'heading', text, level, depth: lists.length, titled: false, marker: '', cells: noCells });
    kind = 'paragraph';
    marker = '';
    markerAlone = false;
  };
  const leaveLists = (indent: number): void => {
    while (lists.length > 0 && indent < (lists[lists.length - 1] ?? 0) + itemIndent) lists.pop();
  };

  for (let at = 0; at < lines.length; at++) {
    let line = lines[at] ?? '';
    let start = skipIndent(line, 0);
    if (start.at >= line.length) {
      flush();
      continue;
    }
    while (line.charCodeAt(start.at) === 62) {
      // A quotation is read as what it quotes.
      line = line.slice(start.at + 1);
      start = skipIndent(line, 0);
    }
    let { at: from, column: indent } = start;
    if (from >= line.length) {
      flush();
      continue;
    }
    const first = line.charCodeAt(from);
    if (pending.length > 0) {
      const level = first === 61 || first === 45 ? setextLevel(line, from) : 0;
      if (level > 0) {
        const title = pending[pending.length - 1] ?? '';
        if (title.length < longestHeading && !/^\s*\|/.test(title)) {
          const above = pending.slice(0, -1);
          // A title broken by `<br>` stays one title.
          const whole =
            above.length > 0 && above.every((part) => / {2}$|\\$/.test(part)) && above.join(' ').length + title.length < longestHeading;
          pending = whole ? [] : above;
          const itemsOwn = pending.length === 0 && kind === 'item';
          if (!itemsOwn) flush();
          if (kind === 'paragraph' && depth === 0) lists.length = 0;
          addHeading(level, whole ? [...above, title].join(' ') : title);
          continue;
        }
      }
    }
    if (isRule(line, from, first)) {
      flush();
      continue;
    }
    if (first === 35 && isMarkdown) {
      const heading = /^(#{1,6})#*(?:[ \t\u00a0]+(.*))?$/.exec(line.slice(from));
      if (heading) {
        flush();
        leaveLists(indent);
        addHeading((heading[1] ?? '').length, closed(heading[2] ?? ''));
        continue;
      }
    }
    if (isMarkdown && line.includes('|') && (first === 124 || (pending.length === 0 && isSeparator(lines[at + 1] ?? '')))) {
      flush();
      leaveLists(indent);
      at = readTable(lines, at, blocks, lists.length) - 1;
      continue;
    }
    let found = markerAt(line, from);
    if (found !== null) {
      flush();
      for (let nested = 0; found !== null && nested < mostMarkers; nested++) {
        leaveLists(indent);
        lists.push(indent);
        marker = found.family;
        const behind = skipIndent(line, from + found.end);
        indent += found.end + behind.column;
        from = behind.at;
        // Only list signs nest on one line: "1. (a) text" is one item with two numbers.
        const inner = nested < mostMarkers - 1 ? markerAt(line, from) : null;
        found = inner !== null && (marker === '-' || inner.family === '-') ? inner : null;
      }
      kind = 'item';
      depth = lists.length;
      markerAlone = from >= line.length;
      if (markerAlone) continue;
      if (isMarkdown && line.charCodeAt(from) === 35) {
        const heading = /^(#{1,6})[ \t\u00a0]+(.*)$/.exec(line.slice(from));
        if (heading) {
          addHeading((heading[1] ?? '').length, closed(heading[2] ?? ''));
          continue;
        }
      }
      pending.push(from === 0 ? line : line.slice(from));
      continue;
    }
    if (pending.length === 0) {
      if (markerAlone && lists.length > 0 && indent > (lists[lists.length - 1] ?? 0)) kind = 'item';
      else {
        leaveLists(indent);
        kind = 'paragraph';
        marker = '';
      }
      depth = lists.length;
      markerAlone = false;
    }
    pending.push(from === 0 ? line : line.slice(from));
  }
  flush();
  return blocks;
};

/** A line that ends in two spaces asks for a break when another follows. */
const joinLines = (lines: readonly string[]): string => {
  let out = lines[0] ?? '';
  for (let at = 1; at < lines.length; at++) {
    // The line is asked, not the growing text: that would be copied whole for each question.
    const isHard = lines[at - 1]?.endsWith('  ') === true;
    out += isHard ? `${hardBreak}\n${lines[at] ?? ''}` : `\n${lines[at] ?? ''}`;
  }
  return out;
};

/** Past white space: the position and the column reached, tabs to the next multiple of four. */
const skipIndent = (line: string, from: number): { readonly at: number; readonly column: number } => {
  let at = from;
  let column = 0;
  for (; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === 32 || code === 0xa0) column++;
    else if (code === 9) column += 4 - (column % 4);
    else if (code !== 0x200b && code !== 0xfeff && code !== 12) break;
  }
  return { at, column };
};

/** 1 for a line of `=`, 2 for a line of three or more `-`, else 0. */
const setextLevel = (line: string, from: number): number => {
  const code = line.charCodeAt(from);
  let end = from;
  while (line.charCodeAt(end) === code) end++;
  if (skipIndent(line, end).at < line.length) return 0;
  return code === 61 ? 1 : end - from >= 3 ? 2 : 0;
};

/** `***`, `* * *`, `---`, `___`: three or more of one sign and nothing else; also a code fence. */
const isRule = (line: string, from: number, first: number): boolean => {
  if (first === 96) return line.startsWith('```', from);
  if (first !== 42 && first !== 45 && first !== 95) return false;
  let signs = 0;
  for (let at = from; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === first) signs++;
    else if (code !== 32 && code !== 9) return false;
  }
  return signs >= 3;
};

/** The list marker at a position, its family `-` for Markdown's own bullets; null where there is none. */
const markerAt = (line: string, from: number): Marker | null => {
  const first = line.charCodeAt(from);
  if (first === 42 || first === 43 || first === 45) {
    const after = from + 1 < line.length ? line.charCodeAt(from + 1) : 32;
    return after === 32 || after === 9 || after === 0xa0 ? { family: '-', end: 1 } : null;
  }
  if (first >= 48 && first <= 57) {
    const match = /^\d{1,3}[.)](?=[ \t\u00a0]|$)/.exec(line.slice(from, from + 6));
    return match === null ? null : { family: '1', end: match[0].length };
  }
  // Letters and symbols typed as markers. Most lines start with a word and are done with after two characters.
  const second = line.charCodeAt(from + 1);
  if (first !== 40 && first < 0x80 && second !== 41 && second !== 46) return null;
  if (second === 46) return null;
  return leadingMarker(line.slice(from, from + 24));
};

/** An ATX heading's text without its closing signs. */
const closed = (text: string): string => {
  let end = text.length;
  while (end > 0 && /[ \t\u00a0]/.test(text.charAt(end - 1))) end--;
  const trimmed = end;
  while (end > 0 && text.charAt(end - 1) === '#') end--;
  return end < trimmed && end > 0 && text.charAt(end - 1) !== ' ' ? text.slice(0, trimmed) : text.slice(0, end);
};
