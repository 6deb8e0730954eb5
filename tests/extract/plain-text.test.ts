import { describe, expect, it } from 'vitest';
import { extractPlain } from '../../src/extract/plain-text.ts';
import { renderBlocks } from './render-blocks.ts';

const blocks = (text: string): string[] => renderBlocks(extractPlain(text));

describe('plain text', () => {
  it('joins hard-wrapped lines and reads titles in capitals', () => {
    const text = `                    PRIVACY STATEMENT

THE INFORMATION WE COLLECT

   When you speak to the set, the microphone in its remote control picks
up your words, and what others say in the room, and sends them on to our
partner.  We do not say which.

YOUR CHOICES

   You may cover the microphone.
`;
    expect(blocks(text)).toEqual([
      'h1 PRIVACY STATEMENT',
      'h1 THE INFORMATION WE COLLECT',
      'p When you speak to the set, the microphone in its remote control picks up your words, and what others say in the room, and sends them on to our partner. We do not say which.',
      'h1 YOUR CHOICES',
      'p You may cover the microphone.',
    ]);
  });

  it('takes lines for paragraphs where there are no blank lines', () => {
    const long =
      'We share what we hear with companies that help us to understand it, and with those that pay us for it, as far as the law where you live lets us do so.';
    expect(blocks(`How We Share\n${long}\nOur Service Providers\n${long}`)).toEqual([
      'h3 How We Share',
      `p ${long}`,
      'h3 Our Service Providers',
      `p ${long}`,
    ]);
  });

  it.each([
    ['- ', '- '],
    ['• ', '• '],
    ['1. ', '2. '],
    ['(a) ', '(b) '],
    ['(i) ', '(ii) '],
    ['o ', 'o '],
  ])('reads items marked %j', (one, two) => {
    expect(blocks(`We keep:\n${one}voices;\n${two}places.`)).toEqual(['p We keep:', 'i1 voices; <= We keep:', 'i1 places. <= We keep:']);
  });

  it('joins an item wrapped under its marker', () => {
    expect(blocks('We keep:\n\n  - the words that you speak, and those that you only\n    thought of speaking\n  - faces')).toEqual([
      'p We keep:',
      'i1 the words that you speak, and those that you only thought of speaking <= We keep:',
      'i1 faces <= We keep:',
    ]);
  });

  it('leaves signs that are markup elsewhere alone', () => {
    expect(blocks('Press *5 or # now: [x](y) | a_b_c <sic> &amp;')).toEqual(['p Press *5 or # now: [x](y) | a_b_c <sic> &amp;']);
  });

  it('reads underlined headings', () => {
    expect(blocks('Voice\n=====\n\nWe hear it.')).toEqual(['h1 Voice', 'p We hear it.']);
  });
});
