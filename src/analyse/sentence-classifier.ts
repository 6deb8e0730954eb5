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
  isLexicon,
  namedTags,
} from './features.ts';
import type { Forms } from './forms.ts';
import type { Surroundings } from './match.ts';
import { unpackNumbers } from './packed-numbers.ts';
import { makeSentenceNetwork, type PackedNetwork } from './sentence-network.ts';

/** A practice and a stance: `voice/capture does`. */
export type ClaimName = `${string} ${Stance}`;

export const claimName = (practice: string, stance: Stance): ClaimName => `${practice} ${stance}`;

function partsOf(claim: ClaimName): { readonly practice: string; readonly stance: Stance } {
  return { practice: claim.slice(0, claim.lastIndexOf(' ')), stance: claim.endsWith(' denies') ? 'denies' : 'does' };
}

/**
 * What the calibration looks at, each a number: `margin` is the linear classifier's, how far a sentence is on the claim's side (about -1 for no, 1 for
 * yes), and `network` the network's (about -6 for no, 3 for yes); `ruled` says how sure the rules are of it, `opposite` is about the other stance of the practice, and `negated` stands where a negation is in a
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
  'network',
  'ruled-network',
  'opposite-network',
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
  readonly network: PackedNetwork;
  readonly calibration: Calibration;
}

/** A claim that a sentence makes, as far as the rules and the classifier can tell. */
export interface Likely {
  readonly practice: string;
  readonly stance: Stance;
  readonly confidence: Confidence;
}

/** A linear classifier of sentences, and what it and the rules say together. */
export interface SentenceClassifier {
  /** Can it tell this claim? Of the others the rules decide alone. */
  readonly knows: (claim: ClaimName) => boolean;
  /** The claims that a sentence is likely to make, of those it knows. */
  readonly weigh: (
    sentence: Sentence,
    around: Surroundings,
    block: BlockKind,
    ruled: ReadonlyMap<ClaimName, Confidence>,
  ) => readonly Likely[];
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
export function oppositeOf(claim: ClaimName): ClaimName {
  const { practice, stance } = partsOf(claim);
  return claimName(practice, stance === 'does' ? 'denies' : 'does');
}

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

/** What the two parts of the classifier say of a claim. */
export interface Scores {
  readonly margin: number;
  readonly logit: number;
}

/** What says no of a claim, or is said of one that there is not: a smaller logit is no surer. */
export const no: Scores = { margin: -1, logit: -8 };

/** What speaks for a claim and against it, in the order of `evidenceNames`. */
export function evidenceFor(claim: ClaimName, own: Scores, opposite: Scores, { ruled, isRow, isNegated }: Evidence): number[] {
  const { margin } = own;
  const logit = Math.max(no.logit, own.logit);
  const word = ruled.get(claim);
  const negates = word === undefined && isNegated;
  return [
    1,
    margin,
    Number(word === 'high'),
    Number(word === 'medium'),
    Number(word === 'low'),
    word === undefined ? 0 : margin,
    Math.max(0, opposite.margin - no.margin),
    logit,
    word === undefined ? 0 : logit,
    Math.max(0, opposite.logit - no.logit),
    Number(ruled.has(oppositeOf(claim))),
    Number(isRow),
    Number(negates && claim.endsWith(' does')),
    Number(negates && claim.endsWith(' denies')),
  ];
}

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

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
  const hashes = unpackNumbers(packedHashes);
  const starts = unpackNumbers(packedStarts);
  const bytes = new Int8Array(Buffer.from(weights, 'base64'));
  // Half of the table or more is empty; a row is the number of a feature and one.
  const capacity = 2 ** Math.ceil(Math.log2(2 * hashes.length + 2));
  const table = new Int32Array(capacity);
  for (let feature = 0; feature < hashes.length; feature++) {
    let row = (hashes[feature] ?? 0) & (capacity - 1);
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

/** Adds all features of a sentence; what stands above many sentences is looked up once, and so are pairs of lexicons. */
function makeAdder(
  { find, add }: Weights,
  atoms: Atoms,
  tags: ReadonlyMap<string, number>,
): (sentence: Sentence, around: Surroundings, block: BlockKind) => void {
  const lexicons = 1 + Math.max(-1, ...Array.from(tags).flatMap(([name, tag]) => (isLexicon(name) ? [tag] : [])));
  const unasked = -2;
  const noPairs = (): Int32Array => new Int32Array(lexicons * lexicons).fill(unasked);
  const pairs = { terms: noPairs(), behind: noPairs() };
  const own: FeatureTaker = {
    take: (kind, first, second) => add(find(kind, first, second)),
    takeTerms: (kind, first, second) => {
      const place = first * lexicons + second;
      let feature = pairs[kind][place] ?? unasked;
      if (feature === unasked) {
        feature = find(kind, atoms.term(first), atoms.term(second));
        pairs[kind][place] = feature;
      }
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
  const add = makeAdder(weights, makeAtoms(forms, tags), tags);
  const known = new Set(claims);
  const parts = claims.map(partsOf);
  const opposites = claims.map((claim) => claims.indexOf(oppositeOf(claim)));
  const counts = evidenceNames.map((name) => calibration.evidence[name]);
  const margins = new Float64Array(claims.length);
  const askNetwork = makeSentenceNetwork(packed.network, forms);
  return {
    knows: (claim) => known.has(claim),
    weigh: (sentence, around, block, ruled) => {
      weights.begin();
      add(sentence, around, block);
      // Each sentence counts as much as any other, however long it is.
      const scale = 1 / Math.sqrt(Math.max(1, weights.known()));
      for (let k = 0; k < claims.length; k++) margins[k] = (weights.sums[k] ?? 0) * (steps[k] ?? 0) * scale + (biases[k] ?? 0);
      const evidence = { ruled, isRow: block === 'row', isNegated: hasNegation(sentence, forms) };
      const likely: Likely[] = [];
      let logitOf: ((claim: number) => number) | null = null;
      for (let k = 0; k < claims.length; k++) {
        const margin = margins[k] ?? 0;
        const claim = claims[k];
        const part = parts[k];
        if (claim === undefined || part === undefined) continue;
        const isRuled = ruled.has(claim);
        if (margin < leastMargin && !isRuled) continue;
        // Most sentences make no claim by far, and the network is not asked.
        logitOf ??= askNetwork(sentence, around, block);
        const opposite = opposites[k] ?? -1;
        const other = opposite < 0 ? no : { margin: margins[opposite] ?? no.margin, logit: logitOf(opposite) };
        const pieces = evidenceFor(claim, { margin, logit: logitOf(k) }, other, evidence);
        const own = (calibration.claims[k] ?? 0) + (isRuled ? (calibration.ruledClaims[k] ?? 0) : 0);
        const confidence = confidenceOf(logistic(pieces.reduce((sum, piece, at) => sum + piece * (counts[at] ?? 0), own)));
        if (confidence === null) continue;
        // What a negation governs the grammar knows and the classifier does not: where the rules do not say so too, it is for a person to check.
        likely.push({ ...part, confidence: evidence.isNegated && !isRuled ? 'low' : confidence });
      }
      return likely;
    },
  };
}
