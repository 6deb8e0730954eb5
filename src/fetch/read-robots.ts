import type { Agent } from 'undici';
import type { Failure } from '../model/failure.ts';
import type { FetchOptions } from './fetch-options.ts';
import { printable } from './printable.ts';
import { budgetOf } from './request-once.ts';
import { requestPatiently } from './request-patiently.ts';
import type { Robots, RobotsDecision } from './robots.ts';
import { parseRobots, robotsBytes, robotsDecision, sitemapsIn } from './robots.ts';
import { webAddress } from './web-address.ts';

type RobotsState =
  | { readonly state: 'read'; readonly robots: Robots; readonly sitemaps: readonly string[] }
  | { readonly state: 'none' }
  | { readonly state: 'unreachable'; readonly failure: Failure };

/** What is known of each origin's robots.txt: the answer, or the promise of it while it is being fetched, and until when (clock time) it holds. */
export type RobotsCache = Map<string, { readonly found: Promise<RobotsState>; until: number }>;

export type Permission =
  | { readonly ok: true; readonly decision: RobotsDecision }
  /** The `decision` is there only where robots.txt itself decided; without one the host could not be asked at all. */
  | { readonly ok: false; readonly failure: Failure; readonly decision?: RobotsDecision };

/** RFC 9309 section 2.4: a cached robots.txt should not be used for more than 24 hours. */
const readForMs = 24 * 3_600_000;
/** A robots.txt that could not be read is asked for again after ten minutes: long enough for one run's pages, short enough for a worker's night. */
const unreachableForMs = 600_000;
/** RFC 9309 section 2.3.1.2. */
const mostRedirects = 5;
/** Without these there is no talking to the host, so it is the host's trouble that is named and not robots.txt's. */
const hostIsOut: ReadonlySet<Failure['kind']> = new Set(['dns', 'refused', 'tls', 'not-allowed']);

/** May `url` be read? Asks the origin's robots.txt unless it is known, by RFC 9309: 4xx allows everything, 5xx or no answer nothing. */
export async function permissionFor(url: URL, agent: Agent, options: FetchOptions): Promise<Permission> {
  if (options.ignoreRobots) return { ok: true, decision: { allowed: true, because: 'ignored' } };
  const found = await knownOrRead(url.origin, agent, options);
  if (found.state === 'none') return { ok: true, decision: { allowed: true, because: 'no-robots' } };
  if (found.state === 'unreachable') {
    if (hostIsOut.has(found.failure.kind)) return { ok: false, failure: found.failure };
    const detail = `the robots.txt of ${url.host} could not be read (${found.failure.detail}), and then nothing there may be`;
    return { ok: false, failure: { kind: 'robots', detail }, decision: { allowed: false, because: 'unreachable' } };
  }
  const decision = robotsDecision(found.robots, productToken(options.userAgent), url);
  if (decision.allowed) return { ok: true, decision };
  const detail = `the robots.txt of ${url.host} forbids ${printable(url.pathname, 100)} in line ${decision.line}, "${printable(decision.rule ?? '', 100)}"`;
  return { ok: false, failure: { kind: 'robots', detail }, decision };
}

/** The sitemaps that an origin's robots.txt names, where it has been read for a page; asks nobody. */
export async function namedSitemaps(origin: string, { robots }: Pick<FetchOptions, 'robots'>): Promise<readonly string[]> {
  const found = await robots.get(origin)?.found;
  return found?.state === 'read' ? found.sitemaps : [];
}

async function knownOrRead(origin: string, agent: Agent, options: FetchOptions): Promise<RobotsState> {
  const known = options.robots.get(origin);
  if (known !== undefined && options.clock() < known.until) return await known.found;
  const entry = { found: readRobots(new URL('/robots.txt', origin), agent, options), until: Number.POSITIVE_INFINITY };
  options.robots.set(origin, entry);
  const found = await entry.found;
  entry.until = options.clock() + (found.state === 'unreachable' ? unreachableForMs : readForMs);
  return found;
}

async function readRobots(start: URL, agent: Agent, options: FetchOptions): Promise<RobotsState> {
  // A budget of its own: every page of the host lives by this answer, however much of its time the first one had left.
  const asking = {
    agent,
    options,
    budget: budgetOf(options.limits.firstByteMs),
    headers: {},
    bodyLimit: (status: number) => (status === 200 ? ({ bytes: robotsBytes, beyond: 'cut' } as const) : null),
  };
  let url = start;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await requestPatiently(url, asking, undefined);
    if (!answer.ok) return { state: 'unreachable', failure: answer.failure };
    const { status, headers, body } = answer;
    if (status >= 300 && status < 400 && headers['location'] !== undefined) {
      const next = webAddress(headers['location'], url);
      if (!next.ok)
        return { state: 'unreachable', failure: { kind: 'robots', detail: `it redirects to where we do not go: ${next.failure.detail}` } };
      url = next.value;
    } else if (status >= 500)
      return { state: 'unreachable', failure: { kind: 'http-status', status, detail: `the server answered ${status}` } };
    else if (status !== 200) return { state: 'none' };
    else if (!body.ok) return { state: 'unreachable', failure: body.failure };
    else return { state: 'read', robots: parseRobots(body.bytes), sitemaps: sitemapsIn(body.bytes) };
  }
  // More redirects than that: "unavailable", as a 4xx (section 2.3.1.2).
  return { state: 'none' };
}

/** The name robots.txt knows us by: the letters, `-` and `_` our User-Agent begins with (RFC 9309 section 2.2.1). */
function productToken(userAgent: string): string {
  return /^[a-z_-]+/i.exec(userAgent)?.[0] ?? userAgent;
}
