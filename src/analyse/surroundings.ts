import type { Act, Sentence } from './sentence.ts';
import type { Verdict } from './english/answers.ts';
import type { Pattern } from './layout.ts';
import type { Slot } from './tag-sets.ts';

/**
 * Why no admission is read: what stands above denies it, and it has no subject of its own ("sell your data" below "We will never:"); everything is denied; that data is handed on is; or it
 * is only asked.
 */
export type Denied = 'above' | 'all' | 'handing-on' | 'asked';

/** Where a sentence stands: what leads to it, the headings above it, the sentence before it. */
export interface Surroundings {
  /** Sentences that introduce the list, outermost first. */
  readonly leads: readonly Sentence[];
  /** The headings, outermost first. */
  readonly headings: readonly Sentence[];
  /** What governs it when it is a fragment: the cell's header, the lead or the heading. */
  readonly governor: Governor | null;
  /** The governor is a heading or a cell's header, not a lead. */
  readonly isHeaded: boolean;
  readonly previous: Sentence | null;
  /** A question's answer, where the next words (or another cell of the row) are "Yes" or "No". */
  readonly answer: Verdict | null;
  /** By its place it may be one of those: a later sentence of a paragraph is not. */
  readonly mayBeFragment: boolean;
  /** An item, row or fragment that has no sentence of its own: the lead's or heading's verb governs it. */
  isFragment: boolean;
  /** null where nothing is. */
  denied: Denied | null;
  /** A short paragraph by itself, which is a title when it has no sentence of its own. */
  readonly isTitle: boolean;
}

/** What a lead or heading gives to the fragments below it, found once: all of this depends on the governor alone. */
export interface Governor {
  readonly sentence: Sentence;
  /** Places of the patterns with an anchor in it. */
  readonly orders: Int32Array;
  /** It tells of an act, so that fragments can go on with it. */
  readonly acts: boolean;
  /** `isOpen`; null until it is asked for. */
  isOpen: boolean | null;
  /** Its acts by pattern, read as a lead and as a heading, as far as fragments asked. */
  readonly asLead: Map<number, readonly Offer[]>;
  readonly asHeading: Map<number, readonly Offer[]>;
}

/** One act of a governor that a fragment may complete. */
export interface Offer {
  readonly pattern: Pattern;
  readonly act: Act;
  /** Free parts that the governor does not name itself. */
  readonly free: readonly Slot[];
  /** For each bound part of the pattern: whether the governor fills it. */
  readonly isFilled: readonly boolean[];
  /** "We do not disclose it, except in these cases:": the items are the cases in which it happens. */
  readonly isExcepted: boolean;
}
