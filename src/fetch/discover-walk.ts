import { speaksTo } from '../judge/countries.ts';
import { nextPart } from '../judge/next-part.ts';
import { policyLinks, type PolicyLink } from '../judge/policy-links.ts';
import { namingOf } from '../judge/policy-names.ts';
import type { Failure } from '../model/failure.ts';
import type { PageStructure } from '../model/page-structure.ts';
import type { SeenDocument } from '../model/report.ts';
import { discoveryLimits, type DiscoverySteps, type Visit } from './discovery.ts';
import type { FetchOptions } from './fetch-options.ts';

/** Whose documents, for whom, in which language. */
export interface Aim {
  /** Names of the maker in lower case. */
  readonly own: readonly string[];
  readonly country?: string;
  readonly language: string;
  readonly isOwn: (url: string) => boolean;
  readonly fetch: FetchOptions;
}

/** What is remembered of one search: no page is asked for twice, and what was met and not taken is kept. */
export interface Walk<V extends Visit> {
  readonly aim: Aim;
  /** The page named, with the pages that carry it on. */
  readonly begin: (first: V) => Promise<V>;
  /** A page and what carries it on; undefined where it was visited before under this address or another. */
  readonly go: (url: string, what: string) => Promise<V | undefined>;
  readonly isKnown: (url: string) => boolean;
  readonly pages: () => number;
  readonly links: (page: V) => readonly PolicyLink[];
  readonly note: (document: SeenDocument) => void;
  readonly seen: () => readonly SeenDocument[];
}

export function walkOf<V extends Visit>(steps: DiscoverySteps<V>, aim: Aim): Walk<V> {
  const known = new Set<string>();
  const seen = new Map<string, SeenDocument>();
  const scored = new Map<PageStructure, readonly PolicyLink[]>();
  let pages = 0;
  const remember = (page: V): void => {
    for (const url of [page.url, page.finalUrl]) known.add(keyOf(url));
  };
  const whole = async (page: V): Promise<V> => {
    const parts: V[] = [page];
    if (!mayBeSplit(page)) return page;
    for (let last = page; parts.length < discoveryLimits.parts;) {
      const next = last.structure === null ? undefined : nextPart(last.structure, last.finalUrl);
      if (next === undefined || known.has(keyOf(next))) break;
      const part = await steps.visit(next, `page ${parts.length + 1} of ${page.finalUrl}`);
      remember(part);
      // A "next" that leads nowhere ends the document, as a reader would take it.
      if (part.failure !== null && isGone(part.failure)) break;
      parts.push(part);
      if (part.text === null) break;
      last = part;
    }
    const [first, second, ...rest] = parts;
    return first === undefined || second === undefined ? page : await steps.join([first, second, ...rest]);
  };
  const begin = async (first: V): Promise<V> => {
    pages += 1;
    remember(first);
    return await whole(first);
  };
  return {
    aim,
    begin,
    go: async (url, what) => {
      if (known.has(keyOf(url))) return undefined;
      pages += 1;
      const page = await steps.visit(url, what);
      known.add(keyOf(url));
      if (known.has(keyOf(page.finalUrl)) && keyOf(page.finalUrl) !== keyOf(url)) return undefined;
      remember(page);
      return await whole(page);
    },
    isKnown: (url) => known.has(keyOf(url)),
    pages: () => pages,
    links: ({ structure, finalUrl }) => {
      if (structure === null) return [];
      const links = scored.get(structure) ?? policyLinks(structure, { url: finalUrl, isOwn: aim.isOwn, own: aim.own });
      scored.set(structure, links);
      return links;
    },
    note: (document) => {
      const key = keyOf(document.url);
      if (!seen.has(key)) seen.set(key, document);
    },
    seen: () => [...seen.values()].slice(0, discoveryLimits.seen),
  };
}

/** There is nothing at this address, and there will not be. */
export function isGone({ kind, status }: Failure): boolean {
  return kind === 'http-status' && (status === 404 || status === 410);
}

/** A policy, or a page that is one by its name and too short to show it. */
function mayBeSplit({ failure, structure, finalUrl }: Visit): boolean {
  if (structure === null) return false;
  return (
    failure === null ||
    namingOf(`${structure.title ?? ''}\n${structure.h1 ?? ''}`) !== undefined ||
    namingOf(new URL(finalUrl).pathname) !== undefined
  );
}

/** One spelling for addresses of the same page: no fragment, no slash at the end, no marks of campaigns. */
export function keyOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  const query = search.replaceAll(/(?<=[?&])(?:utm_\w+|gclid|fbclid|ref|cid|icid|trk|snr)=[^&]*&?/giu, '').replace(/[?&]$/u, '');
  return `${host.replace(/^www\./u, '')}${pathname.replace(/\/(?:index\.\w+)?$/u, '')}${query}`;
}

/** How well a document's country and language fit: above 0 better than one that names none, below 0 for other readers. */
export function fit({ countries, language }: Pick<PolicyLink, 'countries' | 'language'>, aim: Aim): number {
  const spoken = language === undefined ? 0 : language === aim.language ? 5 : -45;
  if (countries.length === 0) return spoken;
  if (aim.country === undefined) return spoken + (countries.includes('US') ? -1 : -2);
  if (countries.includes(aim.country)) return spoken + 20;
  return spoken + (speaksTo(countries, aim.country) ? 15 : -30);
}
