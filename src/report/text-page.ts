import type { styleText } from 'node:util';
import type { Report, ReportContext } from '../model/report.ts';
import { columns, wrapped } from './wrapped.ts';

/** What the page is made of and how it is painted and measured. */
export interface Page {
  readonly report: Report;
  readonly context: ReportContext;
  readonly width: number;
  readonly all: boolean;
  readonly paint: (style: Parameters<typeof styleText>[0], text: string) => string;
}

/** Two spaces: what belongs to a title stands in from it. */
export const step = '  ';

export function section({ width, paint }: Page, title: string): string {
  return paint('bold', `${title} ${'─'.repeat(Math.max(0, width - columns(title) - 1))}`);
}

/** Width of the labels' column, in columns: the longest label and two spaces. */
export const labelWidth = 13;

export function labelled({ width, paint }: Page, label: string, words: string, indent: string): readonly string[] {
  const lines = wrapped(words, width, ' '.repeat(indent.length + labelWidth));
  return lines.map((line, index) => (index === 0 ? `${indent}${paint('bold', label)}${line.slice(indent.length + label.length)}` : line));
}
