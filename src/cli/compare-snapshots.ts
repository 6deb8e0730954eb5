import type { Memory } from '../analyse/memory.ts';
import type { Archive, KeptSnapshot } from '../model/archive.ts';
import { compareReadings } from '../compare/compare-readings.ts';
import type { ChangeReport, ComparedText } from '../model/change.ts';
import type { Failure, Outcome } from '../model/failure.ts';
import type { Report } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PolicyText } from '../model/text.ts';
import { readSnapshot, scanOf, type ReadDocument, type ReadOptions } from '../scan.ts';
import { readKept } from './read-kept.ts';

/** What a comparison tells of where a text is from. */
type TakenSnapshot = Pick<Snapshot, 'url' | 'fetchedAt' | 'sha256'> & { readonly further?: readonly Pick<Snapshot, 'sha256'>[] };

/** A text read for comparison: its words, and the report of this one document. */
export interface ReadText {
  readonly snapshot: TakenSnapshot;
  readonly document: ReadDocument;
  readonly text: PolicyText;
  readonly report: Report;
}

export async function readForComparison(snapshot: Snapshot, options: ReadOptions): Promise<Outcome<ReadText>> {
  return readTextOf(await readSnapshot(snapshot, options), snapshot, options);
}

/** Reads an accepted text of the archive. `memory` is for histories, whose paragraphs repeat. */
export async function readKeptText(
  archive: Archive,
  kept: KeptSnapshot,
  options: ReadOptions,
  memory?: Memory,
): Promise<Outcome<ReadText>> {
  const read = { compiled: options.compiled, rulesSha256: options.rulesSha256, ...(memory === undefined ? {} : { memory }) };
  return readTextOf(await readKept(archive, kept, read), kept, options);
}

function readTextOf(document: ReadDocument, snapshot: TakenSnapshot, options: ReadOptions): Outcome<ReadText> {
  const { text, reading } = document;
  if (text === null) return { ok: false, failure: reading.failure ?? unknownFailure };
  return { ok: true, value: { snapshot, document, text, report: reportOf(document, snapshot, options) } };
}

const unknownFailure: Failure = { kind: 'empty', detail: 'it holds no text' };

/** The report is of the moment at which the text was taken, so that two comparisons of the same texts are the same. */
const reportOf = (document: ReadDocument, { fetchedAt }: TakenSnapshot, options: ReadOptions): Report =>
  scanOf([document], { ...options, clock: () => Date.parse(fetchedAt) }).report;

/** What changed from one text to another. `isTimed`: when the texts were taken means something, which it does not for files. */
export function changeReport(
  before: ReadText,
  after: ReadText,
  about: { readonly policy?: string; readonly product?: string; readonly isTimed: boolean },
): ChangeReport {
  const { isTimed, ...named } = about;
  const readingOf = ({ text, report }: ReadText) => ({ text, findings: report.findings });
  return {
    version: 1,
    tool: after.report.tool,
    ...named,
    before: comparedText(before, isTimed),
    after: comparedText(after, isTimed),
    comparison: compareReadings(readingOf(before), readingOf(after)),
  };
}

function comparedText({ snapshot, document, text }: ReadText, isTimed: boolean): ComparedText {
  return {
    url: document.reading.finalUrl,
    ...(isTimed || /^https?:/u.test(snapshot.url) ? { at: snapshot.fetchedAt } : {}),
    ...(text.title === undefined ? {} : { title: text.title }),
    ...(text.effectiveDate === undefined ? {} : { effectiveDate: text.effectiveDate }),
    sha256: snapshot.sha256,
    words: text.words,
  };
}
