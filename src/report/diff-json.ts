import type { ChangeReport } from '../model/change.ts';
import { prettyJson } from './pretty-json.ts';

/** The order of keys, outer before inner, what a person looks for first. */
const keys = `
  name version tool product policy before after score comparison rules extractor
  url at title effectiveDate sha256
  effects promises findings text isSame counts changes words
  worse better neutral added removed reworded moved
  id practice concern kind effect why now stance severity confidence hedged conditions actor about quote span block section lead link
  causes points verdict by date note
`
  .trim()
  .split(/\s+/u);

/** The change report as JSON (`change.schema.json`): the same bytes for the same report. */
export function changeJson(report: ChangeReport): string {
  return prettyJson(report, keys);
}
