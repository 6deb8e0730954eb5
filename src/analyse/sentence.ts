import type { Actor } from '../model/finding.ts';
import type { Clause, Parse } from './english/clause.ts';
import { firstNear, holds, holdsAt, type Matches } from './matches.ts';
import type { Slot } from './tag-sets.ts';
import type { Tokens } from './tokens.ts';

/** One sentence with all that was found in it. */
export interface Sentence {
  readonly text: string;
  readonly tokens: Tokens;
  readonly matches: Matches;
  readonly parse: Parse;
  from: number;
  to: number;
  /** The acts read in it so far, by the place of their words. */
  readonly acts: Map<number, Act>;
}

/** How an act is put: told as a fact, asked or announced (`topic`), wished or forbidden by someone, or taken for granted in a relative clause. */
export type Mode = 'told' | 'topic' | 'wished' | 'given';

/** What the grammar says of one act: the anchor of a claim in its sentence. */
export interface Act {
  /** The token that carries it. */
  readonly head: number;
  readonly actor: Actor;
  readonly negated: boolean;
  readonly hedged: boolean;
  readonly passive: boolean;
  /** An active verb with a noun of its own for subject. */
  readonly hasSubject: boolean;
  /** A noun ("the sale of your data"), not a verb. */
  readonly nominal: boolean;
  readonly mode: Mode;
  /** Tokens that may be its object, recipient or purpose. */
  readonly reach: readonly (readonly [number, number])[];
  /** Tokens that may name who acts. */
  readonly agents: readonly (readonly [number, number])[];
  readonly clause: Clause;
}

/** A token's word in lower case. */
export const wordAt = ({ text, tokens }: Sentence, at: number): string =>
  text.slice(tokens.start[at] ?? 0, tokens.end[at] ?? 0).toLowerCase();

/** Is there a match that fills a slot and overlaps [from, to)? */
export function within(matches: Matches, slot: Slot, from: number, to: number): boolean {
  if (!holds(matches.all, slot)) return false;
  for (let m = firstNear(matches, from); m < matches.count; m++) {
    if ((matches.start[m] ?? 0) >= to) return false;
    if ((matches.end[m] ?? 0) > from && holdsAt(matches, m, slot)) return true;
  }
  return false;
}
