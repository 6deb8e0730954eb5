import type { Concern, Finding, Stance } from './finding.ts';
import type { BlockKind, PolicyText, Span } from './text.ts';

/** Words kept, taken out or put in, in reading order; the texts of `same` and `removed` make the old passage, of `same` and `added` the new one. */
export interface WordPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** One or more neighbouring sentences of one block. */
export interface Passage {
  /** `text.slice(...span)` of its own text. */
  readonly quote: string;
  readonly span: Span;
  readonly block: BlockKind;
  readonly section: readonly string[];
}

/** One difference between two texts. Moved passages have the same words elsewhere and are no change of what is said. */
export type TextChange =
  | { readonly kind: 'added'; readonly after: Passage }
  | { readonly kind: 'removed'; readonly before: Passage }
  | { readonly kind: 'reworded'; readonly before: Passage; readonly after: Passage; readonly words: readonly WordPart[] }
  | { readonly kind: 'moved'; readonly before: Passage; readonly after: Passage };

/** Two texts of one policy compared. */
export interface TextComparison {
  /** In the order of the new text; removed passages stand where they were. */
  readonly changes: readonly TextChange[];
  /** Whether both say the same in the same words: only moves, typography, or dates of update differ. */
  readonly isSame: boolean;
  /** How many changes of each kind. */
  readonly counts: Readonly<Record<TextChange['kind'], number>>;
  /** Words put in and taken out, moves not counted. */
  readonly words: { readonly added: number; readonly removed: number };
}

/** What a change means for the person whose data it is. */
export type Effect = 'worse' | 'better' | 'neutral';

/** A finding as it is compared: of a report, or fresh from the engine. */
export type ComparedFinding = Omit<Finding, 'policy' | 'link'> & Partial<Pick<Finding, 'policy' | 'link'>>;

/** What one text gives: the words, and what the rules found in them. */
export interface Reading {
  readonly text: PolicyText;
  readonly findings: readonly ComparedFinding[];
}

/** What all changes of findings share. */
interface FindingChangeBase {
  readonly practice: string;
  readonly concern: Concern;
  readonly effect: Effect;
  /** One plain sentence that needs no other to be understood beside the practice's title: 'It said "may" before; now it says that it does.' */
  readonly why: string;
}

/**
 * One difference between what two texts admit, deny or offer. `strengthened` and `weakened` are of the claim itself ("may" → "will" strengthens an
 * admission; a new "without your consent" weakens a denial); whether that is good or bad stands in `effect`.
 */
export type FindingChange =
  | (FindingChangeBase & { readonly kind: 'new'; readonly after: ComparedFinding })
  | (FindingChangeBase & { readonly kind: 'gone'; readonly before: ComparedFinding })
  | (FindingChangeBase & {
      readonly kind: 'reworded' | 'weakened' | 'strengthened' | 'stance-flipped';
      readonly before: ComparedFinding;
      readonly after: ComparedFinding;
      readonly words: readonly WordPart[];
    });

export const findingChangeKinds = ['stance-flipped', 'new', 'strengthened', 'weakened', 'reworded', 'gone'] as const;

/** A denial of the old text that the new one nowhere repeats. */
export interface LostPromise {
  readonly practice: string;
  readonly concern: Concern;
  readonly before: ComparedFinding;
  /** What the new text says of the practice instead: an admission, or nothing at all. */
  readonly now: Extract<Stance, 'does'> | 'silent';
  readonly why: string;
}

/** Two readings of one policy compared. */
export interface ReadingComparison {
  readonly text: TextComparison;
  /** Worse first, then better, then neutral; within these the gravest first. */
  readonly findings: readonly FindingChange[];
  readonly promises: readonly LostPromise[];
  /** How many of `findings` are worse, better and neutral. */
  readonly effects: Readonly<Record<Effect, number>>;
}

/** What can change a score. */
export const causes = ['text', 'rules', 'extractor', 'formula'] as const;
export type Cause = (typeof causes)[number];

/** Why a score is another one than before. */
export interface ScoreChange {
  /** 0 (worst) to 100 (best); null where there was none. */
  readonly before: number | null;
  readonly after: number | null;
  /**
   * Points each cause added or took; they add up to `after - before`. Several causes in one part could not be told apart, since what is
   * needed to read with only one of them is no longer there. [] where one of the two scores is null.
   */
  readonly parts: readonly { readonly causes: readonly Cause[]; readonly points: number }[];
}

/** One of two texts that are compared: what it is, and when and where it was taken. */
export interface ComparedText {
  /** Where it is from: an address, or a `file:` URL. */
  readonly url: string;
  /** ISO 8601 in UTC: when it was taken; absent for files, of which that is not known. */
  readonly at?: string;
  readonly title?: string;
  /** The date the text gives for itself, as YYYY-MM-DD. */
  readonly effectiveDate?: string;
  /** Lower-case hex SHA-256 of its bytes. */
  readonly sha256: string;
  readonly words: number;
}

/** What changed in one policy, as plain JSON: the published change report, version 1. */
export interface ChangeReport {
  readonly version: 1;
  readonly tool: { readonly name: 'earshot'; readonly version: string; readonly rules: string; readonly extractor: string };
  /** Of texts from the archive: id of the policy, 'maker/slug', and of the product it was asked for under. */
  readonly policy?: string;
  readonly product?: string;
  readonly before: ComparedText;
  readonly after: ComparedText;
  readonly comparison: ReadingComparison;
  readonly score?: ScoreChange;
}

/** An accepted change of one policy, as history, notices and the site show it. */
export interface PolicyChange {
  /** Product id as in the catalogue, such as `veldora/tv`. */
  readonly product: string;
  readonly policy: string;
  /** ISO 8601 in UTC: when each text was taken. */
  readonly from: string;
  readonly to: string;
  /** SHA-256 of the two snapshots' bytes. */
  readonly before: string;
  readonly after: string;
  readonly comparison: ReadingComparison;
  readonly score?: ScoreChange;
}

/** One accepted text in the history of a policy, with what it changed. */
export interface HistoryEntry {
  /** ISO 8601 in UTC: when it was first taken. */
  readonly at: string;
  readonly policy: string;
  /** Id of the snapshot in the archive, and SHA-256 of its bytes. */
  readonly snapshot: string;
  readonly sha256: string;
  /** `first`: the oldest text; `technical`: the same document recorded in another way, which is no change by its maker. */
  readonly lane: 'first' | 'change' | 'technical';
  /** Why it was accepted: 'confirmed', 'returned', 'shortened' … */
  readonly because: string;
  readonly words: number;
  /** Score of the product as of this text, 0 (worst) to 100 (best); null where it has none. */
  readonly score: number | null;
  /** Change of the score by this text; null where one of the two has none. */
  readonly points: number | null;
  /** Counts of changes of the text; null for the first. */
  readonly passages: TextComparison['counts'] | null;
  /** Findings that opened and closed with this text. */
  readonly opened: readonly ComparedFinding[];
  readonly closed: readonly ComparedFinding[];
  readonly effects: Readonly<Record<Effect, number>>;
  readonly promises: readonly LostPromise[];
}

/** The accepted texts of a product in order of time, all read with the same rules, so that their scores can be compared. */
export interface History {
  readonly version: 1;
  readonly tool: ChangeReport['tool'];
  readonly product: string;
  readonly name: string;
  readonly entries: readonly HistoryEntry[];
}
