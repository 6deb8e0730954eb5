/** The sum of the products of two runs of `count` numbers. Four sums side by side: a processor adds them at once. */
export function product(a: Float32Array, from: number, b: Float32Array | Float64Array, start: number, count: number): number {
  let one = 0;
  let two = 0;
  let three = 0;
  let four = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    one += (a[from + k] ?? 0) * (b[start + k] ?? 0);
    two += (a[from + k + 1] ?? 0) * (b[start + k + 1] ?? 0);
    three += (a[from + k + 2] ?? 0) * (b[start + k + 2] ?? 0);
    four += (a[from + k + 3] ?? 0) * (b[start + k + 3] ?? 0);
  }
  for (; k < count; k++) one += (a[from + k] ?? 0) * (b[start + k] ?? 0);
  return one + two + three + four;
}

/**
 * For each of some rows of a matrix, which begin at `from` and are `stride` apart, the sum of its products with the `count` numbers of `vector` from `start` on:
 * into `sums`, which is as long as there are rows. Four rows at once, so that the vector is read once for them.
 */
export function products(
  matrix: Float32Array,
  from: number,
  stride: number,
  vector: Float32Array,
  start: number,
  count: number,
  sums: Float32Array,
): void {
  const rows = sums.length;
  let row = 0;
  for (; row + 3 < rows; row += 4) {
    const first = from + row * stride;
    const second = first + stride;
    const third = second + stride;
    const fourth = third + stride;
    let one = 0;
    let two = 0;
    let three = 0;
    let four = 0;
    for (let k = 0; k < count; k++) {
      const value = vector[start + k] ?? 0;
      one += value * (matrix[first + k] ?? 0);
      two += value * (matrix[second + k] ?? 0);
      three += value * (matrix[third + k] ?? 0);
      four += value * (matrix[fourth + k] ?? 0);
    }
    sums[row] = one;
    sums[row + 1] = two;
    sums[row + 2] = three;
    sums[row + 3] = four;
  }
  for (; row < rows; row++) sums[row] = product(matrix, from + row * stride, vector, start, count);
}

/**
 * Adds some columns of a matrix, each times a number, to `sums`, which is as long as a column: column k of `count` begins at `places[k]`. Four columns at once, so that
 * a sum is read and written once for them; both lists have room for three more.
 */
export function addColumns(matrix: Float32Array, places: Int32Array, factors: Float64Array, count: number, sums: Float64Array): void {
  places.fill(0, count, count + 3);
  factors.fill(0, count, count + 3);
  for (let k = 0; k < count; k += 4) {
    const first = places[k] ?? 0;
    const second = places[k + 1] ?? 0;
    const third = places[k + 2] ?? 0;
    const fourth = places[k + 3] ?? 0;
    const one = factors[k] ?? 0;
    const two = factors[k + 1] ?? 0;
    const three = factors[k + 2] ?? 0;
    const four = factors[k + 3] ?? 0;
    for (let row = 0; row < sums.length; row++)
      sums[row] =
        (sums[row] ?? 0) +
        one * (matrix[first + row] ?? 0) +
        two * (matrix[second + row] ?? 0) +
        three * (matrix[third + row] ?? 0) +
        four * (matrix[fourth + row] ?? 0);
  }
}
