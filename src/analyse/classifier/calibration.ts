import type { Confidence } from '../../model/finding.ts';
import { type ClaimName, oppositeOf } from './claim-name.ts';

/**
 * What the calibration looks at, each a number: `margin` is the linear classifier's, how far a sentence is on the claim's side (about -1 for no, 1 for
 * yes), and `network` the network's (about -6 for no, 3 for yes); `ruled` says how sure the rules are of it, `opposite` is about the other stance of the practice, `row` and
 * `title` about where the sentence stands, `led` and `lead` about the sentence that leads to it, and `negated` stands where a negation is in a sentence of which the rules do not say the claim.
 */
export const evidenceNames = [
  'always',
  'margin',
  'ruled-high',
  'ruled-medium',
  'ruled-low',
  'ruled-margin',
  'opposite-margin',
  'network',
  'ruled-network',
  'opposite-network',
  'opposite-ruled',
  'row',
  'title',
  'led',
  'lead-margin',
  'negated-does',
  'negated-denies',
] as const;

/** The terms of a logistic regression: what each piece of evidence counts. */
export interface Calibration {
  readonly evidence: Readonly<Record<(typeof evidenceNames)[number], number>>;
  /** Of each claim: one more term, and one more where the rules find it. */
  readonly claims: readonly number[];
  readonly ruledClaims: readonly number[];
}

/** Least probability of each confidence; below the last there is no finding. How right they are on held-out makers: decision 222. */
const leastProbability: Readonly<Record<Confidence, number>> = { high: 0.9, medium: 0.68, low: 0.36 };

/** How sure a finding of some probability is; null where it is none. */
export function confidenceOf(probability: number): Confidence | null {
  if (probability < leastProbability.low) return null;
  if (probability < leastProbability.medium) return 'low';
  return probability < leastProbability.high ? 'medium' : 'high';
}

/**
 * With a smaller margin, and where the rules find nothing, no claim is likely: it is neither calibrated nor asked for. On makers held out 2 of 24,197 findings had less;
 * with -0.8, which loses none, the network is asked of 55 sentences in 100 and not of 43.
 */
export const leastMargin = -0.5;

/** One sentence as the calibration sees it. */
export interface Evidence {
  readonly ruled: ReadonlyMap<ClaimName, Confidence>;
  readonly isRow: boolean;
  readonly isTitle: boolean;
  /** The margin of the sentence that leads to it, for the claim; null where none does. */
  readonly leadMargin: number | null;
  readonly isNegated: boolean;
}

/** What the two parts of the classifier say of a claim. */
export interface Scores {
  readonly margin: number;
  readonly logit: number;
}

/** What says no of a claim, or is said of one that there is not: a smaller logit is no surer. */
export const no: Scores = { margin: -1, logit: -8 };

/** What speaks for a claim and against it, in the order of `evidenceNames`. */
export function evidenceFor(
  claim: ClaimName,
  own: Scores,
  opposite: Scores,
  { ruled, isRow, isTitle, leadMargin, isNegated }: Evidence,
): number[] {
  const { margin } = own;
  const logit = Math.max(no.logit, own.logit);
  const word = ruled.get(claim);
  const negates = word === undefined && isNegated;
  return [
    1,
    margin,
    Number(word === 'high'),
    Number(word === 'medium'),
    Number(word === 'low'),
    word === undefined ? 0 : margin,
    Math.max(0, opposite.margin - no.margin),
    logit,
    word === undefined ? 0 : logit,
    Math.max(0, opposite.logit - no.logit),
    Number(ruled.has(oppositeOf(claim))),
    Number(isRow),
    Number(isTitle),
    Number(leadMargin !== null),
    leadMargin === null ? 0 : Math.max(0, leadMargin - no.margin),
    Number(negates && claim.endsWith(' does')),
    Number(negates && claim.endsWith(' denies')),
  ];
}

/** How likely a claim is, by what speaks for it: `counts` are the calibration's terms in the order of `evidenceNames`, `own` those of the claim itself. */
export function probabilityOf(pieces: readonly number[], counts: ArrayLike<number>, own: number): number {
  let sum = own;
  for (let k = 0; k < pieces.length; k++) sum += (pieces[k] ?? 0) * (counts[k] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
