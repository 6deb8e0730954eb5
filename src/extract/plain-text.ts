import type { PolicyText } from '../model/text.ts';
import { assemble } from './assemble.ts';
import { readMarkdown } from './markdown.ts';
import type { RawBlock } from './raw-block.ts';

/** Plain text (mail, RFC, Project Gutenberg habits) as a `PolicyText`: paragraphs by blank lines, or by lines where there are none. */
export const extractPlain = (text: string): PolicyText => assemble(readPlain(text));

/** Plain text shares its paragraphs, lists and underlined headings with Markdown, but none of its inline markup, tables and `#` headings. */
export const readPlain = (text: string): RawBlock[] => readMarkdown(text, 'plain');
