// Numbered units of a policy, and which of them a finding's quote is of: as gold/evaluate.mjs counts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const shared = fileURLToPath(new URL('../../../shared', import.meta.url));

/** The splitter that numbers units: the gold set's own. */
export async function unitSplitter() {
  const path = join(shared, 'gold', 'units.mjs');
  if (!existsSync(path))
    throw new Error(`no labelled texts: ${path} is missing; the gold figures need the shared material beside the project`);
  return (await import(pathToFileURL(path).href)).units;
}

/** The rows of a file of JSON lines. */
export const linesOf = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** What texts are compared by: their words in lower case. */
export const words = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of all units one behind the other (`parts`), and `unitsAt`: the units that a run of them is of, which share at least half of the shorter of the two. */
export function wordStream(policyUnits) {
  const owner = [];
  const parts = [];
  const sizes = new Map();
  for (const { unit, text } of policyUnits) {
    const own = words(text);
    sizes.set(unit, own.length);
    for (const word of own) {
      owner.push(unit);
      parts.push(word);
    }
  }
  const unitsAt = (first, count) => {
    const overlap = new Map();
    for (let index = first; index < first + count; index++) overlap.set(owner[index], (overlap.get(owner[index]) ?? 0) + 1);
    return [...overlap].filter(([unit, common]) => common >= 0.5 * Math.min(sizes.get(unit), count)).map(([unit]) => unit);
  };
  return { parts, unitsAt };
}

/** Finds the units that a quote overlaps by at least half of the shorter of the two, by words, as gold/evaluate.mjs does. */
export function unitFinder(policyUnits) {
  const { parts, unitsAt } = wordStream(policyUnits);
  const starts = new Map();
  let offset = 1;
  for (const [index, word] of parts.entries()) {
    starts.set(offset, index);
    offset += word.length + 1;
  }
  const stream = ` ${parts.join(' ')} `;
  /** `nth`: which of the places where the same words stand, from 0. */
  return (quote, nth) => {
    const wanted = words(quote);
    if (wanted.length === 0) return [];
    const needle = ` ${wanted.join(' ')} `;
    const hits = [];
    for (let at = stream.indexOf(needle); at >= 0; at = stream.indexOf(needle, at + 1)) hits.push(starts.get(at + 1));
    return hits.length === 0 ? [] : unitsAt(hits[Math.min(nth, hits.length - 1)], wanted.length);
  };
}

/** What a report claims of each unit: `unit practice stance`. */
export function claimsOf(report, policyUnits) {
  const find = unitFinder(policyUnits);
  const seen = new Map();
  const claims = new Set();
  for (const { practice, stance, quote } of report.findings) {
    const key = `${practice} ${stance}|${words(quote).join(' ')}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    for (const unit of find(quote, nth)) claims.add(`${unit} ${practice} ${stance}`);
  }
  return claims;
}
