import { concerns, type Concern, type Finding } from '../model/finding.ts';
import type { Incompatible } from '../model/kind.ts';
import type { Answer, PolicyReading } from '../model/report.ts';
import type { Bounds, ConcernScore, Grade, NoScore, PracticeWeight, Score, ScorePart, Scoring } from '../model/score.ts';
import { reliefOf, strongest, unsaid, type Strength } from './strength.ts';

/** What a score is made of. */
export interface Scorable {
  readonly findings: readonly Finding[];
  /** Every practice that was looked for; the answers themselves are not used. */
  readonly practices: Readonly<Record<string, Answer>>;
  readonly policies: readonly Pick<PolicyReading, 'status'>[];
  /** Practices that a reader of this kind of product is owed an answer to. */
  readonly owed: readonly string[];
}

/** What is true of one practice before it is weighed. */
interface Reading {
  readonly weight: PracticeWeight;
  /** Times as much as its weight, for the kind of product. */
  readonly factor: number;
  readonly isExpected: boolean;
  readonly bad: Strength;
  readonly good: Strength;
  readonly follows: string | undefined;
}

/**
 * The score of a product by the weights of `rules/scoring.yaml`. `implications` are the pairs of which one cannot be done without the
 * other: the admission of `does` is one of `denies`, and the denial of `denies` is one of `does`.
 *
 * Of each practice: `bad` is how strongly the worse is said (an admission; of controls and limits the denial), `good` how strongly the
 * better, each 0 to 1. It earns (1 − bad) · (s + (1 − s) · good) of its weight, s being what silence earns, and a control over its subject
 * gives part of the rest back. What neither says for sure is open: counted as bad it gives the lower bound, as good the upper one.
 */
export function scoreOf(scorable: Scorable, scoring: Scoring, implications: readonly Incompatible[] = []): Score {
  const findings = scorable.findings.filter(({ verdict }) => verdict?.verdict !== 'wrong');
  const readings = scoring.practices
    .filter(({ weight, practice }) => weight > 0 && Object.hasOwn(scorable.practices, practice))
    .map((weight) => readingOf(weight, findings, scorable, scoring, implications));
  const total = readings.reduce((sum, { isExpected, factor, weight }) => sum + (isExpected ? factor * weight.weight : 0), 0);
  const parts = readings.map((reading) => partOf(reading, total, findings, scoring));
  const reason = reasonOf(scorable, scoring, parts);
  const sums = summed(parts);
  const overall = reason === undefined ? sums.points : null;
  return {
    version: scoring.version,
    overall,
    grade: overall === null ? null : gradeOf(overall, scoring),
    ...(reason === undefined ? {} : { reason }),
    coverage: sums.coverage,
    bounds: boundsFor(reason, sums.bounds),
    concerns: concernsOf(parts, reason, scoring),
    parts,
    leftOut: scorable.findings
      .filter(({ verdict }) => verdict?.verdict === 'wrong')
      .map(({ id }) => id)
      .toSorted(),
  };
}

function readingOf(
  weight: PracticeWeight,
  findings: readonly Finding[],
  { owed }: Scorable,
  scoring: Scoring,
  implications: readonly Incompatible[],
): Reading {
  const { practice, counts, expected } = weight;
  const isOwed = owed.includes(practice);
  const of = (id: string, stance: Finding['stance']): readonly Finding[] =>
    findings.filter((finding) => finding.practice === id && finding.stance === stance);
  const shared = { weight, factor: isOwed ? scoring.owedFactor : 1, isExpected: isOwed || expected === 'everywhere' };
  if (counts === 'for') {
    const good = strongest(of(practice, 'does'), 'control', scoring);
    return { ...shared, good, bad: strongest(of(practice, 'denies'), 'denial', scoring), follows: undefined };
  }
  const admitted = stronger(
    [practice, ...implications.filter(({ denies }) => denies === practice).map(({ does }) => does)].map((id) => ({
      id,
      strength: strongest(of(id, 'does'), 'admission', scoring),
    })),
  );
  const denied = stronger([
    { id: practice, strength: strongest(of(practice, 'denies'), 'denial', scoring) },
    ...implications
      .filter(({ does }) => does === practice)
      .map(({ denies: id }) => ({ id, strength: weakened(strongest(of(id, 'denies'), 'denial', scoring), scoring.impliedDenial) })),
  ]);
  const from = admitted.strength.said > 0 ? admitted.id : denied.id;
  return { ...shared, bad: admitted.strength, good: denied.strength, follows: from === practice ? undefined : from };
}

/** A denial of more than was asked: what it covers is often less than it seems. */
function weakened({ said, counts, id }: Strength, factor: number): Strength {
  return { said: said * factor, counts: counts * factor, id };
}

/** The stronger of several ways to say it, the practice's own words winning where they are as strong. */
function stronger(ways: readonly { readonly id: string; readonly strength: Strength }[]): {
  readonly id: string;
  readonly strength: Strength;
} {
  const said = Math.max(0, ...ways.map(({ strength }) => strength.said));
  const [best] = ways.toSorted((a, b) => b.strength.counts - a.strength.counts || b.strength.said - a.strength.said);
  return best === undefined ? { id: '', strength: unsaid } : { id: best.id, strength: { ...best.strength, said } };
}

function partOf(reading: Reading, total: number, findings: readonly Finding[], scoring: Scoring): ScorePart {
  const { weight, factor, isExpected, bad, good, follows } = reading;
  const concern = concernOf(weight.practice);
  const relief = reliefOf(concern, findings, scoring);
  const open = (1 - bad.said) * (1 - good.said);
  const silence = scoring.silence;
  const plain = (1 - bad.counts) * (silence + (1 - silence) * good.counts);
  const earned = (share: number): number => share + relief.share * (1 - share);
  const of = total === 0 ? 0 : (100 * factor * weight.weight) / total;
  // Nobody expects an answer: silence neither earns nor leaves a gap, and an admission costs part of what it would elsewhere.
  const cost = -of * scoring.unexpected * bad.counts * (1 - relief.share);
  const bounds: Bounds = isExpected
    ? [of * earned(Math.max(0, plain - open * silence)), of * earned(Math.min(1, plain + open * (1 - silence)))]
    : [cost, cost];
  const ids = [bad, good].flatMap(({ id, said }) => (id === undefined || said === 0 ? [] : [id]));
  return {
    practice: weight.practice,
    concern,
    answer: answerOf(weight, bad, good, scoring),
    of: isExpected ? rounded(of, 2) : 0,
    points: rounded(isExpected ? of * earned(plain) : cost, 2),
    bounds: [rounded(bounds[0], 2), rounded(bounds[1], 2)],
    answered: rounded(1 - open, 2),
    findings: ids,
    controls: relief.id === undefined || ids.length === 0 ? [] : [relief.id],
    ...(follows === undefined || ids.length === 0 ? {} : { follows }),
  };
}

function answerOf({ counts }: PracticeWeight, bad: Strength, good: Strength, { confidence }: Scoring): Answer {
  // What only passages of low confidence say is no answer.
  const [isBad, isGood] = [bad.said > confidence.low, good.said > confidence.low];
  if (isBad && isGood) return 'both';
  if (!isBad && !isGood) return 'silent';
  return isBad === (counts === 'against') ? 'does' : 'denies';
}

/** Rounding keeps the order of two numbers, so bounds still hold the score between them. Never -0, which JSON would write as 0. */
function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals + 0;
}

/** The concern is the first half of a practice's id. */
function concernOf(practice: string): Concern {
  const concern = concerns.find((it) => practice.startsWith(`${it}/`));
  if (concern === undefined) throw new Error(`rules/scoring.yaml weighs ${practice}, which is of no concern`);
  return concern;
}

interface Sums {
  /** 0 to 100. */
  readonly points: number;
  readonly coverage: number;
  readonly bounds: Bounds;
}

const clamped = (points: number): number => Math.min(100, Math.max(0, points));

/** Sums of parts, in hundredths of what is at stake in them: of the rounded parts, so that a reader who adds them up gets the same. */
function summed(parts: readonly ScorePart[]): Sums {
  const stake = parts.reduce((sum, { of }) => sum + of, 0);
  if (stake === 0) return { points: 0, coverage: 0, bounds: [0, 100] };
  const share = (value: (part: ScorePart) => number): number => parts.reduce((sum, part) => sum + value(part), 0) / stake;
  const points = (value: (part: ScorePart) => number): number => rounded(clamped(100 * share(value)), 1);
  return {
    points: points((part) => part.points),
    coverage: rounded(
      share(({ of, answered }) => of * answered),
      2,
    ),
    bounds: [points(({ bounds }) => bounds[0]), points(({ bounds }) => bounds[1])],
  };
}

function reasonOf({ policies, practices }: Scorable, scoring: Scoring, parts: readonly ScorePart[]): NoScore | undefined {
  if (policies.every(({ status }) => status === 'not-read')) return 'nothing-read';
  if (policies.some(({ status }) => status === 'not-read')) return 'part-read';
  if (scoring.practices.some(({ practice, weight }) => weight > 0 && !Object.hasOwn(practices, practice))) return 'part-asked';
  return summed(parts).coverage < scoring.least.overall ? 'coverage' : undefined;
}

/** What was not read may admit anything, and what was not asked is not known at all. */
function boundsFor(reason: NoScore | undefined, [low, high]: Bounds): Bounds {
  if (reason === 'nothing-read' || reason === 'part-asked') return [0, 100];
  return reason === 'part-read' ? [0, high] : [low, high];
}

function concernsOf(parts: readonly ScorePart[], reason: NoScore | undefined, scoring: Scoring): Readonly<Record<Concern, ConcernScore>> {
  const scoreOfConcern = (concern: Concern): ConcernScore => {
    const own = parts.filter((part) => part.concern === concern);
    const { points, coverage, bounds } = summed(own);
    const isUnread = reason === 'nothing-read' || reason === 'part-read';
    const isKnown = !isUnread && own.some(({ of }) => of > 0) && coverage >= scoring.least.concern;
    return { score: isKnown ? points : null, coverage, bounds: isUnread ? boundsFor(reason, bounds) : bounds };
  };
  // Written out, so that the type is a record of all nine.
  return {
    voice: scoreOfConcern('voice'),
    location: scoreOfConcern('location'),
    sharing: scoreOfConcern('sharing'),
    government: scoreOfConcern('government'),
    viewing: scoreOfConcern('viewing'),
    biometric: scoreOfConcern('biometric'),
    tracking: scoreOfConcern('tracking'),
    retention: scoreOfConcern('retention'),
    control: scoreOfConcern('control'),
  };
}

function gradeOf(score: number, { grades }: Scoring): Grade {
  if (score >= grades.A) return 'A';
  if (score >= grades.B) return 'B';
  if (score >= grades.C) return 'C';
  return score >= grades.D ? 'D' : 'E';
}
