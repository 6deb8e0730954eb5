import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/load/nearest.ts';

const known = ['voice/capture', 'voice/retention', 'retention/period', 'third-party', '__proto__'];

describe('the name that was meant', () => {
  it.each([
    ['voice/captrue', 'voice/capture'],
    ['Voice/Capture', 'voice/capture'],
    ['thirdparty', 'third-party'],
    ['third_party', 'third-party'],
    ['retention/periods', 'retention/period'],
  ])('of "%s" is "%s"', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
    expect(didYouMean(word, known)).toBe(` Did you mean ${meant}?`);
  });

  it.each(['', 'x', 'sharing/sale', 'x'.repeat(100_000), '---'])('is none where nothing is near', (word) => {
    expect(nearest(word, known)).toBeUndefined();
    expect(didYouMean(word, known)).toBe('');
  });
});
