import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fetchPage } from '../../src/fetch/fetch-page.ts';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import { loopbackOptions, startRawPort } from '../helpers/loopback-web.ts';

/** What answers are made of, right and wrong, so that random ones get past the parser's first line. */
const starts = [
  'HTTP/1.1 200 OK\r\n',
  'HTTP/1.1 200 OK\r\n',
  'HTTP/1.0 200\r\n',
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n',
  'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n',
  'HTTP/1.1 302 Found\r\n',
  'HTTP/1.1 429 Busy\r\n',
  'HTTP/1.1 999 Odd\r\n',
  'HTTP/1.1 000 \r\n',
  '',
];
const headers = [
  'Location: /again\r\n',
  'Location: //[::1\r\n',
  'Location: \u00ff\u009b\r\n',
  'Content-Length: 5\r\n',
  'Content-Length: -1\r\n',
  'Content-Length: 99999999999999999999\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Transfer-Encoding: gzip, chunked\r\n',
  'Content-Encoding: gzip\r\n',
  'Content-Encoding: deflate\r\n',
  'Content-Encoding: br\r\n',
  'Content-Encoding: ,\r\n',
  'Content-Encoding: \u009b2J\r\n',
  'Retry-After: 99999999999999999999999\r\n',
  'Set-Cookie: a=b\r\nSet-Cookie: c=d\r\n',
  'Trailer: x\r\n',
  '__proto__: x\r\n',
  'X: \u0000\u001b[2J\r\n',
  ' folded\r\n',
];
const bodies = [
  'hello',
  '5\r\nhello\r\n',
  '0\r\n\r\n',
  'ffffffffffffffffffff\r\n',
  '5;a=b\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n',
  gzipSync('hello').toString('latin1'),
  deflateSync('hello').toString('latin1'),
];

test('whatever bytes a server answers with, the outcome is a page or a named failure with a plain detail, and nothing is thrown', async () => {
  let answer = '';
  const port = await startRawPort(() => Buffer.from(answer, 'latin1'));
  const options = fetchOptions(loopbackOptions({ ignoreRobots: true, limits: { retries: 0, firstByteMs: 2000, totalMs: 2000 } }));
  const someAnswer = fc
    .tuple(
      fc.constantFrom(...starts),
      fc.array(fc.constantFrom(...headers), { maxLength: 3 }),
      fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', ''),
      fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...bodies) }, fc.string({ unit: 'binary-ascii' })), { maxLength: 4 }),
    )
    .map((parts) => parts.flat().join(''));
  const kinds = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(someAnswer, async (words) => {
      answer = words;
      const outcome = await fetchPage(`http://127.0.0.1:${port.port}/`, options);
      const kind = outcome.ok ? 'page' : outcome.failure.kind;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (!outcome.ok) expect(outcome.failure.detail).toMatch(/^[^\p{Cc}\p{Cf}]+$/u);
    }),
    { numRuns: 600 },
  );
  await port.close();
  // Otherwise the answers are all too broken to say anything.
  for (const kind of ['page', 'network', 'http-status', 'bad-encoding']) expect(kinds.get(kind)).toBeGreaterThan(0);
});
