import type { Accuracy } from '../model/accuracy.ts';

/** How right the shipped rules were when they were measured (`rules/accuracy.json`); null in a build that was made without. */
export async function shippedAccuracy(): Promise<Accuracy | null> {
  const { accuracy } = await import('earshot:accuracy');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by tests/gold/accuracy.mjs, and a test measures it again
  return accuracy as Accuracy | null;
}
