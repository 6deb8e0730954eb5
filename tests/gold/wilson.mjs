/** Fewest labels of which a rate is said. Source: issue 3, item 1. */
export const fewest = 10;

/** What stands in the place of a rate of fewer. */
export const tooFew = 'too few to say';

/** The 97.5 % point of the normal distribution. */
const z = 1.959963984540054;

/** A share and its 95 % interval, `[value, low, high]`, each 0 to 1. Source: E. B. Wilson, JASA 22 (1927), 209-212. `of` is at least 1. */
export function wilson(right, of) {
  const share = right / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return [share, Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole)];
}
