/** The kinds of product. Source: DESIGN.md, "Words used everywhere". */
export const kinds = [
  'tv',
  'streaming',
  'voice',
  'phone',
  'ride',
  'carrier',
  'social',
  'photo',
  'camera',
  'wearable',
  'car',
  'device',
] as const;
export type Kind = (typeof kinds)[number];

/** A question to which a reader of a policy is owed an answer, as `rules/owed.yaml` holds it. */
export interface OwedQuestion {
  readonly asks: string;
  /** Practices of which any one, admitted or denied, answers it. */
  readonly practices: readonly string[];
  readonly reason: string;
}

/** Two practices of which one cannot be done while the other is not: an entry of `rules/contradictions.yaml`. */
export interface Incompatible {
  /** The practice that is denied. */
  readonly denies: string;
  /** The practice that is admitted all the same. */
  readonly does: string;
  readonly reason: string;
}
