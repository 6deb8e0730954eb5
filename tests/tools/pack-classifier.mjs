import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The source of `earshot:classifier`: `rules/classifier.json` and `rules/weights.tsv` packed by the engine's own code; null while nothing was learned. */
export async function packedClassifier(root) {
  const learned = join(root, 'rules', 'classifier.json');
  if (!existsSync(learned)) return 'export const classifier = null;';
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/analyse/pack-classifier.ts'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
  });
  const { packClassifier } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  const packed = packClassifier(JSON.parse(readFileSync(learned, 'utf8')), readFileSync(join(root, 'rules', 'weights.tsv'), 'utf8'));
  return `export const classifier = JSON.parse(${JSON.stringify(JSON.stringify(packed))});`;
}
