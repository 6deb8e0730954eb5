import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { harmless } from '../../src/report/harmless.ts';
import { escapedMarkdown, reportMarkdown } from '../../src/report/markdown.ts';
import { dangerous, hostileText } from './hostile.ts';
import { sampleContext, sampleReport, unreadContext, unreadReport } from './sample.ts';

const markdown = reportMarkdown(sampleReport, sampleContext);

/** What a reader sees of escaped text: escapes undone, the joints, which have no width, gone. */
const rendered = (escaped: string): string => escaped.replaceAll('&#8203;', '').replace(/\\([!-/:-@[-`{-~])/gu, '$1');

/** Marks that still stand for themselves: not behind a backslash (an even number of them is none). */
const unescaped = (marks: string): RegExp => new RegExp(`(?<!\\\\)(?:\\\\\\\\)*${marks}`, 'u');

describe('policy text in Markdown', () => {
  it.each([
    ['a tag', '<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
    ['a link', '[you](javascript:x)', '\\[you\\](javascript:x)'],
    ['a picture', '![x](https://a.example)', '!\\[x\\](https:&#8203;//a.example)'],
    ['a table', 'face | eyes', 'face \\| eyes'],
    ['emphasis and code', '**may** _not_ `x` ~~y~~', '\\*\\*may\\*\\* \\_not\\_ \\`x\\` \\~\\~y\\~\\~'],
    ['a mention', '@veldora/legal', '@&#8203;veldora/legal'],
    ['an e-mail address', 'privacy@veldora.example', 'privacy@&#8203;veldora.example'],
    ['a bare address', 'see www.evil.example', 'see www&#8203;.evil.example'],
    ['an issue', '#12 and GH-12', '\\#&#8203;12 and GH-&#8203;12'],
    ['a picture by name', 'fine :tada:', 'fine :&#8203;tada:'],
    ['a character reference', 'a &lt;b&gt; & c', 'a \\&lt;b\\&gt; & c'],
    ['a formula', '$x$', '\\$x\\$'],
    ['a list', '- item', '\\- item'],
    ['a numbered list', '12. item', '12\\. item'],
    ['a heading', '# title', '\\# title'],
    ['a backslash', '\\*x', '\\\\\\*x'],
  ])('holds %s as text', (_, text, expected) => {
    expect(escapedMarkdown(text)).toBe(expected);
    expect(rendered(expected)).toBe(text);
  });

  it('shows as the very words, with nothing left that is markup, whatever the words', () => {
    const marks = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '*',
        '_',
        '`',
        '[',
        ']',
        '(',
        ')',
        '!',
        '|',
        '~',
        '#',
        '1',
        '.',
        '-',
        '+',
        '@',
        'a',
        ':',
        '//',
        'www.',
        'http',
        '\\',
        '&',
        'lt;',
        '$',
        ' ',
      ),
    );
    const text = fc.oneof(
      marks.map((parts) => parts.join('')),
      hostileText,
    );
    fc.assert(
      fc.property(text, (words) => {
        const escaped = escapedMarkdown(words);
        expect(rendered(escaped).replaceAll('\ufffd', '')).toBe(harmless(words).replace(/[\ufffd\ue000]/gu, ''));
        for (const mark of ['[<>*_`|~$]', '[[\\]]', '&(?!#8203;)#?\\w+;']) expect(escaped).not.toMatch(unescaped(mark));
        expect(escaped).not.toMatch(/@[\p{L}\p{N}_]|:\/\/|www\./iu);
        expect(escaped).not.toMatch(dangerous);
      }),
    );
  });
});

describe('the Markdown report', () => {
  it('has links only to the web, between angle brackets', () => {
    const targets = [...markdown.matchAll(/(?<!\\)\]\(([^)\s]*)/gu)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(30);
    for (const target of targets) expect(target).toMatch(/^<https?:\/\//u);
    expect(markdown).toContain('#top:~:text=');
  });

  it('has no other markup than its own', () => {
    expect(markdown.match(/<(?!https?:\/\/|br>)/gu)?.length).toBe(markdown.match(/\\</gu)?.length);
    expect(markdown).not.toMatch(/(?<!\\)!\[/u);
    for (const row of markdown.split('\n').filter((line) => line.startsWith('|'))) expect(row.match(/(?<!\\)\|/gu)).toHaveLength(6);
  });

  it('has every quote when all are asked for, and at most five of a practice otherwise', () => {
    const all = reportMarkdown(sampleReport, sampleContext, { all: true });
    for (const { quote } of sampleReport.findings) expect(all).toContain(`> “${escapedMarkdown(quote)}”`);
    expect(markdown).toContain('and 3 more');
  });

  it('fits a comment, saying how many passages it left out', () => {
    const [first] = sampleReport.findings;
    const long = 'We share everything with everyone. '.repeat(20).trim();
    const findings = Array.from({ length: 400 }, (_, index) => {
      const practice = sampleContext.practices[index % 25];
      return { ...first, practice: practice?.id, concern: practice?.concern, quote: `${index} ${long}` } as Finding;
    });
    const report: Report = { ...sampleReport, findings, contradictions: [] };
    const short = reportMarkdown(report, sampleContext);
    expect(short.length).toBeLessThanOrEqual(65_536);
    expect(short).toMatch(/and \d+ more/u);
    expect(reportMarkdown(report, sampleContext, { all: true }).length).toBeGreaterThan(65_536);
  });

  it('says of a product that could not be read that nothing is known, neither good nor bad', () => {
    const unread = reportMarkdown(unreadReport, unreadContext);
    expect(unread).toContain('**Nothing could be read, so nothing is said of this product here, neither good nor bad.**');
    expect(unread).not.toContain('Looked for and not found');
  });

  it('holds nothing that an editor or a browser obeys', () => {
    expect(markdown.replaceAll('\n', '')).not.toMatch(dangerous);
  });
});
