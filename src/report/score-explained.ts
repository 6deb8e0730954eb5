import { concerns, type Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Practice } from '../model/rule.ts';
import type { Score, ScorePart, Scoring } from '../model/score.ts';
import { practiceOf, subjectOf } from './arrangement.ts';
import { harmless } from './harmless.ts';
import { concernWords, negated, remarks } from './plain-words.ts';
import { prettyJson } from './pretty-json.ts';
import { boundsWords, noScoreWords, percent, points, scoreWords } from './score-words.ts';
import { wrapped } from './wrapped.ts';

/** What `earshot score explain --format` takes. */
export const explainFormats = ['text', 'json'] as const;

export interface ExplainOptions {
  readonly practices: readonly Practice[];
  readonly scoring: Scoring;
  readonly width: number;
  /** Every practice, also those that cost less than half a point. */
  readonly all?: boolean;
}

/** Points below which a practice is only counted: nobody argues about half a point of a hundred. */
const small = 0.5;

/** Where the 100 points went: what the policies admit, leave open, and keep, each with its quotes; the gravest loss first. */
export function scoreExplained(report: Report, score: Score, options: ExplainOptions): string {
  const width = Math.min(100, Math.max(60, options.width));
  const titleOf = (id: string): string => practiceOf(id, { practices: options.practices, texts: [] }).title;
  const lost = ({ of, points: earned }: ScorePart): number => of - earned;
  const isShown = (part: ScorePart): boolean => options.all === true || Math.abs(lost(part)) >= small || part.points < 0;
  const by = (answers: readonly ScorePart['answer'][]): readonly ScorePart[] =>
    score.parts
      .filter(({ answer, of, points: earned }) => answers.includes(answer) && (of > 0 || earned < 0))
      .toSorted((a, b) => lost(b) - lost(a));
  // Of controls and limits the refusal is what costs.
  const isFor = ({ practice }: ScorePart): boolean =>
    options.scoring.practices.find((weight) => weight.practice === practice)?.counts === 'for';
  const said = by(['does', 'denies', 'both']);
  const costs = said.filter((part) => (part.answer === 'denies') === isFor(part) || part.answer === 'both');
  const earns = said.filter((part) => !costs.includes(part));
  const silent = by(['silent']);

  const lines = (part: ScorePart): readonly string[] => {
    const sum = signed(-lost(part)).padStart(6);
    const title = sentence(part, titleOf(part.practice));
    const of = part.of > 0 ? ` (${one(part.points)} of ${one(part.of)} points kept)` : ' (not expected of this kind of product)';
    return [...wrapped(harmless(`${title}${of}`), width, `${sum}  `, '        '), ...reasons(part, report, titleOf, width)];
  };
  const section = (name: string, parts: readonly ScorePart[], introduction: string): readonly string[] => {
    if (parts.length === 0) return [];
    const shown = parts.filter(isShown);
    const rest = parts.filter((part) => !isShown(part));
    const sum = parts.reduce((total, part) => total - lost(part), 0);
    return [
      `${signed(sum).padStart(6)}  ${name}`,
      ...wrapped(introduction, width, '        '),
      '',
      ...shown.flatMap((part) => [...lines(part), '']),
      ...(rest.length === 0
        ? []
        : [
            `${signed(rest.reduce((total, part) => total - lost(part), 0)).padStart(6)}  ${rest.length} more, each less than half a point`,
            '',
          ]),
    ];
  };
  return `${[
    ...wrapped(`Where the score comes from: ${harmless(subjectOf(report))}`, width),
    '═'.repeat(width),
    ...wrapped(scoreWords(score), width),
    ...(score.leftOut.length === 0 ? [] : wrapped(`${score.leftOut.length} left out: a person read them and found them wrong.`, width)),
    '',
    ' 100.0  if everything were denied and every choice given',
    '',
    ...section('WHAT IT ADMITS OR REFUSES', costs, 'The strongest passage of each practice decides.'),
    ...section(
      'WHAT IT LEAVES OPEN',
      silent,
      `Nothing sure was found. Silence keeps ${percent(options.scoring.silence)} of the points, and makes the score less certain.`,
    ),
    ...section('WHAT IT DENIES OR GIVES', earns, 'What is missing here is a condition, a “may”, or a reading that is not sure.'),
    `${one(
      Math.max(
        0,
        score.parts.reduce((sum, part) => sum + part.points, 0),
      ),
    ).padStart(6)}  ${score.overall === null ? `is not shown as a score: ${noScoreWords[score.reason ?? 'coverage']}` : 'the score'}`,
    '',
    ...concernLines(score),
  ].join('\n')}\n`;
}

/** One decimal, as the data has it. */
const one = (value: number): string => (Math.round(value * 10) / 10 + 0).toFixed(1);
const signed = (value: number): string => (value < -0.05 ? `−${one(-value)}` : one(Math.max(0, value)));

function sentence({ answer }: ScorePart, title: string): string {
  if (answer === 'silent') return `whether it ${title}`;
  if (answer === 'both') return `It ${title}, and says that it ${negated(title)}`;
  if (answer === 'does') return `It ${title}`;
  return `It says it ${negated(title)}`;
}

function reasons(part: ScorePart, report: Report, titleOf: (id: string) => string, width: number): readonly string[] {
  const find = (id: string): Finding | undefined => report.findings.find((finding) => finding.id === id);
  const quoted = (id: string, before: string): readonly string[] => {
    const finding = find(id);
    if (finding === undefined) return [];
    const notes = remarks(finding);
    return [
      ...wrapped(`${before}“${harmless(finding.quote)}”${notes.length === 0 ? '' : ` (${harmless(notes.join(', '))})`}`, width, '        '),
    ];
  };
  return [
    ...(part.follows === undefined
      ? []
      : wrapped(
          `follows, since ${part.answer === 'denies' ? 'it says it' : 'it'} ${harmless(part.answer === 'denies' ? negated(titleOf(part.follows)) : titleOf(part.follows))}:`,
          width,
          '        ',
        )),
    ...part.findings.flatMap((id) => quoted(id, '')),
    ...part.controls.flatMap((id) => quoted(id, 'gives part back: ')),
  ];
}

function concernLines({ concerns: byConcern }: Score): readonly string[] {
  const rows = concerns.map((concern) => {
    const { score, coverage, bounds } = byConcern[concern];
    const number = score === null ? 'not scored' : points(score);
    return `  ${concernWords[concern].padEnd(24)}${number.padStart(10)}   could be ${boundsWords(bounds).padEnd(9)} ${percent(coverage)} answered`;
  });
  return ['By concern, each by itself out of 100:', ...rows];
}

/** The score with all its parts and the quotes they rest on. */
export function scoreExplainedJson(report: Report, score: Score): string {
  const ids = new Set(score.parts.flatMap(({ findings, controls }) => [...findings, ...controls]));
  const findings = report.findings
    .filter(({ id }) => ids.has(id))
    .map(({ id, practice, stance, quote, link, section }) => ({
      id,
      practice,
      stance,
      quote,
      section,
      ...(link === undefined ? {} : { link }),
    }));
  const keys = 'version product kind score overall grade reason coverage bounds concerns parts practice answer of points'.split(' ');
  return prettyJson(
    { version: 1, product: subjectOf(report), ...(report.kind === undefined ? {} : { kind: report.kind }), score, findings },
    keys,
  );
}
