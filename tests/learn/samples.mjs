// The labelled sentences that the sentence classifier is trained on: every sentence of the labelled texts as the engine reads it, with its
// features, its labels and what the rules found in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { labelsVersion, policiesOf, rangeOf } from '../gold/measure.mjs';
import { passagesByFile, passagesFile, shaOf } from '../gold/passages.mjs';
import { linesOf, shared, unitSplitter, words, wordStream } from '../gold/units.mjs';

const fileOf = (name) => fileURLToPath(new URL(`../gold/${name}`, import.meta.url));
/** Labelled units of pages as they were served, by the first hex digits of the SHA-256 of their words. */
const pagesFile = fileOf('learned/pages.jsonl');
/** Labelled quotes of others' label sets; `npm run gold:others` leaves these out. */
const quotesFile = fileOf('learned/quotes.jsonl');
/** The sets of labels that the classifier learns from. `check` and `aside` are never among them. */
const learnedSets = ['dev', 'ours', 'learned'];

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

/** Who a policy is of, from its name `KIND-SLUG-DATE`: the policies of one maker are learned from, or held out, together. */
const makerOf = (name) => name.replace(/-\d{4}(?:-\d\d-\d\d)?(?:\..*)?$/u, '');

/**
 * Every labelled text: `set`, `maker`, `isTuned` (the rules were tuned to it), `policy` (as the engine reads it), `units` (those that were labelled) and
 * `labels` (by the number of their unit).
 */
async function* labelledTexts({ extractMarkdown, extract, writeMarkdown }) {
  const units = await unitSplitter();
  for (const set of learnedSets)
    for (const { name, text, labels } of policiesOf(set)) {
      const range = rangeOf(name);
      const markdown = readFileSync(text, 'utf8');
      yield {
        set,
        maker: makerOf(name),
        isTuned: set !== 'learned',
        policy: extractMarkdown(markdown),
        units: units(markdown).filter(({ unit }) => range === null || (unit >= range[0] && unit <= range[1])),
        labels: byUnit(linesOf(labels)),
      };
    }
  // Single units of many policies; those of makers that are held out stay out.
  const heldOut = new Set(policiesOf('check').map(({ name }) => makerOf(name)));
  for (const [file, own] of passagesByFile()) {
    const maker = file.split('/').slice(1, 3).join('-');
    if (heldOut.has(maker)) continue;
    const markdown = readFileSync(join(shared, 'corpus', file), 'utf8');
    const labels = new Map(own.map((passage) => [passage.unit, passage.labels]));
    yield {
      set: 'passages',
      maker,
      isTuned: true,
      policy: extractMarkdown(markdown),
      units: units(markdown).filter(({ unit }) => labels.has(unit)),
      labels,
    };
  }
  for (const { file, units: byText } of linesOf(pagesFile)) {
    const page = await extract({ bytes: readFileSync(join(shared, 'corpus', file)), url: `https://site.example/${file}` });
    if (!page.ok) throw new Error(`${file}: ${page.failure.detail}`);
    const own = units(writeMarkdown(page.value.text)).filter(({ text }) => shaOf(text) in byText);
    yield {
      set: 'pages',
      maker: file.split('--')[1],
      isTuned: true,
      policy: page.value.text,
      units: own,
      labels: new Map(own.map(({ unit, text }) => [unit, byText[shaOf(text)]])),
    };
  }
  const texts = new Map();
  for (const { file, id, labels } of linesOf(quotesFile)) {
    if (!texts.has(file)) texts.set(file, new Map(linesOf(join(shared, 'labelled', `${file}.jsonl`)).map((row) => [row.id, row.text])));
    const text = texts.get(file).get(id);
    if (text === undefined) throw new Error(`${quotesFile}: ${file} has no quote ${id}`);
    const markdown = asParagraph(text);
    yield {
      set: 'quotes',
      maker: `${file} ${id}`,
      isTuned: false,
      policy: extractMarkdown(markdown),
      units: units(markdown),
      labels: byUnit(labels),
    };
  }
}

/** The version of all that is learned from. */
export const learnedVersion = () => labelsVersion(learnedSets, [passagesFile, pagesFile, quotesFile]);

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
  for await (const { set, maker, isTuned, policy, units, labels } of labelledTexts(engine)) {
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
      const here = own.flatMap((unit) => labels.get(unit) ?? []);
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
  const { parts, unitsAt } = wordStream(policyUnits);
  const places = new Map();
  for (const [place, word] of parts.entries()) {
    if (!places.has(word)) places.set(word, []);
    places.get(word).push(place);
  }
  let next = 0;
  /** The cells of a row are read once for each of its headers: words a little way back. */
  const back = 400;
  return (wanted, isRow) => {
    const at = (from) =>
      (places.get(wanted[0]) ?? []).find((place) => place >= from && wanted.every((word, k) => parts[place + k] === word));
    const start = at(isRow ? next - back : next) ?? at(0);
    if (wanted.length === 0 || start === undefined) return [];
    next = isRow ? Math.max(next, start) : start + wanted.length;
    return unitsAt(start, wanted.length);
  };
}
