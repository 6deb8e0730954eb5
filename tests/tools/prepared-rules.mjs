import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * The source of `earshot:prepared`: what the engine works out of the rules at every start, worked out once. Rules with mistakes, which the
 * build reports by itself, give null: then a start works it out.
 */
export async function preparedRules(root, ruleFilesSource) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents:
        "export { ruleSetFrom } from './src/load/rules.ts'; export { prepare } from './src/analyse/compile.ts'; export { ruleFiles } from 'earshot:rule-files';",
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    plugins: [
      {
        name: 'earshot-rule-files',
        setup(bundle) {
          bundle.onResolve({ filter: /^earshot:rule-files$/ }, ({ path }) => ({ path, namespace: 'earshot' }));
          bundle.onResolve({ filter: /^earshot:/ }, ({ path }) => ({ path, external: true }));
          bundle.onLoad({ filter: /.*/, namespace: 'earshot' }, () => ({ contents: ruleFilesSource, loader: 'js' }));
        },
      },
    ],
    write: false,
    logLevel: 'error',
  });
  const folder = mkdtempSync(join(tmpdir(), 'earshot-prepared-'));
  try {
    const module = join(folder, 'prepare.mjs');
    writeFileSync(module, outputFiles[0].contents);
    const { ruleSetFrom, prepare, ruleFiles } = await import(pathToFileURL(module).href);
    return `export const prepared = JSON.parse(${JSON.stringify(JSON.stringify(preparedOf(() => prepare(ruleSetFrom(ruleFiles)))))});`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function preparedOf(prepare) {
  try {
    return prepare();
  } catch {
    return null;
  }
}
