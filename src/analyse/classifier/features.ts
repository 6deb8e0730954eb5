import type { BlockKind } from '../../model/text.ts';
import type { Sentence } from '../sentence.ts';
import type { Surroundings } from '../surroundings.ts';
import type { TagSets } from '../tag-sets.ts';

/**
 * What the sentence classifier looks at. A *word* is a stem, a *term* a lexicon that has a term in the sentence; a feature is one or two of
 * them: `words` stand side by side, `terms` anywhere in the sentence, `behind` are terms one close behind the other, `left` and `right` are
 * words close to a term. `lead-`, `heading-` and `outer-` are those of the sentence that leads to it and of the two innermost headings.
 */
export const kinds = {
  word: 1,
  words: 2,
  first: 3,
  term: 4,
  terms: 5,
  behind: 6,
  left: 7,
  right: 8,
  'lead-word': 9,
  'lead-words': 10,
  'lead-term': 11,
  'heading-word': 12,
  'heading-words': 13,
  'heading-term': 14,
  'outer-word': 15,
  'outer-words': 16,
  'outer-term': 17,
  block: 18,
  length: 19,
  place: 20,
  answer: 21,
} as const;
export type FeatureKind = keyof typeof kinds;

/** Numbers that stand for words and other names; 0 for none. */
export interface Atoms {
  /** Of a word, by its form. */
  readonly word: (form: number) => number;
  /** Of a lexicon, by its tag. */
  readonly term: (tag: number) => number;
  /** Of anything else: the kind of a block, a length, a place. */
  readonly named: (name: string) => number;
  /** The tags of a set that are lexicons with a name: words written out in a rule are none. */
  readonly tagsOf: (tagSets: TagSets, set: number) => readonly number[];
}

/** Takes features. The same one may come more than once. */
export interface FeatureTaker {
  /** The number of its kind and one or two atoms; 0 for no second one. */
  readonly take: (kind: (typeof kinds)[FeatureKind], first: number, second: number) => void;
  /** Two lexicons, by their tags: most features are such. */
  readonly takeTerms: (kind: typeof kinds.terms | typeof kinds.behind, first: number, second: number) => void;
}

/** Has a lexicon a name? Words that are written out in a rule are a lexicon without one. */
export const isLexicon = (name: string): boolean => !name.startsWith('=');

/** `Atoms.tagsOf`: what it says of each set is worked out once. */
export function namedTags(tags: ReadonlyMap<string, number>): Atoms['tagsOf'] {
  const isNamed = Array.from(tags.keys(), isLexicon);
  const known: (readonly number[])[] = [];
  return (tagSets, set) => (known[set] ??= (tagSets.tags[set] ?? []).filter((tag) => isNamed[tag]));
}

/** Tokens of a sentence, a lead and a heading at most that are looked at: longer ones are lists, whose ends say what their beginnings say. */
export const longest = { sentence: 120, lead: 60, heading: 20, outer: 20 } as const;
/** Tokens at most between two terms of a `behind`, and from a term to a word of a `left` or `right` (decision 221). */
const close = { terms: 6, words: 2 } as const;
/** Tokens of one step of `length`, and steps at most. */
const lengthStep = 6;
const mostSteps = 6;

/** What stands above a sentence: the sentence that leads to it, the innermost heading, the one above that. */
export const contexts = ['lead', 'heading', 'outer'] as const;
export type Context = (typeof contexts)[number];

export function contextOf({ leads, headings }: Surroundings, context: Context): Sentence | undefined {
  if (context === 'lead') return leads.at(-1);
  return headings.at(context === 'heading' ? -1 : -2);
}

/** Where the sentence stands that leads to another, as far as its features tell: below the same headings. */
const placeOfLead = ({ headings }: Surroundings): Surroundings => ({
  leads: [],
  headings,
  governor: null,
  denied: null,
  isHeaded: false,
  previous: null,
  answer: null,
  mayBeFragment: false,
  isFragment: false,
  isTitle: false,
});

/** What is worked out of what stands above a sentence, once for all sentences below it; undefined where nothing stands there. */
export function rememberAbove<T>(
  workOut: (above: Sentence, context: Context) => T,
): (around: Surroundings, context: Context) => T | undefined {
  const known = { lead: new WeakMap<Sentence, T>(), heading: new WeakMap<Sentence, T>(), outer: new WeakMap<Sentence, T>() };
  return (around, context) => {
    const above = contextOf(around, context);
    if (above === undefined) return undefined;
    let found = known[context].get(above);
    if (found === undefined) known[context].set(above, (found = workOut(above, context)));
    return found;
  };
}

/** What is worked out of the sentence that leads to another and of its place: once for all sentences below it and below the same two headings (in a row, its first cell and the column's). */
export function rememberLead<T>(workOut: (lead: Sentence, place: Surroundings) => T): (around: Surroundings) => T | undefined {
  const known = new WeakMap<
    Sentence,
    { readonly found: T; readonly heading: Sentence | undefined; readonly outer: Sentence | undefined }
  >();
  return (around) => {
    const lead = contextOf(around, 'lead');
    if (lead === undefined) return undefined;
    const [heading, outer] = [contextOf(around, 'heading'), contextOf(around, 'outer')];
    const last = known.get(lead);
    if (last && last.heading === heading && last.outer === outer) return last.found;
    const found = workOut(lead, placeOfLead(around));
    known.set(lead, { found, heading, outer });
    return found;
  };
}

/** Gives the features of what stands above a sentence. */
export function eachContextFeature(above: Sentence, context: Context, atoms: Atoms, { take }: Pick<FeatureTaker, 'take'>): void {
  eachWord(above, longest[context], kinds[`${context}-word`], kinds[`${context}-words`], atoms, take);
  for (const tag of tagsIn(above, atoms)) take(kinds[`${context}-term`], atoms.term(tag), 0);
}

/** Gives the features of a sentence itself and of its place. Linear in the sentence for a given number of lexicons. */
export function eachFeature(sentence: Sentence, around: Surroundings, block: BlockKind, atoms: Atoms, taker: FeatureTaker): void {
  const { from, tokens } = sentence;
  const { take } = taker;
  const to = Math.min(sentence.to, from + longest.sentence);
  eachWord(sentence, longest.sentence, kinds.word, kinds.words, atoms, take);
  take(kinds.first, atoms.word(tokens.form[from] ?? 0), 0);
  eachTerm(sentence, atoms, taker);
  eachClose(sentence, from, to, atoms, taker);
  take(kinds.block, atoms.named(block), 0);
  take(kinds.length, atoms.named(`${Math.min(mostSteps, Math.floor((to - from) / lengthStep))}`), 0);
  take(kinds.place, atoms.named(placeOf(around)), 0);
  if (around.answer !== null) take(kinds.answer, atoms.named(around.answer), 0);
}

export function placeOf({ governor, isHeaded, isTitle }: Surroundings): string {
  if (isTitle) return 'title';
  if (governor === null) return 'free';
  return isHeaded ? 'headed' : 'led';
}

function eachWord(
  { tokens, from, to }: Sentence,
  most: number,
  one: (typeof kinds)[FeatureKind],
  two: (typeof kinds)[FeatureKind],
  atoms: Atoms,
  take: FeatureTaker['take'],
): void {
  let last = 0;
  for (let i = from; i < to && i < from + most; i++) {
    const atom = atoms.word(tokens.form[i] ?? 0);
    take(one, atom, 0);
    if (i > from) take(two, last, atom);
    last = atom;
  }
}

/** The lexicons that have a term in a sentence: their tags in order, each once. */
function tagsIn({ matches }: Sentence, atoms: Atoms): readonly number[] {
  const tags: number[] = [];
  for (let m = 0; m < matches.count; m++) {
    const found = atoms.tagsOf(matches.tagSets, matches.sets[m] ?? 0);
    for (let k = 0; k < found.length; k++) insert(tags, found[k] ?? 0);
  }
  return tags;
}

/** Puts a number into a list in its order, unless it is there. */
function insert(sorted: number[], number: number): void {
  let at = sorted.length;
  while (at > 0 && (sorted[at - 1] ?? 0) > number) at--;
  if (at > 0 && sorted[at - 1] === number) return;
  sorted.push(number);
  for (let k = sorted.length - 1; k > at; k--) sorted[k] = sorted[k - 1] ?? 0;
  sorted[at] = number;
}

/** Features of the terms of a sentence, alone and in pairs. */
function eachTerm(sentence: Sentence, atoms: Atoms, { take, takeTerms }: FeatureTaker): void {
  const tags = tagsIn(sentence, atoms);
  for (let k = 0; k < tags.length; k++) {
    const tag = tags[k] ?? 0;
    take(kinds.term, atoms.term(tag), 0);
    for (let j = k + 1; j < tags.length; j++) takeTerms(kinds.terms, tag, tags[j] ?? 0);
  }
}

/** Features of the terms of a sentence with what stands close to them. */
function eachClose({ matches, tokens }: Sentence, from: number, to: number, atoms: Atoms, { take, takeTerms }: FeatureTaker): void {
  for (let m = 0; m < matches.count; m++) {
    const start = matches.start[m] ?? 0;
    const end = matches.end[m] ?? 0;
    if (start >= to) break;
    const tags = atoms.tagsOf(matches.tagSets, matches.sets[m] ?? 0);
    if (tags.length === 0) continue;
    for (let i = Math.max(from, start - close.words); i < start; i++) {
      const word = atoms.word(tokens.form[i] ?? 0);
      for (let k = 0; k < tags.length; k++) take(kinds.left, atoms.term(tags[k] ?? 0), word);
    }
    for (let i = end; i < to && i < end + close.words; i++) {
      const word = atoms.word(tokens.form[i] ?? 0);
      for (let k = 0; k < tags.length; k++) take(kinds.right, atoms.term(tags[k] ?? 0), word);
    }
    for (let next = m + 1; next < matches.count && (matches.start[next] ?? 0) <= end + close.terms; next++) {
      if ((matches.start[next] ?? 0) < end) continue;
      const behind = atoms.tagsOf(matches.tagSets, matches.sets[next] ?? 0);
      for (let j = 0; j < behind.length; j++) for (let k = 0; k < tags.length; k++) takeTerms(kinds.behind, tags[k] ?? 0, behind[j] ?? 0);
    }
  }
}
