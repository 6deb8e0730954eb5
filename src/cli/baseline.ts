import { readFile } from 'node:fs/promises';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { subjectOf } from '../report/arrangement.ts';
import { prettyJson } from '../report/pretty-json.ts';
import { shortened } from './known.ts';
import { readReports } from './read-reports.ts';
import { writeWhole } from './write-file.ts';

/** What was known of one product, or of one policy that was scanned by itself. */
export interface BaselineEntry {
  /** The product's name, else the address of the document. */
  readonly subject: string;
  readonly report: Report;
}

/** A file of known findings: what `--write-baseline` wrote, or saved reports. */
export type Baseline = readonly BaselineEntry[];

/** How the subject of a baseline is told from others: by the product's name where there is one, else by where the document is. */
function subjectIn(report: Report): string {
  return report.product ?? report.policies[0]?.url ?? subjectOf(report);
}

/** The known findings in a file; anything else in it is a `UserError`, since a bar that is not read is no bar. */
export async function readBaseline(path: string): Promise<Baseline> {
  const reports = await readReports([path]);
  return reports.map((report) => ({ subject: subjectIn(report), report }));
}

/** What is known of the subject of a report. Where both hold one alone, they mean each other, wherever the document came from this time. */
export function knownOf(report: Report, baseline: Baseline, isAlone: boolean): readonly Finding[] {
  const [only] = baseline;
  const entry = baseline.find(({ subject }) => subject === subjectIn(report)) ?? (isAlone && baseline.length === 1 ? only : undefined);
  return entry?.report.findings ?? [];
}

/**
 * Writes what was found as what is known from now on. A product of which a document could not be read keeps what was known of it: a page that
 * is blocked today would otherwise make every clause new tomorrow. Gives back the subjects that were kept so.
 */
export async function writeBaseline(path: string, reports: readonly Report[]): Promise<readonly string[]> {
  const earlier = await earlierIn(path);
  const isRead = ({ policies }: Report): boolean => policies.length > 0 && policies.every(({ status }) => status === 'read');
  const kept: string[] = [];
  const lines = reports.map((report) => {
    if (isRead(report)) return report;
    const before = earlier.find(({ subject }) => subject === subjectIn(report));
    if (before !== undefined) kept.push(subjectOf(report));
    return before?.report ?? report;
  });
  const [only, ...more] = lines;
  const text = only !== undefined && more.length === 0 ? prettyJson(only) : lines.map((report) => `${JSON.stringify(report)}\n`).join('');
  await writeWhole(path, text);
  return kept;
}

async function earlierIn(path: string): Promise<Baseline> {
  const isThere = await readFile(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return [];
  try {
    return await readBaseline(path);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${shortened(path)} is there and is no baseline: name another file for --write-baseline, or remove it.`, { cause });
  }
}
