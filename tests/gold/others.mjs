// npm run gold:others [-- --errors]: measures the rules on label sets that others made (../shared/labelled). Every passage is read as a
// document of its own, so that no passage lends another its context. What their labels mean in ours is tests/gold/others/*.json.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledEngine } from './engine.mjs';
import { linesOf, shared } from './units.mjs';

const showErrors = process.argv.includes('--errors');
const examplesShown = 12;

if (!existsSync(join(shared, 'labelled')))
  throw new Error(`${join(shared, 'labelled')} is missing: the label sets of others are read from there`);

/** The engine of this tree: a function from a passage in Markdown to its findings. */
async function reader() {
  const { extractMarkdown, analyse, compiledRules, ruleSetFrom, ruleFiles } = await bundledEngine();
  const set = ruleSetFrom(ruleFiles);
  const compiled = await compiledRules(set);
  return { rules: set.sha256, findingsIn: (passage) => analyse(extractMarkdown(passage), compiled) };
}

const { rules, findingsIn } = await reader();
const cited = new Map();
const read = (text) => {
  if (!cited.has(text)) cited.set(text, findingsIn(text));
  return cited.get(text);
};

/** Quotes that the sentence classifier learned from (with labels of ours) measure nothing any more. */
const learned = new Set(linesOf(new URL('learned/quotes.jsonl', import.meta.url)).map(({ file, id }) => `${file}.jsonl ${id}`));
const rowsOf = ({ file }) => linesOf(join(shared, 'labelled', file)).filter(({ id }) => !learned.has(`${file} ${id}`));
const share = (right, of) => (of === 0 ? ' n/a ' : (right / of).toFixed(3));
const show = (kind, list) => {
  if (!showErrors) return;
  // Spread over the set, always the same ones.
  const step = Math.max(1, Math.floor(list.length / examplesShown));
  for (const text of list.filter((_, index) => index % step === 0).slice(0, examplesShown))
    console.log(`    ${kind}: ${text.replace(/\s+/g, ' ').slice(0, 260)}`);
};

/** Sentences with topics, exhaustive: precision and recall. */
function topics(mapping) {
  const sentences = new Map();
  for (const { text, gold } of rowsOf(mapping)) {
    const known = sentences.get(text) ?? {};
    for (const [topic, value] of Object.entries(gold)) known[topic] = Math.max(known[topic] ?? 0, value);
    sentences.set(text, known);
  }
  for (const [topic, { practices }] of Object.entries(mapping.topics)) {
    const missed = [];
    const extra = [];
    let [right, found, labelled] = [0, 0, 0];
    for (const [text, gold] of sentences) {
      const isFound = read(text).some(({ practice }) => practices.includes(practice));
      const isLabelled = gold[topic] === 1;
      found += isFound;
      labelled += isLabelled;
      right += isFound && isLabelled;
      if (isLabelled && !isFound) missed.push(text);
      if (isFound && !isLabelled) extra.push(text);
    }
    console.log(
      `  ${topic.padEnd(14)} precision ${share(right, found)} (${right} of ${found})  recall ${share(right, labelled)} (${right} of ${labelled})`,
    );
    show('missed', missed);
    show('extra', extra);
  }
}

/** Quotes with a case and its polarity: recall, and how often the stance of what is found is the case's. */
function cases(mapping) {
  const byConcern = new Map();
  for (const { text, case: names } of rowsOf(mapping)) {
    const mapped = names.map((name) => mapping.cases[name]).find((it) => it !== undefined);
    if (mapped === undefined) continue;
    const tally = byConcern.get(mapped.concern) ?? { all: 0, found: 0, stances: 0, missed: [], wrong: [] };
    byConcern.set(mapped.concern, tally);
    tally.all += 1;
    const own = read(text).filter(({ practice }) => mapped.practices.includes(practice));
    if (own.length === 0) {
      tally.missed.push(`[${names[0]}] ${text}`);
      continue;
    }
    tally.found += 1;
    if (own.some(({ stance }) => stance === mapped.stance)) tally.stances += 1;
    else tally.wrong.push(`[${names[0]}] ${text}`);
  }
  const sum = { all: 0, found: 0, stances: 0 };
  for (const [concern, tally] of [...byConcern].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    for (const field of Object.keys(sum)) sum[field] += tally[field];
    console.log(
      `  ${concern.padEnd(14)} recall ${share(tally.found, tally.all)} (${tally.found} of ${tally.all})  polarity right ${share(tally.stances, tally.found)} (${tally.stances} of ${tally.found})`,
    );
    show('missed', tally.missed);
    show('polarity', tally.wrong);
  }
  console.log(
    `  ${'all'.padEnd(14)} recall ${share(sum.found, sum.all)} (${sum.found} of ${sum.all})  polarity right ${share(sum.stances, sum.found)} (${sum.stances} of ${sum.found})`,
  );
}

/** Passages that support an answer: recall. */
function answers(mapping) {
  const byConcern = new Map();
  for (const { text, answer } of rowsOf(mapping)) {
    for (const name of answer) {
      const mapped = mapping.answers[name];
      if (mapped === undefined) continue;
      const tally = byConcern.get(mapped.concern) ?? { all: 0, found: 0, missed: [] };
      byConcern.set(mapped.concern, tally);
      tally.all += 1;
      if (read(text).some(({ practice }) => mapped.practices.includes(practice))) tally.found += 1;
      else tally.missed.push(`[${name}] ${text}`);
    }
  }
  for (const [concern, { all, found, missed }] of [...byConcern].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`  ${concern.padEnd(14)} recall ${share(found, all)} (${found} of ${all})`);
    show('missed', missed);
  }
}

console.log(`rules ${rules.slice(0, 12)}`);
const folder = new URL('others/', import.meta.url);
for (const name of readdirSync(folder).toSorted()) {
  const mapping = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  console.log(`\n${mapping.title}${mapping.exhaustive ? '' : ' (not exhaustive: no precision)'}`);
  ({ topics, cases, answers })[mapping.form](mapping);
}
