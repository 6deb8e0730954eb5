import type { Confidence, Stance } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';
import type { Slot } from './tag-sets.ts';

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
export interface WrittenPattern {
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

/** The patterns of a layout, with their rules. */
export const patternsOf = ({ patterns }: Layout, rules: readonly Rule[]): readonly Pattern[] =>
  patterns.flatMap((written) => {
    const rule = rules[written.rule];
    return rule === undefined ? [] : [{ ...written, rule, who: new Set(written.who) }];
  });
