import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import * as pages from '../judge/pages.ts';
import { earshot, frozenRules, unwrapped, type Run } from './run-earshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'earshot-judge-'));
const saved = {
  'policy.html': pages.policyPage,
  'gone.html': pages.notFound,
  'wall.html': pages.botWall,
  'consent.html': pages.consentWall,
  'login.html': pages.loginWall,
  'abroad.html': pages.geoBlock,
  'closed.html': pages.maintenance,
  'shell.html': pages.shell,
  'home.html': pages.homePage,
  'terms.html': pages.terms,
  'news.html': pages.newsAboutPrivacy,
  'help.html': pages.helpAboutPrivacy,
  'centre.html': pages.index,
  'dutch.html': pages.foreignPolicies['nl'] ?? '',
};

beforeAll(() => {
  for (const [name, content] of Object.entries(saved)) writeFileSync(join(folder, name), content);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const scan = async (...args: readonly string[]): Promise<Run> => await earshot(['scan', ...args, '--rules', frozenRules], { cwd: folder });

describe('earshot scan of a saved page', () => {
  it('reads a policy', async () => {
    const { code, out } = await scan('policy.html');
    expect({ code, says: out.includes('It says it does not sell your data') }).toEqual({ code: 0, says: true });
  });

  it.each([
    ['gone.html', 'The site says that there is no such page', 'Find the privacy policy itself'],
    ['wall.html', 'The site showed a check for robots instead of the policy', 'Open the address in a browser'],
    ['consent.html', 'The site showed a question about consent instead of the policy', 'Open the address in a browser'],
    ['login.html', 'The site shows the page only to people who log in', 'or add --wayback to read a copy from when it was public'],
    ['abroad.html', 'The site does not show the page in the country', 'Ask someone in a country where it opens'],
    ['closed.html', 'The site is closed for maintenance', 'Try again later'],
    ['shell.html', 'The page is empty until a browser has run its programs', 'Install Chrome or Chromium and playwright-core'],
    ['home.html', 'What came back is a home page, not a privacy policy', 'Find the privacy policy itself'],
    ['terms.html', 'What came back is terms of use, not a privacy policy', 'Find the privacy policy itself'],
    ['news.html', 'What came back is an article, not a privacy policy', 'Find the privacy policy itself'],
    ['help.html', 'What came back is a help page, not a privacy policy', 'Find the privacy policy itself'],
    ['centre.html', 'No privacy policy was found from this address', 'Look for a link called “Privacy”'],
    ['dutch.html', 'The policy is in Dutch, which Earshot does not read yet', 'Look for an English version'],
  ])('ends with 3 and two sentences, and claims nothing: %s', async (file, happened, remedy) => {
    const { code, out, err } = await scan(file);
    expect(code).toBe(3);
    const said = unwrapped(out + err);
    expect(said).toContain(happened);
    expect(said).toContain(remedy);
    expect(said).not.toMatch(/“We (?:share|collect|use)/u);
  });

  it('answers "not assessed" to every question where nothing was read', async () => {
    const { code, out } = await scan('terms.html', '--format', 'json');
    const report = JSON.parse(out) as Report;
    expect(code).toBe(3);
    expect(report.policies).toMatchObject([{ status: 'not-read', failure: { kind: 'wrong-document', instead: 'terms' } }]);
    expect(report.findings).toEqual([]);
    expect(new Set(Object.values(report.practices))).toEqual(new Set(['not-assessed']));
  });

  it('reads the policy beside a wall, and still says that one was not read', async () => {
    const { code, out } = await scan('policy.html', 'wall.html');
    const said = unwrapped(out);
    expect(code).toBe(3);
    expect(said).toContain('It says it does not sell your data');
    expect(said).toContain('The site showed a check for robots instead of the policy');
  });
});
