import { owedOf } from '../load/shipped-data.ts';
import type { Incompatible, Kind } from '../model/kind.ts';
import type { Report } from '../model/report.ts';
import type { Scoring } from '../model/score.ts';
import { scoreOf } from '../score/score-of.ts';

/**
 * The report with the score that the formula of this Earshot gives it, so that reports of several versions can be compared. `kind` is for
 * reports that name none. A practice that was not looked for stays so.
 */
export async function scoredAnew(
  report: Report,
  scoring: Scoring,
  { kind, incompatible }: { readonly kind?: Kind | undefined; readonly incompatible: readonly Incompatible[] },
): Promise<Report> {
  const own = report.kind ?? kind;
  const owed = own === undefined ? [] : (await owedOf(own)).flatMap(({ practices }) => practices);
  const score = scoreOf({ ...report, owed }, scoring, incompatible);
  return { ...report, ...(own === undefined ? {} : { kind: own }), score, coverage: score.coverage, bounds: score.bounds };
}
