import { existsSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Archive, Arrival, DerivedKey, KeptSnapshot, SnapshotQuery, Standing } from '../model/archive.ts';
import type { Failure } from '../model/failure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { UserError } from '../model/user-error.ts';
import { bodiesIn, bytesOf } from './bodies.ts';
import { addEvent, eventOf } from './event-row.ts';
import { healthOf, sizeOf } from './health-of.ts';
import { knowPolicy, policyRecord, productsIn, putPolicy, putProduct } from './policy-row.ts';
import { keptSnapshot, parsed, snapshotColumns, snapshotTables } from './snapshot-row.ts';
import { explained } from './sqlite-trouble.ts';
import type { Database } from './sqlite.ts';
import { statementsOf, type Value } from './statements.ts';
import { currentOf, insertSnapshot, snapshotId, takeOne } from './take-arrival.ts';

/** Events handed out at once where nobody says how many. */
const usualLimit = 10_000;

/** The archive in an SQLite file that is open and up to date. */
export function embeddedArchive(database: Database, path: string): Archive {
  const statements = statementsOf(database);
  const bodies = bodiesIn(statements);
  const tidied = new Set<string>();

  const settle = async <T>(work: () => T): Promise<T> => {
    // All is done at once here; the port promises, so that an archive that waits for a server can stand in this one's place.
    await Promise.resolve();
    try {
      return work();
    } catch (error) {
      throw explained(error, path);
    }
  };
  const transaction = async <T>(work: () => T): Promise<T> =>
    await settle(() => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        bodies.forget();
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    });
  const snapshotsWhere = (where: string, ...values: readonly Value[]): readonly KeptSnapshot[] =>
    statements
      .all(`SELECT ${snapshotColumns} FROM ${snapshotTables} WHERE ${where} ORDER BY ordered_at, number`, ...values)
      .map(keptSnapshot);

  return {
    put: async ({ products = [], policies = [] }) =>
      await transaction(() => {
        for (const policy of policies) putPolicy(statements, policy);
        for (const product of products) putProduct(statements, product);
      }),
    products: async () => await settle(() => productsIn(statements)),
    policies: async () => await settle(() => statements.all('SELECT id, name, url, role FROM policy ORDER BY id').map(policyRecord)),

    take: async (arrivals, decide) => await transaction(() => arrivals.map((arrival) => takeOne(statements, bodies, arrival, decide))),
    noteNotRead: async (policy, at, failure, capture) =>
      await transaction(() => {
        knowPolicy(statements, policy);
        const last = statements.get('SELECT kind, failure, snapshot FROM event WHERE policy = ? ORDER BY cursor DESC LIMIT 1', policy);
        const isSame = last?.['kind'] === 'not-read' && parsed<Failure>(String(last['failure'])).kind === failure.kind;
        const kept = capture === undefined || isSame ? undefined : keepCapture(policy, at, failure, capture);
        addEvent(statements, { at, policy, kind: 'not-read', failure, ...(kept === undefined ? {} : { snapshot: kept }) });
      }),
    decideByHand: async (id, standing, why) =>
      await transaction(() => {
        const found = byId(id);
        if (found === null) return null;
        statements.run(
          "UPDATE snapshot SET standing = ?, because = 'by-hand', decided_at = ?, decided_by = ?, note = ? WHERE id = ?",
          standing,
          why.at,
          why.by,
          why.note,
          found.id,
        );
        addEvent(statements, { at: why.at, policy: found.policy, kind: standing, snapshot: found.id });
        return byId(found.id);
      }),

    current: async (policy) => await settle(() => currentOf(statements, policy)),
    snapshots: async (query) => await settle(() => snapshotsWhere(...whereOf(query))),
    snapshot: async (id) => await settle(() => byId(id)),
    body: async (sha256) => await settle(() => bodies.read(sha256)),
    eventsSince: async (cursor, { policy, limit = usualLimit } = {}) =>
      await settle(() =>
        (policy === undefined
          ? statements.all('SELECT * FROM event WHERE cursor > ? ORDER BY cursor LIMIT ?', cursor, limit)
          : statements.all('SELECT * FROM event WHERE cursor > ? AND policy = ? ORDER BY cursor LIMIT ?', cursor, policy, limit)
        ).map(eventOf),
      ),

    derived: async (key) =>
      await settle(() => {
        const row = statements.get('SELECT value FROM derived WHERE sha256 = ? AND extractor = ? AND rules = ?', ...keyValues(key));
        return row === undefined ? null : unpacked(bytesOf(row['value']));
      }),
    putDerived: async (values) =>
      await transaction(() => {
        for (const { key, value } of values) {
          // What other programs and rules made is not looked for again: the file would grow with every rule that somebody tries.
          const { program, rules = '' } = key;
          if (!tidied.has(`${program} ${rules}`)) statements.run('DELETE FROM derived WHERE extractor <> ? OR rules <> ?', program, rules);
          tidied.add(`${program} ${rules}`);
          const packed = deflateRawSync(JSON.stringify(value), { level: 3 });
          statements.run('INSERT OR REPLACE INTO derived (sha256, extractor, rules, value) VALUES (?, ?, ?, ?)', ...keyValues(key), packed);
        }
      }),
    bookmark: async (name) =>
      await settle(() => {
        const value = statements.get('SELECT value FROM bookmark WHERE name = ?', name)?.['value'];
        return typeof value === 'string' ? value : null;
      }),
    putBookmark: async (name, value) =>
      await transaction(() => {
        if (value === null) statements.run('DELETE FROM bookmark WHERE name = ?', name);
        else statements.run('INSERT OR REPLACE INTO bookmark (name, value) VALUES (?, ?)', name, value);
      }),

    check: async (onBody) => await settle(() => healthOf(database, statements, path, bodies.read, onBody)),
    compact: async () => {
      const bytesBefore = sizeOf(path);
      await transaction(() => {
        statements.run('DELETE FROM derived');
        statements.run(`DELETE FROM event WHERE cursor IN (
          SELECT cursor FROM (SELECT cursor, kind, lag(kind) OVER runs AS before, lead(kind) OVER runs AS behind FROM event WINDOW runs AS (PARTITION BY policy ORDER BY cursor))
          WHERE kind = 'unchanged' AND before = 'unchanged' AND behind = 'unchanged')`);
      });
      return await settle(() => {
        database.exec('VACUUM');
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        return { bytesBefore, bytesAfter: sizeOf(path) };
      });
    },
    copyTo: async (target) =>
      await settle(() => {
        if (existsSync(target)) throw new UserError(`${target} is there already: a copy never writes over anything. Name another file.`);
        try {
          database.prepare('VACUUM INTO ?').run(target);
        } catch (cause) {
          throw new UserError(`the copy ${target} could not be written: check that its folder is there, may be written to and has room.`, {
            cause,
          });
        }
      }),
    close: async () =>
      await settle(() => {
        // What is in the log goes into the file, as far as no reader needs it: whoever copies the one file has it all.
        database.exec('PRAGMA wal_checkpoint(PASSIVE)');
        database.close();
      }),
  };

  function byId(id: string): KeptSnapshot | null {
    if (!/^[0-9a-f]{1,16}$/u.test(id)) return null;
    const found = snapshotsWhere('snapshot.id >= ? AND snapshot.id < ?', id, `${id}g`);
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  function keepCapture(policy: string, at: string, failure: Failure, capture: Snapshot): string {
    const arrival: Arrival = { policy, snapshot: capture, facts: { print: '', words: 0, failure }, origin: 'fetch', seen: 1 };
    const id = snapshotId(policy, capture, arrival.origin);
    insertSnapshot(statements, bodies, arrival, { kind: 'new', standing: 'rejected', because: 'not-read', detail: failure.detail }, id, at);
    return id;
  }
}

/** null for what is damaged: it can be made again. */
function unpacked(value: Uint8Array): unknown {
  try {
    return JSON.parse(inflateRawSync(value).toString('utf8'));
  } catch {
    return null;
  }
}

function whereOf({ policy, standing, sha256 }: SnapshotQuery): readonly [string, ...Value[]] {
  const parts: (readonly [string, Value])[] = [];
  if (policy !== undefined) parts.push(['snapshot.policy = ?', policy]);
  if (standing !== undefined) parts.push(['standing = ?', standing satisfies Standing]);
  if (sha256 !== undefined) {
    parts.push([
      'snapshot.number IN (WITH wanted (hash) AS (VALUES (?)) SELECT number FROM snapshot, wanted WHERE sha256 = hash UNION SELECT snapshot FROM further_page, wanted WHERE sha256 = hash)',
      Buffer.from(sha256, 'hex'),
    ]);
  }
  return [parts.map(([sql]) => sql).join(' AND ') || 'true', ...parts.map(([, value]) => value)];
}

/** The column `extractor` holds the program: published steps of the migrations are not edited, names included. */
function keyValues({ sha256, program, rules = '' }: DerivedKey): readonly [Value, Value, Value] {
  return [Buffer.from(sha256, 'hex'), program, rules];
}
