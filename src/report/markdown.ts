import type { Finding } from '../model/finding.ts';
import type { Gate } from '../model/gate.ts';
import type { PolicyReading, Report, ReportContext } from '../model/report.ts';
import { arrangement, sourceWords, subjectOf } from './arrangement.ts';
import type { Arrangement, PracticeGroup } from './arrangement.ts';
import { copySentences } from './copy-words.ts';
import { failureSentences } from './failure-sentences.ts';
import { foundSentences, partWords, seenInOrder, seenSentence } from './found-words.ts';
import { gateLines } from './gate-words.ts';
import { harmless, harmlessUrl, isWebUrl } from './harmless.ts';
import { concernWords, counted, languageName, plainDate, remarks, severityWords } from './plain-words.ts';
import { scoreWords } from './score-words.ts';

/** Most characters a comment may have. Source: GitHub's limit for issue and pull-request bodies, 65,536. */
const commentLimit = 65_536;

/** Quotes shown of one practice, tried in turn until the whole fits a comment. The first is issue 2's; 0 leaves titles and counts. */
const quoteLimits = [5, 3, 2, 1, 0];

/** Control sentences shown of one practice. */
const controlLimit = 2;

/** Everything that CommonMark or GitHub's Markdown gives a meaning inside a line, and what starts a block at its start. */
const marks = /[\\`*_[\]<>|~#$]|&(?=#?\w+;)|^\s*(?:[-+]|\d+(?=[.)]))/gu;

/**
 * What becomes a link, a mention or a picture without any mark, on the finished page, where a backslash is gone: `@name`, addresses, `#12`,
 * `GH-12`, `:smile:`. A zero-width space, written out, keeps its two halves apart. Source: GitHub Flavored Markdown, 6.9 "Autolinks (extension)",
 * and GitHub's "Autolinked references and URLs"; the same way Renovate and Dependabot quote release notes.
 */
const joints = /@(?=[\p{L}\p{N}_])|:(?=\/\/)|www(?=\.)|(?<=\bGH)-(?=\d)|#(?=\d)|(?<![\p{L}\p{N}]):(?=[+\-\w]+:)|(?<=\b(?:mailto|xmpp)):/giu;

/** Text of a policy that shows in Markdown as the very same text, with nothing in it that is markup. */
export function escapedMarkdown(text: string): string {
  const joint = '\ue000';
  return harmless(text)
    .replaceAll(joint, '\ufffd')
    .replace(joints, (mark) => mark + joint)
    .replace(marks, (mark) => mark.replace(/\S/u, '\\$&').replace(/\\(\d+)$/u, '$1\\'))
    .replaceAll(joint, '&#8203;');
}

/** A link; just the words where the address is not one of the web. */
function linked(words: string, url: string | undefined): string {
  if (url === undefined || !isWebUrl(url)) return words;
  // Between angle brackets nothing of an address is markup but a character reference.
  return `[${words}](<${harmlessUrl(url).replace(/&(?=#?\w+;)/gu, '&amp;')}>)`;
}

/**
 * The report as a comment on a pull request or an issue (GitHub Flavored Markdown), in the order of the text report. It keeps within the
 * length of a comment by showing fewer quotes of each practice, and says how many it left out; `all` shows every one, however long.
 */
export function reportMarkdown(
  report: Report,
  context: ReportContext,
  options: { readonly all?: boolean; readonly gate?: Gate } = {},
): string {
  if (options.all === true) return comment(report, context, Number.POSITIVE_INFINITY, options.gate);
  let text = '';
  for (const limit of quoteLimits) {
    text = comment(report, context, limit, options.gate);
    if (text.length <= commentLimit) break;
  }
  return text;
}

function comment(report: Report, context: ReportContext, limit: number, gate: Gate | undefined): string {
  const content = arrangement(report, context);
  const parts = [
    `## What the privacy policy says: ${escapedMarkdown(subjectOf(report))}`,
    summary(report, content),
    report.score === null ? '' : `**Score:** ${scoreWords(report.score)}.`,
    documents(report),
    alsoMet(report, limit),
    gate === undefined ? '' : bar(gate, context),
    ...groupSection('What it admits', content.admissions, report, limit, true),
    ...groupSection('Choices it says you do not have', content.refusals, report, limit, false),
    ...groupSection(
      'Check this',
      content.checks,
      report,
      limit,
      false,
      'Read with low confidence. Read it yourself before you rely on it.',
    ),
    ...groupSection('What it denies', content.denials, report, limit, false),
    ...groupSection(
      'Read by a person and found wrong',
      content.wrong,
      report,
      limit,
      false,
      'Earshot took these passages for what stands above them. A person read them and says that it is wrong: they count for nothing here.',
    ),
    ...contradictions(content, report),
    ...groupSection('Choices it gives you', content.choices, report, limit, false),
    ...owed(content),
    ...silence(content),
    ...unchecked(content, report),
    '---',
    `Earshot grades what the policy says, not how private a device is. Scanned ${plainDate(report.scannedAt)} with Earshot ${escapedMarkdown(report.tool.version)}.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function summary(report: Report, { admissions, denials, contradictions: pairs, silent, notAssessed, unread }: Arrangement): string {
  if (unread.length === report.policies.length)
    return '**Nothing could be read, so nothing is said of this product here, neither good nor bad.**';
  const grave = admissions.filter(({ severity }) => severity === 'grave').length;
  const silentCount = silent.reduce((sum, { practices }) => sum + practices.length, 0);
  const facts = [
    `admits ${counted(admissions.length, 'practice')}, ${grave} of them grave`,
    denials.length > 0 ? `denies ${denials.length}` : '',
    pairs.length > 0 ? `contradicts itself on ${pairs.length}` : '',
    silentCount > 0 ? `is silent on ${silentCount}` : '',
    notAssessed.length > 0 ? `${notAssessed.length} not checked` : '',
    unread.length > 0 ? `${unread.length} of ${counted(report.policies.length, 'document')} not read` : '',
  ];
  return `It ${facts.filter((fact) => fact !== '').join(' · ')}.`.replace('It admits', 'It **admits').replace(' grave', ' grave**');
}

/** What the report is held to, before anything else: whoever reads the comment wants to know why the build failed. */
function bar(gate: Gate, context: ReportContext): string {
  const lines = gateLines(gate, context);
  return lines.length === 0 ? '' : `### What is new, and what is waived\n\n${lines.map((line) => `- ${escapedMarkdown(line)}`).join('\n')}`;
}

function documents({ policies, scannedAt }: Report): string {
  const row = (policy: PolicyReading, index: number): string => {
    const address = harmlessUrl(policy.finalUrl);
    const name = linked(escapedMarkdown(policy.title ?? sourceWords(address)), address);
    if (policy.status === 'read') {
      const dated = policy.effectiveDate === undefined ? 'no date' : plainDate(policy.effectiveDate);
      const language = policy.language === undefined ? 'not told' : languageName(policy.language);
      const about = [partWords(policy).join(' · '), ...copySentences(policy, scannedAt), ...foundSentences(policy)]
        .filter((words) => words !== '')
        .map((words) => `<br>${escapedMarkdown(words)}`);
      return `| ${index + 1} | ${name}${about.join('')} | ${escapedMarkdown(dated)} | ${escapedMarkdown(language)} | ${policy.words.toLocaleString('en')} |`;
    }
    const { happened, remedy } = failureSentences(policy.failure ?? { kind: 'empty', detail: '' });
    return `| ${index + 1} | **Not read:** ${name}<br>${escapedMarkdown(`${happened} ${remedy}`)} | | | |`;
  };
  return ['| | Document | Dated | Language | Words |', '| --- | --- | --- | --- | --: |', ...policies.map(row)].join('\n');
}

/** The other countries' and languages' texts and whatever else was met and not read, a few of them as quotes are. */
function alsoMet({ seen }: Report, limit: number): string {
  const met = seenInOrder(seen);
  if (met.length === 0) return '';
  const shown = met.slice(0, limit).map((document) => `- ${escapedMarkdown(seenSentence(document))}`);
  const more = met.length - shown.length;
  return [
    'Also met, and not read:',
    '',
    ...shown,
    ...(more === 0 ? [] : [`- ${counted(more, 'document')}${shown.length === 0 ? '' : ' more'}`]),
  ].join('\n');
}

function groupSection(
  title: string,
  groups: readonly PracticeGroup[],
  report: Report,
  limit: number,
  withControls: boolean,
  introduction = '',
): readonly string[] {
  if (groups.length === 0) return [];
  return [`### ${title}`, introduction, ...groups.flatMap((group) => groupParts(group, report, limit, withControls))];
}

function groupParts(group: PracticeGroup, report: Report, limit: number, withControls: boolean): readonly string[] {
  const { practice, stance, severity, headline, findings } = group;
  const grade = stance === 'does' && practice.concern !== 'control' ? ` — ${severityWords[severity]}` : '';
  const more = findings.length - Math.min(limit, findings.length);
  return [
    `#### ${escapedMarkdown(headline)}${grade}`,
    ...findings.slice(0, limit).map((finding) => quoted(finding, report)),
    more === 0 ? '' : limit === 0 ? counted(more, 'passage') : `and ${more} more`,
    withControls ? turnOff(group, limit) : '',
  ];
}

function quoted(finding: Finding, { policies }: Report): string {
  const where = finding.section.length === 0 ? 'no heading' : finding.section.map(escapedMarkdown).join(' › ');
  const document = policies.length > 1 ? `document ${finding.policy + 1}` : '';
  const notes = [linked(where, finding.link), document, ...remarks(finding).map(escapedMarkdown)].filter((note) => note !== '');
  const lead = finding.lead === undefined ? [] : [`> *${escapedMarkdown(finding.lead)}*`, '>'];
  return [...lead, `> “${escapedMarkdown(finding.quote)}”`, '>', `> — ${notes.join(' · ')}`].join('\n');
}

function turnOff({ practice, controls, controlsUnder }: PracticeGroup, limit: number): string {
  const { how, cost } = practice.turnOff;
  const own = controls
    .slice(0, Math.max(1, Math.min(controlLimit, limit)))
    .map(({ quote, link }) => `“${escapedMarkdown(quote)}”${link === undefined ? '' : ` (${linked('in the policy', link)})`}`);
  const above = controlsUnder === undefined ? '' : `what the policy says is quoted above, under “${escapedMarkdown(controlsUnder)}”`;
  const ways = own.length > 0 ? `the policy says ${own.join(' and ')}` : above || escapedMarkdown(how);
  const lines = [ways === '' ? '' : `**Turn it off:** ${ways}`, cost === '' ? '' : `**It costs:** ${escapedMarkdown(cost)}`];
  return lines.filter((line) => line !== '').join('<br>\n');
}

function contradictions({ contradictions: pairs }: Arrangement, report: Report): readonly string[] {
  if (pairs.length === 0) return [];
  return [
    '### Where it contradicts itself',
    ...pairs.flatMap(({ headline, reason, findings }) => [
      `#### ${escapedMarkdown(headline)}`,
      escapedMarkdown(reason),
      ...findings.map((finding) => quoted(finding, report)),
    ]),
  ];
}

function owed({ owed: questions }: Arrangement): readonly string[] {
  if (questions.length === 0) return [];
  return [
    '### Owed and not answered',
    'A reader is owed an answer to these questions, and the policy gives none. Silence is no denial.',
    questions.map(({ asks, reason }) => `- **${escapedMarkdown(asks)}** ${escapedMarkdown(reason)}`).join('\n'),
  ];
}

function silence({ silent }: Arrangement): readonly string[] {
  if (silent.length === 0) return [];
  return [
    '### Looked for and not found',
    'Nothing was found on whether it does any of this. Silence is not denial: it says neither that it does this nor that it does not.',
    silent
      .map(({ concern, practices }) => `- **${concernWords[concern]}:** ${practices.map(({ title }) => escapedMarkdown(title)).join('; ')}`)
      .join('\n'),
  ];
}

function unchecked({ notAssessed, unread }: Arrangement, report: Report): readonly string[] {
  const isAll = notAssessed.length > 0 && notAssessed.length === Object.keys(report.practices).length;
  const practices = isAll
    ? [`- none of the ${counted(notAssessed.length, 'practice')} that Earshot looks for could be looked for`]
    : notAssessed.map(({ title }) => `- whether it ${escapedMarkdown(title)}`);
  const missing = unread.map(({ index }) => `- document ${index + 1}, which was not read: what it says is not known`);
  return practices.length + missing.length === 0 ? [] : ['### Could not be checked', [...missing, ...practices].join('\n')];
}
