import { importBundled } from './import-bundled.mjs';

/**
 * What the engine works out of the rules at every start, worked out once. Rules with mistakes, which the build reports by itself, give null: then a
 * start works it out.
 */
export async function preparedRules(root, ruleFiles) {
  const { ruleSetFrom, prepare } = await importBundled(
    root,
    "export { ruleSetFrom } from './src/load/rules.ts'; export { prepare } from './src/analyse/compile.ts';",
  );
  return preparedOf(() => prepare(ruleSetFrom(ruleFiles)));
}

function preparedOf(prepare) {
  try {
    return prepare();
  } catch {
    return null;
  }
}
