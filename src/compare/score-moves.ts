import type { SavedRank, SavedRanking, ScoreMove } from '../model/score.ts';

/** Points below which a practice moved nothing: the parts of a score are rounded to hundredths. */
const least = 0.01;

/** Products whose score or grade differs between two rankings, those that moved most first; then by name. */
export function scoreMoves(before: SavedRanking, after: SavedRanking): readonly ScoreMove[] {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((product) => moveOf(product, old.get(product), now.get(product)))
    .filter(({ missing, because, ...move }) => missing !== null || because.length > 0 || move.before !== move.after)
    .toSorted((a, b) => sizeOf(b) - sizeOf(a) || (a.product < b.product ? -1 : 1));
}

const byName = ({ products }: SavedRanking): ReadonlyMap<string, SavedRank> => new Map(products.map((rank) => [rank.product, rank]));

/** A score that appears or disappears moved as far as any can. */
const sizeOf = ({ before, after }: ScoreMove): number =>
  before === null || after === null ? (before === after ? 0 : 100) : Math.abs(after - before);

function moveOf(product: string, old: SavedRank | undefined, now: SavedRank | undefined): ScoreMove {
  const parts = new Map(old?.parts.map((part) => [part.practice, part]));
  return {
    product,
    before: old?.score ?? null,
    after: now?.score ?? null,
    gradeBefore: old?.grade ?? null,
    gradeAfter: now?.grade ?? null,
    missing: old === undefined ? 'before' : now === undefined ? 'after' : null,
    because: (now?.parts ?? [])
      .flatMap(({ practice, answer, points }) => {
        const was = parts.get(practice);
        if (was === undefined || (was.answer === answer && Math.abs(points - was.points) < least)) return [];
        return [{ practice, before: was.answer, after: answer, points: points - was.points }];
      })
      .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)),
  };
}
