import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contender, Place, Score } from '../../src/model/score.ts';
import { placesOf, sameAs } from '../../src/score/places.ts';
import { rankingOf } from '../../src/score/ranking.ts';
import { seeded } from '../../src/score/seeded.ts';
import { sensitivityOf } from '../../src/score/sensitivity.ts';

const unknown = { score: null, coverage: 0, bounds: [0, 100] } as const;
const concerns = {
  voice: unknown,
  location: unknown,
  sharing: unknown,
  government: unknown,
  viewing: unknown,
  biometric: unknown,
  tracking: unknown,
  retention: unknown,
  control: unknown,
};

function scored(low: number, overall: number | null, high: number, parts: Score['parts'] = []): Score {
  return {
    version: 1,
    overall,
    grade: overall === null ? null : 'D',
    ...(overall === null ? { reason: 'coverage' as const } : {}),
    coverage: 0.5,
    bounds: [low, high],
    concerns,
    parts,
    leftOut: [],
  };
}

const contender = (product: string, low: number, overall: number | null, high: number): Contender => ({
  product,
  score: scored(low, overall, high),
  documents: [product],
});
const words = (places: readonly Place[]): readonly string[] =>
  places.map((place) => (place.ranked ? `${place.product} ${place.from}-${place.to}` : `${place.product} ${place.reason}`));

const anyContenders = fc.array(fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(4)), { maxLength: 12 }).map((rows) =>
  rows.map(([a, b, c, document], index): Contender => {
    const [low = 0, overall = 0, high = 0] = [a, b, c].toSorted((x, y) => x - y);
    return { product: `p${index}`, score: scored(low, overall, high), documents: [String(document)] };
  }),
);

describe('places', () => {
  it('are claimed only where bounds separate, and shared otherwise', () => {
    const places = placesOf([
      contender('best', 70, 80, 90),
      contender('middle', 40, 50, 60),
      contender('wide', 20, 45, 65),
      contender('worst', 5, 8, 10),
    ]);
    expect(words(places)).toEqual(['best 1-1', 'middle 2-3', 'wide 2-3', 'worst 4-4']);
  });

  it('that touch do not separate', () => {
    expect(words(placesOf([contender('a', 50, 60, 70), contender('b', 30, 40, 50)]))).toEqual(['a 1-2', 'b 1-2']);
  });

  it('are none for products without a score, with the reason, and these count for nobody', () => {
    const places = placesOf([
      { product: 'new', score: null, documents: [] },
      contender('short', 0, null, 100),
      { ...contender('old', 90, 95, 99), isTooOld: true },
      contender('a', 10, 20, 30),
    ]);
    expect(words(places)).toEqual(['new not-scored', 'short coverage', 'old too-old', 'a 1-1']);
  });

  it('count products under the same documents once', () => {
    const twins: readonly Contender[] = [
      { ...contender('tv', 60, 70, 80), documents: ['x', 'y'] },
      { ...contender('stick', 61, 71, 81), documents: ['y', 'x'] },
      contender('other', 10, 20, 30),
    ];
    expect(words(placesOf(twins))).toEqual(['tv 1-1', 'stick 1-1', 'other 2-2']);
    expect(twins.map((twin) => sameAs(twin, twins))).toEqual([['stick'], ['tv'], []]);
  });

  it('always hold the order by score, whatever that order is', () => {
    fc.assert(
      fc.property(anyContenders, (contenders) => {
        const places = placesOf(contenders);
        for (const [index, place] of places.entries()) {
          expect(place.ranked && place.from <= place.to && place.from >= 1).toBe(true);
          for (const [other, rival] of places.entries()) {
            if (!place.ranked || !rival.ranked || place.to >= rival.from) continue;
            expect(contenders[index]?.score?.overall ?? 0).toBeGreaterThanOrEqual(contenders[other]?.score?.overall ?? 0);
          }
        }
      }),
    );
  });

  it('do not depend on the order in which products are given', () => {
    fc.assert(
      fc.property(anyContenders, (contenders) => {
        expect(placesOf(contenders.toReversed()).toReversed()).toEqual(placesOf(contenders));
      }),
    );
  });
});

const part = (practice: string, of: number, points: number): Score['parts'][number] => ({
  practice,
  concern: 'voice',
  answer: 'does',
  of,
  points,
  bounds: [points, points],
  answered: 1,
  findings: [],
  controls: [],
});

describe('sensitivity', () => {
  const good = scored(60, 60, 60, [part('voice/capture', 50, 30), part('voice/calls', 50, 30)]);
  const bad = scored(20, 20, 20, [part('voice/capture', 50, 10), part('voice/calls', 50, 10)]);
  const mixed = scored(0, 59, 100, [part('voice/capture', 50, 50), part('voice/calls', 50, 9)]);

  it('is certain where one product is better in everything', () => {
    expect(sensitivityOf([good, bad], seeded(1))).toEqual({ pairs: 1, stays: 1, separated: 1, separatedStays: 1, rounds: 200 });
  });

  it('is about even where the weights decide', () => {
    const { stays } = sensitivityOf([good, mixed], seeded(1), 2000);
    expect(stays).toBeGreaterThan(0.4);
    expect(stays).toBeLessThan(0.6);
  });

  it('is the same from the same seed, and none without a pair', () => {
    expect(sensitivityOf([good, bad, mixed], seeded(7))).toEqual(sensitivityOf([good, bad, mixed], seeded(7)));
    expect(sensitivityOf([good], seeded(1)).stays).toBeNull();
    expect(sensitivityOf([good, good], seeded(1)).stays).toBeNull();
  });
});

describe('seeded numbers', () => {
  it('are the same for a seed, differ between seeds, and fill the range evenly', () => {
    const draw = (seed: number, count: number): readonly number[] => {
      const random = seeded(seed);
      return Array.from({ length: count }, () => random());
    };
    expect(draw(3, 5)).toEqual(draw(3, 5));
    expect(draw(3, 5)).not.toEqual(draw(4, 5));
    const many = draw(5, 10_000);
    expect(many.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(many.reduce((sum, value) => sum + value, 0) / many.length).toBeCloseTo(0.5, 1);
  });
});

describe('a ranking', () => {
  it('goes by score, and names those without a place at the end', () => {
    const entrants = [
      contender('b', 10, 20, 30),
      contender('none', 0, null, 100),
      contender('a', 10, 20, 30),
      contender('top', 50, 60, 70),
    ].map((own) => ({
      ...own,
      scannedAt: '2026-11-23T00:00:00.000Z',
      kind: 'tv' as const,
    }));
    const { products, sensitivity } = rankingOf(entrants, 1, 'tv');
    expect(products.map(({ product }) => product)).toEqual(['top', 'a', 'b', 'none']);
    expect(sensitivity.pairs).toBe(2);
  });
});
