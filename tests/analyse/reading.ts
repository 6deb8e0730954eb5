import { analyse } from '../../src/analyse/analyse.ts';
import type { AnalysedFinding } from '../../src/analyse/write-findings.ts';
import { compile } from '../../src/analyse/compile.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { loadRules } from '../../src/load/rules.ts';
import type { Claim, Rule, RuleSet } from '../../src/model/rule.ts';

const frozen = await loadRules(new URL('../rules-frozen', import.meta.url).pathname);

/** A rule with nothing but its claims. */
export function rule(id: string, claims: readonly Claim[], more: Partial<Rule> = {}): Rule {
  const [concern] = id.split('/');
  return {
    id,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written in the tests themselves
    concern: concern as Rule['concern'],
    title: id,
    severity: 'serious',
    why: 'because',
    turnOff: { how: 'so', cost: 'none' },
    source: 'tests',
    claims,
    examples: { does: [], denies: [], 'near-misses': [] },
    ...more,
  };
}

/** The frozen grammar lexicons with rules of the test's own. */
const ruleSet = (rules: readonly Rule[]): RuleSet => ({ ...frozen, rules });

export const findings = (rules: readonly Rule[], markdown: string): AnalysedFinding[] =>
  analyse(extractMarkdown(markdown), compile(ruleSet(rules)));

/** What was read, shortly: `sharing/partners does`, in the order of the text. */
export const read = (rules: readonly Rule[], markdown: string): string[] =>
  findings(rules, markdown).map(({ practice, stance }) => `${practice} ${stance}`);
