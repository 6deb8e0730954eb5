/** The sum of the products of two runs of `count` numbers. Four sums side by side: a processor adds them at once. */
export function product(a: Float32Array, from: number, b: Float32Array, start: number, count: number): number {
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
