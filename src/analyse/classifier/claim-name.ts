import type { Stance } from '../../model/finding.ts';

/** A practice and a stance: `voice/capture does`. */
export type ClaimName = `${string} ${Stance}`;

export const claimName = (practice: string, stance: Stance): ClaimName => `${practice} ${stance}`;

/** What a claim is of. */
export function claimParts(claim: ClaimName): { readonly practice: string; readonly stance: Stance } {
  return { practice: claim.slice(0, claim.lastIndexOf(' ')), stance: claim.endsWith(' denies') ? 'denies' : 'does' };
}

/** The same practice with the other stance. */
export function oppositeOf(claim: ClaimName): ClaimName {
  const { practice, stance } = claimParts(claim);
  return claimName(practice, stance === 'does' ? 'denies' : 'does');
}
