import type { Confidence, Stance } from '../model/finding.ts';
import type { Claim, LexiconFile, Rule, Term } from '../model/rule.ts';
import { tagsOf } from './lexicon.ts';
import type { Slot } from './tag-sets.ts';
import type { LexiconSource } from './term-graph.ts';

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

type Who = 'maker' | 'partner' | 'user' | 'anyone';

/** A part bound to its anchor: what fills it, and what must not describe the words that do. */
export interface Bound {
  readonly role: Role;
  readonly slot: Slot;
  readonly not: Slot | null;
}

/** A claim of a rule, compiled: its parts are slots. */
export interface Pattern extends Omit<WrittenPattern, 'rule' | 'who'> {
  readonly rule: Rule;
  readonly who: ReadonlySet<Who>;
}

/** The same as plain JSON: the rule is its place among all rules. */
interface WrittenPattern {
  /** Its place among all patterns. */
  readonly order: number;
  readonly rule: number;
  readonly index: number;
  readonly kind: AnchorKind;
  readonly anchor: Slot;
  readonly who: readonly Who[];
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

/** Lexicons, slots and patterns of some rules, as numbers that name each other: plain JSON but for its columns of numbers. */
export interface Layout {
  /** The lexicons by their tags; words written out in a rule are one that begins with `=`. */
  readonly names: readonly string[];
  /** The tags that fill each slot. */
  readonly slots: readonly (readonly number[])[];
  readonly patterns: readonly WrittenPattern[];
  readonly byAnchor: AnchorIndex;
  readonly grammar: Readonly<Record<GrammarLexicon, Slot>>;
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

/** Lays rules out, in the order in which their patterns are numbered, and gives the terms of their lexicons beside. Throws on a name that no lexicon has. */
export function layOut(
  rules: readonly Rule[],
  lexicons: readonly LexiconFile[],
): { readonly layout: Layout; readonly sources: readonly LexiconSource[] } {
  const byName = new Map(lexicons.map((file) => [file.name, file]));
  const sources: LexiconSource[] = lexicons.map((file) => resolve(file, byName));
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
  for (const rule of rules) for (const claim of rule.claims) for (const terms of termLists(claim)) inline(terms);
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
  const anchorTags = new Set(rules.flatMap(({ claims }) => claims.flatMap((claim) => tagsNamed(anchorTerms(claim)))));
  for (const tag of [...anchorTags].toSorted((a, b) => a - b)) slotFor([tag]);
  for (const own of bySharedTag(rules.flatMap(({ claims }) => claims.flatMap((claim) => termLists(claim).map(tagsNamed))))) slotFor(own);
  let order = 0;
  const patternOf = (rule: number, claim: Claim, index: number): WrittenPattern => {
    const kind: AnchorKind = claim.does ? 'does' : claim.says ? 'says' : 'can';
    const optional = (terms: readonly Term[] | undefined): Slot | null => (terms ? slotOf(terms) : null);
    return {
      order: order++,
      rule,
      index,
      kind,
      anchor: slotOf(anchorTerms(claim)),
      who: claim.who ?? (kind === 'does' ? ['maker'] : ['anyone']),
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
  const patterns = rules.flatMap(({ claims }, rule) => claims.map((claim, index) => patternOf(rule, claim, index)));
  const anchored: number[][] = Array.from({ length: anchorTags.size + 1 }, () => []);
  for (const { rule, index, order: place } of patterns)
    for (const tag of tagsNamed(anchorTerms(rules[rule]?.claims[index]))) anchored[slotFor([tag])]?.push(place);
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
  return { layout: { names: [...tags.keys()], slots, patterns, byAnchor, grammar }, sources };
}

/** The patterns of a layout, with their rules. */
export const patternsOf = ({ patterns }: Layout, rules: readonly Rule[]): readonly Pattern[] =>
  patterns.flatMap((written) => {
    const rule = rules[written.rule];
    return rule === undefined ? [] : [{ ...written, rule, who: new Set(written.who) }];
  });

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
