import { addressScore } from '../judge/policy-links.ts';
import type { FetchOptions } from './fetch-options.ts';
import { fetchPage } from './fetch-page.ts';
import { readBody } from './read-body.ts';
import { namedSitemaps } from './read-robots.ts';

/** Files of one site that are asked for. */
const mostFiles = 5;
/** Bytes of one file, before and after unpacking: sitemaps.org allows 50 MB; the legal pages of large sites stand in files of their own. */
const mostBytes = 10_000_000;
/** Addresses of one file that are looked at; sitemaps.org allows 50,000, and a file of legal pages has a few. */
const mostAddresses = 20_000;
/** Score from which an address is worth a visit (see `addressScore`). */
const leastScore = 60;

/** Addresses that a site's own map names and that look like its privacy policy's, the best first; and the files that were read. */
export interface SitemapFinds {
  readonly addresses: readonly string[];
  readonly files: readonly string[];
}

/**
 * Looks for the policy in the site's sitemaps: those that robots.txt names, else `/sitemap.xml`; indexes and `.gz` files too, within caps. Broken
 * and missing files are passed over: this is the last resort, and what it does not find was not found.
 */
export async function policiesInSitemaps(origin: string, isOwn: (url: string) => boolean, options: FetchOptions): Promise<SitemapFinds> {
  const named = await namedSitemaps(origin, options);
  const queue = (named.length > 0 ? [...named] : [`${origin}/sitemap.xml`]).toSorted(byPromise);
  const files: string[] = [];
  const found = new Map<string, number>();
  // One file that names a policy is enough.
  while (files.length < mostFiles && found.size === 0) {
    const next = queue.shift();
    if (next === undefined) break;
    if (files.includes(next) || !isOwn(next)) continue;
    files.push(next);
    const xml = await sitemapAt(next, options);
    const addresses = locations(xml);
    if (/<sitemapindex[\s>]/u.test(xml.slice(0, 5000))) {
      queue.push(...addresses.slice(0, 1000));
      queue.sort(byPromise);
    } else {
      for (const address of addresses) {
        const score = isOwn(address) ? addressScore(address) : 0;
        if (score >= leastScore) found.set(address, score);
      }
    }
  }
  const ranked = [...found].toSorted(([, a], [, b]) => b - a);
  return { addresses: ranked.map(([address]) => address), files };
}

/** The text of a sitemap; '' where there is none. */
async function sitemapAt(url: string, options: FetchOptions): Promise<string> {
  const fetched = await fetchPage(url, {
    ...options,
    limits: { ...options.limits, bodyBytes: Math.min(mostBytes, options.limits.bodyBytes) },
  });
  if (!fetched.ok) return '';
  const { body } = fetched.value;
  const isPacked = body[0] === 0x1f && body[1] === 0x8b;
  if (!isPacked) return new TextDecoder().decode(body);
  const unpacked = await readBody(once(body), 'gzip', { bytes: mostBytes, beyond: 'cut' });
  return unpacked.ok ? new TextDecoder().decode(unpacked.bytes) : '';
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** The `<loc>`s of a sitemap, or the lines of one in plain text (sitemaps.org, "Other Sitemap formats"). No parser: nothing of the file is trusted but its addresses. */
function locations(text: string): readonly string[] {
  const marked = text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?\s*(https?:\/\/[^\s<\]]{1,2000})/giu);
  const lines = text.trimStart().startsWith('<') ? [] : text.matchAll(/^\s*(https?:\/\/\S{1,2000})\s*$/gimu);
  const found: string[] = [];
  for (const match of [marked, lines].flatMap((matches) => [...take(matches)])) {
    const address = (match[1] ?? '').replaceAll('&amp;', '&');
    if (URL.canParse(address)) found.push(address);
  }
  return found;
}

function* take(matches: Iterable<RegExpExecArray>): Generator<RegExpExecArray> {
  let count = 0;
  for (const match of matches) {
    if (++count > mostAddresses) return;
    yield match;
  }
}

/** Files of pages, legal texts and companies before those of products, posts and pictures. */
function byPromise(a: string, b: string): number {
  return promise(b) - promise(a);
}

function promise(url: string): number {
  if (/privacy|legal|polic/iu.test(url)) return 3;
  if (/page|static|misc|compan|corporate|about|main|core/iu.test(url)) return 2;
  return /product|post|blog|news|image|video|tag|categor|author|store|review|forum|event/iu.test(url) ? 0 : 1;
}
