import type { IncomingHttpHeaders } from 'node:http';
import type { Agent, Dispatcher } from 'undici';
import { request } from 'undici';
import type { FetchOptions } from './fetch-options.ts';
import type { NetworkTrouble } from './network-trouble.ts';
import { networkTrouble } from './network-trouble.ts';
import type { BodyLimit, BodyReading } from './read-body.ts';
import { acceptedEncodings, readBody } from './read-body.ts';
import { sizeInWords } from './size-in-words.ts';
import { wireOf } from './wire.ts';

/** Time on the network that is left, in milliseconds; every request takes its own from it. */
export interface Budget {
  leftMs: number;
  /** What it was to begin with. */
  readonly totalMs: number;
}

/** A budget of so many milliseconds, all of them left. */
export function budgetOf(totalMs: number): Budget {
  return { leftMs: totalMs, totalMs };
}

/** What one request needs. One agent and one budget serve all requests of a page. */
export interface Asking {
  readonly agent: Agent;
  readonly budget: Budget;
  readonly options: FetchOptions;
  /** Request headers beyond those every request has, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** How much of the body to read, by status and response headers; null leaves it unread. */
  readonly bodyLimit: (status: number, headers: Readonly<Record<string, string>>) => BodyLimit | null;
  /** Sent along in a POST: only for what a page's own scripts ask of its own site. */
  readonly sent?: Uint8Array;
}

/** An answer: its head, and its body or why there is none. `bytes` is empty where the body was left unread. */
export interface Reply {
  readonly ok: true;
  readonly status: number;
  /** Names in lower case; a header sent several times is joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** When the head arrived, in milliseconds since the epoch. */
  readonly at: number;
  readonly body: { readonly ok: true; readonly bytes: Uint8Array } | ({ readonly ok: false } & NetworkTrouble);
}

export type Answer = Reply | ({ readonly ok: false } & NetworkTrouble);

/** Media types we can read, and anything else rather than a 406. */
const accept = 'text/html,application/xhtml+xml,application/pdf;q=0.9,text/markdown;q=0.9,text/plain;q=0.9,*/*;q=0.5';

/** Sends one GET (or POST, where there is something to send) and reads the answer within its deadlines and limits. Follows nothing, repeats nothing. */
export async function requestOnce(url: URL, asking: Asking): Promise<Answer> {
  const { options, budget } = asking;
  const began = performance.now();
  const deadline = startDeadline(options.limits.firstByteMs, budget.leftMs);
  let body: Dispatcher.ResponseData['body'] | undefined;
  const tape = wireOf(asking.agent)?.record(url);
  const asked = options.clock();
  let cut: 'length' | 'time' | undefined;
  try {
    // undici hears an abort only once it is connected, hence the race.
    const response = await Promise.race([
      request(url, {
        dispatcher: asking.agent,
        ...(asking.sent === undefined ? {} : { method: 'POST', body: asking.sent }),
        signal: deadline.signal,
        headers: {
          'user-agent': options.userAgent,
          accept,
          'accept-language': options.acceptLanguage,
          'accept-encoding': acceptedEncodings,
          ...asking.headers,
        },
      }),
      deadline.passed,
    ]);
    body = response.body;
    deadline.headArrived();
    const headers = flat(response.headers);
    const at = options.clock();
    const limit = asking.bodyLimit(response.statusCode, headers);
    const reading = await readWithin(response.body, headers, limit);
    if (limit === null || (reading.ok ? reading.bytes.length >= limit.bytes : reading.kind === 'too-large')) cut = 'length';
    return { ok: true, status: response.statusCode, headers, at, body: bodyOf(reading, url, deadline, budget) };
  } catch (error) {
    const late = deadline.missed();
    if (late === undefined) return { ok: false, ...networkTrouble(error, url) };
    const detail =
      late === 'first-byte'
        ? `${url.host} gave no answer within ${seconds(options.limits.firstByteMs)}`
        : `${url.host} had not answered after ${seconds(budget.totalMs)} in all`;
    return { ok: false, failure: { kind: 'timeout', detail }, passing: false, cause: error };
  } finally {
    deadline.stop();
    if (tape !== undefined) {
      const exchange = tape.end(asked, deadline.missed() === undefined ? cut : 'time');
      if (exchange !== undefined) options.onExchange?.(exchange);
    }
    // What is unread is not wanted. undici reports the end as an error on the stream, which nobody is reading any more.
    body?.on('error', () => undefined).destroy();
    budget.leftMs -= performance.now() - began;
  }
}

async function readWithin(body: AsyncIterable<Uint8Array>, headers: Reply['headers'], limit: BodyLimit | null): Promise<BodyReading> {
  if (limit === null) return { ok: true, bytes: new Uint8Array() };
  const announced = Number(headers['content-length'] ?? Number.NaN);
  if (limit.beyond === 'fail' && announced > limit.bytes) {
    return { ok: false, kind: 'too-large', detail: `the page is ${sizeInWords(announced)}, the limit is ${sizeInWords(limit.bytes)}` };
  }
  return await readBody(body, headers['content-encoding'], limit);
}

function bodyOf(reading: BodyReading, url: URL, deadline: Deadline, budget: Budget): Reply['body'] {
  if (reading.ok) return reading;
  if (reading.kind !== 'source')
    return { ok: false, failure: { kind: reading.kind, detail: reading.detail }, passing: false, cause: reading.cause };
  const received = sizeInWords(reading.received);
  if (deadline.missed() !== undefined) {
    const detail = `the page had not arrived in full after ${seconds(budget.totalMs)} (${received} had)`;
    return { ok: false, failure: { kind: 'timeout', detail }, passing: false, cause: reading.cause };
  }
  const trouble = networkTrouble(reading.cause, url);
  return { ...trouble, ok: false, failure: { ...trouble.failure, detail: `${trouble.failure.detail} after ${received} of the page` } };
}

interface Deadline {
  readonly signal: AbortSignal;
  /** Rejects when a deadline is missed, never resolves. */
  readonly passed: Promise<never>;
  readonly headArrived: () => void;
  readonly missed: () => 'first-byte' | 'total' | undefined;
  readonly stop: () => void;
}

function startDeadline(firstByteMs: number, totalMs: number): Deadline {
  const controller = new AbortController();
  let missed: 'first-byte' | 'total' | undefined;
  let reject: (error: Error) => void = () => undefined;
  const passed = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  // Most requests miss no deadline and nobody waits for this any more when one does in the body.
  passed.catch(() => undefined);
  const miss = (which: 'first-byte' | 'total'): void => {
    missed ??= which;
    const error = new Error(`the ${which} deadline has passed`);
    controller.abort(error);
    reject(error);
  };
  const firstByte = setTimeout(() => miss('first-byte'), firstByteMs);
  const total = setTimeout(() => miss('total'), Math.max(0, totalMs));
  return {
    signal: controller.signal,
    passed,
    headArrived: () => clearTimeout(firstByte),
    missed: () => missed,
    stop: () => {
      clearTimeout(total);
      clearTimeout(firstByte);
    },
  };
}

function flat(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  // fromEntries defines properties, so a header called __proto__ is one more name and nothing else.
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]])),
  );
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}
