import type { DiscoverySteps, Visit } from './fetch/discovery.ts';
import type { FetchOptions } from './fetch/fetch-options.ts';
import type { FetchOutcome } from './fetch/fetch-page.ts';
import type { Failure, FailureKind } from './model/failure.ts';
import type { PolicyDeclaration, Selection } from './model/maker.ts';
import type { RobotsDecision } from './model/robots-decision.ts';
import type { Snapshot } from './model/snapshot.ts';
import { judgedSnapshot, judgedTogether, type JudgedSnapshot } from './read-snapshot.ts';

/** A page of the web that was asked for and judged. */
export interface VisitedPage extends Visit {
  /** What came: [] where nothing did, several for a document that is split over pages. */
  readonly snapshots: readonly Snapshot[];
  readonly robots?: RobotsDecision;
}

export interface VisitOptions {
  readonly fetch: FetchOptions;
  readonly stored?: (url: string, acceptLanguage: string) => Snapshot | undefined;
  readonly say?: (words: string) => void;
}

/** The steps that the search for policies is made of: fetch one page, make text of it, judge it. */
export function visitWith(options: VisitOptions): DiscoverySteps<VisitedPage> {
  return { visit: async (url, what) => await visitPage(url, what, options), join: joinPages };
}

/** A policy as a person declared it: its pages in the order written, of each the parts that were named, joined to one document. */
export async function visitDeclared({ pages }: PolicyDeclaration, options: VisitOptions): Promise<VisitedPage> {
  const [first, ...rest] = pages;
  const read = await visitPage(first.fetch, first.fetch, options, first);
  // What the first page says is what the document is found by; without it nothing else is looked for.
  if (rest.length === 0 || read.text === null) return read;
  const others: VisitedPage[] = [];
  for (const page of rest) others.push(await visitPage(page.fetch, page.fetch, options, page));
  const [second, ...more] = others;
  return second === undefined ? read : await joinPages([read, second, ...more]);
}

async function visitPage(
  url: string,
  what: string,
  { fetch, stored, say }: VisitOptions,
  { select, remove }: Selection = {},
): Promise<VisitedPage> {
  say?.(what === url ? `Reading ${url}` : `Reading “${what}” at ${url}`);
  const { fetchPage } = await import('./fetch/fetch-page.ts');
  const previous = stored?.(url, fetch.acceptLanguage);
  const outcome = await fetchPage(url, previous === undefined ? fetch : { ...fetch, previous });
  if (!outcome.ok) return await failedVisit(url, outcome);
  const { robots } = outcome.value;
  const selection = { ...(select === undefined ? {} : { select }), ...(remove === undefined ? {} : { remove }) };
  return visitedPage(outcome.value, await judgedSnapshot(outcome.value, selection), robots);
}

function visitedPage(snapshot: Snapshot, judged: JudgedSnapshot, robots: RobotsDecision | undefined): VisitedPage {
  return { url: snapshot.url, finalUrl: snapshot.finalUrl, snapshots: [snapshot], ...judged, ...(robots === undefined ? {} : { robots }) };
}

/** What the page of an error can say more plainly than its status. */
const toldByThePage: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'bot-wall',
  'consent-wall',
  'login-wall',
  'geo-block',
  'maintenance',
]);

/** Nothing came, or an error: its page is judged as a saved one would be, since a wall and a missing page may share a status. */
async function failedVisit(url: string, outcome: Extract<FetchOutcome, { ok: false }>): Promise<VisitedPage> {
  const { failure, capture, robots = capture?.robots } = outcome;
  const nothing = {
    url,
    finalUrl: capture?.finalUrl ?? url,
    snapshots: [],
    text: null,
    structure: null,
    failure,
    ...(robots === undefined ? {} : { robots }),
  };
  // "Not found" and "gone" say all there is to say (RFC 9110, 15.5.5 and 15.5.11).
  if (capture === undefined || failure.status === 404 || failure.status === 410) return nothing;
  const judged = await judgedSnapshot(capture);
  return { ...nothing, structure: judged.structure, failure: toldBy(judged.failure, failure) };
}

function toldBy(judged: Failure | null, answered: Failure): Failure {
  if (judged === null || !toldByThePage.has(judged.kind)) return answered;
  return { kind: judged.kind, detail: `${answered.detail}; ${judged.detail}` };
}

/** The pages of a split document as one. A page that could not be read makes the whole unread: what it says is not known. */
async function joinPages(pages: readonly [VisitedPage, VisitedPage, ...VisitedPage[]]): Promise<VisitedPage> {
  const [first] = pages;
  const missing = pages.find(({ text }) => text === null);
  const read = pages.flatMap((page) => page.snapshots.slice(0, 1).map((snapshot) => ({ ...page, snapshot })));
  const judged = await judgedTogether(read.filter(({ text }) => text !== null));
  const failure: Failure | null =
    missing === undefined || missing.failure === null
      ? judged.failure
      : { ...missing.failure, detail: `page ${pages.indexOf(missing) + 1} of it, ${missing.url}: ${missing.failure.detail}` };
  return { ...first, ...judged, failure, snapshots: read.map(({ snapshot }) => snapshot) };
}
