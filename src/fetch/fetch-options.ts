import { lookup } from 'node:dns/promises';
import type { BuiltPage, Exchange } from '../model/exchange.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Resolve } from './address-guard.ts';
import type { Clock, Politeness, Sleep } from './politeness.ts';
import { createPoliteness } from './politeness.ts';
import type { RobotsCache } from './read-robots.ts';

export interface FetchLimits {
  /** Redirects followed from one address. */
  readonly redirects: number;
  /** Bytes of all response headers of one answer together. */
  readonly headerBytes: number;
  /** Bytes of a body on the wire and, counted apart, after decompression. */
  readonly bodyBytes: number;
  /** Milliseconds from asking (name, connection and TLS included) to the first byte of the answer's status line and headers. */
  readonly firstByteMs: number;
  /** Milliseconds on the network for one page, redirects and retries together. Pauses asked for by the host do not count. */
  readonly totalMs: number;
  /** Further tries of one request where they can help: a broken connection, 429, 502, 503, 504. */
  readonly retries: number;
  /** Milliseconds before the first retry where the host names no time; doubled for the next. */
  readonly retryPauseMs: number;
  /** Longest `Retry-After` waited for, in milliseconds. A host that asks for longer is not asked again. */
  readonly retryAfterMs: number;
  /** Milliseconds between two requests to one host. */
  readonly pauseMs: number;
  /** Longest `Crawl-delay` honoured, in milliseconds. */
  readonly crawlDelayMs: number;
}

/** Everything `fetchPage` needs to know, settled. Make one per run with `fetchOptions`, so that its pages share politeness and robots.txt. */
export interface FetchOptions {
  /** Begins with the product token that robots.txt speaks to, and holds a URL where a host's owner finds us. */
  readonly userAgent: string;
  readonly acceptLanguage: string;
  /** Loopback and private addresses may be asked: for tests and intranets. */
  readonly allowPrivate: boolean;
  /** robots.txt is not even asked for; the page says so. */
  readonly ignoreRobots: boolean;
  readonly limits: FetchLimits;
  /** Certificate authorities in PEM to trust beside Node's own. */
  readonly extraAuthorities: readonly string[];
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly resolve: Resolve;
  readonly politeness: Politeness;
  /** robots.txt by origin, filled as hosts are met. */
  readonly robots: RobotsCache;
  /**
   * The same page as fetched before; left aside where it was asked for in another language. Its `ETag` and `Last-Modified` are sent along, and where the server says "not modified"
   * its body comes back, marked `unchanged`.
   */
  readonly previous?: Snapshot;
  /** Is given everything that went over the wire, robots.txt and redirects too: for a WARC file. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Is given every page that a browser has built, for the same file. */
  readonly onBuiltPage?: (page: BuiltPage) => void;
}

/** What a person or a caller may say; the rest is `fetchDefaults`. */
export type RawFetchOptions = Partial<Omit<FetchOptions, 'limits'>> & { readonly limits?: Partial<FetchLimits> };

/**
 * The defaults. 10 redirects, 64 KiB, 20 MB, 15 s, 60 s, 2 retries and 1 s between requests are issue 2's and issue 4's; 30 s of Crawl-delay is half of what a
 * page may take; 60 s of Retry-After is as long as the fetch itself may take. 20 MB is decimal, as DESIGN.md means it.
 */
export const fetchDefaults = {
  userAgent: 'Earshot/0.1 (+https://www.npmjs.com/package/earshot; reads privacy policies)',
  acceptLanguage: 'en-US,en;q=0.9,*;q=0.1',
  allowPrivate: false,
  ignoreRobots: false,
  extraAuthorities: [],
  limits: {
    redirects: 10,
    headerBytes: 64 * 1024,
    bodyBytes: 20_000_000,
    firstByteMs: 15_000,
    totalMs: 60_000,
    retries: 2,
    retryPauseMs: 2_000,
    retryAfterMs: 60_000,
    pauseMs: 1_000,
    crawlDelayMs: 30_000,
  },
} as const satisfies RawFetchOptions;

/** The `Accept-Language` of somebody who reads this language in this country (RFC 9110, 12.5.4); `EU` is no region of a language tag. */
export function acceptLanguageOf(language: string, country: string | undefined): string {
  const whole = country === undefined || country === 'EU' ? [] : [`${language}-${country}`];
  const rest = language === 'en' ? ['en;q=0.9'] : [`${language};q=0.9`, 'en;q=0.5'];
  return [...(whole.length === 0 ? [language] : whole), ...rest, '*;q=0.1'].join(',');
}

/** Fills in what was not said: the defaults above, the real clock, the system's name resolution, a new politeness and an empty robots.txt cache. */
export function fetchOptions(raw: RawFetchOptions = {}): FetchOptions {
  const clock = raw.clock ?? Date.now;
  const sleep = raw.sleep ?? realSleep;
  return {
    ...fetchDefaults,
    ...raw,
    limits: { ...fetchDefaults.limits, ...raw.limits },
    clock,
    sleep,
    resolve: raw.resolve ?? systemResolve,
    politeness: raw.politeness ?? createPoliteness(clock, sleep),
    robots: raw.robots ?? new Map(),
  };
}

async function realSleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

async function systemResolve(hostname: string): ReturnType<Resolve> {
  return await lookup(hostname, { all: true });
}
