import type { Answer } from '../model/report.ts';
import type { ScoreMove } from '../model/score.ts';
import { harmless } from './harmless.ts';
import { escapedMarkdown } from './markdown.ts';
import { counted } from './plain-words.ts';
import { points } from './score-words.ts';

/** Reasons shown for one product; the rest is counted. */
const shownReasons = 4;

const answerWords: Record<Answer, string> = {
  does: 'admitted',
  denies: 'denied',
  both: 'admitted and denied',
  silent: 'not spoken of',
  'not-assessed': 'not assessed',
};

/** What moved between two rankings, in Markdown that can be pasted into a comment. */
export function scoreMovesMarkdown(moves: readonly ScoreMove[], compared: number): string {
  if (moves.length === 0) return `No score moves: ${counted(compared, 'product')} compared.\n`;
  const rows = moves.map(
    (move) =>
      `| ${escapedMarkdown(move.product)} | ${scoreOf(move.before, move.gradeBefore)} | ${scoreOf(move.after, move.gradeAfter)} | ${escapedMarkdown(whyWords(move))} |`,
  );
  return `${counted(moves.length, 'score moves', 'scores move')} of ${counted(compared, 'product')}.\n\n| Product | Before | After | Why |\n| --- | --: | --: | --- |\n${rows.join('\n')}\n`;
}

/** The same for a terminal. */
export function scoreMovesText(moves: readonly ScoreMove[], compared: number): string {
  if (moves.length === 0) return `No score moves: ${counted(compared, 'product')} compared.\n`;
  const lines = moves.map(
    (move) =>
      `${harmless(move.product)}: ${scoreOf(move.before, move.gradeBefore)} → ${scoreOf(move.after, move.gradeAfter)}\n    ${harmless(whyWords(move))}`,
  );
  return `${counted(moves.length, 'score moves', 'scores move')} of ${counted(compared, 'product')}.\n\n${lines.join('\n')}\n`;
}

const scoreOf = (score: number | null, grade: string | null): string =>
  score === null ? 'not scored' : `${points(score)} ${grade ?? ''}`.trim();

function whyWords({ missing, because }: ScoreMove): string {
  if (missing === 'before') return 'new in the ranking';
  if (missing === 'after') return 'no longer in the ranking';
  if (because.length === 0) return 'another formula, or another part of it is answered';
  const shown = because.slice(0, shownReasons).map(({ practice, before, after, points: moved }) => {
    const change = before === after ? `still ${answerWords[after]}` : `${answerWords[before]} → ${answerWords[after]}`;
    return `${practice}: ${change} (${moved > 0 ? '+' : moved < 0 ? '−' : '±'}${Math.abs(moved).toFixed(1)})`;
  });
  return `${shown.join('; ')}${because.length > shownReasons ? `; and ${counted(because.length - shownReasons, 'other')}` : ''}`;
}
