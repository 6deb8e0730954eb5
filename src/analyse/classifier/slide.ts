import { longest } from './features.ts';
import type { Convolution } from './sentence-network.ts';

/** Words before and behind a sentence that the widest filters see. */
const edge = 2;

/**
 * Makes what slides the filters of one part over its words (numbers up to `words`, 0 for one that is not known): gives convolution `k` of the part, and what each of its
 * filters finds at most is put into `most`. What the filters make of a word is worked out when it is first met, and is one row of a table from then on: by
 * `make`, from a column of all filters on. No more words are read than of the longest sentence.
 */
export function makeSlide(
  convolutions: readonly Convolution[],
  bias: readonly number[],
  words: number,
  make: (from: number, word: number, row: Float32Array) => void,
): (k: number, words: ArrayLike<number>, most: Float32Array) => void {
  const from = convolutions[0]?.column ?? 0;
  const count = convolutions.reduce((sum, one) => sum + one.filters * one.width, 0);
  const rows = new Float32Array(count * (words + 1));
  const isMade = new Uint8Array(words + 1);
  const rowOf = (word: number): number => {
    const at = count * word;
    if (isMade[word] === 1) return at;
    // Of no word they make nothing.
    if (word > 0) make(from, word, rows.subarray(at, at + count));
    // Each sum over words side by side has one word in its first column, so that the bias is added there.
    for (const { column, place, filters } of convolutions)
      for (let f = 0; f < filters; f++) rows[at + column - from + f] = (rows[at + column - from + f] ?? 0) + (bias[place + f] ?? 0);
    isMade[word] = 1;
    return at;
  };
  const places = new Int32Array(longest.sentence + 2 * edge);
  return (k, read, most) => {
    const convolution = convolutions[k];
    if (!convolution) return;
    const column = convolution.column - from;
    const end = edge + Math.min(read.length, longest.sentence);
    places.fill(rowOf(0) + column, 0, end + edge);
    for (let p = edge; p < end; p++) places[p] = rowOf(read[p - edge] ?? 0) + column;
    const keep = convolution.width === 1 ? keepOne : convolution.width === 3 ? keepThree : keepFive;
    for (let p = edge; p < end; p++) keep(most, rows, places, p);
  };
}

// What filters make of words side by side, kept in `most` where it is more than before: the row of word p begins at `places[p]`, with the filters' columns for the
// first word seen, and those for the next behind them. One loop for each number of words: a sum that is kept in memory from word to word takes twice the time.

function keepOne(most: Float32Array, rows: Float32Array, places: Int32Array, p: number): void {
  const a = places[p] ?? 0;
  for (let f = 0; f < most.length; f++) {
    const sum = rows[a + f] ?? 0;
    if (sum > (most[f] ?? 0)) most[f] = sum;
  }
}

function keepThree(most: Float32Array, rows: Float32Array, places: Int32Array, p: number): void {
  const count = most.length;
  const a = places[p - 1] ?? 0;
  const b = (places[p] ?? 0) + count;
  const c = (places[p + 1] ?? 0) + 2 * count;
  for (let f = 0; f < count; f++) {
    const sum = (rows[a + f] ?? 0) + (rows[b + f] ?? 0) + (rows[c + f] ?? 0);
    if (sum > (most[f] ?? 0)) most[f] = sum;
  }
}

function keepFive(most: Float32Array, rows: Float32Array, places: Int32Array, p: number): void {
  const count = most.length;
  const a = places[p - 2] ?? 0;
  const b = (places[p - 1] ?? 0) + count;
  const c = (places[p] ?? 0) + 2 * count;
  const d = (places[p + 1] ?? 0) + 3 * count;
  const e = (places[p + 2] ?? 0) + 4 * count;
  for (let f = 0; f < count; f++) {
    const sum = (rows[a + f] ?? 0) + (rows[b + f] ?? 0) + (rows[c + f] ?? 0) + (rows[d + f] ?? 0) + (rows[e + f] ?? 0);
    if (sum > (most[f] ?? 0)) most[f] = sum;
  }
}
