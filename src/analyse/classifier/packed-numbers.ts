/** Numbers as base64, 32 bits each, the lowest byte first: how the build writes down what a start need not work out. */
export function packNumbers(numbers: Int32Array): string {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (let i = 0; i < numbers.length; i++) bytes.writeInt32LE(numbers[i] ?? 0, 4 * i);
  return bytes.toString('base64');
}

/** The numbers of a packed text. A loop and no callback: this is done at every start, for some hundred thousand numbers. */
export function unpackNumbers(packed: string): Int32Array {
  const bytes = Buffer.from(packed, 'base64');
  const numbers = new Int32Array(bytes.length >> 2);
  for (let i = 0; i < numbers.length; i++) numbers[i] = bytes.readInt32LE(4 * i);
  return numbers;
}
