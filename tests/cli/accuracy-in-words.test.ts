import { describe, expect, it } from 'vitest';
import { accuracyInShort, accuracyInWords } from '../../src/cli/accuracy-in-words.ts';
import { wilson } from '../gold/wilson.mjs';

const rated = (right: number, of: number) => {
  const [value, low, high] = wilson(right, of);
  return { value, low, high };
};
const tuned = { found: 45, right: 41, missed: 7, precision: rated(41, 45), recall: rated(41, 48) };
const few = { found: 4, right: 3, missed: 2, precision: 'too few to say', recall: 'too few to say' } as const;

describe('accuracy in words', () => {
  it('says what was right of what was found and of what is there, for texts never tuned to apart', () => {
    expect(accuracyInShort({ tuned, 'held-out': few })).toBe(
      'right in 41 of 45 found, found 41 of 48 there are; on texts never tuned to: right in 3 of 4 found, found 3 of 5 there are (too few to say)',
    );
  });

  it('gives intervals, and none where there are too few labels', () => {
    expect(accuracyInWords({ tuned, 'held-out': few })).toEqual([
      'on policies the rules were tuned to: right in 41 of 45 found, found 41 of 48 there are (79 % to 96 % of what is found is right, 73 % to 93 % of what is there is found)',
      'on texts never tuned to: right in 3 of 4 found, found 3 of 5 there are (too few to say)',
    ]);
  });

  it("counts readers' verdicts, which know nothing of what was missed", () => {
    expect(accuracyInWords({ reviews: { checked: 19, wrong: 1, precision: rated(19, 20) } })).toEqual([
      "readers' verdicts: 19 checked, 1 wrong (76 % to 99 % right)",
    ]);
  });

  it('says nothing of what was not measured', () => {
    expect(accuracyInShort(undefined)).toBe('');
    expect(accuracyInWords({})).toEqual([]);
  });
});

describe("Wilson's interval", () => {
  // Source of the expected values: Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is what is published', (right, of, low, high) => {
    const [, a, b] = wilson(right, of);
    expect([Number(a.toFixed(4)), Number(b.toFixed(4))]).toEqual([low, high]);
  });
});
