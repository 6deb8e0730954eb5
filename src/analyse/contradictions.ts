import type { Finding } from '../model/finding.ts';
import type { Incompatible } from '../model/kind.ts';
import type { Contradiction } from '../model/report.ts';

/**
 * The pairs of an admission and a denial that cannot both be true, one for each practice and each pair of practices: the first of either in
 * the order given. Both are of high or medium confidence and stand in different sentences. A sentence that says both ("we do not sell …
 * except …") qualifies itself and contradicts no other, and neither does a denial under a condition ("not without your consent").
 */
export function contradictionsIn(findings: readonly Finding[], incompatible: readonly Incompatible[]): readonly Contradiction[] {
  const sure = findings.filter(({ confidence }) => confidence !== 'low');
  const places = new Set(sure.map((finding) => `${finding.practice} ${finding.stance} ${placeOf(finding)}`));
  const isPlain = ({ practice, stance, conditions, ...finding }: Finding): boolean =>
    !places.has(`${practice} ${stance === 'does' ? 'denies' : 'does'} ${placeOf(finding)}`) &&
    (stance === 'does' || conditions.length === 0);
  const plain = sure.filter(isPlain);
  const pair = (does: string, denies: string): readonly [Finding, Finding] | undefined => {
    const denial = plain.find((finding) => finding.practice === denies && finding.stance === 'denies');
    const admission = plain.find(
      (finding) => finding.practice === does && finding.stance === 'does' && denial !== undefined && placeOf(finding) !== placeOf(denial),
    );
    return denial === undefined || admission === undefined ? undefined : [admission, denial];
  };
  const own = [...new Set(plain.map(({ practice }) => practice))].flatMap((practice): readonly Contradiction[] => {
    const [admission, denial] = pair(practice, practice) ?? [];
    return admission === undefined || denial === undefined ? [] : [{ practice, findings: [admission.id, denial.id] }];
  });
  const across = incompatible.flatMap(({ does, denies, reason }): readonly Contradiction[] => {
    const [admission, denial] = pair(does, denies) ?? [];
    return admission === undefined || denial === undefined ? [] : [{ practice: does, denies, reason, findings: [admission.id, denial.id] }];
  });
  return [...own, ...across];
}

function placeOf({ policy, span }: Pick<Finding, 'policy' | 'span'>): string {
  return `${policy}:${span[0]}`;
}
