import type { Stance } from './finding.ts';

export const verdicts = ['checked', 'wrong'] as const;

/** What a person said of a finding after reading it in the policy. */
export interface Verdict {
  /** `checked`: it is right. `wrong`: the policy does not say so. */
  readonly verdict: (typeof verdicts)[number];
  readonly by: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly note?: string;
}

/** A verdict as it is kept beside the maker, with what was found, so that it can be counted without the policy. */
export interface Review extends Verdict {
  readonly practice: string;
  readonly stance: Stance;
}

/** Verdicts by the id of the finding, which stays while practice, stance and sentence do. */
export type Reviews = ReadonlyMap<string, Review>;
