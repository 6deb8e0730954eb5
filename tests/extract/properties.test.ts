import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { extractPlain } from '../../src/extract/plain-text.ts';
import type { PolicyText } from '../../src/model/text.ts';

/** C0 and C1 controls but for the line feed between blocks, bidi marks and overrides, zero-width characters, lone surrogates. */
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\p{Cs}/u;

/** What must hold of every text, whatever it was made of. */
const expectSound = (text: PolicyText): void => {
  let end = -1;
  for (const block of text.blocks) {
    const [from, to] = block.span;
    // One line feed between blocks, and nothing else.
    expect(from).toBe(end + 1);
    expect(to).toBeGreaterThan(from);
    end = to;
    const words = text.text.slice(from, to);
    expect(words).toBe(words.trim());
    expect(words).not.toMatch(/\n| {2}/u);
    expect(words).not.toMatch(unseen);
    if (block.kind === 'heading' || block.kind === 'item') expect(block.level).toBeGreaterThan(0);
    else expect(block.level).toBe(0);
    if (block.kind === 'heading') expect(block.level).toBeLessThanOrEqual(6);
    for (const lead of block.leads) {
      expect(lead[0]).toBeLessThan(lead[1]);
      expect(lead[1]).toBeLessThan(from);
    }
    expect(block.cells !== undefined).toBe(block.kind === 'row');
    let cellEnd = from;
    for (const cell of block.cells ?? []) {
      expect(cell.span[0]).toBeGreaterThanOrEqual(cellEnd);
      expect(cell.span[1]).toBeGreaterThanOrEqual(cell.span[0]);
      expect(cell.span[1]).toBeLessThanOrEqual(to);
      cellEnd = cell.span[1];
    }
  }
  expect(text.text.length).toBe(Math.max(0, end));
};

const word = fc.constantFrom(
  'We',
  'record',
  'your',
  'voice',
  'data',
  'and',
  'SHARE',
  'it',
  'with:',
  'partners.',
  '2021',
  'Größe',
  '語',
  '😀',
  '\u202e',
  '\u0007',
  '\ud800',
  '\u200b',
  '\u00a0',
);
const phrase = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
const markdownSign = fc.constantFrom(
  '\n',
  '\n\n',
  '  \n',
  '# ',
  '### ',
  '\n===\n',
  '\n---\n',
  '- ',
  '    * ',
  '1. ',
  '(a) ',
  '1\\. ',
  '• ',
  '> ',
  '**',
  '_',
  '[',
  '](',
  ')',
  '![',
  '|',
  '\n| --- | --- |\n',
  '<br>',
  '<div>',
  '<!--',
  '-->',
  '&amp;',
  '&#0;',
  '\\',
  '\t',
  '\r\n',
  '\u000b',
  '\u0002',
  '\u0003',
);
const markdown = fc.array(fc.oneof(phrase, markdownSign), { maxLength: 60 }).map((parts) => parts.join(''));
const tag = fc.constantFrom(
  'p',
  'div',
  'ul',
  'ol',
  'li',
  'h1',
  'h3',
  'b',
  'a href="/x"',
  'span hidden',
  'table',
  'tr',
  'td',
  'th colspan=2',
  'td rowspan="3"',
  'br',
  'button aria-expanded=false',
  'details',
  'summary',
  'dl',
  'dt',
  'dd',
  'nav',
  'main',
  'footer',
  'form',
  'pre',
  'textarea',
  'template',
  'script',
  'style',
  'svg',
  'noscript',
  'div id="onetrust-banner-sdk"',
  'div style="display:none"',
  'title',
  'select',
  'option',
  'iframe',
);
const markup = fc.oneof(
  tag.map((name) => `<${name}>`),
  tag.map((name) => `</${name.split(' ', 1)[0] ?? ''}>`),
  phrase,
  fc.constantFrom('<', '>', '"', '<!--', '-->', '&nbsp;', '&#x202e;', '&#0;', '<!doctype html>', '<p title="'),
);
const html = fc.array(markup, { maxLength: 80 }).map((parts) => `<html>${parts.join('')}`);

describe('every text', () => {
  it('made of Markdown has sound blocks', () => {
    fc.assert(
      fc.property(markdown, (source) => expectSound(extractMarkdown(source))),
      { numRuns: 1500 },
    );
  });

  it('made of plain text has sound blocks', () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: 'binary', maxLength: 300 })), (source) => expectSound(extractPlain(source))),
      { numRuns: 1000 },
    );
  });

  it('made of HTML has sound blocks', async () => {
    await fc.assert(
      fc.asyncProperty(html, async (source) => {
        const outcome = await extract({ bytes: new TextEncoder().encode(source), url: 'https://a.example/' });
        if (outcome.ok) expectSound(outcome.value.text);
        else expect(outcome.failure.kind).toBe('empty');
      }),
      { numRuns: 1000 },
    );
  });

  it('made of any bytes under any name has sound blocks, or is a named failure', async () => {
    const types = fc.constantFrom(
      undefined,
      'text/html',
      'text/html; charset=utf-16',
      'text/markdown',
      'text/plain; charset=gb18030',
      'application/pdf',
      'nonsense',
    );
    const names = fc.constantFrom('https://a.example/p.html', 'file:///p.md', 'stdin:', 'p.pdf', '');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), types, names, async (bytes, contentType, url) => {
        const outcome = await extract({ bytes, url, ...(contentType === undefined ? {} : { contentType }) });
        if (outcome.ok) expectSound(outcome.value.text);
        else expect(['empty', 'unsupported-type', 'pdf-broken', 'pdf-without-text']).toContain(outcome.failure.kind);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(markdown, (source) => {
        expect(extractMarkdown(source)).toEqual(extractMarkdown(source));
      }),
      { numRuns: 200 },
    );
  });
});
