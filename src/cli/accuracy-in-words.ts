import type { AccuracyFigure, AccuracySets, Rate } from '../model/accuracy.ts';

/** `0.913` as "91 %". */
const percent = (share: number): string => `${Math.round(share * 100)} %`;

const rate = (value: Rate): string => (value === 'too few to say' ? value : `${percent(value.low)} to ${percent(value.high)}`);

const counts = ({ found, right, missed }: AccuracyFigure): string =>
  `right in ${right} of ${found} found, found ${right} of ${right + missed} there are`;

/** With the 95 % intervals, or that there are too few labels for any. */
function withIntervals(figure: AccuracyFigure): string {
  const { precision, recall } = figure;
  const intervals =
    precision === 'too few to say' && recall === precision
      ? precision
      : `${rate(precision)} of what is found is right, ${rate(recall)} of what is there is found`;
  return `${counts(figure)} (${intervals})`;
}

/** One line for a list: "right in 41 of 45 found, found 41 of 48 there are; on texts never tuned to: right in 9 of 10 found, …". */
export function accuracyInShort(sets: AccuracySets | undefined): string {
  const { tuned, 'held-out': heldOut } = sets ?? {};
  const few = (figure: AccuracyFigure): string =>
    figure.recall === 'too few to say' ? `${counts(figure)} (too few to say)` : counts(figure);
  return [tuned === undefined ? '' : few(tuned), heldOut === undefined ? '' : `on texts never tuned to: ${few(heldOut)}`]
    .filter((words) => words !== '')
    .join('; ');
}

/** All sets of a practice and stance, a sentence each; [] where nothing was measured. */
export function accuracyInWords({ tuned, 'held-out': heldOut, passages, reviews }: AccuracySets = {}): readonly string[] {
  const sentence = (set: string, figure: AccuracyFigure | undefined): readonly string[] =>
    figure === undefined ? [] : [`${set}: ${withIntervals(figure)}`];
  return [
    ...sentence('on policies the rules were tuned to', tuned),
    ...sentence('on texts never tuned to', heldOut),
    ...sentence('on single passages chosen for rare practices', passages),
    ...(reviews === undefined
      ? []
      : [
          `readers' verdicts: ${reviews.checked} checked, ${reviews.wrong} wrong (${reviews.precision === 'too few to say' ? reviews.precision : `${rate(reviews.precision)} right`})`,
        ]),
  ];
}
