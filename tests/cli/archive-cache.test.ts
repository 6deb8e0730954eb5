import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import { loadSqlite } from '../../src/archive/sqlite.ts';
import { textFacts } from '../../src/cli/text-facts.ts';
import { standingOf } from '../../src/judge/standing.ts';
import { otherPolicy, policy } from './policies.ts';
import { earshot, frozenRules } from './run-earshot.ts';

// Each test runs the program many times.
vi.setConfig({ testTimeout: 300_000 });

const cwd = mkdtempSync(join(tmpdir(), 'earshot-cache-'));
const inArchive = ['--archive', 'a.sqlite'] as const;
const run = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await earshot([...args, ...inArchive], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
};
/** What all readers of the archive say, in one piece. */
const everything = async (): Promise<string> => {
  const said = [
    await run('rank', '--format', 'json'),
    await run('history', '--format', 'json'),
    await run('diff', 'veldora/tv', '--format', 'json'),
    await run('scan', 'veldora/tv', '--from-archive', '--format', 'json').then((report) => report.replace(/"scannedAt": *"[^"]*"/u, '')),
  ];
  await run('site', '--out', 'site');
  const files = readdirSync(join(cwd, 'site'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return [...said, ...files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).toSorted()].join('\n');
};
const onRows = async <T>(
  work: (
    rows: readonly { readonly rowKey: Uint8Array; readonly value: Uint8Array }[],
    put: (key: Uint8Array, value: Uint8Array) => void,
  ) => T,
): Promise<T> => {
  const { DatabaseSync } = await loadSqlite();
  const database = new DatabaseSync(join(cwd, 'a.sqlite'));
  try {
    const rows = database.prepare('SELECT sha256, value FROM derived').all();
    const change = database.prepare('UPDATE derived SET value = ? WHERE sha256 = ?');
    return work(
      rows.map((row) => ({ rowKey: row['sha256'] as Uint8Array, value: row['value'] as Uint8Array })),
      (key, value) => void change.run(value, key),
    );
  } finally {
    database.close();
  }
};
const countRows = async (): Promise<number> => await onRows((rows) => rows.length);

beforeAll(async () => {
  const archive = await openArchive(join(cwd, 'a.sqlite'), { create: true });
  await archive.put({
    policies: [{ id: 'veldora/privacy-policy', name: 'Privacy Policy', url: 'https://www.veldora.example/privacy' }],
    products: [{ id: 'veldora/tv', name: 'Veldora TV', maker: 'Veldora', kind: 'tv', policies: ['veldora/privacy-policy'] }],
  });
  for (const [month, text] of [policy, otherPolicy, `${otherPolicy}\n\nWe keep it for two years.\n`].entries()) {
    const body = Buffer.from(
      `<html lang="en"><head><title>Privacy Policy</title></head><body><main><p>${text.replaceAll('\n\n', '</p><p>')}</p></main></body></html>`,
    );
    const url = 'https://www.veldora.example/privacy';
    const sha256 = createHash('sha256').update(body).digest('hex');
    const snapshot = {
      url,
      finalUrl: url,
      redirects: [url],
      status: 200,
      headers: { 'content-type': 'text/html' },
      fetchedAt: `2026-0${month + 1}-01T00:00:00.000Z`,
      sha256,
      body,
    };
    const { facts } = await textFacts(snapshot);
    await archive.take([{ policy: 'veldora/privacy-policy', snapshot, facts, origin: 'fetch', seen: 2 }], standingOf);
  }
  await archive.close();
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('what was made of the texts of an archive', () => {
  it('says the same when it is taken from the archive as when it is made anew', async () => {
    expect(await countRows()).toBe(0);
    const fresh = await everything();
    expect(await countRows()).toBe(3);
    expect(await everything()).toBe(fresh);
    await run('archive', 'compact');
    expect(await countRows()).toBe(0);
    expect(await everything()).toBe(fresh);
  });

  it('is really taken from there, is made again where it is damaged, and is not used for other rules', async () => {
    const right = await run('history', '--format', 'json');
    const kept = await onRows((rows) => rows);
    const forge = async (change: (json: string) => Uint8Array): Promise<void> =>
      await onRows((rows, put) => {
        for (const { rowKey, value } of rows) put(rowKey, change(inflateRawSync(value).toString('utf8')));
      });
    await forge((json) => deflateRawSync(json.replaceAll('"words":', '"words":1')));
    expect(await run('history', '--format', 'json')).not.toBe(right);
    const withOthers = await earshot(['history', '--format', 'json', '--rules', frozenRules, ...inArchive], { cwd });
    expect(withOthers.code).toBe(0);
    // What other rules made has taken the place of it: the forged values are gone.
    expect(await run('history', '--format', 'json')).toBe(right);
    expect((await onRows((rows) => rows)).map(({ value }) => Buffer.from(value).toString('hex'))).toEqual(
      kept.map(({ value }) => Buffer.from(value).toString('hex')),
    );
    await forge(() => Buffer.from('no deflate'));
    expect(await run('history', '--format', 'json')).toBe(right);
  });
});
