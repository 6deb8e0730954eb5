import type { VNode } from 'preact';
import type { Concern, Finding } from '../../model/finding.ts';
import type { Kind } from '../../model/kind.ts';
import { harmless } from '../harmless.ts';
import type { PracticeGroup } from '../arrangement.ts';
import { concernWords, counted } from '../plain-words.ts';
import { BoundsBar, points, SaidMark, SeverityMark } from './marks.tsx';
import { byConcern, byTitle, type Entry, type Overview } from './overview.ts';
import type { LinkTo, Page } from './page.tsx';
import { findingAnchor, paths, sectionAnchor } from './paths.ts';
import { ConcernFilter, KindFilter } from './ranking-page.tsx';
import { concernQuestion, kindWords, lowered } from './site-words.ts';

/** Admissions listed for each product; the product's page has all. */
const admissionsShown = 3;

/** All products, or those of one kind, in the order of one concern: what each admits of it, in a line. */
export function concernPage(overview: Overview, concern: Concern, kind?: Kind): Page {
  const members = (kind === undefined ? overview.entries : (overview.byKind.get(kind) ?? [])).toSorted(byConcern(concern));
  const assessed = members.filter(({ isRead }) => isRead);
  const unread = members.filter(({ isRead }) => !isRead);
  const scored = assessed.filter((entry) => entry.byConcern[concern].score !== null);
  const others = assessed.filter((entry) => entry.byConcern[concern].score === null).toSorted(byTitle);
  const unscored = others.filter((entry) => saysAnything(entry, concern));
  const silent = others.filter((entry) => !saysAnything(entry, concern));
  const title = `Which ${kind === undefined ? 'products' : lowered(kindWords[kind].many)} ${concernQuestion[concern]}`;
  return {
    path: kind === undefined ? paths.concern(concern) : paths.kindConcern(kind, concern),
    title,
    description: `${concernWords[concern]}: what ${counted(members.length, 'policy', 'policies')} admit and deny, best first.`,
    section: 'ranking',
    crumbs: [
      { label: 'All products', path: paths.ranking },
      ...(kind === undefined ? [] : [{ label: kindWords[kind].many, path: paths.kind(kind) }]),
    ],
    body: (to) => (
      <>
        <div class="lede">
          <h1>{title}</h1>
          <p class="intro">
            In the order of what their policies say under “{concernWords[concern]}”. A policy that says nothing stands lower than one that
            says no: silence promises nothing.
          </p>
        </div>
        <KindFilter overview={overview} kind={kind} concern={concern} to={to} />
        <ConcernFilter kind={kind} concern={concern} to={to} />
        <table class="rank concern" data-sort>
          <caption class="sr">{title}</caption>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col" class="num">
                Score
              </th>
              <th scope="col" class="says">
                What the policy says
              </th>
            </tr>
          </thead>
          <tbody>
            {scored.map((entry) => (
              <Row entry={entry} concern={concern} to={to} hasKind={kind === undefined} />
            ))}
          </tbody>
          {unscored.length === 0 ? null : (
            <tbody>
              <tr class="band">
                <th scope="rowgroup" colSpan={3}>
                  Too little is said for a score, from A to Z
                </th>
              </tr>
              {unscored.map((entry) => (
                <Row entry={entry} concern={concern} to={to} hasKind={kind === undefined} />
              ))}
            </tbody>
          )}
        </table>
        {silent.length === 0 ? null : <Listed label="They say nothing about it, which promises nothing" entries={silent} to={to} />}
        {unread.length === 0 ? null : <Listed label="Not read, so that nothing is known" entries={unread} to={to} />}
      </>
    ),
  };
}

/** Whether anything was found of the concern, for or against. */
function saysAnything({ arranged }: Entry, concern: Concern): boolean {
  const { admissions, denials, refusals, choices } = arranged;
  return [...admissions, ...denials, ...refusals, ...choices].some(({ practice }) => practice.concern === concern);
}

function Listed({ label, entries, to }: { readonly label: string; readonly entries: readonly Entry[]; readonly to: LinkTo }): VNode {
  return (
    <p class="note listed">
      {label}:{' '}
      {entries.map((entry, index) => (
        <>
          {index === 0 ? '' : ', '}
          <a href={to(paths.product(entry.product.id))}>{entry.title}</a>
        </>
      ))}
      .
    </p>
  );
}

function Row({
  entry,
  concern,
  to,
  hasKind,
}: {
  readonly entry: Entry;
  readonly concern: Concern;
  readonly to: LinkTo;
  readonly hasKind: boolean;
}): VNode {
  const shown = entry.byConcern[concern];
  const isControl = concern === 'control';
  const { admissions, denials, refusals, choices } = entry.arranged;
  const of = (groups: readonly PracticeGroup[]): readonly PracticeGroup[] => groups.filter(({ practice }) => practice.concern === concern);
  const bad = of(isControl ? refusals : admissions);
  // "We do not sell your recordings" denies a part of what is admitted beside it; without its quote it would seem to deny all.
  const good = isControl ? of(choices) : of(denials).filter(({ practice }) => !bad.some((group) => group.practice.id === practice.id));
  return (
    <tr>
      <th scope="row">
        <a href={to(`${paths.product(entry.product.id)}#${sectionAnchor(concern)}`)}>{entry.title}</a>
        {hasKind ? <span class="sub">{kindWords[entry.kind].one}</span> : null}
      </th>
      <td class="num">
        {shown.score === null ? <span class="none">no score</span> : points(shown.score)}
        <span class="range">
          {points(shown.low)}–{points(shown.high)}
        </span>
        <BoundsBar shown={shown} />
      </td>
      <td class="says">
        {bad.length + good.length === 0 ? <span class="none">Says nothing about it.</span> : null}
        <ul class="plain">
          {bad.slice(0, admissionsShown).map((group) => (
            <Line group={group} entry={entry} to={to} hasSeverity={!isControl} />
          ))}
          {bad.length > admissionsShown ? (
            <li>
              <a href={to(`${paths.product(entry.product.id)}#${sectionAnchor(concern)}`)}>and {bad.length - admissionsShown} more</a>
            </li>
          ) : null}
          {good.map((group) => (
            <Line group={group} entry={entry} to={to} hasSeverity={false} />
          ))}
        </ul>
      </td>
    </tr>
  );
}

/** Choices stand together on the product's page, without anchors of their own. */
const anchorOf = (finding: Finding): string =>
  finding.concern === 'control' && finding.stance === 'does' ? 'controls' : findingAnchor(finding);

function Line({
  group,
  entry,
  to,
  hasSeverity,
}: {
  readonly group: PracticeGroup;
  readonly entry: Entry;
  readonly to: LinkTo;
  readonly hasSeverity: boolean;
}): VNode {
  const [finding] = group.findings;
  const words = harmless(group.headline);
  return (
    <li>
      {finding === undefined ? words : <a href={to(`${paths.product(entry.product.id)}#${anchorOf(finding)}`)}>{words}</a>}{' '}
      {hasSeverity ? <SeverityMark severity={group.severity} /> : <SaidMark group={group} />}
    </li>
  );
}
