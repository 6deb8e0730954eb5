import { concerns, type Confidence, type Stance } from '../model/finding.ts';
import type { Claim, LexiconFile, Rule, RuleSet, Term } from '../model/rule.ts';
import { classOfForm, classOfVerb, markOf } from './english/words.ts';
import { type Forms, makeForms, type SavedForms } from './forms.ts';
import { compileLexicon, type Lexicon, tagsOf } from './lexicon.ts';
import { makeSentenceClassifier, type PackedClassifier, type SentenceClassifier } from './classifier/sentence-classifier.ts';
import type { Slot } from './tag-sets.ts';
import type { LexiconSource, TermGraph } from './term-graph.ts';

/** Lexicons that the engine itself reads; every rule set must have them (`rules/lexicon/`). */
export const grammarLexicons = [
  'maker',
  'user',
  'others',
  'anaphor',
  'consent',
  'opt-in',
  'setting',
  'legal-duty',
  'region',
  'age',
  'feature',
  'hedge',
  'topic',
  'definition',
  'advice',
  'reader-can',
  'wished',
  'allows',
  'blocks',
  'personal-data',
  'about-voice',
  'about-location',
  'about-sharing',
  'about-viewing',
  'about-biometric',
  'about-tracking',
] as const;
export type GrammarLexicon = (typeof grammarLexicons)[number];

/** What a part is to its anchor. */
export type Role = 'what' | 'by' | 'to' | 'from' | 'for';

export type AnchorKind = 'does' | 'says' | 'can';

/** A part bound to its anchor: what fills it, and what must not describe the words that do. */
export interface Bound {
  readonly role: Role;
  readonly slot: Slot;
  readonly not: Slot | null;
}

/** A claim of a rule, compiled: its parts are slots. */
export interface Pattern {
  /** Its place among all patterns. */
  readonly order: number;
  readonly rule: Rule;
  readonly index: number;
  readonly kind: AnchorKind;
  readonly anchor: Slot;
  readonly who: ReadonlySet<'maker' | 'partner' | 'user' | 'anyone'>;
  /** Parts bound to the anchor's clause. */
  readonly bound: readonly Bound[];
  /** Parts free in the sentence. */
  readonly free: readonly Slot[];
  readonly near: Slot | null;
  readonly under: Slot | null;
  readonly not: Slot | null;
  readonly notHere: Slot | null;
  readonly notUnder: Slot | null;
  readonly stance: 'as-said' | Stance | 'only-does' | 'only-denies';
  readonly confidence: Confidence;
  readonly anywhere: boolean;
  readonly exact: boolean;
  readonly referent: boolean;
}

/**
 * Patterns by what must be in a sentence before they are looked at, as numbers side by side: of the patterns with an anchor in a sentence
 * all but one in thirty lack another part, and are turned away without being touched.
 */
export interface AnchorIndex {
  /** The slots of single tags of anchors are those below this. */
  readonly slots: number;
  /** Where each such slot's patterns begin in `orders`; one more than there are slots. */
  readonly starts: Int32Array;
  /** Places of patterns among all patterns, in this order within a slot. */
  readonly orders: Int32Array;
  /** Where the parts of each pattern but its anchor begin in `needs`; one more than there are patterns. */
  readonly needsAt: Int32Array;
  /** Where those end that the sentence itself must fill. */
  readonly ownNeeds: Int32Array;
  readonly needs: Int32Array;
}

/** Everything the engine needs, made once per rule set. */
export interface Compiled {
  readonly forms: Forms;
  readonly lexicon: Lexicon;
  readonly patterns: readonly Pattern[];
  readonly byAnchor: AnchorIndex;
  readonly grammar: Readonly<Record<GrammarLexicon, Slot>>;
  readonly rules: readonly Rule[];
  /** What was learned beside the rules; null where the rules alone decide. */
  readonly classifier: SentenceClassifier | null;
}

const isName = (term: Term): boolean => term.startsWith('<') && term.endsWith('>');

/** Terms of a lexicon with those of the lexicons it includes. */
function resolve(file: LexiconFile, byName: ReadonlyMap<string, LexiconFile>, seen: readonly string[] = []): LexiconSource {
  if (seen.includes(file.name)) throw new Error(`lexicon ${file.name} includes itself through ${seen.join(', ')}`);
  const included = (file.includes ?? []).map((name) => {
    const other = byName.get(name);
    if (!other) throw new Error(`lexicon ${file.name} includes ${name}, which is not there`);
    return resolve(other, byName, [...seen, file.name]);
  });
  return {
    name: file.name,
    terms: [...file.terms, ...included.flatMap((other) => other.terms)],
    except: [...(file.except ?? []), ...included.flatMap((other) => other.except ?? [])],
  };
}

/**
 * What the build writes down of a rule set, so that a start need neither stem nor spell out terms: the table of forms and the graph of terms. It holds for
 * the rule set with the same hash.
 */
export interface Prepared {
  readonly sha256: string;
  readonly forms: SavedForms;
  readonly graph: TermGraph;
}

/** Writes down what `compile` works out for a rule set. */
export function prepare(set: RuleSet): Prepared {
  const { forms, lexicon } = compile(set);
  return { sha256: set.sha256, forms: forms.saved(), graph: lexicon.graph };
}

/** Turns a checked rule set into what the engine runs on; sooner with what was prepared of the same set. Throws on a name that no lexicon has: the loader checks that first. */
export function compile(set: RuleSet, prepared?: Prepared, learned?: PackedClassifier): Compiled {
  const saved = prepared?.sha256 === set.sha256 ? prepared : undefined;
  const verbs = ownVerbs(set.rules);
  const forms = makeForms({ classOf: (form) => classOfForm(form) || classOfVerb(form, verbs), markOf }, saved?.forms);
  const byName = new Map(set.lexicons.map((file) => [file.name, file]));
  const sources: LexiconSource[] = set.lexicons.map((file) => (saved ? { name: file.name, terms: [] } : resolve(file, byName)));
  const known = new Set(sources.map(({ name }) => name));
  // The words written out in a rule's part form a lexicon without a name; equal parts share one.
  const inline = (terms: readonly Term[]): string | null => {
    const words = terms.filter((term) => !isName(term));
    if (words.length === 0) return null;
    const name = `=${words.join('|')}`;
    if (!known.has(name)) sources.push({ name, terms: words });
    known.add(name);
    return name;
  };
  for (const rule of set.rules) for (const claim of rule.claims) for (const terms of termLists(claim)) inline(terms);
  const tags = tagsOf(sources);
  const tagOf = (name: string): number => {
    const tag = tags.get(name);
    if (tag === undefined) throw new Error(`no lexicon ${name}`);
    return tag;
  };
  const namedBy = new Map<readonly Term[], readonly number[]>();
  const tagsNamed = (terms: readonly Term[]): readonly number[] => {
    let found = namedBy.get(terms);
    if (found === undefined) {
      const own = inline(terms);
      found = [...terms.filter(isName).map((term) => tagOf(term.slice(1, -1))), ...(own === null ? [] : [tagOf(own)])];
      namedBy.set(terms, found);
    }
    return found;
  };
  // No part is slot 0.
  const slots: (readonly number[])[] = [[]];
  const slotNumbers = new Map<string, Slot>();
  const slotFor = (wanted: readonly number[]): Slot => {
    const own = [...new Set(wanted)].toSorted((a, b) => a - b);
    const key = own.join(' ');
    let slot = slotNumbers.get(key);
    if (slot === undefined) {
      slotNumbers.set(key, (slot = slots.length));
      slots.push(own);
    }
    return slot;
  };
  const slotOf = (terms: readonly Term[]): Slot => slotFor(tagsNamed(terms));
  // The first slots are those of the anchors' single tags: a sentence's claims are found by these.
  const anchorTags = new Set(set.rules.flatMap(({ claims }) => claims.flatMap((claim) => tagsNamed(anchorTerms(claim)))));
  for (const tag of [...anchorTags].toSorted((a, b) => a - b)) slotFor([tag]);
  for (const own of bySharedTag(set.rules.flatMap(({ claims }) => claims.flatMap((claim) => termLists(claim).map(tagsNamed)))))
    slotFor(own);
  let order = 0;
  const patternOf = (rule: Rule, claim: Claim, index: number): Pattern => {
    const kind: AnchorKind = claim.does ? 'does' : claim.says ? 'says' : 'can';
    const optional = (terms: readonly Term[] | undefined): Slot | null => (terms ? slotOf(terms) : null);
    return {
      order: order++,
      rule,
      index,
      kind,
      anchor: slotOf(anchorTerms(claim)),
      who: new Set(claim.who ?? (kind === 'does' ? ['maker'] : ['anyone'])),
      bound: (['what', 'by', 'to', 'from', 'for'] as const).flatMap((role) =>
        claim[role] ? [{ role, slot: slotOf(claim[role]), not: optional(claim[`not-${role}`]) }] : [],
      ),
      free: [claim.with, claim['and-with']].flatMap((terms) => (terms ? [slotOf(terms)] : [])),
      near: optional(claim.near),
      under: optional(claim.under),
      not: optional(claim.not),
      notHere: optional(claim['not-here']),
      notUnder: optional(claim['not-under']),
      stance: claim.stance ?? 'as-said',
      confidence: claim.confidence ?? 'high',
      anywhere: claim.anywhere === 'yes',
      exact: claim.exact === 'yes',
      referent: claim.referent === 'yes',
    };
  };
  const shownAt = (rule: Rule): number => concerns.indexOf(rule.concern);
  const rules = set.rules.toSorted((a, b) => shownAt(a) - shownAt(b));
  const patterns = rules.flatMap((rule) => rule.claims.map((claim, index) => patternOf(rule, claim, index)));
  const anchored: number[][] = Array.from({ length: anchorTags.size + 1 }, () => []);
  for (const { rule, index, order: place } of patterns)
    for (const tag of tagsNamed(anchorTerms(rule.claims[index]))) anchored[slotFor([tag])]?.push(place);
  // What "it" stands for may be named elsewhere.
  const maybeElsewhere = patterns.map(({ bound, referent }) => bound.filter(({ role }) => role === 'what' && referent));
  const needs = patterns.map(({ free, bound }, k) => {
    const own = bound.filter((part) => !maybeElsewhere[k]?.includes(part));
    return [...free, ...[...own, ...(maybeElsewhere[k] ?? [])].map(({ slot }) => slot)];
  });
  const needsAt = startsOf(needs);
  const byAnchor: AnchorIndex = {
    slots: anchored.length,
    starts: startsOf(anchored),
    orders: Int32Array.from(anchored.flat()),
    needsAt,
    ownNeeds: Int32Array.from(patterns, (_, k) => (needsAt[k + 1] ?? 0) - (maybeElsewhere[k]?.length ?? 0)),
    needs: Int32Array.from(needs.flat()),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry a name, made on this line
  const grammar = Object.fromEntries(grammarLexicons.map((name) => [name, slotFor([tagOf(name)])])) as Record<GrammarLexicon, Slot>;
  const lexicon = compileLexicon(sources, slots, forms, saved?.graph);
  const classifier = learned ? makeSentenceClassifier(learned, forms, lexicon.tags) : null;
  return { forms, lexicon, patterns, byAnchor, grammar, rules, classifier };
}

/** Lists of tags so that those with a common tag stand together: what one term fills is then in few words of the bits of all slots. */
function bySharedTag(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const times = new Map<number, number>();
  for (const tag of lists.flat()) times.set(tag, (times.get(tag) ?? 0) + 1);
  const commonest = (tags: readonly number[]): number => tags.reduce((a, b) => ((times.get(b) ?? 0) > (times.get(a) ?? 0) ? b : a), -1);
  return lists.toSorted((a, b) => commonest(a) - commonest(b));
}

/** Where each list begins when they stand one behind the other, and where the last ends. */
function startsOf(lists: readonly (readonly number[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1);
  for (const [k, { length }] of lists.entries()) starts[k + 1] = (starts[k] ?? 0) + length;
  return starts;
}

/** Verbs that rules write out as acts: a rule may bring a verb that the grammar does not know. */
const ownVerbs = (rules: readonly Rule[]): ReadonlySet<string> =>
  new Set(rules.flatMap((rule) => rule.claims.flatMap((claim) => (claim.does ?? []).filter((term) => /^[a-z]+$/.test(term)))));

const anchorTerms = (claim: Claim | undefined): readonly Term[] => claim?.does ?? claim?.says ?? claim?.can ?? [];

/** Every part of a claim that is a list of terms. */
function termLists(claim: Claim): (readonly Term[])[] {
  return [
    claim.does,
    claim.says,
    claim.can,
    claim.what,
    claim.by,
    claim.to,
    claim.from,
    claim.for,
    claim.with,
    claim['and-with'],
    claim.near,
    claim.under,
    claim.not,
    claim['not-here'],
    claim['not-what'],
    claim['not-by'],
    claim['not-to'],
    claim['not-from'],
    claim['not-for'],
    claim['not-under'],
  ].filter((terms) => terms !== undefined);
}
