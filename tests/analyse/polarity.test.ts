import { ruleFiles } from 'earshot:rule-files';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analyse/analyse.ts';
import { deniesBelow } from '../../src/analyse/denied.ts';
import type { Memory } from '../../src/analyse/memory.ts';
import { standing } from '../../src/analyse/standing.ts';
import { compiledRules } from '../../src/cli/compiled-rules.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { ruleSetFrom } from '../../src/load/rules.ts';

/** The shipped rules with the shipped classifier: what a scan reads with. */
const compiled = await compiledRules(ruleSetFrom(ruleFiles));
const read = (markdown: string): readonly string[] =>
  analyse(extractMarkdown(markdown), compiled)
    .filter(({ practice }) => !practice.startsWith('control/'))
    .map(({ practice, stance }) => `${practice} ${stance}`);
const admitted = (markdown: string): readonly string[] => read(markdown).filter((claim) => claim.endsWith(' does'));

describe('what a lead denies of its items', () => {
  const acts = [
    'share your location with advertisers',
    'sell your personal data',
    'track you on other websites',
    'keep your voice recordings',
  ];
  const nouns = ['precise location', 'voice recordings', 'your browsing history on other websites', 'face templates'];
  const gerunds = ['sharing your location with advertisers', 'selling your personal data', 'tracking you on other websites'];
  const list = (lead: string, items: readonly string[]): string =>
    `## Your data\n\n${lead}\n\n${items.map((item) => `- ${item};\n`).join('')}`;

  it.each([
    ['We will never:', acts],
    ['We promise never to:', acts],
    ['Under no circumstances do we:', acts],
    ['It is not our practice to:', acts],
    ['Neither we nor our partners:', acts],
    ['We have no plans to:', acts],
    ['We refuse to:', acts],
    ['We do NOT', acts],
    ['We refrain from:', gerunds],
    ['We are not in the business of:', gerunds],
    ['These are practices in which we do not engage:', gerunds],
    ['We do not collect the following information:', nouns],
    ['None of the following is shared with third parties:', nouns],
    ['The following information never leaves your device:', nouns],
  ])('is not admitted: %s', (lead, items) => {
    expect(admitted(list(lead, items))).toEqual([]);
  });

  it('is denied where the item is an act', () => {
    expect(read(list('We promise never to:', acts))).toEqual(
      expect.arrayContaining(['location/sharing denies', 'sharing/sale denies', 'tracking/cross-context denies', 'voice/retention denies']),
    );
  });

  it('has items that begin with their verb, whoever follows it', () => {
    expect(admitted(list('We never:', ['let ad networks collect data in our app']))).toEqual([]);
  });

  it.each(['Things the camera does not do', "What we don't do", 'What we never do', 'Our promises: what we will never do'])(
    'holds below a heading: %s',
    (heading) => {
      expect(admitted(`## ${heading}\n\n- Share your location with advertisers\n- Track you on other websites\n`)).toEqual([]);
    },
  );

  it.each([
    ['If you do not want us to know where you are, we may still:', 'share your location with advertisers'],
    ['We do not share your data with third parties, except in these cases:', 'we share your location with advertisers'],
    ['We will not access any of this without your consent:', 'your precise location, which we use for maps'],
    ['We do not need your consent to:', 'share your location with the police'],
    ['You cannot opt out of:', 'our sharing your location with advertisers'],
  ])('is admitted where the lead leaves it open: %s', (lead, item) => {
    expect(admitted(list(lead, [item]))).not.toEqual([]);
  });
});

describe('a lead that denies', () => {
  const denies = (words: string, isHeading = false): boolean =>
    deniesBelow(standing(words, 0, words.length, compiled), compiled, isHeading);

  it.each([
    'We will not:',
    'We pledge not to:',
    'This means that we do not:',
    'The following data is not collected:',
    'What we do not collect:',
  ])('%s', (words) => {
    expect(denies(words)).toBe(true);
  });

  it.each([
    'We do not sell your data.',
    'We do not sell your data, but we share it with:',
    'We keep your data no longer than we need to:',
    'We use it not only to:',
    'You may not:',
    'We cannot provide the service without:',
    'We share what we do not need:',
    'These rights apply to residents (but not to companies):',
    'Information collected not directly from you:',
  ])('is not this: %s', (words) => {
    expect(denies(words)).toBe(false);
  });

  it.each([
    'Do Not Sell or Share My Personal Information',
    'Does Acme honour “Do Not Track” signals',
    'Information that does not identify you',
  ])('is no such heading: %s', (words) => {
    expect(denies(words, true)).toBe(false);
  });
});

describe('questions', () => {
  it('admit nothing by themselves', () => {
    expect(admitted('Do you work out my town from my IP address? It is dropped at once.')).toEqual([]);
  });

  it.each(['No.', 'Never.', 'We do not.', 'Absolutely not.', 'Of course not.'])('are denied by their answer: %s', (answer) => {
    expect(read(`Do we sell your personal data? ${answer}`)).toEqual(['sharing/sale denies']);
  });

  it('are read as the maker would ask them', () => {
    expect(read('Do you sell my data? No.')).toEqual(['sharing/sale denies']);
  });

  it('are remembered with all of the answer that is looked at', () => {
    const asked = 'Do we share your location with advertisers?';
    const [denied, open] = [`${asked}\n\nNorthwind television does not.`, `${asked}\n\nNorthwind television does so daily.`].map(
      extractMarkdown,
    );
    const memory: Memory = new Map();
    if (denied && open) {
      analyse(denied, compiled, { memory });
      expect(analyse(open, compiled, { memory })).toEqual(analyse(open, compiled));
      expect(analyse(denied, compiled)).not.toEqual(analyse(open, compiled));
    }
    expect.assertions(2);
  });

  it('may be criteria', () => {
    expect(
      read('How long we keep data depends on these questions:\n\n- Do we need to keep the data to keep our service safe?\n'),
    ).toContain('retention/vague does');
  });
});

describe('tables', () => {
  it.each(['No', 'NO', '❌', '✗', 'Never', 'N/A – none is taken'])('name what is not collected: %s', (verdict) => {
    const claims = read(
      `| Category | Collected? | Sold? |\n| --- | --- | --- |\n| Precise location | ${verdict} | N/A |\n| Search history | Yes | No |\n`,
    );
    expect(claims).toContain('viewing/history does');
    expect(claims).not.toContain('location/precise does');
  });

  it('deny by "Sold: No" the sale alone', () => {
    const claims = read('We collect the following:\n\n| Category | Sold |\n| --- | --- |\n| Precise location | No |\n');
    expect(claims).toEqual(expect.arrayContaining(['location/precise does', 'sharing/sale denies']));
    expect(claims).not.toContain('location/precise denies');
  });

  it('do not take "Consent asked first: No" for a denial', () => {
    expect(read('| We do this | Consent asked first? |\n| --- | --- |\n| Send clips to our speech vendor | No |\n')).not.toContain(
      'voice/third-party denies',
    );
  });

  it('have columns of what is not done', () => {
    const claims = read(
      '| What we do | What we do not do |\n| --- | --- |\n| Process your voice commands | Keep your voice recordings |\n',
    );
    expect(claims).toEqual(expect.arrayContaining(['voice/capture does', 'voice/retention denies']));
    expect(claims).not.toContain('voice/retention does');
  });

  it('may be lines of labels', () => {
    expect(admitted('**Behavioural ads from your activity on other sites** – none.')).toEqual([]);
    expect(read('Data sold: none.')).toEqual(['sharing/sale denies']);
  });
});

describe('negation', () => {
  it.each([
    ['Your location is not derived from your IP address.', 'location/inferred'],
    ['We refrain from selling your personal data.', 'sharing/sale'],
    ['Under no circumstances, be it a takeover or a sale of assets, will your information be transferred to a buyer.', 'sharing/merger'],
  ])('is heard: %s', (text, practice) => {
    const claims = analyse(extractMarkdown(text), compiled).filter((one) => one.practice === practice && one.confidence !== 'low');
    expect(claims.map(({ stance }) => stance)).toEqual(['denies']);
  });

  it.each([
    ['There is no guarantee that your information will not leave your country.', 'sharing/transfer denies'],
    ['We do not keep your voice recordings for ever.', 'voice/retention denies'],
    ['Not sold; shared with ad networks for cross-context advertising.', 'tracking/cross-context denies'],
  ])('denies no more than it says: %s', (text, claim) => {
    const sure = analyse(extractMarkdown(text), compiled).filter(({ confidence }) => confidence !== 'low');
    expect(sure.map(({ practice, stance }) => `${practice} ${stance}`)).not.toContain(claim);
  });
});
