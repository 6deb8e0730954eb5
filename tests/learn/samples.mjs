// The labelled sentences that the sentence classifier is trained on: every sentence of the labelled texts as the engine reads it, with its
// features, its labels and what the rules found in it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { labelsVersion, policiesOf, rangeOf } from '../gold/measure.mjs';
import { passagesByFile, passagesFile, shaOf } from '../gold/passages.mjs';
import { linesOf, shared, unitSplitter, words } from '../gold/units.mjs';
import { makerName } from './maker-name.mjs';
import { fewWords, placer } from './place-sentences.mjs';

const fileOf = (name) => fileURLToPath(new URL(`../gold/${name}`, import.meta.url));
/** Labelled units that the classifier was not sure of, of policies none of which is labelled whole: chosen, so they say nothing of how often it is right. */
const unitsFile = fileOf('learned/units.jsonl');
/** Labelled units of pages as they were served, by the first hex digits of the SHA-256 of their words. */
const pagesFile = fileOf('learned/pages.jsonl');
/** Labelled quotes of others' label sets; `npm run gold:others` leaves these out. */
const quotesFile = fileOf('learned/quotes.jsonl');
/** Labelled units that were written for learning, heading, lead and text or cells: ways of saying that are rare, and what only looks like a claim. */
const writtenFile = fileOf('learned/written.jsonl');
/** What a second reader said of labels that a classifier of other makers doubted, by the policy (or quote) and the number or SHA-256 of the unit. */
const rereadFile = fileOf('learned/reread.jsonl');
/** The sets of labels that the classifier learns from. `check` and `aside` are never among them. */
const learnedSets = ['dev', 'ours', 'learned'];
const measuredSets = ['check', 'aside'];

/** Labels by the number of their unit. */
function byUnit(labels) {
  const groups = new Map();
  for (const label of labels) groups.set(label.unit, [...(groups.get(label.unit) ?? []), label]);
  return groups;
}

/** A quote of another label set as a paragraph: the blanks that a tokenizer put before punctuation, and a list's mark, are taken away. */
function asParagraph(text) {
  const plain = text
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/ ([,.;:!?)\]])/gu, '$1')
    .replace(/([([]) /gu, '$1')
    .replace(/ (['’]s)\b/gu, '$1')
    .replace(/^\W*[*•-]\s+/u, '');
  return plain.endsWith(':') ? `${plain.slice(0, -1)}.` : plain;
}

/** A written unit with what stands above it: a paragraph, an item below its lead, or a row below its `columns`. */
function asMarkdown({ heading, lead, text, columns, cells }) {
  const row = (texts) => `| ${texts.join(' | ')} |`;
  const unit = cells ? [row(columns), row(columns.map(() => '---')), row(cells)].join('\n') : lead === '' ? text : `- ${text}`;
  return [heading === '' ? '' : `## ${heading}`, lead, unit].filter(Boolean).join('\n\n');
}

/** Who a policy is of, from its name `KIND-SLUG-DATE`: the policies of one maker are learned from, or held out, together. */
const makerOf = (name) => makerName(name.replace(/-\d{4}(?:-\d\d-\d\d)?(?:\..*)?$/u, ''));

/** Reads a text `history/SERVICE/TERMS.md` of the shared history as it was at a commit; the history is unpacked when the first is asked for. */
function pastTexts() {
  let repository = null;
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  return (file, commit) => {
    if (repository === null) {
      repository = mkdtempSync(join(tmpdir(), 'earshot-history-'));
      process.once('exit', () => rmSync(repository, { recursive: true }));
      git('clone', '--quiet', '--bare', '--branch', 'main', join(shared, 'history', 'ota-versions-sample.bundle'), repository);
    }
    return git('-C', repository, 'show', `${commit}:${file.slice('history/'.length)}`);
  };
}

/** The verdicts of the second reader on a unit: `yes`, `maybe` (optional) or `no` for each practice and stance that was read again. */
function secondReading() {
  const found = new Map(linesOf(rereadFile).map(({ of, commit = '', unit, verdicts }) => [`${of} ${commit} ${unit}`, verdicts]));
  return (of, commit, unit, text) => found.get(`${of} ${commit} ${unit}`) ?? found.get(`${of} ${commit} ${shaOf(text)}`) ?? [];
}

/** The labels of a unit as they are after it was read again. */
const revised = (labels, verdicts) => [
  ...labels.filter(({ practice, stance }) => !verdicts.some((one) => one.practice === practice && one.stance === stance)),
  ...verdicts.filter(({ verdict }) => verdict !== 'no').map((one) => ({ ...one, optional: one.verdict === 'maybe' })),
];

/** What labels say: `firm` and `optional`, sets of `practice stance`. */
function readingOf(labels) {
  const named = (isOptional) =>
    labels.filter(({ optional }) => (optional === true) === isOptional).map(({ practice, stance }) => `${practice} ${stance}`);
  const firm = new Set(named(false));
  return { firm, optional: new Set(named(true).filter((claim) => !firm.has(claim))) };
}

/** Labels of single units by their SHA-256, as the labels of every unit that has such a text. */
function labelsOfTexts(policyUnits, byText) {
  const own = policyUnits.flatMap(({ unit, text }) => {
    const labels = byText[shaOf(text)];
    return labels === undefined ? [] : [[unit, labels]];
  });
  return new Map(own);
}

/**
 * Every labelled text: `set`, `of` (and `commit`, of what was read again), `maker`, `isTuned` (the rules were tuned to it, or it was not chosen by chance), `policy` (as the engine reads it),
 * `units` (all of them) and `labels` (of each unit that was labelled, by its number).
 */
async function* labelledTexts({ extractMarkdown, extract, writeMarkdown }) {
  const units = await unitSplitter();
  const corpus = (file) => readFileSync(join(shared, 'corpus', file));
  const history = pastTexts();
  const readPolicy = (file, commit) => {
    const markdown = commit === undefined ? corpus(file).toString('utf8') : history(file, commit);
    return { maker: makerName(file.split('/').slice(1, 3).join('-')), policy: extractMarkdown(markdown), markdown };
  };
  const readPage = async (file) => {
    const page = await extract({ bytes: corpus(file), url: `https://site.example/${file}` });
    if (!page.ok) throw new Error(`${file}: ${page.failure.detail}`);
    return { maker: makerName(file.split('--')[1]), policy: page.value.text, markdown: writeMarkdown(page.value.text) };
  };
  for (const set of learnedSets)
    for (const { name, text, labels } of policiesOf(set)) {
      const [from, to] = rangeOf(name) ?? [0, Number.POSITIVE_INFINITY];
      const markdown = readFileSync(text, 'utf8');
      const all = units(markdown);
      const labelled = byUnit(linesOf(labels));
      const within = all.filter(({ unit }) => unit >= from && unit <= to);
      yield {
        set,
        of: name,
        maker: makerOf(name),
        isTuned: set !== 'learned',
        policy: extractMarkdown(markdown),
        units: all,
        labels: new Map(within.map(({ unit }) => [unit, labelled.get(unit) ?? []])),
      };
    }
  // Single units of many policies; those of makers that are held out stay out.
  const heldOut = new Set(policiesOf('check').map(({ name }) => makerOf(name)));
  for (const [file, own] of passagesByFile()) {
    const { maker, policy, markdown } = readPolicy(file);
    const labels = new Map(own.map((passage) => [passage.unit, passage.labels]));
    if (!heldOut.has(maker)) yield { set: 'passages', of: file, maker, isTuned: true, policy, units: units(markdown), labels };
  }
  for (const [set, labelled] of [
    ['units', unitsFile],
    ['pages', pagesFile],
  ])
    for (const { file, commit, units: byText } of linesOf(labelled)) {
      const { maker, policy, markdown } = file.endsWith('.html') ? await readPage(file) : readPolicy(file, commit);
      const all = units(markdown);
      yield { set, of: file, commit, maker, isTuned: true, policy, units: all, labels: labelsOfTexts(all, byText) };
    }
  for (const [index, written] of linesOf(writtenFile).entries()) {
    const markdown = asMarkdown(written);
    const all = units(markdown);
    yield {
      set: 'written',
      of: 'written',
      maker: `written ${index}`,
      isTuned: true,
      policy: extractMarkdown(markdown),
      units: all,
      // The last unit is the text; a lead or a header says nothing by itself here.
      labels: new Map([[all.length, written.labels]]),
    };
  }
  const texts = new Map();
  for (const { file, id, labels } of linesOf(quotesFile)) {
    if (!texts.has(file)) texts.set(file, new Map(linesOf(join(shared, 'labelled', `${file}.jsonl`)).map((row) => [row.id, row.text])));
    const text = texts.get(file).get(id);
    if (text === undefined) throw new Error(`${quotesFile}: ${file} has no quote ${id}`);
    const markdown = asParagraph(text);
    const all = units(markdown);
    const own = byUnit(labels);
    yield {
      set: 'quotes',
      of: `${file} ${id}`,
      maker: `${file} ${id}`,
      isTuned: false,
      policy: extractMarkdown(markdown),
      units: all,
      labels: new Map(all.map(({ unit }) => [unit, own.get(unit) ?? []])),
    };
  }
}

/** Texts of the labelled units that are only measured, by their words: what other makers say word for word is not learned from either. */
async function measuredTexts() {
  const units = await unitSplitter();
  const found = new Set();
  for (const set of measuredSets)
    for (const { name, text } of policiesOf(set)) {
      const [from, to] = rangeOf(name) ?? [0, Number.POSITIVE_INFINITY];
      for (const { unit, text: own } of units(readFileSync(text, 'utf8')))
        if (unit >= from && unit <= to && words(own).length >= fewWords) found.add(words(own).join(' '));
    }
  return found;
}

/** The version of all that is learned from. */
export const learnedVersion = () => labelsVersion(learnedSets, [passagesFile, unitsFile, pagesFile, writtenFile, quotesFile, rereadFile]);

/** Numbers for what features are made of, in the order in which they come; their names by number. */
function registry(compiled, namedTags) {
  const names = [''];
  const numbers = new Map([['', 0]]);
  const named = (name) => {
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, (number = names.push(name) - 1));
    return number;
  };
  const lexicons = [...compiled.lexicon.tags.keys()].map(named);
  const word = (form) => named(compiled.forms.stemNameOf(form));
  return { names, atoms: { word, term: (tag) => lexicons[tag], named, tagsOf: namedTags(compiled.lexicon.tags) } };
}

/**
 * `{ samples, leads, featureNames }`; `leads` are the features of the sentences that lead to some. A sample: `set` (where it is from), `maker`, `isTuned`, `units`
 * (numbers of those that it is of), `features` (numbers, each once), `lead` (the place among `leads` of the one that leads to it, or null),
 * `firm` and `optional` (sets of `practice stance`, as read again where they were), `first` (both as they were first read), `shared` (an empty one, for claims that another sentence of the same unit may make instead), `ruled`
 * (`practice stance` to the confidence of the rules), `parts` and `kinds` (what the network reads, by name), `isRow`, `isTitle` and `isNegated`.
 */
export async function samples(engine, compiled) {
  const { analyse, contexts, contextOf, eachContextFeature, eachFeature, hasNegation, kinds, kindsOf, namedTags, partsOf } = engine;
  const { names, atoms } = registry(compiled, namedTags);
  const kindNames = new Map(Object.entries(kinds).map(([name, number]) => [number, name]));
  const featureNumbers = new Map();
  const featureNames = [];
  const found = [];
  const leads = [];
  const featuresOf = (sentence, around, block) => {
    const features = new Set();
    const add = (kind, first, second) => {
      const name = [kindNames.get(kind), names[first], ...(second === 0 ? [] : [names[second]])].join(' ');
      let number = featureNumbers.get(name);
      if (number === undefined) featureNumbers.set(name, (number = featureNames.push(name) - 1));
      features.add(number);
    };
    const taker = { take: add, takeTerms: (kind, first, second) => add(kind, atoms.term(first), atoms.term(second)) };
    eachFeature(sentence, around, block, atoms, taker);
    for (const context of contexts) {
      const above = contextOf(around, context);
      if (above) eachContextFeature(above, context, atoms, taker);
    }
    return Int32Array.from(features);
  };
  const measured = await measuredTexts();
  const unitNumbers = new Map();
  const reread = secondReading();
  let texts = 0;
  for await (const { set, of, commit = '', maker, isTuned, policy, units, labels } of labelledTexts(engine)) {
    const textOf = new Map(units.map(({ unit, text }) => [unit, text]));
    texts++;
    const unitsOf = placer(units);
    for (const { unit, kind, text } of units) if (kind === 'heading' || measured.has(words(text).join(' '))) labels.delete(unit);
    const numberOf = (unit) => {
      const name = `${texts} ${unit}`;
      if (!unitNumbers.has(name)) unitNumbers.set(name, unitNumbers.size);
      return unitNumbers.get(name);
    };
    const leadNumber = engine.rememberLead((lead, place) => leads.push(featuresOf(lead, place, 'paragraph')) - 1);
    const onSentence = (sentence, around, block, ruled) => {
      const { tokens, from, to } = sentence;
      const quote = words(sentence.text.slice(tokens.start[from], tokens.end[to - 1]));
      const own = unitsOf(quote, block.kind === 'row').filter((unit) => labels.has(unit));
      if (own.length === 0) return;
      const first = readingOf(own.flatMap((unit) => labels.get(unit)));
      const second = readingOf(own.flatMap((unit) => revised(labels.get(unit), reread(of, commit, unit, textOf.get(unit)))));
      found.push({
        set,
        maker,
        isTuned,
        units: own.map(numberOf),
        features: featuresOf(sentence, around, block.kind),
        lead: leadNumber(around) ?? null,
        ...second,
        first,
        shared: new Set(),
        ruled: new Map(ruled),
        parts: partsOf(sentence, around).map((part) => part.map((form) => compiled.forms.stemNameOf(form))),
        kinds: kindsOf(around, block.kind),
        isRow: block.kind === 'row',
        isTitle: around.isTitle,
        isNegated: hasNegation(sentence, compiled.forms),
      });
    };
    analyse(policy, compiled, { onSentence });
  }
  return { samples: found, leads, featureNames };
}
