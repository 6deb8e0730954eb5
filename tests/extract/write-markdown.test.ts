import { expect, it } from 'vitest';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { writeMarkdown } from '../../src/extract/write-markdown.ts';

it('writes a text as Markdown that reads back as the same blocks and words', () => {
  const written = [
    '# Privacy *Policy* of Veldora',
    'We keep `x` and [y](https://veldora.example) for 2 months. <b>Never</b> longer.',
    '* one\n* two\n  * deeper_still',
    '\\- not a list',
    '1\\. Not a numbered list',
    '## 2. Voice',
    '\\# no heading, 3 > 2 \\| no row',
  ].join('\n\n');
  const text = extractMarkdown(written);
  const again = extractMarkdown(writeMarkdown(text));
  expect(again.text).toBe(text.text);
  expect(again.blocks.map(({ kind, level }) => [kind, level])).toEqual(text.blocks.map(({ kind, level }) => [kind, level]));
});
