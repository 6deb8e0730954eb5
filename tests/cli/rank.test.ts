import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { earshot, unwrapped, type Run } from './run-earshot.ts';
import { discreetPolicy, frankPolicy } from './scored-policies.ts';

const cwd = mkdtempSync(join(tmpdir(), 'earshot-rank-'));
const run = async (...args: readonly string[]): Promise<Run> => await earshot(args, { cwd });
const save = async (product: string, source: string, file: string): Promise<Report> => {
  await run('scan', source, '--product', product, '--kind', 'tv', '--format', 'json', '--output', file, '--quiet');
  return JSON.parse(readFileSync(join(cwd, file), 'utf8')) as Report;
};

beforeAll(async () => {
  for (const folder of ['reports', 'makers/tv/frank', 'makers/tv/discreet']) mkdirSync(join(cwd, folder), { recursive: true });
  writeFileSync(join(cwd, 'makers/tv/frank/privacy.md'), frankPolicy);
  writeFileSync(join(cwd, 'makers/tv/discreet/privacy.md'), discreetPolicy);
  writeFileSync(join(cwd, 'makers/tv/discreet/copy.txt'), 'Terms of use');
  await save('Frank TV', 'makers/tv/frank/privacy.md', 'reports/frank.json');
  await save('Discreet TV', 'makers/tv/discreet/privacy.md', 'reports/discreet.json');
  writeFileSync(join(cwd, 'terms.md'), 'Hello there.');
  await save('=Blocked TV', 'terms.md', 'reports/blocked.json');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('earshot rank', () => {
  it('ranks saved reports, and names those without a place with the reason', async () => {
    const { code, out } = await run('rank', 'reports', '--kind', 'tv');
    expect(code).toBe(0);
    expect(out).toMatch(/^Place {2}Product +Kind +Score +Grade +Answered +Could be$/mu);
    expect(out).toMatch(/^ +1 {2}Discreet TV +tv +\d+ /mu);
    expect(out).toMatch(/^ +2 {2}Frank TV +tv +\d+ /mu);
    expect(unwrapped(out)).toContain('Not ranked – =Blocked TV: nothing could be read');
    expect(unwrapped(out)).toContain('By what their policies say, not how private they are.');
  });

  it('gives the same as CSV, JSON and Markdown, with nothing that a spreadsheet would compute', async () => {
    const csv = (await run('rank', 'reports', '--format', 'csv')).out.split('\r\n');
    expect(csv[0]).toBe(
      'place_from,place_to,product,kind,score,grade,coverage,score_low,score_high,not_ranked,same_policy_as,scanned_at,score_version',
    );
    expect(csv[1]).toMatch(/^1,1,Discreet TV,tv,/u);
    expect(csv[3]).toMatch(/^,,'=Blocked TV,tv,,,0,0,100,nothing-read,,/u);
    const json = JSON.parse((await run('rank', 'reports', '--format', 'json')).out) as {
      formula: number;
      products: { product: string; place: { from?: number }; score: number | null; bounds: [number, number] }[];
      sensitivity: { pairs: number; stays: number };
    };
    expect(json.products.map(({ product, place }) => [product, place.from])).toEqual([
      ['Discreet TV', 1],
      ['Frank TV', 2],
      ['=Blocked TV', undefined],
    ]);
    expect(json.sensitivity).toMatchObject({ pairs: 1, stays: 1 });
    expect((await run('rank', 'reports', '--format', 'markdown')).out).toContain('| 1 | Discreet TV | tv |');
  });

  it('reads folders of policies, one product a folder', async () => {
    const { code, out } = await run('rank', 'makers/tv/frank');
    expect(code).toBe(0);
    expect(out).toMatch(/^ +1 {2}frank +tv/mu);
    // A document that is no policy leaves its product without a score, and the run with a code of its own.
    const both = await run('rank', 'makers', '--quiet');
    expect(both.code).toBe(3);
    expect(unwrapped(both.out)).toContain('discreet: one of its documents could not be read, and it may admit anything');
  });

  it('counts products under the same policy once', async () => {
    const report = JSON.parse(readFileSync(join(cwd, 'reports/frank.json'), 'utf8')) as Report;
    mkdirSync(join(cwd, 'twins'), { recursive: true });
    writeFileSync(join(cwd, 'twins/a.jsonl'), `${JSON.stringify(report)}\n${JSON.stringify({ ...report, product: 'Frank Stick' })}\n`);
    const { out } = await run('rank', 'twins', 'reports/discreet.json', '--format', 'csv');
    const rows = out.split('\r\n').map((row) => row.split(','));
    expect(rows.slice(2, 4).map((row) => [row[0], row[1], row[10]])).toEqual([
      ['2', '2', 'Frank TV'],
      ['2', '2', 'Frank Stick'],
    ]);
  });

  it('takes the newest of several reports of a product, and ranks none that is too old', async () => {
    const report = JSON.parse(readFileSync(join(cwd, 'reports/frank.json'), 'utf8')) as Report;
    mkdirSync(join(cwd, 'history'), { recursive: true });
    writeFileSync(join(cwd, 'history/old.json'), JSON.stringify({ ...report, scannedAt: '2020-01-01T00:00:00.000Z' }));
    const old = await run('rank', 'history', '--max-age', '30');
    expect(unwrapped(old.out)).toContain('Frank TV: it was read too long ago');
    const { out, err } = await run('rank', 'history', 'reports/frank.json', '--max-age', '30', '--format', 'csv');
    expect(out).toMatch(/^1,1,Frank TV/mu);
    expect(err).toContain('1 report left out');
  });

  it.each([
    [['rank', 'nothing'], 'there is no file or folder nothing'],
    [['rank', 'reports', '--kind', 'ride'], 'there is nothing to rank of the kind ride'],
    [['rank', 'reports', '--kind', 'telly'], 'there is no kind of product "telly"'],
    [['rank', 'reports', '--max-age', 'soon'], '--max-age takes a number of days'],
    [['rank', 'https://example.com'], 'is an address: scan it first'],
    [['score', 'explain', 'reports/frank.json', '--format', 'csv'], 'there is no format "csv"'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('earshot score explain', () => {
  it('shows what each practice cost, with the sentence that decided it, down to the score', async () => {
    const { code, out } = await run('score', 'explain', 'reports/frank.json');
    expect(code).toBe(0);
    const text = unwrapped(out);
    expect(text).toContain('Where the score comes from: Frank TV');
    expect(text).toMatch(/100\.0 if everything were denied and every choice given −\d+\.\d WHAT IT ADMITS OR REFUSES/u);
    expect(text).toMatch(
      /−\d\.\d It sells data about you \(\d\.\d of \d+\.\d points kept\) “We sell your personal information to other companies\.”/u,
    );
    expect(text).toMatch(/\d\d?\.\d the score/u);
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('adds up', async () => {
    const { out } = await run('score', 'explain', 'reports/discreet.json', '--format', 'json');
    const { score } = JSON.parse(out) as { score: { overall: number; parts: { points: number }[] } };
    expect(score.parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score.overall, 0);
  });

  it('reads a policy that was not scanned yet, and says why there is no number', async () => {
    const { code, out } = await run('score', 'explain', 'terms.md', '--kind', 'tv');
    expect(code).toBe(0);
    expect(unwrapped(out)).toContain('not scored: nothing could be read');
  });

  it('says which scores moved since a saved ranking, and why', async () => {
    expect((await run('rank', 'reports', '--format', 'json', '--output', 'ranking.json')).code).toBe(0);
    expect((await run('rank', 'reports', '--against', 'ranking.json')).out).toBe('No score moves: 3 products compared.\n');
    const saved = JSON.parse(readFileSync(join(cwd, 'ranking.json'), 'utf8')) as {
      products: { product: string; score: number | null; parts: { practice: string; answer: string; points: number }[] }[];
    };
    const frank = saved.products.find(({ product }) => product === 'Frank TV');
    const part = frank?.parts.find(({ answer }) => answer === 'does');
    if (frank === undefined || part === undefined) throw new Error('the frank policy admits nothing');
    Object.assign(frank, { score: (frank.score ?? 0) + 7 });
    Object.assign(part, { answer: 'silent', points: part.points + 7 });
    saved.products = saved.products.filter(({ product }) => product !== 'Discreet TV');
    writeFileSync(join(cwd, 'other.json'), JSON.stringify(saved));
    const { code, out } = await run('rank', 'reports', '--against', 'other.json', '--format', 'markdown');
    expect(code).toBe(0);
    expect(out).toContain('2 scores move of 3 products.');
    expect(out).toMatch(/\| Discreet TV \| not scored \| \d+ [A-E] \| new in the ranking \|/u);
    expect(out).toContain(`${part.practice}: not spoken of → admitted (−7.0)`);
    const wrong = await run('rank', 'reports', '--against', 'reports/frank.json');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('holds no ranking');
  });
});
