/** Even numbers from 0 to below 1: Numerical Recipes' linear congruential generator, so that the same labels give the same classifier. */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
