import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { BuiltPage, Exchange } from '../model/exchange.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { httpMessage } from './http-message.ts';
import { webAddress } from './web-address.ts';

export interface WarcOptions {
  /** Who wrote it, such as "earshot/0.1.0 (+https://…)". */
  readonly software: string;
  /** When: ISO 8601 in UTC. */
  readonly at: string;
  /** Name of the file, without folders. */
  readonly filename: string;
  /** Every record in a gzip member of its own (ISO 28500, annex D), as the name `.warc.gz` promises. */
  readonly gzip: boolean;
}

/** What makes the records of one WARC file, each as the bytes to be appended. Same input, same bytes. */
export interface WarcWriter {
  /** The `warcinfo` record: first in the file. */
  readonly head: () => Uint8Array;
  /** `response`, `request` and `metadata` of one exchange. */
  readonly exchange: (exchange: Exchange) => Uint8Array;
  /** A `conversion` record (ISO 28500, 6.9). */
  readonly builtPage: (page: BuiltPage) => Uint8Array;
}

/** Records of WARC 1.1 (ISO 28500:2017). */
export function warcWriter(options: WarcOptions): WarcWriter {
  const info = fields([
    ['software', options.software],
    ['format', 'WARC File Format 1.1'],
    ['conformsTo', 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
    ['description', 'Pages that were fetched to read privacy policies'],
    ['robots', 'RFC 9309'],
  ]);
  const infoId = idOf('warcinfo', options.at, options.filename, info);
  const packed = (bytes: Uint8Array): Uint8Array => (options.gzip ? gzipSync(bytes) : bytes);
  return {
    head: () =>
      packed(
        record(
          [
            ['WARC-Type', 'warcinfo'],
            ['WARC-Record-ID', infoId],
            ['WARC-Date', options.at],
            ['WARC-Filename', options.filename],
            ['Content-Type', 'application/warc-fields'],
          ],
          info,
        ),
      ),
    exchange: (exchange) => {
      const { at, request, response, notes, truncated, serverAddress } = exchange;
      const url = oneLine(exchange.url);
      const id = idOf('response', at, url, response);
      const message = httpMessage(response);
      const common = [
        ['WARC-Date', at],
        ['WARC-Warcinfo-ID', infoId],
        ['WARC-Target-URI', url],
      ] as const;
      const records = [
        record(
          [
            ['WARC-Type', 'response'],
            ['WARC-Record-ID', id],
            ...common,
            ...(serverAddress === undefined ? [] : [['WARC-IP-Address', serverAddress] as const]),
            ...(truncated === undefined ? [] : [['WARC-Truncated', truncated] as const]),
            ...(message === undefined || truncated !== undefined ? [] : [['WARC-Payload-Digest', digest(message.body)] as const]),
            ['Content-Type', 'application/http;msgtype=response'],
          ],
          response,
        ),
      ];
      if (request !== undefined && request.length > 0) {
        records.push(
          record(
            [
              ['WARC-Type', 'request'],
              ['WARC-Record-ID', idOf('request', at, url, request)],
              ...common,
              ['WARC-Concurrent-To', id],
              ['Content-Type', 'application/http;msgtype=request'],
            ],
            request,
          ),
        );
      }
      if (notes !== undefined) {
        const block = fields(Object.entries(notes));
        records.push(
          record(
            [
              ['WARC-Type', 'metadata'],
              ['WARC-Record-ID', idOf('metadata', at, url, block)],
              ...common,
              ['WARC-Concurrent-To', id],
              ['Content-Type', 'application/warc-fields'],
            ],
            block,
          ),
        );
      }
      return Buffer.concat(records.map(packed));
    },
    builtPage: ({ url, at, html }) =>
      packed(
        record(
          [
            ['WARC-Type', 'conversion'],
            ['WARC-Record-ID', idOf('conversion', at, url, html)],
            ['WARC-Date', at],
            ['WARC-Warcinfo-ID', infoId],
            ['WARC-Target-URI', oneLine(url)],
            ['Content-Type', 'text/html; charset=utf-8'],
          ],
          html,
        ),
      ),
  };
}

/** A whole WARC file, piece by piece. */
export async function* writeWarc(
  exchanges: AsyncIterable<Exchange> | Iterable<Exchange>,
  options: WarcOptions,
): AsyncGenerator<Uint8Array> {
  const writer = warcWriter(options);
  yield writer.head();
  for await (const exchange of exchanges) yield writer.exchange(exchange);
}

/**
 * A stored page as an exchange, for pages of which only the decoded body was kept: headers that speak of codings long undone are kept under
 * `X-Archive-Orig-`, as other archives write them, and the length is that of the body as it is.
 */
export function exchangeOf(snapshot: Snapshot): Exchange {
  const undone = /^(?:content-encoding|transfer-encoding|content-length)$/u;
  const headers = Object.entries(snapshot.headers).map(
    ([name, value]) => `${undone.test(name) ? `X-Archive-Orig-${name}` : name}: ${oneLine(value)}`,
  );
  const status = snapshot.status ?? 200;
  const head = [
    `HTTP/1.1 ${status} ${status === 200 ? 'OK' : ''}`.trim(),
    ...headers,
    `content-length: ${snapshot.body.length}`,
    '',
    '',
  ].join('\r\n');
  const { finalUrl: url } = snapshot;
  return {
    url: webAddress(url).ok ? url : `urn:sha256:${snapshot.sha256}`,
    at: snapshot.fetchedAt,
    response: Buffer.concat([Buffer.from(head, 'latin1'), snapshot.body]),
  };
}

type Fields = readonly (readonly [name: string, value: string])[];

/** A record: version, named fields, an empty line, the block, two line ends (ISO 28500, 4). */
function record(named: Fields, block: Uint8Array): Uint8Array {
  const head = fields([...named, ['WARC-Block-Digest', digest(block)], ['Content-Length', String(block.length)]]);
  return Buffer.concat([Buffer.from('WARC/1.1\r\n'), head, Buffer.from('\r\n'), block, Buffer.from('\r\n\r\n')]);
}

function fields(named: Fields): Uint8Array {
  return Buffer.from(named.map(([name, value]) => `${name}: ${oneLine(value)}\r\n`).join(''));
}

/** A value that cannot begin a line of its own. */
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}]+/gu, ' ').trim();
}

/** SHA-1 in base 32, which readers of WARC files check and index by; not a safeguard. */
function digest(bytes: Uint8Array): string {
  return `sha1:${base32(createHash('sha1').update(bytes).digest())}`;
}

/** RFC 4648, section 6, without padding: 20 bytes need none. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/gu) ?? []).map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(five, 2))).join('');
}

/** An id made of what the record is, so that one exchange has one id in every file: a UUID of version 8 (RFC 9562, 5.8). */
function idOf(type: string, at: string, url: string, block: Uint8Array): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([type, at, url]))
    .update(block)
    .digest('hex');
  return `<urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}>`;
}
