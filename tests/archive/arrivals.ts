import { createHash } from 'node:crypto';
import type { Arrival } from '../../src/model/archive.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { textPrint } from '../../src/judge/text-print.ts';

/** A page as it came at a time. */
export function snapshotOf(text: string, fetchedAt: string, url = 'https://www.veldora.example/privacy'): Snapshot {
  const body = Buffer.from(text);
  return {
    url,
    finalUrl: url,
    redirects: [url],
    status: 200,
    headers: { 'content-type': 'text/markdown', etag: '"v1"' },
    fetchedAt,
    sha256: createHash('sha256').update(body).digest('hex'),
    body,
  };
}

/** The same on its way into an archive; seen twice unless something else is said. */
export function arrivalOf(text: string, fetchedAt: string, more: Partial<Arrival> = {}): Arrival {
  return {
    policy: 'veldora/privacy',
    snapshot: snapshotOf(text, fetchedAt),
    facts: { print: textPrint(text), words: text.split(/\s+/u).length, language: 'en' },
    origin: 'fetch',
    seen: 2,
    ...more,
  };
}

/** So many different words. */
export function words(count: number, first = 'we'): string {
  return Array.from({ length: count }, (_, index) => `${first}${index}`).join(' ');
}
