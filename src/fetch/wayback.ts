import type { Outcome } from '../model/failure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { FetchOptions } from './fetch-options.ts';
import { fetchPage } from './fetch-page.ts';
import type { Clock, Sleep } from './politeness.ts';
import { webAddress } from './web-address.ts';

/** One copy of a page, as the Wayback Machine's index lists it. */
export interface WaybackCapture {
  /** YYYYMMDDhhmmss in UTC. */
  readonly timestamp: string;
  /** The address as it was asked for. */
  readonly original: string;
  /** Media type, such as text/html. */
  readonly mimetype: string;
  /** SHA-1 of the body in base 32: equal digests, equal bytes. */
  readonly digest: string;
}

/** A way to the Wayback Machine, with its limits kept over all that is asked of it. One per run. */
export interface Wayback {
  /** Without a final slash. */
  readonly base: string;
  readonly fetch: FetchOptions;
  /** Sends an index query when the next one may be sent. */
  readonly indexTurn: Pace;
}

type Pace = <T>(job: () => Promise<T>) => Promise<T>;

/** web.archive.org/cdx/search/cdx, documented at github.com/internetarchive/wayback/tree/master/wayback-cdx-server. */
export const waybackBase = 'https://web.archive.org';

/** Index queries in any 60 s. Above this the Wayback Machine answers 429 and then refuses connections for an hour (issue 4). */
const queriesPerMinute = 24;
/** After a 429 without a time named the Wayback Machine wants a minute's rest. */
const restMs = 60_000;

/**
 * The Wayback Machine through these fetch options. Its index is an interface made for programs and documented with limits of its own, which are
 * kept; robots.txt, which speaks to crawlers of pages, is not asked.
 */
export function wayback(options: FetchOptions, base: string = waybackBase): Wayback {
  const { limits } = options;
  const { previous: _, ...rest } = options;
  const fetch = { ...rest, ignoreRobots: true, limits: { ...limits, retries: Math.min(1, limits.retries), retryPauseMs: restMs } };
  return { base: base.replace(/\/+$/u, ''), fetch, indexTurn: pace(queriesPerMinute, 60_000, options.clock, options.sleep) };
}

/** Runs jobs one after the other, at most `most` in any `windowMs`, in the order in which they came. */
export function pace(most: number, windowMs: number, clock: Clock, sleep: Sleep): Pace {
  const ended: number[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  return async (job) => {
    const turn = tail.then(async () => {
      const oldest = ended.length < most ? undefined : ended.shift();
      // A clock set back must not stretch the wait beyond the window.
      const waitMs = oldest === undefined ? 0 : Math.min(windowMs, oldest + windowMs - clock());
      if (waitMs > 0) await sleep(waitMs);
      try {
        return await job();
      } finally {
        // Counted from its end: the request may have waited for its host's turn.
        ended.push(clock());
      }
    });
    tail = turn.catch(() => undefined);
    return await turn;
  };
}

export interface IndexQuery {
  /** First and last day or moment, as digits: YYYY to YYYYMMDDhhmmss. */
  readonly from?: string;
  readonly to?: string;
  /** Leave out neighbours with equal bytes. */
  readonly collapse?: boolean;
  /** Most captures in one answer; the latest ones where it is negative. */
  readonly limit?: number;
  /** Where an earlier answer left off. */
  readonly resumeKey?: string;
}

export interface IndexAnswer {
  /** Oldest first. Answers of status 200 only. */
  readonly captures: readonly WaybackCapture[];
  /** There is more: ask again with this. */
  readonly resumeKey?: string;
}

/** Which copies of `url` there are. None is an empty list; trouble with the Wayback Machine itself is a failure. */
export async function waybackIndex(url: string, from: Wayback, query: IndexQuery = {}): Promise<Outcome<IndexAnswer>> {
  const address = webAddress(url);
  if (!address.ok) return address;
  const { limit } = query;
  const asked = new URLSearchParams({
    url: address.value.href,
    output: 'json',
    fl: 'timestamp,original,mimetype,digest',
    filter: 'statuscode:200',
    ...(query.from === undefined ? {} : { from: query.from }),
    ...(query.to === undefined ? {} : { to: query.to }),
    ...(query.collapse === true ? { collapse: 'digest' } : {}),
    ...(limit === undefined ? {} : { limit: String(limit) }),
    ...(limit !== undefined && limit > 0 ? { showResumeKey: 'true' } : {}),
    ...(query.resumeKey === undefined ? {} : { resumeKey: query.resumeKey }),
  });
  const page = await from.indexTurn(async () => await fetchPage(`${from.base}/cdx/search/cdx?${asked.toString()}`, from.fetch));
  if (!page.ok) {
    // No copy at all is an empty answer with some servers, an empty list with others.
    if (page.failure.kind === 'empty') return { ok: true, value: { captures: [] } };
    return { ok: false, failure: { ...page.failure, detail: `the Wayback Machine: ${page.failure.detail}` } };
  }
  const answer = answerIn(new TextDecoder().decode(page.value.body));
  if (answer !== undefined) return { ok: true, value: answer };
  return { ok: false, failure: { kind: 'bad-encoding', detail: "the Wayback Machine's index answered with something that is no list" } };
}

function answerIn(text: string): IndexAnswer | undefined {
  if (text.trim() === '') return { captures: [] };
  const rows = parsed(text);
  if (!Array.isArray(rows)) return undefined;
  const captures: WaybackCapture[] = [];
  let resumeKey: string | undefined;
  let isEnd = false;
  // The first row names the columns; an empty one stands before the key to go on with.
  for (const row of rows.slice(1) as readonly unknown[]) {
    if (!Array.isArray(row)) return undefined;
    const cells = row.map(String);
    const [timestamp = '', original = '', mimetype = '', digest = ''] = cells;
    if (cells.length === 0) isEnd = true;
    else if (isEnd) resumeKey = timestamp;
    else if (/^\d{14}$/u.test(timestamp) && webAddress(original).ok) captures.push({ timestamp, original, mimetype, digest });
  }
  return { captures, ...(resumeKey === undefined ? {} : { resumeKey }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where people see a copy, with the Wayback Machine's own frame round it. */
export function copyAddress(capture: WaybackCapture, base: string = waybackBase): string {
  return `${base}/web/${capture.timestamp}/${capture.original}`;
}

/** A copy's bytes as the site had served them (the raw `id_` form), as a snapshot of `url`. */
export async function waybackCopy(url: string, capture: WaybackCapture, from: Wayback): Promise<Outcome<Snapshot>> {
  const page = await fetchPage(`${from.base}/web/${capture.timestamp}id_/${capture.original}`, from.fetch);
  if (!page.ok) return { ok: false, failure: { ...page.failure, detail: `the Wayback Machine: ${page.failure.detail}` } };
  const { body, headers, sha256, finalUrl } = page.value;
  // It leads on to the nearest copy where it cannot show this one.
  const timestamp = /\/web\/(\d{14})id_\//u.exec(finalUrl)?.[1] ?? capture.timestamp;
  const archivedAt = dateOf(timestamp);
  return {
    ok: true,
    value: {
      url,
      finalUrl: capture.original,
      redirects: url === capture.original ? [url] : [url, capture.original],
      status: 200,
      headers: originalHeaders(headers),
      fetchedAt: archivedAt,
      sha256,
      body,
      keptBy: { archive: 'wayback', archivedAt, address: copyAddress({ ...capture, timestamp }, from.base) },
    },
  };
}

/** What can be read as a policy. */
const readable = /^(?:text\/|application\/(?:xhtml|pdf|octet-stream)|unk$|warc\/revisit$)/u;

/**
 * The latest copies of a page, newest first, each other than the one before: as many as are asked for until the caller has one it can use. Ends with the
 * failure where the Wayback Machine has none or cannot be asked.
 */
export async function* latestCopies(url: string, from: Wayback, most = 3): AsyncGenerator<Outcome<Snapshot>> {
  const index = await waybackIndex(url, from, { limit: -50 });
  if (!index.ok) {
    yield index;
    return;
  }
  const tried = new Set<string>();
  for (const capture of index.value.captures.toReversed()) {
    if (tried.size >= most) return;
    if (tried.has(capture.digest) || !readable.test(capture.mimetype)) continue;
    tried.add(capture.digest);
    yield await waybackCopy(url, capture, from);
  }
  if (tried.size === 0) yield { ok: false, failure: { kind: 'no-policy-found', detail: 'the Wayback Machine has no copy of it' } };
}

function dateOf(timestamp: string): string {
  const iso = timestamp.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/u, '$1-$2-$3T$4:$5:$6.000Z');
  return new Date(Number.isNaN(Date.parse(iso)) ? 0 : iso).toISOString();
}

/** The site's own headers, which come back under `x-archive-orig-`; its type is the answer's. */
function originalHeaders(headers: Snapshot['headers']): Snapshot['headers'] {
  const prefix = 'x-archive-orig-';
  const own = Object.entries(headers).filter(([name]) => name.startsWith(prefix) && !/-(?:encoding|length)$/u.test(name));
  const type = headers['content-type'];
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])),
    ...(type === undefined ? {} : { 'content-type': type }),
  };
}
