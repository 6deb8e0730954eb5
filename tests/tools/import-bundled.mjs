import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Modules that exist only while something is built, by specifier; those that are not among them stay imports. */
export const builtModules = (modules) => ({
  name: 'earshot-virtual-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^earshot:/ }, ({ path }) => (path in modules ? { path, namespace: 'earshot' } : { path, external: true }));
    onLoad({ filter: /.*/, namespace: 'earshot' }, async ({ path }) => ({ contents: await modules[path](), loader: 'js' }));
  },
});

/** How a module of this tree, given as its source, is bundled. */
export const bundleOptions = (root, source, plugin) => ({
  absWorkingDir: root,
  stdin: { contents: source, resolveDir: root },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // What a CommonJS dependency finds when it calls `require`.
  banner: {
    js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(join(root, 'package.json'))});`,
  },
  plugins: [plugin],
  logLevel: 'error',
});

/** Bundles a module of this tree, given as its source, and imports it: so tools of plain JavaScript run the program's TypeScript. */
export async function importBundled(root, source, modules = {}) {
  const { outputFiles } = await build({ ...bundleOptions(root, source, builtModules(modules)), write: false });
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bundled-'));
  try {
    const path = join(folder, 'bundled.mjs');
    writeFileSync(path, outputFiles[0].contents);
    return await import(pathToFileURL(path).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
