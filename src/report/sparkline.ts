/** Eight heights. */
const bars = '▁▂▃▄▅▆▇█';

/**
 * Numbers between two limits as a row of bars, at most `width` of them: of more numbers, evenly chosen ones, the first and the last always. A
 * missing number is a dot.
 */
export function sparkline(values: readonly (number | null)[], [low, high]: readonly [number, number], width: number): string {
  const shown =
    values.length <= width
      ? values
      : Array.from({ length: width }, (_, k) => values[Math.round((k * (values.length - 1)) / Math.max(1, width - 1))] ?? null);
  const bar = (value: number): string => {
    const share = high > low ? (value - low) / (high - low) : 0;
    return bars.charAt(Math.min(bars.length - 1, Math.max(0, Math.floor(share * bars.length))));
  };
  return shown.map((value) => (value === null ? '·' : bar(value))).join('');
}
