import { severities } from '../model/finding.ts';
import type { PolicyReading } from '../model/report.ts';
import { subjectOf } from './arrangement.ts';
import type { Arrangement } from './arrangement.ts';
import { copySentences } from './copy-words.ts';
import { failureSentences } from './failure-sentences.ts';
import { foundSentences, partWords, seenInOrder, seenSentence } from './found-words.ts';
import { harmless, harmlessUrl } from './harmless.ts';
import { counted, languageName, plainDate, severityWords } from './plain-words.ts';
import { scoreWords } from './score-words.ts';
import { labelled } from './text-page.ts';
import type { Page } from './text-page.ts';
import { wrapped } from './wrapped.ts';

export function heading({ report, width, paint }: Page): readonly string[] {
  const title = wrapped(`What the privacy policy says: ${harmless(subjectOf(report))}`, width);
  const made = `Scanned ${plainDate(report.scannedAt)} with Earshot ${harmless(report.tool.version)}, rules ${harmless(report.tool.rules).slice(0, 12)}`;
  return [
    ...title.map((line) => paint('bold', line)),
    ...wrapped(made, width).map((line) => paint('dim', line)),
    paint('dim', '═'.repeat(width)),
  ];
}

export function documentLines({ width, paint, report }: Page, policy: PolicyReading, index: number): readonly string[] {
  const mark = `[${index + 1}] `;
  const indent = ' '.repeat(mark.length);
  const name = harmless(policy.title ?? '');
  const address = harmlessUrl(policy.finalUrl);
  const asked = policy.url === policy.finalUrl ? [] : [paint('dim', `${indent}asked for ${harmlessUrl(policy.url)}`)];
  const found = foundSentences(policy).flatMap((sentence) => wrapped(sentence, width, indent).map((line) => paint('dim', line)));
  if (policy.status === 'not-read') {
    const { happened, remedy } = failureSentences(policy.failure ?? { kind: 'empty', detail: '' });
    const [first = '', ...rest] = wrapped(name === '' ? 'NOT READ' : `NOT READ: ${name}`, width, mark, indent);
    return [
      ...[first, ...rest].map((line) => paint(['bold', 'yellow'], line)),
      `${indent}${address}`,
      ...asked,
      ...wrapped(`${happened} ${remedy}`, width, indent),
      ...found,
    ];
  }
  const facts = [
    ...partWords(policy),
    policy.effectiveDate === undefined ? 'no date given' : `dated ${plainDate(policy.effectiveDate)}`,
    policy.language === undefined ? 'language not told' : languageName(policy.language),
    counted(policy.words, 'word'),
  ];
  return [
    ...wrapped(name === '' ? 'A policy without a title' : name, width, mark, indent).map((line) => paint('bold', line)),
    `${indent}${address}`,
    ...asked,
    ...wrapped(facts.join(' · '), width, indent).map((line) => paint('dim', line)),
    ...copySentences(policy, report.scannedAt).flatMap((sentence) => wrapped(sentence, width, indent)),
    ...found,
  ];
}

/** Documents met on the way and not read that are shown unless all are asked for; the JSON report has every one. */
const seenShown = 5;

/** Which other documents were met, above all those for other countries: so that nobody takes this text for theirs. */
export function seenLines({ report, width, paint, all }: Page): readonly string[] {
  const seen = seenInOrder(report.seen);
  if (seen.length === 0) return [];
  const shown = all ? seen : seen.slice(0, seenShown);
  const more = seen.length - shown.length;
  return [
    `Also met, and not read:`,
    ...shown.flatMap((document) => wrapped(seenSentence(document), width, '  – ', '    ').map((line) => paint('dim', line))),
    ...(more === 0
      ? []
      : wrapped(`and ${counted(more, 'document')} more (--all shows every one)`, width, '  – ', '    ').map((line) => paint('dim', line))),
  ];
}

/** A table of two columns, the left one 12 wide: what a reader takes in before reading on. */
export function glance(page: Page, content: Arrangement): readonly string[] {
  const { width, paint, report } = page;
  if (report.policies.every(({ status }) => status === 'not-read')) {
    const nothing = 'Nothing could be read, so nothing is said of this product here, neither good nor bad. It has no score.';
    return wrapped(nothing, width).map((line) => paint('bold', line));
  }
  const { admissions: admitted } = content;
  const bySeverity = severities
    .map((severity) => [severity, admitted.filter((group) => group.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severityWords[severity]}`);
  const rows: readonly (readonly [label: string, words: string])[] = [
    ...(report.score === null ? [] : [['Score', scoreWords(report.score)] as const]),
    ['Admits', admitted.length === 0 ? 'nothing that was found' : `${counted(admitted.length, 'practice')}: ${bySeverity.join(', ')}`],
    ...optional('Refuses', content.refusals.length, (count) => `${counted(count, 'choice')} that it says you do not have`),
    ...optional(
      'To check',
      content.checks.flatMap(({ findings }) => findings).length,
      (count) => `${counted(count, 'passage')} read with low confidence`,
    ),
    ...optional('Denies', content.denials.length, (count) => counted(count, 'practice')),
    ...optional('Contradicts', content.contradictions.length, (count) => `itself on ${counted(count, 'practice')}`),
    ...optional('Offers', content.choices.length, (count) => counted(count, 'kind of choice', 'kinds of choice')),
    ...optional(
      'Found wrong',
      content.wrong.flatMap(({ findings }) => findings).length,
      (count) => `${counted(count, 'passage')}, by a person who read it`,
    ),
    ...optional('Owed', content.owed.length, (count) => `${counted(count, 'answer')} that it does not give`),
    ...optional('Silent', content.silentCount, (count) => `on ${counted(count, 'practice')}, which is not a denial`),
    ...optional('Not checked', content.notAssessed.length, (count) => counted(count, 'practice')),
    ...optional('Not read', content.unread.length, (count) => `${count} of ${counted(report.policies.length, 'document')}`),
  ];
  return rows.flatMap(([label, words]) => labelled(page, label, words, ''));
}

function optional(label: string, count: number, words: (count: number) => string): readonly (readonly [string, string])[] {
  return count === 0 ? [] : [[label, words(count)]];
}
