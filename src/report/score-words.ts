import type { NoPlace, NoScore, Score } from '../model/score.ts';

/** Why there is no score, as what follows "not scored: ". */
export const noScoreWords: Record<NoScore, string> = {
  'nothing-read': 'nothing could be read',
  'part-read': 'one of its documents could not be read, and it may admit anything',
  'part-asked': 'not all concerns were looked for',
  coverage: 'the policy answers too little for a number to mean anything',
};

/** Why a product has no place, as what follows "not ranked: ". */
export const noPlaceWords: Record<NoPlace, string> = {
  ...noScoreWords,
  'not-scored': 'its report has no score',
  'too-old': 'it was read too long ago',
};

/** A score to the point: "37". Tenths are kept in the data; nobody should choose a product by them. */
export const points = (score: number): string => String(Math.round(score));

/** Bounds as whole points that still hold what they held: "31 to 52". */
export const boundsWords = ([low, high]: readonly [number, number]): string =>
  Math.floor(low) === Math.ceil(high) ? String(Math.floor(low)) : `${Math.floor(low)} to ${Math.ceil(high)}`;

/** A share as "74 %". */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The score in a line: the number, its grade, how much is answered, and what the rest leaves possible. */
export function scoreWords({ overall, grade, reason, coverage, bounds }: Score): string {
  const answered = `${percent(coverage)} of what counts is answered`;
  if (overall === null || grade === null) {
    const why = noScoreWords[reason ?? 'coverage'];
    return reason === 'coverage'
      ? `not scored: ${why} (${answered}, and anything from ${boundsWords(bounds)} is possible)`
      : `not scored: ${why}`;
  }
  return `${points(overall)} of 100, grade ${grade} (A best, E worst); ${answered}, and depending on the rest it could be ${boundsWords(bounds)}`;
}
