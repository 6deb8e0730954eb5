import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import { standingOf } from '../../src/judge/standing.ts';
import { textFacts } from '../../src/cli/text-facts.ts';
import type { Archive } from '../../src/model/archive.ts';
import type { History } from '../../src/model/change.ts';
import type { Report } from '../../src/model/report.ts';
import { frenchPolicy, policy } from './policies.ts';
import { earshot, frozenRules, unwrapped, type Run } from './run-earshot.ts';

// Each test runs the program several times.
vi.setConfig({ testTimeout: 300_000 });

const cwd = mkdtempSync(join(tmpdir(), 'earshot-readers-'));
const run = async (...args: readonly string[]): Promise<Run> =>
  await earshot([...args, '--archive', 'a.sqlite', '--rules', frozenRules], { cwd });
const site = async (): Promise<Run> => await earshot(['site', '--out', 'site', '--archive', 'a.sqlite'], { cwd });

/** What nobody takes for a policy, and what a maker may publish as one all the same. */
const terms = `# Terms of Service

${'These terms of service are a legally binding agreement. You agree to indemnify the company. The warranty is limited, and disputes go to arbitration under the governing law. '.repeat(12)}

We sell your personal information to other companies.
`;

const snapshotOf = (text: string, fetchedAt: string, path: string) => {
  const body = Buffer.from(text);
  const url = `https://www.veldora.example/${path}`;
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { url, finalUrl: url, redirects: [url], status: 200, headers: { 'content-type': 'text/markdown' }, fetchedAt, sha256, body };
};
const take = async (archive: Archive, id: string, text: string, at: string) => {
  const snapshot = snapshotOf(text, at, id);
  const { facts } = await textFacts(snapshot);
  const [taken] = await archive.take([{ policy: id, snapshot, facts, origin: 'fetch', seen: 2 }], standingOf);
  return taken?.snapshot;
};

let heldId = '';
beforeAll(async () => {
  const archive = await openArchive(join(cwd, 'a.sqlite'), { create: true });
  for (const name of ['tv', 'french'])
    await archive.put({
      policies: [{ id: `veldora/${name}`, name: 'Privacy Policy', url: `https://www.veldora.example/${name}` }],
      products: [{ id: `veldora/the-${name}`, name: `Veldora ${name}`, maker: 'Veldora', kind: 'tv', policies: [`veldora/${name}`] }],
    });
  await take(archive, 'veldora/tv', policy, '2026-01-01T00:00:00.000Z');
  const held = await take(archive, 'veldora/tv', terms, '2026-02-01T00:00:00.000Z');
  await take(archive, 'veldora/french', frenchPolicy, '2026-01-01T00:00:00.000Z');
  await archive.close();
  heldId = held?.id ?? '';
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const sale = 'We sell your personal information to other companies.';

describe('a text that a person accepted', () => {
  it('was held until then', async () => {
    const accept = ['archive', 'accept', heldId, '--by', 'Jo Park', '--reason', 'they moved it there', '--archive', 'a.sqlite'];
    expect((await earshot(['archive', 'review', '--archive', 'a.sqlite'], { cwd })).out).toContain(
      'No policy (terms), and on 2026-01-01 it was a policy.',
    );
    expect((await earshot(accept, { cwd })).code).toBe(0);
  });

  it('is read as the policy by every command that reads the archive', async () => {
    const scanned = await run('scan', 'veldora/the-tv', '--from-archive', '--format', 'json', '--output', 'tv.json');
    expect(scanned.code).toBe(0);
    const report = JSON.parse(readFileSync(join(cwd, 'tv.json'), 'utf8')) as Report;
    expect(report.policies.map(({ status }) => status)).toEqual(['read']);
    expect(report.findings.map(({ quote }) => quote)).toContain(sale);

    const history = JSON.parse((await run('history', 'veldora/the-tv', '--format', 'json')).out) as History;
    const last = history.entries.at(-1);
    expect(last?.opened.map(({ quote }) => quote)).toContain(sale);
    expect(unwrapped((await run('diff', 'veldora/the-tv')).out)).toContain('It said that it does not; now it says that it does.');
    expect((await site()).code).toBe(0);
    expect(readFileSync(join(cwd, 'site/product/veldora/the-tv.html'), 'utf8')).toContain(sale);

    expect(unwrapped((await run('rank')).out)).toContain('veldora/the-tv: the policy answers too little');
    expect(last?.score).toBe(report.score?.overall);
  });

  it('can be recomputed from the archive, which knows that it was accepted', async () => {
    expect(await run('verify', 'tv.json')).toMatchObject({ code: 0, out: expect.stringContaining('The same, byte for byte') as string });
  });

  it('stays unread in every command where it is in a language that the rules do not read', async () => {
    const scanned = await run('scan', 'veldora/the-french', '--from-archive', '--format', 'json');
    expect(scanned.code).toBe(3);
    expect((JSON.parse(scanned.out) as Report).policies[0]?.failure).toMatchObject({ kind: 'language', language: 'fr' });
    const history = await run('history', 'veldora/the-french');
    expect(history.code).toBe(3);
    expect(history.err).toContain('veldora/french, 2026-01-01:');
    expect(unwrapped((await run('rank')).out)).toContain('veldora/the-french: nothing could be read');
    expect((await site()).code).toBe(0);
    expect(existsSync(join(cwd, 'site/unread.html'))).toBe(true);
    expect(readFileSync(join(cwd, 'site/product/veldora/the-french.html'), 'utf8')).toContain('language');
  });
});
