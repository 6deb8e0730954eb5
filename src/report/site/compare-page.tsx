import type { VNode } from 'preact';
import { concerns } from '../../model/finding.ts';
import type { Kind } from '../../model/kind.ts';
import type { Practice } from '../../model/rule.ts';
import { harmless } from '../harmless.ts';
import { concernWords } from '../plain-words.ts';
import { points } from './marks.tsx';
import { answerOf, byTitle, decidingFinding, type Entry, type Overview } from './overview.ts';
import type { LinkTo, Page } from './page.tsx';
import { findingAnchor, paths } from './paths.ts';
import { answerWords, kindWords } from './site-words.ts';

/** Products of one kind side by side: a table for each concern. */
export function comparePage(overview: Overview, kind: Kind): Page {
  const members = overview.byKind.get(kind) ?? [];
  const { many } = kindWords[kind];
  return {
    path: paths.compare(kind),
    title: `${many} side by side`,
    description: `What the privacy policies of ${members.length} ${many} say to each question, side by side.`,
    section: 'compare',
    crumbs: [
      { label: 'All products', path: paths.ranking },
      { label: many, path: paths.kind(kind) },
    ],
    body: (to) => (
      <>
        <div class="lede">
          <h1>{many} side by side</h1>
          <p class="intro">
            Yes: its policy says it does. No: its policy says it does not. Perhaps: we are not sure it says so. Silent: it says neither.
            Each answer leads to the clause. Best overall first.
          </p>
        </div>
        <p>
          <a href={to('compare/index.html')}>Compare any two products</a>
        </p>
        {concerns.map((concern) => (
          <Matrix
            title={concernWords[concern]}
            id={concern}
            practices={overview.practices.filter((practice) => practice.concern === concern)}
            members={members}
            to={to}
          />
        ))}
      </>
    ),
  };
}

interface MatrixShown {
  readonly title: string;
  readonly id: string;
  readonly practices: readonly Practice[];
  readonly members: readonly Entry[];
  readonly to: LinkTo;
}

function Matrix({ title, id, practices, members, to }: MatrixShown): VNode {
  if (practices.length === 0) return <></>;
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div class="scroll" role="region" aria-label={`${title}, side by side`} tabIndex={0}>
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">It …</th>
              {members.map(({ title: name, product }) => (
                <th scope="col">
                  <a href={to(paths.product(product.id))}>{name}</a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {practices.map((practice) => (
              <tr>
                <th scope="row">
                  <a href={to(paths.practice(practice.id))}>{harmless(practice.title)}</a>
                </th>
                {members.map((entry) => (
                  <Cell entry={entry} practice={practice} to={to} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({ entry, practice, to }: { readonly entry: Entry; readonly practice: Practice; readonly to: LinkTo }): VNode {
  const answer = answerOf(entry, practice.id);
  // For a control, yes is the good answer.
  const isGood = (answer === 'denies') !== (practice.concern === 'control') && (answer === 'denies' || answer === 'does');
  const finding = decidingFinding(entry, practice.id);
  const anchor = practice.concern === 'control' ? 'controls' : finding === undefined ? undefined : findingAnchor(finding);
  const words = answerWords[answer];
  return (
    <td class={`an ${answer === 'does' || answer === 'denies' ? (isGood ? 'ok' : 'bad') : answer}`}>
      {anchor === undefined || answer === 'silent' || answer === 'not-assessed' ? (
        words
      ) : (
        <a href={to(`${paths.product(entry.product.id)}#${anchor}`)}>{words}</a>
      )}
    </td>
  );
}

/** Any two products, chosen by a script; without one, the tables of the kinds. */
export function compareIndexPage(overview: Overview): Page {
  const sorted = overview.entries.toSorted(byTitle);
  return {
    path: 'compare/index.html',
    title: 'Compare products',
    description: 'Products side by side: all of one kind, or any two.',
    section: 'compare',
    scripts: ['assets/answers.js'],
    body: (to) => (
      <>
        <div class="lede">
          <h1>Compare products</h1>
        </div>
        <section aria-labelledby="kinds-title">
          <h2 id="kinds-title">All of one kind, side by side</h2>
          <ul class="columns">
            {[...overview.byKind].map(([kind, members]) => (
              <li>
                <a href={to(paths.compare(kind))}>{kindWords[kind].many}</a> <span class="why">{members.length}</span>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="pair-title" class="pair-tool needs-script">
          <h2 id="pair-title">Any two products</h2>
          <form data-pair data-root={to('index.html').replace(/index\.html$/u, '')}>
            {['one', 'other'].map((name, index) => (
              <label>
                {index === 0 ? 'This' : 'With this'}{' '}
                <select name={name}>
                  {sorted.map((entry, position) => (
                    <option value={entry.product.id} selected={position === index}>
                      {entry.title}
                    </option>
                  ))}
                </select>
              </label>
            ))}
            <button type="submit">Compare</button>
          </form>
          <div id="pair" aria-live="polite" />
        </section>
        <p class="no-script note">With JavaScript switched on, any two products can be put side by side here.</p>
      </>
    ),
  };
}

/** A letter for each answer, so that the answers of a product are a short word. */
const letters = { does: 'y', denies: 'n', both: 'b', perhaps: 'p', silent: 's', 'not-assessed': '-' } as const;

/** What the script compares with: practices, then products with a letter for each answer. As a script, since a page in a folder may not read other files. */
export function answersScript(overview: Overview): string {
  const practices = overview.practices.map(({ id, concern, title }) => [
    id,
    concernWords[concern],
    harmless(title),
    concern === 'control' ? 1 : 0,
  ]);
  const products = overview.entries.map((entry) => [
    entry.product.id,
    entry.title,
    entry.kind,
    entry.overall.score === null ? null : Number(points(entry.overall.score)),
    entry.overall.grade,
    overview.practices.map(({ id }) => letters[answerOf(entry, id)]).join(''),
  ]);
  return script('earshotAnswers', [practices, products]);
}

/** A plain value as a script that names it: arrays, strings and numbers alone, of which no key can be taken for another. */
export function script(name: string, value: unknown): string {
  const json = JSON.stringify(value).replace(/[\u2028\u2029<]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `globalThis.${name}=${json};\n`;
}
