import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { PracticeGroup } from '../arrangement.ts';
import type { Severity } from '../../model/finding.ts';
import type { Grade } from '../../model/score.ts';
import type { ShownScore } from './overview.ts';

/** Points as people read them: whole. */
export const points = (score: number): string => String(Math.round(score));

/** Which colour a score has: that of the grade it would get. */
export function tone({ grade }: Pick<ShownScore, 'grade'>): string {
  return grade?.toLowerCase() ?? 'x';
}

/** The grade as a coloured tile with its letter. */
export function GradeTile({ grade, isBig = false }: { readonly grade: Grade | null; readonly isBig?: boolean }): VNode {
  const letter = grade ?? '–';
  return (
    <b class={`g g${grade?.toLowerCase() ?? 'x'}${isBig ? ' big' : ''}`}>
      <span class="sr">{grade === null ? 'No grade' : 'Grade '}</span>
      {grade === null ? <span aria-hidden="true">{letter}</span> : letter}
    </b>
  );
}

/** Drawn size of a bar, in CSS pixels. */
const bar = { width: 120, height: 14 } as const;
const x = scaleLinear([0, 100], [4, bar.width - 4]);
const at = (score: number): string => x(score).toFixed(1).replace(/\.0$/u, '');

/** Where a score lies from 0 to 100, with its bounds. The words beside it say the same, so that it is hidden from those who hear the page. */
export function BoundsBar({ shown }: { readonly shown: ShownScore }): VNode {
  const { score, low, high } = shown;
  return (
    <svg class={`bb t${tone(shown)}`} viewBox={`0 0 ${bar.width} ${bar.height}`} width={bar.width} height={bar.height} aria-hidden="true">
      <path class="ax" d={`M${at(0)} 7H${at(100)}`} />
      <path class="bd" d={`M${at(low)} 7H${at(high)}`} />
      {score === null ? null : <circle cx={at(score)} cy="7" r="4" />}
    </svg>
  );
}

/** "34 of 100, between 28 and 55". */
export function scoreWords({ score, low, high }: ShownScore): string {
  return score === null
    ? `not scored; anything between ${points(low)} and ${points(high)} is possible`
    : `${points(score)} of 100, between ${points(low)} and ${points(high)}`;
}

/** How grave a practice is, as a word in a frame. */
export function SeverityMark({ severity }: { readonly severity: Severity }): VNode {
  return <span class={`sv ${severity}`}>{severity}</span>;
}

/** What kind of good news a group is. */
export function SaidMark({ group }: { readonly group: PracticeGroup }): VNode {
  return <span class="sv good">{group.stance === 'denies' ? 'denied' : 'offered'}</span>;
}
