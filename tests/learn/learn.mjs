// npm run learn: trains the sentence classifier on the labelled texts, calibrates it together with the rules on text that neither has seen, and
// writes rules/weights.tsv, rules/network.json and rules/classifier.json. The labels of `tests/gold/check` and `gold/aside` are never learned from.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledEngine } from '../gold/engine.mjs';
import { calibrate } from './calibrate.mjs';
import { inWorkers } from './in-workers.mjs';
import { trainNetworks } from './networks.mjs';
import { learnedVersion, samples as labelledSamples } from './samples.mjs';
import { answerOf, settle } from './settle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A claim with fewer labels is left to the rules. */
const fewestLabels = 8;
/** A feature in fewer sentences says more about one maker's wording than about policies. */
const rarest = 3;
/** Features that are kept: those with the greatest weight for any claim. */
const mostFeatures = 70_000;
/** What an error costs against a weight; 0.6, 1.2, 2 and 4 were tried (decision 221). */
const cost = 2;
const folds = 5;
/** Smallest weight that is written, in steps of 1/127 of a claim's greatest. */
const leastWeight = 4;

/**
 * Rows of features as one matrix in memory that workers share. A feature counts by its `rarity`; each row is scaled to length 1 (Salton and Buckley,
 * "Term-weighting approaches in automatic text retrieval", 1988). `squares` are those of the rarities.
 */
function matrixOf(rows, rarities) {
  const shared = (Type, length) => new Type(new SharedArrayBuffer(Type.BYTES_PER_ELEMENT * length));
  const starts = shared(Int32Array, rows.length + 1);
  for (const [k, row] of rows.entries()) starts[k + 1] = starts[k] + row.length;
  const features = shared(Int32Array, starts[rows.length]);
  const scales = shared(Float32Array, rows.length);
  const squares = shared(Float32Array, rarities.length);
  for (const [feature, rarity] of rarities.entries()) squares[feature] = rarity ** 2;
  for (const [k, row] of rows.entries()) {
    features.set(row, starts[k]);
    scales[k] = 1 / Math.sqrt(row.reduce((sum, feature) => sum + squares[feature], 0) || 1);
  }
  return { starts, features, scales, squares, columns: rarities.length };
}

/** Solves many problems over one matrix: gives the weights of each. */
const solveAll = (matrix, problems) =>
  inWorkers(
    new URL('solve.mjs', import.meta.url),
    { matrix, cost },
    problems.map((answers) => () => ({ answers: answers() })),
  );

const marginOf = ({ starts, features, scales, columns }, weights, row) => {
  let sum = 0;
  for (let k = starts[row]; k < starts[row + 1]; k++) sum += weights[features[k]];
  return sum * scales[row] + weights[columns];
};

const foldOf = (maker, count = folds) => [...maker].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % count;

/** The logarithm of how many sentences there are to one with a feature, in steps that fit a byte. */
const rarityOf = (sentences, all, step) => Math.round(Math.log(1 + all / sentences) / step) * step;

async function main() {
  const engine = await bundledEngine({ isTaught: true });
  const { rarityStep } = engine;
  const set = engine.ruleSetFrom(engine.ruleFiles);
  const { samples, leads, featureNames } = await labelledSamples(engine, await engine.compiledRulesAlone(set));
  const labels = new Map();
  // What was only ever written for learning says nothing of how often policies say it.
  for (const { set: from, firm } of samples)
    if (from !== 'written') for (const claim of firm) labels.set(claim, (labels.get(claim) ?? 0) + 1);
  const claims = [...labels]
    .filter(([, count]) => count >= fewestLabels)
    .map(([claim]) => claim)
    .toSorted((a, b) => (a < b ? -1 : 1));
  console.log(`${samples.length} sentences, ${[...labels.values()].reduce((a, b) => a + b, 0)} labels, ${claims.length} claims`);

  const spread = new Int32Array(featureNames.length);
  for (const { features } of samples) for (const feature of features) spread[feature]++;
  /** Matrix of the features that are wanted, and their numbers in it. */
  const matrixWith = (isWanted) => {
    const column = new Int32Array(featureNames.length).fill(-1);
    const names = [];
    const origin = [];
    for (const [feature, name] of featureNames.entries())
      if (isWanted(feature)) {
        column[feature] = names.push(name) - 1;
        origin.push(feature);
      }
    // The sentences that lead to others stand behind the samples: nothing is learned from them.
    const rows = [...samples.map(({ features }) => features), ...leads].map((features) =>
      features.filter((feature) => column[feature] >= 0).map((feature) => column[feature]),
    );
    const rarities = names.map((_, k) => rarityOf(spread[origin[k]], samples.length, rarityStep));
    return { matrix: matrixOf(rows, rarities), names, column, rarities };
  };
  const answersOf =
    (claim, isLeftOut = () => false) =>
    () =>
      Int8Array.from(samples, (sample) => (isLeftOut(sample) ? 0 : answerOf(sample, claim)));

  const wide = matrixWith((feature) => spread[feature] >= rarest);
  console.log(
    `${wide.names.length} features in ${rarest} sentences or more, ${Math.round(wide.matrix.features.length / samples.length)} a sentence`,
  );
  const greatest = new Float32Array(wide.names.length);
  const halfOf = (maker) => foldOf(maker, 2);
  const halves = await solveAll(
    wide.matrix,
    [0, 1].flatMap((half) => claims.map((claim) => answersOf(claim, ({ maker }) => halfOf(maker) === half))),
  );
  for (const weights of halves) for (let k = 0; k < greatest.length; k++) greatest[k] = Math.max(greatest[k], Math.abs(weights[k]));
  const settled = settle(samples, claims, (row, claim) =>
    marginOf(wide.matrix, halves[halfOf(samples[row].maker) * claims.length + claim], row),
  );
  console.log(`${settled} labels left to another sentence of their unit`);
  const bar = greatest.toSorted().at(-mostFeatures) ?? 0;
  const { matrix, names, rarities } = matrixWith((feature) => wide.column[feature] >= 0 && greatest[wide.column[feature]] >= bar);
  console.log(`${names.length} features kept, ${Math.round(matrix.features.length / samples.length)} a sentence`);

  const problems = [];
  for (let fold = -1; fold < folds; fold++)
    for (const claim of claims) problems.push(answersOf(claim, ({ maker }) => foldOf(maker) === fold));
  const solved = await solveAll(matrix, problems);
  // Every sentence is judged by what was learned without its maker.
  const heldOutMargins = (maker, row) =>
    Float32Array.from(claims, (_, claim) => marginOf(matrix, solved[(foldOf(maker) + 1) * claims.length + claim], row));
  const margins = samples.map(({ maker }, row) => heldOutMargins(maker, row));
  const marginsOfLeads = new Map();
  for (const { maker, lead } of samples)
    if (lead !== null && !marginsOfLeads.has(lead)) marginsOfLeads.set(lead, heldOutMargins(maker, samples.length + lead));
  const { network, logits } = await trainNetworks(samples, claims, foldOf, engine);
  // What was read again was what a classifier doubted: labels that it helped to choose would say too much for it.
  const firstRead = samples.map((sample) => ({ ...sample, ...sample.first, shared: new Set() }));
  settle(firstRead, claims, (row, claim) => margins[row][claim]);
  const leadMargins = samples.map(({ lead }) => (lead === null ? null : marginsOfLeads.get(lead)));
  const calibration = calibrate(firstRead, claims, { margins, logits, leadMargins }, engine);

  const whole = solved.slice(0, claims.length);
  const steps = whole.map((weights) => weights.slice(0, -1).reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127);
  const lines = names.map((name, feature) => {
    const own = whole.flatMap((weights, claim) => {
      const weight = Math.round(weights[feature] / steps[claim]);
      return Math.abs(weight) >= leastWeight ? [`${claim}:${weight}`] : [];
    });
    return `${name}\t${rarities[feature].toFixed(2)}\t${own.join(' ')}\n`;
  });
  writeFileSync(join(root, 'rules', 'weights.tsv'), lines.toSorted().join(''));
  const round = (value) => Number(value.toPrecision(5));
  const rounded = (value) =>
    typeof value === 'number'
      ? round(value)
      : Array.isArray(value)
        ? value.map(rounded)
        : Object.fromEntries(Object.entries(value).map(([k, v]) => [k, rounded(v)]));
  const written = {
    version: 1,
    rules: set.sha256,
    labels: learnedVersion(),
    claims,
    steps: steps.map(round),
    biases: whole.map((weights) => round(weights.at(-1))),
    calibration: rounded(calibration),
  };
  writeFileSync(join(root, 'rules', 'classifier.json'), `${JSON.stringify(written, null, 1)}\n`);
  writeFileSync(join(root, 'rules', 'network.json'), `${JSON.stringify(network)}\n`);
}

await main();
