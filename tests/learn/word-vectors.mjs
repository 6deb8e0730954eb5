// Vectors of words that stand near the same words have much in common: what the network starts from.
import { dice } from './dice.mjs';

/** Words further apart than this are not near. */
const near = 4;
const rounds = 8;

/**
 * A vector of `size` numbers for each word from 1 up, those of word 0 are 0: positive pointwise mutual information of words that stand near each other, and of
 * that matrix the greatest eigenvectors by subspace iteration (Levy and Goldberg, "Neural Word Embedding as Implicit Matrix Factorization", NIPS 2014).
 * `texts`: arrays of words as numbers.
 */
export function wordVectors(texts, words, size) {
  const counts = new Map();
  const totals = new Float64Array(words);
  const count = (a, b, weight) => {
    const key = a * words + b;
    counts.set(key, (counts.get(key) ?? 0) + weight);
    totals[a] += weight;
  };
  for (const text of texts)
    for (let k = 0; k < text.length; k++)
      for (let apart = 1; apart <= near && k + apart < text.length; apart++) {
        const [a, b] = [text[k], text[k + apart]];
        if (a === 0 || b === 0) continue;
        count(a, b, 1 / apart);
        count(b, a, 1 / apart);
      }
  // A power of 0.75 keeps rare words from being near everything (Levy, Goldberg and Dagan, TACL 2015).
  const smooth = totals.map((total) => total ** 0.75);
  const sum = smooth.reduce((a, b) => a + b, 0);
  const entries = [...counts].flatMap(([key, together]) => {
    const [a, b] = [Math.floor(key / words), key % words];
    const information = Math.log((together * sum) / (totals[a] * smooth[b]));
    return information > 0 ? [[a, b, information]] : [];
  });
  const [from, to, value] = [0, 1, 2].map((k) => Float64Array.from(entries, (entry) => entry[k]));
  const random = dice(1);
  let base = Array.from({ length: size }, () => Float64Array.from({ length: words }, () => random() - 0.5));
  const lengths = new Float64Array(size);
  const upright = (columns) => {
    for (const [k, column] of columns.entries()) {
      for (const other of columns.slice(0, k)) {
        const along = column.reduce((total, x, w) => total + x * other[w], 0);
        for (let w = 0; w < words; w++) column[w] -= along * other[w];
      }
      lengths[k] = Math.sqrt(column.reduce((total, x) => total + x * x, 0));
      // Few words have fewer directions than a vector has numbers; those left over are 0.
      const scale = lengths[k] > 1e-9 ? 1 / lengths[k] : 0;
      for (let w = 0; w < words; w++) column[w] *= scale;
    }
    return columns;
  };
  upright(base);
  for (let round = 0; round < rounds; round++)
    base = upright(
      base.map((column) => {
        const next = new Float64Array(words);
        for (let k = 0; k < value.length; k++) next[from[k]] += value[k] * column[to[k]];
        return next;
      }),
    );
  const vectors = new Float32Array(words * size);
  for (let w = 1; w < words; w++) for (let k = 0; k < size; k++) vectors[w * size + k] = base[k][w] * Math.sqrt(lengths[k]);
  // Spread as random vectors would be.
  const scale = 0.4 / Math.sqrt(vectors.reduce((total, x) => total + x * x, 0) / vectors.length);
  return vectors.map((x) => x * scale);
}
