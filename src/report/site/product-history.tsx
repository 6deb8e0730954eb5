import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import type { VNode } from 'preact';
import type { Scoring } from '../../model/score.ts';
import type { SiteEdition } from '../../model/site.ts';
import { plainDate } from '../plain-words.ts';
import { points, tone } from './marks.tsx';
import { gradeOf, type Entry, type Overview } from './overview.ts';
import { Section, type LinkTo } from './page.tsx';
import { paths } from './paths.ts';
import { effectsInWords } from './change-words.ts';

/** Of the chart, in its own units; it grows with the page. */
const size = { width: 640, height: 220, left: 34, right: 28, top: 12, bottom: 28 } as const;

interface Scored {
  readonly date: Date;
  readonly edition: SiteEdition;
  readonly score: number;
  readonly low: number;
  readonly high: number;
}

/** How the score went, and what changed. */
export function History({ entry, overview, to }: { readonly entry: Entry; readonly overview: Overview; readonly to: LinkTo }): VNode {
  const { editions, changes, product } = entry;
  if (editions.length + changes.length === 0) return <></>;
  const scored = editions.flatMap((edition): readonly Scored[] => {
    const date = new Date(`${edition.date}T00:00:00Z`);
    if (edition.score === null || Number.isNaN(date.getTime())) return [];
    const [low, high] = edition.bounds ?? [edition.score, edition.score];
    return [{ date, edition, score: edition.score, low, high }];
  });
  return (
    <Section id="history" title="What changed">
      {scored.length < 2 ? null : <Chart scored={scored} scoring={overview.input.scoring} title={`Score of ${entry.title} over time`} />}
      {changes.length === 0 ? (
        <p>
          {editions.length < 2
            ? 'We know one text of it, so there is nothing to compare yet.'
            : `We know ${editions.length} texts of it; none changed what it says.`}
        </p>
      ) : (
        <ol class="changes">
          {changes.map((change) => (
            <li>
              <a href={to(paths.change(product.id, change.to.slice(0, 10)))}>{plainDate(change.to)}</a>: {effectsInWords(change.comparison)}
            </li>
          ))}
        </ol>
      )}
      {editions.length < 2 ? null : (
        <details>
          <summary>The scores as a table</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">Text of</th>
                <th scope="col" class="num">
                  Score
                </th>
                <th scope="col" class="num">
                  Between
                </th>
              </tr>
            </thead>
            <tbody>
              {editions.map(({ date, score, bounds }) => (
                <tr>
                  <th scope="row">{plainDate(date)}</th>
                  <td class="num">{score === null ? 'none' : points(score)}</td>
                  <td class="num">{bounds === null ? '' : `${points(bounds[0])}–${points(bounds[1])}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Section>
  );
}

function Chart({
  scored,
  scoring,
  title,
}: {
  readonly scored: readonly Scored[];
  readonly scoring: Scoring | null;
  readonly title: string;
}): VNode {
  const [first] = scored;
  const last = scored.at(-1);
  if (first === undefined || last === undefined) return <></>;
  const x = scaleUtc([first.date, last.date], [size.left, size.width - size.right]);
  const y = scaleLinear([0, 100], [size.height - size.bottom, size.top]);
  const at = (value: number): string => value.toFixed(1);
  const round = (value: number): number => Math.round(value * 10) / 10;
  const band =
    area<Scored>(
      (it) => round(x(it.date)),
      (it) => round(y(it.low)),
      (it) => round(y(it.high)),
    ).curve(curveStepAfter)(scored) ?? '';
  const way =
    line<Scored>(
      (it) => round(x(it.date)),
      (it) => round(y(it.score)),
    ).curve(curveStepAfter)(scored) ?? '';
  const words = `From ${points(first.score)} on ${plainDate(first.edition.date)} to ${points(last.score)} on ${plainDate(last.edition.date)}, over ${scored.length} texts. The table below has every value.`;
  const years = x.ticks(5);
  return (
    <svg
      class="history"
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      role="img"
      aria-labelledby="history-chart-title history-chart-words"
    >
      <title id="history-chart-title">{title}</title>
      <desc id="history-chart-words">{words}</desc>
      {[0, 25, 50, 75, 100].map((value) => (
        <g>
          <path class="grid" d={`M${size.left} ${at(y(value))}H${size.width - size.right}`} />
          <text x={size.left - 6} y={at(y(value) + 4)} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      {years.map((date) => (
        <text x={at(x(date))} y={size.height - 8} text-anchor="middle">
          {years.length < 3 || date.getUTCMonth() !== 0 ? date.toISOString().slice(0, 7) : date.getUTCFullYear()}
        </text>
      ))}
      <path class="band" d={band} />
      <path class="way" d={way} />
      {scored.map((it) => (
        <circle class={`t${tone({ grade: gradeOf(it.score, scoring) })}`} cx={at(x(it.date))} cy={at(y(it.score))} r="4" />
      ))}
    </svg>
  );
}
