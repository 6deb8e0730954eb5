import type { FindingChange } from '../../model/change.ts';
import type { SiteFile } from '../../model/site.ts';
import reportSchema from '../report.schema.json' with { type: 'json' };
import { reportCsv } from '../csv.ts';
import { prettyJson } from '../pretty-json.ts';
import { failureSentences } from '../failure-sentences.ts';
import { answerOf, decidingFinding, type Entry, type Overview } from './overview.ts';
import { paths } from './paths.ts';
import siteSchema from './site.schema.json' with { type: 'json' };
import { table } from './table.ts';

/** Keys as a person looks for them. */
const keys =
  'version asOf id name title maker country kind page json place kindPlace score grade bounds coverage concerns ranked from to reason'.split(
    ' ',
  );

/** Everything on the pages as data. Addresses below `api/v1` stay; what is added to a file is added, never renamed. */
export function api(overview: Overview): readonly SiteFile[] {
  const { input, entries, byKind, practices } = overview;
  const head = { version: 1, asOf: input.asOf, earshot: input.version };
  const file = (path: string, value: object): SiteFile => ({ path: `api/v1/${path}`, content: prettyJson(value, keys) });
  return [
    file('index.json', {
      ...head,
      files: ['ranking.json', 'ranking.csv', 'answers.csv', 'practices.json', 'changes.json', 'unread.json'].map(
        (name) => `api/v1/${name}`,
      ),
      schemas: ['api/v1/schema/report.schema.json', 'api/v1/schema/site.schema.json'],
      products: entries.map((entry) => ({
        id: entry.product.id,
        kind: entry.kind,
        title: entry.title,
        json: paths.json(entry.product.id),
      })),
    }),
    file('ranking.json', { ...head, products: entries.map(ranked) }),
    file('practices.json', {
      ...head,
      rules: input.accuracy?.rules ?? null,
      practices: practices.map((practice) => ({
        ...practice,
        page: paths.practice(practice.id),
        accuracy: input.accuracy?.practices[practice.id] ?? null,
      })),
    }),
    file('changes.json', {
      ...head,
      changes: entries
        .flatMap((entry) => entry.changes.map((change) => ({ ...change, page: paths.change(entry.product.id, change.to.slice(0, 10)) })))
        .toSorted((a, b) => (a.to === b.to ? 0 : a.to < b.to ? 1 : -1))
        .map(({ comparison: { findings, promises, effects, text }, ...change }) => ({
          ...change,
          effects,
          words: text.words,
          findings: findings.map(told),
          promises: promises.map(({ practice, why, now, before }) => ({ practice, why, now, before: before.quote })),
        })),
    }),
    file('unread.json', {
      ...head,
      documents: entries.flatMap((entry) =>
        entry.report.policies
          .filter(({ status }) => status === 'not-read')
          .map(({ url, finalUrl, failure }) => ({
            product: entry.product.id,
            url,
            finalUrl,
            ...(failure === undefined ? {} : { failure, happened: failureSentences(failure).happened }),
          })),
      ),
    }),
    ...entries.map((entry) =>
      file(`products/${entry.product.id}.json`, {
        ...head,
        ...ranked(entry),
        report: entry.report,
        editions: entry.editions,
        documents: entry.documents.map(({ takenAt }, index) => ({
          takenAt: takenAt ?? null,
          text: textPath(entry, index),
        })),
        replies: entry.replies,
      }),
    ),
    { path: 'api/v1/ranking.csv', content: rankingCsv(entries) },
    { path: 'api/v1/answers.csv', content: answersCsv(overview) },
    ...[...byKind].map(([kind, members]) => ({
      path: `api/v1/findings/${kind}.csv`,
      content: members.map((entry, index) => reportCsv(named(entry), entry.context, { header: index === 0 })).join(''),
    })),
    { path: 'api/v1/schema/report.schema.json', content: `${JSON.stringify(reportSchema, null, 2)}\n` },
    { path: 'api/v1/schema/site.schema.json', content: `${JSON.stringify(siteSchema, null, 2)}\n` },
  ];
}

/** A change of a finding without its place and its word-by-word parts, which its page has: the file stays small enough to be read daily. */
function told(change: FindingChange): object {
  const { kind, practice, effect, why } = change;
  return {
    kind,
    practice,
    effect,
    why,
    ...('before' in change ? { before: change.before.quote } : {}),
    ...('after' in change ? { after: change.after.quote } : {}),
  };
}

/** A report under the product's id, whatever it was called when it was scanned. */
const named = (entry: Entry) => ({ ...entry.report, product: entry.product.id });

function textPath({ documents, report }: Entry, index: number): string | null {
  const policy = report.policies[index];
  return documents[index]?.text === undefined || policy?.sha256 === undefined ? null : paths.text(policy);
}

/** A product as the ranking has it. */
function ranked(entry: Entry): object {
  const { product, maker, overall, places, report } = entry;
  return {
    id: product.id,
    title: entry.title,
    name: product.name,
    kind: entry.kind,
    maker: { id: maker.id, name: maker.name, country: maker.country },
    page: paths.product(product.id),
    json: paths.json(product.id),
    score: overall.score,
    grade: overall.grade,
    bounds: report.score === null ? null : [overall.low, overall.high],
    coverage: report.score === null ? null : overall.coverage,
    reason: report.score?.reason ?? null,
    place: places.overall,
    kindPlace: places.kind,
    concerns: report.score?.concerns ?? null,
  };
}

function rankingCsv(entries: readonly Entry[]): string {
  return table(
    [
      'product',
      'title',
      'maker',
      'country',
      'kind',
      'score',
      'low',
      'high',
      'grade',
      'coverage',
      'place_from',
      'place_to',
      'kind_place_from',
      'kind_place_to',
      'not_ranked',
      'page',
    ],
    entries.map(({ product, title, maker, kind, overall, places, report }) => [
      product.id,
      title,
      maker.name,
      maker.country,
      kind,
      overall.score,
      ...(report.score === null ? ['', ''] : [overall.low, overall.high]),
      overall.grade,
      report.score === null ? '' : overall.coverage.toFixed(3),
      ...(places.overall.ranked ? [places.overall.from, places.overall.to] : ['', '']),
      ...(places.kind.ranked ? [places.kind.from, places.kind.to] : ['', '']),
      places.overall.ranked ? '' : places.overall.reason,
      paths.product(product.id),
    ]),
  );
}

/** One row for each product and practice, with the clause that decides it and the link that opens it. */
function answersCsv({ entries, practices }: Overview): string {
  return table(
    ['product', 'title', 'kind', 'practice', 'it', 'severity', 'answer', 'quote', 'link', 'policy', 'finding'],
    entries.flatMap((entry) =>
      practices.map((practice) => {
        const answer = answerOf(entry, practice.id);
        const finding = decidingFinding(entry, practice.id);
        return [
          entry.product.id,
          entry.title,
          entry.kind,
          practice.id,
          practice.title,
          practice.severity,
          answer,
          finding?.quote,
          finding?.link,
          finding === undefined ? '' : entry.report.policies[finding.policy]?.finalUrl,
          finding?.id,
        ];
      }),
    ),
  );
}
