import type { Bounds, Contender, Place } from '../model/score.ts';

/**
 * The places of products among each other, in their order. A place is better only where the worst that one product may be is better than
 * the best that the other may be; products that are not separated so share the places that are possible for them. Products under the same
 * documents are one: they have the same place, and count once.
 */
export function placesOf(contenders: readonly Contender[]): readonly Place[] {
  const camps = campsOf(contenders);
  return contenders.map((contender): Place => {
    const { product, score, isTooOld } = contender;
    if (score === null) return { product, ranked: false, reason: 'not-scored' };
    if (score.overall === null) return { product, ranked: false, reason: score.reason ?? 'coverage' };
    if (isTooOld === true) return { product, ranked: false, reason: 'too-old' };
    const own = camps.get(campOf(contender));
    if (own === undefined) throw new Error(`${product} is ranked and in no camp`);
    const better = [...camps.values()].filter(([low]) => low > own[1]).length;
    const worse = [...camps.values()].filter(([, high]) => high < own[0]).length;
    return { product, ranked: true, from: better + 1, to: camps.size - worse };
  });
}

/** The names of the others under the same documents. */
export function sameAs(contender: Contender, contenders: readonly Contender[]): readonly string[] {
  if (contender.documents.length === 0) return [];
  return contenders.filter((other) => other !== contender && campOf(other) === campOf(contender)).map(({ product }) => product);
}

/** Products under the same documents are one camp, whatever they are called: its bounds. */
function campsOf(contenders: readonly Contender[]): ReadonlyMap<string, Bounds> {
  const camps = new Map<string, Bounds>();
  for (const contender of contenders) {
    const { score, isTooOld } = contender;
    if (score === null || score.overall === null || isTooOld === true) continue;
    const [low, high] = camps.get(campOf(contender)) ?? score.bounds;
    // Products of several kinds are weighed differently: what is possible for one of them is possible for the camp.
    camps.set(campOf(contender), [Math.min(low, score.bounds[0]), Math.max(high, score.bounds[1])]);
  }
  return camps;
}

/** A report without documents shares them with nobody. */
function campOf({ product, documents }: Contender): string {
  return documents.length === 0 ? `product ${product}` : documents.toSorted().join(' ');
}
