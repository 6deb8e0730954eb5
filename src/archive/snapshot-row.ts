import type { Failure } from '../model/failure.ts';
import type { Selection } from '../model/maker.ts';
import type { KeptCopy } from '../model/snapshot.ts';
import { origins, type KeptPage, type KeptSnapshot, type Lane, type Standing, type StandingReason } from '../model/archive.ts';
import { bytesOf, DamagedError } from './bodies.ts';
import type { Row, Value } from './statements.ts';

/** The columns of a snapshot, with the size of its body. */
export const snapshotColumns =
  'snapshot.number, snapshot.id, snapshot.policy, url, final_url, redirects, status, headers, fetched_at, accept_language, rendered, kept_by, selection, snapshot.sha256 AS sha256, body.size AS size, ' +
  "(SELECT json_group_array(json_object('about', json(about), 'sha256', lower(hex(page.sha256)), 'size', page_body.size)) FROM (SELECT * FROM further_page WHERE further_page.snapshot = snapshot.number ORDER BY place) AS page JOIN body AS page_body ON page_body.sha256 = page.sha256) AS further, " +
  'origin, source, lane, ' +
  'standing, because, detail, print, words, language, failure, seen, last_seen_at, decided_at, decided_by, note';
export const snapshotTables = 'snapshot JOIN body ON body.sha256 = snapshot.sha256';

interface FurtherPage {
  readonly about: Omit<KeptPage, 'sha256'>;
  readonly sha256: string;
  readonly size: number;
}

/** A row of the table `snapshot` as the port hands it on. */
export function keptSnapshot(row: Row): KeptSnapshot {
  const text = (column: string): string => String(row[column]);
  const optional = (column: string): string | undefined => (typeof row[column] === 'string' ? row[column] : undefined);
  const [source, detail, language, failure, decidedBy, note] = ['source', 'detail', 'language', 'failure', 'decided_by', 'note'].map(
    optional,
  );
  const [acceptLanguage, keptBy, selection] = ['accept_language', 'kept_by', 'selection'].map(optional);
  const further = parsed<readonly FurtherPage[]>(text('further'));
  const origin = origins.find((name) => name === row['origin']);
  if (origin === undefined) throw new DamagedError(`snapshot ${text('id')} has no origin that is known`);
  return {
    id: text('id'),
    policy: text('policy'),
    url: text('url'),
    finalUrl: text('final_url'),
    redirects: parsed<readonly string[]>(text('redirects')),
    ...(typeof row['status'] === 'number' ? { status: row['status'] } : {}),
    headers: parsed<Readonly<Record<string, string>>>(text('headers')),
    ...(acceptLanguage === undefined ? {} : { acceptLanguage }),
    fetchedAt: text('fetched_at'),
    ...(row['rendered'] === 1 ? { rendered: true as const } : {}),
    ...(keptBy === undefined ? {} : { keptBy: parsed<KeptCopy>(keptBy) }),
    ...(selection === undefined ? {} : { selection: parsed<Selection>(selection) }),
    sha256: Buffer.from(bytesOf(row['sha256'])).toString('hex'),
    ...(further.length === 0 ? {} : { further: further.map(({ about, sha256 }) => ({ ...about, sha256 })) }),
    bytes: further.reduce((sum, { size }) => sum + size, Number(row['size'])),
    origin,
    ...(source === undefined ? {} : { source }),
    lane: parsed<Lane>(`"${text('lane')}"`),
    standing: parsed<Standing>(`"${text('standing')}"`),
    because: parsed<StandingReason>(`"${text('because')}"`),
    ...(detail === undefined ? {} : { detail }),
    print: text('print'),
    words: Number(row['words']),
    ...(language === undefined ? {} : { language }),
    ...(failure === undefined ? {} : { failure: parsed<Failure>(failure) }),
    seen: Number(row['seen']),
    lastSeenAt: text('last_seen_at'),
    decidedAt: text('decided_at'),
    ...(decidedBy === undefined ? {} : { decidedBy }),
    ...(note === undefined ? {} : { note }),
  };
}

/** What this program wrote as JSON itself. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function parsed<T>(json: string): T {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return JSON.parse(json) as T;
  } catch (cause) {
    throw new DamagedError('a value is not the JSON that it should be', { cause });
  }
}

export function orNull(value: string | number | undefined): Value {
  return value ?? null;
}
