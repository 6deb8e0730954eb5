import { numberForm, punctuation } from '../forms.ts';
import type { Tokens } from '../tokens.ts';
import { is } from './words.ts';

/** What opens a clause: decides whether its verbs are claims and how far the verbs before it reach. */
export type ClauseKind = 'main' | 'adverbial' | 'relative' | 'question' | 'content';

export interface Clause {
  readonly kind: ClauseKind;
  /** First token (its opener or subject) and the token after its last. */
  readonly start: number;
  end: number;
  /** First token of the finite verb group; `end` for a stretch without one. */
  readonly verb: number;
  readonly subjectStart: number;
  readonly subjectEnd: number;
  /** The relative clause's head: first token of the noun phrase before it; `start` otherwise. */
  readonly headStart: number;
  /** The word that opens an adverbial clause ("if", "unless"), '' otherwise. */
  readonly opener: string;
}

/** What the grammar knows of one sentence. Token arrays are indexed from 0 = the block's first token. */
export interface Parse {
  from: number;
  to: number;
  readonly clauses: Clause[];
  /** Index into `clauses` for each token of [from, to). */
  clauseOf: Uint8Array;
  /** Not 0 where a negation governs the token; `negatedTwice` where two do. */
  negated: Uint8Array;
  classes: Int32Array;
  /** `markOf` of each token (words.ts). */
  marks: Uint8Array;
  /** A token that turns a negation round ("except", "unless", "other than") stands in the sentence. */
  hasException: boolean;
  isQuestion: boolean;
}

/** An empty table with room for so many tokens; it grows when there are more. */
export const makeParse = (room = 1024): Parse => ({
  from: 0,
  to: 0,
  clauses: [],
  clauseOf: new Uint8Array(room),
  negated: new Uint8Array(room),
  classes: new Int32Array(room),
  marks: new Uint8Array(room),
  hasException: false,
  isQuestion: false,
});

export const has = (bits: number, wanted: number): boolean => (bits & wanted) !== 0;

export const isBoundary = (form: number): boolean =>
  form >= punctuation.stop && form <= punctuation.pipe && form !== punctuation.close && form !== punctuation.quote;
export const isPunctuation = (form: number): boolean => form > 0 && form <= punctuation.other;

/** "1)", "(b)", "ii)": a mark of a list in running text. */
export function isEnumerator(tokens: Tokens, parse: Parse, close: number): boolean {
  if (close - 1 < parse.from || (tokens.form[close] ?? 0) !== punctuation.close) return false;
  return (
    (tokens.end[close - 1] ?? 0) - (tokens.start[close - 1] ?? 0) <= 3 &&
    ((tokens.form[close - 2] ?? 0) === punctuation.open || (tokens.form[close - 1] ?? 0) === numberForm)
  );
}

/** The verb that a clause's modals and auxiliaries lead to ("does not *sell*"); the clause's first verb when there is none. */
export function lexicalVerb(parse: Parse, clause: Clause): number {
  let at = clause.verb;
  while (at + 1 < parse.to && has(parse.classes[at] ?? 0, is.modal | is.auxiliary | is.be | is.not | is.adverb)) {
    const next = parse.classes[at + 1] ?? 0;
    if (!has(next, is.modal | is.auxiliary | is.be | is.not | is.adverb | is.verb | is.past | is.gerund)) return at;
    at++;
  }
  return at;
}
