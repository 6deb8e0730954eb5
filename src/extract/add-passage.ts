import { foldText, hasWords } from './fold-text.ts';
import { leadingMarker } from './marker.ts';
import { boldOff, boldOn, hardBreak, noCells, type RawBlock } from './raw-block.ts';

export interface PassagePlace {
  readonly kind: 'paragraph' | 'item';
  readonly depth: number;
  readonly marker: string;
  readonly titled: boolean;
}

/** Lines up to this many characters may be hard-wrapped prose (mail and RFC habits: 72 to 80; some archives wrap at 100). */
const widestWrap = 120;
/** Below this width two short lines are taken for two lines, not for wrapped prose. */
const narrowestWrap = 50;

/**
 * Adds one passage (a Markdown paragraph, an HTML run of inline content) as one or more blocks: at line breaks it is split where the author
 * meant two things (a bullet, a title, a finished sentence) and joined where a line was merely wrapped.
 * `raw` is unfolded and may hold `\n`, `hardBreak`, `boldOn` and `boldOff`.
 */
export const addPassage = (blocks: RawBlock[], raw: string, place: PassagePlace): void => {
  if (!raw.includes('\n') && !raw.includes(hardBreak)) {
    addBlock(blocks, foldText(raw), place.titled || isAllBold(raw, false), place, true);
    return;
  }
  const lines = splitLines(raw);
  const width = lines.reduce((most, line) => Math.max(most, line.text.length), 0);
  const wrapped = width >= narrowestWrap && width <= widestWrap;
  let first = true;
  let text = '';
  let bold = true;
  let previous: Line | undefined;
  for (const line of lines) {
    if (previous !== undefined && text !== '' && joins(previous, line, wrapped ? width : 0)) {
      text = `${text} ${line.text}`;
      bold &&= line.bold;
    } else {
      if (text !== '') {
        addBlock(blocks, text, place.titled || bold, place, first);
        first = false;
      }
      text = line.text;
      bold = line.bold;
    }
    previous = line;
  }
  if (text !== '') addBlock(blocks, text, place.titled || bold, place, first);
};

const addBlock = (blocks: RawBlock[], text: string, titled: boolean, place: PassagePlace, first: boolean): void => {
  if (!hasWords(text)) return;
  if (place.kind === 'item' && first) {
    const marker = leadingMarker(text);
    // A bullet typed inside a real list item is a marker twice.
    const words = marker?.family === '•' ? text.slice(marker.end).trimStart() : text;
    blocks.push({
      kind: 'item',
      text: hasWords(words) ? words : text,
      level: 0,
      depth: place.depth,
      titled,
      marker: place.marker,
      cells: noCells,
    });
    return;
  }
  blocks.push({ kind: 'paragraph', text, level: 0, depth: place.depth, titled, marker: '', cells: noCells });
};

interface Line {
  readonly text: string;
  readonly bold: boolean;
  /** The break before this line: one soft, one hard, or more than one. */
  readonly before: 'soft' | 'hard' | 'blank';
}

const splitLines = (raw: string): Line[] => {
  const lines: Line[] = [];
  let from = 0;
  let hard = 0;
  let open = false;
  for (let i = 0; i <= raw.length; i++) {
    const code = i < raw.length ? raw.charCodeAt(i) : 10;
    if (code !== 10 && code !== 11) continue;
    const part = raw.slice(from, i);
    const text = foldText(part);
    if (text !== '') {
      lines.push({ text, bold: isAllBold(part, open), before: hard === 0 ? 'soft' : hard === 1 ? 'hard' : 'blank' });
      hard = 0;
    }
    open = boldAfter(part, open);
    if (code === 11) hard++;
    from = i + 1;
  }
  return lines;
};

const boldAfter = (part: string, open: boolean): boolean => {
  const on = part.lastIndexOf(boldOn);
  const off = part.lastIndexOf(boldOff);
  return on === off ? open : on > off;
};

/** Whether every letter and digit of a passage is bold. `open`: bold began before it. */
const isAllBold = (part: string, open: boolean): boolean => {
  if (!open && !part.includes(boldOn)) return false;
  let bold = open;
  let from = 0;
  let seen = false;
  for (let i = 0; i <= part.length; i++) {
    const code = i < part.length ? part.charCodeAt(i) : 2;
    if (code !== 2 && code !== 3) continue;
    if (i > from && hasWords(part.slice(from, i))) {
      if (!bold) return false;
      seen = true;
    }
    bold = code === 2;
    from = i + 1;
  }
  return seen;
};

/** The line ends in the middle of something: after a comma, an article, a preposition, a conjunction. */
const unfinished =
  /(?:,|\b(?:a|an|the|and|or|nor|of|to|for|by|with|in|on|at|from|as|that|which|who|our|your|its|their|we|you|is|are|be|may|will|not|see|including|under|between|through|via))$/i;

const joins = (previous: Line, line: Line, wrapWidth: number): boolean => {
  if (line.before === 'blank') return false;
  if (leadingMarker(line.text) !== null) return false;
  if (previous.bold && !line.bold) return false;
  // The line's end is all that matters, and all that is looked at: lines may be as long as the document.
  const end = previous.text.slice(-24);
  const finished = /[.!?:;]["”’')\]]*$/.test(end);
  if (line.before === 'soft' && wrapWidth > 0) {
    // Wrapped prose: the break is the author's only where the next word would still have fitted.
    const space = line.text.indexOf(' ');
    const nextWord = space < 0 ? line.text.length : space;
    if (previous.text.length + 1 + nextWord > wrapWidth) return true;
    return !finished && startsLow(line.text);
  }
  if (finished) return false;
  return startsLow(line.text) || unfinished.test(end);
};

/** Goes on with a lower-case letter or with punctuation. */
const startsLow = (text: string): boolean => /^[\p{Ll},;:.)\]%&/]/u.test(text);
