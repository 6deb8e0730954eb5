import type { PackedMatrix, PackedNetwork } from '../../src/analyse/classifier/sentence-network.ts';

const matrix = (rows: readonly (readonly number[])[]): PackedMatrix => ({
  steps: rows.map(() => 1),
  values: Buffer.from(Int8Array.from(rows.flat())).toString('base64'),
});

/**
 * A network of one filter a part, each three words wide, with one number a word. Whatever it reads it counts `counts` times, in the order sentence,
 * lead, heading, outer heading, then the kinds; a filter gives the sum of the `marks` of three words side by side.
 */
export function madeNetwork(
  marks: Readonly<Record<string, number>>,
  counts: readonly (readonly number[])[],
  kinds: readonly string[] = [],
): PackedNetwork {
  const words = Object.keys(marks);
  return {
    shape: { size: 1, widths: [3], filters: 1, contextWidth: 3, contextFilters: 1, hidden: 1 },
    words,
    kinds,
    vectors: matrix([[0], ...words.map((word) => [marks[word] ?? 0])]),
    filters: matrix(Array.from({ length: 9 }, () => [1])),
    inner: matrix([Array.from({ length: 4 + kinds.length }, () => 0)]),
    outer: matrix(counts.map(() => [0])),
    direct: matrix(counts),
    filterBias: [0, 0, 0, 0],
    innerBias: [0],
    bias: counts.map(() => -1),
  };
}

/** A network that says no to both of two claims, whatever it reads. */
export const stillNetwork: PackedNetwork = madeNetwork({}, [
  [0, 0, 0, 0],
  [0, 0, 0, 0],
]);
