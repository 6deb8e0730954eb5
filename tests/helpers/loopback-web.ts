import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import { once } from 'node:events';
import type { Transform } from 'node:stream';
import {
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createDeflate,
  createDeflateRaw,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from 'node:zlib';
import type { RawFetchOptions } from '../../src/fetch/fetch-options.ts';
import type { SelfSigned } from './self-signed.ts';

export type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface LoopbackWeb {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly port: number;
  /** Every request as it came in: host name, path and headers. */
  readonly asked: { readonly host: string; readonly path: string; readonly headers: IncomingHttpHeaders }[];
  readonly paths: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Options under which loopback may be asked, nothing takes long, and waits are taken down instead of waited for. */
export function loopbackOptions(raw: RawFetchOptions = {}): RawFetchOptions & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = Date.parse('2026-03-01T12:00:00Z');
  return {
    allowPrivate: true,
    clock: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
      await Promise.resolve();
    },
    // Every made-up name lives on this machine; nothing in these tests may leave it.
    resolve: async () => await Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    ...raw,
    slept,
  };
}

/** A policy page as small as it can be and still look like one. */
export const policyPage = `<!doctype html><html lang="en"><head><title>Privacy Policy</title></head><body><h1>Privacy Policy</h1>
<p>We collect the words you speak to the remote and send them to a company that turns speech into text.</p></body></html>`;

/** What every bomb is once unpacked: so many bytes of zeros. */
const bombBytes = 200_000_000;

/** Serves every trouble there is, one route each; `routes` adds to them or replaces them. Without a route, and for robots.txt, the answer is 404. */
export async function startLoopbackWeb(routes: Readonly<Record<string, Route>> = {}, tls?: SelfSigned): Promise<LoopbackWeb> {
  const asked: LoopbackWeb['asked'] = [];
  const all: Readonly<Record<string, Route>> = { ...troubles(), ...routes };
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? '';
    asked.push({ host: (request.headers.host ?? '').replace(/:\d+$/, ''), path, headers: request.headers });
    const route = all[path.replace(/\?.*$/, '')] ?? notFound;
    // A client that goes away in the middle is the point of many of these routes.
    response.on('error', () => undefined);
    void Promise.resolve(route(request, response)).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  };
  const server = tls === undefined ? createServer({ keepAliveTimeout: 1000 }, listener) : createTlsServer({ ...tls }, listener);
  server.on('clientError', (_, socket) => socket.destroy());
  const port = await listening(server);
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    asked,
    paths: () => asked.map(({ path }) => path),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A port that answers whatever comes in with `words` and hangs up; no words: it hangs up at once. */
export async function startRawPort(
  words: string | (() => string | Uint8Array),
): Promise<{ readonly port: number; readonly connections: () => number; readonly close: () => Promise<void> }> {
  let connections = 0;
  const server = createNetServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    if (words === '') socket.resetAndDestroy();
    else socket.once('data', () => socket.end(typeof words === 'string' ? words : words()));
  });
  const port = await listening(server);
  return {
    port,
    connections: () => connections,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A port on which nobody listens. */
export async function deadPort(): Promise<number> {
  const server = createNetServer();
  const port = await listening(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function notFound(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
}

function troubles(): Readonly<Record<string, Route>> {
  const visits = new Map<string, number>();
  const visit = (path: string): number => {
    const number = (visits.get(path) ?? 0) + 1;
    visits.set(path, number);
    return number;
  };
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const page: Route = (_, response) => {
    response.writeHead(200, html).end(policyPage);
  };
  const redirect =
    (location: string, status = 302): Route =>
    (_, response) => {
      response.writeHead(status, { location }).end('<p>Moved</p>');
    };
  const sent =
    (body: Uint8Array, headers: Readonly<Record<string, string>>, status = 200): Route =>
    (_, response) => {
      response.writeHead(status, { ...html, ...headers }).end(body);
    };
  const raw =
    (words: string): Route =>
    ({ socket }) => {
      socket.end(words, 'latin1');
    };
  const once200 =
    (path: string, status: number, headers: Readonly<Record<string, string>>): Route =>
    (request, response) =>
      visit(path) === 1 ? void response.writeHead(status, headers).end('busy') : page(request, response);
  return {
    '/policy': page,
    '/plain': sent(Buffer.from('We keep it for 18 months.'), { 'content-type': 'text/plain' }),
    '/latin-1': sent(Buffer.from('<p>Donn\u00e9es priv\u00e9es</p>', 'latin1'), { 'content-type': 'text/html; charset=iso-8859-1' }),
    '/wrong-charset': sent(Buffer.from('<p>Donn\u00e9es priv\u00e9es</p>', 'utf8'), { 'content-type': 'text/html; charset=klingon' }),
    '/policy.pdf': sent(Buffer.from('%PDF-1.4\n%\u00e2\u00e3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n', 'latin1'), {
      'content-type': 'application/pdf',
    }),
    '/picture.html': sent(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]), {}),
    '/nothing': sent(Buffer.alloc(0), {}),
    '/nothing-gzip': sent(Buffer.alloc(0), { 'content-encoding': 'gzip' }),
    '/no-content': (_, response) => void response.writeHead(204).end(),
    '/part': sent(Buffer.from('<p>We'), { 'content-range': 'bytes 0-4/5000' }, 206),

    '/gzip': sent(gzipSync(policyPage), { 'content-encoding': 'gzip' }),
    '/x-gzip': sent(gzipSync(policyPage), { 'content-encoding': 'X-GZip' }),
    '/deflate': sent(deflateSync(policyPage), { 'content-encoding': 'deflate' }),
    '/deflate-raw': sent(deflateRawSync(policyPage), { 'content-encoding': 'deflate' }),
    '/br': sent(brotliCompressSync(policyPage), { 'content-encoding': 'br' }),
    '/gzip-then-br': sent(brotliCompressSync(gzipSync(policyPage)), { 'content-encoding': 'gzip, br' }),
    '/seven-times': sent(gzipSync(policyPage), { 'content-encoding': 'gzip, gzip, gzip, gzip, gzip, gzip, gzip' }),
    '/zstd': sent(Buffer.from('28b52ffd0400', 'hex'), { 'content-encoding': 'zstd' }),
    '/not-gzip': sent(Buffer.from(policyPage), { 'content-encoding': 'gzip' }),
    '/half-gzip': sent(gzipSync(policyPage.repeat(20)).subarray(0, 100), { 'content-encoding': 'gzip' }),
    '/not-gzip-then-silence': (_, response) =>
      void response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).write('this is no gzip, and then nothing'),
    '/bomb-gzip': async (_, response) => void response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(await bomb('gzip')),
    '/bomb-deflate': async (_, response) =>
      void response.writeHead(200, { ...html, 'content-encoding': 'deflate' }).end(await bomb('deflate')),
    '/bomb-deflate-raw': async (_, response) =>
      void response.writeHead(200, { ...html, 'content-encoding': 'deflate' }).end(await bomb('deflate-raw')),
    '/bomb-br': async (_, response) => void response.writeHead(200, { ...html, 'content-encoding': 'br' }).end(await bomb('br')),
    '/bomb-in-bomb': async (_, response) =>
      void response.writeHead(200, { ...html, 'content-encoding': 'gzip, gzip' }).end(gzipSync(await bomb('gzip'))),

    '/silence': () => undefined,
    '/slow-head': ({ socket }) => drip(socket, 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Slow: ', 'a'),
    '/slow-drip': ({ socket }) => drip(socket, 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n', 'a'),
    '/endless': (_, response) => {
      response.writeHead(200, html);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'a')));
      };
      response.on('drain', more);
      more();
    },
    '/huge-announced': (_, response) => {
      response.writeHead(200, { ...html, 'content-length': '31000000' });
      response.flushHeaders();
    },
    '/huge-headers': ({ socket }) => {
      socket.end(`HTTP/1.1 200 OK\r\n${Array.from({ length: 200 }, (_, i) => `X-Filler-${i}: ${'a'.repeat(1000)}\r\n`).join('')}\r\nbody`);
    },
    '/headers-48k': (_, response) => {
      response
        .writeHead(200, { ...html, ...Object.fromEntries(Array.from({ length: 48 }, (_unused, i) => [`x-filler-${i}`, 'a'.repeat(1000)])) })
        .end(policyPage);
    },
    '/truncated-chunked': raw('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n<p>We never'),
    '/length-too-long': raw('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>We never'),
    '/truncated-once': (request, response) =>
      visit('/truncated-once') === 1
        ? void request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<p>We never')
        : page(request, response),
    '/length-and-chunked': raw('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
    '/two-lengths': raw('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello'),
    '/not-http': raw('Good day to you, sir\r\n'),
    '/reset': ({ socket }) => void socket.resetAndDestroy(),
    '/reset-once': (request, response) => (visit('/reset-once') === 1 ? void request.socket.resetAndDestroy() : page(request, response)),
    '/proto-header': raw('HTTP/1.1 200 OK\r\n__proto__: x\r\nConstructor: y\r\nContent-Length: 2\r\n\r\nhi'),

    '/moved': redirect('/policy', 301),
    '/moved-308': redirect('policy#rights', 308),
    '/moved-without-place': (_, response) => void response.writeHead(302, html).end('nowhere'),
    '/loop-a': redirect('/loop-b'),
    '/loop-b': redirect('/loop-a'),
    '/self': redirect('/self'),
    '/chain': (request, response) => {
      const at = Number(new URL(request.url ?? '', 'http://x').searchParams.get('at') ?? '0');
      const to = Number(new URL(request.url ?? '', 'http://x').searchParams.get('to') ?? '0');
      return at >= to ? page(request, response) : redirect(`/chain?at=${at + 1}&to=${to}`)(request, response);
    },
    '/to-metadata': redirect('http://169.254.169.254/latest/meta-data/'),
    '/to-metadata-hex': redirect('http://0xa9fea9fe/latest/meta-data/'),
    '/to-file': redirect('file:///etc/passwd'),
    '/to-data': redirect('data:text/html,hello'),
    '/to-password': redirect('http://admin:hunter2@127.0.0.1/'),
    '/to-nonsense': redirect('http://[nonsense'),
    '/to-escapes': redirect('\u009b2Jjavascript:alert(1)'),

    '/403': (_, response) => void response.writeHead(403, html).end('<h1>Just a moment...</h1>'),
    '/404': notFound,
    '/451': (_, response) => void response.writeHead(451, html).end('<p>Not available in your country</p>'),
    '/403-endless': (_, response) => {
      response.writeHead(403, html);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'a')));
      };
      response.on('drain', more);
      more();
    },
    '/500': (_, response) => void response.writeHead(500).end('oops'),
    '/503': (_, response) => void response.writeHead(503).end('later'),
    '/503-once': once200('/503-once', 503, {}),
    '/502-once': once200('/502-once', 502, {}),
    '/504-once': once200('/504-once', 504, {}),
    '/429-seconds': once200('/429-seconds', 429, { 'retry-after': '7' }),
    '/429-date': once200('/429-date', 429, { 'retry-after': 'Sun, 01 Mar 2026 12:00:09 GMT' }),
    '/429-hour': (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end('busy'),
    '/validators': (request, response) => {
      const same = request.headers['if-none-match'] === '"v1"' && request.headers['if-modified-since'] === 'Sun, 01 Feb 2026 00:00:00 GMT';
      response
        .writeHead(same ? 304 : 200, { ...html, etag: '"v1"', 'last-modified': 'Sun, 01 Feb 2026 00:00:00 GMT' })
        .end(same ? undefined : policyPage);
    },
    '/304-unasked': (_, response) => void response.writeHead(304).end(),
  };
}

/** `head`, then `piece` every 20 ms for as long as somebody listens. */
function drip(socket: IncomingMessage['socket'], head: string, piece: string): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on('error', () => undefined).on('close', () => clearInterval(timer));
}

const bombs = new Map<string, Promise<Buffer>>();

/** 200 MB of zeros packed small, made piece by piece so that the making does not need the memory that the test measures. */
export async function bomb(coding: 'gzip' | 'deflate' | 'deflate-raw' | 'br'): Promise<Buffer> {
  const known = bombs.get(coding);
  if (known !== undefined) return await known;
  const made = packed(
    coding === 'gzip'
      ? createGzip({ level: 1 })
      : coding === 'deflate'
        ? createDeflate({ level: 1 })
        : coding === 'deflate-raw'
          ? createDeflateRaw({ level: 1 })
          : createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  );
  bombs.set(coding, made);
  return await made;
}

async function packed(packer: Transform): Promise<Buffer> {
  const parts: Buffer[] = [];
  packer.on('data', (part: Buffer) => parts.push(part));
  const zeros = Buffer.alloc(1_000_000);
  for (let size = 0; size < bombBytes; size += zeros.length) {
    if (!packer.write(zeros)) await once(packer, 'drain');
  }
  packer.end();
  await once(packer, 'end');
  return Buffer.concat(parts);
}
