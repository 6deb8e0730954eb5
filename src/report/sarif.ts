import type { Finding, Severity } from '../model/finding.ts';
import type { PolicyReading, Report, ReportContext } from '../model/report.ts';
import type { Verdict } from '../model/review.ts';
import type { Practice } from '../model/rule.ts';
import type { Gate } from '../model/gate.ts';
import type { Score } from '../model/score.ts';
import type { Span } from '../model/text.ts';
import { practiceOf } from './arrangement.ts';
import { failureSentences } from './failure-sentences.ts';
import { seenInOrder, seenSentence } from './found-words.ts';
import { waiverWords } from './gate-words.ts';
import { harmless, harmlessUrl, isWebUrl } from './harmless.ts';
import { plainDate, possible, remarks, verdictWords } from './plain-words.ts';
import { prettyJson } from './pretty-json.ts';
import { artifactPaths, linesOf, regionOf } from './sarif-artifacts.ts';
import type { SentencesOf } from './sarif-artifacts.ts';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = { grave: 'error', serious: 'warning', moderate: 'note', minor: 'note' };

/** How code scanning ranks an alert: above 9.0 critical, from 7.0 high, from 4.0 medium, below low. Source: GitHub, "SARIF support for code scanning", reportingDescriptor. */
const securitySeverities: Record<Severity, string> = { grave: '9.5', serious: '8.0', moderate: '5.0', minor: '2.0' };

/** The word code scanning uses for queries that are not about security. Source: as above. */
const problemSeverities: Record<Severity, 'error' | 'warning' | 'recommendation'> = {
  grave: 'error',
  serious: 'warning',
  moderate: 'recommendation',
  minor: 'recommendation',
};

/** Keys in the order of the specification's examples; the rest by name. */
const keys = `
  $schema version runs tool invocations columnKind artifacts results
  driver id name semanticVersion ruleId ruleIndex level message text markdown locations partialFingerprints
  shortDescription fullDescription help defaultConfiguration rules notifications properties
`
  .trim()
  .split(/\s+/u);

/** Anything a message may hold: in plain-text messages brackets are links and backslashes escape them (SARIF 2.1.0, 3.11.6). */
const messageText = (text: string): string => harmless(text).replace(/[\\[\]]/gu, '\\$&');

/** A link of a message: brackets of the address would end it. */
const messageLink = (words: string, url: string): string =>
  `[${words}](${harmlessUrl(url).replace(/[()[\]]/gu, (it) => `%${it.charCodeAt(0).toString(16)}`)})`;

const tagsOf = (practice: Practice): readonly string[] => ['privacy', 'security', `concern/${practice.concern}`];

/** `voice/third-party` as `VoiceThirdParty` (SARIF 2.1.0, 3.49.7: a name is an identifier in Pascal case). */
const nameOf = (id: string): string =>
  id
    .split(/[^a-zA-Z0-9]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Of `very-high high medium low`: medium for every rule, since what is measured of a rule's precision is not part of a report. */
const precision = 'medium';

function ruleOf(practice: Practice): object {
  const { why, turnOff, source } = practice;
  const parts = [
    ['Why it matters', why],
    ['How to turn it off', turnOff.how],
    ['What that costs', turnOff.cost],
    ['Source', source],
  ].filter(([, words]) => words !== '');
  const title = `It ${practice.title}`;
  return {
    id: practice.id,
    name: nameOf(practice.id),
    shortDescription: { text: title },
    fullDescription: { text: why === '' ? title : why },
    help: {
      text: [`${title}.`, ...parts.map(([label, words]) => `${label}: ${words}`)].join('\n'),
      markdown: [`**${title}.**`, ...parts.map(([label, words]) => `**${label}:** ${words}`)].join('\n\n'),
    },
    defaultConfiguration: { level: levels[practice.severity] },
    properties: {
      precision,
      'security-severity': securitySeverities[practice.severity],
      'problem.severity': problemSeverities[practice.severity],
      severity: practice.severity,
      tags: tagsOf(practice),
    },
  };
}

/** Admissions only: a denial is no alert, and neither is a control that the reader is given. */
const isAlert = (finding: Finding): boolean => finding.stance === 'does' && finding.concern !== 'control';

function notification(policy: PolicyReading, index: number, kinds: readonly string[], isNothingRead: boolean): object {
  const kind = policy.failure?.kind ?? 'empty';
  const { happened, remedy } = failureSentences(policy.failure ?? { kind: 'empty', detail: '' });
  return {
    level: isNothingRead ? 'error' : 'warning',
    message: { text: messageText(`Not read: ${harmlessUrl(policy.finalUrl)}. ${happened} ${remedy}`) },
    descriptor: { id: kind, index: kinds.indexOf(kind) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(policy.finalUrl) } } }],
    properties: { policy: index },
  };
}

/** A URI reference as RFC 3986 writes it: brackets and what is not ASCII percent-encoded. */
function uriOf(url: string): string {
  return harmlessUrl(url).replace(/[[\]]|[^\u0021-\u007e]/gu, (character) => encodeURIComponent(character));
}

/**
 * The report as SARIF 2.1.0 for code scanning: one rule a practice, one result for each sentence that admits one, a notification for each
 * document that was not read. Each result points at its line of the policy's artifact (`sarifArtifacts`, with the same `sentencesOf`; without one a line is a block).
 *
 * `artifactsFolder` is where the artifacts are, relative to the repository, with `/` between folders. `executionSuccessful` is false as soon as
 * one document was not read, so that nobody takes the missing results for a policy that became better.
 */
export function reportSarif(
  report: Report,
  context: ReportContext,
  options: { readonly sentencesOf?: SentencesOf; readonly artifactsFolder?: string; readonly gate?: Gate } = {},
): string {
  const sentencesOf = options.sentencesOf ?? ((block: string): readonly Span[] => [[0, block.length]]);
  const alerts = report.findings.filter(isAlert);
  const unknown = [...new Set(alerts.map(({ practice }) => practice))].filter((id) => !context.practices.some((it) => it.id === id));
  const rules = [...context.practices, ...unknown.map((id) => practiceOf(id, context))];
  const paths = artifactPaths(report);
  const folder = (options.artifactsFolder ?? '').replace(/^(?:\.\/)+|\/+$/gu, '');
  const artifactUri = (index: number): string => encodeURI(`${folder === '' ? '' : `${folder}/`}${paths[index] ?? ''}`);
  const read = report.policies.map((policy, index) => ({ policy, index })).filter(({ policy }) => policy.status === 'read');
  const unread = report.policies.map((policy, index) => ({ policy, index })).filter(({ policy }) => policy.status === 'not-read');
  const kinds = [...new Set(unread.map(({ policy }) => policy.failure?.kind ?? 'empty'))];
  const lines = context.texts.map((text) => (text === null ? [] : linesOf(text, sentencesOf)));
  const seen = new Map<string, number>();

  const resultOf = (finding: Finding): object => {
    const occurrence = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, occurrence);
    const text = context.texts[finding.policy] ?? null;
    const position = read.findIndex(({ index }) => index === finding.policy);
    const region = text === null ? { startLine: 1 } : regionOf(text, lines[finding.policy] ?? [], finding.span);
    const practice = practiceOf(finding.practice, context);
    const notes = remarks(finding);
    const link = finding.link !== undefined && isWebUrl(finding.link) ? ` ${messageLink('Read it in the policy', finding.link)}.` : '';
    return {
      ruleId: finding.practice,
      ruleIndex: rules.findIndex(({ id }) => id === finding.practice),
      level: levels[finding.severity],
      message: {
        text: `It ${messageText(finding.hedged ? possible(practice.title) : practice.title)}: “${messageText(finding.quote)}”${notes.length === 0 ? '' : ` (${messageText(notes.join(', '))})`}${link}`,
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: artifactUri(finding.policy), ...(position < 0 ? {} : { index: position }) },
            region: { ...region, snippet: { text: harmless(finding.quote) } },
          },
          ...(finding.section.length === 0
            ? {}
            : { logicalLocations: [{ fullyQualifiedName: finding.section.map(harmless).join(' > '), kind: 'section' }] }),
        },
      ],
      // The id does not move with the passage, so an alert stays the same alert; the number tells repeated sentences apart.
      partialFingerprints: { primaryLocationLineHash: `${finding.id}:${occurrence}` },
      // A wrong one stays in the log as suppressed: an alert that disappears would be taken for a clause that did (SARIF 2.1.0, 3.27.23).
      ...suppressionsOf(finding, options.gate),
      // SARIF 2.1.0, 3.27.24.
      ...baselineStateOf(finding, options.gate),
      properties: {
        severity: finding.severity,
        confidence: finding.confidence,
        hedged: finding.hedged,
        conditions: finding.conditions,
        actor: finding.actor,
        concern: finding.concern,
        ...(finding.verdict === undefined ? {} : { verdict: harmlessVerdict(finding.verdict) }),
        ...(finding.lead === undefined ? {} : { lead: harmless(finding.lead) }),
        ...(finding.link === undefined ? {} : { link: harmlessUrl(finding.link) }),
      },
    };
  };

  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Earshot',
            semanticVersion: report.tool.version,
            fullDescription: { text: 'Earshot grades what a privacy policy says, not how private a device is.' },
            rules: rules.map(ruleOf),
            notifications: kinds.map((kind) => ({
              id: kind,
              shortDescription: { text: failureSentences({ kind, detail: '' }).happened },
              help: { text: failureSentences({ kind, detail: '' }).remedy },
            })),
            properties: { rules: report.tool.rules, extractor: report.tool.extractor },
          },
        },
        invocations: [
          {
            executionSuccessful: report.policies.length > 0 && unread.length === 0,
            endTimeUtc: report.scannedAt,
            toolExecutionNotifications: unread.map(({ policy, index }) => notification(policy, index, kinds, read.length === 0)),
          },
        ],
        ...(report.score === null && report.seen === undefined
          ? {}
          : {
              properties: {
                ...(report.score === null ? {} : { score: scoreProperties(report.score) }),
                ...(report.seen === undefined ? {} : { seen: seenInOrder(report.seen).map(seenSentence) }),
              },
            }),
        columnKind: 'utf16CodeUnits',
        artifacts: read.map(({ policy, index }) => ({
          location: { uri: artifactUri(index) },
          description: { text: messageText(artifactDescription(policy)) },
          roles: ['analysisTarget'],
          ...(/^[a-z]{2}$/u.test(policy.language ?? '') ? { sourceLanguage: policy.language } : {}),
          properties: {
            url: harmlessUrl(policy.finalUrl),
            ...(policy.sha256 === undefined ? {} : { sha256: policy.sha256 }),
            words: policy.words,
            ...(policy.role === undefined ? {} : { role: policy.role }),
            ...(policy.country === undefined ? {} : { country: policy.country }),
            ...(policy.found === undefined ? {} : { found: policy.found.map(harmless) }),
            ...(policy.robots === undefined ? {} : { robots: policy.robots.because }),
          },
        })),
        results: alerts.map(resultOf),
      },
    ],
  };
  return prettyJson(log, keys);
}

function suppressionsOf({ id, verdict }: Finding, gate: Gate | undefined): object {
  const waiver = gate?.waivers.get(id);
  const suppressions = [
    ...(verdict?.verdict === 'wrong' ? [{ kind: 'external', status: 'accepted', justification: verdictWords(verdict) }] : []),
    ...(waiver === undefined ? [] : [{ kind: 'external', status: 'accepted', justification: waiverWords(waiver) }]),
  ];
  return suppressions.length === 0 ? {} : { suppressions };
}

function baselineStateOf({ id }: Finding, gate: Gate | undefined): object {
  const compared = gate?.compared?.get(id);
  return compared === undefined ? {} : { baselineState: compared.state };
}

/** The score without its parts, which are for programs that read the JSON report. */
function scoreProperties({ version, overall, grade, reason, coverage, bounds }: Score): object {
  return { version, overall, grade, ...(reason === undefined ? {} : { reason }), coverage, bounds };
}

function harmlessVerdict({ verdict, by, date, note }: Verdict): Verdict {
  return { verdict, by: harmless(by), date, ...(note === undefined ? {} : { note: harmless(note) }) };
}

function artifactDescription(policy: PolicyReading): string {
  const dated = policy.effectiveDate === undefined ? '' : `, dated ${plainDate(policy.effectiveDate)}`;
  return `The text of ${policy.title ?? 'the policy'} at ${harmlessUrl(policy.finalUrl)}${dated}, one sentence a line`;
}
