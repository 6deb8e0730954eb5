import type { Gate } from '../model/gate.ts';
import type { Report, ReportContext } from '../model/report.ts';
import { reportCsv } from './csv.ts';
import { reportJson } from './json.ts';
import { reportMarkdown } from './markdown.ts';
import { reportSarif } from './sarif.ts';
import type { SentencesOf } from './sarif-artifacts.ts';
import { reportText } from './text.ts';

/** What `--format` takes. */
export const formats = ['text', 'json', 'markdown', 'csv', 'sarif'] as const;
export type Format = (typeof formats)[number];

/** What any reporter may be told; each takes what concerns it. */
export interface ReportOptions {
  /** Text: whether to colour, which is for terminals. */
  readonly colour: boolean;
  /** Text: columns to write into. */
  readonly width: number;
  /** Text and Markdown: every quote, not the first few of each practice. */
  readonly all?: boolean;
  /** Markdown and SARIF: what the report is held to, where it is. */
  readonly gate?: Gate;
  /** CSV: whether the header row comes first (yes if absent). */
  readonly header?: boolean;
  /** SARIF: what splits a block into sentences, the same as for `sarifArtifacts`. */
  readonly sentencesOf?: SentencesOf;
  /** SARIF: where the artifacts are, relative to the repository. */
  readonly artifactsFolder?: string;
}

/** The table of formats. Every reporter gives a whole document that ends with a new line. */
export const reporters: Record<Format, (report: Report, context: ReportContext, options: ReportOptions) => string> = {
  text: reportText,
  json: reportJson,
  markdown: reportMarkdown,
  csv: reportCsv,
  sarif: reportSarif,
};
