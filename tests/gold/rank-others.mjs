// npm run rank:others: Spearman's rank correlation between our scores and what PrivacySpy's readers answered, over the products that both
// have (../shared/labelled and ../shared/corpus). They read the policies of about 2020; of ours the one nearest to that is taken, which may be
// years away, and they ask other questions: the sign of the figure tells whether the scores mean what others mean, hardly its size.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { linesOf, shared } from './units.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/**
 * The questions about what is done with data, with their points (Politiwatch/privacyspy, rubric/, read 2026-11-23) and the practices of ours
 * that ask the same; their others ask about the document itself.
 */
const questions = {
  'behavioral-marketing': { worth: 10, practices: ['tracking/cross-context', 'sharing/advertising'] },
  'third-party-access': { worth: 10, practices: ['sharing/partners', 'sharing/advertising', 'sharing/sale'] },
  'third-party-collection': { worth: 10, practices: ['sharing/brokers'] },
  'noncritical-purposes': { worth: 10, practices: ['control/opt-out', 'control/settings'] },
  'law-enforcement': { worth: 5, practices: ['government/discretionary'] },
  'data-deletion': { worth: 5, practices: ['control/delete'] },
};

/** About when their answers were given: the project's repository began anew in 2020. The citations themselves have no date. */
const theirTime = '2021-01-01';

/** Products that the two collections name differently. */
const names = { twitter: 'x-twitter', 'last-fm': 'lastfm', firefox: 'mozilla-firefox' };

/** Least number of these questions with an answer that is quoted. */
const leastQuestions = 4;

const labels = join(shared, 'labelled', 'privacyspy-citations.jsonl');
const corpus = join(shared, 'corpus', 'policies');
for (const path of [labels, corpus])
  if (!existsSync(path)) throw new Error(`${path} is missing: the answers of others are compared with it`);

/** Share of points by product, from the answers that have a quote. */
function theirs() {
  const byProduct = new Map();
  for (const { id, percent } of linesOf(labels)) {
    const [, product, question] = /^(.+):([a-z-]+)#\d+$/u.exec(id) ?? [];
    if (!(question in questions)) continue;
    const answers = byProduct.get(names[product] ?? product) ?? new Map();
    answers.set(question, percent);
    byProduct.set(names[product] ?? product, answers);
  }
  const scores = new Map();
  for (const [product, answers] of byProduct) {
    if (answers.size < leastQuestions) continue;
    const points = [...answers].reduce((sum, [question, percent]) => sum + questions[question].worth * percent, 0);
    const share = points / [...answers.keys()].reduce((sum, question) => sum + questions[question].worth, 0);
    scores.set(product, { share, answers });
  }
  return scores;
}

async function scoreOf(kind, product) {
  const folder = join(corpus, kind, product);
  const distance = (name) => Math.abs(Date.parse(name.slice(0, 10)) - Date.parse(theirTime));
  const [nearest] = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .toSorted((a, b) => distance(a) - distance(b));
  const args = [
    join(root, 'dist/earshot.js'),
    'scan',
    join(folder, nearest),
    '--kind',
    kind,
    '--format',
    'json',
    '--quiet',
    '--allow-not-assessed',
  ];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 100_000_000 });
  const { score } = JSON.parse(stdout);
  return { date: nearest.slice(0, 10), overall: score.overall, coverage: score.coverage, parts: score.parts };
}

/** Ranks from 1, ties sharing the mean of theirs. */
function ranks(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

function spearman(a, b) {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, index) => sum + (value - mx) * (y[index] - my), 0);
  const spread = (list, middle) => Math.sqrt(list.reduce((sum, value) => sum + (value - middle) ** 2, 0));
  return covariance / (spread(x, mx) * spread(y, my));
}

const others = theirs();
const rows = [];
for (const kind of readdirSync(corpus).toSorted()) {
  for (const product of readdirSync(join(corpus, kind)).toSorted()) {
    if (!others.has(product)) continue;
    const { share, answers } = others.get(product);
    rows.push({ kind, product, theirs: share, answers, ...(await scoreOf(kind, product)) });
  }
}
for (const { kind, product, date, overall, coverage, theirs: points } of rows.toSorted((a, b) => b.theirs - a.theirs))
  console.log(
    `${`${kind}/${product}`.padEnd(26)} ${date}  ours ${overall === null ? 'not scored' : overall.toFixed(1).padStart(10)} (${Math.round(coverage * 100)} % answered)  theirs ${points.toFixed(0)}`,
  );
const scored = rows.filter(({ overall }) => overall !== null);
console.log(
  `\nSpearman ${spearman(
    scored.map(({ overall }) => overall),
    scored.map(({ theirs: points }) => points),
  ).toFixed(2)} over ${scored.length} products that both score (of ${rows.length} that both have).`,
);

console.log('By question, the points of our practices against their answer:');
for (const [question, { practices }] of Object.entries(questions)) {
  const answered = rows.filter(({ answers }) => answers.has(question));
  const ours = answered.map(({ parts }) => {
    const own = parts.filter(({ practice }) => practices.includes(practice));
    return own.reduce((sum, { points }) => sum + points, 0) / own.reduce((sum, { of }) => sum + of, 0);
  });
  const figure = spearman(
    ours,
    answered.map(({ answers }) => answers.get(question)),
  );
  console.log(
    `  ${question.padEnd(24)} ${Number.isNaN(figure) ? 'no figure: one side is always the same' : figure.toFixed(2)} (${answered.length} products)`,
  );
}
