import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Checks `rules/` with the program's own loader, so that a scan with the compiled-in rules need not. What is wrong comes back as text, or ''. */
export async function ruleMistakes(root) {
  const needed = ['src/load/rules.ts', 'src/analyse/compile.ts'];
  if (needed.some((path) => !existsSync(join(root, path)))) return '';
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: "export { loadRules } from './src/load/rules.ts'; export { grammarLexicons } from './src/analyse/compile.ts';",
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    write: false,
    logLevel: 'error',
  });
  const folder = mkdtempSync(join(tmpdir(), 'earshot-rules-'));
  try {
    const loader = join(folder, 'loader.mjs');
    writeFileSync(loader, outputFiles[0].contents);
    const { loadRules, grammarLexicons } = await import(pathToFileURL(loader).href);
    await loadRules(join(root, 'rules'), { grammarLexicons });
    return '';
  } catch (error) {
    if (error.name === 'UserError') return error.message.replaceAll(`${root}`, '');
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
