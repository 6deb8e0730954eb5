import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { Arrival, Lane } from '../../src/model/archive.ts';
import type { ChangeReport, History } from '../../src/model/change.ts';
import { otherPolicy, policy } from './policies.ts';
import { earshot, frozenRules, unwrapped } from './run-earshot.ts';

const cwd = mkdtempSync(join(tmpdir(), 'earshot-history-'));
const run = async (...args: readonly string[]) => await earshot([...args, '--archive', 'a.sqlite', '--rules', frozenRules], { cwd });

const arrival = (id: string, date: string, text: string, lane: Lane): Arrival => {
  const body = new TextEncoder().encode(text);
  const url = `https://www.veldora.example/${id}`;
  return {
    policy: `veldora/${id}`,
    snapshot: {
      url,
      finalUrl: url,
      redirects: [url],
      headers: { 'content-type': 'text/markdown; charset=utf-8' },
      fetchedAt: `${date}T12:00:00.000Z`,
      sha256: createHash('sha256').update(body).digest('hex'),
      body,
    },
    facts: { print: createHash('sha256').update(text).digest('hex').slice(0, 32), words: text.split(/\s+/u).length, language: 'en' },
    origin: 'corpus',
    lane,
    seen: 2,
  };
};

const consent = policy.replace('we share your voice recordings', 'with your consent, we share your voice recordings');
const notice =
  '# Veldora Voice Notice\n\nThe television hears you only when you press the button. We do not sell your personal information.\n';

beforeAll(async () => {
  const archive = await openArchive(join(cwd, 'a.sqlite'), { create: true });
  await archive.put({
    policies: [
      { id: 'veldora/privacy', name: 'Privacy Policy' },
      { id: 'veldora/voice-notice', name: 'Voice Notice' },
    ],
    products: [
      { id: 'veldora/tv', name: 'Veldora TV', maker: 'Veldora', kind: 'tv', policies: ['veldora/privacy', 'veldora/voice-notice'] },
    ],
  });
  for (const one of [
    arrival('privacy', '2023-01-10', consent, 'first'),
    arrival('voice-notice', '2023-02-01', notice, 'first'),
    arrival('privacy', '2024-03-01', policy, 'change'),
    arrival('privacy', '2024-06-01', `${policy}\n`, 'technical'),
    arrival('privacy', '2025-03-01', otherPolicy, 'change'),
  ])
    await archive.take([one], () => ({ kind: 'new', standing: 'accepted', because: one.lane === 'first' ? 'first' : 'confirmed' }));
  await archive.close();
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('earshot history', () => {
  it('tells the accepted texts of a product in order of time, with what each opened, closed and took back', async () => {
    const { code, out, err } = await run('history', 'veldora/tv');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Veldora TV (veldora/tv): 5 texts of 2 policies, 10 January 2023 to 1 March 2025');
    expect(out).toMatch(/^score {2}/mu);
    const text = unwrapped(out);
    expect(text).toMatch(/2023-01-10 veldora\/privacy .*first text, \d+ words .*2023-02-01 veldora\/voice-notice/u);
    expect(text).toMatch(/2024-03-01 veldora\/privacy .*1 worse; 0 passages added, 0 removed, 1 reworded/u);
    expect(text).toMatch(
      /2025-03-01 veldora\/privacy .*1 worse; .*! promise gone: it does not sell your data \+ It sells your data - It says it does not sell your data/u,
    );
    expect(text).toContain('1 text recorded in another way and not changed by the maker; --all shows them');
  });

  it('gives a row a text as CSV and a whole history as JSON', async () => {
    const csv = (await run('history', 'veldora/tv', '--format', 'csv', '--since', '2024-01-01')).out.trim().split('\r\n');
    expect(csv[0]).toMatch(/^product,policy,at,lane,because,words,score,points,worse,better/u);
    expect(csv).toHaveLength(4);
    expect(csv[3]).toMatch(/^veldora\/tv,veldora\/privacy,2025-03-01T12:00:00.000Z,change,confirmed,/u);
    expect(await run('history', 'tv', '--format', 'json', '--output', 'history.json')).toMatchObject({ code: 0 });
    const history = JSON.parse(readFileSync(join(cwd, 'history.json'), 'utf8')) as History;
    expect(history.entries.map(({ lane }) => lane)).toEqual(['first', 'first', 'change', 'technical', 'change']);
    expect(history.entries[4]?.promises.map(({ practice }) => practice)).toEqual(['sharing/sale']);
  });

  it('gives the changes alone as an Atom feed, newest first, and as JSON lines, newest last', async () => {
    const atom = (await run('history', '--kind', 'tv', '--format', 'atom')).out;
    expect(atom).toContain('<title>Earshot: changes in the policies of Veldora TV</title>');
    expect([...atom.matchAll(/<updated>(\d{4})/gu)].map(([, year]) => year)).toEqual(['2025', '2025', '2024']);
    expect(atom).toContain('<title>Veldora TV: 1 worse, 0 better, 1 promise gone</title>');
    const lines = (await run('history', '--format', 'jsonl')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly at: string; readonly product: string });
    expect(lines.map(({ at, product }) => `${product} ${at.slice(0, 4)}`)).toEqual(['veldora/tv 2024', 'veldora/tv 2025']);
  });

  it('explains a mistake', async () => {
    expect(await run('history', 'veldora/telly')).toMatchObject({
      code: 2,
      err: expect.stringContaining('the archive holds no product "veldora/telly". Did you mean') as string,
    });
    expect(await run('history', '--kind', 'car')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no product of the kind car') as string,
    });
  });
});

describe('earshot diff of a product', () => {
  it('compares the text of now with the one before', async () => {
    const { code, out } = await run('diff', 'veldora/privacy', '--format', 'json');
    expect(code).toBe(0);
    const report = JSON.parse(out) as ChangeReport;
    expect([report.before.at, report.after.at].map((at) => at?.slice(0, 10))).toEqual(['2024-06-01', '2025-03-01']);
    expect(report.comparison.promises).toHaveLength(1);
  });

  it('compares the texts that stood on two days, for every policy of the product', async () => {
    const { code, out } = await run('diff', 'veldora/tv', '--from', '2023-12-31', '--to', '2024-04-01', '--fail-on', 'worse');
    expect(code).toBe(1);
    const text = unwrapped(out);
    expect(text).toContain('What changed: veldora/privacy: Veldora Privacy Policy');
    expect(text).toContain('taken on 10 January 2023');
    expect(text).toContain('It no longer says “with your consent”.');
    expect(text).toContain('What changed: veldora/voice-notice');
    expect(text).toContain('Both texts say the same in the same words.');
  });

  it('says which days it has', async () => {
    expect(await run('diff', 'veldora/privacy', '--from', '2020-01-01')).toMatchObject({
      code: 2,
      err: expect.stringContaining('the oldest text of veldora/privacy in the archive is of 10 January 2023') as string,
    });
    expect(await run('diff', 'veldora/privacy', '--from', '2024-02-31')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--from takes a day') as string,
    });
  });
});
