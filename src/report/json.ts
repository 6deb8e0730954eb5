import type { Report } from '../model/report.ts';
import { prettyJson } from './pretty-json.ts';

/** The order of keys, outer before inner, what a person looks for first. Practices, which are keys too, follow by name. */
const keys = `
  name version tool scannedAt product kind policies seen findings practices contradictions owed controls score coverage bounds
  rules extractor
  detail url finalUrl title language effectiveDate sha256 status instead failure words
  role country found robots parts reason
  id practice concern denies reason stance severity confidence hedged conditions actor about quote span policy section lead link
  asks answer verdict by date note
  overall grade of points answered follows concerns parts leftOut
`
  .trim()
  .split(/\s+/u);

/** The report as JSON (`report.schema.json`): the same bytes for the same report, whatever order its keys were made in. */
export function reportJson(report: Report): string {
  return prettyJson(report, keys);
}
