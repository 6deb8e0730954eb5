import { UserError } from '../model/user-error.ts';
import { joinSplitPolicies } from './join-split-policies.ts';
import type { Database } from './sqlite.ts';

/**
 * What makes an empty file an archive, step by step. Numbered from 1 by place; a step that was published is never edited, and there is no
 * way back: an older program refuses a newer file. `user_version` holds the number of the last step done.
 */
const migrations: readonly (string | ((database: Database) => void))[] = [
  `
  -- Bytes are kept in pieces, each once, since the versions of a policy share most of their paragraphs. coding: 0 as it is, 1 raw deflate.
  CREATE TABLE piece (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, coding INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
  -- pieces: ids in order, as LEB128.
  CREATE TABLE body (sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL, pieces BLOB NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE policy (id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT, role TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE product (id TEXT PRIMARY KEY, name TEXT NOT NULL, maker TEXT NOT NULL, kind TEXT, country TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE product_policy (
    product TEXT NOT NULL REFERENCES product (id), place INTEGER NOT NULL, policy TEXT NOT NULL REFERENCES policy (id),
    PRIMARY KEY (product, place)
  ) STRICT, WITHOUT ROWID;

  -- ordered_at: fetched_at, but never before the snapshot that was recorded before it in the same history.
  CREATE TABLE snapshot (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, policy TEXT NOT NULL REFERENCES policy (id), ordered_at TEXT NOT NULL,
    url TEXT NOT NULL, final_url TEXT NOT NULL, redirects TEXT NOT NULL, status INTEGER, headers TEXT NOT NULL, fetched_at TEXT NOT NULL,
    accept_language TEXT, rendered INTEGER, kept_by TEXT, selection TEXT,
    sha256 BLOB NOT NULL REFERENCES body (sha256), origin TEXT NOT NULL, source TEXT, lane TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('accepted', 'held', 'rejected')), because TEXT NOT NULL, detail TEXT,
    print TEXT NOT NULL, words INTEGER NOT NULL, language TEXT, failure TEXT,
    seen INTEGER NOT NULL, last_seen_at TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT, note TEXT
  ) STRICT;
  CREATE INDEX snapshot_by_policy ON snapshot (policy, standing, ordered_at, number);
  CREATE INDEX snapshot_by_print ON snapshot (policy, print);
  CREATE INDEX snapshot_by_body ON snapshot (sha256);
  CREATE INDEX snapshot_held ON snapshot (standing) WHERE standing = 'held';

  -- Imported arrivals that became no snapshot of their own, so that importing again adds nothing.
  CREATE TABLE arrival (id TEXT PRIMARY KEY, snapshot INTEGER NOT NULL REFERENCES snapshot (number)) STRICT, WITHOUT ROWID;

  CREATE TABLE event (
    cursor INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, policy TEXT NOT NULL REFERENCES policy (id), kind TEXT NOT NULL,
    snapshot TEXT REFERENCES snapshot (id), failure TEXT
  ) STRICT;
  CREATE INDEX event_by_policy ON event (policy, cursor);

  -- value: JSON, raw deflate.
  CREATE TABLE derived (
    sha256 BLOB NOT NULL, extractor TEXT NOT NULL, rules TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (sha256, extractor, rules)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE bookmark (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- The pages behind the first of a policy that is split over several. about: JSON of what else is known of the page.
  CREATE TABLE further_page (
    snapshot INTEGER NOT NULL REFERENCES snapshot (number), place INTEGER NOT NULL, about TEXT NOT NULL,
    sha256 BLOB NOT NULL REFERENCES body (sha256), PRIMARY KEY (snapshot, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX further_page_by_body ON further_page (sha256);
  `,
  joinSplitPolicies,
];

/** 'EARS': tells an archive from any other SQLite file. */
const applicationId = 0x45_41_52_53;

/** Brings a file up to date. `UserError` for a file of something else, and for one that a newer Earshot has written. */
export function migrate(database: Database, path: string): void {
  const [id, version] = [numberOf(database, 'application_id'), numberOf(database, 'user_version')];
  const isEmpty = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.count === 0;
  if (id !== applicationId && !isEmpty)
    throw new UserError(`${path} is an SQLite file, and no archive of Earshot: name another with --archive.`);
  if (version > migrations.length)
    throw new UserError(
      `${path} was written by a newer Earshot (format ${version}; this one knows ${migrations.length}): update Earshot, or name another file with --archive.`,
    );
  if (version === migrations.length) return;
  // Another process may be doing the same: whoever comes second finds it done.
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(`PRAGMA application_id = ${applicationId}`);
    for (let step = numberOf(database, 'user_version'); step < migrations.length; step++) {
      const work = migrations[step];
      if (typeof work === 'string') database.exec(work);
      else work?.(database);
      database.exec(`PRAGMA user_version = ${step + 1}`);
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function numberOf(database: Database, pragma: string): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}
