import type { HistoryEntry, Reading } from '../model/change.ts';
import { compareReadings } from './compare-readings.ts';
import { makeTextMemory } from './text-memory.ts';

/** One accepted text on its way into a history. */
export interface HistoryStep extends Pick<HistoryEntry, 'at' | 'policy' | 'snapshot' | 'sha256' | 'lane' | 'because'> {
  readonly reading: Reading;
  /** Of the whole product with this text in it; null where it has none. */
  readonly score: number | null;
}

/**
 * Makes the history of a product, one accepted text after the other in order of time: each is compared with the text of the same policy before it, and its
 * score with the score before. Keeps the last reading of each policy and no more, so that a long history needs no more memory than a short one.
 */
export function historyWriter(): (step: HistoryStep) => HistoryEntry {
  const last = new Map<string, Reading>();
  const memory = makeTextMemory();
  let scoreBefore: number | null = null;
  return ({ reading, score, ...facts }) => {
    const before = last.get(facts.policy);
    const comparison = before === undefined ? null : compareReadings(before, reading, memory);
    const points = score === null || scoreBefore === null ? null : Math.round((score - scoreBefore) * 10) / 10;
    last.set(facts.policy, reading);
    scoreBefore = score;
    const findings = comparison?.findings ?? [];
    return {
      ...facts,
      words: reading.text.words,
      score,
      points,
      passages: comparison?.text.counts ?? null,
      opened: findings.flatMap((change) => (change.kind === 'new' || change.kind === 'stance-flipped' ? [change.after] : [])),
      closed: findings.flatMap((change) => (change.kind === 'gone' || change.kind === 'stance-flipped' ? [change.before] : [])),
      effects: comparison?.effects ?? { worse: 0, better: 0, neutral: 0 },
      promises: comparison?.promises ?? [],
    };
  };
}
