import type { DatabaseSync, DatabaseSyncInstance } from '@photostructure/sqlite';
import { UserError } from '../model/user-error.ts';

export type Database = DatabaseSyncInstance;

/** One of the two builds of SQLite that have the API of `node:sqlite`. */
export interface Sqlite {
  readonly DatabaseSync: typeof DatabaseSync;
}

/**
 * SQLite before 3.51.3 can lose a write when the write-ahead log is reset while another process reads it (sqlite.org/wal.html, "the WAL-reset
 * bug", fixed in 3.51.3).
 */
const oldestSound = [3, 51, 3] as const;

/** Node has SQLite of its own from 22.5 on; from 24 on without a flag and with an API that stays. */
const oldestWithSqlite = 24;

const remedy =
  'Run Earshot on Node 24 or newer, which has SQLite built in, or install its optional part: npm install @photostructure/sqlite. Everything but the archive works without it.';

/** The build of SQLite that this process uses: Node's own, else the optional package. A `UserError` where there is neither. */
export async function loadSqlite(): Promise<Sqlite> {
  const own = Number.parseInt(process.versions.node, 10) >= oldestWithSqlite ? builtIn() : undefined;
  if (own !== undefined && isSound(own)) return own;
  const other = await optional();
  if (!isSound(other))
    throw new UserError(`the SQLite at hand (${versionOf(other)}) is older than ${oldestSound.join('.')} and may lose data. ${remedy}`);
  return other;
}

function builtIn(): Sqlite | undefined {
  const found: unknown = process.getBuiltinModule('node:sqlite');
  return isSqlite(found) ? found : undefined;
}

async function optional(): Promise<Sqlite> {
  try {
    return await import('@photostructure/sqlite');
  } catch (cause) {
    throw new UserError(`the archive needs SQLite, which Node ${process.versions.node} does not have. ${remedy}`, { cause });
  }
}

function isSqlite(value: unknown): value is Sqlite {
  return typeof value === 'object' && value !== null && 'DatabaseSync' in value;
}

function versionOf({ DatabaseSync: Open }: Sqlite): string {
  const memory = new Open(':memory:');
  try {
    return String(memory.prepare('SELECT sqlite_version() AS version').get()?.version);
  } finally {
    memory.close();
  }
}

function isSound(sqlite: Sqlite): boolean {
  const version = versionOf(sqlite).split('.').map(Number);
  for (const [index, least] of oldestSound.entries()) {
    const part = version[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
