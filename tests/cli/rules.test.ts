import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/analyse/compile.ts';
import { grammarLexicons } from '../../src/analyse/layout.ts';
import { claimInWords } from '../../src/cli/claim-in-words.ts';
import { testRules, textOf } from '../../src/cli/test-rules.ts';
import { loadRules } from '../../src/load/rules.ts';
import type { Rule, RuleSet } from '../../src/model/rule.ts';
import { earshot, frozenRules } from './run-earshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'earshot-rules-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The frozen set with the examples of one rule replaced. */
async function withExamples(id: string, examples: Partial<Rule['examples']>): Promise<RuleSet> {
  const set = await loadRules(frozenRules, { grammarLexicons });
  return {
    ...set,
    rules: set.rules.map((rule) =>
      rule.id === id ? { ...rule, examples: { does: [], denies: [], 'near-misses': [], ...examples } } : rule,
    ),
  };
}

describe("a rule's own examples", () => {
  it('are all read as they should be in the frozen rules', async () => {
    const set = await loadRules(frozenRules, { grammarLexicons });
    const { examples, failures } = testRules(set, compile(set));
    expect(failures).toEqual([]);
    expect(examples).toBe(set.rules.flatMap((rule) => Object.values(rule.examples).flat()).length);
  });

  it.each([
    ['does', 'The weather is fine.', 'nothing was found, and it does'],
    ['does', 'We do not sell your personal information.', 'read as denies, and it does'],
    ['denies', 'We sell your personal information.', 'read as does, and it denies'],
    ['denies', 'We do not sell your personal information. We sell your personal data.', 'read as does as well, and it only denies'],
    ['near-misses', 'We sell your personal information.', 'read as does, and must not be: “We sell your personal information.”'],
  ] as const)('fail when %s is misread: %s', async (kind, text, happened) => {
    const set = await withExamples('sharing/sale', { [kind]: [{ text }] });
    const { failures } = testRules(set, compile(set), 'sharing/sale');
    expect(failures).toEqual([{ practice: 'sharing/sale', kind, example: { text }, happened }]);
  });

  it('must be quoted where they are marked', async () => {
    const right = { text: 'We build televisions. «We sell your personal information» to anyone.' };
    const wrong = { text: '«We build televisions.» We sell your personal information to anyone.' };
    const set = await withExamples('sharing/sale', { does: [right, wrong] });
    expect(testRules(set, compile(set), 'sharing/sale').failures).toMatchObject([
      { example: wrong, happened: 'the quote lacks “We build televisions.”: “We sell your personal information to anyone.”' },
    ]);
  });

  it('are not proved by the sentence that leads to them', async () => {
    const set = await withExamples('sharing/sale', {
      does: [{ lead: 'We sell your personal information to:', text: 'See the list on our site.' }],
    });
    const found = testRules(set, compile(set), 'sharing/sale').failures;
    expect(found.every(({ happened }) => happened.startsWith('nothing was found'))).toBe(true);
  });

  it('become a text whose spans fit', () => {
    const { text, blocks } = textOf({ section: 'Sale', lead: 'We sell:', text: 'your  «personal»\ndata' });
    expect(
      blocks.map(({ kind, span, section, leads }) => [kind, text.slice(...span), section, leads.map((lead) => text.slice(...lead))]),
    ).toEqual([
      ['heading', 'Sale', [], []],
      ['paragraph', 'We sell:', ['Sale'], []],
      ['item', 'your personal data', ['Sale'], ['We sell:']],
    ]);
  });
});

describe('earshot rules test', () => {
  it('closes with the totals', async () => {
    const { code, out } = await earshot(['rules', 'test', 'sharing/sale', '--rules', frozenRules]);
    expect({ code, out }).toEqual({ code: 0, out: '7 examples, 0 failed\n7 passed, 0 failed\n' });
  });

  it('shows the file and the passage of each example that fails, with exit code 2', async () => {
    const rules = join(folder, 'failing');
    mkdirSync(join(rules, 'sharing'), { recursive: true });
    const sale = readFileSync(join(frozenRules, 'sharing/sale.yaml'), 'utf8').replace(
      'We sell televisions.',
      'We sell your personal data.',
    );
    writeFileSync(join(rules, 'sharing/sale.yaml'), sale.replaceAll(/<[a-z-]+>, <[a-z-]+>/gu, 'personal data, personal information'));
    const { code, out } = await earshot(['rules', 'test', 'sharing/sale', '--rules', rules]);
    expect(code).toBe(2);
    expect(out).toBe(
      'rules/sharing/sale.yaml, near-misses:\n  “We sell your personal data.”\n  → read as does, and must not be: “We sell your personal data.”\n\n7 examples, 1 failed\n6 passed, 1 failed\n',
    );
  });

  it('says which practice was meant', async () => {
    const { code, err } = await earshot(['rules', 'test', 'sharing/sail', '--rules', frozenRules]);
    expect({ code, err }).toEqual({ code: 2, err: 'earshot: there is no practice "sharing/sail". Did you mean sharing/sale?\n' });
  });
});

describe('earshot rules list and show', () => {
  it('lists practices by concern with id, severity and title', async () => {
    const { code, out } = await earshot(['rules', 'list', '--rules', frozenRules]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Voice\n/u);
    expect(out).toMatch(/^ {2}voice\/third-party +grave +sends your voice to another company$/mu);
    expect(out.indexOf('voice/third-party')).toBeLessThan(out.indexOf('sharing/sale'));
  });

  it('shows all of a rule, its claims in words', async () => {
    const { code, out } = await earshot(['rules', 'show', 'voice/third-party', '--rules', frozenRules]);
    expect(code).toBe(0);
    expect(out).toBe(`It sends your voice to another company — grave
voice/third-party, concern: Voice

Why it matters
  Whoever receives a recording can hear who you are, how you feel and who is
  with you.

How to switch it off
  Switch voice recognition off in the settings.

What that costs
  The device no longer answers to your voice.

Source
  Written for the tests.

A policy says it when one of these holds
  1. the maker does one of: <give>
     acting on <voice-data>
  2. the maker does one of: “transmit”
     acting on <voice-data>
     handed to “third party”, “provider”

Words it refers to
  <give> Handing on. share, send, =sent, disclose
  <voice-data> What a microphone hears. voice/audio recording/recordings/data,
      voice command/commands, your voice

Passages that admit it
  – We share your voice recordings with a speech recognition company.
  – Your voice commands are sent to a third party that turns them into text.
  – [Voice] We share the following with other companies: … your voice recordings

Passages that deny it
  – We do not share your voice recordings with anyone.

Passages that look like it and are not
  – You can speak to the remote.
  – We share your email address with our partners.
`);
  });

  it.each([
    ['third-party', 'Did you mean voice/third-party'],
    ['voice', '"earshot rules list" shows them all.'],
    ['voice/../../etc/passwd', '"earshot rules list" shows them all.'],
    ['__proto__', '"earshot rules list" shows them all.'],
  ])('knows no practice "%s"', async (id, hint) => {
    const { code, err } = await earshot(['rules', 'show', id]);
    expect(code).toBe(2);
    expect(err).toContain(`there is no practice "${id}".`);
    expect(err).toContain(hint.startsWith('Did') ? hint : '');
  });

  it('says every part of a claim', () => {
    const claim = {
      does: ['share', '<give>'],
      who: ['maker', 'partner'] as const,
      what: ['voice'],
      to: ['partner'],
      from: ['microphone'],
      for: ['advertising'],
      with: ['also'],
      'and-with': ['too'],
      near: ['close'],
      under: ['heading'],
      'not-to': ['processor'],
      not: ['never'],
      'not-here': ['unless'],
      'not-under': ['children'],
      stance: 'denies' as const,
      confidence: 'low' as const,
      anywhere: 'yes' as const,
    };
    expect(claimInWords(claim)).toEqual([
      'the maker or another company does one of: “share”, <give>',
      'acting on “voice”',
      'handed to “partner”',
      'who are not described as “processor”',
      'coming from “microphone”',
      'for the purpose of “advertising”',
      'in the same sentence: “also”',
      'and in the same sentence: “too”',
      'in the sentence, its headings, its lead or the sentence before: “close”',
      'under a heading or lead that says “heading”',
      'but not where the sentence says “never”',
      'but not where the same clause says “unless”',
      'but not under a heading or lead that says “children”',
      'always read as a denial, whatever is negated',
      'a match is of low confidence at best',
      'counts in questions, definitions, announcements and advice too',
    ]);
  });
});

describe('earshot rules new', () => {
  it('writes an outline that says what is still to be written, and never over another file', async () => {
    const first = await earshot(['rules', 'new', 'voice/whisper'], { cwd: folder });
    expect({ code: first.code, out: first.out }).toEqual({ code: 0, out: 'rules/voice/whisper.yaml\n' });
    const path = join(folder, 'rules/voice/whisper.yaml');
    const outline = readFileSync(path, 'utf8');
    expect(outline).toContain('near-misses:');
    const again = await earshot(['rules', 'new', 'voice/whisper'], { cwd: folder });
    expect(again).toEqual({
      code: 2,
      out: '',
      err: 'earshot: rules/voice/whisper.yaml is there already, and is left as it is: choose another name.\n',
    });
    expect(readFileSync(path, 'utf8')).toBe(outline);

    const tried = await earshot(['rules', 'test', 'voice/whisper', '--rules', 'rules'], { cwd: folder });
    expect(tried.code).toBe(2);
    expect(tried.err).toContain('rules/voice/whisper.yaml:2:1: "title" is empty. Write it, or leave the line out if it is not needed.');
    expect(tried.err).not.toContain('missing');
  });

  it('becomes a rule once it is filled in', async () => {
    mkdirSync(join(folder, 'filled/voice'), { recursive: true });
    const sentence = readFileSync(join(frozenRules, 'sharing/sale.yaml'), 'utf8')
      .replaceAll('sell', 'whisper')
      .replaceAll('sold', 'whispered')
      .replaceAll(/<[a-z-]+>, <[a-z-]+>/gu, 'data, information');
    writeFileSync(
      join(folder, 'filled/voice/whisper.yaml'),
      sentence.replace(/ {2}near-misses:[\s\S]*/u, '  near-misses:\n    - text: A whisper is quiet.\n    - text: You may speak.\n'),
    );
    const { code, out, err } = await earshot(['rules', 'test', 'voice/whisper', '--rules', join(folder, 'filled')]);
    expect({ code, err, out }).toEqual({ code: 0, err: '', out: '7 examples, 0 failed\n7 passed, 0 failed\n' });
  });

  it.each([
    ['../evil', 'there is no concern ".."'],
    ['voice/../../evil', 'is not the id of a practice'],
    ['/etc/passwd', 'is not the id of a practice'],
    ['voice', 'is not the id of a practice'],
    ['voice/', 'is not the id of a practice'],
    ['voice/..', 'is not a name for a practice'],
    ['voice/Whisper', 'is not a name for a practice'],
    ['voice/a b', 'is not a name for a practice'],
    ['voice/a\\b', 'is not a name for a practice'],
    ['voise/x', 'there is no concern "voise"'],
    ['lexicon/x', 'there is no concern "lexicon"'],
  ])('refuses "%s"', async (id, message) => {
    const { code, err } = await earshot(['rules', 'new', id], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(join(folder, 'evil.yaml')) || existsSync(join(folder, '../evil.yaml'))).toBe(false);
  });
});

describe('a broken rule', () => {
  it('stops every command that would use it, with its place', async () => {
    const rules = join(folder, 'broken');
    mkdirSync(join(rules, 'voice'), { recursive: true });
    writeFileSync(join(rules, 'voice/x.yaml'), 'title: [\n');
    for (const args of [
      ['rules', 'list'],
      ['rules', 'test'],
      ['scan', 'package.json'],
    ]) {
      const { code, out, err } = await earshot([...args, '--rules', rules]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^earshot: .*voice\/x\.yaml:2:1: /u);
      expect(err).not.toMatch(/\n\s+at /u);
    }
  });
});
