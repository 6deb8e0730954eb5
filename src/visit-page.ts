import type { DiscoverySteps, Visit } from './fetch/discovery.ts';
import type { FetchOptions } from './fetch/fetch-options.ts';
import type { FetchOutcome } from './fetch/fetch-page.ts';
import type { OtherWays } from './fetch/other-ways.ts';
import type { Failure, FailureKind } from './model/failure.ts';
import type { PageDeclaration, PolicyDeclaration, Selection } from './model/maker.ts';
import type { RobotsDecision } from './model/robots-decision.ts';
import type { Snapshot } from './model/snapshot.ts';
import { judgedSnapshot, judgedTogether, type JudgedSnapshot } from './read-snapshot.ts';

/** A page of the web that was asked for and judged. */
export interface VisitedPage extends Visit {
  /** What came: [] where nothing did, several for a document that is split over pages. */
  readonly snapshots: readonly Snapshot[];
  readonly robots?: RobotsDecision;
  /** What came with an error: never read, and kept as evidence by whoever keeps things. */
  readonly capture?: Snapshot;
}

export interface VisitOptions {
  readonly fetch: FetchOptions;
  readonly stored?: (url: string, acceptLanguage: string) => Snapshot | undefined;
  readonly say?: (words: string) => void;
  /** What may be done about a page that could not be read as it was fetched; nothing when left out. */
  readonly ways?: OtherWays;
}

/** The steps that the search for policies is made of: fetch one page, make text of it, judge it. */
export function visitWith(options: VisitOptions): DiscoverySteps<VisitedPage> {
  let isNamed = true;
  return {
    visit: async (url, what) => {
      const first = isNamed;
      // The first page is the one that the person named; the others are met on the way.
      isNamed = false;
      return await better(await visitPage(url, what, options), options, first);
    },
    join: joinPages,
  };
}

/** The page as it came, or by one of the other ways where it could not be read. */
async function better(
  page: VisitedPage,
  { fetch, ways, say }: VisitOptions,
  isNamed: boolean,
  declared?: PageDeclaration,
): Promise<VisitedPage> {
  if (ways === undefined || (page.failure === null && ways.render !== 'always')) return page;
  const { otherWays } = await import('./fetch/other-ways.ts');
  const { url, robots, text, structure, failure } = page;
  const [snapshot] = page.snapshots;
  const came = { url, looked: { text, structure, failure }, ...(snapshot === undefined ? {} : { snapshot }) };
  // Where it is declared that scripts build a page, whatever else came in its place is reason enough for a browser.
  const render = ways.render === 'auto' && declared?.executeClientScripts === true ? 'always' : ways.render;
  const told = { ...ways, render, ...(say === undefined ? {} : { say }) };
  const look = async (taken: Snapshot): Promise<JudgedSnapshot> => await judgedSnapshot(selected(taken, declared));
  const best = await otherWays(came, told, fetch, look, isNamed);
  if (best.snapshot === undefined || best.snapshot === snapshot) return { ...page, ...best.looked };
  return visitedPage(selected(best.snapshot, declared), best.looked, robots);
}

/** A policy as a person declared it: its pages in the order written, of each the parts that were named, joined to one document. */
export async function visitDeclared({ pages }: Pick<PolicyDeclaration, 'pages'>, options: VisitOptions): Promise<VisitedPage> {
  const [first, ...rest] = pages;
  const visit = async (page: PageDeclaration): Promise<VisitedPage> =>
    await better(await visitPage(page.fetch, page.fetch, options, page), options, true, page);
  const read = await visit(first);
  // What the first page says is what the document is found by; without it nothing else is looked for.
  if (rest.length === 0 || read.text === null) return read;
  const others: VisitedPage[] = [];
  for (const page of rest) others.push(await visit(page));
  const [second, ...more] = others;
  return second === undefined ? read : await joinPages([read, second, ...more]);
}

async function visitPage(
  url: string,
  what: string,
  { fetch, stored, say }: VisitOptions,
  declared?: PageDeclaration,
): Promise<VisitedPage> {
  say?.(what === url ? `Reading ${url}` : `Reading “${what}” at ${url}`);
  const { fetchPage } = await import('./fetch/fetch-page.ts');
  const previous = stored?.(url, fetch.acceptLanguage);
  const outcome = await fetchPage(url, previous === undefined ? fetch : { ...fetch, previous });
  if (!outcome.ok) return await failedVisit(url, outcome);
  const { robots } = outcome.value;
  const page = selected(outcome.value, declared);
  return visitedPage(page, await judgedSnapshot(page), robots);
}

/** A page that knows which parts of it are the policy, where that was declared. */
function selected(page: Snapshot, { select, remove }: Selection = {}): Snapshot {
  if (select === undefined && remove === undefined) return page;
  return { ...page, selection: { ...(select === undefined ? {} : { select }), ...(remove === undefined ? {} : { remove }) } };
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
    ...(capture === undefined ? {} : { capture }),
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

/** What stands in the place of a page. That a page is no policy by itself is nothing of the kind: a later page of one often is not. */
const stopsPage: ReadonlySet<FailureKind> = new Set<FailureKind>([...toldByThePage, 'http-status', 'soft-404', 'selector-unmatched']);

/** The pages of a split document as one. A page that could not be read makes the whole unread: what it says is not known. */
async function joinPages(pages: readonly [VisitedPage, VisitedPage, ...VisitedPage[]]): Promise<VisitedPage> {
  const [first] = pages;
  const missing = pages.find(({ text, failure }) => text === null || (failure !== null && stopsPage.has(failure.kind)));
  const read = pages.flatMap((page) => page.snapshots.slice(0, 1).map((snapshot) => ({ ...page, snapshot })));
  const judged = await judgedTogether(read.filter(({ text }) => text !== null));
  const failure: Failure | null =
    missing === undefined || missing.failure === null
      ? judged.failure
      : { ...missing.failure, detail: `page ${pages.indexOf(missing) + 1} of it, ${missing.url}: ${missing.failure.detail}` };
  return { ...first, ...judged, failure, snapshots: read.map(({ snapshot }) => snapshot) };
}
