import type { VNode } from 'preact';
import { concerns, type Concern } from '../../model/finding.ts';
import type { Place } from '../../model/score.ts';
import { harmless } from '../harmless.ts';
import { concernWords, counted, plainDate } from '../plain-words.ts';
import { Clause } from './clause.tsx';
import { outside } from './links.ts';
import { GradeTile, points, SeverityMark, scoreWords } from './marks.tsx';
import type { Entry, Overview } from './overview.ts';
import { Section, type LinkTo, type Page } from './page.tsx';
import { findingAnchor, paths, sectionAnchor } from './paths.ts';
import { Answers } from './product-answers.tsx';
import { Controls } from './product-controls.tsx';
import { Documents } from './product-documents.tsx';
import { History } from './product-history.tsx';
import { Waterfall } from './product-score.tsx';
import { Scored } from './ranking-page.tsx';
import { kindWords, lowered, noPlaceWords } from './site-words.ts';

/** Admissions named at the top. Source: DESIGN.md, "the five gravest passages". */
const gravestShown = 5;

/** Everything the site knows of one product. */
export function productPage(overview: Overview, entry: Entry): Page {
  const { product, arranged } = entry;
  const kind = kindWords[entry.kind];
  return {
    path: paths.product(product.id),
    title: entry.title,
    description: descriptionOf(entry),
    section: 'products',
    crumbs: [
      { label: 'All products', path: paths.ranking },
      { label: kind.many, path: paths.kind(entry.kind) },
    ],
    feed: paths.feed(product.id),
    body: (to) => (
      <article class="product">
        <Head entry={entry} to={to} />
        <Contents entry={entry} />
        {entry.isRead ? <InShort entry={entry} to={to} /> : null}
        {entry.isRead ? <Profile entry={entry} /> : null}
        {entry.isRead ? <Controls entry={entry} to={to} /> : null}
        {arranged.contradictions.length === 0 ? null : <Contradictions entry={entry} to={to} />}
        {entry.isRead ? <Answers entry={entry} to={to} /> : null}
        {arranged.owed.length + arranged.silentCount === 0 ? null : <Silence entry={entry} to={to} />}
        <History entry={entry} overview={overview} to={to} />
        {entry.report.score === null || !entry.isRead ? null : (
          <Waterfall entry={entry} score={entry.report.score} overview={overview} to={to} />
        )}
        <Documents entry={entry} to={to} />
        <p class="note files">
          The same as data: <a href={to(paths.json(product.id))}>JSON</a>,{' '}
          <a href={to(`api/v1/findings/${entry.kind}.csv`)}>CSV of all {kind.many}</a>,{' '}
          <a href={to(paths.feed(product.id))}>feed of changes</a>, <a href={to(paths.badge(product.id))}>badge</a>.
        </p>
      </article>
    ),
  };
}

function descriptionOf({ title, arranged, isRead, overall }: Entry): string {
  if (!isRead) return `The privacy policy of ${title} could not be read.`;
  const [first] = arranged.admissions;
  const score = overall.score === null ? '' : ` Score ${points(overall.score)} of 100.`;
  return `${title}: its privacy policy admits ${counted(arranged.admissions.length, 'practice')} and denies ${arranged.denials.length}.${score}${first === undefined ? '' : ` ${harmless(first.headline)}.`}`;
}

function placeSentence(place: Place, among: string): string {
  if (!place.ranked) return `Not ranked: ${noPlaceWords[place.reason]}`;
  return place.from === place.to ? `Place ${place.from} among ${among}` : `Place ${place.from} to ${place.to} among ${among}`;
}

function Head({ entry, to }: { readonly entry: Entry; readonly to: LinkTo }): VNode {
  const { maker, overall, places, kind, country, report, documents } = entry;
  const home = outside(maker.home);
  const many = kindWords[kind].many;
  const days = documents.flatMap(({ takenAt }) => (takenAt === undefined ? [] : [takenAt])).toSorted();
  const last = days.at(-1) ?? report.scannedAt;
  const unread = report.policies.filter(({ status }) => status === 'not-read').length;
  return (
    <div class="verdict">
      <div class="lede">
        <p class="kicker">
          {capital(kindWords[kind].one)} · {home === undefined ? harmless(maker.name) : <a href={home}>{harmless(maker.name)}</a>}
          {country === '' ? '' : `, ${country}`}
        </p>
        <h1>{entry.title}</h1>
      </div>
      <div class="plate">
        <GradeTile grade={overall.grade} isBig />
        <div>
          <p class="figure">
            {overall.score === null ? (
              'No score'
            ) : (
              <>
                <strong>{points(overall.score)}</strong> of 100
              </>
            )}
          </p>
          <Scored shown={overall} />
          <p class="small" aria-hidden="true">
            between {points(overall.low)} and {points(overall.high)}
          </p>
        </div>
        <ul class="facts">
          <li>
            <a href={to(paths.kind(kind))}>{placeSentence(places.kind, lowered(many))}</a>
          </li>
          <li>{placeSentence(places.overall, 'all products')}</li>
          <li>Its policy answers {Math.round(overall.coverage * 100)} % of what we ask</li>
          <li>
            <a href="#documents">
              {counted(report.policies.length - unread, 'document')} read{unread === 0 ? '' : `, ${unread} could not be read`}
            </a>
            , last on {plainDate(last)}
          </li>
        </ul>
      </div>
    </div>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function InShort({ entry, to }: { readonly entry: Entry; readonly to: LinkTo }): VNode {
  const { admissions, denials, silentCount } = entry.arranged;
  return (
    <Section id="in-short" title="In short" class="in-short">
      <p>
        It admits {counted(admissions.length, 'practice')}, denies {denials.length}, and is silent on {silentCount}.{' '}
        <a href={to(paths.compare(entry.kind))}>Compare with other {lowered(kindWords[entry.kind].many)}</a>.
      </p>
      {admissions.length === 0 ? null : (
        <>
          <h3>The gravest it admits</h3>
          <ol class="gravest">
            {admissions.slice(0, gravestShown).map((group) => {
              const [finding] = group.findings;
              return (
                <li>
                  <a href={finding === undefined ? `#${group.practice.concern}` : `#${findingAnchor(finding)}`}>
                    {harmless(group.headline)}
                  </a>{' '}
                  <SeverityMark severity={group.severity} />
                  {finding === undefined ? null : <q>{harmless(finding.quote)}</q>}
                </li>
              );
            })}
          </ol>
        </>
      )}
    </Section>
  );
}

function Contents({ entry }: { readonly entry: Entry }): VNode {
  const { arranged, isRead, editions, changes, report } = entry;
  const links: readonly (readonly [string, string])[] = [
    ...(isRead ? ([['controls', 'How to switch it off']] as const) : []),
    ...(isRead
      ? concerns.filter((concern) => concern !== 'control').map((concern): readonly [string, string] => [concern, concernWords[concern]])
      : []),
    ...(arranged.contradictions.length > 0 ? ([['contradictions', 'Contradictions']] as const) : []),
    ...(isRead ? ([['silence', 'What it does not say']] as const) : []),
    ...(editions.length + changes.length > 0 ? ([['history', 'What changed']] as const) : []),
    ...(report.score === null || !isRead ? [] : ([['score', 'Where the score comes from']] as const)),
    ['documents', 'Documents'],
  ];
  return (
    <nav class="contents" aria-label="On this page">
      <ul>
        {links.map(([id, label]) => (
          <li>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The score of each concern with its bounds: a table whose cells hold the bars. */
function Profile({ entry }: { readonly entry: Entry }): VNode {
  const scores = concerns.map((concern): readonly [Concern, Entry['overall']] => [concern, entry.byConcern[concern]]);
  if (scores.every(([, { coverage, score }]) => coverage === 0 && score === null)) return <></>;
  return (
    <Section id="profile" title="By concern">
      <table class="profile">
        <caption class="sr">Score of each concern from 0, worst, to 100, best, with the bounds within which it could still move.</caption>
        <thead>
          <tr>
            <th scope="col">Concern</th>
            <th scope="col" class="num">
              Score
            </th>
            <th scope="col" class="chart">
              <span class="scale">
                <span>0 worst</span>
                <span>100 best</span>
              </span>
            </th>
            <th scope="col" class="num wide-only">
              Answered
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.map(([concern, shown]) => (
            <tr>
              <th scope="row">
                <a href={`#${sectionAnchor(concern)}`}>{concernWords[concern]}</a>
              </th>
              <td class="num">{shown.score === null ? <span class="none">no score</span> : points(shown.score)}</td>
              <td class="chart">
                <Scored shown={shown} />
              </td>
              <td class="num wide-only">{Math.round(shown.coverage * 100)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small">
        {entry.overall.score === null ? '' : `Overall ${scoreWords(entry.overall)}. `}A dot is the score, the line is how far it could move
        if all that is unsaid were bad, or good.
      </p>
    </Section>
  );
}

function Contradictions({ entry, to }: { readonly entry: Entry; readonly to: LinkTo }): VNode {
  return (
    <Section id="contradictions" title="Where it contradicts itself">
      {entry.arranged.contradictions.map(({ headline, reason, findings }) => (
        <div class="contradiction">
          <h3>{harmless(headline)}</h3>
          {reason === '' ? null : <p>{harmless(reason)}</p>}
          <div class="pair">
            {findings.map((finding) => (
              <Clause entry={entry} finding={finding} to={to} hasAnchor={false} />
            ))}
          </div>
        </div>
      ))}
    </Section>
  );
}

function Silence({ entry, to }: { readonly entry: Entry; readonly to: LinkTo }): VNode {
  const { owed, silent, silentCount } = entry.arranged;
  return (
    <Section id="silence" title="What it does not say">
      <p>Of {counted(silentCount, 'practice')} its policy says neither yes nor no. That promises nothing.</p>
      {owed.length === 0 ? null : (
        <>
          <h3>Questions you are owed an answer to</h3>
          <ul>
            {owed.map(({ asks, reason }) => (
              <li>
                <strong>{harmless(asks)}</strong> {harmless(reason)}
              </li>
            ))}
          </ul>
        </>
      )}
      {silent.length === 0 ? null : (
        <details>
          <summary>Everything else it is silent on</summary>
          <dl class="silent">
            {silent.map(({ concern, practices }) => (
              <>
                <dt>{concernWords[concern]}</dt>
                <dd>
                  <ul>
                    {practices.map(({ id, title }) => (
                      <li>
                        Whether it <a href={to(paths.practice(id))}>{harmless(title)}</a>
                      </li>
                    ))}
                  </ul>
                </dd>
              </>
            ))}
          </dl>
        </details>
      )}
    </Section>
  );
}
