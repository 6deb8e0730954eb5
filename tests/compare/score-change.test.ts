import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeScore, type ScoreMadeOf } from '../../src/compare/score-change.ts';

const old: ScoreMadeOf = { text: 'old', rules: 'old', extractor: 'same', formula: 'same' };
const fresh: ScoreMadeOf = { text: 'new', rules: 'new', extractor: 'same', formula: 'same' };

describe('a change of a score', () => {
  it('is the text’s alone where only the text changed', () => {
    const change = attributeScore(old, { ...old, text: 'new' }, ({ text }) => (text === 'new' ? 40 : 70));
    expect(change).toEqual({ before: 70, after: 40, parts: [{ causes: ['text'], points: -30 }] });
  });

  it('is divided by reading the old text with the new rules and the new text with the old rules', () => {
    const scores: Record<string, number> = { 'old old': 70, 'old new': 60, 'new old': 50, 'new new': 30 };
    const change = attributeScore(old, fresh, ({ text, rules }) => scores[`${text} ${rules}`]);
    // Text: 50 - 70 = -20 with the old rules, 30 - 60 = -30 with the new. Rules: -10 and -20.
    expect(change.parts).toEqual([
      { causes: ['text'], points: -25 },
      { causes: ['rules'], points: -15 },
    ]);
  });

  it('follows the one order that can be followed when the old rules are gone', () => {
    const change = attributeScore(old, fresh, ({ text, rules }) => {
      if (text === 'new' && rules === 'old') return undefined;
      const scores: Record<string, number> = { 'old old': 70, 'old new': 60, 'new new': 30 };
      return scores[`${text} ${rules}`];
    });
    expect(change.parts).toEqual([
      { causes: ['text'], points: -30 },
      { causes: ['rules'], points: -10 },
    ]);
  });

  it('names causes together that nothing tells apart', () => {
    const after = { ...fresh, formula: 'new' };
    const change = attributeScore(old, after, ({ text, rules, formula }) => {
      if (text === 'old' && rules === 'old' && formula === 'same') return 70;
      if (rules === 'old' || formula === 'same') return undefined;
      return text === 'new' ? 35 : 65;
    });
    expect(change.parts).toEqual([
      { causes: ['text'], points: -30 },
      { causes: ['rules', 'formula'], points: -5 },
    ]);
  });

  it('has no parts where there was no score before or is none now', () => {
    expect(attributeScore(old, fresh, ({ text }) => (text === 'old' ? null : 30))).toEqual({ before: null, after: 30, parts: [] });
  });

  it('has parts that add up, whatever the scores and whatever cannot be read any more', () => {
    const all = { text: 'new', rules: 'new', extractor: 'new', formula: 'new' };
    const none = { text: 'old', rules: 'old', extractor: 'old', formula: 'old' };
    const scores = fc.array(fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (between, first, last) => {
        const place = (made: ScoreMadeOf) =>
          ['text', 'rules', 'extractor', 'formula'].reduce((sum, cause, k) => sum + (made[cause as 'text'] === 'new' ? 2 ** k : 0), 0);
        const change = attributeScore(none, all, (made) => (place(made) === 0 ? first : place(made) === 15 ? last : between[place(made)]));
        const sum = change.parts.reduce((points, part) => points + part.points, 0);
        expect(Math.abs(sum - (last - first))).toBeLessThan(0.05);
        expect(change.parts.flatMap(({ causes }) => causes).toSorted()).toEqual(['extractor', 'formula', 'rules', 'text']);
      }),
    );
  });
});
