import { strongest } from 'earshot:strongest';
import { describe, expect, it } from 'vitest';
import { featureInWords, strongestInWords } from '../../src/cli/feature-in-words.ts';

describe('a feature in words', () => {
  it.each([
    ['word keep', 'keep'],
    ['words keep #13', 'keep a number'],
    ['first we', 'we at the beginning'],
    ['term voice-data', '<voice-data>'],
    ['terms keep voice-data', '<keep> with <voice-data>'],
    ['behind keep voice-data', '<voice-data> behind <keep>'],
    ['left voice-data your', 'your before <voice-data>'],
    ['right voice-data #2', '“,” behind <voice-data>'],
    ['lead-words we keep', 'we keep in the lead'],
    ['heading-term retention', '<retention> in the heading'],
    ['outer-word voic', 'voic in the heading above'],
    ['block row', 'block row'],
  ])('%s is “%s”', (feature, words) => {
    expect(featureInWords(feature)).toBe(words);
  });
});

describe('what counts most for a practice', () => {
  it('is told for and against each stance that was learned', () => {
    expect(strongestInWords('sharing/sale', strongest).map((line) => line.split(':')[0])).toEqual([
      'for an admission',
      'against an admission',
      'for a denial',
      'against a denial',
    ]);
  });

  it('is nothing for a practice of which nothing was learned', () => {
    expect(strongestInWords('voice/whispering', strongest)).toEqual([]);
    expect(strongestInWords('sharing/sale', null)).toEqual([]);
  });
});
