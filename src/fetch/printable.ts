/**
 * A server's words made harmless for one line of a message: control, invisible and direction-changing characters become spaces, runs of white
 * space one, and what is beyond `limit` code units is cut with an ellipsis.
 */
export function printable(words: string, limit = 200): string {
  // Cc, Cf, Zl, Zp, Cs: everything that moves the cursor, turns the line round, or cannot be seen.
  const plain = words
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return plain.length > limit ? `${plain.slice(0, limit - 1)}…` : plain;
}
