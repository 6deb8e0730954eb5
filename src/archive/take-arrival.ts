import { createHash } from 'node:crypto';
import type { ArchiveEvent, Arrival, Decide, Decision, KeptSnapshot, PolicyPast, Taken } from '../model/archive.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { bodiesIn } from './bodies.ts';
import { addEvent } from './event-row.ts';
import { knowPolicy } from './policy-row.ts';
import { keptSnapshot, orNull, snapshotColumns, snapshotTables } from './snapshot-row.ts';
import type { Statements } from './statements.ts';

/** Id of a snapshot: the same in every archive that takes the same arrival. */
export function snapshotId(policy: string, { fetchedAt, sha256, further = [] }: Snapshot, origin: string, source = ''): string {
  const pages = [sha256, ...further.map((page) => page.sha256)];
  return createHash('sha256')
    .update([policy, origin, source, fetchedAt, ...pages].join('\n'))
    .digest('hex')
    .slice(0, 16);
}

/** The published text, now or as it was at a time. */
export function currentOf(statements: Statements, policy: string, at = '9999'): KeptSnapshot | null {
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

/** Takes one arrival in: decides what becomes of it by what the archive holds of its policy, and writes that down. Within a transaction. */
export function takeOne(statements: Statements, bodies: ReturnType<typeof bodiesIn>, arrival: Arrival, decide: Decide): Taken {
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

/** Writes a snapshot and its bodies down as `decision` says. */
export function insertSnapshot(
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
