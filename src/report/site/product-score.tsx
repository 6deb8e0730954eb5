import type { VNode } from 'preact';
import type { Score, ScorePart } from '../../model/score.ts';
import { practiceOf } from '../arrangement.ts';
import { harmless } from '../harmless.ts';
import { concernWords } from '../plain-words.ts';
import { scoreWords } from './marks.tsx';
import type { Entry, Overview } from './overview.ts';
import { Section, type LinkTo } from './page.tsx';
import { findingAnchor } from './paths.ts';
import { answerWords } from './site-words.ts';

/** Width of a bar for all points that one practice may hold, in CSS pixels. */
const width = 120;

/** `3.14` as "3.1"; nothing is left of a zero's sign. */
const decimal = (points: number): string => (Math.round(points * 10) / 10 || 0).toFixed(1);

/** Where the score comes from: what each practice earned and cost, the costliest first. */
export function Waterfall({
  entry,
  score,
  overview,
  to,
}: {
  readonly entry: Entry;
  readonly score: Score;
  readonly overview: Overview;
  readonly to: LinkTo;
}): VNode {
  const parts = score.parts.filter(({ of }) => of > 0).toSorted((a, b) => b.of - b.points - (a.of - a.points));
  const most = Math.max(...parts.map(({ of }) => of), 0.1);
  return (
    <Section id="score" title="Where the score comes from">
      <p>
        {score.overall === null ? 'There is no score. ' : `${scoreWords(entry.overall)}. `}Each practice holds some of the 100 points. A
        denial earns them, an admission loses them, a condition or a switch saves a part, and silence is no denial.{' '}
        <a href={to('method.html')}>The method</a> has the weights.
      </p>
      {score.leftOut.length === 0 ? null : <p class="note">{score.leftOut.length} passages that a reader found wrong were left out.</p>}
      <details>
        <summary>All {parts.length} practices and what they cost</summary>
        <div class="scroll" role="region" aria-label="What each practice earned and cost" tabIndex={0}>
          <table class="waterfall">
            <thead>
              <tr>
                <th scope="col">It …</th>
                <th scope="col">Answer</th>
                <th scope="col" class="num">
                  Lost
                </th>
                <th scope="col" class="num">
                  Earned
                </th>
                <th scope="col" class="num">
                  Of
                </th>
                <th scope="col">
                  <span class="sr">Drawn</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <Part part={part} most={most} entry={entry} overview={overview} />
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Section>
  );
}

function Part({
  part,
  most,
  entry,
  overview,
}: {
  readonly part: ScorePart;
  readonly most: number;
  readonly entry: Entry;
  readonly overview: Overview;
}): VNode {
  const { title } = practiceOf(part.practice, { practices: overview.practices, texts: [] });
  const [id] = part.findings;
  const isOnPage = id !== undefined && entry.report.findings.some((finding) => finding.id === id && finding.concern !== 'control');
  const scale = (points: number): string => ((points / most) * width).toFixed(1);
  return (
    <tr>
      <th scope="row">
        {isOnPage ? <a href={`#${findingAnchor({ id })}`}>{harmless(title)}</a> : harmless(title)}
        <span class="sub">{concernWords[part.concern]}</span>
      </th>
      <td>{answerWords[part.answer]}</td>
      <td class="num">{decimal(part.of - part.points)}</td>
      <td class="num">{decimal(part.points)}</td>
      <td class="num">{decimal(part.of)}</td>
      <td>
        <svg class="wf" viewBox={`0 0 ${width} 10`} width={width} height="10" aria-hidden="true">
          <rect class="lost" width={scale(part.of)} height="10" />
          <rect class="earned" width={scale(part.points)} height="10" />
        </svg>
      </td>
    </tr>
  );
}
