import { styleText } from 'node:util';
import type { Finding } from '../model/finding.ts';
import type { Report, ReportContext } from '../model/report.ts';
import type { Practice } from '../model/rule.ts';
import { arrangement, placeOf } from './arrangement.ts';
import type { Arrangement, PracticeGroup } from './arrangement.ts';
import { failureSentences } from './failure-sentences.ts';
import { harmless } from './harmless.ts';
import { concernWords, counted, subjectWords } from './plain-words.ts';
import { documentLines, glance, heading, seenLines } from './text-head.ts';
import { section, step } from './text-page.ts';
import type { Page } from './text-page.ts';
import { headlineLines, quoted, quotes, shownControls, turnOff } from './text-passage.ts';
import { wrapped } from './wrapped.ts';

export interface TextOptions {
  /** Whether to colour, which is for terminals. */
  readonly colour: boolean;
  /** Columns to write into; at least 40 are used, at most 100, beyond which lines are hard to read. */
  readonly width: number;
  /** Every quote, not the first five of each practice. */
  readonly all?: boolean;
}

/**
 * The report for people: what was read, then what it admits with the gravest first, each passage quoted with where it stands and how to
 * switch the practice off; then what it denies, where it contradicts itself, what was not found and what could not be checked.
 */
export function reportText(report: Report, context: ReportContext, options: TextOptions): string {
  const page: Page = {
    report,
    context,
    width: Math.min(100, Math.max(40, Math.floor(options.width) || 80)),
    all: options.all === true,
    // Without `validateStream` the streams of this process would decide; whoever calls has decided already.
    paint: (style, text) => (options.colour && text !== '' ? styleText(style, text, { validateStream: false }) : text),
  };
  const content = arrangement(report, context);
  const parts = [
    heading(page),
    ...report.policies.map((policy, index) => documentLines(page, policy, index)),
    seenLines(page),
    glance(page, content),
    admissions(page, content),
    plainSection(page, 'CHOICES IT SAYS YOU DO NOT HAVE', content.refusals),
    plainSection(page, 'CHECK THIS', content.checks, checkThis),
    plainSection(page, 'WHAT IT DENIES', content.denials),
    plainSection(page, 'READ BY A PERSON AND FOUND WRONG', content.wrong, foundWrong),
    contradictions(page, content),
    choices(page, content),
    owed(page, content),
    silence(page, content),
    unchecked(page, content),
    closingLine(page),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function admissions(page: Page, { admissions: groups }: Arrangement): readonly string[] {
  return groups.length === 0 ? [] : [section(page, 'WHAT IT ADMITS'), ...groups.flatMap((group) => ['', ...admission(page, group)])];
}

function admission(page: Page, group: PracticeGroup): readonly string[] {
  return [...headlineLines(page, group), ...quotes(page, group), ...turnOff(page, group)];
}

/** A section of practices and their quotes, without how to turn them off. */
function plainSection(page: Page, name: string, groups: readonly PracticeGroup[], introduction = ''): readonly string[] {
  if (groups.length === 0) return [];
  const practices = groups.flatMap((group) => ['', ...headlineLines(page, group), ...quotes(page, group)]);
  return [section(page, name), ...wrapped(introduction, page.width), ...practices];
}

const foundWrong =
  'Earshot took these passages for what stands above them. A person read them and says that it is wrong: they count for nothing here.';

const checkThis = 'These passages were read with low confidence. Read them yourself before you rely on them.';

function contradictions(page: Page, { contradictions: pairs }: Arrangement): readonly string[] {
  if (pairs.length === 0) return [];
  const lines = pairs.flatMap(({ headline, reason, findings }) => [
    '',
    ...wrapped(harmless(headline), page.width).map((line) => page.paint('bold', line)),
    ...wrapped(harmless(reason), page.width),
    ...findings.flatMap((finding) => ['', ...quoted(page, finding)]),
  ]);
  return [section(page, 'WHERE IT CONTRADICTS ITSELF'), ...lines];
}

/** The choices a reader is given, those already quoted under a practice only counted. */
function choices(page: Page, { choices: groups, admissions: admitted }: Arrangement): readonly string[] {
  const above = new Set(admitted.flatMap(({ controls }) => shownControls(page, controls)).map(placeOf));
  const lines = groups.flatMap((group) => {
    const fresh = group.findings.filter((finding) => !above.has(placeOf(finding)));
    const seen = group.findings.length - fresh.length;
    const words = harmless(`${group.headline}${aboutWords(group.findings)}`);
    return [
      '',
      ...wrapped(words, page.width).map((line) => page.paint(['bold', 'green'], line)),
      ...(seen === 0 ? [] : [`${step}${page.paint('dim', `${counted(seen, 'passage')} quoted above`)}`]),
      ...quotes(page, { ...group, findings: fresh }),
    ];
  });
  return groups.length === 0 ? [] : [section(page, 'CHOICES IT GIVES YOU'), ...lines];
}

function aboutWords(findings: readonly Finding[]): string {
  const subjects = [...new Set(findings.flatMap(({ about }) => (about === undefined ? [] : [subjectWords[about]])))];
  return subjects.length === 0 ? '' : ` (about ${subjects.join('; ')})`;
}

/** Apart from other silences: what a reader of this kind of product's policy is owed. */
function owed(page: Page, { owed: questions, unread }: Arrangement): readonly string[] {
  if (questions.length === 0) return [];
  const part = unread.length === 0 ? '' : ' The documents that were not read may answer.';
  const lines = questions.flatMap(({ asks, reason }) => [
    '',
    ...wrapped(harmless(asks), page.width, `${step}– `, `${step}  `).map((line) => page.paint('bold', line)),
    ...wrapped(harmless(reason), page.width, `${step}  `),
  ]);
  const words = `A reader is owed an answer to these questions, and the policy gives none. Silence is no denial.${part}`;
  return [section(page, 'OWED AND NOT ANSWERED'), ...wrapped(words, page.width), ...lines];
}

function silence(page: Page, { silent, unread }: Arrangement): readonly string[] {
  if (silent.length === 0) return [];
  const not = 'Silence is not denial: it says neither that it does this nor that it does not.';
  const part = unread.length === 0 ? '' : ' The documents that were not read may speak of it.';
  return [
    section(page, 'LOOKED FOR AND NOT FOUND'),
    ...wrapped(`Nothing was found on whether it does any of this. ${not}${part}`, page.width),
    ...silent.flatMap(({ concern, practices }) => [
      '',
      page.paint('bold', concernWords[concern]),
      ...practices.flatMap((practice) => bullet(page, practice)),
    ]),
  ];
}

const bullet = ({ width }: Page, practice: Practice): readonly string[] =>
  wrapped(`whether it ${harmless(practice.title)}`, width, `${step}– `, `${step}  `);

function unchecked(page: Page, { notAssessed, unread }: Arrangement): readonly string[] {
  if (notAssessed.length === 0 && unread.length === 0) return [];
  const documents = unread.flatMap(({ policy, index }) =>
    wrapped(
      `[${index + 1}] ${failureSentences(policy.failure ?? { kind: 'empty', detail: '' }).happened}`,
      page.width,
      `${step}– `,
      `${step}  `,
    ),
  );
  const isAll = notAssessed.length > 0 && notAssessed.length === Object.keys(page.report.practices).length;
  const practices = isAll
    ? wrapped(`None of the ${counted(notAssessed.length, 'practice')} that Earshot looks for could be looked for.`, page.width)
    : notAssessed.flatMap((practice) => bullet(page, practice));
  return [
    section(page, 'COULD NOT BE CHECKED'),
    ...(documents.length === 0 ? [] : [`${counted(unread.length, 'document was', 'documents were')} not read:`, ...documents]),
    ...(practices.length > 0 && documents.length > 0 ? [''] : []),
    ...practices,
  ];
}

function closingLine({ width, paint }: Page): readonly string[] {
  const words = 'Earshot grades what the policy says, not how private a device is.';
  return [paint('dim', '═'.repeat(width)), ...wrapped(words, width).map((line) => paint('dim', line))];
}
