import type * as calibration from '../../src/analyse/classifier/calibration.ts';
import type { ClaimName, oppositeOf } from '../../src/analyse/classifier/claim-name.ts';

interface Sample {
  readonly set: string;
  readonly units: readonly number[];
  readonly isTuned: boolean;
  readonly firm: ReadonlySet<string>;
  readonly optional: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
  readonly ruled: ReadonlyMap<ClaimName, 'high' | 'medium' | 'low'>;
  readonly isRow: boolean;
  readonly isTitle: boolean;
  readonly isNegated: boolean;
}

/** What was worked out without each sample's maker, in the order of the samples: a number a claim. */
interface Scores {
  readonly margins: readonly (readonly number[])[];
  readonly logits: readonly (readonly number[])[];
  readonly leadMargins: readonly (readonly number[] | null)[];
}

export declare function calibrate(
  samples: readonly Sample[],
  claims: readonly ClaimName[],
  scores: Scores,
  engine: typeof calibration & { readonly oppositeOf: typeof oppositeOf },
): calibration.Calibration;
