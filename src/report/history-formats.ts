import type { ComparedFinding, History, HistoryEntry } from '../model/change.ts';
import type { Practice } from '../model/rule.ts';
import { atomFeed, type AtomEntry } from './atom.ts';
import { csvRow } from './csv.ts';
import { sayingOf } from './diff-arrangement.ts';
import { historyText, type HistoryTextOptions } from './history-text.ts';
import { counted, plainDate } from './plain-words.ts';
import { prettyJson } from './pretty-json.ts';

/** What `history --format` takes. */
export const historyFormats = ['text', 'csv', 'json', 'jsonl', 'atom'] as const;
export type HistoryFormat = (typeof historyFormats)[number];

type Reporter = (histories: readonly History[], practices: readonly Practice[], options: HistoryTextOptions) => string;

/** Each gives one whole document of all histories. `jsonl` and `atom` are of changes alone, newest last and newest first. */
export const historyReporters: Record<HistoryFormat, Reporter> = {
  text: (histories, practices, options) => histories.map((history) => historyText(history, practices, options)).join('\n\n'),
  csv: historyCsv,
  json: (histories) =>
    histories.length === 1
      ? prettyJson(histories[0], keys)
      : histories.map((history) => `${JSON.stringify(JSON.parse(prettyJson(history, keys)))}\n`).join(''),
  jsonl: (histories) =>
    changesIn(histories)
      .map(
        ({ history, entry }) =>
          `${JSON.stringify(JSON.parse(prettyJson({ product: history.product, name: history.name, ...entry }, keys)))}\n`,
      )
      .join(''),
  atom: historyAtom,
};

const keys = `
  version tool product name entries at policy snapshot sha256 lane because words score points effects promises passages opened closed
  worse better neutral added removed reworded moved rules extractor
  id practice concern before now why stance severity confidence hedged conditions actor about quote span section lead link
`
  .trim()
  .split(/\s+/u);

const columns: readonly (readonly [name: string, value: (history: History, entry: HistoryEntry) => string])[] = [
  ['product', ({ product }) => product],
  ['policy', (_, { policy }) => policy],
  ['at', (_, { at }) => at],
  ['lane', (_, { lane }) => lane],
  ['because', (_, { because }) => because],
  ['words', (_, { words }) => String(words)],
  ['score', (_, { score }) => (score === null ? '' : score.toFixed(1))],
  ['points', (_, { points }) => (points === null ? '' : points.toFixed(1))],
  ['worse', (_, { effects }) => String(effects.worse)],
  ['better', (_, { effects }) => String(effects.better)],
  ['promises gone', (_, { promises }) => practicesIn(promises.map(({ before }) => before))],
  ['passages added', (_, { passages }) => String(passages?.added ?? '')],
  ['passages removed', (_, { passages }) => String(passages?.removed ?? '')],
  ['passages reworded', (_, { passages }) => String(passages?.reworded ?? '')],
  ['opened', (_, { opened }) => practicesIn(opened)],
  ['closed', (_, { closed }) => practicesIn(closed)],
  ['snapshot', (_, { snapshot }) => snapshot],
  ['sha256', (_, { sha256 }) => sha256],
];

/** "voice/capture does; sharing/sale denies". */
const practicesIn = (findings: readonly ComparedFinding[]): string =>
  [...new Set(findings.map(({ practice, stance }) => `${practice} ${stance}`))].join('; ');

function historyCsv(histories: readonly History[]): string {
  const rows = histories.flatMap((history) => history.entries.map((entry) => csvRow(columns.map(([, value]) => value(history, entry)))));
  return csvRow(columns.map(([name]) => name)) + rows.join('');
}

interface Change {
  readonly history: History;
  readonly entry: HistoryEntry;
}

/** Accepted changes by makers, in order of time: neither first texts nor those that were only recorded in another way. */
function changesIn(histories: readonly History[]): readonly Change[] {
  return histories
    .flatMap((history) =>
      history.entries.filter(({ lane, passages }) => lane === 'change' && passages !== null).map((entry) => ({ history, entry })),
    )
    .toSorted((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : a.entry.policy < b.entry.policy ? -1 : 1));
}

/** Entries of a feed: what a reader that looks once a month has missed. */
const newest = 100;

function historyAtom(histories: readonly History[], practices: readonly Practice[]): string {
  const [only] = histories;
  const name = histories.length === 1 && only !== undefined ? only.product : histories.map(({ product }) => product).join(' ');
  const about = histories.length === 1 && only !== undefined ? `the policies of ${only.name}` : 'privacy policies';
  const last = histories
    .flatMap(({ entries }) => entries.map(({ at }) => at))
    .toSorted()
    .at(-1);
  return atomFeed({
    key: `earshot history ${name}`,
    title: `Earshot: changes in ${about}`,
    link: '#',
    updated: last ?? '1970-01-01T00:00:00.000Z',
    entries: changesIn(histories)
      .toReversed()
      .slice(0, newest)
      .map((change) => atomEntry(change, practices)),
  });
}

function atomEntry({ history, entry }: Change, practices: readonly Practice[]): AtomEntry {
  const { effects, promises, passages } = entry;
  const gone = promises.length === 0 ? '' : `, ${counted(promises.length, 'promise')} gone`;
  return {
    key: `${history.product} ${entry.policy} ${entry.sha256} ${entry.at}`,
    title: `${history.name}: ${effects.worse} worse, ${effects.better} better${gone}`,
    link: `#${entry.snapshot}`,
    updated: entry.at,
    summary: [
      `${entry.policy} changed on ${plainDate(entry.at)}: ${passages?.added ?? 0} passages added, ${passages?.removed ?? 0} removed, ${passages?.reworded ?? 0} reworded.`,
      ...promises.map(({ before, why }) => `${sayingOf(before, practices).replace(/^It says/u, 'It said')}: “${before.quote}” ${why}`),
      ...entry.opened.map((finding) => `New: ${sayingOf(finding, practices)}: “${finding.quote}”`),
      ...entry.closed.map((finding) => `Gone: ${sayingOf(finding, practices)}: “${finding.quote}”`),
    ],
  };
}
