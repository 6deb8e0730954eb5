import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import { fetchPage } from '../../src/fetch/fetch-page.ts';
import { httpMessage } from '../../src/fetch/http-message.ts';
import { pageOfRecord, readWarc, type WarcRecord } from '../../src/fetch/read-warc.ts';
import { exchangeOf, warcWriter, writeWarc } from '../../src/fetch/write-warc.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { bomb, loopbackOptions, policyPage, startLoopbackWeb, startRawPort, type LoopbackWeb } from '../helpers/loopback-web.ts';
import { selfSigned } from '../helpers/self-signed.ts';

const options = { software: 'earshot/0 (test)', at: '2026-03-01T12:00:00.000Z', filename: 'page.warc', gzip: false };

async function fileOf(exchanges: readonly Exchange[], gzip = false): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of writeWarc(exchanges, { ...options, gzip })) parts.push(part);
  return Buffer.concat(parts);
}

async function* inPieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function recordsOf(bytes: Uint8Array, limits?: Parameters<typeof readWarc>[1], size?: number): Promise<readonly WarcRecord[]> {
  const records: WarcRecord[] = [];
  for await (const record of readWarc(inPieces(bytes, size), limits)) records.push(record);
  return records;
}

/** The records as an independent reader sees them. */
async function asWarcio(
  bytes: Uint8Array,
): Promise<readonly { type: string; url: string; status: number | string | undefined; text: string; block: Uint8Array }[]> {
  const read = [];
  for await (const record of new WARCParser(inPieces(bytes, 64_000), { keepHeadersCase: true })) {
    const isHttp = record.httpHeaders !== null && record.httpHeaders !== undefined;
    read.push({
      type: record.warcType ?? '',
      url: record.warcTargetURI ?? '',
      status: isHttp ? (record.httpHeaders?.statusCode as number | undefined) : undefined,
      text: await record.contentText(),
      block: record.payload ?? new Uint8Array(),
    });
  }
  return read;
}

describe('a WARC file', () => {
  let web: LoopbackWeb;
  const exchanges: Exchange[] = [];

  beforeAll(async () => {
    web = await startLoopbackWeb({
      '/robots.txt': (_, response) =>
        void response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /secret\n'),
      '/chunked': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.write(policyPage.slice(0, 50));
        setTimeout(() => response.end(policyPage.slice(50)), 20);
      },
    });
    const fetching = fetchOptions({ ...loopbackOptions(), onExchange: (exchange) => void exchanges.push(exchange) });
    for (const path of ['/moved', '/gzip', '/chunked', '/403']) await fetchPage(`${web.origin}${path}`, fetching);
  });
  afterAll(async () => await web.close());

  it('keeps everything that was fetched in its order, robots.txt, redirects and refusals too, with the bytes as sent', async () => {
    expect(exchanges.map(({ url, response }) => `${new URL(url).pathname} ${Buffer.from(response).toString('latin1', 9, 12)}`)).toEqual([
      '/robots.txt 200',
      '/moved 301',
      '/policy 200',
      '/gzip 200',
      '/chunked 200',
      '/403 403',
    ]);
    const gzip = exchanges[3];
    expect(Buffer.from(gzip?.request ?? []).toString('latin1')).toMatch(
      /^GET \/gzip HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n[^]*user-agent: Earshot[^]*\r\n\r\n$/u,
    );
    expect(gunzipSync(httpMessage(gzip?.response ?? new Uint8Array())?.body ?? '').toString()).toBe(policyPage);
    expect(Buffer.from(exchanges[4]?.response ?? []).toString('latin1')).toMatch(
      /transfer-encoding: chunked\r\n(?:[^]*?\r\n)?\r\n32\r\n<!doctype/iu,
    );
    expect(exchanges.map(({ serverAddress }) => serverAddress)).toEqual(exchanges.map(() => '127.0.0.1'));
  });

  it.each([
    ['plain', false],
    ['gzip', true],
  ])('is read by an independent reader: %s', async (_, gzip) => {
    const records = await asWarcio(await fileOf(exchanges, gzip));
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', ...exchanges.flatMap(() => ['response', 'request'])]);
    const pages = records.filter(({ type }) => type === 'response');
    expect(pages.map(({ status }) => Number(status))).toEqual([200, 301, 200, 200, 200, 403]);
    expect(pages[2]?.text).toBe(policyPage);
    expect(pages[3]?.text).toBe(policyPage);
    expect(pages[4]?.text).toBe(policyPage);
    expect(pages[3]?.url).toBe(`${web.origin}/gzip`);
  });

  it('has one gzip member a record, so that a reader can start at any of them', async () => {
    const writer = warcWriter({ ...options, gzip: true });
    const [exchange] = exchanges;
    if (exchange === undefined) throw new Error('nothing was fetched');
    expect(gunzipSync(writer.head()).toString()).toMatch(/^WARC\/1\.1\r\nWARC-Type: warcinfo\r\n/u);
    expect(gunzipSync(writer.exchange(exchange)).toString('latin1')).toMatch(/^WARC\/1\.1\r\nWARC-Type: response\r\n/u);
  });

  it('is the same to the byte when it is written again', async () => {
    expect((await fileOf(exchanges)).equals(await fileOf(exchanges))).toBe(true);
  });

  it.each([1, 7, 1000, 1_000_000])('is read back in pieces of %i bytes: the pages, with codings and chunks undone', async (size) => {
    const file = await fileOf(exchanges, size === 7);
    const pages = [];
    for (const record of await recordsOf(file, undefined, size)) {
      const page = await pageOfRecord(record, 'file:///page.warc');
      if (page?.ok === true) pages.push(page.value);
    }
    expect(pages.map(({ url, body }) => [new URL(url).pathname, Buffer.from(body).toString()])).toEqual([
      ['/robots.txt', 'User-agent: *\nDisallow: /secret\n'],
      ['/policy', policyPage],
      ['/gzip', policyPage],
      ['/chunked', policyPage],
    ]);
    expect(pages[1]).toMatchObject({
      status: 200,
      keptBy: { archive: 'warc', archivedAt: '2026-03-01T12:00:00.000Z', address: 'file:///page.warc' },
    });
  });

  it('keeps a stored page of which only the decoded body is left', async () => {
    const exchange = exchangeOf({
      url: 'https://a.example/',
      finalUrl: 'https://a.example/privacy',
      redirects: [],
      status: 200,
      headers: { 'content-type': 'text/html', 'content-encoding': 'gzip', 'content-length': '12', 'x-a': 'b\r\nset-cookie: c' },
      fetchedAt: '2026-03-01T12:00:00.000Z',
      sha256: '00',
      body: Buffer.from(policyPage),
    });
    const [info, record] = await recordsOf(await fileOf([exchange]));
    expect(info?.type).toBe('warcinfo');
    if (record === undefined) throw new Error('no record');
    const page = await pageOfRecord(record, 'file:///x');
    expect(page).toMatchObject({
      ok: true,
      value: { url: 'https://a.example/privacy', headers: { 'x-archive-orig-content-encoding': 'gzip', 'x-a': 'b set-cookie: c' } },
    });
    expect((await asWarcio(await fileOf([exchange])))[1]?.text).toBe(policyPage);
  });

  it('keeps a page as a browser had built it, and says so when it is read back', async () => {
    const built = { url: 'https://a.example/privacy', at: '2026-03-01T12:00:00.000Z', html: Buffer.from(policyPage) };
    const [record] = await recordsOf(warcWriter(options).builtPage(built));
    if (record === undefined) throw new Error('no record');
    expect(await pageOfRecord(record, 'file:///x')).toMatchObject({ ok: true, value: { rendered: true, finalUrl: built.url } });
  });

  it('keeps nothing of one host in the record of another when both are asked at once', async () => {
    const kept: Exchange[] = [];
    const other = await startLoopbackWeb({ '/policy': (_, response) => void response.end('<p>other</p>') });
    try {
      const fetching = fetchOptions({ ...loopbackOptions(), ignoreRobots: true, onExchange: (exchange) => void kept.push(exchange) });
      await Promise.all(
        Array.from({ length: 10 }, async (_, index) => await fetchPage(`${index % 2 === 0 ? web.origin : other.origin}/policy`, fetching)),
      );
      expect(kept).toHaveLength(10);
      for (const { url, response } of kept) {
        expect(Buffer.from(response).toString().includes('<p>other</p>')).toBe(url.startsWith(other.origin));
        expect(
          Buffer.from(response)
            .toString('latin1')
            .match(/HTTP\/1\.1 200/gu),
        ).toHaveLength(1);
      }
    } finally {
      await other.close();
    }
  });

  it('keeps what came over TLS as it was before it was encrypted', async () => {
    const certificate = selfSigned(['localhost'], { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) });
    const secure = await startLoopbackWeb({}, certificate);
    const kept: Exchange[] = [];
    try {
      const fetching = fetchOptions({
        ...loopbackOptions(),
        extraAuthorities: [certificate.cert],
        onExchange: (exchange) => void kept.push(exchange),
      });
      const page = await fetchPage(`https://localhost:${secure.port}/policy`, fetching);
      expect(page.ok).toBe(true);
      expect(Buffer.from(kept[1]?.response ?? []).toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*We collect the words you speak/u);
    } finally {
      await secure.close();
    }
  });

  it('says which answers are not whole, and why', async () => {
    const kept: Exchange[] = [];
    const limits = { retries: 0, bodyBytes: 100_000, firstByteMs: 2000, totalMs: 2000 };
    const fetching = fetchOptions({
      ...loopbackOptions({ limits }),
      ignoreRobots: true,
      onExchange: (exchange) => void kept.push(exchange),
    });
    for (const path of ['/endless', '/length-too-long', '/slow-drip', '/policy']) await fetchPage(`${web.origin}${path}`, fetching);
    expect(kept.map(({ truncated }) => truncated)).toEqual(['length', 'disconnect', 'time', undefined]);
    expect((await asWarcio(await fileOf(kept))).filter(({ type }) => type === 'response')).toHaveLength(4);
  });
});

describe('a hostile WARC file', () => {
  const record = (
    block: string,
    fields = 'WARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http',
  ): Buffer => Buffer.from(`WARC/1.0\r\n${fields}\r\nContent-Length: ${Buffer.byteLength(block)}\r\n\r\n${block}\r\n\r\n`);

  it.each([
    ['is empty', Buffer.alloc(0), 'the file is empty'],
    ['is a web page', Buffer.from(policyPage), 'it does not begin like a WARC file'],
    ['is one endless line', Buffer.alloc(200_000, 'a'), 'it does not begin like a WARC file'],
    ['ends in a record', record('HTTP/1.1 200 OK\r\n\r\nhello').subarray(0, 130), 'the file ends in the middle of a record'],
    ['ends in a head', record('x').subarray(0, 30), 'the file ends in the middle of a record'],
    ['has a length below nothing', Buffer.from('WARC/1.0\r\nContent-Length: -5\r\n\r\n'), 'a record does not say how long it is'],
    ['has no length', Buffer.from('WARC/1.0\r\nWARC-Type: response\r\n\r\n'), 'a record does not say how long it is'],
    ['has an endless head', Buffer.from(`WARC/1.0\r\n${'a: b\r\n'.repeat(30_000)}`), 'the head of a record is too long'],
    ['is cut off gzip', gzipSync(record('x'.repeat(5000))).subarray(0, 60), 'its gzip data is damaged or ends early'],
    [
      'goes on with nonsense',
      Buffer.concat([record('x'), Buffer.from('nonsense\r\n')]),
      'what follows a record is none: the file is damaged',
    ],
  ])('that %s is named for what it is', async (_, bytes, message) => {
    await expect(recordsOf(bytes)).rejects.toMatchObject({ name: 'WarcTrouble', message });
  });

  it('that is a bomb is left at the limit', async () => {
    const start = Buffer.from('WARC/1.0\r\nContent-Length: 200000000\r\n\r\n');
    await expect(
      recordsOf(Buffer.concat([gzipSync(start), await bomb('gzip')]), { recordBytes: 1e9, totalBytes: 5_000_000 }, 64_000),
    ).rejects.toMatchObject({
      message: 'it unpacks to more than 5 MB',
    });
  });

  it('with a record too large is read past it', async () => {
    const records = await recordsOf(Buffer.concat([record('x'.repeat(9000)), record('small')]), { recordBytes: 5000, totalBytes: 1e6 });
    expect(records.map(({ block }) => block?.length)).toEqual([undefined, 5]);
    expect(await pageOfRecord(records[0] as WarcRecord, 'file:///x')).toMatchObject({ ok: false, failure: { kind: 'too-large' } });
  });

  it('with a bomb inside a response is too large, by name', async () => {
    const packed = gzipSync(Buffer.alloc(30_000_000));
    const block = Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n'), packed]);
    const fields = { 'warc-target-uri': 'https://a.example/', 'content-type': 'application/http' };
    expect(await pageOfRecord({ type: 'response', fields, block }, 'file:///x')).toMatchObject({
      ok: false,
      failure: { kind: 'too-large' },
    });
  });

  it.each([
    ['of another scheme', 'file:///etc/passwd'],
    ['of no address at all', ''],
    ['with a script for an address', 'javascript:alert(1)'],
  ])('holds no page %s', async (_, url) => {
    const fields = { 'warc-target-uri': url, 'content-type': 'application/http' };
    expect(
      await pageOfRecord({ type: 'response', fields, block: Buffer.from('HTTP/1.1 200 OK\r\n\r\n<p>x') }, 'file:///x'),
    ).toBeUndefined();
  });

  it('cannot be made by an address with line ends in it', async () => {
    const exchange: Exchange = {
      url: 'https://a.example/\r\nWARC-Type: warcinfo',
      at: options.at,
      response: Buffer.from('HTTP/1.1 200 OK\r\n\r\nx'),
    };
    const records = await recordsOf(await fileOf([exchange]));
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'response']);
  });

  it('by an older writer, with an address in brackets and an undone coding still named, is read', async () => {
    const block = Buffer.from(
      `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n${policyPage}`,
    );
    const fields = {
      'warc-target-uri': '<https://a.example/privacy>',
      'content-type': 'application/http; msgtype=response',
      'warc-date': '2019-05-06T07:08:09Z',
    };
    expect(await pageOfRecord({ type: 'response', fields, block }, 'file:///x')).toMatchObject({
      ok: true,
      value: { url: 'https://a.example/privacy', fetchedAt: '2019-05-06T07:08:09.000Z' },
    });
  });
});

it('a port that hangs up leaves no record', async () => {
  const port = await startRawPort('');
  const kept: Exchange[] = [];
  await fetchPage(
    `http://127.0.0.1:${port.port}/`,
    fetchOptions({ ...loopbackOptions(), ignoreRobots: true, onExchange: (exchange) => void kept.push(exchange) }),
  );
  expect(kept).toEqual([]);
  await port.close();
});
