import { styleText } from 'node:util';
import type { ComparedFinding, History, HistoryEntry } from '../model/change.ts';
import type { Practice } from '../model/rule.ts';
import { sayingOf } from './diff-arrangement.ts';
import { harmless } from './harmless.ts';
import { counted, plainDate } from './plain-words.ts';
import { sparkline } from './sparkline.ts';
import type { Paint } from './word-lines.ts';
import { wrapped } from './wrapped.ts';

export interface HistoryTextOptions {
  readonly colour: boolean;
  readonly width: number;
  /** Texts recorded in another way too, and every finding. */
  readonly all?: boolean;
}

/** Findings opened or closed by one text that are shown unless all are asked for. */
const findingLimit = 5;

/** The history of a product for people: its score as a row of bars, then one block for each accepted text. */
export function historyText(history: History, practices: readonly Practice[], options: HistoryTextOptions): string {
  const width = Math.min(100, Math.max(40, Math.floor(options.width) || 80));
  const all = options.all === true;
  const paint: Paint = (style, text) => (options.colour && text !== '' ? styleText(style, text, { validateStream: false }) : text);
  const told = history.entries.filter(({ lane }) => all || lane !== 'technical');
  const hidden = history.entries.length - told.length;
  const several = new Set(history.entries.map(({ policy }) => policy)).size > 1;
  const parts = [
    head(history, width, paint),
    ...told.map((entry) => entryLines(entry, practices, { width, all, paint, several })),
    hidden === 0 ? [] : [paint('dim', `${counted(hidden, 'text')} recorded in another way and not changed by the maker; --all shows them`)],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head({ name, product, entries }: History, width: number, paint: Paint): readonly string[] {
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined)
    return [`${harmless(name)} (${harmless(product)}): the archive has no accepted text of it yet.`];
  const policies = new Set(entries.map(({ policy }) => policy)).size;
  const span = first === last ? plainDate(first.at) : `${plainDate(first.at)} to ${plainDate(last.at)}`;
  const title = `${harmless(name)} (${harmless(product)}): ${counted(entries.length, 'text')} of ${counted(policies, 'policy', 'policies')}, ${span}`;
  const scores = entries.map(({ score }) => score);
  const known = scores.filter((score) => score !== null);
  const line = sparkline(scores, [0, 100], width - 30);
  const words =
    known.length === 0
      ? 'no score: too little is answered, or nothing was scored'
      : `${line}  ${(known[0] ?? 0).toFixed(1)} → ${(known.at(-1) ?? 0).toFixed(1)} of 100`;
  return [...wrapped(title, width).map((it) => paint('bold', it)), `score  ${words}`];
}

interface Page {
  readonly width: number;
  readonly all: boolean;
  readonly paint: Paint;
  readonly several: boolean;
}

function entryLines(entry: HistoryEntry, practices: readonly Practice[], page: Page): readonly string[] {
  const { width, paint } = page;
  const score =
    entry.score === null
      ? ''
      : `  ${entry.score.toFixed(1)}${entry.points === null || entry.points === 0 ? '' : ` (${entry.points > 0 ? '+' : '−'}${Math.abs(entry.points).toFixed(1)})`}`;
  const which = page.several ? `  ${harmless(entry.policy)}` : '';
  // A promise made in three sentences is one promise to a reader of a timeline.
  const promises = new Set(
    entry.promises.map(({ before }) => `! promise gone: ${sayingOf(before, practices).replace(/^It says it /u, 'it ')}`),
  );
  return [
    paint('bold', `${entry.at.slice(0, 10)}${which}${score}  ${entryWords(entry)}`),
    ...[...promises].flatMap((line) => wrapped(harmless(line), width, '  ', '    ').map((it) => paint('red', it))),
    ...findingLines(without(entry.opened, entry.closed), '+', practices, page),
    ...findingLines(without(entry.closed, entry.opened), '-', practices, page),
  ];
}

/** What is said on both sides, in other sentences, neither came nor went. */
function without(findings: readonly ComparedFinding[], others: readonly ComparedFinding[]): readonly ComparedFinding[] {
  const said = new Set(others.map(({ practice, stance }) => `${practice} ${stance}`));
  return findings.filter(({ practice, stance }) => !said.has(`${practice} ${stance}`));
}

function entryWords({ lane, because, words, passages, effects, opened, closed }: HistoryEntry): string {
  if (passages === null) return `first text, ${counted(words, 'word')}`;
  const what = [
    effects.worse > 0 ? `${effects.worse} worse` : '',
    effects.better > 0 ? `${effects.better} better` : '',
    effects.worse + effects.better > 0
      ? ''
      : opened.length + closed.length > 0
        ? 'neither better nor worse'
        : 'nothing that the rules look for',
  ].filter((part) => part !== '');
  const how =
    lane === 'technical'
      ? 'recorded in another way: '
      : because === 'returned'
        ? 'back to an earlier text: '
        : because === 'shortened'
          ? 'much shorter: '
          : '';
  return `${how}${what.join(', ')}; ${passages.added} passages added, ${passages.removed} removed, ${passages.reworded} reworded`;
}

function findingLines(
  findings: readonly ComparedFinding[],
  sign: '+' | '-',
  practices: readonly Practice[],
  { width, all, paint }: Page,
): readonly string[] {
  // One line a practice and stance: ten sentences of one kind are one thing to a reader of a timeline.
  const sayings = new Map<string, number>();
  for (const finding of findings) {
    const saying = sayingOf(finding, practices);
    sayings.set(saying, (sayings.get(saying) ?? 0) + 1);
  }
  const lines = [...sayings].map(([saying, count]) => `${sign} ${saying}${count > 1 ? ` (${count} passages)` : ''}`);
  const shown = all ? lines : lines.slice(0, findingLimit);
  const more = lines.length - shown.length;
  return [
    ...shown.flatMap((line) => wrapped(harmless(line), width, '  ', '    ')),
    ...(more === 0 ? [] : [paint('dim', `  ${sign} and ${more} more`)]),
  ];
}
