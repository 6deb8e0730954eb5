import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { ArchiveHealth } from '../model/archive.ts';
import { bytesOf, DamagedError } from './bodies.ts';
import type { Database } from './sqlite.ts';
import type { Statements } from './statements.ts';

/** Bytes of an archive's file, with what waits to be written into it. */
export function sizeOf(path: string): number {
  return ['', '-wal'].reduce((sum, ending) => sum + (statSync(`${path}${ending}`, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Most faults that are told one by one. */
const mostFaults = 50;

/** Looks at every byte of an archive, and at what its rows name; `onBody` is told after each body. */
export function healthOf(
  database: Database,
  statements: Statements,
  path: string,
  read: (sha256: string) => Uint8Array | null,
  onBody: (done: number, all: number) => void = () => undefined,
): ArchiveHealth {
  const faults: string[] = [];
  const fault = (words: string): void => {
    if (faults.length < mostFaults) faults.push(words);
  };
  for (const row of statements.all('PRAGMA integrity_check')) {
    const said = String(row['integrity_check']);
    if (said !== 'ok') fault(`SQLite says: ${said}`);
  }
  for (const row of statements.all('PRAGMA foreign_key_check')) fault(`a row of "${String(row['table'])}" names a row that is not there`);
  const names = database.prepare('SELECT sha256, size FROM body ORDER BY sha256').all();
  let [done, bytes] = [0, 0];
  for (const row of names) {
    const sha256 = Buffer.from(bytesOf(row?.sha256)).toString('hex');
    const trouble = bodyTrouble(sha256, Number(row?.size), read);
    if (trouble !== undefined) fault(`the bytes ${sha256.slice(0, 12)}… ${trouble}`);
    bytes += Number(row?.size);
    done += 1;
    onBody(done, names.length);
  }
  const snapshots = Number(statements.get('SELECT count(*) AS count FROM snapshot')?.['count']);
  return { snapshots, bodies: names.length, bytes, keptBytes: sizeOf(path), faults };
}

function bodyTrouble(sha256: string, size: number, read: (sha256: string) => Uint8Array | null): string | undefined {
  try {
    const body = read(sha256);
    if (body === null) return 'are missing';
    if (body.length !== size) return `are ${body.length} and should be ${size}`;
    return createHash('sha256').update(body).digest('hex') === sha256 ? undefined : 'are not what was kept: their hash differs';
  } catch (error) {
    if (error instanceof DamagedError) return `cannot be put together: ${error.message}`;
    throw error;
  }
}
