import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

function isEsModule(path) {
  if (path.endsWith('.mjs')) return true;
  if (path.endsWith('.cjs')) return false;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  }
  return false;
}

/**
 * `await import('yaml')` of a CommonJS package has named exports in Node, but in a split bundle only `default`
 * (esbuild 0.28.2: the chunk ends in `export default require_yaml()`), so code that passes its tests would fail once
 * bundled. Each such import gets a module that exports the names Node itself sees.
 */
export const commonJsNames = {
  name: 'commonjs-names',
  setup({ onResolve, onLoad, resolve, initialOptions }) {
    const left = new Set([...builtinModules, ...(initialOptions.external ?? [])]);
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir }) => {
      if (kind !== 'dynamic-import' || left.has(path) || /^(?:node|earshot):/u.test(path)) return undefined;
      const found = await resolve(path, { kind: 'import-statement', importer, resolveDir });
      if (found.errors.length > 0 || found.external || isEsModule(found.path)) return found;
      return { path: found.path, namespace: 'commonjs-names' };
    });
    onLoad({ filter: /.*/, namespace: 'commonjs-names' }, async ({ path }) => {
      const names = Object.keys(await import(pathToFileURL(path).href)).filter((name) => /^[\w$]+$/u.test(name));
      const source = JSON.stringify(path);
      const contents = [`import * as all from ${source};`, `export { default } from ${source};`];
      for (const name of names) if (name !== 'default') contents.push(`const $${name} = all.${name}; export { $${name} as ${name} };`);
      return { contents: contents.join('\n'), resolveDir: dirname(path), loader: 'js' };
    });
  },
};
