import { atomHash, featureHash } from './feature-hash.ts';
import { type FeatureKind, kinds } from './features.ts';
import { cell, placeOf, rarityStep } from './feature-weights.ts';
import type { PackedClassifier } from './sentence-classifier.ts';
import { type PackedNetwork, unpackedNetwork } from './sentence-network.ts';

/** `rules/classifier.json`: all of the classifier but the weights of its features and the network. */
export interface LearnedClassifier extends Omit<PackedClassifier, 'table' | 'weights' | 'network'> {
  /** SHA-256 of the rules beside which it was learned, and of the labels. */
  readonly rules: string;
  readonly labels: string;
}

const isKind = (name: string | undefined): name is FeatureKind => name !== undefined && Object.hasOwn(kinds, name);

/**
 * Packs what was learned as the engine reads it. `network` is `rules/network.json`; `weights` are the lines of `rules/weights.tsv`: a feature (kind and one or two names, with blanks
 * between), a tab, how rare it is, a tab, and `claim:weight` with blanks between, the claim by its number. Throws on a line that is not so.
 */
export function packClassifier(
  { claims, steps, biases, calibration }: LearnedClassifier,
  weights: string,
  network: PackedNetwork,
): PackedClassifier {
  const features = new Map<number, Feature>();
  const pairs: number[] = [];
  for (const [index, line] of weights.split('\n').entries()) {
    if (line === '') continue;
    const [feature = '', rarity = '', own = ''] = line.split('\t');
    const [kind, first = '', second] = feature.split(' ');
    if (!isKind(kind)) throw new Error(`rules/weights.tsv:${index + 1}: no kind of feature is called ${kind}: run "npm run learn"`);
    const hash = featureHash(kinds[kind], atomHash(first), second === undefined ? 0 : atomHash(second));
    // Of two features with one hash, one pair in four billion, the first is kept.
    if (features.has(hash)) continue;
    const rarer = Math.round(Number(rarity) / rarityStep);
    if (!(rarer > 0 && rarer < 256))
      throw new Error(`rules/weights.tsv:${index + 1}: "${rarity}" is not how rare a feature is: run "npm run learn"`);
    const from = pairs.length;
    // One without a weight is known all the same: a sentence is scaled by all that are.
    for (const part of own === '' ? [] : own.split(' ')) {
      const [claim = Number.NaN, weight = Number.NaN] = part.split(':').map(Number);
      if (!(claim < claims.length) || !(Math.abs(weight) <= 127))
        throw new Error(`rules/weights.tsv:${index + 1}: "${part}" is no claim and weight: run "npm run learn"`);
      pairs.push(claim, weight);
    }
    features.set(hash, { from, count: (pairs.length - from) / 2, rarity: rarer });
  }
  return {
    claims,
    steps,
    biases,
    calibration,
    network: unpackedNetwork(network),
    table: tableOf(features),
    weights: Int8Array.from(pairs),
  };
}

/** Where the weights of a feature begin, how many there are, and how rare it is. */
interface Feature {
  readonly from: number;
  readonly count: number;
  readonly rarity: number;
}

/** The table in which features are found by their hashes. A third of it or more is empty, where weights begin nowhere. */
function tableOf(features: ReadonlyMap<number, Feature>): Int32Array {
  const rows = 2 ** Math.ceil(Math.log2(1.5 * features.size + 2));
  const table = new Int32Array(cell.size * rows).fill(-1);
  for (const [hash, { from, count, rarity }] of features) {
    const place = placeOf(table, hash);
    table[place + cell.hash] = hash;
    table[place + cell.from] = from;
    table[place + cell.extent] = (count << 8) | rarity;
  }
  return table;
}

/** The features that count most for each claim and against it, by the claim: what a reader is shown of the classifier. */
export type StrongestFeatures = Readonly<Record<string, { readonly for: readonly string[]; readonly against: readonly string[] }>>;

/** Finds them: `most` of each, the strongest first. */
export function strongestFeatures({ claims }: LearnedClassifier, weights: string, most: number): StrongestFeatures {
  const counted = claims.map((): [string, number][] => []);
  for (const line of weights.split('\n')) {
    const [feature = '', , own = ''] = line.split('\t');
    for (const part of own === '' ? [] : own.split(' ')) {
      const [claim = -1, weight = 0] = part.split(':').map(Number);
      counted[claim]?.push([feature, weight]);
    }
  }
  const strongest = (list: readonly [string, number][], sign: 1 | -1): string[] =>
    list
      .filter(([, weight]) => weight * sign > 0)
      .toSorted(([, a], [, b]) => (b - a) * sign)
      .slice(0, most)
      .map(([feature]) => feature);
  return Object.fromEntries(
    claims.map((claim, k) => [claim, { for: strongest(counted[k] ?? [], 1), against: strongest(counted[k] ?? [], -1) }]),
  );
}
