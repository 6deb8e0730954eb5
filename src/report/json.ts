import type { Report } from '../model/report.ts';
import { prettyJson } from './pretty-json.ts';

/** The order of keys, outer before inner, what a person looks for first. Practices, which are keys too, follow by name. */
const keys = `
  name version tool scannedAt product policies findings practices contradictions controls score coverage bounds
  rules extractor
  kind detail url finalUrl title language effectiveDate sha256 status instead failure words
  id practice concern stance severity confidence hedged conditions actor about quote span policy section lead link
`
  .trim()
  .split(/\s+/u);

/** The report as JSON (`report.schema.json`): the same bytes for the same report, whatever order its keys were made in. */
export function reportJson(report: Report): string {
  return prettyJson(report, keys);
}
