import { describe, expect, it } from 'vitest';
import type { PolicyReading, Report } from '../../src/model/report.ts';
import { copySentences } from '../../src/report/copy-words.ts';
import { reporters } from '../../src/report/index.ts';
import { sampleContext, sampleReport, sentencesOf } from './sample.ts';

const scannedAt = '2026-11-23T12:00:00.000Z';
const copy = (more: Partial<PolicyReading>): PolicyReading => ({
  url: 'https://a.example/privacy',
  finalUrl: 'https://a.example/privacy',
  status: 'read',
  words: 100,
  ...more,
});
const archived: Partial<PolicyReading> = {
  from: 'wayback',
  archivedAt: '2025-03-11T00:00:00.000Z',
  copy: 'https://web.archive.org/web/20250311000000/https://a.example/privacy',
};

describe('what is said of a copy', () => {
  it('is nothing where the site itself was read', () => {
    expect(copySentences(copy({}), scannedAt)).toEqual([]);
  });

  it.each([
    ['2026-11-23T06:00:00.000Z', 'of the day of this scan'],
    ['2027-01-01T00:00:00.000Z', 'of the day of this scan'],
    ['2026-11-21T06:00:00.000Z', '2 days before this scan'],
    ['2026-08-23T06:00:00.000Z', '3 months before this scan'],
    ['2024-12-23T06:00:00.000Z', '23 months before this scan'],
    ['2016-11-22T06:00:00.000Z', '10 years before this scan'],
  ])('is how old it is: %s, %s', (archivedAt, age) => {
    expect(copySentences(copy({ ...archived, archivedAt }), scannedAt)[0]).toContain(
      `, ${age}, kept by the Wayback Machine: https://web.archive.org/`,
    );
  });

  it('is why the site was not read, which file it is from, and that a browser built it', () => {
    const failure = { kind: 'bot-wall', detail: 'the server answered 403' } as const;
    const policy = copy({ from: 'warc', archivedAt: scannedAt, copy: 'file:///tmp/pages.warc.gz', rendered: true, siteFailure: failure });
    expect(copySentences(policy, scannedAt)).toEqual([
      'The site itself was not read: the site showed a check for robots instead of the policy (the server answered 403).',
      'A copy of 23 November 2026, of the day of this scan, kept in pages.warc.gz.',
      'The page as built by a browser: its text comes from scripts.',
    ]);
  });

  it('stands in every format that people read, and in a column of the table', () => {
    const [first, ...rest] = sampleReport.policies;
    if (first === undefined) throw new Error('the sample has no policy');
    const report: Report = { ...sampleReport, policies: [{ ...first, ...archived }, ...rest] };
    const options = { colour: false, width: 200, sentencesOf };
    expect(reporters.text(report, sampleContext, options)).toContain('A copy of 11 March 2025');
    expect(reporters.markdown(report, sampleContext, options)).toContain('A copy of 11 March 2025');
    expect(reporters.csv(report, sampleContext, options)).toContain(',wayback,2025-03-11T00:00:00.000Z,');
    const built: Report = { ...sampleReport, policies: [{ ...first, rendered: true }, ...rest] };
    expect(reporters.text(built, sampleContext, options)).toContain('built by a browser');
    expect(reporters.csv(built, sampleContext, options)).toContain(',browser,,');
  });
});
