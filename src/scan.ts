import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contradictionsIn } from './analyse/contradictions.ts';
import { owedAnswers } from './analyse/owed-answers.ts';
import type { Discovery, DiscoveryWish } from './fetch/discovery.ts';
import type { FetchOptions } from './fetch/fetch-options.ts';
import type { OtherWays } from './fetch/other-ways.ts';
import { isTextOf, printOf } from './judge/same-text.ts';
import { readLocal } from './load/read-document.ts';
import type { Failure, FailureKind } from './model/failure.ts';
import { confidences, severities, type Finding } from './model/finding.ts';
import type { Incompatible, Kind, OwedQuestion } from './model/kind.ts';
import type { PolicyDeclaration, Product } from './model/maker.ts';
import type { Answer, Control, Report, ReportContext, SeenDocument } from './model/report.ts';
import type { Reviews } from './model/review.ts';
import type { Practice, Rule } from './model/rule.ts';
import type { Scoring } from './model/score.ts';
import type { Snapshot } from './model/snapshot.ts';
import { asOneSnapshot, notRead, readJudged, readSnapshot, type AnalyseOptions, type ReadDocument } from './read-snapshot.ts';
import { textFragmentLink } from './report/text-fragment.ts';
import { scoreOf } from './score/score-of.ts';
import { visitDeclared, visitWith, type VisitedPage } from './visit-page.ts';

export { notRead, readSnapshot, type ReadDocument } from './read-snapshot.ts';

/** Where one document of a product is, or a page from which its documents are looked for. `-` as a path is standard input. */
export type Source =
  | {
      readonly url: string;
      /** The person wrote a host name alone: http is asked where https does not answer. */
      readonly isBareHost?: boolean;
    }
  | { readonly path: string };

/** A product whose policies a person declared; where none of them is there, they are looked for from its home page. */
export interface DeclaredProduct {
  readonly product: Pick<Product, 'id' | 'name'> & Partial<Pick<Product, 'kind' | 'home'>>;
  /** The main one first; [] where no address is known. */
  readonly policies: readonly PolicyDeclaration[];
}

/** What reading needs: rules, and what is known of the product. */
export interface ReadOptions extends AnalyseOptions {
  /** SHA-256 of the rule set that was compiled. */
  readonly rulesSha256: string;
  /** Version of the program. */
  readonly version: string;
  readonly product?: string;
  /** The product's kind, and what a reader of its policies is owed an answer to. */
  readonly kind?: { readonly name: Kind; readonly owed: readonly OwedQuestion[] };
  /** Practices that contradict each other; only each with itself when left out. */
  readonly incompatible?: readonly Incompatible[];
  /** Persons' verdicts on findings of earlier scans. */
  readonly reviews?: Reviews;
  /** Formula and weights of the score; none is computed when left out. */
  readonly scoring?: Scoring;
}

export interface ScanOptions extends ReadOptions, Pick<DiscoveryWish, 'country' | 'language'> {
  readonly fetch: FetchOptions;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Only the pages named are read; their links are not followed. */
  readonly only?: boolean;
  /** What is kept of a page from before, asked for with the same `Accept-Language`: its validators are sent along. */
  readonly stored?: (url: string, acceptLanguage: string) => Snapshot | undefined;
  /** Is given every document that was read as a policy, to be kept. */
  readonly keep?: (snapshot: Snapshot) => void;
  /** Is told what is being read, for whoever watches. */
  readonly say?: (words: string) => void;
  /** What may be done about a page that could not be read as it was fetched; nothing when left out. */
  readonly ways?: OtherWays;
}

/** A report and what a reporter needs beside it. */
export interface Scan {
  readonly report: Report;
  readonly context: ReportContext;
  /** Where texts of the archive were read: when the one that was not looked at for longest was last seen. ISO 8601 in UTC. */
  readonly lastSeenAt?: string;
}

/** Version of the step that makes text of a page: raised when the same bytes give another text, so that a changed score can be put down to it. */
const extractorVersion = '1';

/**
 * Scans the documents of one product. A file is read as it is; an address is where the product's set of policies is looked for, each of them
 * judged before it is believed; a declared product is read where it is declared to be. What cannot be had or read is part of the report, with the reason;
 * a person's mistake (no such file) is a `UserError`.
 */
export async function scan(sources: readonly (Source | DeclaredProduct)[], options: ScanOptions): Promise<Scan> {
  const documents: ReadDocument[] = [];
  const seen: SeenDocument[] = [];
  for (const source of sources) {
    if ('path' in source && isWarcName(source.path)) {
      const { documentsInWarc } = await import('./warc-documents.ts');
      const found = await documentsInWarc(source.path, options);
      documents.push(...found.documents);
      seen.push(...found.seen);
      continue;
    }
    if ('path' in source) {
      documents.push(await readFile(source.path, options));
      continue;
    }
    const set = 'url' in source ? await readFound(source, options) : await readDeclared(source, options);
    documents.push(...set.documents);
    seen.push(...set.seen);
  }
  return scanOf(eachOnce(documents), options, seen);
}

/** The report of documents that have been read: pure but for `options.clock`. */
export function scanOf(
  documents: readonly ReadDocument[],
  options: ReadOptions & Pick<ScanOptions, 'clock'>,
  seen: readonly SeenDocument[] = [],
): Scan {
  const rules = rulesOf(options);
  return {
    report: reportOf(documents, seen, rules, options),
    context: { practices: rules.map(practiceOf), texts: documents.map(({ text }) => text?.text ?? null) },
  };
}

async function readFile(path: string, options: ScanOptions): Promise<ReadDocument> {
  const taken = await readLocal(path, options);
  const url = addressOf(path);
  if (!taken.ok) return notRead({ url, finalUrl: url }, taken.failure);
  const read = await readSnapshot(taken.value, options);
  if (read.text !== null) options.keep?.(taken.value);
  return read;
}

/** The documents of one product that were read or not, and those that were met on the way. */
interface DocumentSet {
  readonly documents: readonly ReadDocument[];
  readonly seen: readonly SeenDocument[];
}

async function readFound(source: Extract<Source, { readonly url: string }>, options: ScanOptions): Promise<DocumentSet> {
  const { documents, seen } = await policiesFrom(source, options);
  const read = documents.map(({ visit, role, found, country }) =>
    readVisited(visit, options, { role, ...(found.length === 0 ? {} : { found }), ...(country === undefined ? {} : { country }) }),
  );
  return { documents: read, seen };
}

/** Troubles that say that a document is no longer where it was declared to be. A wall or a broken connection says nothing of the kind. */
const movedAway: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'soft-404',
  'selector-unmatched',
  'wrong-document',
  'no-policy-found',
  'empty',
]);

/** Whether a declared document is told not to be there any more, so that it is worth looking for from the home page. */
export function isMoved({ url, failure }: { readonly url: string; readonly failure?: Failure }, home: string): boolean {
  if (failure === undefined) return false;
  // A host without an address has been given up, unless the home page is on it, too.
  if (failure.kind === 'dns') return new URL(url).host !== new URL(home).host;
  return movedAway.has(failure.kind) || failure.status === 404 || failure.status === 410;
}

/** The declared policies; where every one of them has moved, or none is known, what the home page leads to. */
async function readDeclared({ product, policies }: DeclaredProduct, options: ScanOptions): Promise<DocumentSet> {
  const declared: ReadDocument[] = [];
  for (const policy of policies) {
    const found = [`it is declared for ${product.name}${sourceOf(policy)}`];
    declared.push(readVisited(await visitDeclared(policy, options), options, { role: policy.role, found }));
  }
  const { home } = product;
  if (home === undefined || !declared.every(({ reading }) => isMoved(reading, home))) return { documents: declared, seen: [] };
  const set = await readFound({ url: home }, options);
  // What took their place is read: the old addresses are told as such.
  if (!set.documents.some(({ text }) => text !== null)) return { documents: [...declared, ...set.documents], seen: set.seen };
  const gone = declared.map(({ reading: { url, role, failure } }): SeenDocument => ({
    url,
    ...(role === undefined ? {} : { role }),
    reason: 'gone',
    detail: `it is declared for ${product.name} and is not there any more (${failure?.detail ?? 'nothing came'})`,
  }));
  return { documents: set.documents, seen: [...gone, ...set.seen] };
}

function sourceOf({ source, seen, unverified }: PolicyDeclaration): string {
  const facts = [
    ...(source === undefined ? [] : [`by ${source}`]),
    ...(seen === undefined ? [] : [`last seen ${seen}`]),
    ...(unverified ? ['not confirmed of late'] : []),
  ];
  return facts.length === 0 ? '' : ` (${facts.join(', ')})`;
}

/** The product's set of policies as an address leads to it; with `only`, the page at that address. */
async function policiesFrom(source: Extract<Source, { readonly url: string }>, options: ScanOptions): Promise<Discovery<VisitedPage>> {
  const steps = visitWith(options);
  if (options.only === true)
    return { documents: [{ visit: await steps.visit(source.url, source.url), role: 'main', found: [] }], seen: [] };
  // Half of the start-up time, and a file needs none of it.
  const { discover } = await import('./fetch/discover.ts');
  return await discover(source.url, steps, { ...options, isBareHost: source.isBareHost === true });
}

/** A visited page read with the rules, and how it was found. */
function readVisited(
  page: VisitedPage,
  options: ScanOptions,
  found: Pick<ReadDocument['reading'], 'role' | 'found' | 'country'>,
): ReadDocument {
  const { snapshots, robots } = page;
  const [first, ...rest] = snapshots;
  const read =
    first === undefined
      ? notRead(page, page.failure ?? { kind: 'empty', detail: 'nothing came' })
      : readJudged([first, ...rest], page, options);
  if (first !== undefined && read.text !== null) options.keep?.(asOneSnapshot([first, ...rest]));
  return { ...read, reading: { ...read.reading, ...found, ...(robots === undefined ? {} : { robots }) } };
}

/** A document that several sources lead to, or that has the text of another, stands once: as the first found it. */
function eachOnce(documents: readonly ReadDocument[]): readonly ReadDocument[] {
  if (documents.length < 2) return documents;
  const prints = documents.map(({ text }) => (text === null ? undefined : printOf(text.text)));
  return documents.filter(({ reading }, index) =>
    documents.slice(0, index).every((earlier, at) => {
      const [one, other] = [prints[at], prints[index]];
      if (earlier.reading.found === undefined && reading.found === undefined) return true;
      return earlier.reading.finalUrl !== reading.finalUrl && (one === undefined || other === undefined || !isTextOf(other, one));
    }),
  );
}

/** A web archive by the ending of its name. */
function isWarcName(path: string): boolean {
  return /\.warc(?:\.gz)?$/iu.test(path);
}

function addressOf(path: string): string {
  if (path === '-') return 'stdin:';
  return /^file:/iu.test(path) ? path : pathToFileURL(resolve(path)).href;
}

/** The rules that were asked for, in the order of the set. */
function rulesOf({ compiled, concerns }: ReadOptions): readonly Rule[] {
  return compiled.rules.filter(({ concern }) => concerns?.includes(concern) ?? true);
}

function practiceOf({ id, concern, title, severity, why, turnOff, source }: Rule): Practice {
  return { id, concern, title, severity, why, turnOff, source };
}

function reportOf(
  documents: readonly ReadDocument[],
  seen: readonly SeenDocument[],
  rules: readonly Rule[],
  options: ReadOptions & Pick<ScanOptions, 'clock'>,
): Report {
  const all = findingsOf(documents, options.reviews);
  const findings = all.filter(({ concern }) => options.concerns?.includes(concern) ?? true);
  // What a person found to be wrong stays in the report, and nothing is made of it.
  const standing = findings.filter(({ verdict }) => verdict?.verdict !== 'wrong');
  const isAssessed = documents.some(({ text }) => text !== null);
  const practices = Object.fromEntries(
    rules.map(({ id }) => [id, isAssessed ? answerOf(standing.filter(({ practice }) => practice === id)) : 'not-assessed']),
  );
  const policies = documents.map(({ reading }) => reading);
  const owed = options.kind?.owed.flatMap(({ practices: ids }) => ids) ?? [];
  const score =
    options.scoring === undefined
      ? null
      : scoreOf({ findings: all, practices, policies, owed }, options.scoring, options.incompatible ?? []);
  return {
    version: 1,
    tool: { name: 'earshot', version: options.version, rules: options.rulesSha256, extractor: extractorVersion },
    scannedAt: new Date(options.clock()).toISOString(),
    ...(options.product === undefined ? {} : { product: options.product }),
    ...(options.kind === undefined ? {} : { kind: options.kind.name }),
    policies,
    ...(seen.length === 0 ? {} : { seen }),
    findings,
    practices,
    contradictions: contradictionsIn(standing, options.incompatible ?? []),
    ...(options.kind === undefined ? {} : { owed: owedAnswers(options.kind.owed, practices) }),
    controls: controlsOf(all.filter(({ verdict }) => verdict?.verdict !== 'wrong')),
    score,
    coverage: score?.coverage ?? null,
    bounds: score?.bounds ?? null,
  };
}

/**
 * Most characters searched for the links of one document, which are made by looking for each quote in the whole text: 5,000 quotes in a
 * policy of 100 kB, and in a page that repeats one sentence over 10 MB the gravest 50 instead of a day's work.
 */
const linkBudget = 500_000_000;

/** The findings of all documents, each with its document, its link, an id of its own and what a person said of it, gravest first. */
function findingsOf(documents: readonly ReadDocument[], reviews: Reviews = new Map()): readonly Finding[] {
  const taken = new Set<string>();
  const findings = documents.flatMap(({ findings: own }, policy) =>
    own.map((finding): Finding => ({ ...finding, id: freeId(finding.id, taken), policy })).map((finding) => reviewed(finding, reviews)),
  );
  const searched = documents.map(() => 0);
  return findings.toSorted(byGravity).map((finding) => {
    const { reading, text, isPdf: hasPages } = documents[finding.policy] ?? {};
    const spent = (searched[finding.policy] ?? 0) + (text?.text.length ?? 0);
    searched[finding.policy] = spent;
    // Which page of a split document the quote stands on is not known; a link to the first would lead past it.
    if (reading === undefined || reading.parts !== undefined || !text || spent > Math.max(linkBudget, text.text.length)) return finding;
    const shown = reading.from === 'wayback' ? (reading.copy ?? reading.finalUrl) : reading.finalUrl;
    const link = textFragmentLink(shown, finding.quote, text.text, { at: finding.span[0], isPdf: hasPages === true });
    return link === undefined ? finding : { ...finding, link };
  });
}

/** An id is made of practice, stance and sentence; a review that names others was written for something else. */
function reviewed(finding: Finding, reviews: Reviews): Finding {
  const review = reviews.get(finding.id);
  if (review === undefined || review.practice !== finding.practice || review.stance !== finding.stance) return finding;
  const { verdict, by, date, note } = review;
  return { ...finding, verdict: { verdict, by, date, ...(note === undefined ? {} : { note }) } };
}

/** A sentence that two documents of the product share has one id in both; the second gets another, the same in every scan. */
function freeId(id: string, taken: Set<string>): string {
  let free = id;
  while (taken.has(free)) free = createHash('sha256').update(free).digest('hex').slice(0, 16);
  taken.add(free);
  return free;
}

/** Gravest first, then unhedged before hedged, then by confidence, then by place. */
function byGravity(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    Number(a.hedged) - Number(b.hedged) ||
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
    a.policy - b.policy ||
    a.span[0] - b.span[0]
  );
}

/** What the findings of a practice say of it: the sure ones if there are any, since a passage to be checked cannot turn an admission into both. */
function answerOf(findings: readonly Finding[]): Answer {
  const sure = findings.filter(({ confidence, verdict }) => confidence !== 'low' || verdict !== undefined);
  const stances = new Set((sure.length > 0 ? sure : findings).map(({ stance }) => stance));
  if (stances.size === 2) return 'both';
  return [...stances][0] ?? 'silent';
}

/** The sentences that tell the reader how to switch something off, see it or have it deleted. */
function controlsOf(findings: readonly Finding[]): readonly Control[] {
  return findings
    .filter(({ concern, stance }) => concern === 'control' && stance === 'does')
    .map(({ about, quote, span, policy, practice, link }) => ({
      about: about ?? 'data',
      quote,
      span,
      policy,
      practice,
      ...(link === undefined ? {} : { link }),
    }));
}
