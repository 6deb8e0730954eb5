import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reviewTallies } from '../gold/accuracy.mjs';
import { otherPolicy, policy } from './policies.ts';
import { earshot, frozenRules, unwrapped } from './run-earshot.ts';

const cwd = mkdtempSync(join(tmpdir(), 'earshot-review-'));
const run = async (...args: readonly string[]) => await earshot([...args, '--rules', frozenRules], { cwd });
let report: Report;
const idOf = (practice: string): string => report.findings.find((finding) => finding.practice === practice)?.id ?? 'none';

beforeAll(async () => {
  writeFileSync(join(cwd, 'veldora.md'), policy);
  // The same sentences in another order, with another one beside them: what a later scan may meet.
  writeFileSync(join(cwd, 'later.md'), policy.replace('## Voice', '## What we hear\n\nThis part was moved and has another name.\n'));
  writeFileSync(join(cwd, 'notice.md'), otherPolicy);
  await run('scan', 'veldora.md', '--format', 'json', '--output', 'report.json', '--quiet');
  report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report;
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('earshot review', () => {
  it('lists the findings of a report with their ids', async () => {
    const { code, out } = await run('review', 'report.json');
    expect(code).toBe(0);
    expect(unwrapped(out)).toContain(`${idOf('voice/third-party')} It`);
    expect(unwrapped(out)).toContain('“When you press the microphone button, we share your voice recordings');
    expect(out).toContain('0 of them with a verdict');
  });

  it('writes a verdict beside the maker, which survives a scan of a later text and shows in every format', async () => {
    const id = idOf('voice/third-party');
    const said = await run(
      'review',
      'veldora.md',
      '--wrong',
      id.slice(0, 8),
      '--by',
      'Jo Park',
      '--date',
      '2026-11-20',
      '--note',
      '=it is the provider, not we',
      '--maker',
      'veldora',
    );
    expect(said).toMatchObject({ code: 0, err: '' });
    const file = join('policies', 'veldora', 'reviews.yaml');
    expect(readFileSync(join(cwd, file), 'utf8')).toContain(
      `verdict: wrong\n    practice: voice/third-party\n    stance: does\n    by: Jo Park\n    date: 2026-11-20`,
    );

    const text = unwrapped((await run('scan', 'later.md', '--reviews', file)).out);
    expect(text).not.toContain('WHAT IT ADMITS');
    expect(text).toMatch(
      /READ BY A PERSON AND FOUND WRONG .*When you press the microphone button.*found wrong by Jo Park on 20 November 2026: =it is the provider, not we/u,
    );

    const json = JSON.parse((await run('scan', 'later.md', '--reviews', file, '--format', 'json')).out) as Report;
    expect(json.findings.find((finding) => finding.id === id)?.verdict).toEqual({
      verdict: 'wrong',
      by: 'Jo Park',
      date: '2026-11-20',
      note: '=it is the provider, not we',
    });
    expect(json.practices['voice/third-party']).toBe('silent');

    expect((await run('scan', 'later.md', '--reviews', file, '--format', 'markdown')).out).toContain(
      '### Read by a person and found wrong',
    );
    expect((await run('scan', 'later.md', '--reviews', file, '--format', 'csv')).out).toContain(
      `,wrong,Jo Park,2026-11-20,"'=it is the provider, not we",`,
    );
    const sarif = JSON.parse((await run('scan', 'later.md', '--reviews', file, '--format', 'sarif')).out) as {
      runs: { results: { ruleId: string; suppressions?: object[] }[] }[];
    };
    const suppressed = sarif.runs[0]?.results.filter(({ suppressions }) => suppressions !== undefined);
    expect(suppressed?.map(({ ruleId }) => ruleId)).toEqual(['voice/third-party']);
  });

  it('is no reason to fail where it is wrong', async () => {
    const reviews = ['--reviews', join('policies', 'veldora', 'reviews.yaml')];
    expect((await run('scan', 'veldora.md', '--fail-on', 'grave')).code).toBe(1);
    expect((await run('scan', 'veldora.md', '--fail-on', 'grave', ...reviews)).code).toBe(0);
  });

  it('keeps what others have written into the file, and lets a person change their mind', async () => {
    const id = idOf('sharing/sale');
    const file = 'kept.yaml';
    writeFileSync(
      join(cwd, file),
      `# Ours.\nreviews:\n  "00000000000000aa": # of an older text\n    verdict: checked\n    practice: voice/capture\n    stance: does\n    by: Ada\n    date: 2025-01-01\n`,
    );
    for (const verdict of ['--wrong', '--checked']) {
      const { code } = await run('review', 'report.json', verdict, id, '--by', 'Jo', '--date', '2026-11-22', '--reviews', file);
      expect(code).toBe(0);
    }
    const text = readFileSync(join(cwd, file), 'utf8');
    expect(text).toContain('# Ours.');
    expect(text).toContain('# of an older text');
    expect(text.match(/verdict:/gu)).toHaveLength(2);
    expect((await run('review', 'report.json', '--reviews', file)).out).toContain('checked by Jo on 22 November 2026');
  });

  it('counts into the accuracy', () => {
    const { tallies, verdicts } = reviewTallies(join(cwd, 'policies'));
    expect({ tallies, verdicts }).toEqual({ tallies: { 'voice/third-party does': { checked: 0, wrong: 1 } }, verdicts: 1 });
  });

  it.each([
    [['report.json', '--wrong', 'ffffffff', '--by', 'Jo', '--maker', 'veldora'], 'there is no finding "ffffffff"'],
    [['report.json', '--wrong', 'ffffffff', '--maker', 'veldora'], 'who says so?'],
    [['report.json', '--wrong', 'ffffffff', '--by', 'Jo'], 'where is it to be kept?'],
    [['report.json', '--wrong', 'ffffffff', '--by', 'Jo', '--maker', '../evil'], "no name of a maker's folder"],
    [['report.json', '--wrong', 'ffffffff', '--by', 'Jo', '--maker', 'a', '--date', '2026-02-30'], 'no day of the calendar'],
    [['report.json', '--wrong', 'aaaa', '--checked', 'aaaa', '--by', 'Jo', '--maker', 'a'], 'one or the other'],
    [['report.json', '--by', 'Jo'], 'what is the verdict?'],
    [['nothing.json'], 'could not be read'],
    [[], 'name a report'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await run('review', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it.each([
    ['{"version":1,"findings":[{"id":"../../x"}]}', 'finding 1 is not as a report has it'],
    ['[]', 'is no report of Earshot'],
    ['{', 'is not JSON'],
  ])('refuses a report that is none: %s', async (content, message) => {
    writeFileSync(join(cwd, 'odd.json'), content);
    const { code, err } = await run('review', 'odd.json');
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('says line and column of a mistake in the file', async () => {
    writeFileSync(join(cwd, 'odd.yaml'), 'reviews:\n  nonsense: 1\n');
    const { code, err } = await run('scan', 'veldora.md', '--reviews', 'odd.yaml');
    expect(code).toBe(2);
    expect(err).toContain('odd.yaml:2:3: "nonsense" is no id of a finding');
  });
});

describe('earshot scan of a product', () => {
  it('joins the documents of a product into one report and shows where they contradict each other', async () => {
    const { code, out } = await run('scan', '--product', 'Veldora Aurora', 'veldora.md', 'notice.md', '--format', 'json');
    expect(code).toBe(0);
    const joined = JSON.parse(out) as Report;
    expect(joined.product).toBe('Veldora Aurora');
    expect(joined.policies).toHaveLength(2);
    expect(joined.contradictions.map(({ practice }) => practice)).toEqual(['sharing/sale']);
    const text = unwrapped((await run('scan', '--product', 'Veldora Aurora', 'veldora.md', 'notice.md')).out);
    expect(text).toMatch(
      /WHERE IT CONTRADICTS ITSELF .*“We sell your personal information to other companies\.”.*“We do not sell your personal information\.”/u,
    );
  });

  it('lists the answers that a product of its kind owes, apart from other silences', async () => {
    const { out } = await earshot(['scan', 'veldora.md', '--kind', 'tv'], { cwd });
    const text = unwrapped(out);
    expect(text).toMatch(/OWED AND NOT ANSWERED .*Is speech kept\?.*LOOKED FOR AND NOT FOUND/u);
    const json = JSON.parse((await earshot(['scan', 'veldora.md', '--kind', 'tv', '--format', 'json'], { cwd })).out) as Report;
    expect(json.kind).toBe('tv');
    expect(json.owed?.find(({ practices }) => practices.includes('voice/third-party'))?.answer).toBe('does');
    expect(json.owed?.find(({ practices }) => practices.includes('voice/retention'))?.answer).toBe('silent');
  });

  it('knows the kinds of product', async () => {
    const { code, err } = await run('scan', 'veldora.md', '--kind', 'telly');
    expect(code).toBe(2);
    expect(err).toContain('there is no kind of product "telly": it is tv, streaming,');
    expect((await earshot(['scan', '--help'])).out).toMatch(/tv,\s+streaming,\s+voice,\s+phone,\s+ride/u);
  });
});
