import { PDFDocument, StandardFonts, type PDFFont, type PDFPage } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.ts';
import { readPdf } from '../../src/extract/pdf.ts';
import { renderBlocks } from './render-blocks.ts';

interface Line {
  readonly text: string;
  readonly size?: number;
  readonly x?: number;
  readonly font?: 'bold';
  /** Points below the line before; 14 by default. */
  readonly gap?: number;
}

/** A PDF with one page per list of lines, set from the top. */
const pdfOf = async (pages: readonly (readonly Line[])[], title?: string): Promise<Uint8Array> => {
  const document = await PDFDocument.create();
  if (title !== undefined) document.setTitle(title);
  const plain = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  for (const lines of pages) draw(document.addPage([595, 842]), lines, plain, bold);
  return document.save();
};

const draw = (page: PDFPage, lines: readonly Line[], plain: PDFFont, bold: PDFFont): void => {
  let y = 800;
  for (const line of lines) {
    y -= line.gap ?? 14;
    page.drawText(line.text, { x: line.x ?? 60, y, size: line.size ?? 11, font: line.font === 'bold' ? bold : plain });
  }
};

const wide = 'We record what you say to the remote control of the set and send it to another';
const extracted = async (bytes: Uint8Array): Promise<string[]> => {
  const outcome = await extract({ bytes, url: 'https://a.example/p.pdf' });
  if (!outcome.ok) throw new Error(outcome.failure.detail);
  return renderBlocks(outcome.value.text);
};

describe('a PDF', () => {
  it('becomes headings by height, paragraphs by gaps and items by bullets', async () => {
    const bytes = await pdfOf([
      [
        { text: 'Voice Privacy Notice', size: 20 },
        { text: `${wide} com-`, gap: 30 },
        { text: 'pany that makes text of it. It is a third-' },
        { text: 'party. A third-party is not us.' },
        { text: 'What we share', size: 15, gap: 30 },
        { text: 'We share the following with them:', gap: 24 },
        { text: '• the words that you speak to the remote control, as', x: 72 },
        { text: 'you speak them;', x: 82 },
        { text: '• your place.', x: 72 },
        { text: 'Nothing else is shared by us with others, so far as we know at this time.', gap: 26 },
      ],
    ]);
    expect(await extracted(bytes)).toEqual([
      'h1 Voice Privacy Notice',
      `p ${wide} company that makes text of it. It is a third-party. A third-party is not us.`,
      'h2 What we share',
      'p We share the following with them:',
      'i1 the words that you speak to the remote control, as you speak them; <= We share the following with them:',
      'i1 your place. <= We share the following with them:',
      'p Nothing else is shared by us with others, so far as we know at this time.',
    ]);
  });

  it('loses its running headers and page numbers, and joins what a page break parted', async () => {
    const body = (n: number, last: string): Line[] => [
      { text: 'Example Inc. Privacy Policy 2021', size: 9 },
      { text: `${wide} company in country ${n}.`, gap: 40 },
      { text: `They keep it there for ${n} years, and they do not tell us ${last}`, gap: 24 },
      { text: `Page ${n} of 4`, size: 9, gap: 600 },
    ];
    const lines = await extracted(
      await pdfOf([
        body(1, 'what'),
        [
          { text: 'Example Inc. Privacy Policy 2021', size: 9 },
          { text: 'becomes of it after that.', gap: 40 },
          { text: `${wide} one.`, gap: 24 },
        ],
        body(3, 'that.'),
        body(4, 'this.'),
      ]),
    );
    expect(lines.join('\n')).not.toMatch(/Policy 2021|Page \d/u);
    expect(lines).toContain('p They keep it there for 1 years, and they do not tell us what becomes of it after that.');
  });

  it('reads short lines in another font as headings', async () => {
    const lines = await extracted(
      await pdfOf([[{ text: `${wide} company.` }, { text: 'Location data', font: 'bold', gap: 28 }, { text: `${wide} company, too.` }]]),
    );
    expect(lines).toEqual([`p ${wide} company.`, 'h2 Location data', `p ${wide} company, too.`]);
  });

  it('takes its title from its metadata', async () => {
    const outcome = await extract({ bytes: await pdfOf([[{ text: `${wide} company.` }]], 'Voice Notice'), url: 'https://a.example/x' });
    expect(outcome).toMatchObject({
      ok: true,
      value: { text: { title: 'Voice Notice', language: 'en' }, structure: { format: 'pdf', parser: 'unpdf' } },
    });
  });

  it('without text is named as such', async () => {
    expect(await readPdf(await pdfOf([[], [{ text: '7' }]]))).toMatchObject({ ok: false, failure: { kind: 'pdf-without-text' } });
  });

  it('that is cut off, or no PDF behind its first bytes, is broken', async () => {
    const whole = await pdfOf([[{ text: wide }]]);
    for (const bytes of [whole.slice(0, 60), new TextEncoder().encode('%PDF-1.7\nnothing here\n%%EOF')]) {
      expect(await readPdf(bytes)).toMatchObject({ ok: false, failure: { kind: 'pdf-broken' } });
    }
  });

  it('leaves the bytes it was given alone', async () => {
    const bytes = Buffer.from(await pdfOf([[{ text: `${wide} company.` }]]));
    const before = bytes.toString('latin1');
    await readPdf(bytes);
    expect(bytes.toString('latin1')).toBe(before);
  });
});
