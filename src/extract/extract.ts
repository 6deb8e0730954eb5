import type { Outcome } from '../model/failure.ts';
import type { Selection } from '../model/maker.ts';
import type { DocumentFormat, PageStructure } from '../model/page-structure.ts';
import type { PolicyText } from '../model/text.ts';
import { assemble } from './assemble.ts';
import { decodeText } from './decode-text.ts';
import { documentType } from './document-type.ts';
import { effectiveDate } from './effective-date.ts';
import { languageOf } from './language.ts';
import { extractMarkdown } from './markdown.ts';
import { extractPlain } from './plain-text.ts';

/** One document as it came. */
export interface SourceDocument {
  readonly bytes: Uint8Array;
  /** The `Content-Type` header. */
  readonly contentType?: string;
  /** Its address: the file name's ending tells the format where nothing else does, and links are resolved against it. */
  readonly url: string;
  /** Which parts of an HTML page are the policy; other formats are read whole, as Open Terms Archive does. */
  readonly selection?: Selection;
}

export interface Extracted {
  readonly text: PolicyText;
  readonly structure: PageStructure;
}

/** Elements nested deeper than this are refused as `too-deep`: real pages stay below 100 (corpus/html: at most 63), and parsers slow down beyond. */
export const deepest = 3000;

/**
 * A document (HTML, Markdown, plain text or PDF) as text in blocks, and what its page is made of. Failures: `empty`, `unsupported-type`,
 * `too-deep`, `pdf-broken`, `pdf-without-text`, `selector-unmatched`. A page without text is no failure: `judge` tells why from its structure.
 */
export const extract = async (
  document: SourceDocument,
  limits: { readonly depth: number } = { depth: deepest },
): Promise<Outcome<Extracted>> => {
  if (!document.bytes.some((byte) => byte > 32)) {
    const detail = document.bytes.length === 0 ? 'it has no bytes' : 'it is nothing but white space';
    return { ok: false, failure: { kind: 'empty', detail } };
  }
  const type = documentType(document.bytes, document.contentType, document.url);
  if ('foreign' in type) return { ok: false, failure: { kind: 'unsupported-type', detail: `it is ${type.foreign}` } };
  const read = await readAs(type.format, document, limits.depth);
  if (!read.ok) return read;
  const { text, structure } = read.value;
  if (text.words === 0 && isBare(structure)) return { ok: false, failure: { kind: 'empty', detail: 'it has no words' } };
  const language = await languageOf(text.text, structure.lang);
  const american = /^en[-_]us$/i.test(structure.lang ?? '');
  const date = text.effectiveDate ?? (american ? effectiveDate(text.text, text.blocks, true) : undefined);
  const described = { ...text, ...(language === undefined ? {} : { language }), ...(date === undefined ? {} : { effectiveDate: date }) };
  return { ok: true, value: { text: described, structure } };
};

const readAs = async (format: DocumentFormat, document: SourceDocument, depth: number): Promise<Outcome<Extracted>> => {
  if (format === 'pdf') {
    const { readPdf } = await import('./pdf.ts');
    const pdf = await readPdf(document.bytes);
    return pdf.ok ? plainResult(assemble(pdf.value.blocks, pdf.value.title), 'pdf') : pdf;
  }
  const text = decodeText(document.bytes, document.contentType);
  if (format === 'html') {
    // Loaded for pages only: the parser takes longer to load than a Markdown policy to read.
    const { extractHtml } = await import('./html/extract-html.ts');
    return extractHtml(text, document.url, depth, document.selection);
  }
  return plainResult(format === 'markdown' ? extractMarkdown(text) : extractPlain(text), format);
};

const plainResult = (text: PolicyText, format: 'markdown' | 'plain' | 'pdf'): Outcome<Extracted> => {
  const heading = text.blocks.find((block) => block.kind === 'heading' && block.level === 1);
  const structure: PageStructure = {
    format,
    parser: format === 'pdf' ? 'unpdf' : format,
    ...(text.title === undefined ? {} : { title: text.title }),
    ...(heading === undefined ? {} : { h1: text.text.slice(...heading.span) }),
    noscript: '',
    counts: {
      scripts: 0,
      scriptBytes: 0,
      forms: 0,
      passwordFields: 0,
      links: 0,
      words: text.words,
      linkWords: 0,
      proseWords: text.words,
      contentWords: text.words,
      consentWords: 0,
      iframes: 0,
      images: 0,
    },
    links: [],
  };
  return { ok: true, value: { text, structure } };
};

/** A page with nothing on it that could explain why it has no words. */
const isBare = (structure: PageStructure): boolean => {
  const { scripts, forms, iframes, images, links } = structure.counts;
  return (
    structure.refresh === undefined &&
    structure.noscript === '' &&
    scripts + forms + iframes + images + links === 0 &&
    structure.title === undefined
  );
};
