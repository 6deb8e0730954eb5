import type { Concern, Confidence, Severity, Stance, Subject } from './finding.ts';

/** What a reader is told about a practice, whatever a policy says of it. */
export interface Practice {
  /** Such as `voice/third-party`: the rule's path below `rules/`. */
  readonly id: string;
  readonly concern: Concern;
  /** In plain words, continuing "It …": "sends your voice to another company". */
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly turnOff: { readonly how: string; readonly cost: string };
  /** Where the definition comes from: a law's article, a ruling, a study. */
  readonly source: string;
}

/** A term as written in a rule: words, or `<name>` for a whole lexicon. */
export type Term = string;

/**
 * One way in which a policy makes the claim. All parts named must be met. `does`, `says` or `can` is the anchor: the
 * words whose grammar (who acts, negated or not) decides the stance.
 */
export interface Claim {
  /** An act of `who`: a verb ("we share") or its noun ("the sharing of"). */
  readonly does?: readonly Term[];
  /** Words that make the claim whoever acts; a negation over them still denies. */
  readonly says?: readonly Term[];
  /** An act that the reader can take ("you can delete", "to opt out, …"). */
  readonly can?: readonly Term[];
  /** Who acts; `maker` when left out, which includes the passive without "by". */
  readonly who?: readonly ('maker' | 'partner' | 'user' | 'anyone')[];
  /** What is acted on: in the anchor's clause, or earlier in the sentence where "it" or "such information" in the clause points back. */
  readonly what?: readonly Term[];
  /** `yes`: "it", "this information" or "them" may also point to what the sentence before, the lead or the heading names. */
  readonly referent?: 'yes' | 'no';
  /** Which party acts: in the subject of the anchor, or behind its "by" ("our providers process", "used by our partners"). */
  readonly by?: readonly Term[];
  /** Who receives: in the anchor's clause. */
  readonly to?: readonly Term[];
  /** Where from: in the anchor's clause. */
  readonly from?: readonly Term[];
  /** What for: in the anchor's clause. */
  readonly for?: readonly Term[];
  /** Anywhere in the sentence. */
  readonly with?: readonly Term[];
  readonly 'and-with'?: readonly Term[];
  /** In the sentence, the sentence that leads to it, its headings, or the sentence before. */
  readonly near?: readonly Term[];
  /** In its headings or the sentence that leads to it. */
  readonly under?: readonly Term[];
  /** Nowhere in the sentence. */
  readonly not?: readonly Term[];
  /** Not in the anchor's own clause and what it reaches; the rest of the sentence may say it. */
  readonly 'not-here'?: readonly Term[];
  /**
   * What must not describe the words that fill the part: neither in them, nor in front of them ("*payment* partners"), nor behind them
   * ("third parties *who process it for us*"). Words so described are passed over; others in their list fill the part.
   */
  readonly 'not-what'?: readonly Term[];
  readonly 'not-by'?: readonly Term[];
  readonly 'not-to'?: readonly Term[];
  readonly 'not-from'?: readonly Term[];
  readonly 'not-for'?: readonly Term[];
  /** Not in its headings or leads. */
  readonly 'not-under'?: readonly Term[];
  /**
   * `as-said` (default) lets the grammar decide; `does` and `denies` are fixed, whatever is negated; `only-does` and
   * `only-denies` count only where the grammar says so.
   */
  readonly stance?: 'as-said' | Stance | 'only-does' | 'only-denies';
  /** How sure a match is at best where no other claim of the rule agrees; `high` when left out. */
  readonly confidence?: Confidence;
  /** `yes`: counts only as a plain statement: no noun for the act, no relative clause, no heading or earlier sentence to complete it. */
  readonly exact?: 'yes' | 'no';
  /** `yes`: counts in questions, definitions, announcements and advice too. */
  readonly anywhere?: 'yes' | 'no';
}

/** An example beside its rule: a passage, and what must be read in it. */
export interface Example {
  readonly text: string;
  /** Heading above it. */
  readonly section?: string;
  /** Sentence that introduces the list it is an item of. */
  readonly lead?: string;
}

/** One rule file, as checked by `rules/rule.schema.json`. */
export interface Rule extends Practice {
  readonly claims: readonly Claim[];
  /** Practices that say more: where one of them is found in a sentence with the same stance, this one is not reported too. */
  readonly 'yields-to'?: readonly string[];
  /** control/* only: what the control is about when nothing in the sentence tells. */
  readonly about?: Subject;
  readonly examples: { readonly does: readonly Example[]; readonly denies: readonly Example[]; readonly 'near-misses': readonly Example[] };
}

/** One lexicon file, as checked by `rules/lexicon.schema.json`. */
export interface LexiconFile {
  readonly name: string;
  readonly about: string;
  readonly source?: string;
  readonly terms: readonly string[];
  readonly includes?: readonly string[];
  readonly except?: readonly string[];
}

/** All rules and lexicons of a scan, checked. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly lexicons: readonly LexiconFile[];
  /** Lower-case hex SHA-256 over all files, in path order. */
  readonly sha256: string;
}
