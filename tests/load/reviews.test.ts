import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reviewsSchema } from '../../src/load/review-schema.ts';
import { isDate, readReviews, reviewsFrom } from '../../src/load/reviews.ts';
import { UserError } from '../../src/model/user-error.ts';

const entry = `    verdict: wrong
    practice: voice/retention
    stance: does
    by: Jo Park
    date: 2026-11-20
`;
const read = (text: string) => reviewsFrom('reviews.yaml', new TextEncoder().encode(text));
const complaint = (text: string): string => {
  try {
    read(text);
    return '';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};

describe('a file of reviews', () => {
  it('gives the verdicts by the id of the finding', () => {
    expect([...read(`reviews:\n  "0123456789abcdef":\n${entry}`)]).toEqual([
      ['0123456789abcdef', { verdict: 'wrong', practice: 'voice/retention', stance: 'does', by: 'Jo Park', date: '2026-11-20' }],
    ]);
    expect(read('reviews: {}\n').size).toBe(0);
  });

  it.each([
    ['an unknown verdict', entry.replace('wrong', 'doubtful'), 'reviews.yaml:3:14: "verdict" is checked or wrong.'],
    ['a missing name', entry.replace(/ *by: .*\n/u, ''), 'reviews.yaml:3:5: "by" of "0123456789abcdef" is missing.'],
    ['a day that is none', entry.replace('11-20', '02-30'), 'reviews.yaml:7:11: "date" is a day of the calendar, as YYYY-MM-DD.'],
    ['an unknown key', `${entry}    notes: x\n`, 'reviews.yaml:8:5: there is no "notes" here. Did you mean note?'],
    ['an empty note', `${entry}    note: ""\n`, 'reviews.yaml:8:11: "note" is empty. Write it.'],
  ])('says line and column of %s', (_, written, message) => {
    expect(complaint(`reviews:\n  "0123456789abcdef":\n${written}`)).toBe(message);
  });

  it.each([
    ['a wrong id', `reviews:\n  "0123":\n${entry}`, 'reviews.yaml:2:3: "0123" is no id of a finding'],
    ['an id without quotes that is a number', `reviews:\n  1234567890123456:\n${entry}`, 'reviews.yaml:2:3: a key must be'],
    ['no reviews', 'review: {}\n', 'there is no "review" here. Did you mean reviews?'],
    ['an empty file', '', 'the file holds "reviews:"'],
    ['a list', '- a\n', 'the file holds "reviews:"'],
    ['what is not YAML', 'reviews: [', 'reviews.yaml:'],
    ['an anchor', `reviews: &a {}\n`, 'names a place of the file'],
  ])('refuses %s', (_, text, message) => {
    expect(complaint(text)).toContain(message);
  });

  it('keeps __proto__ from being more than a wrong id', () => {
    expect(complaint(`reviews:\n  __proto__:\n${entry}`)).toContain('is no id of a finding');
  });

  it('that is missing is told with what writes one', async () => {
    await expect(readReviews('/nowhere/reviews.yaml')).rejects.toThrow('"earshot review" writes such a file');
  });

  it('knows the days of the calendar', () => {
    expect(['2028-02-29', '2026-02-29', '2026-13-01', '2026-1-1', 'today'].map(isDate)).toEqual([true, false, false, false, false]);
  });
});

describe('policies/reviews.schema.json', () => {
  it('is what the loader checks with', () => {
    const path = fileURLToPath(new URL('../../policies/reviews.schema.json', import.meta.url));
    const text = `${JSON.stringify(reviewsSchema, null, 2)}\n`;
    if (process.env['EARSHOT_UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
    expect(readFileSync(path, 'utf8'), 'Run the tests with EARSHOT_UPDATE_GOLDEN=1 after a change of src/load/review-schema.ts.').toBe(
      text,
    );
  });
});
