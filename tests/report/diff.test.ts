import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeReport } from '../../src/model/change.ts';
import { changeFormats, changeReporters } from '../../src/report/diff-formats.ts';
import { changesBetween, newer, older, practices } from './changes.ts';
import { dangerous, hostileText } from './hostile.ts';

const schemaAt = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../src/report/${name}`, import.meta.url), 'utf8')) as Record<string, unknown>;
const validate = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true, formats: { 'date-time': true } })
  .addSchema(schemaAt('report.schema.json'))
  .compile(schemaAt('change.schema.json'));

const plain = { colour: false, width: 80 };
const written = (report: ChangeReport, format: (typeof changeFormats)[number], options = {}) =>
  changeReporters[format]([report], practices, { ...plain, ...options });

const report = changesBetween(older, newer, {
  policy: 'veldora/privacy-policy',
  score: {
    before: 61,
    after: 40.5,
    parts: [
      { causes: ['text'], points: -18 },
      { causes: ['rules', 'formula'], points: -2.5 },
    ],
  },
});

describe('a change report', () => {
  it('is told in plain words, promises that are gone first', () => {
    const text = written(report, 'text');
    const flat = text.replaceAll(/\s+/gu, ' ');
    expect(text.split('\n')[0]).toBe('What changed: veldora/privacy-policy: Veldora Privacy Policy');
    expect(flat).toContain('Score 40.5, before 61.0: 18.0 down by the text, 2.5 down by the rules and the formula.');
    expect(text).toMatch(/For you, \d+ things got worse and \d+ got better\. 1 promise is gone\./u);
    expect(text.indexOf('PROMISES THAT ARE GONE')).toBeGreaterThan(0);
    expect(text.indexOf('PROMISES THAT ARE GONE')).toBeLessThan(text.indexOf('WHAT GOT WORSE FOR YOU'));
    expect(text).toContain('It said it does not sell data about you');
    expect(flat).toContain('18 months, before 6 months.');
    expect(flat).toContain('It no longer says “with your consent”.');
    expect(text).toContain('{+18+}');
  });

  it('sets old and new beside each other when asked to, in lines of one width', () => {
    const lines = written(report, 'text', { sideBySide: true }).split('\n');
    const columns = lines.filter((line) => line.includes(' │ ') || line.endsWith(' │'));
    expect(columns.length).toBeGreaterThan(3);
    for (const line of columns) expect(line.indexOf('│')).toBe(39);
  });

  it('colours only when asked to', () => {
    expect(written(report, 'text', { colour: true })).toContain('\u001b[32m');
    expect(written(report, 'text')).not.toContain('\u001b');
  });

  it('is what the published schema describes, as JSON that reads back', () => {
    for (const changes of [report, changesBetween(older, older), changesBetween('', newer)]) {
      const read = JSON.parse(written(changes, 'json')) as ChangeReport;
      expect(validate(read) ? [] : validate.errors).toEqual([]);
      expect(read).toEqual(changes);
    }
  });

  it('is the same twice', () => {
    for (const format of changeFormats)
      expect(written(changesBetween(older, newer), format)).toBe(written(changesBetween(older, newer), format));
  });

  it('is a page that forbids itself scripts and requests, and holds a policy’s markup as text', () => {
    const page = written(report, 'html');
    expect(page).toContain("default-src 'none'; style-src 'sha256-");
    expect(page).not.toMatch(/<script|<img|<link|<iframe|href=|src=/iu);
    expect(page).toContain('<ins>18');
  });

  it('says that nothing changed where nothing did', () => {
    const same = changesBetween(older, older);
    expect(written(same, 'text')).toContain('Both texts say the same in the same words.');
    expect(written(same, 'text')).not.toContain('THE TEXT');
  });

  it('strikes out and marks words in Markdown without a blank inside the marks', () => {
    const markdown = written(report, 'markdown');
    expect(markdown).toContain('~~6~~ **18**');
    expect(markdown).not.toMatch(/\*\* \S+ \*\*/u);
  });

  it('keeps a long comparison within a comment, and says what it leaves out', () => {
    const long = (word: string) =>
      Array.from({ length: 900 }, (_, k) => `The ${word} number ${k} of this very long list is about ${word}s.`).join('\n\n');
    const markdown = written(changesBetween(long('apple'), long('pear')), 'markdown');
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(markdown).toMatch(/and [\d,]+ more passages/u);
  });

  it('holds nothing that a terminal or a browser obeys, whatever the policies are', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        const changes = changesBetween(`${older}\n\n${a}\n\nWe sell ${a} to others.`, `${newer}\n\n${b}\n\nWe sell ${b} to them.`);
        for (const format of changeFormats) {
          const text = written(changes, format);
          expect(text.replaceAll('\n', '')).not.toMatch(dangerous);
          if (format === 'html') expect(text).not.toMatch(/<b>|<script/u);
        }
      }),
      { numRuns: 60 },
    );
  });
});
