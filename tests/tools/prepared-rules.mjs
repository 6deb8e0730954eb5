import { importBundled } from './import-bundled.mjs';

/**
 * The source of `earshot:prepared`: what the engine works out of the rules at every start, worked out once. Rules with mistakes, which the
 * build reports by itself, give null: then a start works it out.
 */
export async function preparedRules(root, ruleFilesSource) {
  const { ruleSetFrom, prepare, ruleFiles } = await importBundled(
    root,
    "export { ruleSetFrom } from './src/load/rules.ts'; export { prepare } from './src/analyse/compile.ts'; export { ruleFiles } from 'earshot:rule-files';",
    { 'earshot:rule-files': () => ruleFilesSource },
  );
  return `export const prepared = JSON.parse(${JSON.stringify(JSON.stringify(preparedOf(() => prepare(ruleSetFrom(ruleFiles)))))});`;
}

function preparedOf(prepare) {
  try {
    return prepare();
  } catch {
    return null;
  }
}
