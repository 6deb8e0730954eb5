import { compile, type Compiled } from '../analyse/compile.ts';
import type { RuleSet } from '../model/rule.ts';

/** The rules as the engine runs on them. For the shipped ones the build has done most of the work, which takes longer than reading a page. */
export async function compiledRules(set: RuleSet): Promise<Compiled> {
  // A chunk of its own: `--version` and `--help` do without it.
  const { prepared } = await import('earshot:prepared');
  return compile(set, prepared ?? undefined);
}
