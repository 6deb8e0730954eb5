import type { Concern, Condition, Confidence } from './finding.ts';
import type { Kind } from './kind.ts';
import type { Answer } from './report.ts';

/** From best to worst. */
export const grades = ['A', 'B', 'C', 'D', 'E'] as const;
export type Grade = (typeof grades)[number];

/** Lowest and highest score that what was not said, or not surely said, leaves possible; each 0 to 100, the first not above the second. */
export type Bounds = readonly [low: number, high: number];

/**
 * Why there is no number. `nothing-read`: no document could be read. `part-read`: a document of the product could not, and might admit anything.
 * `part-asked`: not all concerns were looked for. `coverage`: too little is answered for a number to mean anything.
 */
export type NoScore = 'nothing-read' | 'part-read' | 'part-asked' | 'coverage';

/** The score of one concern. */
export interface ConcernScore {
  /** 0 (worst) to 100 (best), one decimal; null where too little of the concern is answered or it was not looked for. */
  readonly score: number | null;
  /** Share of the concern's weight that is answered, 0 to 1. */
  readonly coverage: number;
  readonly bounds: Bounds;
}

/** What one practice puts into the score: a step of the waterfall. */
export interface ScorePart {
  readonly practice: string;
  readonly concern: Concern;
  /** What the findings that count say of it, with what follows from them; passages of low confidence count for nothing. */
  readonly answer: Answer;
  /** Points of the 100 that are at stake; 0 where the kind of product makes no answer expected. */
  readonly of: number;
  /** Points that it earns, two decimals; below 0 for an admission that nobody expected. The sum over all parts, not below 0, is the score. */
  readonly points: number;
  /** Points that it would earn if all that it leaves open were bad, and if all were good. */
  readonly bounds: readonly [low: number, high: number];
  /** Share of it that is answered: 1, or 0, or little where there are only passages of low confidence. */
  readonly answered: number;
  /** Ids of the findings that decide it: the strongest admission and the strongest denial. */
  readonly findings: readonly string[];
  /** Ids of the controls that give part of what is lost back. */
  readonly controls: readonly string[];
  /** The practice from which the answer follows, where the policy gives it in other words: exact places are places. */
  readonly follows?: string;
}

/** A score by `rules/scoring.yaml`, with everything needed to argue with it. */
export interface Score {
  /** Version of formula and weights: raised when the same findings give another score. */
  readonly version: number;
  /** 0 (worst) to 100 (best), one decimal; null where `reason` says why not. */
  readonly overall: number | null;
  readonly grade: Grade | null;
  readonly reason?: NoScore;
  /** Share of the weight that is answered, 0 to 1. */
  readonly coverage: number;
  readonly bounds: Bounds;
  readonly concerns: Readonly<Record<Concern, ConcernScore>>;
  /** One for each practice that has a weight, in the order of the weights. */
  readonly parts: readonly ScorePart[];
  /** Ids of findings that a person found wrong and that were therefore left out. */
  readonly leftOut: readonly string[];
}

/** Why a product has no place. */
export type NoPlace = NoScore | 'not-scored' | 'too-old';

/** Where a product stands among others: the best and the worst place that its bounds allow; shared where they do not separate it. */
export type Place =
  | { readonly product: string; readonly ranked: true; readonly from: number; readonly to: number }
  | { readonly product: string; readonly ranked: false; readonly reason: NoPlace };

/** A product on its way into a ranking. */
export interface Contender {
  readonly product: string;
  readonly score: Score | null;
  /** SHA-256 of its documents, in any order: products with the same ones are read, and counted, once. */
  readonly documents: readonly string[];
  readonly isTooOld?: boolean;
}

/** How often the order of two products stays when every weight is changed at random by up to half. */
export interface Sensitivity {
  /** Pairs of products with different scores, and how often their order stays, 0 to 1; null without pairs. */
  readonly pairs: number;
  readonly stays: number | null;
  /** The same of pairs whose bounds separate them: only these have different places. */
  readonly separated: number;
  readonly separatedStays: number | null;
  /** Draws of all weights. */
  readonly rounds: number;
}

/** A row of a ranking. */
export interface Ranked {
  readonly product: string;
  readonly kind?: Kind;
  readonly place: Place;
  readonly score: Score | null;
  /** ISO 8601 in UTC: when its report was made. */
  readonly scannedAt: string;
  /** Others under the same documents, by their names: read once, counted once. */
  readonly sameAs: readonly string[];
}

/** A ranking: the ranked ones by score, then by name; after them those without a place, by name. */
export interface Ranking {
  /** Version of formula and weights. */
  readonly version: number;
  readonly kind?: Kind;
  readonly products: readonly Ranked[];
  readonly sensitivity: Sensitivity;
}

/** How a practice's answer counts. */
export interface PracticeWeight {
  readonly practice: string;
  /** 0 (not scored) to 10 (nothing reaches further). */
  readonly weight: number;
  /** `against`: an admission costs, a denial earns. `for`: the other way round (controls, limits). */
  readonly counts: 'against' | 'for';
  /**
   * `everywhere`: silence leaves a gap. `where-owed`: only for kinds of product whose readers are owed an answer to it; for any other,
   * silence is no gap, and an admission costs part of its weight.
   */
  readonly expected: 'everywhere' | 'where-owed';
  readonly reason: string;
  /** What it compares to elsewhere. */
  readonly source: string;
}

/** What a condition leaves of a passage, 0 (nothing) to 1 (all), by what the passage is. */
export interface ConditionWeight {
  readonly admission: number;
  readonly denial: number;
  readonly control: number;
}

/** A number with its reason and what it compares to elsewhere, as the method page prints it. */
export interface Argued {
  /** Such as "silence" or "condition: consent". */
  readonly name: string;
  readonly value: string;
  readonly reason: string;
  readonly source: string;
}

/** `rules/scoring.yaml`, checked. */
export interface Scoring {
  readonly version: number;
  readonly practices: readonly PracticeWeight[];
  /** How many times as much a practice weighs for a kind of product whose readers are owed an answer to it; 1 or more. */
  readonly owedFactor: number;
  /** Share of its weight that an admission costs where nobody expected an answer, 0 to 1. */
  readonly unexpected: number;
  /** What an unanswered practice earns, 0 (as a plain admission) to 1 (as a plain denial). */
  readonly silence: number;
  /** How much of a passage counts as said, 0 to 1. */
  readonly confidence: Readonly<Record<Confidence, number>>;
  /** What is left of that when it is said with "may". */
  readonly hedged: number;
  /** What is left of a denial that only follows from another, 0 to 1. */
  readonly impliedDenial: number;
  readonly conditions: Readonly<Record<Condition, ConditionWeight>>;
  /** Share of what its subject's concern has lost that a control gives back, 0 to 1, by `control/*` practice. */
  readonly controls: Readonly<Record<string, number>>;
  /** Least coverage for a number, of a concern and overall, 0 to 1. */
  readonly least: { readonly concern: number; readonly overall: number };
  /** Least score of each grade; below that of D it is E. */
  readonly grades: Readonly<Record<Exclude<Grade, 'E'>, number>>;
  /** All numbers beside the weights of practices, for the method page. */
  readonly argued: readonly Argued[];
}

/** A row of a saved ranking, as far as another is compared with it. */
export interface SavedRank {
  readonly product: string;
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly parts: readonly Pick<ScorePart, 'practice' | 'answer' | 'points'>[];
}

/** A saved ranking, as `earshot rank --format json` writes it. */
export interface SavedRanking {
  /** Version of formula and weights. */
  readonly formula: number;
  readonly products: readonly SavedRank[];
}

/** A product whose score is another in a second ranking; null where it has none, or is not in that ranking. */
export interface ScoreMove {
  readonly product: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly gradeBefore: Grade | null;
  readonly gradeAfter: Grade | null;
  /** Which of the two rankings lacks the product, if one does. */
  readonly missing: 'before' | 'after' | null;
  /** Practices that earn other points, those that moved the score most first. */
  readonly because: readonly { readonly practice: string; readonly before: Answer; readonly after: Answer; readonly points: number }[];
}
