import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Archive } from '../model/archive.ts';
import { UserError } from '../model/user-error.ts';
import { embeddedArchive } from './embedded.ts';
import { migrate } from './migrations.ts';
import { explained } from './sqlite-trouble.ts';
import { loadSqlite, type Database } from './sqlite.ts';

/**
 * Milliseconds for which a writer waits for another one: longer than the longest transaction, a batch of an import (measured: below 2 s on the
 * sample history, 2026-11-23), on a machine ten times slower.
 */
const patience = 30_000;

export interface OpenOptions {
  /** Whether a file that is not there is made, its folders too; otherwise it is a `UserError`. */
  readonly create: boolean;
}

/** Opens the archive in one SQLite file. `UserError` where it is none, is newer than this program, or cannot be had. */
export async function openArchive(path: string, { create }: OpenOptions): Promise<Archive> {
  if (!existsSync(path)) {
    if (!create)
      throw new UserError(
        `there is no archive at ${path}: "earshot track", "earshot import" and "earshot scan --save" make one; --archive names another.`,
      );
    makeFolder(path);
  } else if (statSync(path).isDirectory()) throw new UserError(`${path} is a folder: --archive names a file.`);
  const { DatabaseSync } = await loadSqlite();
  let database: Database | undefined;
  try {
    database = new DatabaseSync(path, { timeout: patience, enableForeignKeyConstraints: true });
    // What has resolved must be on the disk: FULL also syncs the log at every commit (sqlite.org/pragma.html#pragma_synchronous).
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
    migrate(database, path);
    return embeddedArchive(database, path);
  } catch (error) {
    database?.close();
    throw explained(error, path);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (cause) {
    throw new UserError(`the folder of ${path} cannot be made: name another file with --archive.`, { cause });
  }
}
