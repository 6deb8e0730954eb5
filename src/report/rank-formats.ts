import type { Place, Ranked, Ranking } from '../model/score.ts';
import { csvRow } from './csv.ts';
import { harmless } from './harmless.ts';
import { escapedMarkdown } from './markdown.ts';
import { counted } from './plain-words.ts';
import { prettyJson } from './pretty-json.ts';
import { boundsWords, noPlaceWords, percent, points } from './score-words.ts';
import { columns, wrapped } from './wrapped.ts';

/** What `earshot rank --format` takes. */
export const rankFormats = ['text', 'json', 'markdown', 'csv'] as const;
export type RankFormat = (typeof rankFormats)[number];

export interface RankOptions {
  /** Columns to write into. */
  readonly width: number;
}

export const rankReporters: Readonly<Record<RankFormat, (ranking: Ranking, options: RankOptions) => string>> = {
  text: rankText,
  json: rankJson,
  markdown: rankMarkdown,
  csv: rankCsv,
};

/** "3", or "2–5" where the bounds do not say which of these. */
function placeWords(place: Place): string {
  if (!place.ranked) return '–';
  return place.from === place.to ? String(place.from) : `${place.from}–${place.to}`;
}

const whyNot = ({ place }: Ranked): string => (place.ranked ? '' : noPlaceWords[place.reason]);

/** What a reader has to know before the table is believed. */
function reading({ sensitivity: { stays, separated, separatedStays, pairs } }: Ranking): readonly string[] {
  return [
    'By what their policies say, not how private they are. 100 is best. A product stands above another for sure only where the worst it could be is better than the best the other could be; "2–5" means that what the policies leave open allows any of these places.',
    ...(stays === null
      ? []
      : [
          `With other weights (each changed at random by up to half) the order of two products stays in ${percent(stays)} of cases${separatedStays === null ? '' : `, and in ${percent(separatedStays)} where a place separates them (${separated.toLocaleString('en')} of ${counted(pairs, 'pair')})`}.`,
        ]),
  ];
}

const headings = ['Place', 'Product', 'Kind', 'Score', 'Grade', 'Answered', 'Could be'] as const;

function cellsOf(ranked: Ranked): readonly string[] {
  const { place, product, kind, score } = ranked;
  const same = ranked.sameAs.length === 0 ? '' : ` (same policy as ${ranked.sameAs.join(', ')})`;
  return [
    placeWords(place),
    harmless(`${product}${same}`),
    kind ?? '',
    score?.overall === undefined || score.overall === null ? '' : points(score.overall),
    score?.grade ?? '',
    score === null ? '' : percent(score.coverage),
    score === null ? '' : boundsWords(score.bounds),
  ];
}

function rankText(ranking: Ranking, { width }: RankOptions): string {
  const placed = ranking.products.filter(({ place }) => place.ranked);
  const others = ranking.products.filter(({ place }) => !place.ranked);
  const rows = placed.map(cellsOf);
  const widths = headings.map((heading, index) => Math.max(columns(heading), ...rows.map((row) => columns(row[index] ?? ''))));
  // Names take what is left; a longer one goes on in the line below.
  const rest = widths.reduce((sum, own, index) => sum + (index === 1 ? 0 : own + 2), 0);
  const nameWidth = Math.max(20, Math.min(widths[1] ?? 0, width - rest));
  const line = (cells: readonly string[]): readonly string[] => {
    const [first = '', ...more] = wrapped(cells[1] ?? '', nameWidth);
    const padded = cells.map((cell, index) => {
      if (index === 1) return first + ' '.repeat(Math.max(0, nameWidth - columns(first)));
      const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - columns(cell)));
      return index === 2 || index === 4 ? cell + gap : gap + cell;
    });
    return [padded.join('  ').trimEnd(), ...more.map((words) => `${' '.repeat((widths[0] ?? 0) + 2)}${words}`)];
  };
  const parts = [
    placed.length === 0 ? ['No product could be ranked.'] : [...line(headings), ...rows.flatMap(line)],
    others.length === 0
      ? []
      : [
          'Not ranked',
          ...others.flatMap((ranked) =>
            wrapped(`${harmless(ranked.product)}: ${whyNot(ranked)}${openWords(ranked)}`, width, '  – ', '    '),
          ),
        ],
    reading(ranking).flatMap((words) => wrapped(words, width)),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** How much is answered, where that is why. */
function openWords({ score, place }: Ranked): string {
  return score === null || place.ranked || place.reason !== 'coverage' ? '' : ` (${percent(score.coverage)} of what counts is answered)`;
}

function rankMarkdown(ranking: Ranking): string {
  const row = (ranked: Ranked): string =>
    `| ${cellsOf(ranked)
      .map((cell, index) => (index === 1 ? escapedMarkdown(cell) : cell))
      .join(' | ')} |`;
  const others = ranking.products.filter(({ place }) => !place.ranked);
  const parts = [
    [
      `| ${headings.join(' | ')} |`,
      '| --: | --- | --- | --: | --- | --: | --: |',
      ...ranking.products.filter(({ place }) => place.ranked).map(row),
    ].join('\n'),
    others.length === 0
      ? ''
      : `**Not ranked**\n\n${others.map((ranked) => `- ${escapedMarkdown(ranked.product)}: ${whyNot(ranked)}${openWords(ranked)}`).join('\n')}`,
    ...reading(ranking),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const csvColumns = [
  'place_from',
  'place_to',
  'product',
  'kind',
  'score',
  'grade',
  'coverage',
  'score_low',
  'score_high',
  'not_ranked',
  'same_policy_as',
  'scanned_at',
  'score_version',
];

function rankCsv({ products, version }: Ranking): string {
  const rows = products.map(({ place, product, kind, score, scannedAt, sameAs }) => [
    place.ranked ? String(place.from) : '',
    place.ranked ? String(place.to) : '',
    harmless(product),
    kind ?? '',
    String(score?.overall ?? ''),
    score?.grade ?? '',
    String(score?.coverage ?? ''),
    String(score?.bounds[0] ?? ''),
    String(score?.bounds[1] ?? ''),
    place.ranked ? '' : place.reason,
    sameAs.map(harmless).join('; '),
    harmless(scannedAt),
    String(version),
  ]);
  return [csvColumns, ...rows].map(csvRow).join('');
}

/** The scores, and of their parts what tells two rankings apart; `earshot score explain` gives all of it. */
function rankJson({ version, kind, products, sensitivity }: Ranking): string {
  const keys =
    'version kind products sensitivity product place ranked from to reason score grade coverage bounds concerns parts practice answer points sameAs scannedAt'.split(
      ' ',
    );
  const value = {
    version: 1,
    formula: version,
    ...(kind === undefined ? {} : { kind }),
    products: products.map(({ score, ...ranked }) => ({
      ...ranked,
      score: score?.overall ?? null,
      grade: score?.grade ?? null,
      coverage: score?.coverage ?? null,
      bounds: score?.bounds ?? null,
      concerns: score?.concerns ?? null,
      parts: (score?.parts ?? []).map(({ practice, answer, points: earned }) => ({ practice, answer, points: earned })),
    })),
    sensitivity,
  };
  return prettyJson(value, keys);
}
