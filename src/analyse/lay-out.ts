import type { Claim, LexiconFile, Rule, Term } from '../model/rule.ts';
import { type AnchorIndex, type AnchorKind, type GrammarLexicon, grammarLexicons, type Layout, type WrittenPattern } from './layout.ts';
import { tagsOf } from './lexicon.ts';
import type { Slot } from './tag-sets.ts';
import type { LexiconSource } from './term-graph.ts';

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

/** Numbers for lexicons (tags) and for the parts of claims (slots). */
interface Numbering {
  /** The lexicons by their tags. Words written out in a rule's part are one without a name; equal parts share it. */
  readonly sources: readonly LexiconSource[];
  readonly tags: ReadonlyMap<string, number>;
  readonly tagOf: (name: string) => number;
  /** The tags of a list of terms. */
  readonly tagsOf: (terms: readonly Term[]) => readonly number[];
  /** The slot of some tags; a new one for tags that had none. */
  readonly slotFor: (tags: readonly number[]) => Slot;
  readonly slots: readonly (readonly number[])[];
}

/** What the lexicon of words that are written out in a list of terms is called; null where there are none. */
function inlineName(terms: readonly Term[]): string | null {
  const words = terms.filter((term) => !isName(term));
  return words.length === 0 ? null : `=${words.join('|')}`;
}

/** All lexicons: those of files, and behind them those of words written out in rules. */
function sourcesOf(rules: readonly Rule[], lexicons: readonly LexiconFile[]): readonly LexiconSource[] {
  const byName = new Map(lexicons.map((file) => [file.name, file]));
  const sources = new Map(lexicons.map((file) => [file.name, resolve(file, byName)]));
  for (const terms of rules.flatMap(({ claims }) => claims.flatMap(termLists))) {
    const name = inlineName(terms);
    if (name !== null && !sources.has(name)) sources.set(name, { name, terms: terms.filter((term) => !isName(term)) });
  }
  return [...sources.values()];
}

function makeNumbering(rules: readonly Rule[], lexicons: readonly LexiconFile[]): Numbering {
  const sources = sourcesOf(rules, lexicons);
  const tags = tagsOf(sources);
  const tagOf = (name: string): number => {
    const tag = tags.get(name);
    if (tag === undefined) throw new Error(`no lexicon ${name}`);
    return tag;
  };
  const known = new Map<readonly Term[], readonly number[]>();
  const tagsOfTerms = (terms: readonly Term[]): readonly number[] => {
    let found = known.get(terms);
    if (found === undefined) {
      const inline = inlineName(terms);
      found = [...terms.filter(isName).map((term) => tagOf(term.slice(1, -1))), ...(inline === null ? [] : [tagOf(inline)])];
      known.set(terms, found);
    }
    return found;
  };
  // No part is slot 0.
  const slots: (readonly number[])[] = [[]];
  const numbers = new Map<string, Slot>();
  const slotFor = (wanted: readonly number[]): Slot => {
    const own = [...new Set(wanted)].toSorted((a, b) => a - b);
    const key = own.join(' ');
    let slot = numbers.get(key);
    if (slot === undefined) {
      numbers.set(key, (slot = slots.length));
      slots.push(own);
    }
    return slot;
  };
  return { sources, tags, tagOf, tagsOf: tagsOfTerms, slotFor, slots };
}

/** Lays rules out, in the order in which their patterns are numbered, and gives the terms of their lexicons beside. Throws on a name that no lexicon has. */
export function layOut(
  rules: readonly Rule[],
  lexicons: readonly LexiconFile[],
): { readonly layout: Layout; readonly sources: readonly LexiconSource[] } {
  const numbering = makeNumbering(rules, lexicons);
  const { sources, tags, tagOf, slotFor, slots } = numbering;
  const claims = rules.flatMap((rule) => rule.claims);
  // The first slots are those of the anchors' single tags: a sentence's claims are found by these.
  const anchorTags = new Set(claims.flatMap((claim) => numbering.tagsOf(anchorTerms(claim))));
  for (const tag of [...anchorTags].toSorted((a, b) => a - b)) slotFor([tag]);
  for (const own of bySharedTag(claims.flatMap((claim) => termLists(claim).map(numbering.tagsOf)))) slotFor(own);
  const patterns = rules
    .flatMap((rule, place) => rule.claims.map((claim, index) => ({ claim, index, rule: place })))
    .map((one, order) => writtenPattern(one, order, numbering));
  const byAnchor = anchorIndex(patterns, claims, anchorTags.size, numbering);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry a name, made on this line
  const grammar = Object.fromEntries(grammarLexicons.map((name) => [name, slotFor([tagOf(name)])])) as Record<GrammarLexicon, Slot>;
  return { layout: { names: [...tags.keys()], slots, patterns, byAnchor, grammar }, sources };
}

/** A claim with the places of its rule among the rules, and of itself in the rule. */
interface PlacedClaim {
  readonly claim: Claim;
  readonly rule: number;
  readonly index: number;
}

function writtenPattern({ claim, rule, index }: PlacedClaim, order: number, { slotFor, tagsOf: tagsOfTerms }: Numbering): WrittenPattern {
  const slotOf = (terms: readonly Term[]): Slot => slotFor(tagsOfTerms(terms));
  const optional = (terms: readonly Term[] | undefined): Slot | null => (terms ? slotOf(terms) : null);
  const kind: AnchorKind = claim.does ? 'does' : claim.says ? 'says' : 'can';
  return {
    order,
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
}

function anchorIndex(
  patterns: readonly WrittenPattern[],
  claims: readonly Claim[],
  anchorTags: number,
  { slotFor, tagsOf: tagsOfTerms }: Numbering,
): AnchorIndex {
  const anchored: number[][] = Array.from({ length: anchorTags + 1 }, () => []);
  for (const [order, claim] of claims.entries()) for (const tag of tagsOfTerms(anchorTerms(claim))) anchored[slotFor([tag])]?.push(order);
  // What "it" stands for may be named elsewhere.
  const maybeElsewhere = patterns.map(({ bound, referent }) => bound.filter(({ role }) => role === 'what' && referent));
  const needs = patterns.map(({ free, bound }, k) => {
    const own = bound.filter((part) => !maybeElsewhere[k]?.includes(part));
    return [...free, ...[...own, ...(maybeElsewhere[k] ?? [])].map(({ slot }) => slot)];
  });
  const needsAt = startsOf(needs);
  return {
    slots: anchored.length,
    starts: startsOf(anchored),
    orders: Int32Array.from(anchored.flat()),
    needsAt,
    ownNeeds: Int32Array.from(patterns, (_, k) => (needsAt[k + 1] ?? 0) - (maybeElsewhere[k]?.length ?? 0)),
    needs: Int32Array.from(needs.flat()),
  };
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

const anchorTerms = (claim: Claim): readonly Term[] => claim.does ?? claim.says ?? claim.can ?? [];

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
