// npm run gold [-- SET …]: scans the labelled policies and prints how right the findings are. Sets: dev, aside (totals only),
// ours (labels in tests/gold, of policies and of stretches), check (labels in tests/gold/check, never tuned to), passages (single units of many policies,
// tests/gold/passages.jsonl; only when named), polarity (written passages that deny and admit, tests/gold/polarity).
import { bundledEngine } from './engine.mjs';
import { bootstrap, f1, figures, measure, total } from './measure.mjs';
import { measurePassages, sumOf } from './passages.mjs';
import { measurePolarity } from './polarity.mjs';

const sets = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['dev', 'aside', 'ours', 'check', 'polarity'];
const two = (value) => (Number.isNaN(value) ? ' n/a ' : value.toFixed(3));
const part = (right, of) => (of === 0 ? ' n/a ' : (right / of).toFixed(3));

for (const set of sets) {
  if (set === 'passages') {
    printPassages();
    continue;
  }
  if (set === 'polarity') {
    await printPolarity();
    continue;
  }
  const results = measure(set);
  console.log(`\n${set}: ${results.length} policies and stretches of policies`);
  console.log(`${''.padEnd(24)}    F1  [95 % over policies]   P      R     claims  gold`);
  for (const [name, figure] of Object.entries(figures)) {
    const sum = total(results, figure);
    const [low, high] = bootstrap(results, figure);
    const few = sum.gold < 10 ? '  too few to say' : '';
    console.log(
      `${name.padEnd(24)} ${two(f1(sum))}  [${two(low)}, ${two(high)}]  ${part(sum.right, sum.claims)}  ${part(sum.right, sum.gold)}  ${String(sum.claims).padStart(6)}  ${String(sum.gold).padStart(4)}${few}`,
    );
  }
  const right = total(results, (s) => s.practice).right;
  let covered = 0;
  for (const level of ['high', 'medium', 'low']) {
    const sum = total(results, (s) => s.byConfidence[level]);
    covered += sum.right;
    console.log(
      `confidence ${level.padEnd(6)} precision ${part(sum.right, sum.claims)} (${sum.right} of ${sum.claims}); right findings covered so far ${part(covered, right)}`,
    );
  }
  const flips = results.reduce((sum, { scores }) => ({ all: sum.all + scores.flips.all, high: sum.high + scores.flips.high }), {
    all: 0,
    high: 0,
  });
  const unplaced = results.reduce((sum, { scores }) => sum + scores.unplacedQuotes, 0);
  console.log(`${flips.all} flips (${flips.high} of high confidence); ${unplaced} quotes not found in their policy`);
  if (set === 'aside') continue;
  const names = [...new Set(results.flatMap(({ scores }) => Object.keys(scores.byPractice)))].toSorted((a, b) => a.localeCompare(b));
  for (const name of names) {
    const sum = total(results, (s) => s.byPractice[name]);
    console.log(
      `  ${name.padEnd(34)} F1 ${two(f1(sum))}  P ${part(sum.right, sum.claims)}  R ${part(sum.right, sum.gold)}  (${sum.claims} claims, ${sum.gold} gold${sum.gold < 10 ? ', too few to say' : ''})`,
    );
  }
}

/** The units of passages.jsonl: a sample chosen for thin practices, so only the rows of one practice are comparable, and no total is a policy's. */
function printPassages() {
  const { files, passages, tallies } = measurePassages();
  const row = (name, sum) =>
    console.log(
      `  ${name.padEnd(34)} F1 ${two(f1(sum))}  P ${part(sum.right, sum.claims)}  R ${part(sum.right, sum.gold)}  (${sum.claims} claims, ${sum.gold} gold${sum.gold < 10 ? ', too few to say' : ''})`,
    );
  console.log(`\npassages: ${passages} units of ${files} policies`);
  const names = Object.keys(tallies);
  for (const name of names) row(name, tallies[name]);
  row(
    'denials',
    sumOf(tallies, (name) => name.endsWith(' denies')),
  );
  row(
    'all practices',
    sumOf(tallies, () => true),
  );
}

/** How often a written denial is shown as an admission, and the reverse. */
async function printPolarity() {
  const engine = await bundledEngine();
  const compiled = await engine.compiledRules(engine.ruleSetFrom(engine.ruleFiles));
  console.log('\npolarity: written passages; of what they deny and admit, how much is found, and how often the opposite is shown');
  for (const { name, passages, told, found, flips } of measurePolarity((markdown) =>
    engine.analyse(engine.extractMarkdown(markdown), compiled),
  )) {
    const shown = ({ high, medium, low }) => `${high} high, ${medium} medium, ${low} low`;
    console.log(
      `  ${name.padEnd(10)} ${String(passages).padStart(3)} passages  denials found ${found.denies} of ${told.denies}, admissions ${found.does} of ${told.does}; denials shown as admissions: ${shown(flips.does)}; admissions as denials: ${shown(flips.denies)}`,
    );
  }
}
