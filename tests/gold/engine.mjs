import { fileURLToPath } from 'node:url';
import { importBundled } from '../tools/import-bundled.mjs';
import { virtualModules } from '../tools/rule-files.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The engine of this tree as the program has it, for the tools that measure it and teach it: what the modules named here export. */
export const bundledEngine = async () =>
  await importBundled(
    root,
    [
      "export { extract } from './src/extract/extract.ts';",
      "export { extractMarkdown } from './src/extract/markdown.ts';",
      "export { writeMarkdown } from './src/extract/write-markdown.ts';",
      "export * from './src/analyse/analyse.ts';",
      "export * from './src/analyse/features.ts';",
      "export * from './src/analyse/sentence-classifier.ts';",
      "export * from './src/analyse/sentence-network.ts';",
      "export * from './src/cli/compiled-rules.ts';",
      "export * from './src/load/rules.ts';",
      "export { ruleFiles } from 'earshot:rule-files';",
    ].join('\n'),
    virtualModules(root),
  );
