import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeReport } from '../../src/model/change.ts';
import { frenchPolicy, otherPolicy, policy } from './policies.ts';
import { earshot, frozenRules, unwrapped } from './run-earshot.ts';

const cwd = mkdtempSync(join(tmpdir(), 'earshot-diff-'));
const run = async (...args: readonly string[]) => await earshot(['diff', ...args, '--rules', frozenRules], { cwd });

beforeAll(() => {
  writeFileSync(join(cwd, 'old.md'), policy);
  writeFileSync(join(cwd, 'new.md'), otherPolicy);
  writeFileSync(join(cwd, 'typography.md'), policy.replace('March 1, 2025', 'April 9, 2026').replaceAll('do not', 'do  not'));
  writeFileSync(join(cwd, 'french.md'), frenchPolicy);
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('earshot diff', () => {
  it('tells two files apart: a promise that became its opposite', async () => {
    const { code, out, err } = await run('old.md', 'new.md');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const text = unwrapped(out);
    expect(text).toContain('What changed: Veldora Privacy Policy');
    expect(text).toContain('before old.md, dated 1 March 2025');
    expect(text).toContain('For you, 1 thing got worse and 0 got better. 1 promise is gone.');
    expect(text).toContain('The promise is gone, and the policy now says that it does.');
    expect(text).toContain('It said that it does not; now it says that it does.');
    expect(text).toContain('We [-do not-] sell your personal information {+to other companies.+}');
  });

  it('takes dates of update and blanks for no change', async () => {
    const { code, out } = await run('old.md', 'typography.md', '--fail-on', 'worse');
    expect(code).toBe(0);
    expect(out).toContain('Both texts say the same in the same words.');
  });

  it('exits with 1 when asked to where something got worse, and not where it got better', async () => {
    expect((await run('old.md', 'new.md', '--fail-on', 'worse', '--quiet')).code).toBe(1);
    expect((await run('new.md', 'old.md', '--fail-on', 'worse', '--quiet')).code).toBe(0);
  });

  it('writes JSON and a page to files', async () => {
    expect(await run('old.md', 'new.md', '--format', 'json', '--output', 'change.json')).toMatchObject({ code: 0, out: '' });
    const report = JSON.parse(readFileSync(join(cwd, 'change.json'), 'utf8')) as ChangeReport;
    expect(report.comparison.effects).toEqual({ worse: 1, better: 0, neutral: 0 });
    expect(report.before.at).toBeUndefined();
    expect(await run('old.md', 'new.md', '--format', 'html', '--output', 'change.html')).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(join(cwd, 'change.html'), 'utf8')).toContain('<del>do not </del>');
  });

  it('puts a change of the score down to the text, or to rules and program where the time of the older text is given', async () => {
    const score = async (...args: readonly string[]) =>
      (JSON.parse((await earshot(['diff', 'old.md', 'new.md', '--format', 'json', ...args], { cwd })).out) as ChangeReport).score;
    const plain = await score();
    expect(plain?.parts.map(({ causes }) => causes)).toEqual(plain?.before === null || plain?.after === null ? [] : [['text']]);
    const withRules = await score('--old-rules', frozenRules);
    expect(withRules?.after).toBe(plain?.after);
    await earshot(['scan', 'old.md', '--format', 'json', '--output', 'then.json', '--quiet', '--allow-not-assessed'], { cwd });
    expect((await score('--old-report', 'then.json'))?.before).toBe(plain?.before);
    expect(await run('new.md', 'old.md', '--old-report', 'then.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('not made of the older document') as string,
    });
  });

  it('cannot compare what it cannot read, and says so with 3', async () => {
    const { code, out, err } = await run('old.md', 'french.md');
    expect(code).toBe(3);
    expect(out).toBe('');
    expect(err).toContain('french.md could not be compared:');
  });

  it('explains a mistake and exits with 2', async () => {
    expect(await run('old.md')).toMatchObject({ code: 2, err: expect.stringContaining('name a second one to compare it with') as string });
    expect(await run('old.md', 'new.md', '--from', '2024-01-01')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--from and --to go with a product') as string,
    });
    expect(await run('old.md', 'none.md')).toMatchObject({ code: 2, err: expect.stringContaining('there is no file none.md') as string });
    expect(await run('old.md', 'new.md', '--format', 'pdf')).toMatchObject({ code: 2 });
    expect(await run('veldora/tv', '--archive', join(cwd, 'none.sqlite'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no archive at') as string,
    });
  });
});
