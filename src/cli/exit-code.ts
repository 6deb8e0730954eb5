import { severities } from '../model/finding.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Gate } from '../model/gate.ts';
import type { Report } from '../model/report.ts';

/** How the work on one input ended. */
export type RunOutcome =
  | {
      readonly kind: 'report';
      readonly report: Report;
      /** What it was held to, where that was worked out already. */
      readonly gate?: Pick<Gate, 'missed' | 'lost'>;
      /** It was read too long ago to count as assessed (`--max-age`). */
      readonly isTooOld?: boolean;
    }
  /** A person's mistake: wrong use, configuration or rule (`UserError`). */
  | { readonly kind: 'mistake' }
  /** `verify` found that a saved report is not what its snapshots give. */
  | { readonly kind: 'difference' }
  /** Something that was to be compared or recomputed could not be read. */
  | { readonly kind: 'notAssessed' }
  /** A bar asked for was missed, and not by a report of one scan: `diff --fail-on worse`. */
  | { readonly kind: 'barMissed' }
  /** An error that nobody expected. */
  | { readonly kind: 'bug' };

/** The bars a run is asked to hold. */
export interface BarOptions {
  /** `--fail-on`: an admission of this severity or a worse one misses the bar; `worse`: any, and a promise that is gone. */
  readonly failOn?: Severity | 'worse';
  /** `--baseline`: ids of the findings that are known; only others can miss the bar. Alone it is a bar for every severity. */
  readonly baseline?: ReadonlySet<string>;
  /** `--allow-not-assessed`: what could not be assessed is no reason to fail. */
  readonly allowNotAssessed?: boolean;
}

/** Every code the program ends with, by what it says. Source: DESIGN.md, "Exit codes"; 70 is EX_SOFTWARE of BSD's sysexits.h. */
export const exitCodes = { done: 0, barMissed: 1, mistake: 2, notAssessed: 3, difference: 4, bug: 70 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * The findings that miss the bar: admissions of high or medium confidence, since a low one is only to be checked; never a denial, never
 * a choice that the reader is given, and never what a person found to be wrong. [] where no bar was asked for.
 */
export function missedBy(report: Report, { failOn, baseline }: BarOptions): readonly Finding[] {
  if (failOn === undefined && baseline === undefined) return [];
  const worst = severities.indexOf(failOn === undefined || failOn === 'worse' ? 'minor' : failOn);
  return report.findings.filter(
    ({ id, stance, concern, confidence, severity, verdict }) =>
      stance === 'does' &&
      verdict?.verdict !== 'wrong' &&
      concern !== 'control' &&
      confidence !== 'low' &&
      severities.indexOf(severity) <= worst &&
      baseline?.has(id) !== true,
  );
}

/** Whether something of the report could not be assessed: a document that was not read, a practice that could not be looked for, or no document at all. */
function isIncomplete({ policies, practices }: Report): boolean {
  return policies.length === 0 || policies.some(({ status }) => status === 'not-read') || Object.values(practices).includes('not-assessed');
}

/** Which code wins over others. Source: DESIGN.md, "several inputs: 2, then 1, then 3 wins"; a bug above all, since what it left undone is not known. */
const strongestFirst: readonly ExitCode[] = [
  exitCodes.bug,
  exitCodes.mistake,
  exitCodes.difference,
  exitCodes.barMissed,
  exitCodes.notAssessed,
];

/** The exit code of a run over any number of inputs. */
export function exitCode(outcomes: readonly RunOutcome[], options: BarOptions = {}): ExitCode {
  const codes = new Set(outcomes.flatMap((outcome) => codesOf(outcome, options)));
  return strongestFirst.find((code) => codes.has(code)) ?? exitCodes.done;
}

function codesOf(outcome: RunOutcome, options: BarOptions): readonly ExitCode[] {
  if (outcome.kind !== 'report') return [exitCodes[outcome.kind]];
  const { report, gate, isTooOld } = outcome;
  const isMissed = gate === undefined ? missedBy(report, options).length > 0 : gate.missed.length + gate.lost.length > 0;
  return [
    ...(isMissed ? [exitCodes.barMissed] : []),
    ...(options.allowNotAssessed !== true && (isTooOld === true || isIncomplete(report)) ? [exitCodes.notAssessed] : []),
  ];
}
