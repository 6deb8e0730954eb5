/** A number of bytes for a person, in decimal units: "812 bytes", "1.5 kB", "20 MB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${Number(size.toFixed(1))} ${unit}`;
}
