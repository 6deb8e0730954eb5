import type { VNode } from 'preact';
import type { Accuracy, AccuracyFigure, Rate } from '../../model/accuracy.ts';
import type { Stance } from '../../model/finding.ts';
import { concerns } from '../../model/finding.ts';
import type { Scoring } from '../../model/score.ts';
import { harmless } from '../harmless.ts';
import { concernWords, counted, negated } from '../plain-words.ts';
import type { Overview } from './overview.ts';
import { Section, type LinkTo, type Page } from './page.tsx';
import { paths } from './paths.ts';

/** How it is done: what is read, how it is scored, and how right each rule is. */
export function methodPage(overview: Overview): Page {
  const { accuracy, scoring, sensitivity } = overview.input;
  return {
    path: 'method.html',
    title: 'How it is done',
    description: 'What is read, how it is scored, and how often each rule is right.',
    section: 'method',
    body: (to) => (
      <div class="method">
        <div class="lede">
          <h1>How it is done</h1>
          <p class="intro">
            A program reads each policy sentence by sentence and takes down the sentences that admit, or deny, one of{' '}
            {overview.practices.length} practices. It quotes them as they stand. It grades what a policy says, never how private a device
            is.
          </p>
          <p class="intro">
            Written rules, which anyone can read, and a classifier that was trained on labelled sentences decide together how likely a
            sentence says it. Likely ones are shown; less likely ones are marked “check this”.
          </p>
        </div>
        <Section id="answers" title="Four answers that never turn into one another">
          <dl>
            <dt>Yes</dt>
            <dd>The policy says it does this, and we show the sentence. “May” is said as “may”.</dd>
            <dt>No</dt>
            <dd>The policy says it does not do this. We cannot know whether that is true.</dd>
            <dt>Silent</dt>
            <dd>The policy says neither. Silence never helps a score; it widens what is possible.</dd>
            <dt>Not read</dt>
            <dd>
              We could not read the document. Then nothing is known, and there is no place.{' '}
              <a href={to('unread.html')}>What could not be read</a>.
            </dd>
          </dl>
        </Section>
        {scoring === null ? null : <ScoringPart scoring={scoring} sensitivity={sensitivity} overview={overview} to={to} />}
        <Section id="accuracy" title="How right the rules are">
          {accuracy === null ? (
            <p class="none">It was not measured for these rules.</p>
          ) : (
            <Measured accuracy={accuracy} overview={overview} to={to} />
          )}
        </Section>
        <Section id="limits" title="What it cannot do">
          <ul>
            <li>It reads English. A policy in another language is listed as not read.</li>
            <li>
              It reads sentences with their headings, not what stands between the lines. A sentence can be misread: look at the quote.
            </li>
            <li>It knows what a company writes, not what it does.</li>
          </ul>
        </Section>
      </div>
    ),
  };
}

interface ScoringShown {
  readonly scoring: Scoring;
  readonly sensitivity: number | null;
  readonly overview: Overview;
  readonly to: LinkTo;
}

const percent = (part: number): string => `${Math.round(part * 100)} %`;

function ScoringPart({ scoring, sensitivity, overview, to }: ScoringShown): VNode {
  const titleOf = (id: string): string => overview.practices.find((practice) => practice.id === id)?.title ?? id;
  return (
    <Section id="score" title="The score">
      <p>
        Each practice has a weight from 0 to 10. All weights together make 100 points. What a policy denies earns the points of that
        practice, what it admits loses them; for choices and limits it is the other way round. A practice that it is silent on earns{' '}
        {percent(scoring.silence)} of its points. Those a reader of this kind of product is owed an answer to weigh {scoring.owedFactor}{' '}
        times as much.
      </p>
      <ul>
        <li>
          How firmly it is said, under which condition, and whether there is a switch: each leaves a part of what is admitted or denied. The
          table below has the numbers.
        </li>
        <li>
          Where nobody expects an answer from this kind of product, silence is no gap, and an admission costs {percent(scoring.unexpected)}{' '}
          of the weight.
        </li>
        <li>
          Bounds: the lowest score if everything unsaid were bad, the highest if it were good. A place is claimed only where these do not
          overlap.
        </li>
        <li>
          At least {percent(scoring.least.overall)} of the weight must be answered for a score, and {percent(scoring.least.concern)} of a
          concern for its own.
        </li>
        <li>
          Grades: A from {scoring.grades.A}, B from {scoring.grades.B}, C from {scoring.grades.C}, D from {scoring.grades.D}, else E.
        </li>
        {sensitivity === null ? null : (
          <li>
            Other weights: with every weight changed at random by up to half, the order of two products stays the same in{' '}
            {percent(sensitivity)} of cases.
          </li>
        )}
      </ul>
      <p class="small">Version {scoring.version} of formula and weights. A change of it is never shown as a change of a policy.</p>
      <details>
        <summary>All other numbers, with the reason for each</summary>
        <div class="scroll" role="region" aria-label="Numbers of the formula" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Number</th>
                <th scope="col">Why</th>
                <th scope="col">Compares to</th>
              </tr>
            </thead>
            <tbody>
              {scoring.argued.map(({ name, value, reason, source }) => (
                <tr>
                  <th scope="row">{harmless(name)}</th>
                  <td>{harmless(value)}</td>
                  <td>{harmless(reason)}</td>
                  <td>{harmless(source)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <details>
        <summary>All {scoring.practices.length} weights, with the reason for each</summary>
        <div class="scroll" role="region" aria-label="Weights" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">It …</th>
                <th scope="col" class="num">
                  Weight
                </th>
                <th scope="col">Why</th>
                <th scope="col">Compares to</th>
              </tr>
            </thead>
            <tbody>
              {scoring.practices.map(({ practice, weight, counts, reason, source }) => (
                <tr>
                  <th scope="row">
                    <a href={to(paths.practice(practice))}>{harmless(titleOf(practice))}</a>
                  </th>
                  <td class="num">
                    {counts === 'for' ? '+' : '−'}
                    {weight}
                  </td>
                  <td>{harmless(reason)}</td>
                  <td>{harmless(source)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Section>
  );
}

function Measured({ accuracy, overview, to }: { readonly accuracy: Accuracy; readonly overview: Overview; readonly to: LinkTo }): VNode {
  const { tuned, 'held-out': heldOut } = accuracy.sets;
  return (
    <>
      <p>
        People labelled {tuned.policies.length} policies or parts of policies that the rules were tuned to, and {heldOut.policies.length}{' '}
        that they never were. “Right”: of what the rule found, how much people agree with. “Found”: of what people marked, how much the rule
        found. In brackets the range within which the true share lies with 95 % certainty; where there are fewer than ten cases we give the
        counts alone.
      </p>
      <div class="scroll" role="region" aria-label="How right each rule is" tabIndex={0}>
        <table class="accuracy">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                It …
              </th>
              <th scope="col" rowSpan={2}>
                Says
              </th>
              <th scope="colgroup" colSpan={2}>
                Policies tuned to
              </th>
              <th scope="colgroup" colSpan={2}>
                Policies never tuned to
              </th>
            </tr>
            <tr>
              <th scope="col">Right</th>
              <th scope="col">Found</th>
              <th scope="col">Right</th>
              <th scope="col">Found</th>
            </tr>
          </thead>
          {concerns.map((concern) => (
            <tbody>
              <tr class="band">
                <th scope="rowgroup" colSpan={6}>
                  {concernWords[concern]}
                </th>
              </tr>
              {overview.practices
                .filter((practice) => practice.concern === concern)
                .flatMap(({ id, title }) =>
                  (['does', 'denies'] as const).map((stance: Stance) => {
                    const sets = accuracy.practices[id]?.[stance];
                    return sets === undefined ? null : (
                      <tr>
                        <th scope="row">
                          <a href={to(paths.practice(id))}>{harmless(stance === 'does' ? title : negated(title))}</a>
                        </th>
                        <td>{stance === 'does' ? 'yes' : 'no'}</td>
                        <Figures figure={sets.tuned} />
                        <Figures figure={sets['held-out']} />
                      </tr>
                    );
                  }),
                )}
            </tbody>
          ))}
        </table>
      </div>
      <p class="small">
        Rules {accuracy.rules.slice(0, 12)}; {counted(accuracy.sets.passages.passages, 'single passage')} more were used for practices that
        are rare.
      </p>
    </>
  );
}

function Figures({ figure }: { readonly figure: AccuracyFigure | undefined }): VNode {
  if (figure === undefined)
    return (
      <>
        <td class="num none">–</td>
        <td class="num none">–</td>
      </>
    );
  return (
    <>
      <td class="num">{share(figure.precision, figure.right, figure.found)}</td>
      <td class="num">{share(figure.recall, figure.right, figure.right + figure.missed)}</td>
    </>
  );
}

/** "91 % (80–97 %)", or "3 of 4" where there are too few. */
function share(rate: Rate, part: number, whole: number): string {
  if (rate === 'too few to say') return whole === 0 ? '–' : `${part} of ${whole}`;
  return `${percent(rate.value)} (${Math.round(rate.low * 100)}–${percent(rate.high)})`;
}
