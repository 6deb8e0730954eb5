import type { VNode } from 'preact';
import { concerns, type Concern } from '../../model/finding.ts';
import type { Kind } from '../../model/kind.ts';
import type { Place } from '../../model/score.ts';
import { concernWords, counted } from '../plain-words.ts';
import { harmless } from '../harmless.ts';
import { BoundsBar, GradeTile, points, scoreWords, tone } from './marks.tsx';
import type { Entry, Overview } from './overview.ts';
import type { LinkTo, Page } from './page.tsx';
import { paths } from './paths.ts';
import { kindWords, lowered, noPlaceWords } from './site-words.ts';

/** "3", "3–5" where places are shared. */
function placeWords(place: Place): string {
  if (!place.ranked) return '–';
  return place.from === place.to ? String(place.from) : `${place.from}–${place.to}`;
}

/** The ranking of all products, or of one kind. */
export function rankingPage(overview: Overview, kind?: Kind): Page {
  const members = kind === undefined ? overview.entries : (overview.byKind.get(kind) ?? []);
  const placeOf = ({ places }: Entry): Place => (kind === undefined ? places.overall : places.kind);
  const ranked = members.filter((entry) => placeOf(entry).ranked).toSorted(byPlace(placeOf));
  const others = members.filter((entry) => !placeOf(entry).ranked);
  const many = kind === undefined ? 'products' : kindWords[kind].many;
  const title = kind === undefined ? 'What privacy policies admit, ranked' : `${kindWords[kind].many}, ranked by their privacy policies`;
  return {
    path: kind === undefined ? paths.ranking : paths.kind(kind),
    title,
    description: `${counted(members.length, 'product')} ranked by what their own privacy policies say about listening, tracking, keeping and handing on.`,
    section: 'ranking',
    ...(kind === undefined ? {} : { crumbs: [{ label: 'All products', path: paths.ranking }] }),
    body: (to) => (
      <>
        <div class="lede">
          <h1>{title}</h1>
          <p class="intro">
            We read the privacy policies of {kind === undefined ? counted(members.length, 'product') : `${members.length} ${lowered(many)}`}{' '}
            and took down what they say they do with your voice, your whereabouts and the rest of your data. 100 is best, 0 is worst. The
            line through each dot shows how far the score could still move if everything the policy leaves unsaid turned out good or bad.
          </p>
        </div>
        <KindFilter overview={overview} kind={kind} to={to} />
        <ConcernFilter kind={kind} to={to} />
        <div class="tools">
          <label class="needs-script">
            Show only names with <input type="search" data-filter="ranked" autocomplete="off" />
          </label>
          <Key />
        </div>
        {ranked.length === 0 ? (
          <p class="note">Nothing here has a score yet: see below why.</p>
        ) : (
          <RankTable ranked={ranked} kind={kind} placeOf={placeOf} to={to} />
        )}
        {kind === undefined || ranked.length === 0 ? null : <ConcernTable ranked={ranked} kind={kind} to={to} />}
        {others.length === 0 ? null : <Others others={others} placeOf={placeOf} to={to} />}
      </>
    ),
  };
}

function byPlace(placeOf: (entry: Entry) => Place): (a: Entry, b: Entry) => number {
  const start = (entry: Entry): number => {
    const place = placeOf(entry);
    return place.ranked ? place.from : Number.MAX_SAFE_INTEGER;
  };
  return (a, b) => start(a) - start(b) || (b.overall.score ?? 0) - (a.overall.score ?? 0);
}

/** Links to the ranking of every kind, which filter it without a script. */
export function KindFilter(props: {
  readonly overview: Overview;
  readonly kind: Kind | undefined;
  readonly concern?: Concern;
  readonly to: LinkTo;
}): VNode {
  const { overview, kind, concern, to } = props;
  const all = concern === undefined ? paths.ranking : paths.concern(concern);
  const current = (here: Kind | undefined): 'page' | undefined => (here === kind ? 'page' : undefined);
  return (
    <nav class="filter" aria-label="Kinds of product">
      <ul>
        <li>
          <a href={to(all)} aria-current={current(undefined)}>
            All <span class="n">{overview.entries.length}</span>
          </a>
        </li>
        {[...overview.byKind].map(([it, members]) => (
          <li>
            <a href={to(concern === undefined ? paths.kind(it) : paths.kindConcern(it, concern))} aria-current={current(it)}>
              {kindWords[it].many} <span class="n">{members.length}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Links to the same products in the order of one concern. */
export function ConcernFilter({
  kind,
  concern,
  to,
}: {
  readonly kind: Kind | undefined;
  readonly concern?: Concern;
  readonly to: LinkTo;
}): VNode {
  return (
    <nav class="filter quiet" aria-label="Order by">
      <span class="label" aria-hidden="true">
        Order by
      </span>
      <ul>
        <li>
          <a href={to(kind === undefined ? paths.ranking : paths.kind(kind))} aria-current={concern === undefined ? 'page' : undefined}>
            Overall
          </a>
        </li>
        {concerns.map((it) => (
          <li>
            <a
              href={to(kind === undefined ? paths.concern(it) : paths.kindConcern(kind, it))}
              aria-current={it === concern ? 'page' : undefined}
            >
              {concernWords[it]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Key(): VNode {
  return (
    <p class="key">
      <span aria-hidden="true">
        <BoundsBar shown={{ score: 60, low: 35, high: 80, grade: 'B', coverage: 1 }} />
      </span>{' '}
      dot: score · line: what remains possible
    </p>
  );
}

function RankTable(props: {
  readonly ranked: readonly Entry[];
  readonly kind: Kind | undefined;
  readonly placeOf: (entry: Entry) => Place;
  readonly to: LinkTo;
}): VNode {
  const { ranked, kind, placeOf, to } = props;
  return (
    <table class="rank" id="ranked" data-sort>
      <caption>
        <span class="sr">Ranking. </span>
        {counted(ranked.length, 'product')} with a place. Places are shared where the lines overlap so far that nothing tells them apart.
      </caption>
      <thead>
        <tr>
          <th scope="col" class="num">
            Place
          </th>
          <th scope="col">Product</th>
          {kind === undefined ? (
            <th scope="col" class="wide-only">
              Kind
            </th>
          ) : null}
          <th scope="col" class="num">
            Score
          </th>
          <th scope="col" class="wide-only">
            <span class="scale">
              <span>0 worst</span>
              <span>100 best</span>
            </span>
          </th>
          <th scope="col">Grade</th>
          <th scope="col" class="num wide-only">
            Answered
          </th>
        </tr>
      </thead>
      <tbody>
        {ranked.map((entry) => (
          <tr>
            <td class="num">{placeWords(placeOf(entry))}</td>
            <th scope="row">
              <a href={to(paths.product(entry.product.id))}>{entry.title}</a>
              {kind === undefined ? null : <Gravest entry={entry} />}
            </th>
            {kind === undefined ? <td class="wide-only">{kindWords[entry.kind].one}</td> : null}
            <td class="num">
              {entry.overall.score === null ? '–' : points(entry.overall.score)}
              <span class="range">
                {points(entry.overall.low)}–{points(entry.overall.high)}
              </span>
            </td>
            <td class="wide-only">
              <BoundsBar shown={entry.overall} />
            </td>
            <td>
              <GradeTile grade={entry.overall.grade} />
            </td>
            <td class="num wide-only">{Math.round(entry.overall.coverage * 100)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Admissions named under each product of a kind. */
const gravestShown = 2;

function Gravest({ entry }: { readonly entry: Entry }): VNode {
  const named = entry.arranged.admissions.slice(0, gravestShown).map(({ headline }) => harmless(headline).replace(/^It /u, ''));
  return named.length === 0 ? <></> : <span class="sub">It {named.join('; it ')}.</span>;
}

/** The score of every concern, side by side. */
function ConcernTable({ ranked, kind, to }: { readonly ranked: readonly Entry[]; readonly kind: Kind; readonly to: LinkTo }): VNode {
  return (
    <section id="concerns" aria-labelledby="concerns-title">
      <h2 id="concerns-title">By concern</h2>
      <div class="scroll" role="region" aria-label="Scores by concern" tabIndex={0}>
        <table class="heat">
          <thead>
            <tr>
              <th scope="col">Product</th>
              {concerns.map((concern) => (
                <th scope="col">
                  <a href={to(paths.kindConcern(kind, concern))}>{concernWords[concern]}</a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ranked.map((entry) => (
              <tr>
                <th scope="row">
                  <a href={to(paths.product(entry.product.id))}>{entry.title}</a>
                </th>
                {concerns.map((concern) => {
                  const shown = entry.byConcern[concern];
                  const { score } = shown;
                  return (
                    <td>
                      {score === null ? (
                        <span class="none">
                          –<span class="sr"> no score</span>
                        </span>
                      ) : (
                        <b class={`g g${tone(shown)}`}>{points(score)}</b>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Others({
  others,
  placeOf,
  to,
}: {
  readonly others: readonly Entry[];
  readonly placeOf: (entry: Entry) => Place;
  readonly to: LinkTo;
}): VNode {
  return (
    <section id="not-ranked" aria-labelledby="not-ranked-title">
      <h2 id="not-ranked-title">Not ranked</h2>
      <p>
        No place is not a good place. <a href={to('unread.html')}>What could not be read</a> lists each document and why.
      </p>
      <ul class="columns">
        {others.map((entry) => {
          const place = placeOf(entry);
          return (
            <li>
              <a href={to(paths.product(entry.product.id))}>{entry.title}</a>
              <span class="why">{place.ranked ? '' : noPlaceWords[place.reason]}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A score in words for those who hear the page, its picture for those who see it. */
export function Scored({ shown }: { readonly shown: Entry['overall'] }): VNode {
  return (
    <>
      <BoundsBar shown={shown} />
      <span class="sr">{scoreWords(shown)}</span>
    </>
  );
}
