/**
 * Numbers from 0 (inclusive) to 1 (exclusive) that look random and are the same for the same seed, an integer. Source: mulberry32 by Tommy
 * Ettinger, public domain; 32 bits of state, which is plenty for drawing weights and for nothing secret.
 */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}
