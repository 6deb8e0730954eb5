import type { ArchiveEvent } from '../model/archive.ts';
import type { Failure } from '../model/failure.ts';
import { orNull, parsed } from './snapshot-row.ts';
import type { Row, Statements } from './statements.ts';

/** Writes down what happened to a policy. */
export function addEvent(statements: Statements, { at, policy, kind, snapshot, failure }: Omit<ArchiveEvent, 'cursor'>): void {
  statements.run(
    'INSERT INTO event (at, policy, kind, snapshot, failure) VALUES (?, ?, ?, ?, ?)',
    at,
    policy,
    kind,
    orNull(snapshot),
    failure === undefined ? null : JSON.stringify(failure),
  );
}

/** An event as its row says. */
export function eventOf(row: Row): ArchiveEvent {
  return {
    cursor: Number(row['cursor']),
    at: String(row['at']),
    policy: String(row['policy']),
    kind: parsed<ArchiveEvent['kind']>(`"${String(row['kind'])}"`),
    ...(typeof row['snapshot'] === 'string' ? { snapshot: row['snapshot'] } : {}),
    ...(typeof row['failure'] === 'string' ? { failure: parsed<Failure>(row['failure']) } : {}),
  };
}
