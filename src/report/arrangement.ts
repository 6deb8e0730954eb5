import { concerns, confidences, controlOf, severities } from '../model/finding.ts';
import type { Concern, Finding, Severity, Stance } from '../model/finding.ts';
import type { Control, OwedAnswer, PolicyReading, Report, ReportContext } from '../model/report.ts';
import type { Practice } from '../model/rule.ts';
import { negated, possible } from './plain-words.ts';

/** What a report says of one practice in one stance, gravest and surest first. */
export interface PracticeGroup {
  readonly practice: Practice;
  readonly stance: Stance;
  /** Of its gravest finding. */
  readonly severity: Severity;
  /** At least one. */
  readonly findings: readonly Finding[];
  /** The practice in plain words, in this stance: "It sends …", "It may send …" where every passage is hedged, "It says it does not send …". */
  readonly headline: string;
  /** What the policies themselves say of switching it off; [] where they say nothing, and where an earlier admission has it. */
  readonly controls: readonly Control[];
  /** The headline of the earlier admission that carries the same controls. */
  readonly controlsUnder?: string;
}

/** An admission and a denial that cannot both be true. */
export interface ContradictionShown {
  /** What it comes to, in one sentence. */
  readonly headline: string;
  /** Why both cannot be true, where that does not go without saying. */
  readonly reason: string;
  readonly findings: readonly [Finding, Finding];
}

/** A report put in the order in which people read it. Nothing is left out: every finding is in exactly one group. */
export interface Arrangement {
  /** What the policies admit, gravest first. */
  readonly admissions: readonly PracticeGroup[];
  /** Where they say that a choice is not given. */
  readonly refusals: readonly PracticeGroup[];
  /** What they say is not done. */
  readonly denials: readonly PracticeGroup[];
  /** The choices they give. */
  readonly choices: readonly PracticeGroup[];
  /** Low confidence, either stance: for a person to check. */
  readonly checks: readonly PracticeGroup[];
  /** What a person read and found to be wrong, whatever it was taken for: it counts nowhere else. */
  readonly wrong: readonly PracticeGroup[];
  readonly contradictions: readonly ContradictionShown[];
  /** Questions of which the reader is owed an answer and gets none. */
  readonly owed: readonly OwedAnswer[];
  /** Looked for and not found beside what is owed, by concern in the order of the taxonomy. */
  readonly silent: readonly { readonly concern: Concern; readonly practices: readonly Practice[] }[];
  /** All practices not found, owed or not. */
  readonly silentCount: number;
  readonly notAssessed: readonly Practice[];
  /** The documents that were not read, with their place in the report. */
  readonly unread: readonly { readonly policy: PolicyReading; readonly index: number }[];
}

/** How findings and groups of them are ranked: by severity, then the unhedged before the hedged, then by confidence. Source: DESIGN.md and issue 2 ("at equal severity the unhedged comes before the hedged"). */
function compareFindings(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    Number(a.hedged) - Number(b.hedged) ||
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence)
  );
}

/** A practice by its id; one that the rule set does not know (a report of other rules) is named by its id. */
export function practiceOf(id: string, context: ReportContext): Practice {
  const known = context.practices.find((practice) => practice.id === id);
  if (known !== undefined) return known;
  const concern = concerns.find((it) => id.startsWith(`${it}/`)) ?? 'control';
  const unknown = `does what the rule ${id} describes`;
  return { id, concern, title: unknown, severity: 'minor', why: '', turnOff: { how: '', cost: '' }, source: '' };
}

/** The report in reading order. */
export function arrangement(report: Report, context: ReportContext): Arrangement {
  const standing = report.findings.filter(({ verdict }) => verdict?.verdict !== 'wrong');
  // Someone who has read a passage of low confidence and found it right has done what "check this" asks for.
  const isSure = ({ confidence, verdict }: Finding): boolean => confidence !== 'low' || verdict !== undefined;
  const sure = standing.filter(isSure);
  const groups = grouped(sure, context);
  const where = (stance: Stance, isControl: boolean) =>
    groups.filter((group) => group.stance === stance && (group.practice.concern === 'control') === isControl);
  const answered = (answer: string) =>
    [
      ...context.practices.map(({ id }) => id),
      ...Object.keys(report.practices).filter((id) => !context.practices.some((it) => it.id === id)),
    ]
      .filter((id) => Object.hasOwn(report.practices, id) && report.practices[id] === answer)
      .map((id) => practiceOf(id, context));
  const silent = answered('silent');
  const owed = (report.owed ?? []).filter(({ answer }) => answer === 'silent');
  const isOwed = ({ id }: Practice): boolean => owed.some(({ practices }) => practices.includes(id));
  return {
    admissions: withControls(where('does', false), report),
    refusals: where('denies', true),
    denials: where('denies', false),
    choices: where('does', true),
    checks: grouped(
      standing.filter((finding) => !isSure(finding)),
      context,
    ),
    wrong: grouped(
      report.findings.filter(({ verdict }) => verdict?.verdict === 'wrong'),
      context,
    ),
    contradictions: contradictions(report, context),
    owed,
    silentCount: silent.length,
    silent: concerns
      .map((concern) => ({ concern, practices: silent.filter((practice) => practice.concern === concern && !isOwed(practice)) }))
      .filter(({ practices }) => practices.length > 0),
    notAssessed: answered('not-assessed'),
    unread: report.policies.map((policy, index) => ({ policy, index })).filter(({ policy }) => policy.status === 'not-read'),
  };
}

function grouped(findings: readonly Finding[], context: ReportContext): readonly PracticeGroup[] {
  const byPractice = new Map<string, Finding[]>();
  for (const finding of findings.toSorted(compareFindings)) {
    const key = `${finding.practice} ${finding.stance}`;
    const members = byPractice.get(key);
    if (members === undefined) byPractice.set(key, [finding]);
    else members.push(finding);
  }
  // A Map keeps the order in which its keys came: that of each group's first finding, hence of the groups themselves.
  return [...byPractice.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const practice = practiceOf(first.practice, context);
    const { severity, stance } = first;
    const isRepeat = (finding: Finding) => members.find(({ quote }) => quote === finding.quote) !== finding;
    const isHedged = members.every(({ hedged }) => hedged);
    const saying = isHedged ? possible(practice.title) : practice.title;
    const headline = stance === 'does' ? `It ${saying}` : `It says it ${negated(practice.title)}`;
    // A sentence that stands in the policy twice must not take the place of another among the first few.
    const ordered = [...members.filter((finding) => !isRepeat(finding)), ...members.filter(isRepeat)];
    return [{ practice, stance, severity, headline, findings: ordered, controls: [] }];
  });
}

/** The controls that switch something off, the easiest first; seeing one's data (`control/access`) switches nothing off. */
const switches = ['control/settings', 'control/opt-out', 'control/delete'];

/** Each admission with the controls over its subject, the first of a subject with the sentences, every other with a reference to it. */
function withControls(groups: readonly PracticeGroup[], report: Report): readonly PracticeGroup[] {
  const first = new Map<string, string>();
  return groups.map((group): PracticeGroup => {
    const subject = controlOf[group.practice.concern];
    const controls = report.controls
      .filter((control) => control.about === subject && switches.includes(control.practice))
      .toSorted((a, b) => switches.indexOf(a.practice) - switches.indexOf(b.practice));
    if (subject === null || controls.length === 0) return group;
    const controlsUnder = first.get(subject);
    if (controlsUnder !== undefined) return { ...group, controlsUnder };
    first.set(subject, group.headline);
    // One sentence may be a control in two ways (a setting and a way to delete): it is shown once.
    return {
      ...group,
      controls: controls.filter((control, index) => controls.findIndex((it) => placeOf(it) === placeOf(control)) === index),
    };
  });
}

/** Which sentence of which document a quote is. */
export function placeOf(quote: Pick<Finding, 'policy' | 'span'>): string {
  return `${quote.policy}:${quote.span[0]}-${quote.span[1]}`;
}

function contradictions(report: Report, context: ReportContext): Arrangement['contradictions'] {
  return report.contradictions.flatMap(({ practice, denies, reason = '', findings: [one, other] }) => {
    const a = report.findings.find(({ id }) => id === one);
    const b = report.findings.find(({ id }) => id === other);
    if (a === undefined || b === undefined) return [];
    const { title } = practiceOf(practice, context);
    const headline =
      denies === undefined
        ? `Whether it ${title}: it says both`
        : `It says it ${negated(practiceOf(denies, context).title)}, and that it ${title}`;
    return [{ headline, reason, findings: [a, b] as const }];
  });
}

/** What the report is about, as its heading says it: the product, else the first title, else where the first document came from. */
export function subjectOf(report: Report): string {
  return (
    report.product ?? report.policies.find(({ title }) => title !== undefined)?.title ?? sourceWords(report.policies[0]?.finalUrl ?? '')
  );
}

/** Where a document came from, in words: "standard input", a file's name, else the address. */
export function sourceWords(url: string): string {
  if (url.startsWith('stdin:')) return 'standard input';
  return url.startsWith('file:') ? (url.split('/').findLast((part) => part !== '') ?? url) : url;
}
