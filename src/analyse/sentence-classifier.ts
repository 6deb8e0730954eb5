import type { Confidence, Stance } from '../model/finding.ts';
import type { BlockKind } from '../model/text.ts';
import type { Sentence } from './act.ts';
import { has } from './english/parse.ts';
import { is } from './english/words.ts';
import { atomHash, featureHash, kindSeeds } from './feature-hash.ts';
import {
  type Atoms,
  type Context,
  contextOf,
  contexts,
  eachContextFeature,
  eachFeature,
  type FeatureKind,
  type FeatureTaker,
  namedTags,
} from './features.ts';
import type { Forms } from './forms.ts';
import type { Surroundings } from './match.ts';

/** A practice and a stance: `voice/capture does`. */
export type ClaimName = `${string} ${Stance}`;

/**
 * What the calibration looks at, each a number: `margin` is the classifier's, how far a sentence is on the claim's side (about -1 for no, 1 for yes);
 * `ruled` says how sure the rules are of it, `opposite` is about the other stance of the practice, and `negated` stands where a negation is in a
 * sentence of which the rules do not say the claim.
 */
export const evidenceNames = [
  'always',
  'margin',
  'ruled-high',
  'ruled-medium',
  'ruled-low',
  'ruled-margin',
  'opposite-margin',
  'opposite-ruled',
  'row',
  'negated-does',
  'negated-denies',
] as const;

/** The terms of a logistic regression: what each piece of evidence counts. */
export interface Calibration {
  readonly evidence: Readonly<Record<(typeof evidenceNames)[number], number>>;
  /** Of each claim: one more term, and one more where the rules find it. */
  readonly claims: readonly number[];
  readonly ruledClaims: readonly number[];
}

/** What `npm run learn` learned, packed for the engine. Plain JSON. */
export interface PackedClassifier {
  /** What it can tell, in the order of their numbers. */
  readonly claims: readonly ClaimName[];
  /** Of each claim: what a weight of 1 stands for, and the margin of a sentence without features. */
  readonly steps: readonly number[];
  readonly biases: readonly number[];
  /** Base64 of 32-bit little-endian numbers: the hash of each feature, and where its weights begin; one more than there are features. */
  readonly hashes: string;
  readonly starts: string;
  /** Base64 of pairs of bytes: the number of a claim, and its weight from -127 to 127. */
  readonly weights: string;
  readonly calibration: Calibration;
}

/** A linear classifier of sentences, and what it and the rules say together. */
export interface SentenceClassifier {
  readonly claims: readonly ClaimName[];
  /** Probability, 0 to 1, that a sentence makes each claim, by the claims' numbers. Holds until the next sentence is weighed. */
  readonly weigh: (
    sentence: Sentence,
    around: Surroundings,
    block: BlockKind,
    ruled: ReadonlyMap<ClaimName, Confidence>,
  ) => Readonly<Float64Array>;
}

/** Least probability of each confidence; below the last there is no finding. How right they are on held-out makers: decision 222. */
const leastProbability: Readonly<Record<Confidence, number>> = { high: 0.9, medium: 0.68, low: 0.36 };

/** How sure a finding of some probability is; null where it is none. */
export function confidenceOf(probability: number): Confidence | null {
  if (probability < leastProbability.low) return null;
  if (probability < leastProbability.medium) return 'low';
  return probability < leastProbability.high ? 'medium' : 'high';
}

/** With a smaller margin, and where the rules find nothing, no claim is likely: it is neither calibrated nor asked for. */
export const leastMargin = -0.8;

/** The same practice with the other stance. */
export const oppositeOf = (claim: ClaimName): ClaimName => {
  const practice = claim.slice(0, claim.lastIndexOf(' '));
  return claim.endsWith(' does') ? `${practice} denies` : `${practice} does`;
};

/** Does a negation stand in a sentence, whatever it governs? */
export const hasNegation = ({ tokens, from, to }: Sentence, forms: Forms): boolean => {
  for (let i = from; i < to; i++) if (has(forms.classOf(tokens.form[i] ?? 0), is.not | is.none)) return true;
  return false;
};

/** One sentence as the calibration sees it. */
export interface Evidence {
  readonly ruled: ReadonlyMap<ClaimName, Confidence>;
  readonly isRow: boolean;
  readonly isNegated: boolean;
}

/** What speaks for a claim and against it, in the order of `evidenceNames`. `oppositeMargin` is -1 where there is no such claim. */
export function evidenceFor(claim: ClaimName, margin: number, oppositeMargin: number, { ruled, isRow, isNegated }: Evidence): number[] {
  const own = ruled.get(claim);
  const negates = own === undefined && isNegated;
  return [
    1,
    margin,
    Number(own === 'high'),
    Number(own === 'medium'),
    Number(own === 'low'),
    own === undefined ? 0 : margin,
    Math.max(0, oppositeMargin + 1),
    Number(ruled.has(oppositeOf(claim))),
    Number(isRow),
    Number(negates && claim.endsWith(' does')),
    Number(negates && claim.endsWith(' denies')),
  ];
}

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

const numbersOf = (base64: string): Int32Array => {
  const bytes = Buffer.from(base64, 'base64');
  return Int32Array.from({ length: bytes.length >> 2 }, (_, k) => bytes.readInt32LE(4 * k));
};

/** Weights of features, found by their hashes. */
interface Weights {
  /** The number of a feature; -1 for one that is not known. */
  readonly find: (kind: FeatureKind, first: number, second: number) => number;
  /** Adds the weights of a feature to the sum of each claim, once a sentence; -1 adds nothing. */
  readonly add: (feature: number) => void;
  /** The sum of each claim since `begin`. */
  readonly sums: Float64Array;
  /** How many features were added since. */
  readonly known: () => number;
  readonly begin: () => void;
}

function makeWeights({ claims, hashes: packedHashes, starts: packedStarts, weights }: PackedClassifier): Weights {
  const hashes = numbersOf(packedHashes);
  const starts = numbersOf(packedStarts);
  const bytes = new Int8Array(Buffer.from(weights, 'base64'));
  // Half of the table or more is empty; a row is the number of a feature and one.
  const capacity = 2 ** Math.ceil(Math.log2(2 * hashes.length + 2));
  const table = new Int32Array(capacity);
  for (const [feature, hash] of hashes.entries()) {
    let row = hash & (capacity - 1);
    while (table[row] !== 0) row = (row + 1) & (capacity - 1);
    table[row] = feature + 1;
  }
  const sums = new Float64Array(claims.length);
  /** The sentence in which each feature was last met. */
  const met = new Int32Array(hashes.length);
  let sentences = 0;
  let known = 0;
  return {
    sums,
    known: () => known,
    begin: () => {
      sentences++;
      known = 0;
      sums.fill(0);
    },
    find: (kind, first, second) => {
      const hash = featureHash(kindSeeds[kind], first, second);
      let row = hash & (capacity - 1);
      while (table[row] !== 0 && hashes[(table[row] ?? 0) - 1] !== hash) row = (row + 1) & (capacity - 1);
      return (table[row] ?? 0) - 1;
    },
    add: (feature) => {
      if (feature < 0 || met[feature] === sentences) return;
      met[feature] = sentences;
      known++;
      const end = 2 * (starts[feature + 1] ?? 0);
      for (let at = 2 * (starts[feature] ?? 0); at < end; at += 2) {
        const claim = bytes[at] ?? 0;
        sums[claim] = (sums[claim] ?? 0) + (bytes[at + 1] ?? 0);
      }
    },
  };
}

/** The hashes of words and terms, each worked out once. */
function makeAtoms(forms: Forms, tags: ReadonlyMap<string, number>): Atoms {
  const words: number[] = [];
  const terms = Int32Array.from(tags.keys(), atomHash);
  const others = new Map<string, number>();
  return {
    word: (form) => (words[form] ??= atomHash(forms.stemNameOf(form))),
    term: (tag) => terms[tag] ?? 0,
    named: (name) => {
      let atom = others.get(name);
      if (atom === undefined) others.set(name, (atom = atomHash(name)));
      return atom;
    },
    tagsOf: namedTags(tags),
  };
}

/** Adds all features of a sentence; what stands above many sentences is looked up once. */
function makeAdder(
  { find, add }: Weights,
  atoms: Atoms,
  lexicons: number,
): (sentence: Sentence, around: Surroundings, block: BlockKind) => void {
  const pairs = { terms: new Int32Array(lexicons * lexicons), behind: new Int32Array(lexicons * lexicons) };
  const unasked = 0;
  const own: FeatureTaker = {
    take: (kind, first, second) => add(find(kind, first, second)),
    takeTerms: (kind, first, second) => {
      const place = first * lexicons + second;
      let feature = pairs[kind][place] ?? 0;
      if (feature === unasked) {
        feature = find(kind, atoms.term(first), atoms.term(second));
        // Numbers of features are kept one higher, so that 0 is one that nobody asked for; -1 stays.
        pairs[kind][place] = feature < 0 ? -1 : feature + 1;
      } else if (feature > 0) feature--;
      add(feature);
    },
  };
  const above = new Map(contexts.map((context) => [context, new WeakMap<Sentence, readonly number[]>()]));
  const featuresOf = (sentence: Sentence, context: Context): readonly number[] => {
    let found = above.get(context)?.get(sentence);
    if (!found) {
      const features = new Set<number>();
      const take = (kind: FeatureKind, first: number, second: number): void => void features.add(find(kind, first, second));
      eachContextFeature(sentence, context, atoms, { take, takeTerms: () => {} });
      found = [...features];
      above.get(context)?.set(sentence, found);
    }
    return found;
  };
  return (sentence, around, block) => {
    eachFeature(sentence, around, block, atoms, own);
    for (const context of contexts) {
      const standing = contextOf(around, context);
      if (standing) for (const feature of featuresOf(standing, context)) add(feature);
    }
  };
}

/** Makes the classifier for texts that are read with one table of forms and one list of lexicons. */
export function makeSentenceClassifier(packed: PackedClassifier, forms: Forms, tags: ReadonlyMap<string, number>): SentenceClassifier {
  const { claims, steps, biases, calibration } = packed;
  const weights = makeWeights(packed);
  const add = makeAdder(weights, makeAtoms(forms, tags), tags.size);
  const opposites = claims.map((claim) => claims.indexOf(oppositeOf(claim)));
  const counts = evidenceNames.map((name) => calibration.evidence[name]);
  const margins = new Float64Array(claims.length);
  const likely = new Float64Array(claims.length);
  return {
    claims,
    weigh: (sentence, around, block, ruled) => {
      weights.begin();
      add(sentence, around, block);
      // Each sentence counts as much as any other, however long it is.
      const scale = 1 / Math.sqrt(Math.max(1, weights.known()));
      for (let k = 0; k < claims.length; k++) margins[k] = (weights.sums[k] ?? 0) * (steps[k] ?? 0) * scale + (biases[k] ?? 0);
      const evidence = { ruled, isRow: block === 'row', isNegated: hasNegation(sentence, forms) };
      for (let k = 0; k < claims.length; k++) {
        const margin = margins[k] ?? 0;
        const claim = claims[k];
        likely[k] = 0;
        if (claim === undefined || (margin < leastMargin && !ruled.has(claim))) continue;
        const isRuled = ruled.has(claim);
        const pieces = evidenceFor(claim, margin, margins[opposites[k] ?? -1] ?? -1, evidence);
        const own = (calibration.claims[k] ?? 0) + (isRuled ? (calibration.ruledClaims[k] ?? 0) : 0);
        likely[k] = logistic(pieces.reduce((sum, piece, at) => sum + piece * (counts[at] ?? 0), own));
      }
      return likely;
    },
  };
}
