import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report, ReportContext } from '../../src/model/report.ts';
import { harmless } from '../../src/report/harmless.ts';
import { artifactPaths, linesOf, regionOf, sarifArtifacts } from '../../src/report/sarif-artifacts.ts';
import { reportSarif } from '../../src/report/sarif.ts';
import { dangerous, hostileText } from './hostile.ts';
import { sampleContext, sampleReport, sentencesOf, silentContext, silentReport, unreadContext, unreadReport } from './sample.ts';

const { resolve } = createRequire(import.meta.url);
const schemaPath = new URL('schemas/sarif-2.1.0-rtm.5.json', `file://${resolve('@microsoft/jest-sarif')}`);
const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as object;

const ajv = new draft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly snippet: { readonly text: string };
}

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          readonly id: string;
          readonly properties: Record<string, unknown>;
          readonly help: { readonly text: string };
        }[];
      };
    };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly { readonly level: string; readonly message: { readonly text: string } }[];
    }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region };
      }[];
      readonly partialFingerprints: { readonly primaryLocationLineHash: string };
    }[];
  }[];
}

function runOf(report: Report, context: ReportContext, options: Parameters<typeof reportSarif>[2] = { sentencesOf }) {
  const log = JSON.parse(reportSarif(report, context, options)) as Log;
  const [run] = log.runs;
  if (run === undefined) throw new Error('a SARIF log has one run');
  return { log, ...run };
}

describe('the SARIF report', () => {
  it.each([
    ['with findings of every kind', sampleReport, sampleContext],
    ['of which nothing was read', unreadReport, unreadContext],
    ['that is silent', silentReport, silentContext],
  ])('is what the 2.1.0 schema describes: one %s', (_, report, context) => {
    validate(runOf(report, context).log);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has a result for every admission, never for a denial or a choice that the reader is given', () => {
    const admissions = sampleReport.findings.filter(({ stance, concern }) => stance === 'does' && concern !== 'control');
    const { results } = runOf(sampleReport, sampleContext);
    expect(results.map(({ ruleId }) => ruleId)).toEqual(admissions.map(({ practice }) => practice));
    const levels = { grave: 'error', serious: 'warning', moderate: 'note', minor: 'note' };
    expect(results.map(({ level }) => level)).toEqual(admissions.map(({ severity }) => levels[severity]));
  });

  it('gives every rule its help, precision, severity and tags', () => {
    const { tool, results } = runOf(sampleReport, sampleContext);
    const { rules } = tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(sampleContext.practices.map(({ id }) => id));
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    const third = rules.find(({ id }) => id === 'voice/third-party');
    expect(third?.help.text).toContain('Voice search and dictation stop working');
    expect(third?.properties).toMatchObject({
      precision: 'medium',
      'security-severity': '9.5',
      tags: ['privacy', 'security', 'concern/voice'],
    });
  });

  it('points at the very words, in the artifact that is written for it', () => {
    const files = new Map(
      sarifArtifacts(sampleReport, sampleContext, sentencesOf).map(({ path, content }) => [`out/${path}`, content.split('\n')]),
    );
    const { results } = runOf(sampleReport, sampleContext, { sentencesOf, artifactsFolder: './out/' });
    for (const { locations } of results) {
      const place = locations[0]?.physicalLocation;
      const region = place?.region;
      expect(region?.startLine).toBe(region?.endLine);
      const line = files.get(place?.artifactLocation.uri ?? '')?.[(region?.startLine ?? 0) - 1];
      expect(line?.slice((region?.startColumn ?? 0) - 1, (region?.endColumn ?? 0) - 1)).toBe(region?.snippet.text);
    }
  });

  it('keeps an alert the same when its passage moves, and tells repeated sentences apart', () => {
    const hashes = (report: Report) =>
      runOf(report, sampleContext).results.map((result) => result.partialFingerprints.primaryLocationLineHash);
    const before = hashes(sampleReport);
    expect(new Set(before).size).toBe(before.length);
    expect(before[0]).toBe(`${sampleReport.findings[0]?.id}:1`);
    const [first] = sampleReport.findings;
    const twice = { ...sampleReport, findings: [first, first].filter((finding) => finding !== undefined) };
    expect(hashes(twice)).toEqual([`${first?.id}:1`, `${first?.id}:2`]);
    const moved = {
      ...sampleReport,
      findings: sampleReport.findings.map((finding) => ({ ...finding, span: [finding.span[0] + 1, finding.span[1] + 1] as const })),
    };
    expect(hashes(moved)).toEqual(before);
  });

  it('says that it did not succeed as soon as one document was not read, and what to do', () => {
    const [partly] = runOf(sampleReport, sampleContext).invocations;
    expect(partly?.executionSuccessful).toBe(false);
    expect(partly?.toolExecutionNotifications.map(({ level }) => level)).toEqual(['warning']);
    expect(partly?.toolExecutionNotifications[0]?.message.text).toContain('save the page');
    const [nothing] = runOf(unreadReport, unreadContext).invocations;
    expect(nothing?.toolExecutionNotifications.map(({ level }) => level)).toEqual(['error']);
    expect(runOf(silentReport, silentContext).invocations[0]?.executionSuccessful).toBe(true);
  });

  it('shows brackets in a quote as brackets, not as a link', () => {
    const { results } = runOf(sampleReport, sampleContext);
    const text = results.find(({ ruleId }) => ruleId === 'tracking/cross-context')?.message.text ?? '';
    expect(text).toContain('\\[you\\](javascript:alert(1))');
    expect(text.match(/(?<!\\)\[[^\]]*\]\([^)]*\)/gu)).toHaveLength(1);
  });

  it('does not say firmly what the policy says with “may”', () => {
    const { results } = runOf(sampleReport, sampleContext);
    expect(results.find(({ ruleId }) => ruleId === 'sharing/sale')?.message.text).toMatch(/^It may sell your data: /u);
  });

  it('is valid and harmless whatever a policy says', () => {
    const [first] = sampleReport.findings;
    fc.assert(
      fc.property(hostileText, fc.webUrl(), (text, url) => {
        const quote = `x${text}`;
        const [policy] = sampleReport.policies;
        const report = {
          ...sampleReport,
          policies: [{ ...policy, title: text, finalUrl: url + text }],
          findings: [{ ...first, quote, span: [0, quote.length], section: [text], link: `https://a.example/${text}` }],
        } as Report;
        const sarif = reportSarif(report, { ...sampleContext, texts: [`${quote}\nEnd.`] }, { sentencesOf });
        expect(sarif).not.toMatch(dangerous);
        validate(JSON.parse(sarif));
        expect(validate.errors ?? []).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the artifacts', () => {
  it('hold every word of the policies that were read, one sentence a line', () => {
    const artifacts = sarifArtifacts(sampleReport, sampleContext, sentencesOf);
    expect(artifacts.map(({ path }) => path)).toEqual(['veldora.example-privacy-smart-tv.txt', 'veldora.example-app-privacy-2.txt']);
    for (const [index, { content }] of artifacts.entries()) {
      expect(content.split(/\s+/u)).toEqual(harmless(sampleContext.texts[index] ?? '').split(/\s+/u));
      expect(content).not.toMatch(dangerous);
    }
    const two = sarifArtifacts(silentReport, { ...silentContext, texts: ['We listen. We keep it.\n\nEnd'] }, sentencesOf);
    expect(two[0]?.content).toBe('We listen.\nWe keep it.\nEnd\n');
  });

  it('have names that are safe on every system and unlike each other', () => {
    const urls = [
      'https://a.example/privacy/',
      'https://www.a.example/privacy.html?x=1',
      'https://a.example/../../etc/passwd',
      'file:///home/someone/secret%20project/Policy%20(final).md',
      'file:///C:/con.txt',
      'stdin:',
      'https://xn--bcher-kva.example/%2e%2e%2fx/隐私',
      `https://a.example/${'long/'.repeat(60)}`,
      '',
    ];
    const policies = urls.map((url) => ({ url, finalUrl: url, status: 'read' as const, words: 1 }));
    const paths = artifactPaths({ ...silentReport, policies });
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) {
      expect(path).toMatch(/^[a-z0-9][a-z0-9.-]*\.txt$/u);
      expect(path).not.toMatch(/\.\.|^(?:con|nul|aux|prn)\./u);
      expect(path.length).toBeLessThanOrEqual(80);
    }
    expect(paths.join(' ')).not.toContain('someone');
  });

  it('have lines that cover the text however a splitter cuts it', () => {
    const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 6 });
    fc.assert(
      fc.property(hostileText, cuts, fc.nat(), fc.nat(), (text, starts, one, other) => {
        const lines = linesOf(text, () => starts.map((start) => [start, start + 1] as const));
        expect(
          lines
            .map(([start, end]) => text.slice(start, end))
            .join('')
            .replace(/\s/gu, ''),
        ).toBe(text.replace(/\s/gu, ''));
        const [start = 0, end = 0] = [one % (text.length + 1), other % (text.length + 1)].toSorted((a, b) => a - b);
        const region = regionOf(text, lines, [start, end]);
        expect(
          region.endLine === region.startLine ? region.endColumn - region.startColumn : region.endLine - region.startLine,
        ).toBeGreaterThanOrEqual(0);
        expect(Math.min(region.startLine, region.startColumn, region.endLine, region.endColumn)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
