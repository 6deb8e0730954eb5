import type { VNode } from 'preact';
import type { ComparedFinding, FindingChange, PolicyChange, TextChange, WordPart } from '../../model/change.ts';
import { practiceOf } from '../arrangement.ts';
import { harmless } from '../harmless.ts';
import { negated, plainDate } from '../plain-words.ts';
import { changeWords, effectsInWords } from './change-words.ts';
import { points } from './marks.tsx';
import type { Entry, Overview } from './overview.ts';
import { Section, type LinkTo, type Page } from './page.tsx';
import { paths } from './paths.ts';
import { kindWords } from './site-words.ts';

/** Passages of a diff in one page: the longest rewriting of a policy seen in the corpus has about 600. */
const passagesShown = 1000;

/** The changes of a product that share a day, on one page, since the address names product and day. */
export function changePage(overview: Overview, entry: Entry, changes: readonly PolicyChange[]): Page {
  const [first] = changes;
  const day = first?.to.slice(0, 10) ?? '';
  const title = `What changed in ${entry.title} on ${plainDate(day)}`;
  return {
    path: paths.change(entry.product.id, day),
    title,
    description: `${entry.title}, ${plainDate(day)}: ${changes.map(({ comparison }) => effectsInWords(comparison)).join('; ')}.`,
    section: 'changes',
    crumbs: [
      { label: kindWords[entry.kind].many, path: paths.kind(entry.kind) },
      { label: entry.title, path: paths.product(entry.product.id) },
    ],
    feed: paths.feed(entry.product.id),
    body: (to) => (
      <>
        <h1>{title}</h1>
        {changes.map((change, index) => (
          <Change change={change} overview={overview} number={changes.length > 1 ? index + 1 : 0} to={to} />
        ))}
      </>
    ),
  };
}

function Change({
  change,
  overview,
  number,
  to,
}: {
  readonly change: PolicyChange;
  readonly overview: Overview;
  readonly number: number;
  readonly to: LinkTo;
}): VNode {
  const { comparison, from, to: until } = change;
  const telling = comparison.findings.filter(({ effect }) => effect !== 'neutral');
  const small = comparison.findings.filter(({ effect }) => effect === 'neutral');
  const suffix = number === 0 ? '' : `-${number}`;
  return (
    <>
      <p class="intro">
        {number === 0 ? '' : `${harmless(change.policy)}: `}The text of {plainDate(from)} against that of {plainDate(until)}:{' '}
        {effectsInWords(comparison)}.{scoreSentence(change)}
      </p>
      {comparison.promises.length === 0 ? null : (
        <Section id={`promises${suffix}`} title="Promises that are gone">
          {comparison.promises.map((promise) => (
            <div class="shift worse">
              <h3>
                It no longer says that it{' '}
                {harmless(negated(practiceOf(promise.practice, { practices: overview.practices, texts: [] }).title))}
              </h3>
              <p>{harmless(promise.why)}</p>
              <Words label="Before" finding={promise.before} />
            </div>
          ))}
        </Section>
      )}
      {comparison.findings.length === 0 ? null : (
        <Section id={`meaning${suffix}`} title="What it means">
          {telling.map((it) => (
            <Shift change={it} overview={overview} to={to} />
          ))}
          {small.length === 0 ? null : (
            <details open={telling.length === 0}>
              <summary>
                {small.length} {small.length === 1 ? 'change' : 'changes'} of little weight
              </summary>
              {small.map((it) => (
                <Shift change={it} overview={overview} to={to} />
              ))}
            </details>
          )}
        </Section>
      )}
      <Section id={`words${suffix}`} title="Word by word">
        {comparison.text.changes.every(({ kind }) => kind === 'moved') ? (
          <p class="none">No passage has other words.</p>
        ) : (
          <p>
            <ins>Underlined</ins> is new, <del>struck out</del> is gone.{' '}
            {comparison.text.counts.moved === 0 ? '' : `${comparison.text.counts.moved} passages only moved and are left out.`}
          </p>
        )}
        <Diff changes={comparison.text.changes.filter(({ kind }) => kind !== 'moved')} />
      </Section>
    </>
  );
}

/** " The score went from 40 to 43 (the text +3.1)."; nothing where there is none. */
function scoreSentence({ score }: PolicyChange): string {
  if (score === undefined || score.before === null || score.after === null) return '';
  const [before, after] = [points(score.before), points(score.after)];
  return before === after ? ` The score stays at ${after}.` : ` The score went from ${before} to ${after}${because(score.parts)}.`;
}

const causeWords = { text: 'the text', rules: 'our rules', extractor: 'how we read pages', formula: 'how we score' } as const;

/** " (text −3, our rules +1)". */
function because(parts: NonNullable<PolicyChange['score']>['parts']): string {
  const told = parts
    .filter(({ points: by }) => Math.abs(by) >= 0.05)
    .map(
      ({ causes, points: by }) =>
        `${causes.map((cause) => causeWords[cause]).join(' and ')} ${by > 0 ? '+' : '−'}${Math.abs(by).toFixed(1)}`,
    );
  return told.length === 0 ? '' : ` (${told.join(', ')})`;
}

const effectWords = { worse: 'worse for you', better: 'better for you', neutral: 'little changes' } as const;

function Shift({ change, overview, to }: { readonly change: FindingChange; readonly overview: Overview; readonly to: LinkTo }): VNode {
  const { title } = practiceOf(change.practice, { practices: overview.practices, texts: [] });
  const finding = change.kind === 'gone' ? change.before : change.after;
  return (
    <div class={`shift ${change.effect}`}>
      <h3>
        {changeWords[change.kind]}: it {harmless(finding.stance === 'does' ? title : `says it ${negated(title)}`)}{' '}
        <span class={`ef ${change.effect}`}>{effectWords[change.effect]}</span>
      </h3>
      <p>
        {harmless(change.why)} <a href={to(paths.practice(change.practice))}>Who else does this?</a>
      </p>
      {change.kind === 'new' ? <Words label="Now" finding={change.after} /> : null}
      {change.kind === 'gone' ? <Words label="Before" finding={change.before} /> : null}
      {'words' in change ? (
        <blockquote class="diff">
          <p>
            <Parts words={change.words} />
          </p>
        </blockquote>
      ) : null}
    </div>
  );
}

function Words({ label, finding }: { readonly label: string; readonly finding: ComparedFinding }): VNode {
  return (
    <figure class="clause">
      <blockquote>
        <p>{harmless(finding.quote)}</p>
      </blockquote>
      <figcaption>
        {label}
        {finding.section.length === 0 ? '' : ` › ${finding.section.map(harmless).join(' › ')}`}
      </figcaption>
    </figure>
  );
}

/** Passages by what happened to them, in the order of the new text. */
function Diff({ changes }: { readonly changes: readonly TextChange[] }): VNode {
  const shown = changes.slice(0, passagesShown);
  return (
    <div class="diff">
      {shown.map((change) => (
        <p class={change.kind}>
          {change.kind === 'reworded' ? <Parts words={change.words} /> : null}
          {change.kind === 'added' ? <ins>{harmless(change.after.quote)}</ins> : null}
          {change.kind === 'removed' ? <del>{harmless(change.before.quote)}</del> : null}
        </p>
      ))}
      {changes.length > shown.length ? (
        <p class="note">{changes.length - shown.length} more passages are in the data beside this page.</p>
      ) : null}
    </div>
  );
}

function Parts({ words }: { readonly words: readonly WordPart[] }): VNode {
  return (
    <>
      {words.map(({ kind, text }) =>
        kind === 'same' ? harmless(text) : kind === 'added' ? <ins>{harmless(text)}</ins> : <del>{harmless(text)}</del>,
      )}
    </>
  );
}

/** Changes in the list of all; older ones stand on their products' pages. */
const changesListed = 300;

/** All changes, newest first. */
export function changesPage(overview: Overview): Page {
  const all = overview.entries
    .flatMap((entry) => entry.changes.map((change) => ({ entry, change })))
    .toSorted((a, b) => (a.change.to === b.change.to ? 0 : a.change.to < b.change.to ? 1 : -1));
  return {
    path: 'changes/index.html',
    title: 'What changed',
    description: `${all.length} changes of privacy policies, newest first, with what each means for you.`,
    section: 'changes',
    body: (to) => (
      <>
        <div class="lede">
          <h1>What changed</h1>
          <p class="intro">
            Every change of a policy that has stood, newest first, with what it means for you.{' '}
            <a href={to('changes.atom')}>Follow as a feed</a>.
          </p>
        </div>
        {all.length === 0 ? (
          <p class="note">No change is known yet: a second reading of a policy is needed to see one.</p>
        ) : (
          <table class="rank">
            <caption class="sr">Changes, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Product</th>
                <th scope="col">What it means</th>
                <th scope="col" class="num wide-only">
                  Score
                </th>
              </tr>
            </thead>
            <tbody>
              {all.slice(0, changesListed).map(({ entry, change }) => (
                <tr>
                  <td class="day">{plainDate(change.to)}</td>
                  <th scope="row">
                    <a href={to(paths.change(entry.product.id, change.to.slice(0, 10)))}>{entry.title}</a>
                  </th>
                  <td>{effectsInWords(change.comparison)}</td>
                  <td class="num wide-only">{scoreStep(change)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {all.length > changesListed ? (
          <p class="note">{all.length - changesListed} older changes stand on the pages of their products.</p>
        ) : null}
      </>
    ),
  };
}

function scoreStep({ score }: PolicyChange): string {
  if (score === undefined || score.before === null || score.after === null) return '';
  const [before, after] = [points(score.before), points(score.after)];
  return before === after ? `${after}, as before` : `${before} to ${after}`;
}
