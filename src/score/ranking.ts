import type { Kind } from '../model/kind.ts';
import type { Contender, Ranked, Ranking } from '../model/score.ts';
import { placesOf, sameAs } from './places.ts';
import { seeded } from './seeded.ts';
import { sensitivityOf } from './sensitivity.ts';

/** A product to be ranked, with what its row says beside. */
export interface Entrant extends Contender {
  readonly kind?: Kind;
  readonly scannedAt: string;
}

/** Always the same draws, so that the same reports give the same figures; any number would do. */
const seed = 20_261_123;

/** The ranking of products among each other. */
export function rankingOf(entrants: readonly Entrant[], version: number, kind?: Kind): Ranking {
  const places = placesOf(entrants);
  const products = entrants.flatMap((entrant, index): readonly Ranked[] => {
    const place = places[index];
    if (place === undefined) return [];
    const { product, score, scannedAt, kind: own } = entrant;
    return [{ product, ...(own === undefined ? {} : { kind: own }), place, score, scannedAt, sameAs: sameAs(entrant, entrants) }];
  });
  return {
    version,
    ...(kind === undefined ? {} : { kind }),
    products: products.toSorted(byPlace),
    sensitivity: sensitivityOf(
      products.flatMap(({ score, place }) => (score === null || !place.ranked ? [] : [score])),
      seeded(seed),
    ),
  };
}

/** By score, which never contradicts a place: who is surely better has the higher score. Without a place at the end, by name. */
function byPlace(a: Ranked, b: Ranked): number {
  if (a.place.ranked && b.place.ranked) return (b.score?.overall ?? 0) - (a.score?.overall ?? 0) || byName(a, b);
  return Number(b.place.ranked) - Number(a.place.ranked) || byName(a, b);
}

const byName = (a: Ranked, b: Ranked): number => (a.product < b.product ? -1 : a.product > b.product ? 1 : 0);
