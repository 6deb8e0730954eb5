import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { importBundled } from './import-bundled.mjs';

/** Checks `rules/` with the program's own loader, so that a scan with the compiled-in rules need not. What is wrong comes back as text, or ''. */
export async function ruleMistakes(root) {
  const needed = ['src/load/rules.ts', 'src/analyse/layout.ts'];
  if (needed.some((path) => !existsSync(join(root, path)))) return '';
  const { loadRules, grammarLexicons } = await importBundled(
    root,
    "export { loadRules } from './src/load/rules.ts'; export { grammarLexicons } from './src/analyse/layout.ts';",
  );
  try {
    await loadRules(join(root, 'rules'), { grammarLexicons });
    return '';
  } catch (error) {
    if (error.name === 'UserError') return error.message.replaceAll(`${root}`, '');
    throw error;
  }
}
