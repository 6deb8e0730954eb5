import { styleText } from 'node:util';
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
import { counted, remarks, severityWords } from './plain-words.ts';
import { columnLines, inlineLines, type Paint } from './word-lines.ts';
import { columns, wrapped } from './wrapped.ts';

export interface DiffTextOptions {
  /** Whether to colour, which is for terminals. */
  readonly colour: boolean;
  /** Columns to write into; 40 to 200 are used. */
  readonly width: number;
  /** Old and new beside each other instead of one passage with both. */
  readonly sideBySide?: boolean;
  /** Every change, and the passages that moved. */
  readonly all?: boolean;
}

interface Page {
  readonly width: number;
  readonly all: boolean;
  readonly sideBySide: boolean;
  readonly practices: readonly Practice[];
  readonly paint: Paint;
}

/** Changes without effect, and passages, that are shown unless all are asked for. */
const neutralLimit = 5;
const passageLimit = 40;

const step = '  ';

/**
 * A change report for people: what got worse, what got better, which promises are gone, then the text itself with the words taken out in
 * `[-…-]` and those put in in `{+…+}`, as `wdiff` marks them, or struck out red and green where there are colours.
 */
export function changeText(report: ChangeReport, practices: readonly Practice[], options: DiffTextOptions): string {
  // Without `validateStream` the streams of this process would decide; whoever calls has decided already.
  const paint: Paint = (style, text) => (options.colour && text !== '' ? styleText(style, text, { validateStream: false }) : text);
  const page: Page = {
    width: Math.min(200, Math.max(40, Math.floor(options.width) || 80)),
    all: options.all === true,
    sideBySide: options.sideBySide === true,
    practices,
    paint,
  };
  const { comparison } = report;
  const parts = [
    head(page, report),
    promises(page, comparison.promises),
    ...byEffect(comparison).map(([effect, changes]) => effectSection(page, effectTitles[effect], changes, effect === 'neutral')),
    textSection(page, comparison.text.changes),
    wrapped('Earshot compares what the two policies say, not what the product does.', page.width).map((line) => paint('dim', line)),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head({ width, paint }: Page, report: ChangeReport): readonly string[] {
  const title = report.after.title ?? report.before.title ?? 'Privacy policy';
  const named = report.policy === undefined ? title : `${report.policy}: ${title}`;
  const row = (label: string, words: string): readonly string[] => wrapped(words, width, label.padEnd(9), ' '.repeat(9));
  return [
    ...wrapped(`What changed: ${harmless(named)}`, width).map((line) => paint('bold', line)),
    '',
    ...row('before', harmless(textWords(report.before))),
    ...row('now', harmless(textWords(report.after))),
    ...row('text', textInShort(report.comparison.text)),
    ...(report.score === undefined ? [] : row('score', scoreInWords(report.score))),
    '',
    ...wrapped(inShort(report), width).map((line) => paint('bold', line)),
  ];
}

const section = ({ width, paint }: Page, title: string): string =>
  paint('bold', `${title.toUpperCase()} ${'─'.repeat(Math.max(0, width - columns(title) - 1))}`);

function promises(page: Page, lost: readonly LostPromise[]): readonly string[] {
  if (lost.length === 0) return [];
  const lines = lost.flatMap(({ before, why }) => [
    '',
    ...wrapped(sayingOf(before, page.practices).replace(/^It says/u, 'It said'), page.width).map((line) =>
      page.paint(['bold', 'red'], line),
    ),
    ...quoted(page, before),
    ...wrapped(why, page.width, step),
  ]);
  return [section(page, 'Promises that are gone'), ...lines];
}

function effectSection(page: Page, title: string, changes: readonly FindingChange[], isLimited: boolean): readonly string[] {
  if (changes.length === 0) return [];
  const shown = isLimited && !page.all ? changes.slice(0, neutralLimit) : changes;
  const more = changes.length - shown.length;
  return [
    section(page, title),
    ...shown.flatMap((change) => ['', ...changeLines(page, change)]),
    ...(more === 0 ? [] : ['', page.paint('dim', `and ${more} more; --all shows every one`)]),
  ];
}

const effectStyles = { worse: ['bold', 'red'], better: ['bold', 'green'], neutral: ['bold'] } as const;

function changeLines(page: Page, change: FindingChange): readonly string[] {
  const { width, paint } = page;
  const finding = change.kind === 'gone' ? change.before : change.after;
  const grade = finding.stance === 'does' && finding.concern !== 'control' ? `, ${severityWords[finding.severity]}` : '';
  const headline = `${headlineOf(change, page.practices)} — ${changeWords[change.kind]}${grade}`;
  return [
    ...wrapped(harmless(headline), width).map((line) => paint([...effectStyles[change.effect]], line)),
    ...wrapped(harmless(change.why), width, step),
    ...('words' in change ? rewordedLines(page, change.words, step) : quoted(page, finding)),
    ...wrapped([place(finding), ...remarks({ policy: 0, ...finding })].join(' · '), width, `${step} `).map((line) => paint('dim', line)),
  ];
}

const place = ({ section: headings }: ComparedFinding): string =>
  headings.length === 0 ? 'no heading' : headings.map((heading) => harmless(heading)).join(' › ');

const quoted = ({ width }: Page, { quote }: ComparedFinding): readonly string[] => wrapped(`“${harmless(quote)}”`, width, step, `${step} `);

function textSection(page: Page, changes: readonly TextChange[]): readonly string[] {
  const told = page.all ? changes : changes.filter(({ kind }) => kind !== 'moved');
  if (told.length === 0) return [];
  const shown = page.all ? told : told.slice(0, passageLimit);
  const more = told.length - shown.length;
  let heading: string | null = null;
  const lines = shown.flatMap((change) => {
    const now = sectionOf(change)
      .map((it) => harmless(it))
      .join(' › ');
    const title = now === heading || now === '' ? [] : ['', ...wrapped(`in ${now}`, page.width).map((line) => page.paint('dim', line))];
    heading = now;
    return [...(title.length > 0 ? title : ['']), ...passageLines(page, change)];
  });
  return [
    section(page, 'The text'),
    ...lines,
    ...(more === 0 ? [] : ['', page.paint('dim', `and ${counted(more, 'more passage')}; --all shows every one`)]),
  ];
}

const signs = { added: '+ ', removed: '- ', reworded: '~ ', moved: '= ' } as const;

function passageLines(page: Page, change: TextChange): readonly string[] {
  return rewordedLines(page, partsOf(change), signs[change.kind]);
}

function rewordedLines({ sideBySide, width, paint }: Page, words: readonly WordPart[], sign: string): readonly string[] {
  return sideBySide ? columnLines(words, width, paint) : inlineLines(words, width, paint, sign);
}
