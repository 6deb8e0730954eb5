import { analyse } from './analyse/analyse.ts';
import type { AnalysedFinding } from './analyse/write-findings.ts';
import type { Compiled } from './analyse/compile.ts';
import type { Memory } from './analyse/memory.ts';
import { extractGuarded } from './extract-guarded.ts';
import { joinTexts } from './extract/join-texts.ts';
import { judge, otherLanguage } from './judge/judge.ts';
import type { Failure } from './model/failure.ts';
import type { Concern } from './model/finding.ts';
import type { PageStructure } from './model/page-structure.ts';
import type { PolicyReading } from './model/report.ts';
import type { KeptCopy, Snapshot } from './model/snapshot.ts';
import type { PolicyText } from './model/text.ts';

/** What reading a policy with the rules needs. */
export interface AnalyseOptions {
  readonly compiled: Compiled;
  /** Only practices of these concerns are looked for; all when left out. */
  readonly concerns?: readonly Concern[];
  /** What paragraphs read before had in them, for texts that repeat each other. */
  readonly memory?: Memory;
}

/** One document of the scan: with text and findings where it was read. */
export interface ReadDocument {
  readonly reading: PolicyReading;
  readonly text: PolicyText | null;
  readonly findings: readonly AnalysedFinding[];
  readonly isPdf: boolean;
}

/** What a snapshot holds, as far as it can be told without the rules. */
export interface JudgedSnapshot {
  /** Where text could be made of it, be it a policy or not. */
  readonly text: PolicyText | null;
  readonly structure: PageStructure | null;
  /** null for a policy. */
  readonly failure: Failure | null;
}

/** The text of a snapshot's pages joined, or of the parts of them that a person named, and what its first page is made of; nothing is judged. */
export async function extractSnapshot(snapshot: Snapshot): ReturnType<typeof extractGuarded> {
  const [first, ...rest] = pagesOf(snapshot);
  const read = await extractPage(first);
  if (!read.ok || rest.length === 0) return read;
  const texts = [read.value.text];
  for (const [index, page] of rest.entries()) {
    const next = await extractPage(page);
    // What one page says is not known, and so it is not known what the document says.
    if (!next.ok)
      return { ok: false, failure: { ...next.failure, detail: `page ${index + 2} of it, ${page.url}: ${next.failure.detail}` } };
    texts.push(next.value.text);
  }
  return { ok: true, value: { ...read.value, text: joinTexts(texts) } };
}

/** The pages that a document is split over, in reading order; most have one. */
export function pagesOf({ further = [], ...first }: Snapshot): readonly [Snapshot, ...Snapshot[]] {
  return [first, ...further];
}

/** Pages as one snapshot of the document that they are together. */
export function asOneSnapshot([first, ...further]: readonly [Snapshot, ...Snapshot[]]): Snapshot {
  return further.length === 0 ? first : { ...first, further };
}

async function extractPage({ body, headers, finalUrl, selection }: Snapshot): ReturnType<typeof extractGuarded> {
  const contentType = headers['content-type'];
  return await extractGuarded({
    bytes: body,
    url: finalUrl,
    ...(contentType === undefined ? {} : { contentType }),
    ...(selection === undefined ? {} : { selection }),
  });
}

/** Makes text of a snapshot, or of the parts of it that a person named, wherever it came from (the web, a file, the archive), and judges whether it is a policy. */
export async function judgedSnapshot(snapshot: Snapshot): Promise<JudgedSnapshot> {
  const extracted = await extractSnapshot(snapshot);
  if (!extracted.ok) return { text: null, structure: null, failure: extracted.failure };
  const { text, structure } = extracted.value;
  const failure = await judge({ text, structure, url: snapshot.finalUrl, ...answerTo(snapshot) });
  return { text, structure, failure: failure === null ? null : toldBySelectors(failure, structure) };
}

/** Where a part that was named is missing and the rest is no policy, the missing part is why. */
function toldBySelectors(failure: Failure, { unmatched = [] }: PageStructure): Failure {
  const [first] = unmatched;
  return first === undefined ? failure : { kind: 'selector-unmatched', detail: `${first}, and what the others match is no policy` };
}

/** The pages of a split document, each judged already, as one text, judged as one; a page without text is left out, which is for the caller to tell. */
export async function judgedTogether(pages: readonly (JudgedSnapshot & { readonly snapshot: Snapshot })[]): Promise<JudgedSnapshot> {
  const [first] = pages;
  const texts = pages.flatMap(({ text }) => (text === null ? [] : [text]));
  if (first === undefined || first.text === null || first.structure === null)
    throw new Error('a split document begins with a page that was read');
  const text = joinTexts(texts);
  const { structure, snapshot } = first;
  return { text, structure, failure: await judge({ text, structure, url: snapshot.finalUrl, ...answerTo(snapshot) }) };
}

/** Makes text of a snapshot, judges whether it is a policy, and reads it with the rules. */
export async function readSnapshot(snapshot: Snapshot, options: AnalyseOptions): Promise<ReadDocument> {
  return readJudged(pagesOf(snapshot), await judgedSnapshot(snapshot), options);
}

/** All that was made of a document's bytes. */
export interface Derived {
  /** Where text could be made of it. */
  readonly text: PolicyText | null;
  /** null where it was read. */
  readonly failure: Failure | null;
  readonly findings: readonly AnalysedFinding[];
  readonly isPdf: boolean;
}

/**
 * Reads a text that was accepted as what it is, perhaps by a person, with the rules: it is not judged again. What cannot be read at all stays unread: a text in
 * another language has nothing to say to rules for English.
 */
export async function deriveAccepted(snapshot: Snapshot, options: AnalyseOptions): Promise<Derived> {
  const extracted = await extractSnapshot(snapshot);
  if (!extracted.ok) return { text: null, failure: extracted.failure, findings: [], isPdf: isPdf(snapshot) };
  const { text } = extracted.value;
  return derived(text.words === 0 ? null : text, otherLanguage(text), isPdf(snapshot), options);
}

/** The same as a document of a scan. */
export async function readAccepted(snapshot: Snapshot, options: AnalyseOptions): Promise<ReadDocument> {
  return documentOf(pagesOf(snapshot), await deriveAccepted(snapshot, options));
}

/** Reads what has been judged with the rules. */
export function readJudged(
  pages: readonly [Snapshot, ...Snapshot[]],
  { text, failure }: JudgedSnapshot,
  options: AnalyseOptions,
): ReadDocument {
  return documentOf(pages, derived(text, failure, isPdf(pages[0]), options));
}

function derived(
  text: PolicyText | null,
  failure: Failure | null,
  isFromPdf: boolean,
  { compiled, concerns, memory }: AnalyseOptions,
): Derived {
  if (text === null || failure !== null) return { text, failure, findings: [], isPdf: isFromPdf };
  const findings = analyse(text, compiled, {
    ...(concerns === undefined ? {} : { concerns: [...concerns, 'control'] }),
    ...(memory === undefined ? {} : { memory }),
  });
  return { text, failure, findings, isPdf: isFromPdf };
}

/** What was made of the bytes of a document's pages, with what is known of the pages beside their bytes. */
export function documentOf(
  [page, ...rest]: readonly [Omit<Snapshot, 'body'>, ...Omit<Snapshot, 'body'>[]],
  { text, failure, findings, isPdf: isFromPdf }: Derived,
): ReadDocument {
  const parts = rest.length === 0 ? {} : { parts: [page, ...rest].map(({ finalUrl, sha256 }) => ({ url: finalUrl, sha256 })) };
  if (text === null || failure !== null)
    return notRead({ ...page, ...parts }, failure ?? { kind: 'empty', detail: 'there is no text in it' }, text);
  return { reading: { ...facts(page, text), ...parts, status: 'read' }, text, findings, isPdf: isFromPdf };
}

type Facts = Partial<Snapshot> & Pick<Snapshot, 'url' | 'finalUrl'> & Pick<PolicyReading, 'parts'>;

/** A document that could not be had, or of which no policy could be made. */
export function notRead(snapshot: Facts, failure: Failure, text: PolicyText | null = null): ReadDocument {
  return { reading: { ...facts(snapshot, text), status: 'not-read', failure }, text: null, findings: [], isPdf: false };
}

function facts({ url, finalUrl, sha256, parts, rendered, keptBy }: Facts, text: PolicyText | null): Omit<PolicyReading, 'status'> {
  return {
    url,
    finalUrl,
    ...(text?.title === undefined ? {} : { title: text.title }),
    ...(text?.language === undefined ? {} : { language: text.language }),
    ...(text?.effectiveDate === undefined ? {} : { effectiveDate: text.effectiveDate }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(parts === undefined ? {} : { parts }),
    ...(rendered === undefined ? {} : { rendered }),
    ...(keptBy === undefined ? {} : keptCopy(keptBy)),
    words: text?.words ?? 0,
  };
}

function keptCopy({
  archive,
  archivedAt,
  address,
  insteadOf,
}: KeptCopy): Pick<PolicyReading, 'from' | 'archivedAt' | 'copy' | 'siteFailure'> {
  return { from: archive, archivedAt, copy: address, ...(insteadOf === undefined ? {} : { siteFailure: insteadOf }) };
}

/** What the server said of a page beside the page, as far as it helps to judge it. */
export function answerTo({ status, headers }: Snapshot): { readonly status?: number; readonly mediaType?: string } {
  const mediaType = headers['content-type'];
  return { ...(status === undefined ? {} : { status }), ...(mediaType === undefined ? {} : { mediaType }) };
}

/** `%PDF-` within the first bytes (ISO 32000-1, 7.5.2 and its implementation note on leading bytes): no fragment leads into a PDF. */
function isPdf({ body }: Snapshot): boolean {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 1024)).includes('%PDF-');
}
