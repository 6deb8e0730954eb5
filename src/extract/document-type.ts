import type { DocumentFormat } from '../model/page-structure.ts';

/** What the bytes are; `foreign` names a format that is not read. */
export type DocumentType = { readonly format: DocumentFormat } | { readonly foreign: string };

/** First bytes of formats that turn up under addresses of policies. Sources: the formats' specifications; PDF may start within the first 1,024 bytes (ISO 32000-1, Annex H). */
const signatures: readonly (readonly [string, readonly number[], number?])[] = [
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a WebP image', [0x57, 0x45, 0x42, 0x50], 8],
  ['a TIFF image', [0x49, 0x49, 0x2a, 0x00]],
  ['a TIFF image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['an icon', [0x00, 0x00, 0x01, 0x00]],
  ['a ZIP archive or Office document', [0x50, 0x4b, 0x03, 0x04]],
  ['a ZIP archive', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip data', [0x1f, 0x8b, 0x08]],
  ['Zstandard data', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['bzip2 data', [0x42, 0x5a, 0x68, 0x39]],
  ['XZ data', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['an old Office document', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
  ['an RTF document', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['a video', [0x66, 0x74, 0x79, 0x70], 4],
  ['a video', [0x1a, 0x45, 0xdf, 0xa3]],
  ['an audio file', [0x49, 0x44, 0x33]],
  ['an audio file', [0x4f, 0x67, 0x67, 0x53]],
  ['an audio or video file', [0x52, 0x49, 0x46, 0x46]],
  ['a font', [0x77, 0x4f, 0x46, 0x32]],
  ['a font', [0x77, 0x4f, 0x46, 0x46]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  ['WebAssembly', [0x00, 0x61, 0x73, 0x6d]],
  ['an SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  bytes.length >= at + signature.length && signature.every((byte, index) => bytes[at + index] === byte);

/** "%PDF-" */
const pdfSignature = [0x25, 0x50, 0x44, 0x46, 0x2d];
const pdfWindow = 1024;

/** How many of the first bytes are looked at to tell text from data. */
const sample = 4096;

/** What a document is: by its first bytes, then by its declared type, then by the ending of its address, then by what its text looks like. */
export const documentType = (bytes: Uint8Array, contentType: string | undefined, url: string): DocumentType => {
  for (const [name, signature, at] of signatures) if (startsWith(bytes, signature, at)) return { foreign: name };
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, sample));
  const pdfAt = head.slice(0, pdfWindow).indexOf('%PDF-');
  if (pdfAt === 0 || startsWith(bytes, pdfSignature)) return { format: 'pdf' };
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  // Junk in front of a PDF is allowed for, but a page may well speak of "%PDF-".
  if (
    pdfAt > 0 &&
    !/<(?:!doctype|html|head|body)/i.test(head.slice(0, pdfAt)) &&
    (type === 'application/pdf' || /\.pdf$/i.test(pathOf(url)))
  )
    return { format: 'pdf' };
  const looksHtml = /^(?:\ufeff|ï»¿)?\s*(?:<!--|<!doctype\s+html|<html|<head|<body|<\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+html|html))/i.test(
    head,
  );
  if (looksHtml) return { format: 'html' };
  if (isBinary(bytes)) return { foreign: 'binary data' };
  if (/^(?:text\/html|application\/xhtml\+xml)$/.test(type)) return { format: 'html' };
  if (/^text\/(?:x-)?markdown$/.test(type)) return { format: 'markdown' };
  // Servers send Markdown and HTML files as text/plain: the ending decides there.
  const ending = /\.([a-z0-9]{1,8})$/i.exec(pathOf(url))?.[1]?.toLowerCase();
  if (ending === 'md' || ending === 'markdown' || ending === 'mdown') return { format: 'markdown' };
  if (type === 'text/plain') return { format: 'plain' };
  if (/^(?:application\/(?:json|ld\+json|javascript)|text\/(?:javascript|css|csv))$/.test(type)) return { foreign: type };
  if (type === 'application/pdf') return { format: 'pdf' };
  if (/^(?:image|audio|video|font)\//.test(type)) return { foreign: type };
  if (ending === 'html' || ending === 'htm' || ending === 'xhtml' || ending === 'php' || ending === 'asp' || ending === 'aspx')
    return { format: 'html' };
  if (ending === 'txt' || ending === 'text') return { format: 'plain' };
  if (/<(?:p|div|br|h[1-6]|ul|table|span|a\s)[^<>]{0,400}>/i.test(head) && /<\/(?:p|div|h[1-6]|ul|table|span|a)>/i.test(head))
    return { format: 'html' };
  return looksMarkdown(head) ? { format: 'markdown' } : { format: 'plain' };
};

const pathOf = (url: string): string => url.split(/[?#]/, 1)[0] ?? '';

const looksMarkdown = (head: string): boolean =>
  /^#{1,6} \S/m.test(head) ||
  /^(?:={3,}|-{3,})\s*$/m.test(head) ||
  /\*\*[^*\n]{1,200}\*\*/.test(head) ||
  /\[[^\]\n]{1,200}\]\([^)\s]{1,400}\)/.test(head) ||
  /^[*-] {1,3}\S/m.test(head);

/** Data: zero bytes that are no UTF-16 or UTF-32 text, or a twentieth of control characters. */
const isBinary = (bytes: Uint8Array): boolean => {
  // UTF-16 by its mark: half of it looks like control characters.
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return false;
  const length = Math.min(bytes.length, sample);
  let zeros = 0;
  let evenZeros = 0;
  let controls = 0;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) {
      zeros++;
      if (at % 2 === 0) evenZeros++;
    } else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  }
  if (controls * 20 > length) return true;
  if (zeros === 0) return false;
  // UTF-16 without a mark has its zeros on one side and on nearly half of all bytes.
  const oneSided = evenZeros === 0 || evenZeros === zeros;
  return !(oneSided && zeros * 3 > length) && zeros * 50 > length;
};
