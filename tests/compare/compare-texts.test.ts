import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts } from '../../src/compare/compare-texts.ts';
import { foldWords } from '../../src/compare/fold-words.ts';
import { splitSentences } from '../../src/compare/split-sentences.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import type { TextChange } from '../../src/model/change.ts';

const compared = (before: string, after: string) => compareTexts(extractMarkdown(before), extractMarkdown(after));

/** Each change on one line: "reworded We [-may-] {+will+} share it." */
const told = (changes: readonly TextChange[]): readonly string[] =>
  changes.map((change) => {
    if (change.kind === 'reworded') {
      const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
      return `reworded ${change.words.map(({ kind, text }) => marks[kind][0] + text.trim() + marks[kind][1]).join(' ')}`;
    }
    return `${change.kind} ${change.kind === 'removed' ? change.before.quote : change.after.quote}`;
  });

const paragraphs = (...texts: readonly string[]): string => texts.join('\n\n');

const voice = 'We record what you say when you press the button on the remote control.';
const sale = 'We do not sell your personal information to anyone.';
const partners = 'We may share your information with our partners for their own purposes.';
const keep = 'We keep recordings for six months after you made them.';

describe('two texts compared', () => {
  it('says nothing of a text that stayed as it was', () => {
    const { changes, isSame, counts } = compared(paragraphs(voice, sale), paragraphs(voice, sale));
    expect(changes).toEqual([]);
    expect(isSame).toBe(true);
    expect(counts).toEqual({ added: 0, removed: 0, reworded: 0, moved: 0 });
  });

  it('names what was added and what was removed, in reading order', () => {
    const { changes, words } = compared(paragraphs(voice, sale, keep), paragraphs(voice, partners, keep));
    expect(told(changes)).toEqual([`removed ${sale}`, `added ${partners}`]);
    expect(words).toEqual({ added: 12, removed: 9 });
  });

  it('shows the words that changed inside a reworded sentence and leaves its neighbours alone', () => {
    const { changes } = compared(`${voice} ${partners} ${sale}`, `${voice} ${partners.replace('may', 'will')} ${sale}`);
    expect(told(changes)).toEqual(['reworded We [-may-] {+will+} share your information with our partners for their own purposes.']);
  });

  it('calls a passage that stands elsewhere in the same words moved, and the text the same', () => {
    const { changes, isSame } = compared(paragraphs(voice, sale, partners, keep), paragraphs(keep, voice, sale, partners));
    expect(told(changes)).toEqual([`moved ${keep}`]);
    expect(isSame).toBe(true);
  });

  it('takes neighbours that moved together as one passage', () => {
    const { changes } = compared(paragraphs(`${sale} ${keep}`, voice, partners), paragraphs(voice, partners, `${sale} ${keep}`));
    expect(told(changes)).toEqual([`moved ${sale} ${keep}`]);
  });

  it('finds a sentence again that was moved and reworded at once', () => {
    const longer = 'We keep recordings for eighteen months after you made them.';
    const { changes } = compared(paragraphs(keep, voice, sale), paragraphs(voice, sale, 'Another paragraph of its own.', longer));
    expect(told(changes)).toContain('reworded We keep recordings for [-six-] {+eighteen+} months after you made them.');
  });

  it.each([
    ['white space', 'We  record\nwhat you say.', 'We record what you say.'],
    ['list marks', '* We record what you say.', '1. We record what you say.'],
    ['quotation marks and dashes', '"We" record — what you’re saying.', "“We” record - what you're saying."],
    ['section number', '16.1. How we share\n\n(b) With others', '17.2 How we share\n\n(c) With others'],
    ['copyright year', '© 2024 Veldora Inc.', '© 2025 Veldora Inc.'],
    ['capitals', 'PRIVACY POLICY', 'Privacy Policy'],
    ['the date of the last update', 'Last updated: May 3, 2021', 'Last modified on 12 June 2024'],
    ['a date of update that is new', '', 'Effective date: 2021-05-03'],
    [
      'the date of an update inside a sentence',
      'This policy was last updated on May 3, 2021 by us.',
      'This policy was last updated on June 1, 2022 by us.',
    ],
    ['a heading that became a paragraph', '# Your voice', 'Your voice'],
    ['lines joined into one', 'First the heading\n\nthen the words.', 'First the heading then the words.'],
  ])('takes another %s for no change', (_, before, after) => {
    expect(compared(paragraphs(voice, before, sale), paragraphs(voice, after, sale)).isSame).toBe(true);
  });

  it('takes another age, telephone or amount for a change', () => {
    for (const [before, after] of [
      ['Children under 16 may not.', 'Children under 13 may not.'],
      ['Call 555-0100.', 'Call 555-0199.'],
      ['18 months', '24 months'],
    ] as const)
      expect(compared(before, after).isSame, before).toBe(false);
  });

  it('takes another date in a sentence of its own meaning for a change', () => {
    const { isSame } = compared('We will sell your data from May 3, 2021.', 'We will sell your data from June 1, 2022.');
    expect(isSame).toBe(false);
  });

  it('gives spans that cut the quotes out of their texts', () => {
    const [before, after] = [extractMarkdown(paragraphs(voice, sale, keep)), extractMarkdown(paragraphs(keep, partners, voice))];
    for (const change of compareTexts(before, after).changes) {
      if (change.kind !== 'added') expect(before.text.slice(...change.before.span)).toBe(change.before.quote);
      if (change.kind !== 'removed') expect(after.text.slice(...change.after.span)).toBe(change.after.quote);
    }
  });

  it('accounts for every sentence of both texts, whatever they are', () => {
    const sentence = fc.constantFrom(voice, sale, partners, keep, voice.replace('button', 'key'), 'Yes.', 'No.', 'We listen.', 'Why?');
    const text = fc.array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const written = (blocks: readonly (readonly string[])[]) => paragraphs(...blocks.map((block) => block.join(' ')));
        const { changes } = compared(written(before), written(after));
        const count = (blocks: readonly (readonly string[])[]) => blocks.flat().length;
        const sentencesIn = (quote: string) => splitSentences(quote, [0, quote.length]).length;
        const gone = changes.reduce((sum, change) => sum + (change.kind === 'added' ? 0 : sentencesIn(change.before.quote)), 0);
        const come = changes.reduce((sum, change) => sum + (change.kind === 'removed' ? 0 : sentencesIn(change.after.quote)), 0);
        // What is in no change stayed, once on each side.
        expect(count(before) - gone).toBe(count(after) - come);
      }),
    );
  });

  it('gives words that make up the old and the new passage again', () => {
    const { changes } = compared(
      'We may share it with  partners in some cases, as it were.',
      'We will share it with partners in all cases, as it was.',
    );
    for (const change of changes) {
      if (change.kind !== 'reworded') continue;
      const without = (kind: string) =>
        change.words
          .filter((part) => part.kind !== kind)
          .map(({ text }) => text)
          .join('');
      expect(without('removed')).toBe(change.after.quote);
      expect(foldWords(without('added'))).toBe(foldWords(change.before.quote));
    }
    expect(changes.map(({ kind }) => kind)).toEqual(['reworded']);
  });

  it('ends on texts that have nothing in common, repeat one line, or are one endless sentence', () => {
    const many = (word: string) => paragraphs(...Array.from({ length: 3_000 }, (_, k) => `${word} number ${k} is kept for ${k} days.`));
    const same = paragraphs(...Array.from({ length: 5_000 }, () => voice));
    const endless = 'we share it and '.repeat(40_000);
    expect(compared(many('Apple'), many('Pear')).isSame).toBe(false);
    expect(compared(same, paragraphs(sale, same)).counts).toEqual({ added: 1, removed: 0, reworded: 0, moved: 0 });
    expect(compared(endless, `${endless} keep it`).isSame).toBe(false);
  });
});

describe('sentences', () => {
  it('end at a full stop before a capital, and not at abbreviations or in numbers', () => {
    const text = 'We use 3.5 GB, e.g. Netflix. Samsung Inc. Keeps it! “Do you?” Yes. U.S. law applies.';
    expect(splitSentences(text, [0, text.length]).map((span) => text.slice(...span))).toEqual([
      'We use 3.5 GB, e.g. Netflix.',
      'Samsung Inc. Keeps it!',
      '“Do you?”',
      'Yes.',
      'U.S. law applies.',
    ]);
  });
});
