import { compile, type Compiled } from '../analyse/compile.ts';
import type { RuleSet } from '../model/rule.ts';

/**
 * The rules as the engine runs on them. For the shipped ones the build has done most of the work, which takes longer than reading a page, and the
 * sentence classifier, which learned beside them, is there too; a person's own rules decide alone.
 */
export async function compiledRules(set: RuleSet): Promise<Compiled> {
  const { prepared } = await import('earshot:prepared');
  if (prepared?.sha256 !== set.sha256) return await compiledRulesAlone(set);
  // Chunks of their own: `--version`, `--help` and `rules test` do without them.
  const { classifier } = await import('earshot:classifier');
  return compile(set, prepared, classifier ?? undefined);
}

/** The rules without what was learned beside them, to see what they find by themselves. */
export async function compiledRulesAlone(set: RuleSet): Promise<Compiled> {
  const { prepared } = await import('earshot:prepared');
  return compile(set, prepared ?? undefined);
}
