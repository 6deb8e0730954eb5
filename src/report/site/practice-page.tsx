import type { VNode } from 'preact';
import { concerns } from '../../model/finding.ts';
import type { Practice } from '../../model/rule.ts';
import { harmless } from '../harmless.ts';
import { concernWords, counted } from '../plain-words.ts';
import { Clause } from './clause.tsx';
import { SeverityMark } from './marks.tsx';
import { answerOf, byTitle, decidingFinding, type Entry, type Overview, type ShownAnswer } from './overview.ts';
import { Section, type LinkTo, type Page } from './page.tsx';
import { paths } from './paths.ts';
import { kindWords } from './site-words.ts';

/** Who does it, who says no, and who says nothing, each with one clause. */
export function practicePage(overview: Overview, practice: Practice): Page {
  const by = (answer: ShownAnswer): readonly Entry[] =>
    overview.entries.filter((entry) => answerOf(entry, practice.id) === answer).toSorted(byTitle);
  const [does, both, denies, perhaps] = [by('does'), by('both'), by('denies'), by('perhaps')];
  const [silent, unread] = [by('silent'), by('not-assessed')];
  const title = `Who ${harmless(practice.title)}?`;
  return {
    path: paths.practice(practice.id),
    title,
    description: `${counted(does.length + both.length, 'product')} admit it, ${denies.length} deny it, ${silent.length} do not say.`,
    crumbs: [
      { label: 'Practices', path: 'practices.html' },
      { label: concernWords[practice.concern], path: paths.concern(practice.concern) },
    ],
    body: (to) => (
      <>
        <div class="lede">
          <h1>{title}</h1>
          <p class="intro">{harmless(practice.why)}</p>
          <p>
            <SeverityMark severity={practice.severity} /> {counted(does.length + both.length, 'product')} admit it, {denies.length} deny it,{' '}
            {silent.length} do not say
            {unread.length === 0 ? '' : `, ${unread.length} could not be read`}.
          </p>
        </div>
        {practice.turnOff.how === '' ? null : (
          <p class="advice">
            <strong>How to switch it off:</strong> {harmless(practice.turnOff.how)}
            {practice.turnOff.cost === '' ? '' : <span class="cost"> What it costs you: {harmless(practice.turnOff.cost)}</span>}
          </p>
        )}
        <Sayers id="denies" title="They say they do not" entries={denies} practice={practice} to={to} />
        <Sayers id="both" title="They say both" entries={both} practice={practice} to={to} />
        <Sayers id="does" title="They say they do" entries={does} practice={practice} to={to} />
        <Sayers id="perhaps" title="Perhaps: we are not sure" entries={perhaps} practice={practice} to={to} />
        {silent.length === 0 ? null : (
          <Section id="silent" title="They do not say">
            <ul class="columns">
              {silent.map((entry) => (
                <li>
                  <a href={to(paths.product(entry.product.id))}>{entry.title}</a> <span class="why">{kindWords[entry.kind].one}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <p class="small">Where the definition comes from: {harmless(practice.source)}</p>
      </>
    ),
  };
}

interface SayersShown {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly practice: Practice;
  readonly to: LinkTo;
}

function Sayers({ id, title, entries, practice, to }: SayersShown): VNode {
  if (entries.length === 0) return <></>;
  return (
    <Section id={id} title={title}>
      {entries.map((entry) => {
        const finding = decidingFinding(entry, practice.id);
        return (
          <div class="group">
            <h3>
              <a href={to(paths.product(entry.product.id))}>{entry.title}</a> <span class="why">{kindWords[entry.kind].one}</span>
            </h3>
            {finding === undefined ? null : <Clause entry={entry} finding={finding} to={to} hasAnchor={false} />}
          </div>
        );
      })}
    </Section>
  );
}

/** All practices, with how many admit and deny each. */
export function practicesPage(overview: Overview): Page {
  const count = (id: string, answers: readonly ShownAnswer[]): number =>
    overview.entries.filter((entry) => answers.includes(answerOf(entry, id))).length;
  return {
    path: 'practices.html',
    title: 'Practices',
    description: `The ${overview.practices.length} practices that policies are read for, and who admits and denies each.`,
    body: (to) => (
      <>
        <div class="lede">
          <h1>Practices</h1>
          <p class="intro">
            What we look for in every policy. Each page has the clauses of all products, so that you can search without JavaScript.
          </p>
        </div>
        {concerns.map((concern) => {
          const own = overview.practices.filter((practice) => practice.concern === concern);
          return own.length === 0 ? null : (
            <Section id={concern} title={concernWords[concern]}>
              <table class="rank">
                <caption class="sr">{concernWords[concern]}: how many products say what</caption>
                <thead>
                  <tr>
                    <th scope="col">It …</th>
                    <th scope="col" class="num">
                      Yes
                    </th>
                    <th scope="col" class="num">
                      No
                    </th>
                    <th scope="col" class="num">
                      Silent
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {own.map((practice) => (
                    <tr>
                      <th scope="row">
                        <a href={to(paths.practice(practice.id))}>{harmless(practice.title)}</a>
                      </th>
                      <td class="num">{count(practice.id, ['does', 'both'])}</td>
                      <td class="num">{count(practice.id, ['denies'])}</td>
                      <td class="num">{count(practice.id, ['silent'])}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Section>
          );
        })}
      </>
    ),
  };
}
