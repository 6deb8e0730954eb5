// Measures the findings against single labelled units of many policies: tests/gold/passages.jsonl names each by file, number and the
// SHA-256 of its words, and holds its labels, never its text. Only the units that are named count.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { scan, shared } from './measure.mjs';

const labelsFile = fileURLToPath(new URL('passages.jsonl', import.meta.url));

/** First 12 hex digits of the SHA-256 of a unit's text. */
export const shaOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** The splitter that numbers units: the gold set's own. */
export async function unitSplitter() {
  const path = join(shared, 'gold', 'units.mjs');
  if (!existsSync(path))
    throw new Error(`no labelled texts: ${path} is missing; the gold figures need the shared material beside the project`);
  return (await import(pathToFileURL(path).href)).units;
}

const units = await unitSplitter();

/** The labelled units by file. */
function passagesByFile() {
  const byFile = new Map();
  for (const line of readFileSync(labelsFile, 'utf8').split('\n').filter(Boolean)) {
    const passage = JSON.parse(line);
    byFile.set(passage.file, [...(byFile.get(passage.file) ?? []), passage]);
  }
  return new Map([...byFile].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Passages whose text is no longer the one that was labelled: `file unit`, one each. */
export function strayPassages() {
  return [...passagesByFile()].flatMap(([file, passages]) => {
    const path = join(shared, 'corpus', file);
    const texts = new Map(existsSync(path) ? units(readFileSync(path, 'utf8')).map(({ unit, text }) => [unit, text]) : []);
    return passages.filter(({ unit, sha }) => !texts.has(unit) || shaOf(texts.get(unit)) !== sha).map(({ unit }) => `${file} ${unit}`);
  });
}

const words = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Finds the units that a quote overlaps by at least half of the shorter of the two, by words, as gold/evaluate.mjs does. */
export function unitFinder(policyUnits) {
  const owner = [];
  const parts = [];
  const starts = new Map();
  const sizes = new Map();
  let offset = 1;
  for (const { unit, text } of policyUnits) {
    const own = words(text);
    sizes.set(unit, own.length);
    for (const word of own) {
      starts.set(offset, parts.length);
      offset += word.length + 1;
      owner.push(unit);
      parts.push(word);
    }
  }
  const stream = ` ${parts.join(' ')} `;
  /** `nth`: which of the places where the same words stand, from 0. */
  return (quote, nth) => {
    const wanted = words(quote);
    if (wanted.length === 0) return [];
    const needle = ` ${wanted.join(' ')} `;
    const hits = [];
    for (let at = stream.indexOf(needle); at >= 0; at = stream.indexOf(needle, at + 1)) hits.push(starts.get(at + 1));
    if (hits.length === 0) return [];
    const first = hits[Math.min(nth, hits.length - 1)];
    const overlap = new Map();
    for (let index = first; index < first + wanted.length; index++) overlap.set(owner[index], (overlap.get(owner[index]) ?? 0) + 1);
    return [...overlap].filter(([unit, count]) => count >= 0.5 * Math.min(sizes.get(unit), wanted.length)).map(([unit]) => unit);
  };
}

/** What a report claims of each unit: `unit practice stance`. */
function claimsOf(report, policyUnits) {
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

/** `{ files, passages, rules, tallies }`; tallies by `practice stance`: right, claims, gold. */
export function measurePassages() {
  const byFile = passagesByFile();
  const files = [...byFile.keys()];
  const reports = scan(files.map((file) => join(shared, 'corpus', file)));
  const tallies = {};
  const bump = (name, field) => {
    tallies[name] ??= { right: 0, claims: 0, gold: 0 };
    tallies[name][field] += 1;
  };
  files.forEach((file, index) => {
    const claims = claimsOf(reports[index], units(readFileSync(join(shared, 'corpus', file), 'utf8')));
    for (const { unit, labels } of byFile.get(file)) {
      const named = (isOptional) =>
        new Set(labels.filter(({ optional }) => (optional === true) === isOptional).map(({ practice, stance }) => `${practice} ${stance}`));
      const [firm, optional] = [named(false), named(true)];
      for (const label of firm) bump(label, 'gold');
      for (const claim of claims) {
        const [number, practice, stance] = claim.split(' ');
        const name = `${practice} ${stance}`;
        if (Number(number) !== unit || (optional.has(name) && !firm.has(name))) continue;
        bump(name, 'claims');
        if (firm.has(name)) bump(name, 'right');
      }
    }
  });
  const sorted = Object.fromEntries(Object.entries(tallies).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { files: files.length, passages: [...byFile.values()].flat().length, rules: reports[0].tool.rules, tallies: sorted };
}

export const sumOf = (tallies, keep) =>
  Object.entries(tallies)
    .filter(([name]) => keep(name))
    .reduce((sum, [, { right, claims, gold }]) => ({ right: sum.right + right, claims: sum.claims + claims, gold: sum.gold + gold }), {
      right: 0,
      claims: 0,
      gold: 0,
    });

/** Lower-case hex SHA-256 of the label file. */
export const passagesVersion = () => createHash('sha256').update(readFileSync(labelsFile)).digest('hex');
