// A worker of `npm run learn`: trains one small convolutional network (Kim, "Convolutional Neural Networks for Sentence Classification", EMNLP 2014) on all
// sentences but those of some makers. What it computes is what src/analyse/classifier/sentence-network.ts computes.
import { parentPort, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { importBundled } from '../tools/import-bundled.mjs';
import { dice } from './dice.mjs';

/** The engine's own: it and what teaches it add up alike. */
const { product } = await importBundled(
  fileURLToPath(new URL('../..', import.meta.url)),
  "export { product } from './src/analyse/classifier/product.ts';",
);

/** Chosen on makers that were held out (decision 228). */
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

/** Adds `scale` times `count` numbers of `b` to those of `a`. */
function addScaled(a, from, b, start, count, scale) {
  for (let k = 0; k < count; k++) a[from + k] += scale * b[start + k];
}

/**
 * A network that can be taught. `learn(rows, speed)` moves it down the slope of some samples, the others are as in `train`; `values` are its parameters by name.
 */
function makeLearner(
  { shape: { size, hidden }, layout: { convolutions, columns, read }, width, words: all, starts, kinds, answers, claims, vectors },
  random,
) {
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

  /** The row of each word in the tables of a batch, -1 for none; the words by row. */
  const rowOf = new Int32Array(vectors.length / size).fill(-1);
  const used = [];
  let table = new Float32Array(0);
  let tableSlope = new Float32Array(0);
  const pooled = new Float32Array(width);
  const pooledSlope = new Float32Array(width);
  /** The places of `pooled` that are not 0, and how many there are. */
  const live = new Int32Array(width);
  let lives = 0;
  const argmax = new Int32Array(read);
  const layer = new Float32Array(hidden);
  const layerSlope = new Float32Array(hidden);
  const sums = new Float32Array(Math.max(...convolutions.map((one) => one.filters)));
  /** The two headings are read by the same filters. */
  const biasAt = (part, at, count) => (part === 3 ? at - count : at);

  /** The words of a sample without those that are dropped; word 0 is none. */
  const textOf = (row) =>
    [0, 1, 2, 3].map((part) => {
      const list = all.slice(starts[4 * row + part], starts[4 * row + part + 1]);
      if (part === 0) for (let k = 0; k < list.length; k++) if (random() < drop.words) list[k] = 0;
      return list;
    });

  /** What every filter makes of every word is worked out once a batch. */
  const makeTable = (texts) => {
    used.length = 0;
    for (const parts of texts)
      for (const list of parts)
        for (const stem of list)
          if (stem !== 0 && rowOf[stem] < 0) {
            rowOf[stem] = used.length;
            used.push(stem);
          }
    if (table.length < used.length * columns) {
      table = new Float32Array(2 * used.length * columns);
      tableSlope = new Float32Array(table.length);
    }
    for (const [k, stem] of used.entries())
      for (let column = 0; column < columns; column++)
        table[k * columns + column] = product(words.values, stem * size, filters.values, column * size, size);
  };

  /** What is read off a text, into `pooled`; `argmax` says where. */
  const readText = (text, kindsHere) => {
    pooled.fill(0);
    for (const { part, width: seen, filters: count, column, place: at } of convolutions) {
      const list = text[part];
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
    for (const kind of kindsHere) pooled[read + kind] = 1;
    // Dropped numbers are 0; the others are scaled so that the sum stays as it was.
    lives = 0;
    for (let j = 0; j < width; j++) {
      const isKept = random() >= drop.pooled;
      pooled[j] = isKept ? pooled[j] / (1 - drop.pooled) : 0;
      if (!isKept && j < read) argmax[j] = -1;
      if (pooled[j] !== 0) live[lives++] = j;
    }
  };

  /** The hidden layer of what was read, the claims that come of it, and the slopes back to what was read: `share` is the sample's part of its batch. */
  const learnAnswers = (row, share) => {
    for (let h = 0; h < hidden; h++) {
      const sum = innerBias.values[h] + product(inner.values, h * width, pooled, 0, width);
      layer[h] = sum > 0 && random() >= drop.hidden ? sum / (1 - drop.hidden) : 0;
    }
    pooledSlope.fill(0);
    layerSlope.fill(0);
    for (let claim = 0; claim < claims; claim++) {
      const answer = answers[row * claims + claim];
      if (answer === 0) continue;
      const sum =
        bias.values[claim] +
        product(outer.values, claim * hidden, layer, 0, hidden) +
        product(direct.values, claim * width, pooled, 0, width);
      const slope = share * (1 / (1 + Math.exp(-sum)) - (answer > 0 ? 1 : 0));
      bias.slopes[claim] += slope;
      addScaled(outer.slopes, claim * hidden, layer, 0, hidden, slope);
      addScaled(layerSlope, 0, outer.values, claim * hidden, hidden, slope);
      learnLive(direct, claim * width, slope);
    }
    for (let h = 0; h < hidden; h++) {
      if (layer[h] === 0) continue;
      const slope = layerSlope[h] / (1 - drop.hidden);
      innerBias.slopes[h] += slope;
      learnLive(inner, h * width, slope);
    }
  };
  const learnLive = ({ slopes, values }, from, slope) => {
    for (let k = 0; k < lives; k++) {
      const j = live[k];
      slopes[from + j] += slope * pooled[j];
      pooledSlope[j] += slope * values[from + j];
    }
  };

  /** The slopes of what was read, back to the table of words. */
  const learnText = (text) => {
    for (const { part, width: seen, filters: count, column, place: at } of convolutions) {
      const list = text[part];
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
  };

  /** The slopes of the table, back to the words and the filters. Most are 0: a filter reads one place of a text. */
  const learnTable = () => {
    for (const [k, stem] of used.entries()) {
      for (let column = 0; column < columns; column++) {
        const slope = tableSlope[k * columns + column];
        if (slope === 0) continue;
        tableSlope[k * columns + column] = 0;
        addScaled(words.slopes, stem * size, filters.values, column * size, size, slope);
        addScaled(filters.slopes, column * size, words.values, stem * size, size, slope);
      }
      rowOf[stem] = -1;
    }
  };

  const learn = (rows, now) => {
    const texts = rows.map(textOf);
    makeTable(texts);
    for (const [k, row] of rows.entries()) {
      readText(texts[k], kinds[row]);
      learnAnswers(row, 1 / rows.length);
      learnText(texts[k]);
    }
    learnTable();
    for (const stem of used) move(words, now / 2, stem * size, size);
    for (const one of [filters, filterBias, inner, innerBias, outer, direct, bias]) move(one, now);
  };
  return { learn, values: { vectors: words, filters, filterBias, inner, innerBias, outer, direct, bias } };
}

/**
 * Trains a network on the samples that `isLearned` marks. `data` is of all samples: `words` are the numbers of the words of their parts one behind the other
 * and `starts` where each part of each sample begins, `kinds` the facts of their place, `answers` 1, -1 or 0 (leave it out) for each claim, and `vectors` what
 * the words' vectors are at first. Gives the parameters by name.
 */
function train(data, isLearned, seed) {
  const random = dice(seed);
  const { learn, values } = makeLearner(data, random);
  const rows = [];
  for (let row = 0; row < isLearned.length; row++) if (isLearned[row]) rows.push(row);
  const steps = passes * Math.ceil(rows.length / batch);
  let step = 0;
  for (let pass = 0; pass < passes; pass++) {
    for (let last = rows.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [rows[last], rows[other]] = [rows[other], rows[last]];
    }
    for (let first = 0; first < rows.length; first += batch)
      learn(rows.slice(first, first + batch), speed * Math.max(0.05, 1 - step++ / steps));
  }
  return Object.fromEntries(Object.entries(values).map(([name, one]) => [name, one.values]));
}

const { data } = workerData;
parentPort.on('message', ({ job, isLearned }) => parentPort.postMessage({ job, result: train(data, isLearned, job + 1) }, []));
