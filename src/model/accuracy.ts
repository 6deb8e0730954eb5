import type { Stance } from './finding.ts';

/** A share with its 95 % interval (Wilson), each 0 to 1; words where there are fewer than ten labels. */
export type Rate = { readonly value: number; readonly low: number; readonly high: number } | 'too few to say';

/** How right the findings of a practice and stance were on a set of labelled texts. */
export interface AccuracyFigure {
  /** Units in which it was found. */
  readonly found: number;
  /** Of those, the ones that carry the label. */
  readonly right: number;
  /** Labelled units in which it was not found. */
  readonly missed: number;
  /** `right` of `found`. */
  readonly precision: Rate;
  /** `right` of `right + missed`. */
  readonly recall: Rate;
}

/** Persons' verdicts on what was found: precision only, since nobody is asked about what was not found. */
export interface ReviewFigure {
  readonly checked: number;
  readonly wrong: number;
  readonly precision: Rate;
}

/** The sets of one practice and stance; one that has neither labels nor findings is absent. */
export interface AccuracySets {
  /** Policies, and stretches of policies, that the rules were tuned to. */
  readonly tuned?: AccuracyFigure;
  /** The same that they were never tuned to. */
  readonly 'held-out'?: AccuracyFigure;
  /** Single passages of many policies, gathered for practices that are rare; tuned to. */
  readonly passages?: AccuracyFigure;
  readonly reviews?: ReviewFigure;
}

/** `rules/accuracy.json`: made by `npm run accuracy`. */
export interface Accuracy {
  readonly version: 1;
  /** SHA-256 of the rules that were measured. */
  readonly rules: string;
  /** What was measured on; `labels` is the SHA-256 of the label files. A policy's name with two numbers behind it is a stretch of its sentences. */
  readonly sets: {
    readonly tuned: { readonly policies: readonly string[]; readonly labels: string };
    readonly 'held-out': { readonly policies: readonly string[]; readonly labels: string };
    readonly passages: { readonly policies: number; readonly passages: number; readonly labels: string };
    readonly reviews: { readonly verdicts: number; readonly labels: string };
  };
  readonly practices: Readonly<Record<string, { readonly [stance in Stance]?: AccuracySets }>>;
}
