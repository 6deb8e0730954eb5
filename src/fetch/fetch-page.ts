import { createHash } from 'node:crypto';
import type { Agent } from 'undici';
import type { Failure } from '../model/failure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { guardedAgent } from './address-guard.ts';
import type { FetchOptions } from './fetch-options.ts';
import type { BodyLimit } from './read-body.ts';
import { permissionFor } from './read-robots.ts';
import type { Reply } from './request-once.ts';
import { budgetOf } from './request-once.ts';
import { requestPatiently } from './request-patiently.ts';
import type { RobotsDecision } from './robots.ts';
import { retryAfter } from './retry-after.ts';
import { webAddress } from './web-address.ts';

/** A snapshot from the web, with what was decided on the way. */
export interface FetchedPage extends Snapshot {
  /** For `finalUrl`; every address passed on the way was allowed too. */
  readonly robots: RobotsDecision;
  /** What a reader should know and what is no failure: an unusual port, a step from https to http. One clause each. */
  readonly notes: readonly string[];
  /** The server said "not modified": status, headers and body are those of `options.previous`. */
  readonly unchanged: boolean;
}

/** An `Outcome<Snapshot>` that keeps what came with the failure. */
export type FetchOutcome =
  | { readonly ok: true; readonly value: FetchedPage }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** `http-status` only: what the server sent along, cut at 1 MB, for `judge` to look at (a bot wall, a maintenance page). */
      readonly capture?: FetchedPage;
      /** Where robots.txt said no. */
      readonly robots?: RobotsDecision;
      /** The error below, for a debugging log; never part of a report. */
      readonly cause?: unknown;
    };

/** How much of an error page is kept: enough for any wall, too little to be a burden. */
const errorPageBytes = 1_000_000;

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches one page by http(s): politely (robots.txt, one request at a time per host, pauses, `Retry-After`), safely (permitted addresses only, checked at every
 * connection; limits on redirects, headers, bytes, time), with content codings undone. Trouble comes back as a named failure; nothing is thrown but bugs.
 * Fragments are dropped from all addresses.
 */
export async function fetchPage(url: string, options: FetchOptions): Promise<FetchOutcome> {
  const start = webAddress(url);
  if (!start.ok) return start;
  const agent = guardedAgent(options);
  try {
    return await follow(start.value, agent, options);
  } finally {
    await agent.destroy();
  }
}

async function follow(start: URL, agent: Agent, options: FetchOptions): Promise<FetchOutcome> {
  const { limits, previous } = options;
  const budget = budgetOf(limits.totalMs);
  const passed: string[] = [];
  const notes: string[] = [];
  let url = start;
  for (;;) {
    passed.push(url.href);
    if (url.port !== '') notes.push(`${url.host} was asked on port ${url.port}, which is unusual for a web page`);
    const permission = await permissionFor(url, agent, options);
    if (!permission.ok) {
      return { ok: false, failure: permission.failure, ...(permission.decision === undefined ? {} : { robots: permission.decision }) };
    }
    const isSame = previous?.finalUrl === url.href && (previous.acceptLanguage ?? options.acceptLanguage) === options.acceptLanguage;
    const asked = isSame ? previous : undefined;
    const bodyLimit = (status: number): BodyLimit | null => {
      if (redirectStatuses.has(status) || status === 304) return null;
      return status < 300
        ? { bytes: limits.bodyBytes, beyond: 'fail' }
        : { bytes: Math.min(errorPageBytes, limits.bodyBytes), beyond: 'cut' };
    };
    const asking = { agent, options, budget, headers: asked === undefined ? {} : validators(asked), bodyLimit };
    const answer = await requestPatiently(url, asking, permission.decision.crawlDelay);
    if (!answer.ok) return { ok: false, failure: answer.failure, cause: answer.cause };
    const location = answer.headers['location'];
    if (!redirectStatuses.has(answer.status) || location === undefined) {
      return conclude(
        answer,
        { url: start.href, finalUrl: url.href, redirects: passed, notes, robots: permission.decision },
        asked,
        options,
      );
    }
    const next = webAddress(location, url);
    if (!next.ok)
      return { ok: false, failure: { ...next.failure, detail: `${url.host} redirects where we do not go: ${next.failure.detail}` } };
    if (passed.includes(next.value.href)) {
      return { ok: false, failure: { kind: 'too-many-redirects', detail: `the redirects of ${start.host} go round in a circle` } };
    }
    if (passed.length > limits.redirects) {
      return { ok: false, failure: { kind: 'too-many-redirects', detail: `${start.host} redirects more than ${limits.redirects} times` } };
    }
    if (url.protocol === 'https:' && next.value.protocol === 'http:')
      notes.push(`${url.host} redirects from https to http, so the page came unprotected`);
    url = next.value;
  }
}

type Journey = Pick<FetchedPage, 'url' | 'finalUrl' | 'redirects' | 'notes' | 'robots'>;

function conclude(reply: Reply, journey: Journey, asked: Snapshot | undefined, options: FetchOptions): FetchOutcome {
  const { status, headers, body } = reply;
  const fetchedAt = new Date(reply.at).toISOString();
  if (status === 304 && asked !== undefined) return { ok: true, value: { ...asked, ...journey, fetchedAt, unchanged: true } };
  const pageOf = (bytes: Uint8Array): FetchedPage => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { ...journey, status, headers, acceptLanguage: options.acceptLanguage, fetchedAt, sha256, body: bytes, unchanged: false };
  };
  // 206: a part nobody asked for is not the page.
  if (status < 200 || status >= 300 || status === 206) {
    const failure: Failure = { kind: 'http-status', status, detail: statusInWords(reply, options) };
    return body.ok && body.bytes.length > 0 ? { ok: false, failure, capture: pageOf(body.bytes) } : { ok: false, failure };
  }
  if (!body.ok) return { ok: false, failure: body.failure, cause: body.cause };
  if (body.bytes.length === 0) return { ok: false, failure: { kind: 'empty', detail: `the server answered ${status} with nothing in it` } };
  return { ok: true, value: pageOf(body.bytes) };
}

function statusInWords({ status, headers }: Reply, options: FetchOptions): string {
  const waitMs = retryAfter(headers['retry-after'], options.clock());
  const later =
    waitMs !== undefined && waitMs > options.limits.retryAfterMs
      ? ` and asks to be left alone for ${Math.ceil(waitMs / 60_000)} minutes`
      : '';
  return `the server answered ${status}${later}`;
}

/** The conditions under which the server need not send the page again: RFC 9110 sections 13.1.2 and 13.1.3. */
function validators(page: Snapshot): Readonly<Record<string, string>> {
  const etag = page.headers['etag'];
  const modified = page.headers['last-modified'];
  return { ...(etag === undefined ? {} : { 'if-none-match': etag }), ...(modified === undefined ? {} : { 'if-modified-since': modified }) };
}
