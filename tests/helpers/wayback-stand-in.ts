import type { Route } from './loopback-web.ts';

/** A copy that the stand-in keeps. */
export interface StoredCopy {
  /** YYYYMMDDhhmmss. */
  readonly timestamp: string;
  readonly original: string;
  readonly body: string | Uint8Array;
  readonly mimetype?: string;
  /** 200 when left out. */
  readonly status?: number;
}

/**
 * Routes that answer like the Wayback Machine's index and its raw copies, for what Earshot asks of them, and enforce its limit: more than 24 index queries in
 * 60 s by `clock` get 429, and whoever goes on is refused.
 */
export function waybackStandIn(
  copies: readonly StoredCopy[],
  clock: () => number = Date.now,
): { readonly routes: Readonly<Record<string, Route>>; readonly queries: number[]; readonly refused: () => number } {
  const queries: number[] = [];
  let refused = 0;
  const index: Route = (request, response) => {
    const now = clock();
    queries.push(now);
    if (queries.filter((at) => at > now - 60_000).length > 24) {
      refused += 1;
      response.writeHead(429).end('Too many requests');
      return;
    }
    const asked = new URL(request.url ?? '', 'http://x').searchParams;
    const key = (url: string): string =>
      url
        .replace(/^https?:\/\/(?:www\.)?/u, '')
        .replace(/[/#]+$/u, '')
        .toLowerCase();
    let rows = copies
      .filter(({ original, status = 200 }) => key(original) === key(asked.get('url') ?? '') && status === 200)
      .filter(
        ({ timestamp }) =>
          timestamp >= (asked.get('from') ?? '') && timestamp.slice(0, (asked.get('to') ?? '').length) <= (asked.get('to') ?? ''),
      )
      .toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1))
      .map(({ timestamp, original, mimetype = 'text/html', body }) => [
        timestamp,
        original,
        mimetype,
        `D${Buffer.from(body).toString('base64').slice(-20)}${body.length}`,
      ]);
    if (asked.get('collapse') === 'digest') rows = rows.filter((row, at) => row[3] !== rows[at - 1]?.[3]);
    const start = Number(asked.get('resumeKey') ?? '0');
    const limit = Number(asked.get('limit') ?? '0');
    const shown = limit < 0 ? rows.slice(limit) : rows.slice(start, limit > 0 ? start + limit : undefined);
    const more = limit > 0 && start + limit < rows.length && asked.get('showResumeKey') === 'true' ? [[], [String(start + limit)]] : [];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(shown.length === 0 ? '[]' : JSON.stringify([asked.get('fl')?.split(',') ?? [], ...shown, ...more]));
  };
  const raw = Object.fromEntries(
    copies.map(({ timestamp, original, body, mimetype = 'text/html', status = 200 }): [string, Route] => [
      `/web/${timestamp}id_/${original}`,
      (_, response) =>
        void response
          .writeHead(status, {
            'content-type': mimetype,
            'x-archive-orig-last-modified': 'Sun, 01 Feb 2026 00:00:00 GMT',
            'memento-datetime': 'x',
          })
          .end(body),
    ]),
  );
  return { routes: { '/cdx/search/cdx': index, ...raw }, queries, refused: () => refused };
}
