// The engine of this tree, bundled as the program bundles it, for the tools that measure it and teach it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { virtualModules } from '../tools/rule-files.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the modules named here export, and `ruleFiles`. */
export async function bundledEngine() {
  const modules = virtualModules(root);
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: [
        "export { extract } from './src/extract/extract.ts';",
        "export { extractMarkdown } from './src/extract/markdown.ts';",
        "export { writeMarkdown } from './src/extract/write-markdown.ts';",
        "export * from './src/analyse/analyse.ts';",
        "export * from './src/analyse/compile.ts';",
        "export * from './src/analyse/features.ts';",
        "export * from './src/analyse/sentence-classifier.ts';",
        "export * from './src/load/rules.ts';",
        "export { ruleFiles } from 'earshot:rule-files';",
        "export { classifier } from 'earshot:classifier';",
      ].join('\n'),
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    plugins: [
      {
        name: 'virtual',
        setup(bundle) {
          bundle.onResolve({ filter: /^earshot:/ }, ({ path }) => ({ path, namespace: 'earshot' }));
          bundle.onLoad({ filter: /.*/, namespace: 'earshot' }, async ({ path }) => ({ contents: await modules[path](), loader: 'js' }));
        },
      },
    ],
    write: false,
    logLevel: 'error',
  });
  const folder = mkdtempSync(join(tmpdir(), 'earshot-engine-'));
  try {
    const path = join(folder, 'engine.mjs');
    writeFileSync(path, outputFiles[0].contents);
    return await import(pathToFileURL(path).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
