import { createHash } from 'node:crypto';
import { standingOf } from '../judge/standing.ts';
import type { Archive, Arrival, Lane, Origin, Taken } from '../model/archive.ts';
import type { Selection } from '../model/maker.ts';
import type { KeptCopy, Snapshot } from '../model/snapshot.ts';
import { asOneSnapshot, pagesOf } from '../read-snapshot.ts';
import { textFacts, type Judged, type ReadFacts } from './text-facts.ts';

/** One version of a document in a history that somebody else recorded, oldest first. */
export interface HistoricVersion {
  readonly policy: string;
  readonly url: string;
  /** ISO 8601 in UTC. */
  readonly fetchedAt: string;
  /** ISO 8601 in UTC, never before the version in front of it. */
  readonly orderedAt: string;
  /** ISO 8601 in UTC: until when it is known to have stood, which is when the next one was recorded. */
  readonly until: string;
  readonly source: string;
  readonly lane?: Lane;
  readonly mediaType: string;
  readonly body: Uint8Array;
  /** Which parts of the page are the policy, where somebody declared it. */
  readonly selection?: Selection;
  /** The other pages of a document that was recorded page by page, in reading order. */
  readonly further?: readonly HistoricPage[];
  readonly keptBy?: KeptCopy;
}

/** One page of a version. */
export type HistoricPage = Pick<HistoricVersion, 'url' | 'fetchedAt' | 'mediaType' | 'body' | 'selection'>;

/** What became of the versions of a history. */
export interface ImportTally {
  /** Versions looked at. */
  versions: number;
  /** Known from an earlier import. */
  known: number;
  readonly published: Record<'first' | 'confirmed' | 'returned' | 'shortened' | 'technical', number>;
  /** The words of the published text, in the same or other bytes. */
  unchanged: number;
  /** Held when they came, by reason. */
  readonly held: Record<string, number>;
  /** Of these, how many were published later, since they stood. */
  released: number;
  /** Of these, how many were gone when the published text was back. */
  recovered: number;
  /** Of these, how many were gone when another text came. */
  replaced: number;
  bytes: number;
}

export function emptyTally(): ImportTally {
  return {
    versions: 0,
    known: 0,
    published: { first: 0, confirmed: 0, returned: 0, shortened: 0, technical: 0 },
    unchanged: 0,
    held: {},
    released: 0,
    recovered: 0,
    replaced: 0,
    bytes: 0,
  };
}

const hour = 3_600_000;

/**
 * How often a version counts as seen: a text that stood 24 hours in a history counts as confirmed, one that stood seven days as three fetches that agree. Source:
 * DESIGN.md, "The archive"; whoever records such histories fetches at least daily (docs.opentermsarchive.org).
 */
function timesSeen(from: string, until: string): number {
  const stood = Date.parse(until) - Date.parse(from);
  return stood >= 7 * 24 * hour ? 3 : stood >= 24 * hour ? 2 : 1;
}

/** One transaction takes so many versions or bytes, so that other writers wait for less than a second. */
const batch = { versions: 200, bytes: 1_000_000 };

export interface ImportOptions {
  readonly origin: Origin;
  readonly tally: ImportTally;
  readonly onVersion: (version: HistoricVersion) => void;
  /** When a batch is on the disk, with its last version. */
  readonly onSettled?: (last: HistoricVersion) => Promise<void>;
  /** Versions of one batch at most. */
  readonly batchVersions?: number;
}

/** Takes the versions of one document into the archive, in their order. */
export async function importVersions(
  archive: Archive,
  versions: AsyncIterable<HistoricVersion>,
  { origin, tally, onVersion, onSettled, batchVersions = batch.versions }: ImportOptions,
): Promise<void> {
  let waiting: Arrival[] = [];
  let bytes = 0;
  let held: string | undefined;
  let judged: Judged | undefined;
  const known = new Map<string, { readonly facts: Arrival['facts']; readonly isWhole: boolean }>();
  let latest: HistoricVersion | undefined;
  const settle = async (): Promise<void> => {
    for (const taken of await archive.take(waiting, standingOf)) held = countTaken(tally, taken, held);
    if (latest !== undefined) await onSettled?.(latest);
    waiting = [];
    bytes = 0;
  };
  for await (const version of versions) {
    onVersion(version);
    latest = version;
    const whole = snapshotOf(version);
    const bytesRead = pagesOf(whole)
      .map(({ sha256 }) => sha256)
      .join();
    let read = known.get(bytesRead);
    if (read === undefined) {
      const { judged: last, ...made } = await readVersion(whole, judged);
      judged = last;
      read = { facts: made.facts, isWhole: made.snapshot !== whole };
      known.set(bytesRead, read);
    }
    const snapshot = read.isWhole ? withoutSelection(whole) : whole;
    const { facts } = read;
    const { policy, source, orderedAt, until, lane } = version;
    const seen = timesSeen(orderedAt, until);
    waiting.push({
      policy,
      snapshot,
      facts,
      origin,
      source,
      orderedAt,
      seen,
      lastSeenAt: until,
      ...(lane === 'technical' ? { lane } : {}),
    });
    tally.versions += 1;
    tally.bytes += snapshot.body.length;
    bytes += snapshot.body.length;
    if (waiting.length >= batchVersions || bytes >= batch.bytes) await settle();
  }
  await settle();
}

/** The version as the declaration of today cuts it out. A page of another time may have been built in another way: what the selectors do not fit is read whole. */
async function readVersion(snapshot: Snapshot, before: Judged | undefined): Promise<ReadFacts & { readonly snapshot: Snapshot }> {
  const read = await textFacts(snapshot, { before });
  if (read.facts.failure?.kind !== 'selector-unmatched') return { ...read, snapshot };
  const whole = withoutSelection(snapshot);
  return { ...(await textFacts(whole, { before })), snapshot: whole };
}

function withoutSelection(snapshot: Snapshot): Snapshot {
  const plain = ({ selection: _none, ...page }: Snapshot): Snapshot => page;
  const [first, ...rest] = pagesOf(snapshot);
  return asOneSnapshot([plain(first), ...rest.map(plain)]);
}

function snapshotOf({ keptBy, further = [], ...first }: HistoricVersion): Snapshot {
  const whole = asOneSnapshot([pageSnapshot(first), ...further.map(pageSnapshot)]);
  return keptBy === undefined ? whole : { ...whole, keptBy };
}

function pageSnapshot({ url, fetchedAt, mediaType, body, selection }: HistoricPage): Snapshot {
  const sha256 = createHash('sha256').update(body).digest('hex');
  return {
    url,
    finalUrl: url,
    redirects: [url],
    headers: { 'content-type': mediaType },
    fetchedAt,
    sha256,
    body,
    ...(selection === undefined ? {} : { selection }),
  };
}

/** Counts what became of one version; gives the id of what is held behind it. */
export function countTaken(tally: ImportTally, { decision, snapshot, wasKnown }: Taken, heldBefore?: string): string | undefined {
  if (wasKnown) {
    tally.known += 1;
    return snapshot.standing === 'held' ? snapshot.id : undefined;
  }
  if (decision.kind === 'unchanged') {
    if (heldBefore !== undefined) tally.recovered += 1;
    tally.unchanged += 1;
    return undefined;
  }
  if (decision.kind === 'seen-again') {
    if (decision.standing === 'held') return heldBefore;
    tally.released += 1;
    addPublished(tally, snapshot.lane, decision.because);
    return undefined;
  }
  if (heldBefore !== undefined) tally.replaced += 1;
  if (decision.standing === 'held') {
    tally.held[decision.because] = (tally.held[decision.because] ?? 0) + 1;
    return snapshot.id;
  }
  addPublished(tally, snapshot.lane, decision.because);
  return undefined;
}

function addPublished({ published }: ImportTally, lane: Lane, because: string): void {
  if (because === 'first') published.first += 1;
  else if (lane === 'technical') published.technical += 1;
  else if (because === 'returned' || because === 'shortened' || because === 'confirmed') published[because] += 1;
}
