import { deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A PDF of paragraphs in words, one after the other on one page. */
export async function pdfOfWords(lines: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  lines.forEach((line, index) => page.drawText(line, { x: 50, y: 780 - index * 28, size: index === 0 ? 18 : 10, font }));
  return await document.save();
}

/** A scanner's PDF: pictures of pages and no word. */
export async function scannedPdf(pages = 2): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  // One white pixel (PNG specification, 2nd edition), which a scanner's picture is drawn as large as the page.
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
  const picture = await document.embedPng(pixel);
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
  return await document.save();
}

/** A PDF of few bytes whose page unpacks to so many. */
export function pdfBomb(bytes: number): Uint8Array {
  const packed = deflateSync(deflateSync(Buffer.alloc(bytes, ' '), { level: 1 }));
  const parts = [
    '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n',
    '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>\nendobj\n',
    `4 0 obj\n<</Length ${packed.length}/Filter[/FlateDecode/FlateDecode]>>stream\n`,
    packed,
    '\nendstream\nendobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF',
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}
