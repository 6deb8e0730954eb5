/** One block of a printed document. Words are limited to what Windows-1252 can write. */
export interface PdfBlock {
  readonly kind: 'title' | 'heading' | 'paragraph' | 'item';
  readonly words: string;
}

/** US Letter in points: 8.5 × 11 inches of 72 points. */
const page = { width: 612, height: 792, margin: 72 };

const styles = {
  title: { font: 'F2', size: 18, before: 0, indent: 0 },
  heading: { font: 'F2', size: 13, before: 14, indent: 0 },
  paragraph: { font: 'F1', size: 11, before: 8, indent: 0 },
  item: { font: 'F1', size: 11, before: 4, indent: 18 },
} as const;

/**
 * Advance widths of Helvetica, U+0020 to U+007E, in thousandths of the size.
 * Source: Adobe Core 14 AFM, Helvetica.afm (a test compares them with another copy).
 */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
  278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
  667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
] as const;

/** Windows-1252 codes of the characters beyond Latin-1 that printed English uses (PDF 32000-1:2008, annex D.2, WinAnsiEncoding). */
const typographic: Readonly<Record<string, number>> = {
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
  '€': 0x80,
  '…': 0x85,
};

/** Width of `words` in Helvetica at `size` points; characters outside ASCII count as a lower-case letter. */
export function widthOf(words: string, size: number): number {
  let sum = 0;
  for (let at = 0; at < words.length; at += 1) sum += widths[words.charCodeAt(at) - 0x20] ?? 556;
  return (sum * size) / 1000;
}

function linesOf(words: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** A PDF string literal (PDF 32000-1:2008, 7.3.4.2) with everything outside ASCII as an octal code. */
function literal(words: string): string {
  let escaped = '';
  for (const char of words) {
    const code = typographic[char] ?? char.charCodeAt(0);
    if (code > 0xff) throw new Error(`"${char}" is not in Windows-1252: the PDF writer cannot print it`);
    if (char === '(' || char === ')' || char === '\\') escaped += `\\${char}`;
    else escaped += code < 0x20 || code > 0x7e ? `\\${code.toString(8).padStart(3, '0')}` : char;
  }
  return `(${escaped})`;
}

function show(words: string, font: string, size: number, x: number, y: number): string {
  return `BT /${font} ${size} Tf ${x} ${y.toFixed(1)} Td ${literal(words)} Tj ET`;
}

/** Sets the blocks line by line, page by page; every page has a running head and its number. */
function pagesOf(title: string, blocks: readonly PdfBlock[]): readonly string[] {
  const pages: string[][] = [];
  let current: string[] = [];
  let y = 0;
  const turn = (): void => {
    current = [show(title, 'F1', 9, page.margin, page.height - 40), show(`Page ${pages.length + 1}`, 'F1', 9, page.width - 108, 36)];
    pages.push(current);
    y = page.height - page.margin;
  };
  turn();
  for (const { kind, words } of blocks) {
    const { font, size, before, indent } = styles[kind];
    y -= before;
    // The bold cut is up to a tenth wider than the widths known here.
    const room = (page.width - 2 * page.margin - indent) * (font === 'F2' ? 0.9 : 1);
    linesOf(words, size, room).forEach((line, index) => {
      if (y - size < page.margin) turn();
      y -= size * 1.3;
      if (kind === 'item' && index === 0) current.push(show('•', font, size, page.margin + 4, y));
      current.push(show(line, font, size, page.margin + indent, y));
    });
  }
  return pages.map((operators) => operators.join('\n'));
}

/**
 * A PDF 1.4 of these blocks, in two of the fonts that every reader has; plain enough to be read in an editor. The same
 * blocks give the same bytes.
 */
export function writePdf(title: string, blocks: readonly PdfBlock[]): Uint8Array {
  const contents = pagesOf(title, blocks);
  const firstPage = 6;
  const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en-US) >>',
    `<< /Type /Pages /Count ${contents.length} /Kids [${contents.map((_, index) => `${firstPage + 2 * index} 0 R`).join(' ')}] >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title ${literal(title)} /Producer (Earshot demo) >>`,
  ];
  contents.forEach((content, index) => {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents ${firstPage + 2 * index + 1} 0 R ` +
        '/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  });

  // Everything is ASCII by now, so lengths in characters are offsets in bytes.
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}
