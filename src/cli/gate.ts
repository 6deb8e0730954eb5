import { againstBaseline, lostSince } from '../compare/against-baseline.ts';
import type { Gate, Waiver } from '../model/gate.ts';
import type { Report } from '../model/report.ts';
import { knownOf, type Baseline } from './baseline.ts';
import { missedBy, type BarOptions } from './exit-code.ts';

/** What a scan is held to. */
export interface GateOptions extends Pick<BarOptions, 'failOn'> {
  readonly baseline?: Baseline;
  readonly waivers: readonly Waiver[];
  /** YYYY-MM-DD, in UTC. */
  readonly today: string;
  /** Whether the scan makes one report: then a baseline of one report means it. */
  readonly isAlone: boolean;
}

/** The bar, worked out for one report: what is known, what is waived, and what misses it. */
export function gateOf(report: Report, options: GateOptions): Gate {
  const known = options.baseline === undefined ? undefined : knownOf(report, options.baseline, options.isAlone);
  const compared = known === undefined ? undefined : againstBaseline(report.findings, known);
  const here = new Set(report.findings.map(({ id }) => id));
  const own = options.waivers.filter(({ finding }) => here.has(finding));
  const waivers = new Map(own.filter(({ expires }) => expires >= options.today).map((waiver) => [waiver.finding, waiver]));
  const expired = new Map(own.filter(({ expires }) => expires < options.today).map((waiver) => [waiver.finding, waiver]));
  const excused = new Set(
    report.findings
      .map(({ id }) => id)
      .filter((id) => {
        const beside = compared?.get(id);
        return waivers.has(id) || (beside !== undefined && beside.state !== 'new' && beside.worse.length === 0);
      }),
  );
  const bar: BarOptions = {
    ...(options.failOn === undefined ? {} : { failOn: options.failOn }),
    ...(compared === undefined ? {} : { baseline: excused }),
  };
  const isRead = report.policies.every(({ status }) => status === 'read');
  return {
    ...(compared === undefined ? {} : { compared }),
    waivers,
    expired,
    missed: missedBy(report, bar).filter(({ id }) => !excused.has(id)),
    lost: options.failOn === 'worse' && known !== undefined && isRead ? lostSince(report.findings, known) : [],
  };
}
