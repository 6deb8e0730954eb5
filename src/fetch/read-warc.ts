import { createHash } from 'node:crypto';
import type { Outcome } from '../model/failure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { headerOf, httpMessage } from './http-message.ts';
import { printable } from './printable.ts';
import { readBody, undone } from './read-body.ts';
import { sizeInWords } from './size-in-words.ts';

export interface WarcLimits {
  /** Bytes of one record's block, and of one body once unpacked; larger ones are passed over. */
  readonly recordBytes: number;
  /** Bytes of the whole file once unpacked; `Infinity` for a file that the reader of it chose to import. */
  readonly totalBytes: number;
}

/** 20 MB for a document as everywhere (DESIGN.md, "Fetching"), with room for its headers; a file may hold fifty of them. */
export const warcLimits: WarcLimits = { recordBytes: 21_000_000, totalBytes: 1_000_000_000 };

/** One record of a WARC file. */
export interface WarcRecord {
  /** Such as `response`, in lower case. */
  readonly type: string;
  /** Names in lower case. */
  readonly fields: Readonly<Record<string, string>>;
  /** undefined where it was larger than is read. */
  readonly block: Uint8Array | undefined;
}

/** What a WARC file cannot be read for; `records` before it are good. */
export class WarcTrouble extends Error {
  override readonly name = 'WarcTrouble';
}

/** The first bytes of a gzip member: RFC 1952, 2.3.1. */
const gzipMagic = [0x1f, 0x8b] as const;

/** A record's own head: a hundred times what any writer makes. */
const mostHeadBytes = 64 * 1024;

/**
 * The records of a WARC file (ISO 28500, versions 0.17 to 1.1), plain or gzip, one after the other and never more than one in memory. Throws
 * `WarcTrouble` where the file is none, is damaged, ends early or unpacks to more than the limit.
 */
export async function* readWarc(source: AsyncIterable<Uint8Array>, limits: WarcLimits = warcLimits): AsyncGenerator<WarcRecord> {
  const bytes = new Bytes(unpacked(source), limits.totalBytes);
  try {
    for (let isFirst = true; ; isFirst = false) {
      // Two line ends follow every record; some writers add more.
      await bytes.skipLineEnds();
      const line = await bytes.line(mostHeadBytes);
      if (line === undefined) {
        if (isFirst) throw new WarcTrouble('the file is empty');
        return;
      }
      if (!/^WARC\/\d\.\d+$/u.test(line)) {
        throw new WarcTrouble(isFirst ? 'it does not begin like a WARC file' : 'what follows a record is none: the file is damaged');
      }
      const fields = await recordFields(bytes);
      const length = fields['content-length'] ?? '';
      if (!/^\d{1,15}$/u.test(length)) throw new WarcTrouble('a record does not say how long it is');
      const size = Number(length);
      const isRead = size <= limits.recordBytes;
      const block = await bytes.take(size, isRead);
      if (block === undefined) throw new WarcTrouble('the file ends in the middle of a record');
      yield { type: (fields['warc-type'] ?? '').toLowerCase(), fields, block: isRead ? block : undefined };
    }
  } catch (error) {
    // zlib's own: damaged or cut off.
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')) {
      throw new WarcTrouble('its gzip data is damaged or ends early', { cause: error });
    }
    throw error;
  } finally {
    await bytes.close();
  }
}

async function recordFields(bytes: Bytes): Promise<Readonly<Record<string, string>>> {
  const fields: [string, string][] = [];
  let size = 0;
  for (;;) {
    const line = await bytes.line(mostHeadBytes);
    if (line === undefined) throw new WarcTrouble('the file ends in the middle of a record');
    if (line === '') return Object.fromEntries(fields);
    size += line.length;
    if (size > mostHeadBytes) throw new WarcTrouble('the head of a record is too long');
    const last = fields.at(-1);
    const colon = line.indexOf(':');
    // A line that begins with white space continues the one above.
    if (/^[ \t]/u.test(line) && last !== undefined) last[1] += ` ${line.trim()}`;
    else if (colon > 0) fields.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
}

async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const rest = source[Symbol.asyncIterator]();
  let first = await rest.next();
  while (first.done !== true && first.value.length === 0) first = await rest.next();
  if (first.done === true) return;
  const head = first.value;
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  }
  const isPlain = head[0] !== gzipMagic[0] || (head.length > 1 && head[1] !== gzipMagic[1]);
  try {
    yield* isPlain ? whole() : undone(whole(), 'gzip');
  } finally {
    await rest.return?.();
  }
}

/** A stream read by lines and by counted bytes. */
class Bytes {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #limit: number;
  #had: Buffer = Buffer.alloc(0);
  #total = 0;

  constructor(source: AsyncIterable<Uint8Array>, limit: number) {
    this.#source = source[Symbol.asyncIterator]();
    this.#limit = limit;
  }

  /** The next chunk, or undefined at the end. */
  async #next(): Promise<Buffer | undefined> {
    const next = await this.#source.next();
    if (next.done === true) return undefined;
    this.#total += next.value.length;
    if (this.#total > this.#limit) throw new WarcTrouble(`it unpacks to more than ${sizeInWords(this.#limit)}`);
    return Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length);
  }

  /** A line without its end, or undefined where nothing is left. */
  async line(most: number): Promise<string | undefined> {
    let end = this.#had.indexOf(10);
    while (end < 0) {
      if (this.#had.length > most) throw new WarcTrouble('it does not begin like a WARC file');
      const next = await this.#next();
      if (next === undefined) break;
      const from = this.#had.length;
      this.#had = Buffer.concat([this.#had, next]);
      end = this.#had.indexOf(10, from);
    }
    if (end < 0) {
      if (this.#had.length === 0) return undefined;
      end = this.#had.length;
    }
    const line = this.#had.toString('utf8', 0, Math.min(end, most)).replace(/\r$/u, '');
    this.#had = this.#had.subarray(end + 1);
    return line;
  }

  async skipLineEnds(): Promise<void> {
    for (;;) {
      let at = 0;
      while (this.#had[at] === 10 || this.#had[at] === 13) at += 1;
      this.#had = this.#had.subarray(at);
      if (this.#had.length > 0) return;
      const next = await this.#next();
      if (next === undefined) return;
      this.#had = next;
    }
  }

  /** So many bytes, all of them or undefined; passed over without being kept where `isKept` is false. */
  async take(size: number, isKept: boolean): Promise<Uint8Array | undefined> {
    const parts: Buffer[] = [];
    let left = size;
    for (;;) {
      const part = this.#had.subarray(0, left);
      this.#had = this.#had.subarray(part.length);
      left -= part.length;
      if (isKept && part.length > 0) parts.push(part);
      if (left === 0) return Buffer.concat(parts);
      const next = await this.#next();
      if (next === undefined) return undefined;
      this.#had = next;
    }
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}

/**
 * The page that a record holds: of a `response`, `resource` or `conversion` of an http(s) address with a whole answer of 200 to 299; undefined for
 * other records. `file` is the address of the WARC file.
 */
export async function pageOfRecord(record: WarcRecord, file: string, limit = 20_000_000): Promise<Outcome<Snapshot> | undefined> {
  const url = (record.fields['warc-target-uri'] ?? '').replace(/^<(.*)>$/u, '$1');
  if (!URL.canParse(url) || !/^https?:$/u.test(new URL(url).protocol)) return undefined;
  const isResponse = record.type === 'response' && /^application\/http\b/iu.test(record.fields['content-type'] ?? 'application/http');
  if (!isResponse && record.type !== 'resource' && record.type !== 'conversion') return undefined;
  const tooLarge = (): Outcome<Snapshot> => ({
    ok: false,
    failure: { kind: 'too-large', detail: `the record of ${printable(url)} is larger than ${sizeInWords(limit)}` },
  });
  if (record.block === undefined) return tooLarge();
  const made = isResponse ? await answered(record.block, limit) : bare(record);
  if (made === undefined) return undefined;
  if (!made.ok) return made;
  const { status, headers, body } = made.value;
  if (body.length > limit) return tooLarge();
  const at = dateOf(record.fields['warc-date']);
  return {
    ok: true,
    value: {
      url,
      finalUrl: url,
      redirects: [url],
      ...(status === undefined ? {} : { status }),
      headers,
      fetchedAt: at,
      sha256: createHash('sha256').update(body).digest('hex'),
      body,
      ...(record.type === 'conversion' ? { rendered: true as const } : {}),
      keptBy: { archive: 'warc', archivedAt: at, address: file },
    },
  };
}

interface Answered {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

async function answered(block: Uint8Array, limit: number): Promise<Outcome<Answered> | undefined> {
  const message = httpMessage(block);
  const status = Number(/^HTTP\/\d(?:\.\d)? (\d{3})\b/u.exec(message?.startLine ?? '')?.[1] ?? 0);
  if (message === undefined || status < 200 || status > 299 || status === 206 || status === 204) return undefined;
  const body = await readBody(only(message.body), headerOf(message.headers, 'content-encoding'), { bytes: limit, beyond: 'fail' });
  // Archives that undo the coding often leave the header: then the bytes are the page already.
  if (!body.ok && body.kind === 'bad-encoding' && looksLikeText(message.body))
    return { ok: true, value: { status, headers: flat(message.headers), body: message.body } };
  if (!body.ok)
    return {
      ok: false,
      failure: {
        kind: body.kind === 'source' ? 'bad-encoding' : body.kind,
        detail: body.kind === 'source' ? 'its record is damaged' : body.detail,
      },
    };
  return { ok: true, value: { status, headers: flat(message.headers), body: body.bytes } };
}

function bare({ fields, block }: WarcRecord): Outcome<Answered> | undefined {
  const type = fields['content-type'];
  return block === undefined
    ? undefined
    : { ok: true, value: { headers: type === undefined ? {} : { 'content-type': type }, body: block } };
}

function flat(headers: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const names = [...new Set(headers.map(([name]) => name.toLowerCase()))];
  return Object.fromEntries(names.map((name) => [name, headerOf(headers, name) ?? '']));
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

function looksLikeText(bytes: Uint8Array): boolean {
  return /^\s*(?:<|%PDF-)/u.test(
    Buffer.from(bytes.subarray(0, 200))
      .toString('latin1')
      .replace(/^\u{EF}\u{BB}\u{BF}/u, ''),
  );
}

/** A record's date as ISO 8601 in UTC to the millisecond; the epoch where it has none that can be read, which no real copy is from. */
function dateOf(date: string | undefined): string {
  const at = Date.parse(date ?? '');
  return new Date(Number.isNaN(at) ? 0 : at).toISOString();
}
