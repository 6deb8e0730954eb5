import type { RuleFile } from './rules.ts';

/** The files of `rules/` as they were when Earshot was built: checked then, so that a scan need not. */
export async function shippedRuleFiles(): Promise<readonly RuleFile[]> {
  // A chunk of its own: `--version` and `--help` do without it.
  const { ruleFiles } = await import('earshot:rule-files');
  return ruleFiles;
}
