import type { BlockKind } from '../../model/text.ts';
import type { Sentence } from '../sentence.ts';
import { contextOf, contexts, longest, placeOf, rememberAbove } from './features.ts';
import { addColumns, product, products } from './product.ts';
import { makeSlide } from './slide.ts';
import type { Forms } from '../forms.ts';
import type { Surroundings } from '../surroundings.ts';

/** Words that a filter can see at once: as many as there are loops for (`keepOne` …). */
type Width = 1 | 3 | 5;

/** How large the parts of a network are, in numbers. */
export interface NetworkShape {
  /** The vector of a word. */
  readonly size: number;
  /** Filters of each width over the sentence; a width is how many words one sees. */
  readonly widths: readonly Width[];
  readonly filters: number;
  /** Filters over the lead, and over each of the two headings. */
  readonly contextWidth: Width;
  readonly contextFilters: number;
  readonly hidden: number;
}

/** A matrix of whole numbers from -127 to 127 in base64, row after row, and what 1 stands for in each row. */
export interface PackedMatrix {
  readonly steps: readonly number[];
  readonly values: string;
}

/** A matrix as it is written, or as it is read: row after row. The build unpacks what a start would. */
type Matrix = PackedMatrix | Float32Array;

/** A small convolutional network, as `npm run learn` trained it. Plain JSON where its matrices are packed. */
export interface PackedNetwork {
  readonly shape: NetworkShape;
  /** The stems it knows, from number 1; 0 is any other. */
  readonly words: readonly string[];
  /** Facts of a sentence's place that it knows. */
  readonly kinds: readonly string[];
  /** A row for each word (the first is of no word); for each column of the table; for each hidden number; and two for each claim. */
  readonly vectors: Matrix;
  readonly filters: Matrix;
  readonly inner: Matrix;
  readonly outer: Matrix;
  readonly direct: Matrix;
  readonly filterBias: readonly number[];
  readonly innerBias: readonly number[];
  readonly bias: readonly number[];
}

/** Filters of one width over one part of what is read. */
export interface Convolution {
  /** 0 the sentence, 1 its lead, 2 and 3 the headings. */
  readonly part: number;
  readonly filters: number;
  readonly width: Width;
  /** Its first column in the table of words, and the place of what it finds among all that is read. */
  readonly column: number;
  readonly place: number;
}

/** Which filters there are, how many columns the table of words has, and how many numbers are read off a sentence. */
export function layoutOf({ widths, filters, contextWidth, contextFilters }: NetworkShape): {
  readonly convolutions: readonly Convolution[];
  readonly columns: number;
  readonly read: number;
} {
  const own = widths.map((width, k) => ({
    part: 0,
    filters,
    width,
    column: filters * widths.slice(0, k).reduce((sum, one) => sum + one, 0),
    place: filters * k,
  }));
  const columns = filters * widths.reduce((sum, one) => sum + one, 0);
  const context = (part: number, column: number): Convolution => ({
    part,
    filters: contextFilters,
    width: contextWidth,
    column: columns + column,
    place: filters * widths.length + contextFilters * (part - 1),
  });
  const each = contextWidth * contextFilters;
  // The two headings are read by the same filters.
  const convolutions = [...own, context(1, 0), context(2, each), context(3, each)];
  return { convolutions, columns: columns + 2 * each, read: filters * widths.length + 3 * contextFilters };
}

/** A network with its matrices unpacked. */
export const unpackedNetwork = (packed: PackedNetwork): PackedNetwork => ({
  ...packed,
  vectors: unpack(packed.vectors),
  filters: unpack(packed.filters),
  inner: unpack(packed.inner),
  outer: unpack(packed.outer),
  direct: unpack(packed.direct),
});

function unpack(matrix: Matrix): Float32Array {
  if (matrix instanceof Float32Array) return matrix;
  const { steps, values } = matrix;
  const bytes = new Int8Array(Buffer.from(values, 'base64'));
  const numbers = new Float32Array(bytes.length);
  const width = bytes.length / Math.max(1, steps.length);
  for (const [row, step] of steps.entries()) for (let k = row * width; k < (row + 1) * width; k++) numbers[k] = (bytes[k] ?? 0) * step;
  return numbers;
}

/** What is read off a lead or a heading, and what that adds to each hidden number. */
export interface ReadAbove {
  readonly found: Float32Array;
  readonly added: Float32Array;
}

/** A network that has been asked about a sentence, and says of each claim how likely it is: a number, above 0 for yes. */
export interface Network {
  /** What is read off the words (by number) of a lead (part 1) or a heading (2 and 3), once for all sentences below it. Linear in the words. */
  readonly readAbove: (part: number, words: ArrayLike<number>) => ReadAbove;
  /**
   * Reads a sentence: the numbers of its words, what `readAbove` gave for its lead and two headings (undefined where there is none), and the numbers of the facts
   * of its place. Linear in the words.
   */
  readonly read: (words: ArrayLike<number>, above: readonly (ReadAbove | undefined)[], kinds: readonly number[]) => void;
  /** Of the sentence that was read last. */
  readonly logitOf: (claim: number) => number;
}

/** A packed network, ready to read. What is worked out of a word is kept. */
export function makeNetwork(packed: PackedNetwork): Network {
  const { size, hidden } = packed.shape;
  const { convolutions, read } = layoutOf(packed.shape);
  const vectors = unpack(packed.vectors);
  const filters = unpack(packed.filters);
  const inner = unpack(packed.inner);
  const outer = unpack(packed.outer);
  const direct = unpack(packed.direct);
  const innerBias = Float32Array.from(packed.innerBias);
  const width = read + packed.kinds.length;
  /** How much is read off the sentence itself. */
  const ownRead = packed.shape.filters * packed.shape.widths.length;
  const innerColumns = turned(inner, hidden, width);
  const pooled = new Float32Array(width);
  const layer = new Float64Array(hidden);
  // The two headings are read by the same filters.
  const slides = [0, 1, 2].map((part) =>
    makeSlide(
      convolutions.filter((one) => one.part === part),
      packed.filterBias,
      packed.words.length,
      (from, word, row) => products(filters, from * size, size, vectors, word * size, size, row),
    ),
  );
  const nonzero = { places: new Int32Array(width + 3), values: new Float64Array(width + 3) };
  return {
    readAbove: (part, words) => {
      const convolution = convolutions.find((one) => one.part === part);
      if (!convolution) throw new Error(`a network reads no part ${part}`);
      const found = new Float32Array(convolution.filters);
      slides[Math.min(part, 2)]?.(0, words, found);
      const added = new Float32Array(hidden);
      products(inner, convolution.place, width, found, 0, found.length, added);
      return { found, added };
    },
    read: (words, above, kinds) => {
      pooled.fill(0);
      for (let h = 0; h < hidden; h++) layer[h] = innerBias[h] ?? 0;
      for (const [k, { part, filters: count, place }] of convolutions.entries()) {
        const known = above[part - 1];
        if (part === 0) slides[0]?.(k, words, pooled.subarray(place, place + count));
        else if (known) pooled.set(known.found, place);
      }
      for (const known of above) if (known) for (let h = 0; h < hidden; h++) layer[h] = (layer[h] ?? 0) + (known.added[h] ?? 0);
      for (const kind of kinds) pooled[read + kind] = 1;
      let count = 0;
      for (let k = 0; k < width; k++) {
        const value = pooled[k] ?? 0;
        if (value === 0 || (k >= ownRead && k < read)) continue;
        nonzero.places[count] = k * hidden;
        nonzero.values[count++] = value;
      }
      addColumns(innerColumns, nonzero.places, nonzero.values, count, layer);
      for (let h = 0; h < hidden; h++) layer[h] = Math.max(0, layer[h] ?? 0);
    },
    logitOf: (claim) =>
      (packed.bias[claim] ?? 0) + product(outer, claim * hidden, layer, 0, hidden) + product(direct, claim * width, pooled, 0, width),
  };
}

/** A matrix row after row, as column after column. */
function turned(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const other = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) for (let k = 0; k < columns; k++) other[k * rows + row] = matrix[row * columns + k] ?? 0;
  return other;
}

/** The facts of a sentence's place, by name. */
export const kindsOf = (around: Surroundings, block: BlockKind): readonly string[] => [
  `block ${block}`,
  `place ${placeOf(around)}`,
  ...(around.answer === null ? [] : [`answer ${around.answer}`]),
];

const formsOf = ({ tokens, from, to }: Sentence, most: number): readonly number[] =>
  Array.from(tokens.form.subarray(from, Math.min(to, from + most)));

/** The forms of the words of a sentence, its lead and its two headings, as many as are read. */
export const partsOf = (sentence: Sentence, around: Surroundings): readonly (readonly number[])[] => [
  formsOf(sentence, longest.sentence),
  ...contexts.map((context) => {
    const above = contextOf(around, context);
    return above === undefined ? [] : formsOf(above, longest[context]);
  }),
];

/** The network for sentences that are read with one table of forms: reads one, and gives what is said of each claim. */
export function makeSentenceNetwork(
  packed: PackedNetwork,
  forms: Forms,
): (sentence: Sentence, around: Surroundings, block: BlockKind) => Network['logitOf'] {
  const { read, readAbove, logitOf } = makeNetwork(packed);
  const numbers = new Map(packed.words.map((word, k) => [word, k + 1]));
  const kinds = new Map(packed.kinds.map((kind, k) => [kind, k]));
  const known: (number | undefined)[] = [];
  const numberOf = (form: number): number => (known[form] ??= numbers.get(forms.stemNameOf(form)) ?? 0);
  const numbersOf = (sentence: Sentence, most: number): Int32Array =>
    sentence.tokens.form.slice(sentence.from, Math.min(sentence.to, sentence.from + most)).map(numberOf);
  const readOf = rememberAbove((above, context) => readAbove(1 + contexts.indexOf(context), numbersOf(above, longest[context])));
  return (sentence, around, block) => {
    read(
      numbersOf(sentence, longest.sentence),
      contexts.map((context) => readOf(around, context)),
      kindsOf(around, block).flatMap((name) => kinds.get(name) ?? []),
    );
    return logitOf;
  };
}
