import type { Failure, FailureKind } from '../model/failure.ts';
import type { PageStructure } from '../model/page-structure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { FetchOptions } from './fetch-options.ts';
import type { BrowserPlaces } from './find-browser.ts';
import type { Wayback } from './wayback.ts';

export const renderModes = ['auto', 'always', 'never'] as const;

/** What may be done about a page that could not be read as it was fetched. */
export interface OtherWays {
  /** `auto`: a browser builds pages that are empty without one; `always`: every page. */
  readonly render: (typeof renderModes)[number];
  readonly browser: BrowserPlaces;
  /** Where it is there, an archived copy is read of pages that the site does not hand out. */
  readonly wayback?: Wayback;
  /** Is told what is done, for whoever watches. */
  readonly say?: (words: string) => void;
}

/** What was made of a snapshot, as far as it matters here. */
export interface Looked {
  readonly structure: PageStructure | null;
  /** null for a policy. */
  readonly failure: Failure | null;
}

/** A page that was asked for: what came, if anything did, and what was made of it. */
export interface Came<L extends Looked> {
  readonly url: string;
  readonly snapshot?: Snapshot;
  readonly looked: L;
}

/** Troubles in which an old copy says more than nothing. What the page is (terms, another language, too large) an archive does not change. */
const helpedByCopy: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'http-status',
  'timeout',
  'dns',
  'tls',
  'refused',
  'network',
  'too-many-redirects',
  'robots',
  'bot-wall',
  'consent-wall',
  'login-wall',
  'geo-block',
  'maintenance',
  'soft-404',
  'needs-scripts',
]);

/**
 * What came, or something better: the page as a browser builds it, then an archive's copy. `look` makes text of a snapshot and judges it. `isNamed`:
 * the person named this address, so that a copy is looked for even where the site says that there is no such page.
 */
export async function otherWays<L extends Looked>(
  came: Came<L>,
  ways: OtherWays,
  options: FetchOptions,
  look: (snapshot: Snapshot) => Promise<L>,
  isNamed: boolean,
): Promise<Came<L>> {
  const built = await builtByBrowser(came, ways, options, look);
  return built.looked.failure === null || ways.wayback === undefined ? built : await archived(built, ways.wayback, ways, look, isNamed);
}

async function builtByBrowser<L extends Looked>(
  came: Came<L>,
  ways: OtherWays,
  options: FetchOptions,
  look: (snapshot: Snapshot) => Promise<L>,
): Promise<Came<L>> {
  const { snapshot, looked } = came;
  if (snapshot === undefined || ways.render === 'never' || !isPage(snapshot)) return came;
  if (ways.render === 'auto' && !isShell(looked)) return came;
  ways.say?.(`Building ${snapshot.finalUrl} in a browser`);
  const { renderPage } = await import('./render-page.ts');
  const rendered = await renderPage(snapshot, options, { browser: ways.browser });
  if (!rendered.ok) {
    const failure = looked.failure ?? { kind: 'needs-scripts', detail: 'it was to be built by a browser' };
    return { ...came, looked: { ...looked, failure: { ...failure, detail: `${failure.detail}; ${rendered.failure.detail}` } } };
  }
  const again = await look(rendered.value);
  if (again.failure?.kind === 'empty' && looked.failure !== null) {
    const detail = `${looked.failure.detail}; a browser showed no text either`;
    return { ...came, looked: { ...looked, failure: { ...looked.failure, kind: 'empty', detail } } };
  }
  return { ...came, snapshot: rendered.value, looked: again };
}

/** Scripts build it: by the judge's word, or a page without text that has scripts. */
function isShell({ failure, structure }: Looked): boolean {
  return failure?.kind === 'needs-scripts' || (failure?.kind === 'empty' && (structure?.counts.scripts ?? 0) > 0);
}

/** An answer that is HTML: a browser makes no more of a PDF than we do. */
function isPage({ headers, status, body }: Snapshot): boolean {
  if (status !== undefined && status >= 400) return false;
  if (Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 1024)).includes('%PDF-')) return false;
  return /^(?:text\/html|application\/xhtml\+xml)\b/iu.test(headers['content-type'] ?? 'text/html');
}

async function archived<L extends Looked>(
  came: Came<L>,
  from: Wayback,
  { say }: OtherWays,
  look: (snapshot: Snapshot) => Promise<L>,
  isNamed: boolean,
): Promise<Came<L>> {
  const { looked } = came;
  const { failure } = looked;
  if (failure === null || !helpedByCopy.has(failure.kind) || (isGone(failure) && !isNamed)) return came;
  say?.(`Looking for an archived copy of ${came.url}`);
  const { latestCopies } = await import('./wayback.ts');
  let why = 'the Wayback Machine has no copy of it that is a policy';
  for await (const copy of latestCopies(came.url, from)) {
    if (!copy.ok) {
      why = copy.failure.detail;
      continue;
    }
    const kept = copy.value.keptBy;
    const snapshot: Snapshot = kept === undefined ? copy.value : { ...copy.value, keptBy: { ...kept, insteadOf: failure } };
    const again = await look(snapshot);
    if (again.failure === null) return { ...came, snapshot, looked: again };
  }
  return { ...came, looked: { ...looked, failure: { ...failure, detail: `${failure.detail}; ${why}` } } };
}

function isGone({ kind, status }: Failure): boolean {
  return kind === 'soft-404' || kind === 'dns' || status === 404 || status === 410;
}
