// A worker of `npm run learn`: trains one small convolutional network (Kim, "Convolutional Neural Networks for Sentence Classification", EMNLP 2014) on all
// sentences but those of some makers. What it computes is what src/analyse/sentence-network.ts computes.
import { parentPort, workerData } from 'node:worker_threads';
import { dice } from './dice.mjs';

/** Chosen on makers that were held out (decision 225). */
const passes = 7;
const batch = 48;
const speed = 0.0015;
/** Share of the words of a sentence, of what is read off it, and of the hidden layer that a pass does without. */
const drop = { words: 0.12, pooled: 0.4, hidden: 0.4 };

/** Parameters with the state of Adam (Kingma and Ba, 2015). */
function parameters(length, valueOf) {
  const made = {};
  for (const name of ['values', 'slopes', 'mean', 'square']) made[name] = new Float32Array(length);
  for (let k = 0; k < length; k++) made.values[k] = valueOf(k);
  return made;
}

/** Moves `count` parameters from `from` down their slopes, and clears these. */
function move({ values, slopes, mean, square }, now, from = 0, count = values.length) {
  for (let k = from; k < from + count; k++) {
    const slope = slopes[k];
    mean[k] += 0.1 * (slope - mean[k]);
    square[k] += 0.01 * (slope * slope - square[k]);
    values[k] -= (now * mean[k]) / (Math.sqrt(square[k]) + 1e-8);
    slopes[k] = 0;
  }
}

/**
 * Trains a network on the samples that `isLearned` marks. `data` is of all samples: `words` are the numbers of the words of their parts one behind the other
 * and `starts` where each part of each sample begins, `kinds` the facts of their place, `answers` 1, -1 or 0 (leave it out) for each claim, and `vectors` what
 * the words' vectors are at first. Gives the parameters by name.
 */
function train(
  { shape: { size, hidden }, layout: { convolutions, columns, read }, width, words: all, starts, kinds, answers, claims, vectors },
  isLearned,
  seed,
) {
  const random = dice(seed);
  /** About normal: the sum of four even numbers. */
  const spread = (scale) => () => scale * ((random() + random() + random() + random() - 2) * 1.732);
  const words = parameters(vectors.length, (k) => vectors[k]);
  const filters = parameters(columns * size, spread(1 / Math.sqrt(3 * size)));
  const filterBias = parameters(read, () => 0);
  const inner = parameters(hidden * width, spread(1 / Math.sqrt(width)));
  const innerBias = parameters(hidden, () => 0);
  const outer = parameters(claims * hidden, spread(1 / Math.sqrt(hidden)));
  const direct = parameters(claims * width, spread(0.3 / Math.sqrt(width)));
  const bias = parameters(claims, () => -4);

  const rows = [];
  for (let row = 0; row < isLearned.length; row++) if (isLearned[row]) rows.push(row);
  const rowOf = new Int32Array(vectors.length / size).fill(-1);
  const pooled = new Float32Array(width);
  const argmax = new Int32Array(read);
  const layer = new Float32Array(hidden);
  const pooledSlope = new Float32Array(width);
  const layerSlope = new Float32Array(hidden);
  const sums = new Float32Array(Math.max(...convolutions.map((one) => one.filters)));
  /** The two headings are read by the same filters. */
  const biasAt = (part, at, count) => (part === 3 ? at - count : at);
  const steps = passes * Math.ceil(rows.length / batch);
  let step = 0;

  for (let pass = 0; pass < passes; pass++) {
    for (let last = rows.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [rows[last], rows[other]] = [rows[other], rows[last]];
    }
    for (let first = 0; first < rows.length; first += batch) {
      const own = rows.slice(first, first + batch);
      // The words of this batch without those that are dropped; word 0 is none.
      const texts = own.map((row) =>
        [0, 1, 2, 3].map((part) => {
          const list = all.slice(starts[4 * row + part], starts[4 * row + part + 1]);
          if (part === 0) for (let k = 0; k < list.length; k++) if (random() < drop.words) list[k] = 0;
          return list;
        }),
      );
      const used = [];
      for (const parts of texts)
        for (const list of parts)
          for (const stem of list)
            if (stem !== 0 && rowOf[stem] < 0) {
              rowOf[stem] = used.length;
              used.push(stem);
            }
      // What every filter makes of every word is worked out once a batch.
      const table = new Float32Array(used.length * columns);
      const tableSlope = new Float32Array(used.length * columns);
      for (const [k, stem] of used.entries())
        for (let column = 0; column < columns; column++) {
          let sum = 0;
          for (let d = 0, a = stem * size, b = column * size; d < size; d++) sum += words.values[a + d] * filters.values[b + d];
          table[k * columns + column] = sum;
        }
      for (const [k, row] of own.entries()) {
        pooled.fill(0);
        for (const { part, width: seen, filters: count, column, place: at } of convolutions) {
          const list = texts[k][part];
          argmax.fill(-1, at, at + count);
          for (let p = 0; p < list.length; p++) {
            for (let f = 0; f < count; f++) sums[f] = filterBias.values[biasAt(part, at, count) + f];
            for (let o = 0; o < seen; o++) {
              const stem = list[p + o - (seen - 1) / 2];
              if (stem === undefined || stem === 0) continue;
              const from = rowOf[stem] * columns + column + o * count;
              for (let f = 0; f < count; f++) sums[f] += table[from + f];
            }
            for (let f = 0; f < count; f++)
              if (sums[f] > pooled[at + f]) {
                pooled[at + f] = sums[f];
                argmax[at + f] = p;
              }
          }
        }
        for (const kind of kinds[row]) pooled[read + kind] = 1;
        // Dropped numbers are 0; the others are scaled so that the sum stays as it was.
        for (let j = 0; j < width; j++) {
          const isKept = random() >= drop.pooled;
          pooled[j] = isKept ? pooled[j] / (1 - drop.pooled) : 0;
          if (!isKept && j < read) argmax[j] = -1;
        }
        for (let h = 0; h < hidden; h++) {
          let sum = innerBias.values[h];
          for (let j = 0, a = h * width; j < width; j++) sum += inner.values[a + j] * pooled[j];
          layer[h] = sum > 0 && random() >= drop.hidden ? sum / (1 - drop.hidden) : 0;
        }
        pooledSlope.fill(0);
        layerSlope.fill(0);
        for (let claim = 0; claim < claims; claim++) {
          const answer = answers[row * claims + claim];
          if (answer === 0) continue;
          let sum = bias.values[claim];
          for (let h = 0, a = claim * hidden; h < hidden; h++) sum += outer.values[a + h] * layer[h];
          for (let j = 0, a = claim * width; j < width; j++) sum += direct.values[a + j] * pooled[j];
          const slope = (1 / (1 + Math.exp(-sum)) - (answer > 0 ? 1 : 0)) / own.length;
          bias.slopes[claim] += slope;
          for (let h = 0, a = claim * hidden; h < hidden; h++)
            if (layer[h] !== 0) {
              outer.slopes[a + h] += slope * layer[h];
              layerSlope[h] += slope * outer.values[a + h];
            }
          for (let j = 0, a = claim * width; j < width; j++)
            if (pooled[j] !== 0) {
              direct.slopes[a + j] += slope * pooled[j];
              pooledSlope[j] += slope * direct.values[a + j];
            }
        }
        for (let h = 0; h < hidden; h++) {
          if (layer[h] === 0) continue;
          const slope = layerSlope[h] / (1 - drop.hidden);
          innerBias.slopes[h] += slope;
          for (let j = 0, a = h * width; j < width; j++)
            if (pooled[j] !== 0) {
              inner.slopes[a + j] += slope * pooled[j];
              pooledSlope[j] += slope * inner.values[a + j];
            }
        }
        for (const { part, width: seen, filters: count, column, place: at } of convolutions) {
          const list = texts[k][part];
          for (let f = 0; f < count; f++) {
            const p = argmax[at + f];
            if (p < 0) continue;
            const slope = pooledSlope[at + f] / (1 - drop.pooled);
            filterBias.slopes[biasAt(part, at, count) + f] += slope;
            for (let o = 0; o < seen; o++) {
              const stem = list[p + o - (seen - 1) / 2];
              if (stem !== undefined && stem !== 0) tableSlope[rowOf[stem] * columns + column + o * count + f] += slope;
            }
          }
        }
      }
      for (const [k, stem] of used.entries()) {
        for (let column = 0; column < columns; column++) {
          const slope = tableSlope[k * columns + column];
          if (slope === 0) continue;
          for (let d = 0, a = stem * size, b = column * size; d < size; d++) {
            words.slopes[a + d] += slope * filters.values[b + d];
            filters.slopes[b + d] += slope * words.values[a + d];
          }
        }
        rowOf[stem] = -1;
      }
      const now = speed * Math.max(0.05, 1 - step++ / steps);
      for (const stem of used) move(words, now / 2, stem * size, size);
      for (const one of [filters, filterBias, inner, innerBias, outer, direct, bias]) move(one, now);
    }
  }
  return Object.fromEntries(
    Object.entries({ vectors: words, filters, filterBias, inner, innerBias, outer, direct, bias }).map(([name, { values }]) => [
      name,
      values,
    ]),
  );
}

const { data } = workerData;
parentPort.on('message', ({ job, isLearned }) => parentPort.postMessage({ job, result: train(data, isLearned, job + 1) }, []));
