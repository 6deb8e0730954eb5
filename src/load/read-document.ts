import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Outcome } from '../model/failure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { UserError } from '../model/user-error.ts';

export interface ReadOptions {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** What `-` stands for: the process's standard input. */
  readonly stdin: AsyncIterable<Uint8Array | string>;
}

/** Longest document read, in bytes: 20 MB, the same as for pages of the web (DESIGN.md, "Fetching"). */
export const largestDocument = 20_000_000;

/**
 * Reads a file (a path or a `file:` URL) or, for `-`, standard input, as a snapshot. More than 20 MB is a `too-large` failure, since the document is there
 * and cannot be assessed; a file that is missing, a folder, unreadable or empty is a `UserError`.
 */
export async function readLocal(source: string, options: ReadOptions): Promise<Outcome<Snapshot>> {
  const isStdin = source === '-';
  const path = isStdin ? '' : pathOf(source);
  const name = isStdin ? 'standard input' : shown(source);
  try {
    if (!isStdin && (await stat(path)).isDirectory()) {
      throw new UserError(`${name} is a folder, not a document: name a file in it.`);
    }
    // One stream for all: pipes such as /dev/fd/63 have no size to ask for beforehand, and a file may grow while it is read.
    const body = await readAtMost(isStdin ? options.stdin : createReadStream(path), largestDocument);
    if (body === undefined) {
      return { ok: false, failure: { kind: 'too-large', detail: `${name} is larger than ${largestDocument / 1_000_000} MB` } };
    }
    if (body.length === 0) {
      throw new UserError(
        isStdin
          ? 'standard input is empty: pipe a page into it, such as "curl -s URL | earshot scan -".'
          : `${name} is empty: save the page again, with its text in it.`,
      );
    }
    const url = isStdin ? 'stdin:' : pathToFileURL(path).href;
    const sha256 = createHash('sha256').update(body).digest('hex');
    const fetchedAt = new Date(options.clock()).toISOString();
    return { ok: true, value: { url, finalUrl: url, redirects: [url], headers: {}, fetchedAt, sha256, body } };
  } catch (error) {
    throw mistakeOf(error, name) ?? error;
  }
}

function pathOf(source: string): string {
  if (!/^file:/i.test(source)) return resolve(source);
  try {
    return fileURLToPath(source);
  } catch (cause) {
    throw new UserError(`${shown(source)} is not the address of a file on this machine: write file:///path/to/file, or the path alone.`, {
      cause,
    });
  }
}

/** All the bytes, or undefined as soon as there are more than `limit`. */
async function readAtMost(source: AsyncIterable<Uint8Array | string>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    chunks.push(bytes);
    size += bytes.length;
    if (size > limit) return undefined;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** What is wrong with a file and what to do about it, by the system's error code. */
const mistakes: Readonly<Record<string, (name: string) => string>> = {
  ENOENT: (name) => `there is no file ${name}: check the path, or write https:// before it if it is a web address.`,
  ENOTDIR: (name) => `there is no file ${name}: a part of the path is a file, not a folder.`,
  EISDIR: (name) => `${name} is a folder, not a document: name a file in it.`,
  EACCES: (name) => `${name} may not be read by this user: change its permissions or copy it to where it may.`,
  EPERM: (name) => `${name} may not be read by this user: change its permissions or copy it to where it may.`,
  ELOOP: (name) => `${name} is a link that leads in a circle: name the file itself.`,
  ENAMETOOLONG: (name) => `${name} is too long for a path: to scan a text itself, pipe it into "earshot scan -".`,
  ENXIO: (name) => `${name} is a socket, not a document: name a file.`,
  EIO: (name) => `${name} could not be read, the disk or terminal reports an error: copy it elsewhere and try again.`,
  EAGAIN: (name) => `${name} could not be read yet: try again.`,
  ERR_INVALID_ARG_VALUE: (name) => `${name} cannot be a path: it has a zero character in it.`,
};

function mistakeOf(error: unknown, name: string): UserError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const sentence = Object.hasOwn(mistakes, error.code) ? mistakes[error.code] : undefined;
  return sentence === undefined ? undefined : new UserError(sentence(name), { cause: error });
}

/** A path as it may be shown: control and invisible characters would let a file's name play with the terminal. */
function shown(path: string): string {
  const plain = path.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\u{FFFD}');
  return plain.length > 300 ? `${plain.slice(0, 299)}…` : plain;
}
