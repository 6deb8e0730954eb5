import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBundled } from './import-bundled.mjs';

/** Features shown of each practice and stance, for and against. */
const mostShown = 12;

/** What was learned, and the engine's own code that packs it; null while nothing was. */
async function learnedIn(root) {
  const [classifier, weights, network] = ['classifier.json', 'weights.tsv', 'network.json'].map((name) => join(root, 'rules', name));
  if (![classifier, weights, network].every((path) => existsSync(path))) return null;
  const code = await importBundled(root, "export * from './src/analyse/classifier/pack-classifier.ts';");
  const read = (path) => readFileSync(path, 'utf8');
  return { ...code, learned: JSON.parse(read(classifier)), weights: read(weights), network: JSON.parse(read(network)) };
}

/** `rules/classifier.json`, `rules/weights.tsv` and `rules/network.json`, packed; null while nothing was learned. */
export async function packedClassifier(root) {
  const found = await learnedIn(root);
  return found && found.packClassifier(found.learned, found.weights, found.network);
}

/** The features that count most for each practice and stance, and against it; null while nothing was learned. */
export async function strongest(root) {
  const found = await learnedIn(root);
  return found && found.strongestFeatures(found.learned, found.weights, mostShown);
}
