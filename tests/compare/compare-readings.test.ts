import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analyse/analyse.ts';
import { compile } from '../../src/analyse/compile.ts';
import { compareReadings } from '../../src/compare/compare-readings.ts';
import { durationsIn } from '../../src/compare/durations.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { loadRules } from '../../src/load/rules.ts';
import type { FindingChange, Reading } from '../../src/model/change.ts';

const compiled = compile(await loadRules(new URL('../../rules', import.meta.url).pathname));

const reading = (markdown: string): Reading => {
  const text = extractMarkdown(markdown);
  return { text, findings: analyse(text, compiled) };
};

const compared = (before: string, after: string) => compareReadings(reading(before), reading(after));

const short = ({ kind, practice, effect, why }: FindingChange): string => `${kind} ${practice} ${effect}: ${why}`;
const told = (before: string, after: string) => compared(before, after).findings.map(short);

describe('two readings compared', () => {
  it('says nothing where only the place of a sentence changed', () => {
    const [sale, voice] = ['We do not sell your personal information.', 'We record your voice when you press the button.'];
    expect(told(`${sale}\n\n${voice}`, `${voice}\n\n${sale}`)).toEqual([]);
  });

  it('calls a new admission worse and a new denial better', () => {
    expect(told('Welcome.', 'Welcome. We sell your personal information to data brokers.')).toContain(
      'new sharing/sale worse: It did not say this before.',
    );
    expect(told('Welcome.', 'Welcome. We do not sell your personal information.')).toEqual([
      'new sharing/sale better: It did not rule this out before.',
    ]);
  });

  it('tells a promise that disappeared, in a block of its own', () => {
    const { promises, findings } = compared('Hello. We do not sell your personal information.', 'Hello.');
    expect(findings.map(short)).toEqual(['gone sharing/sale worse: It no longer rules this out.']);
    expect(promises.map(({ practice, now, why }) => [practice, now, why])).toEqual([
      ['sharing/sale', 'silent', 'The promise is gone, and nothing stands in its place.'],
    ]);
  });

  it('keeps a promise that is only said elsewhere or in other words', () => {
    const { promises } = compared('We do not sell your personal information.', 'We never sell your personal data to anybody.');
    expect(promises).toEqual([]);
  });

  it('tells a denial that became an admission as a flipped stance', () => {
    const { findings, promises } = compared('We do not sell your personal information.', 'We sell your personal information.');
    expect(findings.map(short)).toEqual(['stance-flipped sharing/sale worse: It said that it does not; now it says that it does.']);
    expect(promises.map(({ now }) => now)).toEqual(['does']);
  });

  it.each([
    [
      'may became will',
      'We may sell your personal information.',
      'We sell your personal information.',
      'strengthened sharing/sale worse: It said “may” or the like; now it says that it does.',
    ],
    [
      'will became may',
      'We sell your personal information.',
      'We may sell your personal information.',
      'weakened sharing/sale better: It said that it does; now it says “may” or the like.',
    ],
    [
      'consent was dropped',
      'With your consent, we share your voice recordings with a speech recognition provider.',
      'We share your voice recordings with a speech recognition provider.',
      'strengthened voice/third-party worse: It no longer says “with your consent”.',
    ],
    [
      'consent was added',
      'We share your voice recordings with a speech recognition provider.',
      'With your consent, we share your voice recordings with a speech recognition provider.',
      'weakened voice/third-party better: It now holds only with your consent.',
    ],
    [
      'the period grew',
      'We keep your voice recordings for 6 months.',
      'We keep your voice recordings for 18 months.',
      'strengthened voice/retention worse: 18 months, before 6 months.',
    ],
    [
      'the period shrank',
      'We keep your voice recordings for two years.',
      'We keep your voice recordings for 90 days.',
      'weakened voice/retention better: 90 days, before two years.',
    ],
    [
      'recipients were added',
      'We sell your personal information to our partners.',
      'We sell your personal information to our partners, insurers and data brokers.',
      'strengthened sharing/sale worse: It names recipients that it did not name: data brokers and insurers.',
    ],
    [
      'kinds of data were added',
      'We sell your browsing history to others.',
      'We sell your browsing history and your precise location to others.',
      'strengthened sharing/sale worse: It names data that it did not name: location and precise location.',
    ],
    [
      'a denial got an exception',
      'We do not sell your personal information.',
      'We do not sell your personal information, except to our partners.',
      'weakened sharing/sale worse',
    ],
  ])('tells that %s', (_, before, after, expected) => {
    expect(
      told(before, after).some((line) => line.startsWith(expected)),
      told(before, after).join('\n'),
    ).toBe(true);
  });

  it('takes a period in other words for the same', () => {
    const lines = told('We keep your voice recordings for 12 months.', 'We keep your voice recordings for one year.');
    expect(lines.every((line) => line.includes('neutral'))).toBe(true);
  });

  it('is neutral about one more sentence on what is admitted already, unless it says more', () => {
    const sale = 'We sell your personal information to our partners.';
    expect(told(sale, `${sale}\n\nAs said, we sell personal information about you to partners of ours.`)).toContain(
      'new sharing/sale neutral: It said so elsewhere before.',
    );
    const more = told(sale, `${sale}\n\nIn addition, we sell your health data to insurers wherever we find some.`);
    expect(
      more.some((line) => line.startsWith('new sharing/sale worse: It said so elsewhere before, but without naming these')),
      more.join('\n'),
    ).toBe(true);
  });

  it('counts a choice that is gone as worse', () => {
    expect(
      told('You can delete your voice recordings at any time in the settings.', 'Welcome.').some((line) =>
        /^gone control\/\S+ worse: It no longer offers this\./u.test(line),
      ),
    ).toBe(true);
  });

  it('leaves out what a person found to be wrong', () => {
    const after = reading('We sell your personal information.');
    const wrong = after.findings.map((finding) => ({ ...finding, verdict: { verdict: 'wrong', by: 'Jo', date: '2026-01-01' } as const }));
    expect(compareReadings(reading('Welcome.'), { ...after, findings: wrong }).findings).toEqual([]);
  });

  it('lists what is worse first and counts the effects', () => {
    const { findings, effects } = compared(
      'We do not sell your personal information. We record your voice.',
      'We sell your personal information. We do not record your voice.',
    );
    expect(findings.map(({ effect }) => effect)).toEqual(['worse', 'better']);
    expect(effects).toEqual({ worse: 1, better: 1, neutral: 0 });
  });
});

describe('lengths of time', () => {
  it.each([
    ['18 months', [548]],
    ['eighteen (18) months', [548]],
    ['a 90-day period, then two years', [90, 730]],
    ['twenty-four hours', [1]],
    ['1,000 days or 1.5 years', [1000, 548]],
    ['children under 13 years of age, or 16 years old', []],
  ])('are read from "%s"', (text, days) => {
    expect(durationsIn(text).map((length) => Math.round(length.days))).toEqual(days);
  });
});
