import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, type Compiled } from '../src/analyse/compile.ts';
import { grammarLexicons } from '../src/analyse/layout.ts';
import { fetchOptions } from '../src/fetch/fetch-options.ts';
import { loadRules } from '../src/load/rules.ts';
import type { RuleSet } from '../src/model/rule.ts';
import { scan, type Scan, type ScanOptions } from '../src/scan.ts';
import { loopbackOptions, startLoopbackWeb, type LoopbackWeb, type Route } from './helpers/loopback-web.ts';

const folder = mkdtempSync(join(tmpdir(), 'earshot-scan-'));
const filler =
  'The rest of this page is here only to be long enough for a policy, so it says nothing of any weight about anybody, and that at some length, in words that no rule has ever looked for. ';
let set: RuleSet;
let compiled: Compiled;
let web: LoopbackWeb;

const page =
  (...paragraphs: readonly string[]): Route =>
  (_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy</h1>${[...paragraphs, filler].map((words) => `<p>${words}</p>`).join('\n')}</main></body></html>`,
    );
  };

beforeAll(async () => {
  set = await loadRules(fileURLToPath(new URL('rules-frozen', import.meta.url)), { grammarLexicons });
  compiled = compile(set);
  web = await startLoopbackWeb({
    '/main': page('We share your voice recordings with other companies.', 'We do not sell your personal information.'),
    '/supplement': page('We share your voice recordings with other companies.', 'We sell your personal information.'),
    '/both': page(
      'We do not sell your personal information unless you ask; however, we sell your personal data to partners.',
      'We may sell personal data.',
    ),
    '/repeated': page(...Array.from({ length: 3 }, () => 'We sell your personal information.')),
    '/endless': page(...Array.from({ length: 20_000 }, () => 'We sell your personal information to other companies.')),
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await web.close();
});

async function* nothing(): AsyncGenerator<string> {
  yield await Promise.resolve('');
}

const optionsOf = (more: Partial<ScanOptions> = {}): ScanOptions => ({
  compiled,
  rulesSha256: set.sha256,
  version: '9.9.9',
  fetch: fetchOptions(loopbackOptions()),
  stdin: nothing(),
  clock: () => Date.parse('2026-03-01T12:00:00Z'),
  ...more,
});

const scanned = async (paths: readonly string[], more: Partial<ScanOptions> = {}): Promise<Scan> =>
  await scan(
    paths.map((path) => ({ url: web.origin + path })),
    optionsOf(more),
  );

describe('a scan', () => {
  it('of several documents makes one report, in which each finding says where it is from', async () => {
    const { report, context } = await scanned(['/main', '/supplement'], { product: 'Veldora Aurora' });
    expect(report).toMatchObject({
      version: 1,
      tool: { name: 'earshot', version: '9.9.9', rules: set.sha256, extractor: '1' },
      scannedAt: '2026-03-01T12:00:00.000Z',
      product: 'Veldora Aurora',
      score: null,
      coverage: null,
      bounds: null,
    });
    expect(report.policies.map(({ status }) => status)).toEqual(['read', 'read']);
    for (const { policy, span, quote, link } of report.findings) {
      expect(context.texts[policy]?.slice(...span)).toBe(quote);
      expect(link).toContain(`${report.policies[policy]?.finalUrl}#:~:text=`);
    }
  });

  it('gives a sentence that two documents share an id of its own in each, the same every time', async () => {
    const [one, two] = [await scanned(['/main', '/supplement']), await scanned(['/main', '/supplement'])];
    const ids = one.report.findings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(two.report).toEqual(one.report);
    const alone = await scanned(['/main']);
    expect(ids).toEqual(expect.arrayContaining(alone.report.findings.map(({ id }) => id)));
  });

  it('puts the gravest first', async () => {
    const { report } = await scanned(['/both', '/main']);
    const rank = report.findings.map(
      ({ severity, hedged }) => ['grave', 'serious', 'moderate', 'minor'].indexOf(severity) * 2 + Number(hedged),
    );
    expect(rank).toEqual(rank.toSorted((a, b) => a - b));
  });

  it('tells a contradiction between two documents, with both sentences', async () => {
    const { report } = await scanned(['/main', '/supplement']);
    expect(report.practices['sharing/sale']).toBe('both');
    const quotes = report.contradictions.map(({ practice, findings }) => [
      practice,
      ...findings.map((id) => report.findings.find((finding) => finding.id === id)?.quote),
    ]);
    expect(quotes).toEqual([['sharing/sale', 'We sell your personal information.', 'We do not sell your personal information.']]);
  });

  it('sees no contradiction in a sentence that qualifies itself', async () => {
    const { report } = await scanned(['/both']);
    const stances = new Set(report.findings.filter(({ quote }) => quote.startsWith('We do not sell')).map(({ stance }) => stance));
    expect(stances).toEqual(new Set(['does', 'denies']));
    expect(report.contradictions).toEqual([]);
  });

  it('says silent of what it looked for and not of what it could not look for', async () => {
    expect((await scanned(['/main'])).report.practices).toMatchObject({
      'voice/third-party': 'does',
      'sharing/sale': 'denies',
      'control/settings': 'silent',
    });
    const { report, context } = await scanned(['/nowhere']);
    expect(report.policies).toMatchObject([{ status: 'not-read', failure: { kind: 'http-status', status: 404 }, words: 0 }]);
    expect(new Set(Object.values(report.practices))).toEqual(new Set(['not-assessed']));
    expect(context.texts).toEqual([null]);
  });

  it('of a set in which one document could not be read reports the others', async () => {
    const { report } = await scanned(['/nowhere', '/main']);
    expect(report.policies.map(({ status }) => status)).toEqual(['not-read', 'read']);
    expect(report.findings.every(({ policy }) => policy === 1)).toBe(true);
    expect(report.practices['voice/third-party']).toBe('does');
  });

  it('of a file has no links, and names the file', async () => {
    const path = join(folder, 'policy.md');
    writeFileSync(path, `We sell your personal information.\n\n${filler}`);
    const { report } = await scan([{ path }], optionsOf());
    expect(report.policies[0]?.url).toBe(`file://${path}`);
    expect(report.findings.map(({ link }) => link)).toEqual([undefined]);
  });

  it('links each of several equal sentences to its own place', async () => {
    const links = (await scanned(['/repeated'])).report.findings.map(({ link }) => link);
    expect(links).toHaveLength(3);
    expect(links.every((link) => link !== undefined)).toBe(true);
  });

  it('of a page that says one thing twenty thousand times ends, with links for the first', async () => {
    const { report } = await scanned(['/endless']);
    expect(report.findings.length).toBe(20_000);
    expect(report.findings[0]?.link).toBeDefined();
    expect(report.findings.at(-1)?.link).toBeUndefined();
  });
});
