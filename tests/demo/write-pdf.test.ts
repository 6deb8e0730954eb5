import { PDFDocument, StandardFonts } from 'pdf-lib';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import type { PdfBlock } from '../../src/demo/write-pdf.ts';
import { widthOf, writePdf } from '../../src/demo/write-pdf.ts';
import { audioSupplement } from '../../src/demo/zipwend/audio-supplement.ts';

const flat = (words: string): string => words.replaceAll(/\s+/gu, ' ');

async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(pdf.slice(), { verbosity: 0 }), { mergePages: true });
  return flat(text);
}

describe('writePdf', () => {
  it('writes a document that two other readers open', async () => {
    const pdf = writePdf('A title', [{ kind: 'paragraph', words: 'A paragraph.' }]);
    const opened = await PDFDocument.load(pdf);
    expect([opened.getPageCount(), opened.getTitle()]).toEqual([1, 'A title']);
    expect(await textOf(pdf)).toContain('A paragraph.');
  });

  it('keeps every word of the supplement, over several pages with a running head and numbers', async () => {
    const pdf = writePdf('Running head', audioSupplement);
    const text = await textOf(pdf);
    for (const sentence of audioSupplement.flatMap(({ words }) => words.split('. '))) {
      // A page may turn inside a sentence; its words are there all the same.
      const parts = sentence.split(' ');
      for (let at = 0; at + 4 <= parts.length; at += 4) expect(text).toContain(parts.slice(at, at + 3).join(' '));
    }
    const pages = (await PDFDocument.load(pdf)).getPageCount();
    expect(pages).toBeGreaterThanOrEqual(2);
    expect(text.split('Running head')).toHaveLength(pages + 1);
    expect(text).toContain(`Page ${pages}`);
  });

  it('sets typographic characters and whatever has a meaning in PDF as themselves', async () => {
    const words = 'Rider’s “voice” (loud) \\ 5 € — § é …';
    expect(await textOf(writePdf('x', [{ kind: 'paragraph', words }]))).toContain(words);
  });

  it('refuses a character that it cannot print rather than drop it', () => {
    expect(() => writePdf('x', [{ kind: 'paragraph', words: 'Łódź' }])).toThrow('Windows-1252');
  });

  it('turns the page as often as needed', async () => {
    const blocks = Array.from({ length: 200 }, (_, index): PdfBlock => ({ kind: 'item', words: `Item number ${index}` }));
    const text = await textOf(writePdf('x', blocks));
    for (const { words } of blocks) expect(text).toContain(words);
  });

  it('measures Helvetica as another copy of its metrics does', async () => {
    const helvetica = await (await PDFDocument.create()).embedFont(StandardFonts.Helvetica);
    for (let code = 0x20; code < 0x7f; code += 1) {
      const char = String.fromCharCode(code);
      expect(widthOf(char, 1000), char).toBeCloseTo(helvetica.widthOfTextAtSize(char, 1000), 6);
    }
  });
});
