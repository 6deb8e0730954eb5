import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'esbuild';
import { openArchive } from '../../src/archive/open-archive.ts';
import { loadSqlite } from '../../src/archive/sqlite.ts';
import { standingOf } from '../../src/judge/standing.ts';
import { arrivalOf, words } from './arrivals.ts';
import { archiveContract } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'earshot-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const newPath = (): string => join(folder, `a${count++}`, 'archive.sqlite');

archiveContract('one SQLite file', async () => {
  const path = newPath();
  const archive = await openArchive(path, { create: true });
  return { archive, again: async () => await openArchive(path, { create: false }), dispose: async () => await archive.close() };
});

describe('the archive in one file', () => {
  it('keeps versions that share paragraphs in little more than one of them', async () => {
    const path = newPath();
    const archive = await openArchive(path, { create: true });
    // Words that do not compress, so that what is measured is what the versions share.
    let seed = 7;
    const word = (): string => ((seed = (seed * 48_271) % 2_147_483_647), seed.toString(36));
    const paragraphs = Array.from({ length: 200 }, () => Array.from({ length: 60 }, word).join(' '));
    const version = (k: number): string => paragraphs.map((text, index) => (index === k ? `${text} changed ${k}` : text)).join('\n\n');
    for (let k = 0; k < 50; k++) await archive.take([arrivalOf(version(k), new Date(Date.UTC(2026, 0, k + 1)).toISOString())], standingOf);
    const health = await archive.check();
    expect(health.faults).toEqual([]);
    expect(health.bodies).toBe(50);
    await archive.compact();
    expect(statSync(path).size).toBeLessThan(health.bytes / 10);
    await archive.close();
  });

  it('joins what an older version kept page by page to one policy with all its pages', async () => {
    const path = newPath();
    const archive = await openArchive(path, { create: true });
    const [one, two] = ['veldora/privacy', 'veldora/privacy~2'];
    await archive.put({
      policies: [
        { id: one, name: 'Privacy Policy, page 1', url: 'https://www.veldora.example/privacy' },
        { id: two, name: 'Privacy Policy, page 2', url: 'https://www.veldora.example/privacy/2' },
      ],
      products: [{ id: 'veldora/tv', name: 'TV', maker: 'Veldora', policies: [one, two] }],
    });
    const arrive = async (policy: string, text: string, at: string): Promise<void> => {
      const { snapshot, ...rest } = arrivalOf(text, at, { policy });
      const url = `https://www.veldora.example/privacy${policy === two ? '/2' : ''}`;
      await archive.take([{ ...rest, snapshot: { ...snapshot, url, finalUrl: url, redirects: [url] } }], standingOf);
    };
    // The first run had no second page.
    await arrive(one, words(200, 'a'), '2026-01-01T00:00:00.000Z');
    await archive.noteNotRead(two, '2026-01-01T00:00:01.000Z', { kind: 'timeout', detail: 'nothing came' });
    await arrive(one, words(210, 'b'), '2026-02-01T00:00:00.000Z');
    await arrive(two, words(120, 'c'), '2026-02-01T00:00:03.000Z');
    // Then the second page alone changed, then the first alone.
    await arrive(one, words(210, 'b'), '2026-03-01T00:00:00.000Z');
    await arrive(two, words(125, 'd'), '2026-03-01T00:00:03.000Z');
    await arrive(one, words(220, 'e'), '2026-04-01T00:00:00.000Z');
    await arrive(two, words(125, 'd'), '2026-04-01T00:00:03.000Z');
    await arrive(two, words(20, 'f'), '2026-05-01T00:00:03.000Z');
    await archive.close();
    const { DatabaseSync } = await loadSqlite();
    const older = new DatabaseSync(path);
    older.exec('DROP TABLE further_page; PRAGMA user_version = 1');
    older.close();

    const now = await openArchive(path, { create: false });
    expect(await now.policies()).toEqual([{ id: one, name: 'Privacy Policy', url: 'https://www.veldora.example/privacy' }]);
    expect((await now.products())[0]?.policies).toEqual([one]);
    const accepted = await now.snapshots({ policy: one, standing: 'accepted' });
    const textOf = async (sha256 = ''): Promise<string> =>
      Buffer.from((await now.body(sha256)) ?? [])
        .toString()
        .split(' ')[0] ?? '';
    const shown = accepted.map(async ({ fetchedAt, lane, because, words: length, sha256, further }) => [
      fetchedAt.slice(0, 10),
      lane,
      because,
      length,
      await textOf(sha256),
      await textOf(further?.[0]?.sha256),
    ]);
    expect(await Promise.all(shown)).toEqual([
      ['2026-02-01', 'first', 'first', 330, 'b0', 'c0'],
      ['2026-03-01', 'change', 'confirmed', 335, 'b0', 'd0'],
      ['2026-04-01', 'change', 'confirmed', 345, 'e0', 'd0'],
    ]);
    expect(new Set(accepted.map(({ id, print }) => `${id} ${print}`)).size).toBe(3);
    expect(accepted[2]?.further?.[0]).toMatchObject({
      url: 'https://www.veldora.example/privacy/2',
      status: 200,
      fetchedAt: '2026-03-01T00:00:03.000Z',
    });
    expect((await now.snapshots({ standing: 'held' })).length).toBe(0);
    expect((await now.check()).faults).toEqual([]);
    expect((await now.eventsSince(0)).filter(({ kind }) => kind === 'not-read')).toHaveLength(1);
    await now.close();
    await (await openArchive(path, { create: false })).close();
  });

  it('finds bytes that somebody changed, and says which', async () => {
    const path = newPath();
    const archive = await openArchive(path, { create: true });
    await archive.take([arrivalOf(words(300), '2026-03-01T00:00:00.000Z')], standingOf);
    await archive.close();
    const { DatabaseSync } = await loadSqlite();
    const database = new DatabaseSync(path);
    database.exec("UPDATE piece SET coding = 0, bytes = CAST('something else' AS BLOB)");
    database.close();
    const again = await openArchive(path, { create: false });
    const { faults } = await again.check();
    expect(faults).toEqual([expect.stringMatching(/^the bytes [0-9a-f]{12}… are 14 and should be \d+$/u)]);
    await again.close();
  });

  it('copies itself while it is in use, and never over anything', async () => {
    const path = newPath();
    const archive = await openArchive(path, { create: true });
    await archive.take([arrivalOf(words(300), '2026-03-01T00:00:00.000Z')], standingOf);
    const target = join(folder, 'copy.sqlite');
    await archive.copyTo(target);
    await expect(archive.copyTo(target)).rejects.toThrow('is there already');
    const copy = await openArchive(target, { create: false });
    expect(await copy.snapshots({})).toEqual(await archive.snapshots({}));
    await copy.close();
    await archive.close();
  });

  it('refuses what is no archive, what is newer, and what is not there', async () => {
    const text = join(folder, 'text.txt');
    writeFileSync(text, 'This is a text of more than a hundred bytes, so that SQLite reads it as a header. '.repeat(3));
    await expect(openArchive(text, { create: false })).rejects.toThrow('is no archive of Earshot');
    await expect(openArchive(join(folder, 'nothing'), { create: false })).rejects.toThrow('there is no archive at');
    mkdirSync(join(folder, 'dir'));
    await expect(openArchive(join(folder, 'dir'), { create: true })).rejects.toThrow('is a folder');
    await expect(openArchive(join(text, 'below'), { create: true })).rejects.toThrow('cannot be made');

    const { DatabaseSync } = await loadSqlite();
    const other = join(folder, 'other.sqlite');
    const foreign = new DatabaseSync(other);
    foreign.exec('CREATE TABLE photos (id INTEGER)');
    foreign.close();
    await expect(openArchive(other, { create: false })).rejects.toThrow('an SQLite file, and no archive of Earshot');

    const newer = newPath();
    await (await openArchive(newer, { create: true })).close();
    const raised = new DatabaseSync(newer);
    raised.exec('PRAGMA user_version = 99');
    raised.close();
    await expect(openArchive(newer, { create: false })).rejects.toThrow('was written by a newer Earshot (format 99');
  });
});

describe('a writer that is killed', () => {
  // Inside node_modules, from where its one external package is found.
  const cache = fileURLToPath(new URL('../../node_modules/.cache/earshot-tests', import.meta.url));
  const program = join(cache, `writer-${process.pid}.mjs`);
  afterAll(() => rmSync(program, { force: true }));
  beforeAll(async () => {
    await build({
      entryPoints: [fileURLToPath(new URL('killed-writer.ts', import.meta.url))],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
  });

  it('loses nothing that was acknowledged, and leaves the file sound, 30 times', async () => {
    const path = newPath();
    await (await openArchive(path, { create: true })).close();
    const acknowledged: number[] = [];
    for (let round = 0; round < 30; round++) {
      const writer = fork(program, [path, String(round * 100_000)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
      const exited = once(writer, 'exit');
      let here = 0;
      const enough = (round * 7) % 23;
      await new Promise<void>((resolve) => {
        writer.on('message', (number: number) => {
          acknowledged.push(number);
          here += 1;
          // At another place in its work every time.
          if (here > enough) resolve();
        });
        void exited.then(() => resolve());
      });
      writer.kill('SIGKILL');
      const [code, signal] = (await exited) as [number | null, string | null];
      expect([code, signal]).toEqual([null, 'SIGKILL']);
    }
    const archive = await openArchive(path, { create: false });
    const kept = new Set((await archive.snapshots({})).map(({ source }) => Number(source)));
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((number) => !kept.has(number))).toEqual([]);
    expect((await archive.check()).faults).toEqual([]);
    await archive.close();
  });
});
