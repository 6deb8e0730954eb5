import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { FailureKind } from '../model/failure.ts';
import { printable } from './printable.ts';
import { sizeInWords } from './size-in-words.ts';

/** How much of a body is read. */
export interface BodyLimit {
  /** For the bytes on the wire and, separately, for the bytes after decompression. */
  readonly bytes: number;
  /** A longer body is a failure, or is cut at the limit. */
  readonly beyond: 'fail' | 'cut';
}

export type BodyReading =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `source`: the connection itself failed, and `cause` is its error. `received` is in bytes on the wire. */
  | { readonly ok: false; readonly kind: 'source'; readonly received: number; readonly cause: unknown }
  | {
      readonly ok: false;
      readonly kind: Extract<FailureKind, 'too-large' | 'bad-encoding'>;
      readonly detail: string;
      readonly cause?: unknown;
    };

/** What we ask servers for. zstd is left out: Node 20 cannot undo it. */
export const acceptedEncodings = 'gzip, deflate, br';

/** More codings than this one inside the other have no honest use; each multiplies what a bomb can hide. */
const mostCodings = 2;

/**
 * The body after its content codings are undone, never holding more than the limit: decompression runs in a stream that stops as soon as the limit is
 * passed, so that 200 kB which inflate to 200 MB cost what the limit allows.
 */
export async function readBody(
  source: AsyncIterable<Uint8Array>,
  contentEncoding: string | undefined,
  limit: BodyLimit,
): Promise<BodyReading> {
  const codings = (contentEncoding ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const unknown = codings.find((coding) => !isCoding(coding));
  if (unknown !== undefined) {
    return {
      ok: false,
      kind: 'bad-encoding',
      detail: `the page is sent in the encoding "${printable(unknown, 40)}", which was not offered`,
    };
  }
  if (codings.length > mostCodings) return { ok: false, kind: 'bad-encoding', detail: `the page is encoded ${codings.length} times over` };

  let received = 0;
  let sourceError: { readonly cause: unknown } | undefined;
  let overflow: 'on the wire' | 'unpacked' | undefined;
  async function* metered(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) {
        received += chunk.length;
        yield chunk;
        if (received > limit.bytes) {
          overflow = 'on the wire';
          return;
        }
      }
    } catch (cause) {
      sourceError = { cause };
      throw cause;
    }
  }

  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // The last coding named was applied last, so it is undone first (RFC 9110 section 8.4).
    const plain = codings.toReversed().filter(isCoding).reduce<AsyncIterable<Uint8Array>>(undone, metered());
    for await (const chunk of plain) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit.bytes) {
        overflow ??= 'unpacked';
        break;
      }
    }
  } catch (cause) {
    if (sourceError !== undefined) return { ok: false, kind: 'source', received, cause: sourceError.cause };
    // An answer without a body may still carry the header; there is nothing to undo then.
    if (received > 0 && overflow === undefined) {
      return { ok: false, kind: 'bad-encoding', detail: `the page's ${codings.join(', ')} data is damaged or ends early`, cause };
    }
  }
  if (overflow !== undefined && limit.beyond === 'fail') {
    const unpacked = overflow === 'unpacked' && codings.length > 0 ? ` once unpacked (${sizeInWords(received)} as sent)` : '';
    return { ok: false, kind: 'too-large', detail: `the page is larger than ${sizeInWords(limit.bytes)}${unpacked}` };
  }
  return { ok: true, bytes: joined(chunks, Math.min(size, limit.bytes)) };
}

type Coding = 'gzip' | 'x-gzip' | 'deflate' | 'br';

function isCoding(coding: string): coding is Coding {
  return coding === 'gzip' || coding === 'x-gzip' || coding === 'deflate' || coding === 'br';
}

/** A stream with a content coding undone as it flows; nothing for a stream of nothing. */
export async function* undone(source: AsyncIterable<Uint8Array>, coding: Coding): AsyncGenerator<Uint8Array> {
  const rest = source[Symbol.asyncIterator]();
  let first = await rest.next();
  while (first.done !== true && first.value.length === 0) first = await rest.next();
  if (first.done === true) return;
  const head = first.value;
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  }
  const decoder = decoderFor(coding, head);
  const unpacked: AsyncIterable<Uint8Array> = decoder;
  const feeding = pipeline(whole(), decoder);
  // Its error also surfaces in the loop below, which is where it is dealt with; here it must only not count as unhandled.
  feeding.catch(() => undefined);
  try {
    for await (const chunk of unpacked) yield chunk;
    await feeding;
  } finally {
    decoder.destroy();
    // Not waited for: behind damaged data the server may be silent for as long as it likes. Its errors have been seen by whoever reads `source`.
    rest.return?.()?.catch(() => undefined);
  }
}

function decoderFor(coding: Coding, head: Uint8Array): Transform {
  if (coding === 'br') return createBrotliDecompress();
  if (coding !== 'deflate') return createGunzip();
  // "deflate" means zlib's wrapping (RFC 1950), but some servers send bare deflate (RFC 1951). A zlib header's low four bits are 8; in bare deflate that
  // would be an uncompressed block with dirt in its padding.
  return ((head[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk.subarray(0, size - at), at);
    at += Math.min(chunk.length, size - at);
  }
  return whole;
}
