import { describe, expect, it } from 'vitest';
import { boundsWords, scoreWords } from '../../src/report/score-words.ts';
import { silentReport, unreadReport } from './sample.ts';

describe('a score in words', () => {
  it('gives number, grade, how much is answered, and what the rest leaves possible', () => {
    const base = silentReport.score;
    if (base === null) throw new Error('the sample has no score');
    const { reason: _, ...scored } = { ...base, overall: 37.4, grade: 'D', coverage: 0.744, bounds: [31.6, 51.2] } as const;
    expect(scoreWords(scored)).toBe(
      '37 of 100, grade D (A best, E worst); 74 % of what counts is answered, and depending on the rest it could be 31 to 52',
    );
  });

  it('says why there is none', () => {
    expect(scoreWords(silentReport.score ?? never())).toBe(
      'not scored: the policy answers too little for a number to mean anything (0 % of what counts is answered, and anything from 0 to 100 is possible)',
    );
    expect(scoreWords(unreadReport.score ?? never())).toBe('not scored: nothing could be read');
  });

  it('rounds bounds outwards, so that they still hold the score', () => {
    expect(boundsWords([31.2, 51.1])).toBe('31 to 52');
    expect(boundsWords([40, 40])).toBe('40');
  });
});

function never(): never {
  throw new Error('the sample has no score');
}
