import type { RobotsDecision } from './robots.ts';
import type { FetchOptions } from './fetch-options.ts';
import type { Answer, Asking, Reply } from './request-once.ts';
import { requestOnce } from './request-once.ts';
import { retryAfter } from './retry-after.ts';

/** Answers that may be another one in a moment. 500 is not among them: it is the page's own trouble. RFC 9110 section 15.6, RFC 6585 section 4. */
const passingStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * One request in its host's turn, asked again where that can help: after a broken connection, and after 429, 502, 503 or 504 once the time named in
 * `Retry-After` is over. Gives the last answer.
 */
export async function requestPatiently(url: URL, asking: Asking, crawlDelay: RobotsDecision['crawlDelay']): Promise<Answer> {
  const { options, budget } = asking;
  const { limits, politeness } = options;
  const pauseMs = pauseFor(url, options, crawlDelay);
  for (let tries = 1; ; tries += 1) {
    const answer = await politeness.inTurn(url.hostname, pauseMs, () => requestOnce(url, asking));
    const passing = answer.ok ? passingStatuses.has(answer.status) || (answer.status < 300 && isPassing(answer.body)) : answer.passing;
    if (!passing) return answer;
    const named = answer.ok ? retryAfter(answer.headers['retry-after'], options.clock()) : undefined;
    const waitMs = named ?? limits.retryPauseMs * 2 ** (tries - 1);
    // Also when this page is given up: the host has asked everybody to stay away.
    if (named !== undefined) politeness.postpone(url.hostname, Math.min(named, limits.retryAfterMs));
    if (tries > limits.retries || waitMs > limits.retryAfterMs || budget.leftMs <= 0) return answer;
    if (named === undefined) politeness.postpone(url.hostname, waitMs);
  }
}

function isPassing(body: Reply['body']): boolean {
  return !body.ok && body.passing;
}

/** Milliseconds to leave a host alone after a request. This machine itself needs no rest when it may be asked at all. */
function pauseFor(url: URL, { allowPrivate, limits }: FetchOptions, crawlDelay: RobotsDecision['crawlDelay']): number {
  if (allowPrivate && isLoopback(url.hostname)) return 0;
  return Math.max(limits.pauseMs, Math.min((crawlDelay ?? 0) * 1000, limits.crawlDelayMs));
}

/** By name alone: 127.0.0.0/8, ::1, and the names RFC 6761 section 6.3 keeps for loopback. */
function isLoopback(hostname: string): boolean {
  return /^127(\.\d+){3}$/.test(hostname) || hostname === '[::1]' || /(^|\.)localhost\.?$/.test(hostname);
}
