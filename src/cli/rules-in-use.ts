import { grammarLexicons } from '../analyse/layout.ts';
import { ruleSetFrom } from '../load/rules.ts';
import { shippedRuleFiles } from '../load/shipped-rules.ts';
import type { RuleSet } from '../model/rule.ts';

/** The rules that a command works with: the shipped ones, and over them those of `--rules`, which are checked now. */
export async function rulesInUse(folder: string | undefined): Promise<RuleSet> {
  const shipped = await shippedRuleFiles();
  if (folder === undefined) {
    const { prepared } = await import('earshot:prepared');
    return ruleSetFrom(shipped, prepared?.sha256);
  }
  const { loadRules } = await import('../load/rules.ts');
  return await loadRules(folder, { base: shipped, grammarLexicons });
}
