import { createHash } from 'node:crypto';
import type { ChangeReport, ComparedFinding, FindingChange, LostPromise, TextChange, WordPart } from '../model/change.ts';
import type { Practice } from '../model/rule.ts';
import {
  partsOf,
  sectionOf,
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
import { harmless } from './harmless.ts';
import { severityWords } from './plain-words.ts';

/** The text as the text of an element or of an attribute in quotes: nothing in it is markup, and nothing in it is unseen. */
function escapedHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return harmless(text).replace(/[&<>"']/gu, (sign) => entities[sign] ?? sign);
}

/** Contrast of text to ground is 7:1 and more in both schemes (WCAG 2.2, 1.4.6); words put in or out are told by more than colour. */
const style = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1b1b1b; --soft: #555; --line: #ccc; --in: #d9f2dd; --out: #fbdcdc; }
@media (prefers-color-scheme: dark) { :root { --ground: #16181a; --ink: #eee; --soft: #b5b5b5; --line: #444; --in: #1d4327; --out: #5a2226; } }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; font-size: 1.25rem; } h3 { margin-bottom: .25rem; font-size: 1rem; }
h1, h2, h3, p, blockquote, dd { overflow-wrap: anywhere; }
.short { font-size: 1.15rem; font-weight: 600; } .where, .moved { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dd { margin: 0; } dt { color: var(--soft); }
blockquote { margin: .5rem 0; border-left: .25rem solid var(--line); padding-left: 1rem; }
ins { background: var(--in); text-decoration: underline; } del { background: var(--out); }
@media print { body { max-width: none; } ins { font-weight: bold; } }
`;

/**
 * Change reports as one page: no script, no request to anywhere, nothing of a policy as markup. The policy in its head forbids whatever a
 * mistake here might let through; the style sheet is allowed by its hash.
 */
export function changeHtml(reports: readonly ChangeReport[], practices: readonly Practice[]): string {
  const [first] = reports;
  const title = first === undefined ? 'What changed' : titleOf(first);
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapedHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...reports.flatMap((report) => article(report, practices)),
    '</main>',
    '<footer><p>Earshot compares what the two policies say, not what the product does.</p></footer>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const titleOf = ({ policy, before, after }: ChangeReport): string =>
  `What changed: ${policy === undefined ? '' : `${policy}: `}${after.title ?? before.title ?? 'Privacy policy'}`;

function article(report: ChangeReport, practices: readonly Practice[]): readonly string[] {
  const { before, after, comparison } = report;
  const row = (name: string, words: string): string => `<dt>${name}</dt><dd>${escapedHtml(words)}</dd>`;
  return [
    `<h1>${escapedHtml(titleOf(report))}</h1>`,
    `<p class="short">${escapedHtml(inShort(report))}</p>`,
    '<dl>',
    row('Before', textWords(before)),
    row('Now', textWords(after)),
    row('Text', textInShort(comparison.text)),
    ...(report.score === undefined ? [] : [row('Score', scoreInWords(report.score))]),
    '</dl>',
    ...lost(comparison.promises, practices),
    ...byEffect(comparison).flatMap(([effect, changes]) =>
      changes.length === 0 ? [] : [`<h2>${effectTitles[effect]}</h2>`, ...changes.map((change) => changeParts(change, practices))],
    ),
    ...passages(comparison.text.changes),
  ];
}

function lost(promises: readonly LostPromise[], practices: readonly Practice[]): readonly string[] {
  if (promises.length === 0) return [];
  const one = ({ before, why }: LostPromise): string =>
    `<h3>${escapedHtml(sayingOf(before, practices).replace(/^It says/u, 'It said'))}</h3>\n${quoted(before)}\n<p>${escapedHtml(why)}</p>`;
  return ['<h2>Promises that are gone</h2>', ...promises.map(one)];
}

function where({ section }: Pick<ComparedFinding, 'section'>): string {
  return section.length === 0 ? '' : `<p class="where">${section.map(escapedHtml).join(' › ')}</p>`;
}

const quoted = (finding: ComparedFinding): string => `<blockquote><p>“${escapedHtml(finding.quote)}”</p>${where(finding)}</blockquote>`;

function changeParts(change: FindingChange, practices: readonly Practice[]): string {
  const finding = change.kind === 'gone' ? change.before : change.after;
  const grade = finding.stance === 'does' && finding.concern !== 'control' ? `, ${severityWords[finding.severity]}` : '';
  const words = 'words' in change ? `<blockquote><p>${marked(change.words)}</p>${where(finding)}</blockquote>` : quoted(finding);
  return `<h3>${escapedHtml(headlineOf(change, practices))} — ${changeWords[change.kind]}${grade}</h3>\n<p>${escapedHtml(change.why)}</p>\n${words}`;
}

const tags = { same: ['', ''], added: ['<ins>', '</ins>'], removed: ['<del>', '</del>'] } as const;

const marked = (words: readonly WordPart[]): string =>
  words.map(({ kind, text }) => `${tags[kind][0]}${escapedHtml(text)}${tags[kind][1]}`).join('');

function passages(changes: readonly TextChange[]): readonly string[] {
  if (changes.length === 0) return [];
  return ['<h2>The text</h2>', ...changes.map((change) => passage(change))];
}

function passage(change: TextChange): string {
  const words = marked(partsOf(change));
  if (change.kind === 'moved') return `<p class="moved">Moved: ${words}</p>`;
  return `${where({ section: sectionOf(change) })}<p>${words}</p>`;
}
