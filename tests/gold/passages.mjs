// Measures the findings against single labelled units of many policies: tests/gold/passages.jsonl names each by file, number and the
// SHA-256 of its words, and holds its labels, never its text. Only the units that are named count.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scan } from './measure.mjs';
import { claimsOf, linesOf, shared, unitSplitter } from './units.mjs';

export const passagesFile = fileURLToPath(new URL('passages.jsonl', import.meta.url));

/** First 12 hex digits of the SHA-256 of a unit's text. */
export const shaOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);

const units = await unitSplitter();

/** The labelled units by file. */
export function passagesByFile() {
  const byFile = new Map();
  for (const passage of linesOf(passagesFile)) byFile.set(passage.file, [...(byFile.get(passage.file) ?? []), passage]);
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
export const passagesVersion = () => createHash('sha256').update(readFileSync(passagesFile)).digest('hex');
