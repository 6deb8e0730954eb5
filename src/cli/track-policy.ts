import { analyse } from '../analyse/analyse.ts';
import type { Compiled } from '../analyse/compile.ts';
import { compareReadings } from '../compare/compare-readings.ts';
import type { FetchOptions } from '../fetch/fetch-options.ts';
import type { OtherWays } from '../fetch/other-ways.ts';
import { standingOf } from '../judge/standing.ts';
import { textPrint } from '../judge/text-print.ts';
import type { Archive, ArchiveEvent, Arrival, Decision, KeptSnapshot, PolicyPast } from '../model/archive.ts';
import type { Reading, ReadingComparison } from '../model/change.ts';
import type { Failure } from '../model/failure.ts';
import type { PageDeclaration, PolicyDeclaration } from '../model/maker.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PolicyText } from '../model/text.ts';
import { asOneSnapshot, pagesOf } from '../read-snapshot.ts';
import { visitDeclared, type VisitedPage, type VisitOptions } from '../visit-page.ts';
import { keptBytes, keptText } from './read-kept.ts';
import { factsOf } from './text-facts.ts';

/** What became of one policy of a run. */
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
  /** What may be done about a page that could not be read as it was fetched; nothing when left out. */
  readonly ways?: OtherWays;
  readonly compiled: Compiled;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Minutes for which a policy that was looked at is left alone, so that a run that broke off is taken up, and two at once share the work. */
  readonly againAfter: number;
  /** Nothing is written. */
  readonly isDryRun: boolean;
  /** Is told what is being read, for whoever watches. */
  readonly say?: (words: string) => void;
}

/** Fetches the pages of one policy, keeps what is new by the rules of acceptance, and says what changed. */
export async function trackPolicy(
  archive: Archive,
  policy: string,
  pages: PolicyDeclaration['pages'],
  options: TrackOptions,
): Promise<Tracking> {
  const skipped = await skippedNow(archive, policy, options);
  if (skipped !== null) return skipped;
  const current = await archive.current(policy);
  const kept = current?.origin === 'fetch' ? await keptBytes(archive, current) : null;
  const visit = await visitDeclared({ pages }, { ...visitOptions(options), stored: storedIn(kept) });
  return await trackVisit(archive, policy, visit, options);
}

/** How pages are had. */
export function visitOptions({ fetch, ways, say }: Pick<TrackOptions, 'fetch' | 'ways' | 'say'>): VisitOptions {
  return { fetch, ...(ways === undefined ? {} : { ways }), ...(say === undefined ? {} : { say }) };
}

/** Why a policy is left alone in this run; null where it is to be looked at. */
export async function skippedNow(
  archive: Archive,
  policy: string,
  { clock, againAfter }: TrackOptions,
): Promise<Extract<Tracking, { kind: 'skipped' }> | null> {
  const last = (await archive.eventsSince(0, { policy })).at(-1);
  const minutes = last === undefined ? Infinity : (clock() - Date.parse(last.at)) / 60_000;
  return minutes < againAfter ? { kind: 'skipped', minutes: Math.max(0, Math.floor(minutes)) } : null;
}

/** Pages as they are kept, to be asked for only where they changed. Of a page that a browser built the server's "unchanged" says too little: its scripts bring the text. */
function storedIn(kept: Snapshot | null): (url: string) => Snapshot | undefined {
  const pages = new Map((kept === null ? [] : pagesOf(kept)).map((page) => [page.url, page] as const));
  return (url) => {
    const page = pages.get(url);
    if (page === undefined || page.rendered === true) return undefined;
    // Which parts of it are the policy is said anew.
    const { selection: _then, ...asServed } = page;
    return asServed;
  };
}

/** What becomes of a policy whose pages have been visited: kept by the rules of acceptance, or noted as not read. */
export async function trackVisit(archive: Archive, policy: string, visit: VisitedPage, options: TrackOptions): Promise<Tracking> {
  const current = await archive.current(policy);
  const { text, failure } = visit;
  const [first, ...rest] = visit.snapshots;
  const mayBeKept = failure === null || failure.kind === 'language' || (failure.kind === 'wrong-document' && current !== null);
  if (first === undefined || text === null || !mayBeKept)
    return await notRead(archive, policy, failure ?? { kind: 'empty', detail: 'there is no text in it' }, options, visit.capture ?? first);

  const read = factsOf(text, failure);
  const today = current === null || current.print === read.print ? undefined : await printToday(archive, current);
  // The same words as those kept, by today's reader, are no change, though another reader made another print of them.
  const facts = current !== null && today === read.print ? { ...read, print: current.print } : read;
  const snapshot = asOneSnapshot([first, ...rest]);
  const isNew = facts.print !== current?.print;
  const seen = isNew && (await agrees(snapshot, read.print, options)) ? 2 : 1;
  const arrival: Arrival = { policy, snapshot, facts, origin: 'fetch', seen };
  if (options.isDryRun) return await foreseen(archive, arrival, current, text, options);
  const [taken] = await archive.take([arrival], standingOf);
  if (taken === undefined) throw new Error('the archive took an arrival and said nothing of it');
  const { decision, snapshot: kept, before } = taken;
  if (decision.kind === 'unchanged') return { kind: 'unchanged', snapshot: kept };
  if (decision.standing !== 'accepted') return { kind: 'held', snapshot: kept, isNew: decision.kind === 'new' };
  return await published(archive, kept, before, text, options);
}

/** Notes that a policy could not be had, and says how often in a row. */
export async function notRead(
  archive: Archive,
  policy: string,
  failure: Failure,
  { clock, isDryRun }: TrackOptions,
  capture?: Snapshot,
): Promise<Tracking> {
  const events = await archive.eventsSince(0, { policy });
  if (!isDryRun) await archive.noteNotRead(policy, new Date(clock()).toISOString(), failure, capture);
  return { kind: 'not-read', failure, inARow: 1 + failuresInARow(events) };
}

function failuresInARow(events: readonly ArchiveEvent[]): number {
  const before = events.toReversed().findIndex(({ kind }) => kind !== 'not-read');
  return before === -1 ? events.length : before;
}

/** The print of a kept text as today's reader makes it; undefined where it can no longer be read. */
async function printToday(archive: Archive, kept: KeptSnapshot): Promise<string | undefined> {
  const text = await keptText(archive, kept);
  return text === null ? undefined : textPrint(text.text);
}

/** Whether a second fetch, of all pages whole and without conditions, gives the same words. */
export async function agrees(snapshot: Snapshot, print: string, options: Pick<TrackOptions, 'fetch' | 'ways'>): Promise<boolean> {
  const [first, ...rest] = pagesOf(snapshot);
  const { text } = await visitDeclared({ pages: [asDeclared(first), ...rest.map(asDeclared)] }, visitOptions(options));
  return text !== null && textPrint(text.text) === print;
}

/** A page that was had as one to be had again, in the same way. */
export function asDeclared({ url, selection, rendered }: Pick<Snapshot, 'url' | 'selection' | 'rendered'>): PageDeclaration {
  return { fetch: url, ...selection, ...(rendered === true ? { executeClientScripts: true } : {}) };
}

async function published(
  archive: Archive,
  snapshot: KeptSnapshot,
  before: KeptSnapshot | null,
  text: PolicyText,
  options: TrackOptions,
): Promise<Tracking> {
  const after = readingOf(text, options);
  if (before === null) return { kind: 'first', snapshot, findings: after.findings.length };
  const earlier = await readingBefore(archive, before, options);
  return { kind: 'changed', snapshot, before, comparison: earlier === null ? null : compareReadings(earlier, after) };
}

function readingOf(text: PolicyText, { compiled }: TrackOptions): Reading {
  return { text, findings: analyse(text, compiled) };
}

async function readingBefore(archive: Archive, before: KeptSnapshot, options: TrackOptions): Promise<Reading | null> {
  const text = await keptText(archive, before);
  return text === null ? null : readingOf(text, options);
}

/** What `take` would do, without doing it. */
async function foreseen(
  archive: Archive,
  arrival: Arrival,
  current: KeptSnapshot | null,
  text: PolicyText,
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
  return await published(archive, snapshot, current, text, options);
}

function foreseenSnapshot({ snapshot, facts, policy, origin, seen }: Arrival, decision: Decision): KeptSnapshot {
  const { body, further: _pages, ...about } = snapshot;
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
