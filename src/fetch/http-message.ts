/** An HTTP/1 message taken apart: its first line, its headers and the bytes behind them. */
export interface HttpMessage {
  /** Such as "HTTP/1.1 200 OK". */
  readonly startLine: string;
  /** Names as written, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** With transfer coding undone and content coding not. */
  readonly body: Uint8Array;
  /** The body has as many bytes as were announced, or its chunks their end; undefined where nothing was announced. */
  readonly isWhole: boolean | undefined;
}

/** Most header lines read: a hundred times what honest servers send. */
const mostHeaders = 10_000;

/** An HTTP/1 message (RFC 9112) out of its bytes, or undefined where they do not begin like one. Forgiving of bare line feeds, as archives have them. */
export function httpMessage(bytes: Uint8Array): HttpMessage | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const lines: string[] = [];
  let at = 0;
  for (;;) {
    const end = buffer.indexOf(10, at);
    if (end < 0 || lines.length > mostHeaders) return undefined;
    const line = buffer.toString('latin1', at, end).replace(/\r$/u, '');
    at = end + 1;
    if (line === '') break;
    lines.push(line);
  }
  const [startLine, ...rest] = lines;
  if (startLine === undefined) return undefined;
  const headers = rest.flatMap((line): (readonly [string, string])[] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
  const raw = buffer.subarray(at);
  const announced = headerOf(headers, 'content-length');
  if (/\bchunked\b/iu.test(headerOf(headers, 'transfer-encoding') ?? '')) {
    const chunks = unchunked(raw);
    // Many archives write the header and keep the body without its chunks.
    if (chunks !== undefined) return { startLine, headers, ...chunks };
    return { startLine, headers, body: raw, isWhole: undefined };
  }
  const length = announced === undefined || !/^\d{1,15}$/u.test(announced) ? undefined : Number(announced);
  return { startLine, headers, body: raw, isWhole: length === undefined ? undefined : raw.length >= length };
}

/** A header's value, all of its lines joined; undefined where there is none. `name` in lower case. */
export function headerOf(headers: HttpMessage['headers'], name: string): string | undefined {
  const values = headers.filter(([own]) => own.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** The chunks' content (RFC 9112, 7.1), as far as it came; undefined where the bytes are no chunks at all. */
function unchunked(raw: Buffer): Pick<HttpMessage, 'body' | 'isWhole'> | undefined {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < raw.length) {
    const end = raw.indexOf(10, at);
    const size = end < 0 ? undefined : /^([0-9a-f]{1,8})\s*(?:;.*)?\r?$/iu.exec(raw.toString('latin1', at, Math.min(end, at + 1000)))?.[1];
    if (size === undefined) return at === 0 ? undefined : { body: Buffer.concat(parts), isWhole: false };
    const length = Number.parseInt(size, 16);
    if (length === 0) return { body: Buffer.concat(parts), isWhole: true };
    const chunk = raw.subarray(end + 1, end + 1 + length);
    parts.push(chunk);
    if (chunk.length < length) break;
    at = end + 1 + length;
    if (raw[at] === 13) at += 1;
    if (raw[at] === 10) at += 1;
  }
  return raw.length === 0 ? { body: raw, isWhole: false } : { body: Buffer.concat(parts), isWhole: false };
}
