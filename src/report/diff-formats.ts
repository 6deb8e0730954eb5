import type { ChangeReport } from '../model/change.ts';
import type { Practice } from '../model/rule.ts';
import { changeHtml } from './diff-html.ts';
import { changeJson } from './diff-json.ts';
import { changeMarkdown } from './diff-markdown.ts';
import { changeText, type DiffTextOptions } from './diff-text.ts';

/** What `diff --format` takes. */
export const changeFormats = ['text', 'markdown', 'json', 'html'] as const;
export type ChangeFormat = (typeof changeFormats)[number];

type Reporter = (reports: readonly ChangeReport[], practices: readonly Practice[], options: DiffTextOptions) => string;

/** Each gives one whole document for all policies of a product; JSON is one report, or one a line where there are several. */
export const changeReporters: Record<ChangeFormat, Reporter> = {
  text: (reports, practices, options) => reports.map((report) => changeText(report, practices, options)).join('\n\n'),
  markdown: (reports, practices, options) => reports.map((report) => changeMarkdown(report, practices, options)).join('\n\n'),
  json: (reports) => {
    const written = reports.map(changeJson);
    return written.length === 1 ? written.join('') : written.map((report) => `${JSON.stringify(JSON.parse(report))}\n`).join('');
  },
  html: (reports, practices) => changeHtml(reports, practices),
};
