import type { Gate } from '../model/gate.ts';
import { severities } from '../model/finding.ts';
import type { Waiver } from '../model/gate.ts';
import { UserError } from '../model/user-error.ts';
import { gateLines } from '../report/gate-words.ts';
import { harmless } from '../report/harmless.ts';
import { plainDate } from '../report/plain-words.ts';
import type { Scan } from '../scan.ts';
import type { Baseline } from './baseline.ts';
import type { BarOptions, RunOutcome } from './exit-code.ts';
import { gateOf } from './gate.ts';
import { oneOf, shortened } from './known.ts';
import { daysIn, isOlder } from './max-age.ts';
import { tell } from './terminal.ts';
import { mayBeWritten } from './write-file.ts';

/** The flags of a command that holds reports to a bar. */
export interface BarFlags {
  readonly failOn?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly waivers?: string;
  readonly maxAge?: string;
}

/** The bar that was asked for, with its files read. */
export interface Bar extends Pick<BarOptions, 'failOn'> {
  readonly isAsked: boolean;
  readonly baseline?: Baseline;
  readonly waivers: readonly Waiver[];
  /** Days. */
  readonly maxAge?: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What the flags ask for. Files that are missing or wrong are found before anything is scanned. */
export async function barOf({ failOn, baseline, writeBaseline, waivers, maxAge }: BarFlags): Promise<Bar> {
  const level = failOn === undefined ? undefined : oneOf(failOn, [...severities, 'worse'] as const, 'bar');
  if (level === 'worse' && baseline === undefined)
    throw new UserError('--fail-on worse needs --baseline FILE: worse than what? "earshot scan … --write-baseline FILE" writes one.');
  if (waivers !== undefined && level === undefined && baseline === undefined)
    throw new UserError('--waivers goes with --fail-on or --baseline: without a bar there is nothing to waive.');
  if (writeBaseline !== undefined) await mayBeWritten(writeBaseline);
  return {
    isAsked: level !== undefined || baseline !== undefined,
    now: Date.now(),
    ...(level === undefined ? {} : { failOn: level }),
    // Parsers and schemas that a scan without a bar needs not.
    ...(baseline === undefined ? {} : { baseline: await (await import('./baseline.ts')).readBaseline(baseline) }),
    waivers: waivers === undefined ? [] : await (await import('../load/waivers.ts')).readWaivers(waivers),
    ...(maxAge === undefined ? {} : { maxAge: daysIn(maxAge) }),
  };
}

type Held = Extract<RunOutcome, { readonly kind: 'report' }> & { readonly gate?: Gate };

/** A report with what it is held to; what came of it is told on standard error. */
export function heldTo(scanned: Scan, bar: Bar, { isAlone, isQuiet }: { readonly isAlone: boolean; readonly isQuiet: boolean }): Held {
  const { report, context } = scanned;
  const isTooOld = isOld(scanned, bar, isQuiet);
  if (!bar.isAsked) return { kind: 'report', report, isTooOld };
  const gate = gateOf(report, {
    ...(bar.failOn === undefined ? {} : { failOn: bar.failOn }),
    ...(bar.baseline === undefined ? {} : { baseline: bar.baseline }),
    waivers: bar.waivers,
    today: new Date(bar.now).toISOString().slice(0, 10),
    isAlone,
  });
  if (!isQuiet) for (const line of gateLines(gate, context)) tell(`earshot: ${line}`);
  return { kind: 'report', report, gate, isTooOld };
}

/** Whether a document of the report is a copy that was kept, by an archive on the web or by our own, for longer than `--max-age` allows. */
function isOld({ report: { policies }, lastSeenAt }: Scan, { maxAge, now }: Bar, isQuiet: boolean): boolean {
  if (maxAge === undefined) return false;
  const copies = policies.flatMap(({ url, archivedAt }) =>
    archivedAt === undefined ? [] : [{ name: `the copy of ${shortened(url)}`, at: archivedAt }],
  );
  const kept = lastSeenAt === undefined ? [] : [{ name: 'a text in the archive', at: lastSeenAt }];
  const old = [...copies, ...kept].filter(({ at }) => isOlder({ scannedAt: at }, maxAge, now));
  if (!isQuiet)
    for (const { name, at } of old)
      tell(`earshot: ${name} is of ${plainDate(at)}, more than ${maxAge} days ago: it does not count as assessed.`);
  return old.length > 0;
}

/** Writes what was found as what is known from now on, and says what it is good for. */
export async function keepBaseline(
  path: string,
  outcomes: readonly RunOutcome[],
  { isQuiet }: { readonly isQuiet: boolean },
): Promise<void> {
  const reports = outcomes.flatMap((outcome) => (outcome.kind === 'report' ? [outcome.report] : []));
  if (reports.length === 0) return;
  const { writeBaseline } = await import('./baseline.ts');
  const kept = await writeBaseline(path, reports);
  if (isQuiet) return;
  for (const subject of kept) tell(`earshot: ${harmless(subject)} could not be read whole: the baseline keeps what it knew of it.`);
  tell(`earshot: ${shortened(path)} holds what is known now: "earshot scan … --baseline ${shortened(path)}" fails on what is new.`);
}
