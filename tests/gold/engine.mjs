import { fileURLToPath } from 'node:url';
import { importBundled } from '../tools/import-bundled.mjs';
import { inlined } from '../tools/data-module.mjs';
import { virtualModules } from '../tools/rule-files.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The engine of this tree as the program has it, for the tools that measure it and teach it: what the modules named here export. One that `isTaught` does
 * without what was learned before, which may be written as an older program wrote it.
 */
export const bundledEngine = async ({ isTaught = false } = {}) =>
  await importBundled(
    root,
    [
      "export { extract } from './src/extract/extract.ts';",
      "export { extractMarkdown } from './src/extract/markdown.ts';",
      "export { writeMarkdown } from './src/extract/write-markdown.ts';",
      "export * from './src/analyse/analyse.ts';",
      "export * from './src/analyse/classifier/calibration.ts';",
      "export * from './src/analyse/classifier/claim-name.ts';",
      "export * from './src/analyse/classifier/feature-weights.ts';",
      "export * from './src/analyse/classifier/features.ts';",
      "export * from './src/analyse/classifier/sentence-classifier.ts';",
      "export * from './src/analyse/classifier/sentence-network.ts';",
      "export * from './src/cli/compiled-rules.ts';",
      "export * from './src/load/rules.ts';",
      "export { ruleFiles } from 'earshot:rule-files';",
    ].join('\n'),
    { ...virtualModules(root), ...(isTaught && { 'earshot:classifier': () => inlined('classifier', null) }) },
  );
