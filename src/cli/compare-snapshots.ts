import type { Memory } from '../analyse/memory.ts';
import type { Archive, KeptSnapshot } from '../model/archive.ts';
import { snapshotWithBody } from './archived-product.ts';
import { compareReadings } from '../compare/compare-readings.ts';
import type { ChangeReport, ComparedText } from '../model/change.ts';
import type { Failure, Outcome } from '../model/failure.ts';
import type { Report } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PolicyText } from '../model/text.ts';
import { readAccepted } from '../read-snapshot.ts';
import { readSnapshot, scanOf, type ReadDocument, type ReadOptions } from '../scan.ts';

/** A text read for comparison: its words, and the report of this one document. */
export interface ReadText {
  readonly snapshot: Snapshot;
  readonly document: ReadDocument;
  readonly text: PolicyText;
  readonly report: Report;
}

export async function readForComparison(snapshot: Snapshot, options: ReadOptions): Promise<Outcome<ReadText>> {
  return readTextOf(await readSnapshot(snapshot, options), snapshot, options);
}

/** Reads an accepted text of the archive. `memory` is for histories, whose paragraphs repeat. */
export async function readKept(archive: Archive, kept: KeptSnapshot, options: ReadOptions, memory?: Memory): Promise<Outcome<ReadText>> {
  const snapshot = await snapshotWithBody(archive, kept);
  return readTextOf(
    await readAccepted(snapshot, { compiled: options.compiled, ...(memory === undefined ? {} : { memory }) }),
    snapshot,
    options,
  );
}

function readTextOf(document: ReadDocument, snapshot: Snapshot, options: ReadOptions): Outcome<ReadText> {
  const { text, reading } = document;
  if (text === null) return { ok: false, failure: reading.failure ?? unknownFailure };
  return { ok: true, value: { snapshot, document, text, report: reportOf(document, snapshot, options) } };
}

const unknownFailure: Failure = { kind: 'empty', detail: 'it holds no text' };

/** The report is of the moment at which the text was taken, so that two comparisons of the same texts are the same. */
const reportOf = (document: ReadDocument, { fetchedAt }: Snapshot, options: ReadOptions): Report =>
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
