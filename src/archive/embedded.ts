import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type {
  Archive,
  ArchiveEvent,
  Arrival,
  Decide,
  Decision,
  DerivedKey,
  KeptSnapshot,
  PolicyPast,
  PolicyRecord,
  ProductRecord,
  SnapshotQuery,
  Standing,
  Taken,
} from '../model/archive.ts';
import type { Failure } from '../model/failure.ts';
import { kinds } from '../model/kind.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { UserError } from '../model/user-error.ts';
import { bodiesIn, bytesOf } from './bodies.ts';
import { healthOf, sizeOf } from './health-of.ts';
import { keptSnapshot, orNull, parsed, snapshotColumns, snapshotTables } from './snapshot-row.ts';
import { explained } from './sqlite-trouble.ts';
import type { Database } from './sqlite.ts';
import { statementsOf, type Row, type Statements, type Value } from './statements.ts';

/** Events handed out at once where nobody says how many. */
const usualLimit = 10_000;

/** Id of a snapshot: the same in every archive that takes the same arrival. */
function snapshotId(policy: string, { fetchedAt, sha256, further = [] }: Snapshot, origin: string, source = ''): string {
  const pages = [sha256, ...further.map((page) => page.sha256)];
  return createHash('sha256')
    .update([policy, origin, source, fetchedAt, ...pages].join('\n'))
    .digest('hex')
    .slice(0, 16);
}

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

function knowPolicy(statements: Statements, policy: string): void {
  statements.run('INSERT OR IGNORE INTO policy (id, name) VALUES (?, ?)', policy, policy.split('/').at(-1) ?? policy);
}

function putPolicy(statements: Statements, { id, name, url, role }: PolicyRecord): void {
  statements.run(
    'INSERT INTO policy (id, name, url, role) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = coalesce(excluded.url, url), role = coalesce(excluded.role, role)',
    id,
    name,
    orNull(url),
    orNull(role),
  );
}

function putProduct(statements: Statements, { id, name, maker, kind, country, policies }: ProductRecord): void {
  statements.run(
    'INSERT INTO product (id, name, maker, kind, country) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, maker = excluded.maker, kind = coalesce(excluded.kind, kind), country = coalesce(excluded.country, country)',
    id,
    name,
    maker,
    orNull(kind),
    orNull(country),
  );
  statements.run('DELETE FROM product_policy WHERE product = ?', id);
  for (const [place, policy] of policies.entries()) {
    knowPolicy(statements, policy);
    statements.run('INSERT INTO product_policy (product, place, policy) VALUES (?, ?, ?)', id, place, policy);
  }
}

function policyRecord(row: Row): PolicyRecord {
  return {
    id: String(row['id']),
    name: String(row['name']),
    ...(typeof row['url'] === 'string' ? { url: row['url'] } : {}),
    ...(typeof row['role'] === 'string' ? { role: row['role'] } : {}),
  };
}

function productsIn(statements: Statements): readonly ProductRecord[] {
  const named = new Map<string, string[]>();
  for (const row of statements.all('SELECT product, policy FROM product_policy ORDER BY product, place')) {
    const list = named.get(String(row['product'])) ?? [];
    list.push(String(row['policy']));
    named.set(String(row['product']), list);
  }
  return statements.all('SELECT id, name, maker, kind, country FROM product ORDER BY id').map((row) => {
    const kind = kinds.find((name) => name === row['kind']);
    return {
      id: String(row['id']),
      name: String(row['name']),
      maker: String(row['maker']),
      ...(kind === undefined ? {} : { kind }),
      ...(typeof row['country'] === 'string' ? { country: row['country'] } : {}),
      policies: named.get(String(row['id'])) ?? [],
    };
  });
}

/** The published text, now or as it was at a time. */
function currentOf(statements: Statements, policy: string, at = '9999'): KeptSnapshot | null {
  const row = statements.get(
    `SELECT ${snapshotColumns} FROM ${snapshotTables} WHERE snapshot.policy = ? AND standing = 'accepted' AND ordered_at <= ? ORDER BY ordered_at DESC, number DESC LIMIT 1`,
    policy,
    at,
  );
  return row === undefined ? null : keptSnapshot(row);
}

/** The same text as published since: two runs at once may hand in what they fetched in another order than they fetched it. */
function publishedSince(statements: Statements, policy: string, since: string, print: string): KeptSnapshot | null {
  const row = statements.get(
    `SELECT ${snapshotColumns} FROM ${snapshotTables} WHERE snapshot.policy = ? AND standing = 'accepted' AND ordered_at > ? AND print = ? ORDER BY ordered_at, number LIMIT 1`,
    policy,
    since,
    print,
  );
  return row === undefined ? null : keptSnapshot(row);
}

function takeOne(statements: Statements, bodies: ReturnType<typeof bodiesIn>, arrival: Arrival, decide: Decide): Taken {
  const { policy, snapshot, origin, source } = arrival;
  knowPolicy(statements, policy);
  const id = snapshotId(policy, snapshot, origin, source);
  const at = arrival.orderedAt ?? snapshot.fetchedAt;
  const isLive = origin === 'fetch';
  const current = (isLive ? publishedSince(statements, policy, at, arrival.facts.print) : null) ?? currentOf(statements, policy, at);

  const known = alreadyTaken(statements, id);
  if (known !== undefined) return { decision: { kind: 'unchanged' }, snapshot: known, before: current, wasKnown: true };

  const past: PolicyPast = {
    current,
    wasAccepted: (print) =>
      statements.get(
        "SELECT 1 FROM snapshot WHERE policy = ? AND print = ? AND standing = 'accepted' AND ordered_at <= ?",
        policy,
        print,
        at,
      ) !== undefined,
    held: statements
      .all(
        `SELECT ${snapshotColumns} FROM ${snapshotTables} WHERE snapshot.policy = ? AND standing = 'held' AND ordered_at <= ? ORDER BY ordered_at, number`,
        policy,
        at,
      )
      .map(keptSnapshot),
  };
  const decision = decide(arrival, past);
  const lastSeenAt = arrival.lastSeenAt ?? snapshot.fetchedAt;
  const standingId = decision.kind === 'seen-again' ? decision.id : decision.kind === 'new' ? id : undefined;
  for (const held of past.held) {
    if (held.id === standingId) continue;
    // A text that is accepted while another is held: what was held was gone before it was confirmed.
    statements.run(
      "UPDATE snapshot SET standing = 'rejected', because = 'did-not-stand', decided_at = ? WHERE id = ?",
      snapshot.fetchedAt,
      held.id,
    );
    if (isLive) addEvent(statements, { at: snapshot.fetchedAt, policy, kind: 'rejected', snapshot: held.id });
  }

  if (decision.kind === 'new') {
    insertSnapshot(statements, bodies, arrival, decision, id, lastSeenAt);
    if (isLive) addEvent(statements, { at: lastSeenAt, policy, kind: decision.standing, snapshot: id });
    return { decision, snapshot: the(statements, id), before: current, wasKnown: false };
  }
  const agreed = decision.kind === 'seen-again' ? past.held.find((held) => held.id === decision.id) : current;
  if (agreed === null || agreed === undefined)
    throw new Error(`the rules of acceptance agree with a snapshot that is not there: ${JSON.stringify(decision)}`);
  statements.run(
    'UPDATE snapshot SET seen = seen + ?, last_seen_at = max(last_seen_at, ?) WHERE id = ?',
    arrival.seen,
    lastSeenAt,
    agreed.id,
  );
  if (decision.kind === 'seen-again' && decision.standing !== 'held') {
    statements.run(
      'UPDATE snapshot SET standing = ?, because = ?, detail = coalesce(?, detail), decided_at = ? WHERE id = ?',
      decision.standing,
      decision.because,
      orNull(decision.detail),
      lastSeenAt,
      agreed.id,
    );
  }
  if (isLive) addEvent(statements, { at: lastSeenAt, policy, kind: eventKind(decision), snapshot: agreed.id });
  else statements.run('INSERT INTO arrival (id, snapshot) SELECT ?, number FROM snapshot WHERE id = ?', id, agreed.id);
  return { decision, snapshot: the(statements, agreed.id), before: current, wasKnown: false };
}

function eventKind(decision: Decision): ArchiveEvent['kind'] {
  return decision.kind === 'unchanged' ? 'unchanged' : decision.standing;
}

function alreadyTaken(statements: Statements, id: string): KeptSnapshot | undefined {
  const row = statements.get(
    `SELECT ${snapshotColumns} FROM ${snapshotTables} WHERE snapshot.id = ? OR snapshot.number = (SELECT snapshot FROM arrival WHERE arrival.id = ?)`,
    id,
    id,
  );
  return row === undefined ? undefined : keptSnapshot(row);
}

function the(statements: Statements, id: string): KeptSnapshot {
  const row = statements.get(`SELECT ${snapshotColumns} FROM ${snapshotTables} WHERE snapshot.id = ?`, id);
  if (row === undefined) throw new Error(`snapshot ${id} is gone while it is written`);
  return keptSnapshot(row);
}

function insertSnapshot(
  statements: Statements,
  bodies: ReturnType<typeof bodiesIn>,
  { policy, snapshot, facts, origin, source, lane, seen, lastSeenAt, orderedAt }: Arrival,
  { standing, because, detail }: Extract<Decision, { kind: 'new' }>,
  id: string,
  decidedAt: string,
): void {
  bodies.keep(snapshot.sha256, snapshot.body);
  const isFirst = statements.get("SELECT 1 FROM snapshot WHERE policy = ? AND standing = 'accepted'", policy) === undefined;
  statements.run(
    `INSERT OR IGNORE INTO snapshot (id, policy, ordered_at, url, final_url, redirects, status, headers, fetched_at, accept_language, rendered, kept_by, selection, sha256, origin, source, lane, standing, because, detail,
      print, words, language, failure, seen, last_seen_at, decided_at) VALUES (${Array.from({ length: 27 }, () => '?').join(', ')})`,
    id,
    policy,
    orderedAt ?? snapshot.fetchedAt,
    snapshot.url,
    snapshot.finalUrl,
    JSON.stringify(snapshot.redirects),
    orNull(snapshot.status),
    JSON.stringify(snapshot.headers),
    snapshot.fetchedAt,
    orNull(snapshot.acceptLanguage),
    snapshot.rendered === true ? 1 : null,
    snapshot.keptBy === undefined ? null : JSON.stringify(snapshot.keptBy),
    snapshot.selection === undefined ? null : JSON.stringify(snapshot.selection),
    Buffer.from(snapshot.sha256, 'hex'),
    origin,
    orNull(source),
    lane ?? (isFirst ? 'first' : 'change'),
    standing,
    because,
    orNull(detail),
    facts.print,
    facts.words,
    orNull(facts.language),
    facts.failure === undefined ? null : JSON.stringify(facts.failure),
    seen,
    lastSeenAt ?? snapshot.fetchedAt,
    decidedAt,
  );
  for (const [place, { body, sha256, further: _none, ...about }] of (snapshot.further ?? []).entries()) {
    bodies.keep(sha256, body);
    statements.run(
      'INSERT OR IGNORE INTO further_page (snapshot, place, about, sha256) SELECT number, ?, ?, ? FROM snapshot WHERE id = ?',
      place,
      JSON.stringify(about),
      Buffer.from(sha256, 'hex'),
      id,
    );
  }
}

function addEvent(statements: Statements, { at, policy, kind, snapshot, failure }: Omit<ArchiveEvent, 'cursor'>): void {
  statements.run(
    'INSERT INTO event (at, policy, kind, snapshot, failure) VALUES (?, ?, ?, ?, ?)',
    at,
    policy,
    kind,
    orNull(snapshot),
    failure === undefined ? null : JSON.stringify(failure),
  );
}

function eventOf(row: Row): ArchiveEvent {
  return {
    cursor: Number(row['cursor']),
    at: String(row['at']),
    policy: String(row['policy']),
    kind: parsed<ArchiveEvent['kind']>(`"${String(row['kind'])}"`),
    ...(typeof row['snapshot'] === 'string' ? { snapshot: row['snapshot'] } : {}),
    ...(typeof row['failure'] === 'string' ? { failure: parsed<Failure>(row['failure']) } : {}),
  };
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
