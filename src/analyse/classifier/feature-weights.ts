import type { BlockKind } from '../../model/text.ts';
import type { Sentence } from '../sentence.ts';
import type { Forms } from '../forms.ts';
import type { Surroundings } from '../surroundings.ts';
import { atomHash, featureHash } from './feature-hash.ts';
import {
  type Atoms,
  contexts,
  eachContextFeature,
  eachFeature,
  type FeatureTaker,
  isLexicon,
  kinds,
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
  readonly find: (...feature: Parameters<FeatureTaker['take']>) => number;
  /** Adds a feature that is known to those of the sentence, where it counts once. */
  readonly add: (place: number) => void;
  /** Sums up what was added since it was last asked. */
  readonly sum: () => Sums;
}

interface Sums {
  /** The sum of the weights for each claim. */
  readonly claims: Int32Array;
  /** The length of what was added, squared: of the rarities of its features. */
  square: number;
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

/**
 * Bits that mark which features are known, by the first bits of their hashes (Bloom 1970): four of five that are asked for are not, and of these 14 in 15 end
 * here, in 128 kB that stay at hand, and not in the table, of which they do not.
 */
const markBits = 20;

const markOf = (hash: number): number => hash >>> (32 - markBits);

function marksOf(table: Int32Array): Int32Array {
  const marks = new Int32Array(2 ** (markBits - 5));
  for (let place = 0; place < table.length; place += cell.size) {
    if (table[place + cell.from] === -1) continue;
    const mark = markOf(table[place + cell.hash] ?? 0);
    marks[mark >> 5] = (marks[mark >> 5] ?? 0) | (1 << (mark & 31));
  }
  return marks;
}

function makeWeights({ biases, table: packedTable, weights: bytes }: PackedWeights): Weights {
  // What was met is noted in it.
  const table = packedTable.slice();
  const marks = marksOf(table);
  const sums: Sums = { claims: new Int32Array(biases.length), square: 0 };
  const added = new Int32Array(table.length / cell.size);
  let count = 0;
  let sentences = 0;
  return {
    find: (kind, first, second) => {
      const hash = featureHash(kind, first, second);
      const mark = markOf(hash);
      if (((marks[mark >> 5] ?? 0) & (1 << (mark & 31))) === 0) return -1;
      const place = placeOf(table, hash);
      return table[place + cell.from] === -1 ? -1 : place;
    },
    add: (place) => {
      if (table[place + cell.met] === sentences) return;
      table[place + cell.met] = sentences;
      added[count++] = place;
    },
    // When all are found, so that one need not wait for the memory of the other.
    sum: () => {
      const { claims } = sums;
      claims.fill(0);
      let square = 0;
      for (let k = 0; k < count; k++) {
        const place = added[k] ?? 0;
        const extent = table[place + cell.extent] ?? 0;
        const rarity = (extent & 255) * rarityStep;
        square += rarity * rarity;
        const from = table[place + cell.from] ?? 0;
        const end = from + 2 * (extent >> 8);
        for (let at = from; at < end; at += 2) {
          const claim = bytes[at] ?? 0;
          claims[claim] = (claims[claim] ?? 0) + (bytes[at + 1] ?? 0);
        }
      }
      sums.square = square;
      sentences++;
      count = 0;
      return sums;
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

/** Which pairs of lexicons are features, as bits: few are, and all that is asked of a lexicon lies side by side. A row is worked out when its first lexicon is first met. */
function makePairs(
  { find }: Weights,
  { term }: Atoms,
  lexicons: number,
): (kind: typeof kinds.terms | typeof kinds.behind, first: number, second: number) => boolean {
  const width = (lexicons >> 5) + 1;
  const noRows = (): { readonly bits: Int32Array; readonly asked: Uint8Array } => ({
    bits: new Int32Array(width * lexicons),
    asked: new Uint8Array(lexicons),
  });
  const together = noRows();
  const behind = noRows();
  return (kind, first, second) => {
    const { bits, asked } = kind === kinds.terms ? together : behind;
    const row = width * first;
    if (asked[first] === 0) {
      asked[first] = 1;
      for (let other = 0; other < lexicons; other++)
        if (find(kind, term(first), term(other)) >= 0) bits[row + (other >> 5)] = (bits[row + (other >> 5)] ?? 0) | (1 << (other & 31));
    }
    return ((bits[row + (second >> 5)] ?? 0) & (1 << (second & 31))) !== 0;
  };
}

/** Adds all features of a sentence; what stands above many sentences is looked up once. */
function makeAdder(
  weights: Weights,
  atoms: Atoms,
  tags: ReadonlyMap<string, number>,
): (sentence: Sentence, around: Surroundings, block: BlockKind) => void {
  const { find, add } = weights;
  const lexicons = 1 + Math.max(-1, ...Array.from(tags).flatMap(([name, tag]) => (isLexicon(name) ? [tag] : [])));
  const isPair = makePairs(weights, atoms, lexicons);
  const take: FeatureTaker['take'] = (kind, first, second) => {
    const feature = find(kind, first, second);
    if (feature >= 0) add(feature);
  };
  const taker: FeatureTaker = {
    take,
    takeTerms: (kind, first, second) => {
      if (isPair(kind, first, second)) take(kind, atoms.term(first), atoms.term(second));
    },
  };
  const featuresAbove = rememberAbove((above, context) => {
    const features = new Set<number>();
    eachContextFeature(above, context, atoms, { take: (kind, first, second) => void features.add(find(kind, first, second)) });
    features.delete(-1);
    return [...features];
  });
  return (sentence, around, block) => {
    eachFeature(sentence, around, block, atoms, taker);
    for (const context of contexts) for (const feature of featuresAbove(around, context) ?? []) add(feature);
  };
}

/**
 * Makes what gives the margin of a sentence for each claim, in the order of the claims: how far it is on the claim's side, about -1 for no and 1 for yes.
 * Writes them into `margins`.
 */
export function makeMargins(
  packed: PackedWeights,
  forms: Forms,
  tags: ReadonlyMap<string, number>,
): (sentence: Sentence, around: Surroundings, block: BlockKind, margins: Float64Array) => Float64Array {
  const weights = makeWeights(packed);
  const add = makeAdder(weights, makeAtoms(forms, tags), tags);
  return (sentence, around, block, margins) => {
    add(sentence, around, block);
    const { claims, square } = weights.sum();
    // Each sentence counts as much as any other, however long it is.
    const scale = 1 / Math.sqrt(square || 1);
    for (let k = 0; k < margins.length; k++) margins[k] = (claims[k] ?? 0) * (packed.steps[k] ?? 0) * scale + (packed.biases[k] ?? 0);
    return margins;
  };
}
