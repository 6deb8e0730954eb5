import { describe, expect, it } from 'vitest';
import { owedAnswers } from '../../src/analyse/owed-answers.ts';
import type { Answer } from '../../src/model/report.ts';

const question = { asks: 'Is speech kept?', practices: ['voice/retention', 'retention/period'], reason: 'It can be stolen.' };
const answerOf = (practices: Readonly<Record<string, Answer>>): Answer | undefined => owedAnswers([question], practices)[0]?.answer;

describe('what a reader is owed', () => {
  it('is answered by any one of its practices, whichever way', () => {
    expect(answerOf({ 'voice/retention': 'silent', 'retention/period': 'denies' })).toBe('denies');
    expect(answerOf({ 'voice/retention': 'does', 'retention/period': 'silent' })).toBe('does');
    expect(answerOf({ 'voice/retention': 'does', 'retention/period': 'denies' })).toBe('both');
  });

  it('is met with silence only where all of them are', () => {
    expect(answerOf({ 'voice/retention': 'silent', 'retention/period': 'silent' })).toBe('silent');
    expect(answerOf({ 'voice/retention': 'not-assessed', 'retention/period': 'silent' })).toBe('not-assessed');
  });

  it('is not spoken of where none of its practices was looked for', () => {
    expect(owedAnswers([question], { 'sharing/sale': 'does' })).toEqual([]);
    expect(owedAnswers([question], { 'retention/period': 'does' })[0]?.practices).toEqual(['retention/period']);
  });
});
