import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analyse/analyse.ts';
import type { AnalysedFinding } from '../../src/analyse/write-findings.ts';
import { compile } from '../../src/analyse/compile.ts';
import type { Memory } from '../../src/analyse/memory.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { loadRules } from '../../src/load/rules.ts';
import type { Block, PolicyText } from '../../src/model/text.ts';
import { rule } from './reading.ts';

const frozen = await loadRules(new URL('../rules-frozen', import.meta.url).pathname);
const share = rule('sharing/others', [{ does: ['<give>'], what: ['<personal-data>', '<voice-data>'], to: ['<others>'] }]);
const compiled = compile({ ...frozen, rules: [...frozen.rules, share] });

const paragraph = (text: string): PolicyText => ({
  text,
  blocks: [{ kind: 'paragraph', span: [0, text.length], level: 0, section: [], leads: [] }],
  words: 0,
});

/** A lead and so many items below it. */
function list(lead: string, item: string, count: number): PolicyText {
  const section = ['Information we share'];
  const leads = [[0, lead.length]] as const;
  const blocks: Block[] = [{ kind: 'paragraph', span: leads[0], level: 0, section, leads: [] }];
  for (let k = 0, at = lead.length + 1; k < count; k++, at += item.length + 1)
    blocks.push({ kind: 'item', span: [at, at + item.length], level: 1, section, leads });
  return { text: `${lead}\n${`${item}\n`.repeat(count)}`, blocks, words: 0 };
}

/** Lists within lists: every item leads to the next. */
function nest(words: string, depth: number): PolicyText {
  const blocks: Block[] = [];
  const leads: (readonly [number, number])[] = [];
  for (let k = 0; k < depth; k++) {
    const span = [k * (words.length + 1), k * (words.length + 1) + words.length] as const;
    blocks.push({ kind: 'item', span, level: k + 1, section: [], leads: [...leads] });
    leads.push(span);
  }
  return { text: `${words}\n`.repeat(depth), blocks, words: 0 };
}

/** What must hold of any text. */
function check(text: PolicyText, rules = compiled): AnalysedFinding[] {
  const found = analyse(text, rules);
  for (const { span, quote } of found) {
    if (!(span[0] >= 0 && span[0] < span[1] && span[1] <= text.text.length)) throw new Error(`a span out of range: ${span.join()}`);
    if (text.text.slice(...span) !== quote) throw new Error(`a quote that does not stand at its span: ${quote}`);
  }
  if (new Set(found.map(({ id }) => id)).size !== found.length) throw new Error('two findings with one id');
  return found;
}

const words = fc.constantFrom(
  ...'we you our your us they partners third parties advertisers voice recordings data information location share shares shared sharing sell collect keep delete do does not never no may will can if unless except without consent that which who to with from for by and or of it this is are be been except'.split(
    ' ',
  ),
  '.',
  ',',
  ';',
  ':',
  '(',
  ')',
  '(1)',
  '"',
  '?',
  '|',
  '—',
  '’',
  'U.S.',
  'e.g.',
  'www.example.com',
  '12',
  'İ',
  '\u{1f600}',
  '\ud800',
);
const sentence = fc.array(words, { maxLength: 60 }).map((parts) => parts.join(' '));
const markdown = fc
  .array(fc.tuple(fc.constantFrom('', '# ', '## ', '- ', '  - ', '1. ', '| '), sentence), { maxLength: 12 })
  .map((lines) => lines.map(([mark, line]) => mark + line).join('\n\n'));

describe('on any text', () => {
  it('never throws, and quotes what stands there, for words in any order', () => {
    fc.assert(
      fc.property(markdown, (text) => void check(extractMarkdown(text))),
      { numRuns: 400 },
    );
  });

  it('never throws for characters in any order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void check(paragraph(text))),
      { numRuns: 400 },
    );
  });

  it('reads a text the same whatever was read before it', () => {
    fc.assert(
      fc.property(markdown, markdown, (before, text) => {
        const fresh = analyse(extractMarkdown(text), compiled);
        analyse(extractMarkdown(before), compiled);
        expect(analyse(extractMarkdown(text), compiled)).toEqual(fresh);
      }),
      { numRuns: 150 },
    );
  });
});

describe('remembering paragraphs', () => {
  it('finds the same as reading each text whole, whatever the memory has seen', () => {
    const memory: Memory = new Map();
    fc.assert(
      fc.property(fc.array(markdown, { minLength: 1, maxLength: 4 }), (texts) => {
        for (const text of [...texts, texts.join('\n\n'), ...texts].map(extractMarkdown))
          expect(analyse(text, compiled, { memory })).toEqual(analyse(text, compiled));
      }),
      { numRuns: 100 },
    );
  });

  const claim = 'We share your personal data with third parties.';
  // Two headers find the same in its first cell.
  const row = '| Data | Do we sell it? | Do we sell it for money? |\n| --- | --- | --- |\n| Your personal data | Yes | Yes |';
  it.each([
    ['a heading', `# How we share\n\n${claim}`, `# What we never do\n\n${claim}`],
    ['a lead', '- We share with:\n  - third parties, your personal data', '- We never share with:\n  - third parties, your personal data'],
    [
      'an answer',
      'Do we share your personal data with third parties?\n\nNo.',
      'Do we share your personal data with third parties?\n\nYes.',
    ],
    [
      'a name',
      `Veldora may ask. Veldora may keep. Veldora will do. Veldora shares.\n\nVeldora shares your personal data with third parties.`,
      'Veldora shares your personal data with third parties.',
    ],
    ['its place', claim, `A line before it.\n\n${claim}\n\n${claim}`],
    ['the same row', row, `${row}\n${row.split('\n').at(-1)}\n\n${claim}`],
  ])('tells one paragraph from the same under another context: %s', (_, one, other) => {
    const memory: Memory = new Map();
    for (const text of [one, other, one].map(extractMarkdown)) expect(analyse(text, compiled, { memory })).toEqual(analyse(text, compiled));
  });

  it('tells concerns apart', () => {
    const memory: Memory = new Map();
    const text = extractMarkdown(claim);
    expect(analyse(text, compiled, { memory, concerns: ['voice'] })).toEqual(analyse(text, compiled, { concerns: ['voice'] }));
    expect(analyse(text, compiled, { memory })).toEqual(analyse(text, compiled));
    expect(analyse(text, compiled, { memory }).length).toBeGreaterThan(0);
  });
});

// Each of these is so large that work growing with its square would not end within the suite's limit; no time is asserted.
describe('hostile texts end, with true quotes', () => {
  it.each<[string, () => PolicyText]>([
    ['one word a million times', () => paragraph('voice '.repeat(1e6))],
    ['"not" a hundred thousand times', () => paragraph('not '.repeat(1e5))],
    ['"(1)" a hundred thousand times', () => paragraph('(1) '.repeat(1e5))],
    ['"share" a hundred thousand times', () => paragraph('share '.repeat(1e5))],
    ['a list of a hundred thousand verbs', () => paragraph('share, '.repeat(1e5))],
    ['verbs joined by "and"', () => paragraph('share and '.repeat(1e5))],
    ['lists of verbs as long as a sentence may be', () => paragraph(`${'share, '.repeat(1_990)}. We `.repeat(50))],
    ['adverbs before a verb', () => paragraph(`${'really '.repeat(1_900)}share. We `.repeat(50))],
    ['relative clauses within each other', () => paragraph('that we share '.repeat(5e4))],
    ['brackets that never close', () => paragraph('('.repeat(1e5))],
    ['brackets that never open', () => paragraph('we share) '.repeat(5e4))],
    ['quotation marks', () => paragraph('voice "'.repeat(1e5))],
    ['a capital letter and a hyphen, over and over', () => paragraph('A-'.repeat(1e5))],
    ['a capital letter and an apostrophe, over and over', () => paragraph("A'".repeat(1e5))],
    ['names said to be "we", over and over', () => paragraph('Aa ("we" '.repeat(4_000))],
    ['digits and commas', () => paragraph('1,'.repeat(1e5))],
    ['addresses without an end', () => paragraph('a@'.repeat(1e5))],
    [
      'two hundred thousand words in one sentence',
      () => paragraph('We do not share your voice recordings with advertisers or partners or '.repeat(18_000)),
    ],
    ['twenty thousand sentences with marks', () => paragraph('We share (1) your voice recordings. '.repeat(2e4))],
    ['a hundred thousand items', () => list('We share your personal data with:', 'third parties, if you like', 1e5)],
    ['a row of four thousand cells, half of which answer for the others', () => extractMarkdown(answering(2_000))],
    ['five thousand lists within each other', () => nest('We may share your location with third parties:', 5_000)],
    [
      'acts by the thousand',
      () =>
        paragraph(`${'We may share, sell and disclose voice data and location data to advertisers and partners '.repeat(120)}. `.repeat(3)),
    ],
  ])('%s', (_, text) => {
    expect(check(text())).toBeInstanceOf(Array);
  });

  it('ends where every word is new', () => {
    // Rules of its own: the table of words, which is shared by all texts of one rule set, is full afterwards.
    const text = paragraph(Array.from({ length: 250_000 }, (_, k) => `x${letters(k)}`).join(' '));
    expect(check(text, compile(frozen))).toEqual([]);
  });

  it('still reads the sentence behind a hostile one', () => {
    const text = `${'not '.repeat(5e4)}\n\nWe share your personal data with third parties.`;
    expect(analyse(extractMarkdown(text), compiled).map(({ stance }) => stance)).toContain('does');
  });
});

/** A table of one row, in which every second cell says "Yes" for all the others. */
function answering(pairs: number): string {
  const row = (first: string, cell: (k: number) => string): string =>
    `| ${first} | ${Array.from({ length: pairs }, (_, k) => cell(k)).join(' | ')} |`;
  return [
    row('Data', (k) => `Examples ${k} | We sell ${k}`),
    row('---', () => '--- | ---'),
    row('Data', () => 'your personal data | Yes'),
  ].join('\n');
}

/** A number as letters. */
function letters(number: number): string {
  return [...number.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('');
}
