import type { Score, Sensitivity } from '../model/score.ts';

/** Draws of all weights: enough for a share to be right to about two hundredths (1.96 · √(¼ / 200) is 0.07 for one pair, far less for many). */
const usualRounds = 200;

/**
 * How often the order of two scores stays when every weight is changed at random by up to half, each by itself and the same for all products.
 * `random` gives numbers from 0 (inclusive) to 1 (exclusive): from the same seed come the same figures.
 */
export function sensitivityOf(scores: readonly Score[], random: () => number, rounds = usualRounds): Sensitivity {
  const scored = scores.filter(({ overall }) => overall !== null);
  const practices = [...new Set(scored.flatMap(({ parts }) => parts.map(({ practice }) => practice)))];
  const pairs = scored.flatMap((one, index) =>
    scored.slice(index + 1).flatMap((other) => (one.overall === other.overall ? [] : [inOrder(one, other)])),
  );
  let [stays, separatedStays] = [0, 0];
  const separated = pairs.filter(({ isSeparated }) => isSeparated).length;
  for (let round = 0; round < rounds; round += 1) {
    const factors = new Map(practices.map((practice) => [practice, 0.5 + random()]));
    const weighed = new Map(scored.map((score) => [score, weighedAnew(score, factors)]));
    for (const { better, worse, isSeparated } of pairs) {
      if ((weighed.get(better) ?? 0) <= (weighed.get(worse) ?? 0)) continue;
      stays += 1;
      if (isSeparated) separatedStays += 1;
    }
  }
  return {
    pairs: pairs.length,
    stays: pairs.length === 0 ? null : rounded(stays / (pairs.length * rounds)),
    separated,
    separatedStays: separated === 0 ? null : rounded(separatedStays / (separated * rounds)),
    rounds,
  };
}

function inOrder(one: Score, other: Score): { readonly better: Score; readonly worse: Score; readonly isSeparated: boolean } {
  const [better, worse] = (one.overall ?? 0) > (other.overall ?? 0) ? [one, other] : [other, one];
  return { better, worse, isSeparated: better.bounds[0] > worse.bounds[1] };
}

/** The score with other weights: its parts keep the share that they earn. */
function weighedAnew({ parts }: Score, factors: ReadonlyMap<string, number>): number {
  let [points, stake] = [0, 0];
  for (const part of parts) {
    const factor = factors.get(part.practice) ?? 1;
    points += factor * part.points;
    stake += factor * part.of;
  }
  return stake === 0 ? 0 : points / stake;
}

const rounded = (share: number): number => Math.round(share * 1000) / 1000;
