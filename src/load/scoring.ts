import type { Argued, ConditionWeight, Grade, PracticeWeight, Scoring } from '../model/score.ts';
import type { Condition, Confidence } from '../model/finding.ts';
import { shippedRuleFiles } from './shipped-rules.ts';

/** A number with its reason and its source, as the file has it. */
interface Reasoned {
  readonly because: string;
  readonly source: string;
}

/** `rules/scoring.yaml` as it is written; a test holds it to its schema. */
interface WrittenScoring {
  readonly version: number;
  readonly practices: Readonly<Record<string, Omit<PracticeWeight, 'practice' | 'reason'> & Reasoned>>;
  readonly owed: Reasoned & { readonly factor: number };
  readonly unexpected: Reasoned & { readonly costs: number };
  readonly silence: Reasoned & { readonly earns: number };
  readonly confidence: Reasoned & Readonly<Record<Confidence, number>>;
  readonly hedged: Reasoned & { readonly factor: number };
  readonly implied: Reasoned & { readonly denial: number };
  readonly conditions: Readonly<Record<Condition, ConditionWeight & Reasoned>>;
  readonly controls: Readonly<Record<string, Reasoned & { readonly 'gives-back': number }>>;
  readonly least: Reasoned & { readonly concern: number; readonly overall: number };
  readonly grades: Reasoned & Readonly<Record<Exclude<Grade, 'E'>, number>>;
}

/** Formula and weights of the score (`rules/scoring.yaml`). */
export async function shippedScoring(): Promise<Scoring> {
  const files = await shippedRuleFiles();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked against its schema by a test
  return scoringFrom(files.find(({ path }) => path === 'rules/scoring.yaml')?.content as WrittenScoring);
}

/** What the file says, in the words of the formula. */
function scoringFrom(written: WrittenScoring): Scoring {
  const { version, practices, owed, unexpected, silence, confidence, hedged, implied, conditions, controls, least, grades } = written;
  return {
    version,
    practices: Object.entries(practices).map(([practice, { because, ...weight }]) => ({ practice, ...weight, reason: because })),
    owedFactor: owed.factor,
    unexpected: unexpected.costs,
    silence: silence.earns,
    confidence: { high: confidence.high, medium: confidence.medium, low: confidence.low },
    hedged: hedged.factor,
    impliedDenial: implied.denial,
    conditions,
    controls: Object.fromEntries(Object.entries(controls).map(([practice, control]) => [practice, control['gives-back']])),
    least: { concern: least.concern, overall: least.overall },
    grades: { A: grades.A, B: grades.B, C: grades.C, D: grades.D },
    argued: arguedIn(written),
  };
}

function arguedIn({
  owed,
  unexpected,
  silence,
  confidence,
  hedged,
  implied,
  conditions,
  controls,
  least,
  grades,
}: WrittenScoring): readonly Argued[] {
  const argue = (name: string, value: string, { because, source }: Reasoned): Argued => ({ name, value, reason: because, source });
  return [
    argue('an answer that is owed', `weighs ${owed.factor} times as much`, owed),
    argue('an admission that nobody expected', `costs ${unexpected.costs} of its weight`, unexpected),
    argue('silence', `earns ${silence.earns} of 1`, silence),
    argue('confidence', `high ${confidence.high}, medium ${confidence.medium}, low ${confidence.low}`, confidence),
    argue('said with “may”', `counts ${hedged.factor}`, hedged),
    argue('a denial that follows from another', `counts ${implied.denial}`, implied),
    ...Object.entries(conditions).map(([name, weight]) =>
      argue(
        `condition: ${name}`,
        `of an admission ${weight.admission}, of a denial ${weight.denial}, of a control ${weight.control}`,
        weight,
      ),
    ),
    ...Object.entries(controls).map(([name, control]) => argue(name, `gives back ${control['gives-back']} of what is lost`, control)),
    argue('least coverage', `of a concern ${least.concern}, overall ${least.overall}`, least),
    argue('grades', `A from ${grades.A}, B from ${grades.B}, C from ${grades.C}, D from ${grades.D}`, grades),
  ];
}
