import { afterEach, describe, expect, it } from 'vitest';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import { latestCopies, pace, wayback, waybackIndex, type Wayback } from '../../src/fetch/wayback.ts';
import { loopbackOptions, policyPage, startLoopbackWeb, type LoopbackWeb, type Route } from '../helpers/loopback-web.ts';
import { waybackStandIn, type StoredCopy } from '../helpers/wayback-stand-in.ts';

const page = 'https://tv.example/privacy';
const copies: readonly StoredCopy[] = [
  { timestamp: '20240105060708', original: page, body: '<p>old</p>' },
  { timestamp: '20250105060708', original: page, body: policyPage },
  { timestamp: '20250205060708', original: page, body: policyPage },
  { timestamp: '20250305060708', original: page, body: 'picture', mimetype: 'image/png' },
  { timestamp: '20250405060708', original: page, body: 'gone', status: 404 },
  { timestamp: '20250505060708', original: 'http://www.tv.example/privacy/', body: '<p>a check for robots</p>' },
];

let web: LoopbackWeb;
let slept: readonly number[];
afterEach(async () => await web.close());

async function machine(
  stored: readonly StoredCopy[] = copies,
  more: Readonly<Record<string, Route>> = {},
): Promise<{ from: Wayback; stand: ReturnType<typeof waybackStandIn> }> {
  const options = loopbackOptions();
  const stand = waybackStandIn(stored, options.clock);
  web = await startLoopbackWeb({ ...stand.routes, ...more });
  slept = options.slept;
  return { from: wayback(fetchOptions(options), `${web.origin}/`), stand };
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('the Wayback Machine', () => {
  it('gives the latest copies first, each text once, raw, with their age and address', async () => {
    const { from } = await machine();
    const found = await all(latestCopies(page, from));
    expect(found.map((each) => (each.ok ? [each.value.fetchedAt, Buffer.from(each.value.body).toString()] : each))).toEqual([
      ['2025-05-05T06:07:08.000Z', '<p>a check for robots</p>'],
      ['2025-02-05T06:07:08.000Z', policyPage],
      ['2024-01-05T06:07:08.000Z', '<p>old</p>'],
    ]);
    expect(found[1]).toMatchObject({
      value: {
        url: page,
        finalUrl: page,
        status: 200,
        headers: { 'content-type': 'text/html', 'last-modified': 'Sun, 01 Feb 2026 00:00:00 GMT' },
        keptBy: { archive: 'wayback', archivedAt: '2025-02-05T06:07:08.000Z', address: `${web.origin}/web/20250205060708/${page}` },
      },
    });
  });

  it('is asked for one copy where the first will do', async () => {
    const { from } = await machine();
    for await (const copy of latestCopies(page, from)) if (copy.ok) break;
    expect(web.paths().map((path) => path.replace(/\?.*$/u, ''))).toEqual([
      '/cdx/search/cdx',
      '/web/20250505060708id_/http://www.tv.example/privacy/',
    ]);
  });

  it('that has no copy says so', async () => {
    const { from } = await machine();
    expect(await all(latestCopies('https://other.example/', from))).toEqual([
      { ok: false, failure: { kind: 'no-policy-found', detail: 'the Wayback Machine has no copy of it' } },
    ]);
  });

  it('is never asked more than 24 index queries in any minute', async () => {
    const { from, stand } = await machine();
    await Promise.all(Array.from({ length: 60 }, async () => await waybackIndex(page, from, { limit: 1 })));
    expect(stand.queries).toHaveLength(60);
    expect(stand.refused()).toBe(0);
    for (const at of stand.queries)
      expect(stand.queries.filter((other) => other > at - 60_000 && other <= at).length).toBeLessThanOrEqual(24);
  });

  it('that answers 429 is left alone for a minute, or as long as it says', async () => {
    let asked = 0;
    const busy =
      (headers: Readonly<Record<string, string>>): Route =>
      (_, response) =>
        void (++asked === 1 ? response.writeHead(429, headers).end('busy') : response.writeHead(200).end('[]'));
    const first = await machine(copies, { '/cdx/search/cdx': busy({}) });
    expect(await waybackIndex(page, first.from)).toEqual({ ok: true, value: { captures: [] } });
    expect(slept).toEqual([60_000]);
    await web.close();
    asked = 0;
    const second = await machine(copies, { '/cdx/search/cdx': busy({ 'retry-after': '17' }) });
    await waybackIndex(page, second.from);
    expect(slept).toEqual([17_000]);
  });

  it('lists a history in parts, to be gone on with, equal neighbours once', async () => {
    const { from } = await machine();
    const first = await waybackIndex(page, from, { collapse: true, limit: 2 });
    expect(first).toMatchObject({
      ok: true,
      value: { captures: [{ timestamp: '20240105060708' }, { timestamp: '20250105060708' }], resumeKey: '2' },
    });
    const rest = await waybackIndex(page, from, { collapse: true, limit: 2, resumeKey: '2' });
    expect(rest.ok && rest.value.captures.map(({ timestamp }) => timestamp)).toEqual(['20250305060708', '20250505060708']);
    const year = await waybackIndex(page, from, { from: '2025', to: '202502' });
    expect(year.ok && year.value.captures.map(({ timestamp }) => timestamp)).toEqual(['20250105060708', '20250205060708']);
  });

  it.each([
    ['a web page', '<h1>Sorry</h1>'],
    ['another shape', '{"captures": []}'],
    ['rows that are none', '[["timestamp"], 5]'],
  ])('whose index answers with %s is named', async (_, body) => {
    const { from } = await machine([], { '/cdx/search/cdx': (_request, response) => void response.end(body) });
    expect(await waybackIndex(page, from)).toMatchObject({ ok: false, failure: { kind: 'bad-encoding' } });
  });

  it('whose index lists what is no page is asked for none of it', async () => {
    const rows = [
      ['timestamp'],
      ['2025', page, 'text/html', 'a'],
      ['20250101000000', 'file:///etc/passwd', 'text/html', 'b'],
      ['../../x', page, 'text/html', 'c'],
    ];
    const { from } = await machine([], { '/cdx/search/cdx': (_, response) => void response.end(JSON.stringify(rows)) });
    expect(await waybackIndex(page, from)).toEqual({ ok: true, value: { captures: [] } });
  });

  it('that is down is named, and so is what it did', async () => {
    const { from } = await machine([], { '/cdx/search/cdx': (_, response) => void response.writeHead(500).end('x') });
    expect(await waybackIndex(page, from)).toEqual({
      ok: false,
      failure: { kind: 'http-status', status: 500, detail: 'the Wayback Machine: the server answered 500' },
    });
  });
});

it('a pace lets so many through in a window and no more, whatever the clock does', async () => {
  web = await startLoopbackWeb();
  let now = 1000;
  const waits: number[] = [];
  const nothing = async (): Promise<void> => await Promise.resolve();
  const turn = pace(
    2,
    60_000,
    () => now,
    async (ms) => {
      await Promise.resolve();
      waits.push(ms);
      now += ms;
    },
  );
  await turn(nothing);
  now += 10_000;
  await turn(nothing);
  await turn(nothing);
  expect(waits).toEqual([50_000]);
  now -= 1_000_000;
  await turn(nothing);
  expect(waits).toEqual([50_000, 60_000]);
});
