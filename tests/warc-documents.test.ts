import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, type Compiled } from '../src/analyse/compile.ts';
import { grammarLexicons } from '../src/analyse/layout.ts';
import { writeWarc } from '../src/fetch/write-warc.ts';
import { loadRules } from '../src/load/rules.ts';
import type { Exchange } from '../src/model/exchange.ts';
import { documentsInWarc, type WarcDocuments } from '../src/warc-documents.ts';

let compiled: Compiled;
let folder: string;
beforeAll(async () => {
  compiled = compile(await loadRules(fileURLToPath(new URL('rules-frozen', import.meta.url)), { grammarLexicons }));
  folder = await mkdtemp(join(tmpdir(), 'earshot-warc-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

const policy = (words: string): string =>
  `<!doctype html><html lang="en"><head><title>Privacy Policy</title></head><body><h1>Privacy Policy</h1>${[
    words,
    'We collect the information that you give us when you set up the television and use it to run the service.',
    'We use cookies and similar technologies to collect information about how you use our services.',
    'We may disclose your personal information to our affiliates, to service providers and where the law requires it.',
    'You may ask us to delete your personal information by writing to our privacy office at any time.',
    'We keep your personal information for as long as we need it for the purposes described in this privacy policy.',
  ]
    .map((sentence) => `<p>${sentence}</p>`)
    .join('')}</body></html>`;

const answer = (url: string, body: string, at = '2026-03-01T12:00:00.000Z', type = 'text/html', status = 200): Exchange => ({
  url,
  at,
  response: Buffer.from(`HTTP/1.1 ${status} OK\r\nContent-Type: ${type}\r\n\r\n${body}`),
});

async function found(exchanges: readonly Exchange[], cut = 0): Promise<WarcDocuments> {
  const parts: Uint8Array[] = [];
  const options = { software: 'test', at: '2026-03-01T12:00:00.000Z', filename: 'crawl.warc', gzip: false };
  for await (const part of writeWarc(exchanges, options)) parts.push(part);
  const bytes = Buffer.concat(parts);
  const path = join(folder, 'crawl.warc');
  await writeFile(path, bytes.subarray(0, bytes.length - cut));
  return await documentsInWarc(path, { compiled });
}

describe('the policies of a WARC file', () => {
  it('are all that are policies, of each address the latest copy; the rest is named', async () => {
    const { documents, seen } = await found([
      answer('https://tv.example/robots.txt', 'User-agent: *', undefined, 'text/plain'),
      answer('https://tv.example/', '<title>TV</title><p>Our newest television is here. Buy it today.</p>'),
      answer('https://tv.example/app.js', 'let a;', undefined, 'text/javascript'),
      answer('https://tv.example/privacy', policy('We share your voice recordings with third parties.'), '2026-02-01T00:00:00.000Z'),
      answer('https://tv.example/privacy', policy('We sell your personal information.'), '2024-02-01T00:00:00.000Z'),
      answer('https://tv.example/voice', policy('We sell your personal information to data brokers.')),
      answer('https://tv.example/gone', policy('We sell your personal information.'), undefined, 'text/html', 404),
    ]);
    expect(documents.map(({ reading }) => [reading.finalUrl, reading.from, reading.archivedAt])).toEqual([
      ['https://tv.example/privacy', 'warc', '2026-02-01T00:00:00.000Z'],
      ['https://tv.example/voice', 'warc', '2026-03-01T12:00:00.000Z'],
    ]);
    expect(documents[0]?.findings.map(({ practice }) => practice)).toEqual(['voice/third-party']);
    expect(documents[0]?.reading.found).toEqual(['crawl.warc holds it, one of 4 pages']);
    expect(seen.map(({ url, reason }) => [url, reason])).toEqual([
      ['https://tv.example/', 'not-a-policy'],
      ['https://tv.example/privacy', 'older'],
    ]);
  });

  it('are those before the damage where the file ends early, and it says so', async () => {
    const { documents } = await found(
      [answer('https://tv.example/privacy', policy('We sell your personal information.')), answer('https://tv.example/x', 'y')],
      60,
    );
    expect(documents.map(({ reading }) => reading.found)).toEqual([
      ['crawl.warc holds it, one of 1 page; the file ends in the middle of a record'],
    ]);
  });

  it('are none where no page is one: then the first page says why', async () => {
    const { documents } = await found([
      answer('https://tv.example/', '<title>TV</title><p>Our newest television is here. Buy it today.</p>'),
    ]);
    expect(documents).toHaveLength(1);
    expect(documents[0]?.reading).toMatchObject({ status: 'not-read', finalUrl: 'https://tv.example/' });
    expect((await found([])).documents[0]?.reading).toMatchObject({
      status: 'not-read',
      failure: { kind: 'no-policy-found', detail: 'crawl.warc holds no page' },
    });
  });
});
