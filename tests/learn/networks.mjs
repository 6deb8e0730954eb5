// The networks of `npm run learn`: what they learn from as arrays, one network a fold of the makers and one of all, and how a network is written down.
import { inWorkers } from './in-workers.mjs';
import { answerOf } from './settle.mjs';
import { wordVectors } from './word-vectors.mjs';

/** Decision 228. */
const shippedShape = { size: 80, widths: [1, 3, 5], filters: 96, contextWidth: 3, contextFilters: 48, hidden: 192 };
const folds = 3;
/** A word in fewer sentences is any other. */
const rarest = 3;

const shared = (Type, list) => {
  const array = new Type(new SharedArrayBuffer(Type.BYTES_PER_ELEMENT * list.length));
  array.set(list);
  return array;
};

/** A matrix of bytes and what 1 stands for in each row. */
function pack(values, rows) {
  const width = values.length / rows;
  const bytes = new Int8Array(values.length);
  const steps = Array.from({ length: rows }, (_, row) => {
    const own = values.subarray(row * width, (row + 1) * width);
    const step = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
    for (const [k, value] of own.entries()) bytes[row * width + k] = step === 0 ? 0 : Math.round(value / step);
    return Number(step.toPrecision(5));
  });
  return { steps, values: Buffer.from(bytes.buffer).toString('base64') };
}

/**
 * `{ network, logits }`: the network that learned from all samples, packed, and for each sample what one says that did not see its maker: a number a claim.
 * `foldOf(maker, count)` says in which of so many parts a maker is.
 */
export async function trainNetworks(samples, claims, foldOf, { layoutOf, makeNetwork }, shape = shippedShape) {
  const spread = new Map();
  for (const { parts } of samples) for (const stem of new Set(parts.flat())) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  const words = [...spread]
    .filter(([, count]) => count >= rarest)
    .map(([stem]) => stem)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const numbers = new Map(words.map((stem, k) => [stem, k + 1]));
  const kinds = [...new Set(samples.flatMap((sample) => sample.kinds))].toSorted((a, b) => (a < b ? -1 : 1));
  const read = samples.map(({ parts, kinds: own }) => ({
    parts: parts.map((part) => part.map((stem) => numbers.get(stem) ?? 0)),
    kinds: own.map((kind) => kinds.indexOf(kind)),
  }));
  const layout = layoutOf(shape);
  const starts = [0];
  for (const { parts } of read) for (const part of parts) starts.push(starts.at(-1) + part.length);
  const data = {
    shape,
    layout,
    width: layout.read + kinds.length,
    words: shared(
      Int32Array,
      read.flatMap(({ parts }) => parts.flat()),
    ),
    starts: shared(Int32Array, starts),
    kinds: read.map((one) => one.kinds),
    answers: shared(
      Int8Array,
      samples.flatMap((sample) => claims.map((claim) => answerOf(sample, claim))),
    ),
    claims: claims.length,
    vectors: shared(
      Float32Array,
      wordVectors(
        read.flatMap(({ parts }) => parts),
        words.length + 1,
        shape.size,
      ),
    ),
  };
  const isLearned = (fold) => Uint8Array.from(samples, ({ maker }) => Number(foldOf(maker, folds) !== fold));
  const trained = await inWorkers(
    new URL('network.mjs', import.meta.url),
    { data },
    Array.from({ length: folds + 1 }, (_, fold) => () => ({ isLearned: isLearned(fold) })),
  );
  const packed = trained.map(({ vectors, filters, inner, outer, direct, ...biases }) => ({
    shape,
    words,
    kinds,
    vectors: pack(vectors, words.length + 1),
    filters: pack(filters, layout.columns),
    inner: pack(inner, shape.hidden),
    outer: pack(outer, claims.length),
    direct: pack(direct, claims.length),
    ...Object.fromEntries(
      Object.entries(biases).map(([name, values]) => [name, Array.from(values, (value) => Number(value.toPrecision(5)))]),
    ),
  }));
  // As they are shipped, with what was lost in packing.
  const networks = packed.map(makeNetwork);
  const logits = samples.map(({ maker }, row) => {
    const network = networks[foldOf(maker, folds)];
    const [own, ...above] = read[row].parts;
    network.read(
      own,
      above.map((list, k) => network.readAbove(k + 1, list)),
      read[row].kinds,
    );
    return Float32Array.from(claims, (_, claim) => network.logitOf(claim));
  });
  return { network: packed.at(-1), logits };
}
