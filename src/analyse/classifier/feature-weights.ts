import type { BlockKind } from '../../model/text.ts';
import type { Sentence } from '../sentence.ts';
import type { Forms } from '../forms.ts';
import type { Surroundings } from '../surroundings.ts';
import { atomHash, featureHash, kindSeeds } from './feature-hash.ts';
import {
  type Atoms,
  contexts,
  eachContextFeature,
  eachFeature,
  type FeatureKind,
  type FeatureTaker,
  isLexicon,
  namedTags,
  rememberAbove,
} from './features.ts';

/** The weights of a linear classifier: plain JSON but for its columns. */
export interface PackedWeights {
  /** Of each claim: what a weight of 1 stands for, and the margin of a sentence without features. */
  readonly steps: readonly number[];
  readonly biases: readonly number[];
  /** Rows of a `cell`, found from the hash on (`placeOf`): a power of two of them, a third or more of them empty. The build lays it out. */
  readonly table: Int32Array;
  /** Pairs: the number of a claim, and its weight from -127 to 127. */
  readonly weights: Int8Array;
}

/** A step of what a feature counts by: the logarithm of how many labelled sentences there are to one with it, up to 12. */
export const rarityStep = 0.05;

/** Weights of features, found by their hashes. */
interface Weights {
  /** The place of a feature; -1 for one that is not known. */
  readonly find: (kind: FeatureKind, first: number, second: number) => number;
  /** Adds the weights of a feature to the sum of each claim, once a sentence; -1 adds nothing. */
  readonly add: (place: number) => void;
  /** The sum of each claim since `begin`. */
  readonly sums: Float64Array;
  /** The length of what was added since, squared: of the rarities of its features. */
  readonly square: () => number;
  readonly begin: () => void;
}

/**
 * Numbers of a feature in the table: its hash, where its weights begin (-1 in an empty row), how many there are and how rare it is (a byte, in `rarityStep`s),
 * and the sentence in which it was last met. Side by side, so that the memory is asked once.
 */
export const cell = { hash: 0, from: 1, extent: 2, met: 3, size: 4 } as const;

/** Where the row of a feature begins in a table, or the empty row that would be its. */
export function placeOf(table: Int32Array, hash: number): number {
  const last = table.length / cell.size - 1;
  let row = hash & last;
  for (;;) {
    const place = row * cell.size;
    if (table[place + cell.from] === -1 || table[place + cell.hash] === hash) return place;
    row = (row + 1) & last;
  }
}

function makeWeights({ biases, table: packedTable, weights: bytes }: PackedWeights): Weights {
  // What was met is noted in it.
  const table = packedTable.slice();
  const sums = new Float64Array(biases.length);
  let sentences = 0;
  let square = 0;
  return {
    sums,
    square: () => square,
    begin: () => {
      sentences++;
      square = 0;
      sums.fill(0);
    },
    find: (kind, first, second) => {
      const place = placeOf(table, featureHash(kindSeeds[kind], first, second));
      return table[place + cell.from] === -1 ? -1 : place;
    },
    add: (place) => {
      if (place < 0 || table[place + cell.met] === sentences) return;
      table[place + cell.met] = sentences;
      const extent = table[place + cell.extent] ?? 0;
      const rarity = (extent & 255) * rarityStep;
      square += rarity * rarity;
      const from = table[place + cell.from] ?? 0;
      const end = from + 2 * (extent >> 8);
      for (let at = from; at < end; at += 2) {
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
  const featuresAbove = rememberAbove((above, context) => {
    const features = new Set<number>();
    const take = (kind: FeatureKind, first: number, second: number): void => void features.add(find(kind, first, second));
    eachContextFeature(above, context, atoms, { take, takeTerms: () => {} });
    return [...features];
  });
  return (sentence, around, block) => {
    eachFeature(sentence, around, block, atoms, own);
    for (const context of contexts) for (const feature of featuresAbove(around, context) ?? []) add(feature);
  };
}

/**
 * Makes what gives the margin of a sentence for each claim, in the order of the claims: how far it is on the claim's side, about -1 for no and 1 for yes.
 * The array is the next sentence's too.
 */
export function makeMargins(
  packed: PackedWeights,
  forms: Forms,
  tags: ReadonlyMap<string, number>,
): (sentence: Sentence, around: Surroundings, block: BlockKind) => Float64Array {
  const weights = makeWeights(packed);
  const add = makeAdder(weights, makeAtoms(forms, tags), tags);
  const margins = new Float64Array(packed.biases.length);
  return (sentence, around, block) => {
    weights.begin();
    add(sentence, around, block);
    // Each sentence counts as much as any other, however long it is.
    const scale = 1 / Math.sqrt(weights.square() || 1);
    for (let k = 0; k < margins.length; k++) margins[k] = (weights.sums[k] ?? 0) * (packed.steps[k] ?? 0) * scale + (packed.biases[k] ?? 0);
    return margins;
  };
}
