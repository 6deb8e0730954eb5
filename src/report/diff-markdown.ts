import type { ChangeReport, ComparedFinding, FindingChange, LostPromise, TextChange, WordPart } from '../model/change.ts';
import type { Practice } from '../model/rule.ts';
import {
  partsOf,
  byEffect,
  changeWords,
  effectTitles,
  headlineOf,
  inShort,
  sayingOf,
  scoreInWords,
  textInShort,
  textWords,
} from './diff-arrangement.ts';
import { escapedMarkdown } from './markdown.ts';
import { counted, severityWords } from './plain-words.ts';

/** Most characters a comment may have. Source: GitHub's limit for issue and pull-request bodies, 65,536. */
const commentLimit = 65_536;

/** Passages of the text shown, tried in turn until the whole fits a comment. */
const passageLimits = [100, 40, 15, 5, 0];

/**
 * A change report as a comment on a pull request or an issue (GitHub Flavored Markdown). It keeps within the length of a comment by showing
 * fewer passages, and says how many it left out; `all` shows every one, however long.
 */
export function changeMarkdown(report: ChangeReport, practices: readonly Practice[], options: { readonly all?: boolean } = {}): string {
  if (options.all === true) return comment(report, practices, Number.POSITIVE_INFINITY);
  let text = '';
  for (const limit of passageLimits) {
    text = comment(report, practices, limit);
    if (text.length <= commentLimit) break;
  }
  return text;
}

function comment(report: ChangeReport, practices: readonly Practice[], limit: number): string {
  const { before, after, comparison } = report;
  const title = after.title ?? before.title ?? 'Privacy policy';
  const parts = [
    `## What changed: ${escapedMarkdown(report.policy === undefined ? title : `${report.policy}: ${title}`)}`,
    `**${escapedMarkdown(inShort(report))}**`,
    [
      `- before: ${escapedMarkdown(textWords(before))}`,
      `- now: ${escapedMarkdown(textWords(after))}`,
      `- text: ${escapedMarkdown(textInShort(comparison.text))}`,
      ...(report.score === undefined ? [] : [`- score: ${escapedMarkdown(scoreInWords(report.score))}`]),
    ].join('\n'),
    ...promises(comparison.promises, practices),
    ...byEffect(comparison).flatMap(([effect, changes]) =>
      changes.length === 0
        ? []
        : [
            `### ${effectTitles[effect]}`,
            ...(effect === 'neutral' ? [brief(changes, practices)] : changes.map((change) => changeParts(change, practices))),
          ],
    ),
    ...passages(comparison.text.changes, limit),
    'Earshot compares what the two policies say, not what the product does.',
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function promises(lost: readonly LostPromise[], practices: readonly Practice[]): readonly string[] {
  if (lost.length === 0) return [];
  return [
    '### Promises that are gone',
    ...lost.map(
      ({ before, why }) =>
        `#### ${escapedMarkdown(sayingOf(before, practices).replace(/^It says/u, 'It said'))}\n\n${quoted(before)}\n\n${escapedMarkdown(why)}`,
    ),
  ];
}

const quoted = ({ quote, section }: ComparedFinding): string =>
  `> “${escapedMarkdown(quote)}”${section.length === 0 ? '' : `\n>\n> — ${section.map(escapedMarkdown).join(' › ')}`}`;

function changeParts(change: FindingChange, practices: readonly Practice[]): string {
  const finding = change.kind === 'gone' ? change.before : change.after;
  const grade = finding.stance === 'does' && finding.concern !== 'control' ? `, ${severityWords[finding.severity]}` : '';
  return [
    `#### ${escapedMarkdown(headlineOf(change, practices))} — ${changeWords[change.kind]}${grade}`,
    escapedMarkdown(change.why),
    'words' in change ? `> ${marked(change.words)}` : quoted(finding),
  ].join('\n\n');
}

/** What means neither good nor bad, a line each. */
const brief = (changes: readonly FindingChange[], practices: readonly Practice[]): string =>
  changes
    .map((change) => `- ${escapedMarkdown(headlineOf(change, practices))} — ${changeWords[change.kind]}. ${escapedMarkdown(change.why)}`)
    .join('\n');

/** Old words struck out, new ones in bold. Marks must touch the words: a blank inside them would show the marks themselves. */
function marked(words: readonly WordPart[]): string {
  const signs = { same: '', removed: '~~', added: '**' } as const;
  return words
    .map(({ kind, text }) => {
      const shown = escapedMarkdown(text).trim();
      return shown === '' ? '' : `${signs[kind]}${shown}${signs[kind]}`;
    })
    .filter((part) => part !== '')
    .join(' ');
}

function passages(changes: readonly TextChange[], limit: number): readonly string[] {
  const told = changes.filter(({ kind }) => kind !== 'moved');
  if (told.length === 0) return [];
  const more = told.length - Math.min(limit, told.length);
  return [
    '### The text',
    ...told.slice(0, limit).map((change) => `- ${marked(partsOf(change))}`),
    more === 0 ? '' : `and ${counted(more, 'more passage')}`,
  ];
}
