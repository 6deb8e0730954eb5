// npm run accuracy: measures every practice and stance on the labelled policies and writes rules/accuracy.json, which `earshot rules` prints.
// `gold/aside` is never part of it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { labelsVersion, measure, policiesOf } from './measure.mjs';
import { measurePassages, passagesVersion } from './passages.mjs';
import { fewest, tooFew, wilson } from './wilson.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const accuracyFile = join(root, 'rules', 'accuracy.json');

/** Two decimals more than a percentage needs, so that the file changes only with the counts. */
const rate = (right, of) => wilson(right, of).map((value) => Number(value.toFixed(4)));

const rated = (right, of) => {
  const [value, low, high] = rate(right, of);
  return { value, low, high };
};

/** How right a practice and stance is in one set; rates need ten labels. */
function figureOf({ right, claims, gold }) {
  const isFew = gold < fewest;
  return {
    found: claims,
    right,
    missed: gold - right,
    precision: isFew || claims === 0 ? tooFew : rated(right, claims),
    recall: isFew ? tooFew : rated(right, gold),
  };
}

/** Sums of evaluate.mjs's figures over policies, by `practice stance`. */
function talliesOf(results) {
  const tallies = {};
  for (const { scores } of results) {
    for (const [name, { right, claims, gold }] of Object.entries(scores.byPractice)) {
      tallies[name] ??= { right: 0, claims: 0, gold: 0 };
      tallies[name].right += right;
      tallies[name].claims += claims;
      tallies[name].gold += gold;
    }
  }
  return tallies;
}

/** Persons' verdicts in policies/<maker>/reviews.yaml: what they judged is what was found, so there is precision and no recall. */
export function reviewTallies(folder = join(root, 'policies')) {
  const tallies = {};
  const hash = createHash('sha256');
  let verdicts = 0;
  for (const maker of existsSync(folder) ? readdirSync(folder).toSorted() : []) {
    const path = join(folder, maker, 'reviews.yaml');
    if (!existsSync(path)) continue;
    const content = readFileSync(path, 'utf8');
    hash.update(`${maker}\n`).update(content);
    for (const { practice, stance, verdict } of Object.values(parse(content)?.reviews ?? {})) {
      verdicts += 1;
      const tally = (tallies[`${practice} ${stance}`] ??= { checked: 0, wrong: 0 });
      tally[verdict] += 1;
    }
  }
  return { tallies, verdicts, version: hash.digest('hex') };
}

function reviewFigureOf({ checked, wrong }) {
  const all = checked + wrong;
  return { checked, wrong, precision: all < fewest ? tooFew : rated(checked, all) };
}

/** The value that rules/accuracy.json holds. */
export function accuracy() {
  const dev = measure('dev');
  const ours = measure('ours');
  const check = measure('check');
  const passages = measurePassages();
  const reviews = reviewTallies();
  const rules = [...new Set([...dev, ...ours, ...check].map((result) => result.rules).concat(passages.rules))];
  if (rules.length !== 1) throw new Error('the rules changed while they were measured: run it again');
  const measured = { tuned: talliesOf([...dev, ...ours]), 'held-out': talliesOf(check), passages: passages.tallies };
  const names = [...new Set([...Object.values(measured), reviews.tallies].flatMap((tallies) => Object.keys(tallies)))].toSorted();
  const practices = {};
  for (const name of names) {
    const [practice, stance] = name.split(' ');
    const figures = Object.entries(measured).flatMap(([set, tallies]) =>
      tallies[name] === undefined ? [] : [[set, figureOf(tallies[name])]],
    );
    const verdicts = reviews.tallies[name] === undefined ? [] : [['reviews', reviewFigureOf(reviews.tallies[name])]];
    (practices[practice] ??= {})[stance] = Object.fromEntries([...figures, ...verdicts]);
  }
  return {
    version: 1,
    rules: rules[0],
    sets: {
      tuned: { policies: [...policiesOf('dev'), ...policiesOf('ours')].map(({ name }) => name), labels: labelsVersion(['dev', 'ours']) },
      'held-out': { policies: policiesOf('check').map(({ name }) => name), labels: labelsVersion(['check']) },
      passages: { policies: passages.files, passages: passages.passages, labels: passagesVersion() },
      reviews: { verdicts: reviews.verdicts, labels: reviews.version },
    },
    practices,
  };
}

/** The file's bytes: one line a figure, so that a change shows as the lines that changed. */
export function accuracyJson(value) {
  const figures = (sets) =>
    Object.entries(sets)
      .map(([set, figure]) => `        ${JSON.stringify(set)}: ${JSON.stringify(figure)}`)
      .join(',\n');
  const stances = (byStance) =>
    Object.entries(byStance)
      .map(([stance, sets]) => `      ${JSON.stringify(stance)}: {\n${figures(sets)}\n      }`)
      .join(',\n');
  const practices = Object.entries(value.practices)
    .map(([practice, byStance]) => `    ${JSON.stringify(practice)}: {\n${stances(byStance)}\n    }`)
    .join(',\n');
  const sets = Object.entries(value.sets)
    .map(([set, facts]) => `    ${JSON.stringify(set)}: ${JSON.stringify(facts)}`)
    .join(',\n');
  return `{\n  "version": ${value.version},\n  "rules": ${JSON.stringify(value.rules)},\n  "sets": {\n${sets}\n  },\n  "practices": {\n${practices}\n  }\n}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const value = accuracy();
  writeFileSync(accuracyFile, accuracyJson(value));
  console.log(`rules/accuracy.json: ${Object.keys(value.practices).length} practices, rules ${value.rules.slice(0, 12)}`);
}
