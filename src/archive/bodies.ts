import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { packIds, piecesOf, unpackIds } from './pieces.ts';
import type { Statements } from './statements.ts';

/** Ids of pieces kept in mind, so that most of a new version costs no look into the file; each takes about 100 bytes. */
const remembered = 20_000;

/** Bytes of a piece's SHA-256 that name it: 128 bits, so that two of 2^32 pieces share a name with a chance of 2^-65. */
const nameLength = 16;

const asItIs = 0;
const deflated = 1;

/** Keeps bytes by their SHA-256, in pieces. Pieces are never removed: every body that was kept stays. */
export interface Bodies {
  /** Within a transaction of the caller's. */
  readonly keep: (sha256: string, bytes: Uint8Array) => void;
  readonly read: (sha256: string) => Uint8Array | null;
  /** After a transaction that failed: what it wrote is gone. */
  readonly forget: () => void;
}

export function bodiesIn(statements: Statements): Bodies {
  const known = new Map<string, number>();

  const idOf = (piece: Uint8Array): number => {
    const hash = createHash('sha256').update(piece).digest().subarray(0, nameLength);
    const name = hash.toString('latin1');
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    const id = statements.get('SELECT id FROM piece WHERE hash = ?', hash)?.['id'] ?? insert(hash, piece);
    if (known.size >= remembered) known.clear();
    known.set(name, Number(id));
    return Number(id);
  };

  const insert = (hash: Uint8Array, piece: Uint8Array): number | bigint => {
    const small = deflateRawSync(piece);
    const [coding, bytes] = small.length < piece.length ? [deflated, small] : [asItIs, piece];
    return statements.run('INSERT INTO piece (hash, coding, bytes) VALUES (?, ?, ?)', hash, coding, bytes).lastInsertRowid;
  };

  const keep = (sha256: string, bytes: Uint8Array): void => {
    const name = Buffer.from(sha256, 'hex');
    if (statements.get('SELECT 1 FROM body WHERE sha256 = ?', name) !== undefined) return;
    const ids = piecesOf(bytes).map(idOf);
    statements.run('INSERT INTO body (sha256, size, pieces) VALUES (?, ?, ?)', name, bytes.length, packIds(ids));
  };

  const read = (sha256: string): Uint8Array | null => {
    const row = statements.get('SELECT pieces FROM body WHERE sha256 = ?', Buffer.from(sha256, 'hex'));
    if (row === undefined) return null;
    return Buffer.concat(unpackIds(bytesOf(row['pieces'])).map((id) => pieceOf(id)));
  };

  const pieceOf = (id: number): Uint8Array => {
    const row = statements.get('SELECT coding, bytes FROM piece WHERE id = ?', id);
    if (row === undefined) throw new DamagedError(`piece ${id} is missing`);
    const bytes = bytesOf(row['bytes']);
    if (row['coding'] === asItIs) return bytes;
    try {
      return inflateRawSync(bytes);
    } catch (cause) {
      throw new DamagedError(`piece ${id} cannot be unpacked`, { cause });
    }
  };

  return { keep, read, forget: () => known.clear() };
}

/** The file holds something that no archive wrote: damage on the disk, or another hand. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new DamagedError('a value is not the bytes that it should be');
}
