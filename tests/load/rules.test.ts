import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/analyse/compile.ts';
import { grammarLexicons } from '../../src/analyse/layout.ts';
import { readRuleFolder } from '../../src/load/rule-folder.ts';
import { loadRules, ruleSetFrom, type RuleFile } from '../../src/load/rules.ts';
import { termFault } from '../../src/load/term.ts';
import { UserError } from '../../src/model/user-error.ts';

const frozen = fileURLToPath(new URL('../rules-frozen', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'earshot-rules-'));
let base: readonly RuleFile[] = [];
let count = 0;

beforeAll(async () => {
  base = await readRuleFolder(frozen);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with these files; paths are relative to it. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const dir = join(folder, String(++count));
  mkdirSync(dir);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

/** What the loader says of these files, which lie over the frozen rules; paths as in the folder. '' when it takes them. */
async function mistakesIn(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const dir = folderOf(files);
  try {
    await loadRules(dir, { base, grammarLexicons });
    return '';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.replaceAll(`${dir}/`, '').replaceAll(dir, 'DIR');
  }
}

const good = `title: listens for whispers
severity: serious
why: Nobody expects a whisper to be heard.
turn-off:
  how: Speak up.
  cost: Nothing.
source: Written for the tests.
claims:
  - does: [hear, <give>]
    what: [a whisper, <voice-data>]
examples:
  does:
    - text: We hear a whisper.
    - text: We share your voice.
    - text: We share voice data.
  denies:
    - text: We do not hear a whisper.
  near-misses:
    - text: A whisper is quiet.
    - text: You can whisper.
`;

/** What is wrong with the good rule after `from` has been replaced by `to`. */
async function after(from: string, to: string): Promise<string> {
  expect(good.includes(from), `the rule has no ${from}`).toBe(true);
  return await mistakesIn({ 'voice/whisper.yaml': good.replace(from, to) });
}

describe('a folder of rules', () => {
  it('is read with the id and the concern from the path', async () => {
    const set = await loadRules(folderOf({ 'voice/whisper.yaml': good }), { base, grammarLexicons });
    const rule = set.rules.find(({ id }) => id === 'voice/whisper');
    expect(rule).toMatchObject({ concern: 'voice', severity: 'serious', turnOff: { how: 'Speak up.', cost: 'Nothing.' } });
    expect(rule).not.toHaveProperty('turn-off');
    expect(set.rules.map(({ id }) => id)).toEqual(['voice/third-party', 'voice/whisper', 'sharing/sale', 'control/settings']);
    expect(() => compile(set)).not.toThrow();
  });

  it('is whole by itself when it has the lexicons of the grammar', async () => {
    const set = await loadRules(frozen, { grammarLexicons });
    expect(set.rules).toHaveLength(3);
    expect(set.lexicons.find(({ name }) => name === 'consent')?.terms).toContain('with your consent');
  });

  it('takes the place of files of the same name, and of no others', async () => {
    const dir = folderOf({ 'sharing/sale.yaml': good, 'lexicon/voice-data.yaml': 'about: Less.\nterms: [speech]\n' });
    const set = await loadRules(dir, { base, grammarLexicons });
    expect(set.rules.find(({ id }) => id === 'sharing/sale')?.title).toBe('listens for whispers');
    expect(set.lexicons.filter(({ name }) => name === 'voice-data').map(({ terms }) => terms)).toEqual([['speech']]);
    expect(set.rules).toHaveLength(3);
  });

  it('has a hash of its content alone: the same from files and from the compiled-in form, another after a change', async () => {
    const read = await loadRules(frozen, { grammarLexicons });
    const compiledIn = JSON.parse(
      JSON.stringify(base.map(({ path, content }) => ({ path: path.slice(path.indexOf('rules-frozen')), content }))),
    ) as RuleFile[];
    expect(ruleSetFrom(compiledIn.toReversed())).toEqual(read);
    expect(read.sha256).toMatch(/^[0-9a-f]{64}$/u);
    const other = await loadRules(folderOf({ 'sharing/sale.yaml': good }), { base, grammarLexicons });
    expect(other.sha256).not.toBe(read.sha256);
  });

  it('leaves alone what is not a rule: other files, hidden ones, the weights of the score', async () => {
    expect(
      await mistakesIn({
        'voice/whisper.yaml': good,
        'README.md': 'x',
        'scoring.yaml': 'a: 1',
        '.git/x.yaml': 'b',
        'voice/notes.txt': 'c',
      }),
    ).toBe('');
  });
});

describe('a folder that is none', () => {
  it.each([
    ['is missing', join(folder, 'nowhere'), 'there is no folder of rules DIR: check the path.'],
    ['is a file', fileURLToPath(import.meta.url), 'DIR is a file: name the folder that holds <concern>/<practice>.yaml.'],
  ])('%s', async (_, dir, message) => {
    await expect(loadRules(dir, {})).rejects.toThrow(new UserError(message.replace('DIR', dir)));
  });

  it.each([
    ['holds nothing', { 'README.md': '' }, 'DIR holds no rules: a rule is <concern>/<practice>.yaml. "earshot rules new" writes one.'],
    ['has a concern that is not one', { 'vioce/x.yaml': good }, 'vioce/x.yaml: there is no concern "vioce". Did you mean voice?'],
    [
      'has a rule beside the concerns',
      { 'whisper.yaml': good },
      'whisper.yaml: a rule is in the folder of its concern: <concern>/whisper.yaml.',
    ],
    ['has another ending', { 'voice/x.yml': good }, 'voice/x.yml: the ending is .yaml. Rename it.'],
    [
      'has capitals in a name',
      { 'voice/Third_Party.yaml': good },
      'voice/Third_Party.yaml: a file is named with small letters, digits and hyphens, such as third-party.yaml.',
    ],
    ['goes deeper', { 'voice/tv/x.yaml': good }, 'voice/tv: rules lie no deeper than <concern>/<practice>.yaml. Move its files up.'],
  ])('%s', async (_, files, message) => {
    expect(await mistakesIn(files)).toBe(message);
  });

  it('lacks a lexicon of the grammar', async () => {
    const message = 'the engine needs lexicon/hedge.yaml, lexicon/topic.yaml. Copy what is missing from the shipped rules.';
    await expect(loadRules(frozen, { grammarLexicons: ['maker', 'hedge', 'topic'] })).resolves.toBeDefined();
    const dir = folderOf({ 'lexicon/maker.yaml': 'about: x\nterms: [we]\n' });
    await expect(loadRules(dir, { grammarLexicons: ['maker', 'hedge', 'topic'] })).rejects.toThrow(`${dir}: ${message}`);
  });
});

describe('a mistake in a rule', () => {
  it.each([
    [
      'an unknown key',
      'severity: serious',
      'severtiy: serious',
      '2 mistakes in the rules of DIR:\nvoice/whisper.yaml:1:1: "severity" is missing. One of grave, serious, moderate, minor.\nvoice/whisper.yaml:2:1: there is no "severtiy". Did you mean severity?',
    ],
    [
      'an id in the file',
      'title:',
      'id: voice/whisper\ntitle:',
      'voice/whisper.yaml:1:1: there is no "id". The id is the path: <concern>/<practice>.yaml.',
    ],
    [
      'an unknown key of a claim',
      '    what: [a',
      '    whta: [a',
      'voice/whisper.yaml:10:5: there is no "whta" in "claims". Did you mean what?',
    ],
    [
      'an unknown key of an example',
      '    - text: We hear a whisper.',
      '    - text: We hear a whisper.\n      heading: Voice',
      'voice/whisper.yaml:14:7: there is no "heading" in "does". Known are text, section, lead.',
    ],
    [
      'a severity that is none',
      'serious',
      'seriuos',
      'voice/whisper.yaml:2:11: "severity" is grave, serious, moderate or minor, not "seriuos". Did you mean serious?',
    ],
    ['an empty text', 'why: Nobody expects a whisper to be heard.', 'why: ""', 'voice/whisper.yaml:3:6: "why" is empty. Write it.'],
    [
      'a missing text',
      'why: Nobody expects a whisper to be heard.',
      'why:',
      'voice/whisper.yaml:3:1: "why" is empty. Write it, or leave the line out if it is not needed.',
    ],
    ['a missing part', '  cost: Nothing.\n', '', 'voice/whisper.yaml:5:3: "cost" of "turn-off" is missing.'],
    [
      'a text where a list belongs',
      'does: [hear, <give>]',
      'does: hear',
      'voice/whisper.yaml:9:11: "does" must be a list, not "hear". Put it in brackets: [hear].',
    ],
    [
      'a number for a term',
      '[hear, <give>]',
      '[hear, 24]',
      'voice/whisper.yaml:9:18: an entry of "does" must be a text, not "24". Put it in quotes.',
    ],
    [
      'an optional word without quotes',
      '[hear, <give>]',
      '[hear, [your] ]',
      'voice/whisper.yaml:9:18: an entry of "does" must be a text, not a list. A word that may be missing is written (word).',
    ],
    [
      'a number sign that begins a comment',
      'does: [hear, <give>]',
      'does:\n      - # days',
      'voice/whisper.yaml:10:9: an entry of "does" must be a text, not nothing. "#" begins a comment: a term with a number is in quotes, "# days".',
    ],
    [
      'no claims',
      'claims:\n  - does: [hear, <give>]\n    what: [a whisper, <voice-data>]',
      'claims: []',
      'voice/whisper.yaml:8:9: "claims" is empty. Write at least one entry, or leave the line out.',
    ],
    [
      'a claim without an anchor',
      'does: [hear, <give>]\n    what',
      'what',
      'voice/whisper.yaml:9:5: a claim needs exactly one of does, says and can: the words that make it.',
    ],
    [
      'a claim with two anchors',
      '    what: [a whisper, <voice-data>]',
      '    says: [a whisper]',
      'voice/whisper.yaml:9:5: a claim needs exactly one of does, says and can: the words that make it.',
    ],
    [
      'who without does',
      'does: [hear, <give>]\n',
      'says: [hear]\n    who: [partner]\n',
      'voice/whisper.yaml:10:5: "who" is only for "does": "says" counts whoever acts, and "can" is always the reader.',
    ],
    [
      'an actor that is none',
      '    what: [a whisper',
      '    who: [vendor]\n    what: [a whisper',
      'voice/whisper.yaml:10:11: "who" is maker, partner, user or anyone, not "vendor".',
    ],
    [
      'about outside control',
      'claims:',
      'about: voice\nclaims:',
      'voice/whisper.yaml:8:1: "about" is for control/* only: it says what a control switches off.',
    ],
    [
      'an unknown lexicon',
      '<voice-data>',
      '<voicedata>',
      'voice/whisper.yaml:10:23: there is no lexicon <voicedata>. Did you mean <voice-data>?',
    ],
    [
      'an unknown lexicon like no other',
      '<voice-data>',
      '<zzz>',
      'voice/whisper.yaml:10:23: there is no lexicon <zzz>. Add lexicon/zzz.yaml, or use one that is there.',
    ],
    [
      'too few examples',
      '    - text: We share voice data.\n',
      '',
      'voice/whisper.yaml:13:5: a rule carries at least 3 examples under "does": it proves itself.',
    ],
    [
      'no denial',
      '  denies:\n    - text: We do not hear a whisper.',
      '  denies: []',
      'voice/whisper.yaml:16:11: a rule carries at least one example under "denies": it proves itself. It may be [] only where every claim says "stance: does".',
    ],
    [
      'too few near misses',
      '    - text: You can whisper.\n',
      '',
      'voice/whisper.yaml:19:5: a rule carries at least 2 examples under "near-misses": it proves itself.',
    ],
    [
      'a bare passage',
      '    - text: You can whisper.',
      '    - You can whisper.',
      'voice/whisper.yaml:20:7: an entry of "near-misses" must be a group of keys, not "You can whisper.". Write "text: " before the passage.',
    ],
    [
      'the key twice',
      'severity: serious',
      'severity: serious\nseverity: minor',
      'voice/whisper.yaml:3:1: the key "severity" is here twice. Keep one, and put all its terms there.',
    ],
    ['a tab', '  how:', '\thow:', 'voice/whisper.yaml:5:1: a tab is used to indent. Use blanks.'],
    [
      'a colon in a text',
      'why: Nobody',
      'why: Nobody: no one',
      'voice/whisper.yaml:3:6: there is a second ": " on this line. Put the text in quotes.',
    ],
    ['an anchor', 'why: Nobody', 'why: &a Nobody', 'voice/whisper.yaml:3:9: "&a" names a place of the file. Put the words in quotes.'],
    ['a tag', 'why: Nobody', 'why: !x Nobody', 'voice/whisper.yaml:3:6: a word that starts with "!" is a tag. Put the text in quotes.'],
    [
      'a second document',
      'title:',
      '--- \na: 1\n---\ntitle:',
      'voice/whisper.yaml:3:1: a file holds one rule or lexicon. Leave out the "---" and what follows it.',
    ],
    [
      'a list that is not closed',
      'does: [hear, <give>]',
      'does: [hear, # days]',
      'voice/whisper.yaml:10:5: a list that begins with "[" is not closed before here. "#" begins a comment: a term with a number is in quotes, "# days".',
    ],
  ])('%s is told with its line and column', async (_, from, to, message) => {
    expect(await after(from, to)).toBe(message);
  });

  it('may be a missing denial only where nothing can be denied', async () => {
    const denied = good.replace('  denies:\n    - text: We do not hear a whisper.', '  denies: []');
    expect(await mistakesIn({ 'voice/whisper.yaml': denied.replace('    what:', '    stance: does\n    what:') })).toBe('');
    expect(await mistakesIn({ 'voice/whisper.yaml': denied.replace('    what:', '    stance: denies\n    what:') })).toContain(
      'at least one example under "denies"',
    );
  });

  it('is told for every file at once, in the order of the files', async () => {
    const message = await mistakesIn({
      'voice/b.yaml': good.replace('serious', 'x'),
      'sharing/a.yaml': 'title: [',
      'lexicon/c.yaml': 'about: y\n',
    });
    expect(message.split('\n').map((line) => line.split(' ')[0])).toEqual([
      '3',
      'lexicon/c.yaml:1:1:',
      'sharing/a.yaml:1:9:',
      'voice/b.yaml:2:11:',
    ]);
  });

  it.each([
    ['an empty file', '', 'voice/x.yaml:1:1: the file is empty.'],
    ['a list', '- a', 'voice/x.yaml:1:1: the file must be a group of keys, not a list.'],
    ['not UTF-8', Buffer.from(`title: caf\u00e9`, 'latin1'), 'voice/x.yaml:1:11: this is not UTF-8. Save the file in that encoding.'],
    ['a megabyte', `why: ${'x'.repeat(1_000_000)}`, 'voice/x.yaml:1:1: the file has 1000005 bytes. A rule or lexicon has at most 1000000.'],
    ['nesting without end', '['.repeat(100_000), 'voice/x.yaml:1:1: it is nested too deeply. A rule has five levels.'],
    [
      'an alias bomb',
      'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]',
      'voice/x.yaml:1:7: "&a" names a place of the file. Put the words in quotes.',
    ],
    ['a key that is no word', '? [a]\n: b', 'voice/x.yaml:1:3: a key must be a plain word, such as "title:".'],
  ])('may be the file as a whole: %s', async (_, content, message) => {
    expect((await mistakesIn({ 'voice/x.yaml': content })).split('\n').find((line) => line.startsWith('voice/'))).toBe(message);
  });

  it('never reaches the prototype of anything', async () => {
    const message = await mistakesIn({ 'voice/x.yaml': `${good}__proto__: {severity: grave}\nconstructor: 1\n` });
    expect(message).toContain('voice/x.yaml:21:1: there is no "__proto__".');
    expect(message).toContain('voice/x.yaml:22:1: there is no "constructor".');
  });

  it('is the only thing that random YAML can be', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'a:- []{}#&*!|>\'"%@`,?\n<=.ü'), maxLength: 60 }), async (text) => {
        expect(await mistakesIn({ 'voice/x.yaml': text, 'lexicon/y.yaml': `about: z\nterms: [${text}]` })).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a mistake in a lexicon', () => {
  it.each([
    ['no terms', 'about: x\n', 'lexicon/l.yaml:1:1: "terms" is missing.'],
    ['its name', 'name: l\nabout: x\nterms: [a]', 'lexicon/l.yaml:1:1: there is no "name". The name is the name of the file.'],
    [
      'a lexicon among its terms',
      'about: x\nterms: [a, <give>]',
      'lexicon/l.yaml:2:12: in the term "<give>": a lexicon cannot name another among its terms. List it under "includes", without < and >.',
    ],
    [
      'an unknown lexicon',
      'about: x\nterms: [a]\nincludes: [give, voice-date]',
      'lexicon/l.yaml:3:18: there is no lexicon voice-date. Did you mean voice-data?',
    ],
    [
      'brackets round a name',
      'about: x\nterms: [a]\nincludes: [<give>]',
      'lexicon/l.yaml:3:12: the name of a lexicon is its file name without .yaml, and without < and >.',
    ],
    [
      'itself',
      'about: x\nterms: [a]\nincludes: [l]',
      'lexicon/l.yaml:3:12: this includes the lexicon in itself: l → l. Take one of them out.',
    ],
    [
      'a wrong exception',
      'about: x\nterms: [a]\nexcept: ["a.. b"]',
      'lexicon/l.yaml:3:10: in the term "a.. b": ".." stands for up to four other words and stands alone, with a blank on either side.',
    ],
  ])('%s is told with its line and column', async (_, content, message) => {
    expect(await mistakesIn({ 'lexicon/l.yaml': content })).toBe(message);
  });

  it('may be a circle through others, also through those that were there before', async () => {
    const circle = { 'lexicon/a.yaml': 'about: x\nterms: [a]\nincludes: [b]', 'lexicon/b.yaml': 'about: x\nterms: [b]\nincludes: [a]' };
    expect(await mistakesIn(circle)).toBe('lexicon/a.yaml:3:12: this includes the lexicon in itself: a → b → a. Take one of them out.');
    const earlier = [...base, { path: 'rules/lexicon/old.yaml', content: { about: 'x', terms: ['o'], includes: ['new'] } }];
    const dir = folderOf({ 'lexicon/new.yaml': 'about: x\nterms: [n]\nincludes: [old]' });
    await expect(loadRules(dir, { base: earlier })).rejects.toThrow(
      `${dir}/lexicon/new.yaml:3:12: this includes the lexicon in itself: new → old → new.`,
    );
  });
});

describe('a term', () => {
  it.each([
    'share',
    'third party',
    '=voice',
    'a/b c',
    '(your) voice',
    '(=a/b) c',
    'sell .. data',
    '# days',
    'within (#) days',
    "user's",
    'opt-out',
    'AT&T',
    'u.s',
    'données',
    '24',
  ])('may be %s', (term) => {
    expect(termFault(term, 'rule')).toBeUndefined();
    expect(termFault(term, 'lexicon')).toBeUndefined();
  });

  it('may be a lexicon, in rules only', () => {
    expect(termFault('<voice-data>', 'rule')).toBeUndefined();
    expect(termFault('<voice-data>', 'lexicon')).toContain('includes');
  });

  it.each([
    ['', 'a term needs a word'],
    ['.. voice', 'not first'],
    ['(my) .. voice', 'not first'],
    ['voice ..', 'not last'],
    ['voice .. (data)', 'not last'],
    ['voice .. .. data', 'Write it once'],
    ['(voice)', 'all its words are optional'],
    ['(voice data)', 'brackets hold one word'],
    ['voice)', 'brackets hold one word'],
    ['() voice', 'brackets are empty'],
    ['a//b', 'a word is missing beside "/"'],
    ['a/', 'a word is missing beside "/"'],
    ['=', 'a word is missing after "="'],
    ['a=b', '"=" stands before a word'],
    ['#days', '"#" is a number and stands alone'],
    ['my <voice>', 'a lexicon stands alone'],
    ['<Voice Data>', 'is written <name>'],
    ['[your] voice', 'written (word), not [word]'],
    ['voice, data', '"," cannot stand in a term'],
    ['voice.', 'is not a word'],
    ['-', 'is not a word'],
    ['vo\u200bice', 'U+200B'],
    ['a/b/c/d/e/f/g/h a/b/c/d/e/f/g/h a/b/c/d/e/f/g/h', 'more than 500 phrases'],
  ])('may not be "%s"', (term, words) => {
    expect(termFault(term, 'rule')).toContain(words);
  });

  it('is judged in time that does not grow with its alternatives', () => {
    expect(termFault('(a/b/c) '.repeat(5000), 'rule')).toContain('500 phrases');
  });

  it('that is taken can be compiled', async () => {
    const set = await loadRules(frozen, { grammarLexicons });
    const pieces = fc.constantFrom('voice', '=data', 'a/b', '[your]', '..', '#', 'opt-out', "user's", '[=x/y]', '&', '=', '<give>');
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 6 }), (words) => {
        const term = words.join(' ');
        if (termFault(term, 'lexicon') !== undefined) return;
        const lexicons = [...set.lexicons, { name: 'tried', about: 'x', terms: [term] }];
        expect(() => compile({ ...set, lexicons })).not.toThrow();
      }),
    );
  });
});
