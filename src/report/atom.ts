import { createHash } from 'node:crypto';
import { harmless } from './harmless.ts';

/** One entry of a feed. Texts are plain: whatever they hold, no reader takes it for markup. */
export interface AtomEntry {
  /** Stays the same for the same event: ids are made of it. */
  readonly key: string;
  readonly title: string;
  /** Where the page about it is: absolute, or relative to the feed. */
  readonly link: string;
  /** ISO 8601 in UTC. */
  readonly updated: string;
  /** Paragraphs. */
  readonly summary: readonly string[];
}

export interface AtomFeed {
  readonly key: string;
  readonly title: string;
  /** The page that the feed belongs to. */
  readonly link: string;
  /** The feed's own address, where it is known. */
  readonly self?: string;
  /** ISO 8601 in UTC: of a feed without entries. */
  readonly updated: string;
  /** Newest first. */
  readonly entries: readonly AtomEntry[];
}

/** A feed by RFC 4287: the same bytes for the same entries. Addresses may be relative, which a reader resolves against the feed's own. */
export function atomFeed({ key, title, link, self, updated, entries }: AtomFeed): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${uuid(key)}</id>`,
    `  <title>${xml(title)}</title>`,
    `  <updated>${entries[0]?.updated ?? updated}</updated>`,
    '  <author><name>Earshot</name></author>',
    '  <generator>Earshot</generator>',
    `  <link rel="alternate" type="text/html" href="${xml(link)}"/>`,
    ...(self === undefined ? [] : [`  <link rel="self" type="application/atom+xml" href="${xml(self)}"/>`]),
    ...entries.flatMap((entry) => [
      '  <entry>',
      `    <id>${uuid(entry.key)}</id>`,
      `    <title>${xml(entry.title)}</title>`,
      `    <updated>${entry.updated}</updated>`,
      `    <link rel="alternate" type="text/html" href="${xml(entry.link)}"/>`,
      // Text and not HTML: no reader takes a policy's words for markup.
      `    <summary type="text">${xml(entry.summary.join('\n\n'))}</summary>`,
      '  </entry>',
    ]),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

/** Free of what XML 1.0 does not allow (2.2), which `harmless` shows by name; paragraphs keep their line breaks. */
function xml(text: string): string {
  return text
    .split('\n')
    .map(harmless)
    .join('\n')
    .replace(/[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A name that needs no registration: a UUID made of a hash (RFC 9562, version 8), as a URN. */
function uuid(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
