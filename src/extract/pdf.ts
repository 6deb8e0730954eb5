import type { Failure, Outcome } from '../model/failure.ts';
import { addPassage } from './add-passage.ts';
import { foldText, hasWords } from './fold-text.ts';
import { leadingMarker } from './marker.ts';
import { dropRunningLines, linesOfPage, type PdfLine, type PdfWord } from './pdf-lines.ts';
import { noCells, type RawBlock } from './raw-block.ts';

export interface PdfText {
  readonly blocks: readonly RawBlock[];
  readonly title?: string;
}

/** Words per page below which a PDF is a picture of text: scans carry a stamp or a page number at most. */
const leastWordsPerPage = 8;
/** Letters this much taller than most of the text are headings. */
const headingRatio = 1.12;
const longestHeading = 25;

/** A PDF's text in blocks: lines by position, paragraphs by gaps, headings by height. `pdf-broken` when it cannot be opened, `pdf-without-text` when there is next to none. */
export const readPdf = async (bytes: Uint8Array): Promise<Outcome<PdfText>> => {
  const { getDocumentProxy } = await import('unpdf');
  let pages: PdfLine[][];
  let title: string | undefined;
  try {
    // The parser takes the bytes over, and no Buffer: it gets a copy of its own.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false, stopAtErrors: false });
    try {
      pages = [];
      for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number);
        const content = await page.getTextContent();
        const words: PdfWord[] = [];
        for (const item of content.items) {
          if (!('str' in item)) continue;
          const transform: readonly unknown[] = item.transform;
          const at = (index: number): number => {
            const value = transform[index];
            return typeof value === 'number' && Number.isFinite(value) ? value : 0;
          };
          const height = item.height > 0 ? item.height : Math.hypot(at(2), at(3));
          words.push({ text: item.str, x: at(4), y: at(5), width: item.width, height, font: item.fontName });
        }
        pages.push(linesOfPage(words));
        page.cleanup();
      }
      title = await titleOf(document);
    } finally {
      await document.destroy();
    }
  } catch (cause) {
    return { ok: false, failure: brokenPdf(cause) };
  }
  const kept = dropRunningLines(pages);
  const count = kept.reduce((sum, line) => sum + (line.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
  if (count < leastWordsPerPage * Math.max(1, pages.length)) {
    const detail = `the PDF has ${pages.length} page${pages.length === 1 ? '' : 's'} and ${count} words of text: it is likely a scan`;
    return { ok: false, failure: { kind: 'pdf-without-text', detail } };
  }
  return { ok: true, value: { blocks: blocksOf(kept), ...(title === undefined ? {} : { title }) } };
};

const titleOf = async (document: { getMetadata: () => Promise<{ readonly info: object }> }): Promise<string | undefined> => {
  const { info } = await document.getMetadata();
  const title = 'Title' in info && typeof info.Title === 'string' ? foldText(info.Title) : '';
  // Word and its like leave file names there.
  return title === '' || /^(?:untitled|microsoft word)|\.(?:docx?|pdf|indd)$/i.test(title) ? undefined : title;
};

/** PDF.js names its troubles; what has no name of its own is a broken file all the same, as nothing else was asked of it. */
const brokenPdf = (cause: unknown): Failure => {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  if (name === 'PasswordException') return { kind: 'pdf-broken', detail: 'the PDF is encrypted and asks for a password' };
  return { kind: 'pdf-broken', detail: `the PDF cannot be opened: ${foldText(message).slice(0, 120)}` };
};

/** The font that most letters are set in. Fonts of PDFs tell no weight: a line all in another font is taken for a title where it is short enough. */
const bodyFont = (lines: readonly PdfLine[]): string => {
  const letters = new Map<string, number>();
  for (const line of lines) letters.set(line.font, (letters.get(line.font) ?? 0) + line.text.length);
  return [...letters].reduce<readonly [string, number]>((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0])[0];
};

/** The height that most letters have. */
const bodyHeight = (lines: readonly PdfLine[]): number => {
  const letters = new Map<number, number>();
  for (const line of lines) {
    const height = Math.round(line.height * 2) / 2;
    letters.set(height, (letters.get(height) ?? 0) + line.text.length);
  }
  return [...letters].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
};

const blocksOf = (lines: readonly PdfLine[]): RawBlock[] => {
  const body = bodyHeight(lines);
  const heights = [...new Set(lines.filter((line) => line.height > body * headingRatio).map((line) => Math.round(line.height)))].toSorted(
    (a, b) => b - a,
  );
  const vocabulary = new Set(lines.flatMap((line) => line.text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []));
  const gap = usualGap(lines);
  const right = lines.reduce((most, line) => Math.max(most, line.right), 0);
  const blocks: RawBlock[] = [];
  const font = bodyFont(lines);
  /** Whether a line is set apart from the text by its font. */
  const isApart = (line: PdfLine): boolean => line.font !== '' && line.font !== font;
  let run = '';
  let apart = false;
  let previous: PdfLine | undefined;
  let items: number[] = [];
  let item: { readonly marker: string; readonly x: number } | null = null;
  const flush = (): void => {
    if (hasWords(run)) {
      addPassage(blocks, run, {
        kind: item === null ? 'paragraph' : 'item',
        depth: items.length,
        marker: item?.marker ?? '',
        titled: apart,
      });
    }
    run = '';
  };
  for (const line of lines) {
    const isTall = body > 0 && line.height > body * headingRatio;
    if (isTall && line.text.split(' ').length <= longestHeading) {
      flush();
      item = null;
      items = [];
      const level = Math.min(6, heights.indexOf(Math.round(line.height)) + 1 || 1);
      const last = blocks[blocks.length - 1];
      if (last?.kind === 'heading' && last.level === level && previous !== undefined && isNear(previous, line, gap)) {
        blocks[blocks.length - 1] = { ...last, text: foldText(`${last.text} ${line.text}`) };
      } else {
        const text = foldText(line.text);
        if (hasWords(text)) blocks.push({ kind: 'heading', text, level, depth: 0, titled: false, marker: '', cells: noCells });
      }
      previous = line;
      continue;
    }
    const marker = leadingMarker(line.text);
    if (
      marker !== null &&
      marker.family !== '§' &&
      (marker.family === '•' || previous === undefined || endsBlock(previous, line, gap, right))
    ) {
      flush();
      items = [...items.filter((x) => x < line.x - 4), line.x];
      item = { marker: marker.family, x: line.x };
      run = line.text.slice(marker.end);
      apart = isApart(line);
      previous = line;
      continue;
    }
    if (
      previous !== undefined &&
      run !== '' &&
      !endsBlock(previous, line, gap, right) &&
      // From a title's font to the text's and back.
      !(
        isApart(previous) !== isApart(line) &&
        /^\p{Lu}/u.test(line.text) &&
        (apart || finished.test(previous.text)) &&
        !previous.text.endsWith(',')
      )
    ) {
      apart &&= isApart(line);
      run = joinLines(run, line.text, vocabulary);
    } else {
      flush();
      // Text that hangs under an item belongs to it; text further left ends its list.
      items = items.filter((x) => x < line.x - 2);
      item = null;
      run = line.text;
      apart = isApart(line);
    }
    previous = line;
  }
  flush();
  return blocks;
};

/** The distance between most neighbouring lines. */
const usualGap = (lines: readonly PdfLine[]): number => {
  const gaps = new Map<number, number>();
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before === undefined || before.page !== line.page) continue;
    const gap = Math.round(before.y - line.y);
    if (gap > 0) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
  }
  return [...gaps].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [14, 0])[0];
};

const isNear = (previous: PdfLine, line: PdfLine, gap: number): boolean =>
  previous.page === line.page && previous.y - line.y < Math.max(gap, line.height) * 1.6 && previous.y - line.y > -1;

/** The end of a sentence or of a list's introduction. */
const finished = /[.!?:;]["”’')\]]*$/;

/** Whether a line begins a new block: after a wider gap, in another column, in letters of another height, or after a line that ended early. */
const endsBlock = (previous: PdfLine, line: PdfLine, gap: number, right: number): boolean => {
  const isFinished = finished.test(previous.text);
  if (previous.page !== line.page) return isFinished || !/^[\p{Ll}\p{N}(,]/u.test(line.text);
  if (Math.abs(previous.height - line.height) > Math.max(previous.height, line.height) * 0.12) return true;
  const distance = previous.y - line.y;
  if (distance > gap * 1.4 + 0.5) return true;
  // Up the page: the next column.
  if (distance < -1) return isFinished || !/^\p{Ll}/u.test(line.text);
  return isFinished && previous.right < right * 0.8;
};

/** Prefixes whose hyphen is part of the word. */
const hyphened =
  /(?:^|[\s(])(?:third|first|opt|non|co|e|self|pre|re|cross|long|short|real|well|one|two|three|on|off|in|user|anti|multi|sub|wi|ex|semi|post|high|low|so|full|part|add|sign|log|follow|up|end|de|geo|state|privacy|data|service|face|voice|law)-$/i;

/** Joins a wrapped line to what came before; a hyphen at the break goes unless the word has one elsewhere. */
const joinLines = (run: string, line: string, vocabulary: ReadonlySet<string>): string => {
  if (run.endsWith('\u00ad')) return run.slice(0, -1) + line;
  if (!/\p{L}[-‐]$/u.test(run) || !/^\p{Ll}/u.test(line)) return `${run} ${line}`;
  const before = /[\p{L}\p{N}-]+$/u.exec(run.slice(-60, -1))?.[0].toLowerCase() ?? '';
  const after = /^[\p{L}\p{N}]+/u.exec(line.slice(0, 60))?.[0].toLowerCase() ?? '';
  if (vocabulary.has(before + after)) return run.slice(0, -1) + line;
  return vocabulary.has(`${before}-${after}`) || hyphened.test(run.slice(-24)) ? run + line : run.slice(0, -1) + line;
};
