import { describe, expect, it } from 'vitest';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { renderBlocks, sectionOf } from './render-blocks.ts';

const blocks = (...lines: readonly string[]): string[] => renderBlocks(extractMarkdown(lines.join('\n')));

describe('headings', () => {
  it('reads ATX and setext headings with their levels', () => {
    expect(blocks('Privacy', '=======', '', '## What we hear ##', '', 'Voice', '-----', '', 'We record it.')).toEqual([
      'h1 Privacy',
      'h2 What we hear',
      'h2 Voice',
      'p We record it.',
    ]);
  });

  it('gives every block the headings above it, outermost first', () => {
    const text = extractMarkdown('# A\n\n## B\n\n### C\n\nDeep.\n\n## D\n\nShallow.');
    expect(sectionOf(text, 'Deep')).toEqual(['A', 'B', 'C']);
    expect(sectionOf(text, 'Shallow')).toEqual(['A', 'D']);
  });

  it('shares one section array between the blocks of a section', () => {
    const [, first, second] = extractMarkdown('# A\n\nOne.\n\nTwo.').blocks;
    expect(first?.section).toBe(second?.section);
  });

  it('makes a heading of a line that is all bold', () => {
    expect(blocks('## Your choices', '', '**Location data**', '', 'You can switch it off in the settings of your phone.')).toEqual([
      'h2 Your choices',
      'h4 Location data',
      'p You can switch it off in the settings of your phone.',
    ]);
  });

  it('makes a heading of a short title-like line above a longer paragraph', () => {
    const prose = 'Some of our services let you give us information directly when you set up an account.';
    expect(blocks('Information you provide directly', '', prose)).toEqual(['h3 Information you provide directly', `p ${prose}`]);
  });

  it('keeps a numbered title in capitals with its number', () => {
    expect(blocks('1\\. WHAT DO WE COLLECT?', 'We collect the words you speak to the remote control and much besides.')[0]).toBe(
      'h1 1. WHAT DO WE COLLECT?',
    );
  });

  it('leaves a bold claim quotable', () => {
    expect(blocks('**We do not sell your personal information**', '', 'It stays with us as long as you are a customer of ours.')[0]).toBe(
      'p We do not sell your personal information',
    );
  });

  it('leaves a bold date line a paragraph', () => {
    expect(blocks('**Last updated: May 3, 2021**', '', 'This policy says what we do with what we hear and with what we see.')[0]).toBe(
      'p Last updated: May 3, 2021',
    );
  });

  it('leaves a bold line that introduces a list to be its lead', () => {
    expect(blocks('**We never do the following:**', '', '- sell it', '- rent it')).toEqual([
      'p We never do the following:',
      'i1 sell it <= We never do the following:',
      'i1 rent it <= We never do the following:',
    ]);
  });

  it('lets the title of an item end with its list', () => {
    const text = extractMarkdown(
      'We share with:\n\n- **Partners**\n\n  We tell them what you watch and when you watch it.\n\nAfter the list.',
    );
    expect(sectionOf(text, 'We tell')).toEqual(['Partners']);
    expect(sectionOf(text, 'After')).toEqual([]);
  });
});

describe('lists and their leads', () => {
  it('gives items the last sentence of the block before them', () => {
    expect(blocks('We listen. We may share your voice with:', '', '*   partners', '*   the police')).toEqual([
      'p We listen. We may share your voice with:',
      'i1 partners <= We may share your voice with:',
      'i1 the police <= We may share your voice with:',
    ]);
  });

  it('gives nested items all their leads, outermost first', () => {
    expect(blocks('We collect:', '', '1.  Usage, such as:', '    -   channels', '    -   times', '2.  Voice')).toEqual([
      'p We collect:',
      'i1 Usage, such as: <= We collect:',
      'i2 channels <= We collect: / Usage, such as:',
      'i2 times <= We collect: / Usage, such as:',
      'i1 Voice <= We collect:',
    ]);
  });

  it('takes an unfinished sentence for a lead, too', () => {
    expect(blocks('We may disclose your data to', '', '- courts', '- agencies')[1]).toBe('i1 courts <= We may disclose your data to');
  });

  it('does not take a title that ends in a small word for a lead', () => {
    expect(blocks('Other sites we link to', '', '- Our shop is run by others.')[1]).toBe('i1 Our shop is run by others.');
  });

  it('keeps the lead over an item that goes on after a hard break', () => {
    expect(blocks('3\\. From others, such as:', '', '*   landlords  ', '    Government entities', '*   brokers')).toEqual([
      'i1 From others, such as:',
      'i2 landlords <= From others, such as:',
      'p Government entities <= From others, such as:',
      'i2 brokers <= From others, such as:',
    ]);
  });

  it('ends a lead with the next paragraph or heading', () => {
    expect(blocks('We keep:', '', '- voice', '', 'That was all.', '', '- alone')).toEqual([
      'p We keep:',
      'i1 voice <= We keep:',
      'p That was all.',
      'i1 alone',
    ]);
  });

  it('keeps the lead over the paragraphs that continue an item', () => {
    expect(blocks('We share:', '', '-   names', '', '    and we do so daily.', '', '-   voices')).toEqual([
      'p We share:',
      'i1 names <= We share:',
      'p and we do so daily. <= We share:',
      'i1 voices <= We share:',
    ]);
  });

  it('joins the lazy continuation of an item', () => {
    expect(blocks('- the words you', 'speak')).toEqual(['i1 the words you speak']);
  });

  it('gives an item whose marker stands alone the text below it', () => {
    expect(blocks('We log:', '', '*', '', '    your voice', '*   your trips')).toEqual([
      'p We log:',
      'i1 your voice <= We log:',
      'i1 your trips <= We log:',
    ]);
  });

  it('splits bullets separated by hard breaks', () => {
    expect(blocks('We collect:  ', '• names  ', '• voices')).toEqual([
      'p We collect:',
      'i1 names <= We collect:',
      'i1 voices <= We collect:',
    ]);
  });

  it('makes items of paragraphs that begin with typed markers', () => {
    expect(blocks('We share with:', '', '(a) partners;', '', '(b) courts.', '', '· others')).toEqual([
      'p We share with:',
      'i1 partners; <= We share with:',
      'i1 courts. <= We share with:',
      'i1 others <= We share with:',
    ]);
  });

  it('makes items of unmarked paragraphs that end in semicolons after a lead', () => {
    expect(blocks('We use it:', '', 'to show advertising;', '', 'to train our models; and', '', 'to please regulators.')).toEqual([
      'p We use it:',
      'i1 to show advertising; <= We use it:',
      'i1 to train our models; and <= We use it:',
      'i1 to please regulators. <= We use it:',
    ]);
  });

  it('nests typed letters under typed numbers', () => {
    expect(
      blocks('1\\. We collect data such as:', '', 'a) names', '', 'b) voices', '', '2\\. We keep all of it for as long as we like it.'),
    ).toEqual([
      'i1 We collect data such as:',
      'i2 names <= We collect data such as:',
      'i2 voices <= We collect data such as:',
      'i1 We keep all of it for as long as we like it.',
    ]);
  });

  it('reads headings inside items as headings', () => {
    expect(blocks('*   What we hear', '    ------------', '    ', '    We hear everything.')).toEqual([
      'h2 What we hear',
      'p We hear everything.',
    ]);
  });

  it('does not take a rule for items', () => {
    expect(blocks('One.', '', '* * *', '', 'Two.', '', '---', '', 'Three.')).toEqual(['p One.', 'p Two.', 'p Three.']);
  });
});

describe('words without markup', () => {
  it.each([
    ['See [our [cookie] page](https://a.example/x_(y) "title") now.', 'See our [cookie] page now.'],
    ['[![logo](a.png)](https://a.example) We **never** _ever_ sell `it`.', 'We never ever sell it.'],
    ['Write to <privacy@a.example> or <https://a.example/p>.', 'Write to privacy@a.example or https://a.example/p.'],
    ['A \\*star\\* and 1\\. and \\[brackets\\].', 'A *star* and 1. and [brackets].'],
    ['Fish &amp; chips&nbsp;&#8211; AT&T &copy; &#x41;', 'Fish & chips – AT&T © A'],
    ['A snake_case_name, 2 * 3 and a ____ blank.', 'A snake_case_name, 2 * 3 and a ____ blank.'],
    ['Left <span class="x">over</span> tags<!-- and a comment -->.', 'Left over tags.'],
    ['a < b and c > d', 'a < b and c > d'],
    ['[empty]() [](https://a.example) link [open](https://a.example/(x', 'empty link [open](https://a.example/(x'],
  ])('%s', (markdown, words) => {
    expect(extractMarkdown(markdown).text).toBe(words);
  });

  it('follows a link broken over lines', () => {
    expect(blocks('We [share', 'data](https://a.example/', 'policy) daily.')).toEqual(['p We share data daily.']);
  });

  it('splits at <br> where two things stand and joins where one goes on', () => {
    expect(blocks('Our voice policy.<br>We keep<br>recordings.<br><br>Elsewhere.')).toEqual([
      'p Our voice policy.',
      'p We keep recordings.',
      'p Elsewhere.',
    ]);
  });

  it('joins wrapped lines but not lines of their own', () => {
    const wrapped = [
      'We keep the recordings of what you say to the remote control for as',
      'long as we need them, which is to say for as long as we think that we',
      'may need them.',
    ];
    expect(blocks(...wrapped)).toEqual([`p ${wrapped.join(' ')}`]);
    expect(blocks('From Others', 'How We Share Customer Information', 'Your Dealers')).toHaveLength(3);
  });

  it('reads a quotation as what it quotes', () => {
    expect(blocks('> We heard you.', '>', '> - once')).toEqual(['p We heard you.', 'i1 once']);
  });

  it('reads Windows line ends', () => {
    expect(blocks('# A\r', '\r', 'One\r', 'two.\r')).toEqual(['h1 A', 'p One two.']);
  });
});

describe('tables', () => {
  it('carries the header to each cell and joins cells with a bar', () => {
    const text = extractMarkdown('| **Data** | Shared with |\n| --- | --- |\n| Voice | [Partners](x) \\| others |\n| Place |  |');
    expect(renderBlocks(text)).toEqual([
      'h6 Data | Shared with',
      'r [Data: Voice] [Shared with: Partners | others]',
      'r [Data: Place] [Shared with: ]',
    ]);
    expect(text.text).toContain('Voice | Partners | others\nPlace');
  });

  it('reads tables without outer bars', () => {
    expect(blocks('Data | Kept for', '--- | ---', 'Voice | 2 years')).toEqual([
      'h6 Data | Kept for',
      'r [Data: Voice] [Kept for: 2 years]',
    ]);
  });

  it('reads a one-column table as plain blocks', () => {
    expect(blocks('|     |', '| --- |', '| We hear you. |', '| We see you. |')).toEqual(['p We hear you.', 'p We see you.']);
  });

  it('does not take long sentences for column titles', () => {
    expect(blocks('| We keep your voice. It is ours. | Yes |', '| --- | --- |', '| We keep your place. | No |')[0]).toBe(
      'r [We keep your voice. It is ours.] [Yes]',
    );
  });

  it('lets a lone cell introduce the rows below it', () => {
    expect(
      blocks('| We collect the following:<br>  |  |', '| --- | --- |', '| Voice | what you say |', '| Place | where you are |'),
    ).toEqual([
      'p We collect the following:',
      'r [Voice] [what you say] <= We collect the following:',
      'r [Place] [where you are] <= We collect the following:',
    ]);
  });
});

describe('what a policy says of itself', () => {
  it('takes its title from the first top heading', () => {
    expect(extractMarkdown('Skip\n\n# Voice Privacy Notice\n\nText.').title).toBe('Voice Privacy Notice');
  });

  it('counts the words of all blocks', () => {
    expect(extractMarkdown("# One two\n\nDon't count 3-4.").words).toBe(7);
  });

  it.each([
    ['Last updated: May 3, 2021', '2021-05-03'],
    ['**Effective Date:** 1st of January 2020', '2020-01-01'],
    ['This policy is effective as of 2019-12-31.', '2019-12-31'],
    ['Date of Last Revision: Sept. 30, 2016', '2016-09-30'],
    ['Last modified on 25/12/2020', '2020-12-25'],
    ['Last modified on 01.02.2024', '2024-02-01'],
    ['Last modified on 01/02/2020', undefined],
    ['Last updated: August 2024', undefined],
    ['Effective February 30, 2020', undefined],
    ['Regulation 2016/679, in force since 25 May 2018, gives you rights.', undefined],
    ['© 1 May 2020 Example Inc.', undefined],
  ])('%s', (line, date) => {
    expect(extractMarkdown(`# Policy\n\n${line}\n\nWe listen.`).effectiveDate).toBe(date);
  });

  it('prefers the effective date to the date of the last change', () => {
    expect(extractMarkdown('Last updated: March 1, 2020\n\nEffective: April 1, 2020').effectiveDate).toBe('2020-04-01');
  });

  it('finds a date on the line below its label', () => {
    expect(extractMarkdown('Last updated\n\nJanuary 20, 2025').effectiveDate).toBe('2025-01-20');
  });
});

describe('nothing', () => {
  it.each(['', '\n\n', '***', '| | |', '![a](b)', '&nbsp;', '<!---->'])('%j has no blocks', (markdown) => {
    expect(extractMarkdown(markdown)).toMatchObject({ text: '', blocks: [], words: 0 });
  });
});
