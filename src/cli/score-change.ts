import { analyse } from '../analyse/analyse.ts';
import type { Compiled } from '../analyse/compile.ts';
import { attributeScore, type ScoreMadeOf } from '../compare/score-change.ts';
import type { ScoreChange } from '../model/change.ts';
import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { scanOf, type ReadOptions } from '../scan.ts';
import type { ReadText } from './compare-snapshots.ts';

/** What is left of the time in which the old text was scored. */
export interface OldScoring {
  /** The rules of then. */
  readonly rules?: { readonly compiled: Compiled; readonly sha256: string };
  /** The report of then, of the old text alone. */
  readonly report?: Report;
}

/** The score of a text, read with the rules of `options` by the program and the formula of today. */
function scoreWith({ document, text, snapshot }: ReadText, options: ReadOptions): number | null {
  const read = { ...document, findings: analyse(text, options.compiled) };
  return scanOf([read], { ...options, clock: () => Date.parse(snapshot.fetchedAt) }).report.score?.overall ?? null;
}

/** How the score changed between two texts and what it is due to; undefined where nothing is scored. */
export function scoreChange(before: ReadText, after: ReadText, options: ReadOptions, old: OldScoring = {}): ScoreChange | undefined {
  if (options.scoring === undefined) return undefined;
  const now: ScoreMadeOf = {
    text: bytesOf(after),
    rules: options.rulesSha256,
    extractor: after.report.tool.extractor,
    formula: String(options.scoring.version),
  };
  const then: ScoreMadeOf = {
    text: bytesOf(before),
    rules: old.report?.tool.rules ?? old.rules?.sha256 ?? now.rules,
    extractor: old.report?.tool.extractor ?? now.extractor,
    formula: old.report === undefined ? now.formula : String(old.report.score?.version ?? 0),
  };
  checkReport(before, old, then);
  const sets = [{ sha256: options.rulesSha256, compiled: options.compiled }, ...(old.rules === undefined ? [] : [old.rules])];
  return attributeScore(then, now, (madeOf) => {
    const isThen =
      madeOf.text === then.text && madeOf.rules === then.rules && madeOf.extractor === then.extractor && madeOf.formula === then.formula;
    if (isThen && old.report !== undefined) return old.report.score?.overall ?? null;
    // An older program cannot be run from here: what it would say is not known.
    if (madeOf.extractor !== now.extractor || madeOf.formula !== now.formula) return undefined;
    const set = sets.find(({ sha256 }) => sha256 === madeOf.rules);
    if (set === undefined) return undefined;
    return scoreWith(madeOf.text === now.text ? after : before, { ...options, compiled: set.compiled, rulesSha256: set.sha256 });
  });
}

/** What the text was made of: the bytes of all its pages. */
const bytesOf = ({ snapshot: { sha256, further = [] } }: ReadText): string => [sha256, ...further.map((page) => page.sha256)].join('+');

function checkReport(before: ReadText, { report, rules }: OldScoring, then: ScoreMadeOf): void {
  if (report === undefined) return;
  if (report.policies.length !== 1 || report.policies[0]?.sha256 !== before.snapshot.sha256)
    throw new UserError('--old-report names a report that was not made of the older document alone: its SHA-256 is another one.');
  if (rules !== undefined && rules.sha256 !== then.rules)
    throw new UserError('--old-rules names other rules than those that --old-report was made with.');
}
