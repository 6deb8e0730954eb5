import type { Finding } from '../model/finding.ts';
import type { PolicyReading, Report, ReportContext } from '../model/report.ts';
import { practiceOf } from './arrangement.ts';
import { failureSentences } from './failure-sentences.ts';
import { harmless, harmlessUrl } from './harmless.ts';

/** One line of the table: a finding and its document, or a document alone. */
interface Row {
  readonly report: Report;
  readonly context: ReportContext;
  readonly policy?: PolicyReading;
  readonly finding?: Finding;
}

const list = (values: readonly string[]): string => values.join('; ');
const text = (value: string | undefined): string => harmless(value ?? '');
const number = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
const address = (value: string | undefined): string => harmlessUrl(value ?? '');
const sentencesOf = ({ policy }: Row) => (policy?.failure === undefined ? undefined : failureSentences(policy.failure));

/** The columns, left to right, with what stands in each. Several values in a cell are separated by "; ", headings by " > ". */
const columns: readonly (readonly [name: string, cell: (row: Row) => string])[] = [
  // finding: one sentence; not-read: a document that could not be read; no-finding: one that was read and of which nothing was found.
  ['row', ({ policy, finding }) => (finding ? 'finding' : policy?.status === 'read' ? 'no-finding' : 'not-read')],
  ['product', ({ report }) => text(report.product)],
  ['practice', ({ finding }) => text(finding?.practice)],
  // In plain words, continuing "It …".
  ['practice_title', ({ finding, context }) => (finding ? text(practiceOf(finding.practice, context).title) : '')],
  ['concern', ({ finding }) => finding?.concern ?? ''],
  // does: admitted; denies: said not to be done.
  ['stance', ({ finding }) => finding?.stance ?? ''],
  ['severity', ({ finding }) => finding?.severity ?? ''],
  ['confidence', ({ finding }) => finding?.confidence ?? ''],
  // yes: said with "may", "might" and the like.
  ['hedged', ({ finding }) => (finding ? (finding.hedged ? 'yes' : 'no') : '')],
  ['conditions', ({ finding }) => list(finding?.conditions ?? [])],
  ['actor', ({ finding }) => finding?.actor ?? ''],
  // control/* only: what the reader can switch off, see or have deleted.
  ['about', ({ finding }) => finding?.about ?? ''],
  // One sentence in the policy's own words.
  ['quote', ({ finding }) => text(finding?.quote)],
  // The sentence that introduces the list the quote stands in.
  ['lead', ({ finding }) => text(finding?.lead)],
  ['section', ({ finding }) => (finding?.section ?? []).map(harmless).join(' > ')],
  // Opens the page at the quote.
  ['link', ({ finding }) => address(finding?.link)],
  // What a person said of it: checked or wrong, by whom, when, and why.
  ['verdict', ({ finding }) => finding?.verdict?.verdict ?? ''],
  ['verdict_by', ({ finding }) => text(finding?.verdict?.by)],
  ['verdict_date', ({ finding }) => text(finding?.verdict?.date)],
  ['verdict_note', ({ finding }) => text(finding?.verdict?.note)],
  // Of the quote in the policy's text, in UTF-16 code units; the end is exclusive.
  ['span_start', ({ finding }) => (finding ? String(finding.span[0]) : '')],
  ['span_end', ({ finding }) => (finding ? String(finding.span[1]) : '')],
  ['finding_id', ({ finding }) => text(finding?.id)],
  // The document: where it was found, its own title, the language and the date it gives itself, its length.
  ['policy_url', ({ policy }) => address(policy?.finalUrl)],
  ['policy_title', ({ policy }) => text(policy?.title)],
  ['policy_language', ({ policy }) => text(policy?.language)],
  ['policy_date', ({ policy }) => text(policy?.effectiveDate)],
  ['policy_words', ({ policy }) => (policy?.status === 'read' ? String(policy.words) : '')],
  // What part it plays in the product's set (main, voice, …), whose readers it is for (two letters), and how it was found.
  ['policy_role', ({ policy }) => policy?.role ?? ''],
  ['policy_country', ({ policy }) => policy?.country ?? ''],
  ['policy_found', ({ policy }) => list((policy?.found ?? []).map(harmless))],
  // ignored: the person asked not to heed robots.txt; the other words say what it allowed.
  ['policy_robots', ({ policy }) => policy?.robots?.because ?? ''],
  // Where the text is from: site, browser (built by one), wayback or warc; with the last two, when the copy was taken.
  ['policy_from', ({ policy }) => (policy === undefined ? '' : (policy.from ?? (policy.rendered === undefined ? 'site' : 'browser')))],
  ['policy_archived_at', ({ policy }) => text(policy?.archivedAt)],
  // Of the document as served, in hex.
  ['policy_sha256', ({ policy }) => text(policy?.sha256)],
  // not-read only: the kind of failure, what happened, what to do.
  ['failure', ({ policy }) => policy?.failure?.kind ?? ''],
  ['failure_happened', (row) => sentencesOf(row)?.happened ?? ''],
  ['failure_remedy', (row) => sentencesOf(row)?.remedy ?? ''],
  // ISO 8601 in UTC.
  ['scanned_at', ({ report }) => text(report.scannedAt)],
  ['earshot_version', ({ report }) => text(report.tool.version)],
  ['rules_sha256', ({ report }) => text(report.tool.rules)],
  // Of the product: 0 (worst) to 100 (best), empty where there is none; A to E; the share that is answered; what the rest leaves possible; why there is no score.
  ['score', ({ report }) => number(report.score?.overall)],
  ['grade', ({ report }) => report.score?.grade ?? ''],
  ['score_coverage', ({ report }) => number(report.score?.coverage)],
  ['score_low', ({ report }) => number(report.score?.bounds[0])],
  ['score_high', ({ report }) => number(report.score?.bounds[1])],
  ['score_missing', ({ report }) => report.score?.reason ?? ''],
  ['score_version', ({ report }) => number(report.score?.version)],
];

/**
 * What a spreadsheet takes for the start of a formula, also in full width. Source: OWASP, "CSV Injection". Tab and CR are of that
 * list too; `harmless` has turned them into spaces, and a leading space may be trimmed by the spreadsheet, so it is looked past.
 */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/** One cell by RFC 4180, 2.5 to 2.7, quoted where it must be, never a formula. */
function cell(value: string): string {
  // A number below zero is no formula.
  const isNumber = /^-\d+(?:\.\d+)?$/u.test(value);
  const safe = (formula.test(value) && !isNumber) || /^\s/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One row of a table by RFC 4180, line end included; no cell of it is a formula. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/**
 * The report as RFC 4180 CSV in UTF-8: a header, one row a finding in the report's order, then one row for each document that was not
 * read or in which nothing was found, so that no document is missing from the table. Without a header, to follow another report's rows.
 */
export function reportCsv(report: Report, context: ReportContext, options: { readonly header?: boolean } = {}): string {
  const findings = report.findings.map((finding): Row => {
    const policy = report.policies[finding.policy];
    return { report, context, finding, ...(policy === undefined ? {} : { policy }) };
  });
  const others = report.policies
    .filter((policy, index) => policy.status === 'not-read' || !report.findings.some((finding) => finding.policy === index))
    .map((policy): Row => ({ report, context, policy }));
  const rows = [...findings, ...others].map((row) => csvRow(columns.map(([, value]) => value(row))));
  return (options.header === false ? '' : csvRow(columns.map(([name]) => name))) + rows.join('');
}
