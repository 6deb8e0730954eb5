import type { Actor, Concern, Confidence, Stance } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';
import type { BlockKind } from '../model/text.ts';
import type { Sentence } from './sentence.ts';
import type { Compiled } from './compile.ts';
import { rank, type Reading } from './readings.ts';
import type { Surroundings } from './surroundings.ts';
import { holds } from './matches.ts';
import { type ClaimName, claimName } from './classifier/claim-name.ts';

/** What is said of one practice in a sentence, before it is a finding. */
export interface Said {
  readonly rule: Rule;
  readonly stance: Stance;
  readonly confidence: Confidence;
  readonly hedged: boolean;
  readonly actor: Actor;
}

/** What the rules say of a sentence: the surest reading of each practice and stance. */
export function surest(readings: readonly Reading[], concerns: readonly Concern[] | undefined): readonly Said[] {
  const best: Reading[] = [];
  for (const reading of readings) {
    const { rule } = reading.pattern;
    if (concerns && !concerns.includes(rule.concern)) continue;
    const at = best.findIndex((other) => other.pattern.rule === rule && other.stance === reading.stance);
    const other = best[at];
    if (!other) best.push(reading);
    else if (rank[reading.confidence] > rank[other.confidence]) best[at] = reading;
  }
  for (let k = 0; k < best.length; k++) {
    const reading = best[k];
    const yieldsTo = reading?.pattern.rule['yields-to'];
    if (
      reading &&
      (yieldsTo?.some((id) => best.some((other) => other.pattern.rule.id === id && other.stance === reading.stance)) ||
        isTakenBack(reading, readings))
    )
      best.splice(k--, 1);
  }
  return best.map((reading) => ({
    rule: reading.pattern.rule,
    stance: reading.stance,
    confidence: agreedConfidence(reading, readings),
    hedged: reading.hedged,
    actor: reading.actor,
  }));
}

/** Words that tell of a practice yield to the verb between them that denies it: "your location is not derived from your IP address". */
const isTakenBack = ({ pattern, stance, spansNot }: Reading, readings: readonly Reading[]): boolean =>
  spansNot &&
  stance === 'does' &&
  !readings.some((other) => other.pattern.rule === pattern.rule && other.stance === 'does' && other.pattern.kind !== 'says') &&
  readings.some((other) => other.pattern.rule === pattern.rule && other.stance === 'denies' && other.pattern.kind !== 'says');

/**
 * How sure a reading is by how many claims of its rule say the same of the sentence: what two find is at least of medium confidence, what three find
 * one step surer than the surest of them. On 192 stretches of policies that no rule had been tuned to, single claims were right in 0.81 of what they found
 * where they are of high confidence, 0.67 of medium and 0.54 of low; two in 0.95, 0.78 and 0.71; three in 0.97, 0.94 and 0.85 (3,182 findings, 2026-11-23).
 */
function agreedConfidence({ pattern: { rule }, stance, confidence }: Reading, readings: readonly Reading[]): Confidence {
  const claims = new Set(readings.filter((other) => other.pattern.rule === rule && other.stance === stance).map(({ pattern }) => pattern));
  if (claims.size < 2) return confidence;
  if (confidence === 'low') return 'medium';
  return claims.size === 2 ? confidence : 'high';
}

const nameOf = ({ rule, stance }: Said): ClaimName => claimName(rule.id, stance);

/** The rules' word by claim, for the classifier. */
export const ruledClaims = (said: readonly Said[]): ReadonlyMap<ClaimName, Confidence> =>
  new Map(said.map((one) => [nameOf(one), one.confidence]));

/** What the rules and the classifier say together: what the two find likely, and what the rules alone can tell. */
export function weighed(
  said: readonly Said[],
  sentence: Sentence,
  around: Surroundings,
  block: BlockKind,
  { classifier, rules, grammar: slots }: Compiled,
  concerns: readonly Concern[] | undefined,
): readonly Said[] {
  if (classifier === null) return said;
  const both = said.filter((one) => !classifier.knows(nameOf(one)));
  for (const { practice, stance, confidence } of classifier.weigh(sentence, around, block, ruledClaims(said))) {
    const ruled = said.find((one) => one.rule.id === practice && one.stance === stance);
    if (ruled) {
      both.push({ ...ruled, confidence });
      continue;
    }
    const rule = rules.find(({ id }) => id === practice);
    if (!rule || (concerns && !concerns.includes(rule.concern))) continue;
    both.push({ rule, stance, confidence, hedged: holds(sentence.matches.all, slots.hedge), actor: 'unclear' });
  }
  return both.toSorted((a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule));
}
