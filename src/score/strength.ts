import { controlOf, type Concern, type Finding } from '../model/finding.ts';
import type { Scoring } from '../model/score.ts';

/** What findings of one practice come to, each 0 to 1, with the id of the finding that decides it. */
export interface Strength {
  /** How much of the practice is answered this way: all of it by a passage that is sure enough to be shown as one, little by one to be checked. */
  readonly said: number;
  /** How strongly: less where it is hedged, less sure or under a condition. Never more than `said`. */
  readonly counts: number;
  readonly id: string | undefined;
}

export const unsaid: Strength = { said: 0, counts: 0, id: undefined };

/**
 * The strongest of the findings, as what a condition leaves of them: the strongest alone decides, so that saying a thing ten times counts
 * as once and adding a finding never weakens. At equal strength the smallest id, whatever the order.
 */
export function strongest(findings: readonly Finding[], as: 'admission' | 'denial' | 'control', scoring: Scoring): Strength {
  return findings.reduce((best: Strength, finding): Strength => {
    const said = finding.confidence === 'low' && finding.verdict === undefined ? scoring.confidence.low : 1;
    const counts = certaintyOf(finding, scoring) * Math.min(1, ...finding.conditions.map((condition) => scoring.conditions[condition][as]));
    const isStronger = counts > best.counts || (counts === best.counts && (best.id === undefined || finding.id < best.id));
    return { said: Math.max(said, best.said), counts: Math.max(counts, best.counts), id: isStronger ? finding.id : best.id };
  }, unsaid);
}

/** How much of a finding counts as said. A person's "checked" makes the reading sure; a hedge stays one. */
function certaintyOf({ confidence, hedged, verdict }: Finding, scoring: Scoring): number {
  return (verdict === undefined ? scoring.confidence[confidence] : 1) * (hedged ? scoring.hedged : 1);
}

/** What the best control over a concern gives back of what it loses, 0 to 1, and the id of that control. */
export function reliefOf(
  concern: Concern,
  findings: readonly Finding[],
  scoring: Scoring,
): { readonly share: number; readonly id: string | undefined } {
  const subject = controlOf[concern];
  const about = findings.filter(
    (finding) => finding.concern === 'control' && finding.stance === 'does' && (finding.about ?? 'data') === subject,
  );
  return Object.entries(scoring.controls).reduce(
    (best: { readonly share: number; readonly id: string | undefined }, [practice, givesBack]) => {
      const { counts, id } = strongest(
        about.filter((finding) => finding.practice === practice),
        'control',
        scoring,
      );
      return counts * givesBack > best.share ? { share: counts * givesBack, id } : best;
    },
    { share: 0, id: undefined },
  );
}
