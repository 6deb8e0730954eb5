import { analyse } from '../analyse/analyse.ts';
import type { Compiled } from '../analyse/compile.ts';
import { compareReadings } from '../compare/compare-readings.ts';
import type { FetchOptions } from '../fetch/fetch-options.ts';
import { fetchPage, type FetchedPage, type FetchOutcome } from '../fetch/fetch-page.ts';
import { standingOf } from '../judge/standing.ts';
import type { Archive, Arrival, Decision, KeptSnapshot, PolicyPast } from '../model/archive.ts';
import type { Reading, ReadingComparison } from '../model/change.ts';
import type { Failure } from '../model/failure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PolicyText } from '../model/text.ts';
import { keptBytes } from './read-kept.ts';
import { textFacts, type ReadFacts } from './text-facts.ts';
import type { Tracked } from './tracked.ts';

/** What became of one page of a run. */
export type Tracking =
  | { readonly kind: 'unchanged'; readonly snapshot: KeptSnapshot }
  | { readonly kind: 'first'; readonly snapshot: KeptSnapshot; readonly findings: number }
  /** `comparison`: null where the text before can no longer be read. */
  | {
      readonly kind: 'changed';
      readonly snapshot: KeptSnapshot;
      readonly before: KeptSnapshot;
      readonly comparison: ReadingComparison | null;
    }
  /** `isNew`: held in this run, or held before and still. */
  | { readonly kind: 'held'; readonly snapshot: KeptSnapshot; readonly isNew: boolean }
  | { readonly kind: 'not-read'; readonly failure: Failure; readonly inARow: number }
  /** Looked at by this or another run not long ago. */
  | { readonly kind: 'skipped'; readonly minutes: number };

export interface TrackOptions {
  readonly fetch: FetchOptions;
  readonly compiled: Compiled;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Minutes for which a policy that was looked at is left alone, so that a run that broke off is taken up, and two at once share the work. */
  readonly againAfter: number;
  /** Nothing is written. */
  readonly isDryRun: boolean;
}

/** Fetches one page, keeps what is new by the rules of acceptance, and says what changed. */
export async function trackPage(archive: Archive, { policy, selection }: Tracked, options: TrackOptions): Promise<Tracking> {
  const events = await lastEvents(archive, policy.id);
  const last = events.at(-1);
  const minutes = last === undefined ? Infinity : (options.clock() - Date.parse(last.at)) / 60_000;
  if (minutes < options.againAfter) return { kind: 'skipped', minutes: Math.max(0, Math.floor(minutes)) };

  const current = await archive.current(policy.id);
  const previous = current === null || current.origin !== 'fetch' ? undefined : ((await keptBytes(archive, current)) ?? undefined);
  const fetched = await fetchPage(policy.url, { ...options.fetch, ...(previous === undefined ? {} : { previous }) });
  const at = new Date(options.clock()).toISOString();
  const notRead = async (failure: Failure, capture?: FetchedPage): Promise<Tracking> => {
    if (!options.isDryRun) await archive.noteNotRead(policy.id, at, failure, capture);
    const before = events.toReversed().findIndex(({ kind }) => kind !== 'not-read');
    return { kind: 'not-read', failure, inARow: 1 + (before === -1 ? events.length : before) };
  };
  if (!fetched.ok) return await notRead(await failureOf(fetched), fetched.capture);

  const read = await textFacts(selected(fetched.value, selection));
  const { failure } = read.facts;
  if (failure !== undefined && failure.kind !== 'language' && (failure.kind !== 'wrong-document' || current === null)) {
    return await notRead(failure, fetched.value);
  }
  const isNew = read.facts.print !== current?.print;
  const seen = isNew && (await agrees(policy.url, read, selection, options)) ? 2 : 1;
  const arrival: Arrival = {
    policy: policy.id,
    snapshot: selected(fetched.value, selection),
    facts: read.facts,
    origin: 'fetch',
    seen,
  };
  if (options.isDryRun) return await foreseen(archive, arrival, current, read, options);
  const [taken] = await archive.take([arrival], standingOf);
  if (taken === undefined) throw new Error('the archive took an arrival and said nothing of it');
  const { decision, snapshot, before } = taken;
  if (decision.kind === 'unchanged') return { kind: 'unchanged', snapshot };
  if (decision.standing !== 'accepted') return { kind: 'held', snapshot, isNew: decision.kind === 'new' };
  return await published(archive, snapshot, before, read, options);
}

function selected(page: Snapshot, selection: Tracked['selection']): Snapshot {
  return selection === undefined ? page : { ...page, selection };
}

/** The latest events of a policy: enough to count failures in a row. */
async function lastEvents(archive: Archive, policy: string): ReturnType<Archive['eventsSince']> {
  return await archive.eventsSince(0, { policy });
}

/** What the page that came with a failure says of it: a 403 is a bot wall, when it says so. */
async function failureOf(fetched: Extract<FetchOutcome, { ok: false }>): Promise<Failure> {
  if (fetched.capture === undefined) return fetched.failure;
  const { failure } = (await textFacts(fetched.capture)).facts;
  return failure === undefined || failure.kind === 'wrong-document' || failure.kind === 'empty' ? fetched.failure : failure;
}

/** Whether a second fetch, of the whole page and without conditions, gives the same words. */
export async function agrees(
  url: string,
  first: ReadFacts,
  selection: Tracked['selection'],
  { fetch }: Pick<TrackOptions, 'fetch'>,
): Promise<boolean> {
  const second = await fetchPage(url, fetch);
  return second.ok && (await textFacts(selected(second.value, selection))).facts.print === first.facts.print;
}

async function published(
  archive: Archive,
  snapshot: KeptSnapshot,
  before: KeptSnapshot | null,
  { text }: ReadFacts,
  options: TrackOptions,
): Promise<Tracking> {
  const after = readingOf(text, options);
  if (before === null) return { kind: 'first', snapshot, findings: after?.findings.length ?? 0 };
  const earlier = await readingBefore(archive, before, options);
  return { kind: 'changed', snapshot, before, comparison: after === null || earlier === null ? null : compareReadings(earlier, after) };
}

function readingOf(text: PolicyText | null, { compiled }: TrackOptions): Reading | null {
  return text === null ? null : { text, findings: analyse(text, compiled) };
}

async function readingBefore(archive: Archive, before: KeptSnapshot, options: TrackOptions): Promise<Reading | null> {
  const whole = await keptBytes(archive, before);
  return whole === null ? null : readingOf((await textFacts(whole)).text, options);
}

/** What `take` would do, without doing it. */
async function foreseen(
  archive: Archive,
  arrival: Arrival,
  current: KeptSnapshot | null,
  read: ReadFacts,
  options: TrackOptions,
): Promise<Tracking> {
  const kept = await archive.snapshots({ policy: arrival.policy });
  const past: PolicyPast = {
    current,
    wasAccepted: (print) => kept.some((one) => one.standing === 'accepted' && one.print === print),
    held: kept.filter(({ standing }) => standing === 'held'),
  };
  const decision = standingOf(arrival, past);
  if (decision.kind === 'unchanged' && current !== null) return { kind: 'unchanged', snapshot: current };
  const snapshot = foreseenSnapshot(arrival, decision);
  if (decision.kind === 'unchanged' || decision.standing === 'held') return { kind: 'held', snapshot, isNew: decision.kind === 'new' };
  return await published(archive, snapshot, current, read, options);
}

function foreseenSnapshot({ snapshot, facts, policy, origin, seen }: Arrival, decision: Decision): KeptSnapshot {
  const { body, ...about } = snapshot;
  const { standing, because, detail } =
    decision.kind === 'unchanged' ? ({ standing: 'held', because: 'unconfirmed', detail: undefined } as const) : decision;
  return {
    ...about,
    ...facts,
    id: '',
    policy,
    bytes: body.length,
    origin,
    lane: 'change',
    standing,
    because,
    ...(detail === undefined ? {} : { detail }),
    seen,
    lastSeenAt: snapshot.fetchedAt,
    decidedAt: snapshot.fetchedAt,
  };
}
