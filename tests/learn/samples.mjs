// The labelled sentences that the sentence classifier is trained on: every sentence of the labelled texts as the engine reads it, with its
// features, its labels and what the rules found in it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policiesOf, rangeOf } from '../gold/measure.mjs';
import { shaOf } from '../gold/passages.mjs';
import { shared, unitSplitter } from '../gold/units.mjs';

const fileOf = (name) => fileURLToPath(new URL(`../gold/${name}`, import.meta.url));
/** Labelled units of pages as they were served, by the first hex digits of the SHA-256 of their words. */
const pagesFile = fileOf('learned/pages.jsonl');
/** Labelled quotes of others' label sets; `npm run gold:others` leaves these out. */
const quotesFile = fileOf('learned/quotes.jsonl');
const passagesFile = fileOf('passages.jsonl');
/** The sets of labels that the classifier learns from. `check` and `gold/aside` are never among them. */
const learnedSets = ['dev', 'ours', 'learned'];

const words = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const linesOf = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Rows by what `keyOf` says of them. */
function grouped(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
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

/** Who a policy is of, from its name `KIND-SLUG-DATE`: the policies of one maker are learned from, or held out, together. */
const makerOf = (name) => name.replace(/-\d{4}(?:-\d\d-\d\d)?(?:\..*)?$/u, '');

/**
 * Every labelled text: `set`, `maker`, `isTuned` (the rules were tuned to it), `policy` (as the engine reads it), `units` (those that were labelled) and
 * `labelsOf` (the labels of a unit, by its number).
 */
async function* labelledTexts({ extractMarkdown, extract, writeMarkdown }) {
  const units = await unitSplitter();
  for (const set of learnedSets)
    for (const { name, text, labels } of policiesOf(set)) {
      const range = rangeOf(name);
      const markdown = readFileSync(text, 'utf8');
      const byUnit = grouped(linesOf(labels), ({ unit }) => unit);
      yield {
        set,
        maker: makerOf(name),
        isTuned: set !== 'learned',
        policy: extractMarkdown(markdown),
        units: units(markdown).filter(({ unit }) => range === null || (unit >= range[0] && unit <= range[1])),
        labelsOf: (unit) => byUnit.get(unit) ?? [],
      };
    }
  // Single units of many policies; those of makers that are held out stay out.
  const heldOut = new Set(policiesOf('check').map(({ name }) => makerOf(name)));
  for (const [file, own] of grouped(linesOf(passagesFile), (passage) => passage.file)) {
    const maker = file.split('/').slice(1, 3).join('-');
    if (heldOut.has(maker)) continue;
    const markdown = readFileSync(join(shared, 'corpus', file), 'utf8');
    const byUnit = new Map(own.map(({ unit, labels }) => [unit, labels]));
    yield {
      set: 'passages',
      maker,
      isTuned: true,
      policy: extractMarkdown(markdown),
      units: units(markdown).filter(({ unit }) => byUnit.has(unit)),
      labelsOf: (unit) => byUnit.get(unit) ?? [],
    };
  }
  for (const { file, units: byText } of linesOf(pagesFile)) {
    const page = await extract({ bytes: readFileSync(join(shared, 'corpus', file)), url: `https://site.example/${file}` });
    if (!page.ok) throw new Error(`${file}: ${page.failure.detail}`);
    const own = units(writeMarkdown(page.value.text)).filter(({ text }) => shaOf(text) in byText);
    const byUnit = new Map(own.map(({ unit, text }) => [unit, byText[shaOf(text)]]));
    yield {
      set: 'pages',
      maker: file.split('--')[1],
      isTuned: true,
      policy: page.value.text,
      units: own,
      labelsOf: (unit) => byUnit.get(unit) ?? [],
    };
  }
  for (const [file, quotes] of grouped(linesOf(quotesFile), (quote) => quote.file)) {
    const texts = new Map(linesOf(join(shared, 'labelled', `${file}.jsonl`)).map(({ id, text }) => [id, text]));
    for (const { id, labels } of quotes) {
      const text = texts.get(id);
      if (text === undefined) throw new Error(`${quotesFile}: ${file} has no quote ${id}`);
      const markdown = asParagraph(text);
      const byUnit = grouped(labels, ({ unit }) => unit);
      yield {
        set: 'quotes',
        maker: `${file} ${id}`,
        isTuned: false,
        policy: extractMarkdown(markdown),
        units: units(markdown),
        labelsOf: (unit) => byUnit.get(unit) ?? [],
      };
    }
  }
}

/** SHA-256 over everything that is learned from: the labels' version. */
export function learnedVersion() {
  const hash = createHash('sha256');
  for (const set of learnedSets)
    for (const { name, labels } of policiesOf(set)) hash.update(`${set}/${name}\n`).update(readFileSync(labels));
  for (const file of [passagesFile, pagesFile, quotesFile]) hash.update(readFileSync(file));
  return hash.digest('hex');
}

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
 * `{ samples, featureNames }`. A sample: `set` (where it is from), `maker`, `isTuned` (the rules were tuned to its text), `features` (numbers, each once), `firm` and
 * `optional` (sets of `practice stance`), `ruled` (`practice stance` to the confidence of the rules), `isRow` and `isNegated`.
 */
export async function samples(engine, compiled) {
  const { analyse, contexts, contextOf, eachContextFeature, eachFeature, hasNegation, namedTags } = engine;
  const { names, atoms } = registry(compiled, namedTags);
  const featureNumbers = new Map();
  const featureNames = [];
  const found = [];
  for await (const { set, maker, isTuned, policy, units, labelsOf } of labelledTexts(engine)) {
    const unitsOf = placer(units.filter(({ kind }) => kind !== 'heading'));
    const onSentence = (sentence, around, block, ruled) => {
      const { tokens, from, to } = sentence;
      const own = unitsOf(words(sentence.text.slice(tokens.start[from], tokens.end[to - 1])), block.kind === 'row');
      if (own.length === 0) return;
      const features = new Set();
      const add = (kind, first, second) => {
        const name = [kind, names[first], ...(second === 0 ? [] : [names[second]])].join(' ');
        let number = featureNumbers.get(name);
        if (number === undefined) featureNumbers.set(name, (number = featureNames.push(name) - 1));
        features.add(number);
      };
      const taker = { take: add, takeTerms: (kind, first, second) => add(kind, atoms.term(first), atoms.term(second)) };
      eachFeature(sentence, around, block.kind, atoms, taker);
      for (const context of contexts) {
        const above = contextOf(around, context);
        if (above) eachContextFeature(above, context, atoms, taker);
      }
      const here = own.flatMap(labelsOf);
      const named = (isOptional) =>
        here.filter(({ optional }) => (optional === true) === isOptional).map(({ practice, stance }) => `${practice} ${stance}`);
      const firm = new Set(named(false));
      found.push({
        set,
        maker,
        isTuned,
        features: Int32Array.from(features),
        firm,
        optional: new Set(named(true).filter((claim) => !firm.has(claim))),
        ruled: new Map(ruled),
        isRow: block.kind === 'row',
        isNegated: hasNegation(sentence, compiled.forms),
      });
    };
    analyse(policy, compiled, { onSentence });
  }
  return { samples: found, featureNames };
}

/** Finds the units that a sentence's words are of, sentence after sentence: those of which it has half, or which have half of it. */
function placer(policyUnits) {
  const owner = [];
  const stream = [];
  const sizes = new Map();
  const places = new Map();
  for (const { unit, text } of policyUnits) {
    const own = words(text);
    sizes.set(unit, own.length);
    for (const word of own) {
      if (!places.has(word)) places.set(word, []);
      places.get(word).push(stream.length);
      stream.push(word);
      owner.push(unit);
    }
  }
  let next = 0;
  /** The cells of a row are read once for each of its headers: words a little way back. */
  const back = 400;
  return (wanted, isRow) => {
    const at = (from) =>
      (places.get(wanted[0]) ?? []).find((place) => place >= from && wanted.every((word, k) => stream[place + k] === word));
    const start = at(isRow ? next - back : next) ?? at(0);
    if (wanted.length === 0 || start === undefined) return [];
    next = isRow ? Math.max(next, start) : start + wanted.length;
    const overlap = new Map();
    for (let k = start; k < start + wanted.length; k++) overlap.set(owner[k], (overlap.get(owner[k]) ?? 0) + 1);
    return [...overlap].filter(([unit, count]) => count >= 0.5 * Math.min(sizes.get(unit), wanted.length)).map(([unit]) => unit);
  };
}
