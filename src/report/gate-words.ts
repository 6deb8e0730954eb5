import type { Finding } from '../model/finding.ts';
import type { Compared, Gate, Waiver } from '../model/gate.ts';
import type { ReportContext } from '../model/report.ts';
import { practiceOf } from './arrangement.ts';
import { harmless } from './harmless.ts';
import { counted, negated, plainDate, severityWords } from './plain-words.ts';

/** "waived by Jo Park until 31 January 2027: the feature is off in our offices" */
export function waiverWords({ owner, reason, expires }: Waiver): string {
  return `waived by ${harmless(owner)} until ${plainDate(expires)}: ${harmless(reason)}`;
}

/** What a bar came to, a sentence a line; [] where nothing is to be said. */
export function gateLines(gate: Gate, context: ReportContext): readonly string[] {
  return [
    ...comparison(gate),
    ...gate.missed.map((finding) => missedLine(finding, gate, context)),
    ...gate.lost.map((finding) => `Misses the bar: it no longer says that it ${denied(finding, context)}: “${harmless(finding.quote)}”`),
    ...[...gate.waivers.values()].map((waiver) => `${waiver.finding} is ${waiverWords(waiver)}`),
    ...[...gate.expired.values()].map(
      ({ finding, owner, expires }) => `The waiver of ${finding} by ${harmless(owner)} expired on ${plainDate(expires)}: it counts again.`,
    ),
  ];
}

function comparison({ compared }: Gate): readonly string[] {
  if (compared === undefined) return [];
  const all = [...compared.values()];
  const count = (state: Compared['state']): number => all.filter((it) => it.state === state).length;
  return [
    `Beside the baseline: ${counted(count('new'), 'new passage')}, ${count('updated')} reworded or graver, ${count('unchanged')} known.`,
  ];
}

function missedLine(finding: Finding, { compared }: Gate, context: ReportContext): string {
  const beside = compared?.get(finding.id);
  const notes = [severityWords[finding.severity], ...(beside === undefined ? [] : [beside.state === 'new' ? 'new' : 'worse than it was'])];
  const why = beside === undefined || beside.worse.length === 0 ? '' : ` ${beside.worse.join(' ')}`;
  const { title } = practiceOf(finding.practice, context);
  return `Misses the bar: it ${harmless(title)} (${notes.join(', ')}): “${harmless(finding.quote)}”${why} [${finding.id}]`;
}

const denied = ({ practice }: Finding, context: ReportContext): string => harmless(negated(practiceOf(practice, context).title));
