import { atomHash, featureHash, kindSeeds } from './feature-hash.ts';
import { type FeatureKind, featureKinds } from './features.ts';
import { rarityStep } from './feature-weights.ts';
import { packNumbers } from './packed-numbers.ts';
import type { PackedClassifier } from './sentence-classifier.ts';
import type { PackedNetwork } from './sentence-network.ts';

/** `rules/classifier.json`: all of the classifier but the weights of its features and the network. */
export interface LearnedClassifier extends Omit<PackedClassifier, 'hashes' | 'starts' | 'rarities' | 'weights' | 'network'> {
  /** SHA-256 of the rules beside which it was learned, and of the labels. */
  readonly rules: string;
  readonly labels: string;
}

const isKind = (name: string | undefined): name is FeatureKind => featureKinds.some((kind) => kind === name);

/**
 * Packs what was learned as the engine reads it. `network` is `rules/network.json`; `weights` are the lines of `rules/weights.tsv`: a feature (kind and one or two names, with blanks
 * between), a tab, how rare it is, a tab, and `claim:weight` with blanks between, the claim by its number. Throws on a line that is not so.
 */
export function packClassifier(
  { claims, steps, biases, calibration }: LearnedClassifier,
  weights: string,
  network: PackedNetwork,
): PackedClassifier {
  const hashes = new Set<number>();
  const starts = [0];
  const rarities: number[] = [];
  const pairs: number[] = [];
  for (const [index, line] of weights.split('\n').entries()) {
    if (line === '') continue;
    const [feature = '', rarity = '', own = ''] = line.split('\t');
    const [kind, first = '', second] = feature.split(' ');
    if (!isKind(kind)) throw new Error(`rules/weights.tsv:${index + 1}: no kind of feature is called ${kind}: run "npm run learn"`);
    const hash = featureHash(kindSeeds[kind], atomHash(first), second === undefined ? 0 : atomHash(second));
    // Of two features with one hash, one pair in four billion, the first is kept.
    if (hashes.has(hash)) continue;
    const rarer = Math.round(Number(rarity) / rarityStep);
    if (!(rarer > 0 && rarer < 256))
      throw new Error(`rules/weights.tsv:${index + 1}: "${rarity}" is not how rare a feature is: run "npm run learn"`);
    hashes.add(hash);
    rarities.push(rarer);
    // One without a weight is known all the same: a sentence is scaled by all that are.
    for (const part of own === '' ? [] : own.split(' ')) {
      const [claim = Number.NaN, weight = Number.NaN] = part.split(':').map(Number);
      if (!(claim < claims.length) || !(Math.abs(weight) <= 127))
        throw new Error(`rules/weights.tsv:${index + 1}: "${part}" is no claim and weight: run "npm run learn"`);
      pairs.push(claim, weight);
    }
    starts.push(pairs.length / 2);
  }
  return {
    claims,
    steps,
    biases,
    calibration,
    network,
    hashes: packNumbers(Int32Array.from(hashes)),
    starts: packNumbers(Int32Array.from(starts)),
    rarities: Buffer.from(rarities).toString('base64'),
    weights: Buffer.from(Int8Array.from(pairs)).toString('base64'),
  };
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
