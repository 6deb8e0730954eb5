import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { analyse, type AnalysedFinding } from './analyse/analyse.ts';
import type { Compiled } from './analyse/compile.ts';
import { contradictionsIn } from './analyse/contradictions.ts';
import { owedAnswers } from './analyse/owed-answers.ts';
import { extractGuarded } from './extract-guarded.ts';
import type { FetchOptions } from './fetch/fetch-options.ts';
import { judge } from './judge/judge.ts';
import { readLocal } from './load/read-document.ts';
import type { Failure, Outcome } from './model/failure.ts';
import { confidences, severities, type Concern, type Finding } from './model/finding.ts';
import type { Incompatible, Kind, OwedQuestion } from './model/kind.ts';
import type { Answer, Control, PolicyReading, Report, ReportContext } from './model/report.ts';
import type { Reviews } from './model/review.ts';
import type { Practice, Rule } from './model/rule.ts';
import type { Snapshot } from './model/snapshot.ts';
import type { PolicyText } from './model/text.ts';
import { textFragmentLink } from './report/text-fragment.ts';

/** Where one document of a product is. `-` as a path is standard input. */
export type Source = { readonly url: string } | { readonly path: string };

/** What reading needs: rules, and what is known of the product. */
export interface ReadOptions {
  readonly compiled: Compiled;
  /** SHA-256 of the rule set that was compiled. */
  readonly rulesSha256: string;
  /** Version of the program. */
  readonly version: string;
  /** Only practices of these concerns are looked for and reported; all when left out. */
  readonly concerns?: readonly Concern[];
  readonly product?: string;
  /** The product's kind, and what a reader of its policies is owed an answer to. */
  readonly kind?: { readonly name: Kind; readonly owed: readonly OwedQuestion[] };
  /** Practices that contradict each other; only each with itself when left out. */
  readonly incompatible?: readonly Incompatible[];
  /** Persons' verdicts on findings of earlier scans. */
  readonly reviews?: Reviews;
}

export interface ScanOptions extends ReadOptions {
  readonly fetch: FetchOptions;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** A report and what a reporter needs beside it. */
export interface Scan {
  readonly report: Report;
  readonly context: ReportContext;
}

/** Version of the step that makes text of a page: raised when the same bytes give another text, so that a changed score can be put down to it. */
const extractorVersion = '1';

/**
 * Scans the documents of one product: takes each, makes text of it, judges whether it is a policy, and reads the policy with the rules.
 * A document that cannot be had or read is part of the report, with the reason; a person's mistake (no such file) is a `UserError`.
 */
export async function scan(sources: readonly Source[], options: ScanOptions): Promise<Scan> {
  const documents: ReadDocument[] = [];
  for (const source of sources) documents.push(await readOne(source, options));
  return scanOf(documents, options);
}

/** The report of documents that have been read: pure but for `options.clock`. */
export function scanOf(documents: readonly ReadDocument[], options: ReadOptions & Pick<ScanOptions, 'clock'>): Scan {
  const rules = rulesOf(options);
  return {
    report: reportOf(documents, rules, options),
    context: { practices: rules.map(practiceOf), texts: documents.map(({ text }) => text?.text ?? null) },
  };
}

/** One document of the scan: with text and findings where it was read. */
export interface ReadDocument {
  readonly reading: PolicyReading;
  readonly text: PolicyText | null;
  readonly findings: readonly AnalysedFinding[];
  readonly isPdf: boolean;
}

async function readOne(source: Source, options: ScanOptions): Promise<ReadDocument> {
  const taken = await take(source, options);
  if (!taken.ok) return notRead({ url: addressOf(source), finalUrl: addressOf(source) }, taken.failure);
  return await readSnapshot(taken.value, options);
}

/** Makes text of a snapshot, wherever it came from (the web, a file, the archive), judges whether it is a policy, and reads it with the rules. */
export async function readSnapshot(snapshot: Snapshot, options: ReadOptions): Promise<ReadDocument> {
  const extracted = await extractGuarded(documentOf(snapshot));
  if (!extracted.ok) return notRead(snapshot, extracted.failure);

  const { text, structure } = extracted.value;
  const failure = await judge({ text, structure, url: snapshot.finalUrl, ...answerTo(snapshot) });
  if (failure !== null) return notRead(snapshot, failure, text);

  const findings = analyse(text, options.compiled, options.concerns === undefined ? {} : { concerns: [...options.concerns, 'control'] });
  return { reading: { ...facts(snapshot, text), status: 'read' }, text, findings, isPdf: isPdf(snapshot) };
}

async function take(source: Source, { fetch, stdin, clock }: ScanOptions): Promise<Outcome<Snapshot>> {
  if ('path' in source) return await readLocal(source.path, { stdin, clock });
  // The network is half of the start-up time, and a file needs none of it.
  const { fetchPage } = await import('./fetch/fetch-page.ts');
  return await fetchPage(source.url, fetch);
}

function addressOf(source: Source): string {
  if ('url' in source) return source.url;
  if (source.path === '-') return 'stdin:';
  return /^file:/iu.test(source.path) ? source.path : pathToFileURL(resolve(source.path)).href;
}

function documentOf({ body, headers, finalUrl }: Snapshot): Parameters<typeof extractGuarded>[0] {
  const contentType = headers['content-type'];
  return { bytes: body, url: finalUrl, ...(contentType === undefined ? {} : { contentType }) };
}

function answerTo({ status, headers }: Snapshot): { readonly status?: number; readonly mediaType?: string } {
  const mediaType = headers['content-type'];
  return { ...(status === undefined ? {} : { status }), ...(mediaType === undefined ? {} : { mediaType }) };
}

function facts(
  { url, finalUrl, sha256 }: Partial<Snapshot> & Pick<Snapshot, 'url' | 'finalUrl'>,
  text?: PolicyText,
): Omit<PolicyReading, 'status'> {
  return {
    url,
    finalUrl,
    ...(text?.title === undefined ? {} : { title: text.title }),
    ...(text?.language === undefined ? {} : { language: text.language }),
    ...(text?.effectiveDate === undefined ? {} : { effectiveDate: text.effectiveDate }),
    ...(sha256 === undefined ? {} : { sha256 }),
    words: text?.words ?? 0,
  };
}

function notRead(snapshot: Partial<Snapshot> & Pick<Snapshot, 'url' | 'finalUrl'>, failure: Failure, text?: PolicyText): ReadDocument {
  return { reading: { ...facts(snapshot, text), status: 'not-read', failure }, text: null, findings: [], isPdf: false };
}

/** `%PDF-` within the first bytes (ISO 32000-1, 7.5.2 and its implementation note on leading bytes): no fragment leads into a PDF. */
function isPdf({ body }: Snapshot): boolean {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 1024)).includes('%PDF-');
}

/** The rules that were asked for, in the order of the set. */
function rulesOf({ compiled, concerns }: ReadOptions): readonly Rule[] {
  return compiled.rules.filter(({ concern }) => concerns?.includes(concern) ?? true);
}

function practiceOf({ id, concern, title, severity, why, turnOff, source }: Rule): Practice {
  return { id, concern, title, severity, why, turnOff, source };
}

function reportOf(documents: readonly ReadDocument[], rules: readonly Rule[], options: ReadOptions & Pick<ScanOptions, 'clock'>): Report {
  const all = findingsOf(documents, options.reviews);
  const findings = all.filter(({ concern }) => options.concerns?.includes(concern) ?? true);
  // What a person found to be wrong stays in the report, and nothing is made of it.
  const standing = findings.filter(({ verdict }) => verdict?.verdict !== 'wrong');
  const isAssessed = documents.some(({ text }) => text !== null);
  const practices = Object.fromEntries(
    rules.map(({ id }) => [id, isAssessed ? answerOf(standing.filter(({ practice }) => practice === id)) : 'not-assessed']),
  );
  return {
    version: 1,
    tool: { name: 'earshot', version: options.version, rules: options.rulesSha256, extractor: extractorVersion },
    scannedAt: new Date(options.clock()).toISOString(),
    ...(options.product === undefined ? {} : { product: options.product }),
    ...(options.kind === undefined ? {} : { kind: options.kind.name }),
    policies: documents.map(({ reading }) => reading),
    findings,
    practices,
    contradictions: contradictionsIn(standing, options.incompatible ?? []),
    ...(options.kind === undefined ? {} : { owed: owedAnswers(options.kind.owed, practices) }),
    controls: controlsOf(all.filter(({ verdict }) => verdict?.verdict !== 'wrong')),
    score: null,
    coverage: null,
    bounds: null,
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
    if (reading === undefined || !text || spent > Math.max(linkBudget, text.text.length)) return finding;
    const link = textFragmentLink(reading.finalUrl, finding.quote, text.text, { at: finding.span[0], isPdf: hasPages === true });
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
