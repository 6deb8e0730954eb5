import { foldText, hasWords } from './fold-text.ts';

/** A piece of text as PDF.js gives it: its left end on the base line, in points, the page's origin at the lower left. */
export interface PdfWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly font: string;
}

export interface PdfLine {
  /** Unfolded at its end: a soft hyphen there still joins lines. */
  readonly text: string;
  readonly x: number;
  /** The right end. */
  readonly right: number;
  readonly y: number;
  readonly height: number;
  readonly page: number;
  /** The one font of all its words, '' where they are set in several. */
  readonly font: string;
}

/** A gap wider than this share of the letters' height is a space. */
const spaceShare = 0.15;

/** Joins a page's pieces to lines, in the order of the file, which is the reading order wherever a PDF was made from a text. */
export const linesOfPage = (words: readonly PdfWord[]): PdfLine[] => {
  const lines: PdfLine[] = [];
  let current: { text: string; x: number; right: number; y: number; height: number; font: string } | null = null;
  const end = (): void => {
    if (current !== null && current.text.trim() !== '') lines.push({ ...current, text: current.text.trim(), page: 0 });
    current = null;
  };
  for (const word of words) {
    if (word.text === '') continue;
    if (current !== null) {
      const height: number = Math.max(current.height, word.height, 1);
      const sameLine = Math.abs(current.y - word.y) < height * 0.5 && word.x > current.right - height * 2;
      if (sameLine) {
        const gap = word.x - current.right;
        const spaced = /\s$/.test(current.text) || /^\s/.test(word.text);
        current.text += (gap > height * spaceShare && !spaced ? ' ' : '') + word.text;
        current.right = Math.max(current.right, word.x + word.width);
        if (word.text.trim() !== '') {
          current.height = Math.max(current.height, word.height);
          if (current.font !== word.font) current.font = '';
        }
        continue;
      }
      end();
    }
    if (word.text.trim() === '') continue;
    current = { text: word.text, x: word.x, right: word.x + word.width, y: word.y, height: word.height, font: word.font };
  }
  end();
  return lines;
};

/** How many lines at the top and at the bottom of each page may be running headers and footers. */
const edge = 3;
const pageNumber = /^(?:page|p\.|seite)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|\/|von)\s*\d{1,4})?$/i;

/** All pages' lines in one list, numbered by page, without the lines that stand at the edge of most pages (digits aside) and page numbers. */
export const dropRunningLines = (pages: readonly (readonly PdfLine[])[]): PdfLine[] => {
  const seen = new Map<string, number>();
  const edges = pages.map((lines) => {
    const byHeight = lines.toSorted((a, b) => b.y - a.y);
    return new Set([...byHeight.slice(0, edge), ...byHeight.slice(-edge)]);
  });
  for (const lines of edges) {
    for (const key of new Set([...lines].map(keyOf))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const often = Math.max(3, Math.ceil(pages.length * 0.5));
  return pages.flatMap((lines, index) =>
    lines
      .filter((line) => {
        if (!(edges[index]?.has(line) ?? false)) return true;
        if (pageNumber.test(line.text)) return false;
        return (seen.get(keyOf(line)) ?? 0) < often || !hasWords(line.text);
      })
      .map((line) => ({ ...line, page: index + 1 })),
  );
};

const keyOf = (line: PdfLine): string => foldText(line.text).toLowerCase().replace(/\d+/g, '#');
