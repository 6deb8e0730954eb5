import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { KeptSnapshot, ProductRecord } from '../../src/model/archive.ts';
import { startLoopbackWeb, type LoopbackWeb } from '../helpers/loopback-web.ts';
import { waybackStandIn } from '../helpers/wayback-stand-in.ts';
import { otherPolicy, policy } from './policies.ts';
import { earshot, type Run } from './run-earshot.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const run = async (...args: readonly string[]): Promise<Run> => await earshot([...args, '--archive', 'a.sqlite'], { cwd: folder });
const inArchive = async (): Promise<{ readonly snapshots: readonly KeptSnapshot[]; readonly products: readonly ProductRecord[] }> => {
  const archive = await openArchive(join(folder, 'a.sqlite'), { create: false });
  const found = { snapshots: await archive.snapshots({}), products: await archive.products() };
  await archive.close();
  return found;
};

/** A history as Open Terms Archive records it: one file a commit, the author date is when it was fetched. */
function commit(path: string, text: string | undefined, subject: string, date: string): void {
  const repository = join(folder, 'versions');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=Archive', '-c', 'user.email=a@b.example', ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: '2024-01-01T00:00:00Z', GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  if (!existsSync(repository)) {
    mkdirSync(repository);
    git('init', '--quiet', '--initial-branch=main');
  }
  const file = join(repository, path);
  mkdirSync(join(file, '..'), { recursive: true });
  if (text === undefined) rmSync(file);
  else writeFileSync(file, text);
  git('add', '-A');
  git('commit', '--quiet', '-m', subject);
}

const changed = policy.replace('turns them into text', 'turns them into written text');

function recordHistory(): void {
  commit('README.md', 'Versions', 'Initial commit', '2020-01-01T00:00:00Z');
  commit('Veldora/Privacy Policy.md', policy, 'Start tracking Veldora Privacy Policy', '2020-01-01T00:00:00Z');
  commit('Öko & Söhne/Privacy Policy.md', otherPolicy, 'First record of Öko & Söhne Privacy Policy', '2020-01-02T00:00:00Z');
  commit('Veldora/Privacy Policy.md', otherPolicy, 'Update Veldora Privacy Policy', '2020-02-01T00:00:00Z');
  // Blinks: an empty capture for some hours, and the text again.
  commit('Veldora/Privacy Policy.md', 'We are sorry.\n', 'Record new changes of Veldora Privacy Policy', '2020-03-01T00:00:00Z');
  commit('Veldora/Privacy Policy.md', otherPolicy, 'Record new changes of Veldora Privacy Policy', '2020-03-01T12:00:00Z');
  commit(
    'Veldora/Privacy Policy.md',
    `${otherPolicy}\n[Top](#top)\n`,
    'Apply technical or declaration upgrade on Veldora Privacy Policy',
    '2020-02-15T00:00:00Z',
  );
  commit('Veldora/Privacy Policy.md', changed, 'Record new changes of Veldora Privacy Policy', '2020-05-01T00:00:00Z');
}

describe('earshot import ota', () => {
  it('takes a history in by the rules of acceptance, and the second time only what is new', async () => {
    recordHistory();
    const first = await run('import', 'ota', 'versions');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toBe(
      `7 recorded versions of 2 documents of 2 services, 2020-01-01 to 2020-05-01.
       4  published: 2 first texts, 1 new texts, 1 cut out in another way
       1  with the words that were published already
       2  held when they came: 1 not seen twice, 1 another kind of document
       1  of these gone when the published text was back
The archive is a.sqlite.
`,
    );
    const { snapshots, products } = await inArchive();
    expect(
      snapshots
        .filter((one) => one.policy === 'veldora/privacy-policy')
        .map(({ lane, standing, because, fetchedAt }) => [fetchedAt.slice(0, 10), lane, standing, because]),
    ).toEqual([
      ['2020-01-01', 'first', 'accepted', 'first'],
      ['2020-02-01', 'change', 'accepted', 'confirmed'],
      ['2020-03-01', 'change', 'rejected', 'did-not-stand'],
      ['2020-02-15', 'technical', 'accepted', 'confirmed'],
      ['2020-05-01', 'change', 'held', 'unconfirmed'],
    ]);
    expect(products.map(({ id, name, policies }) => [id, name, policies])).toEqual([
      [expect.stringMatching(/^oko-sohne/u), 'Öko & Söhne', [expect.stringMatching(/^oko-sohne.*\/privacy-policy$/u)]],
      ['veldora/veldora', 'Veldora', ['veldora/privacy-policy']],
    ]);

    expect((await run('import', 'ota', 'versions')).out).toBe('Nothing new since the last import. The archive is a.sqlite.\n');
    // What was last is now known to have stood for a month.
    commit(
      'Veldora/Privacy Policy.md',
      `${changed}\n\n## More\n\nWe also keep a list of the programmes you watch.\n`,
      'Record new changes of Veldora Privacy Policy',
      '2020-06-01T00:00:00Z',
    );
    expect((await run('import', 'ota', 'versions')).out).toContain('1  of these published later, since they stood');
    expect(
      (await inArchive()).snapshots.filter(({ standing }) => standing === 'accepted').map(({ fetchedAt }) => fetchedAt.slice(0, 7)),
    ).toContain('2020-05');
  });

  it('takes a bundle, one service of it, and one kind of document', async () => {
    recordHistory();
    execFileSync('git', ['-C', join(folder, 'versions'), 'bundle', 'create', '--quiet', join(folder, 'versions.bundle'), 'main']);
    expect((await run('import', 'ota', 'versions.bundle', '--service', 'veldora', '--terms', 'privacy policy')).out).toContain(
      '6 recorded versions of 1 documents of 1 services',
    );
  });

  it.each([
    ['nothing-here', 'is not there'],
    ['plain', 'could not be read as a git repository'],
    ['file.txt', 'could not be read as a git repository'],
  ])('says what is wrong with %s', async (path, message) => {
    mkdirSync(join(folder, 'plain'));
    writeFileSync(join(folder, 'file.txt'), 'no bundle');
    const { code, err } = await run('import', 'ota', path);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('never runs what the repository says', async () => {
    recordHistory();
    const hook = join(folder, 'ran');
    execFileSync('git', ['-C', join(folder, 'versions'), 'config', 'core.fsmonitor', `touch ${hook}`]);
    execFileSync('git', ['-C', join(folder, 'versions'), 'config', 'core.pager', `touch ${hook}`]);
    expect((await run('import', 'ota', 'versions')).code).toBe(0);
    expect(existsSync(hook)).toBe(false);
  });
});

describe('earshot export', () => {
  it('writes a repository that imports again as the same texts', async () => {
    recordHistory();
    await run('import', 'ota', 'versions');
    const { snapshots } = await inArchive();
    const exported = await run('export', 'ota', 'out');
    expect(exported).toMatchObject({ code: 0, out: '4 texts of 2 policies written to out.\n' });
    expect(readFileSync(join(folder, 'out', 'Veldora', 'Privacy Policy.md'), 'utf8')).toContain('## Voice');
    expect((await run('export', 'ota', 'out')).err).toContain('is there and not empty');
    await earshot(['import', 'ota', 'out', '--archive', 'b.sqlite'], { cwd: folder });
    const again = await openArchive(join(folder, 'b.sqlite'), { create: false });
    const prints = new Set((await again.snapshots({})).map(({ print }) => print));
    expect(snapshots.filter(({ standing, print }) => standing === 'accepted' && !prints.has(print))).toEqual([]);
    await again.close();
  });

  it('writes a WARC file that imports again', async () => {
    recordHistory();
    await run('import', 'ota', 'versions');
    expect((await run('export', 'warc', 'all.warc.gz')).out).toBe('4 pages written to all.warc.gz.\n');
    expect((await run('export', 'warc', 'all.warc.gz')).err).toContain('must be a new file');
  });
});

describe('earshot import wayback', () => {
  const address = 'https://www.veldora.example/privacy';
  const html = (text: string): string =>
    `<html lang="en"><head><title>Veldora Privacy Policy</title></head><body><p>${text.replaceAll('\n\n', '</p><p>')}</p></body></html>`;
  const webs: LoopbackWeb[] = [];
  afterAll(async () => {
    for (const web of webs) await web.close();
  });
  const copies = [
    { timestamp: '20150101000000', original: address, body: html(policy) },
    { timestamp: '20150601000000', original: address, body: html(policy) },
    { timestamp: '20160101000000', original: address, body: html(otherPolicy) },
    { timestamp: '20170101000000', original: address, body: html(changed) },
  ];
  const serve = async (some: readonly (typeof copies)[number][]): Promise<LoopbackWeb> => {
    const web = await startLoopbackWeb(waybackStandIn(some).routes);
    webs.push(web);
    return web;
  };

  it('takes the copies of a page, each other than the one before, and goes on where it was', async () => {
    const early = await serve(copies.slice(0, 3));
    const first = await run('import', 'wayback', address, '--wayback-base', early.origin, '--allow-private');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toBe(
      `2 copies of ${address}.\n       1  published: 1 first texts\n       1  held when they came: 1 not seen twice\nThe archive is a.sqlite.\n`,
    );
    const late = await serve(copies);
    const second = await run(
      'import',
      'wayback',
      address,
      '--wayback-base',
      late.origin,
      '--allow-private',
      '--policy',
      'veldora-example/privacy',
    );
    expect(second.out).toContain('1  of these published later, since they stood');
    const { snapshots } = await inArchive();
    expect(snapshots.map(({ policy: id, standing, keptBy }) => [id, standing, keptBy?.archivedAt.slice(0, 4)])).toEqual([
      ['veldora-example/privacy', 'accepted', '2015'],
      ['veldora-example/privacy', 'accepted', '2016'],
      ['veldora-example/privacy', 'held', '2017'],
    ]);
    expect(late.paths().filter((path) => path.includes('2015'))).toEqual([]);
  });

  it('keeps what it has when the machine turns it away', async () => {
    const web = await startLoopbackWeb({
      '/cdx/search/cdx': (_, response) => void response.writeHead(503, { 'retry-after': '3600' }).end('no'),
    });
    webs.push(web);
    const { code, err } = await run('import', 'wayback', address, '--wayback-base', web.origin, '--allow-private');
    expect(code).toBe(3);
    expect(err).toContain('the same command goes on from there');
  });

  it.each([
    [['import', 'wayback', 'example'], 'is no web address'],
    [['import', 'wayback', address, '--policy', '../evil'], 'is no id of a policy'],
    [['import', 'wayback', address, '--from', 'May'], 'is no date'],
    [['import', 'warc', 'nothing.warc'], 'could not be read'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await run(...args);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});

describe('earshot import warc', () => {
  it('takes the policies of a file and passes other pages over', async () => {
    const page = `<html lang="en"><head><title>Privacy Policy</title></head><body><p>${policy.replaceAll('\n\n', '</p><p>')}</p></body></html>`;
    const record = (url: string, body: string): string => {
      const block = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
      return `WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:${url.length}>\r\nWARC-Date: 2021-03-04T05:06:07Z\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${Buffer.byteLength(block)}\r\n\r\n${block}\r\n\r\n`;
    };
    writeFileSync(
      join(folder, 'some.warc'),
      record('https://www.veldora.example/privacy', page) + record('https://www.veldora.example/', '<h1>Welcome to our shop</h1>'),
    );
    const { code, out } = await run('import', 'warc', 'some.warc');
    expect(code).toBe(0);
    expect(out).toBe(
      '1 policy page in some.warc.\n       1  published: 1 first texts\n       1  no policies, passed over\nThe archive is a.sqlite.\n',
    );
    expect((await run('import', 'warc', 'some.warc')).out).toContain('1  known from an earlier import');
    expect((await inArchive()).snapshots).toMatchObject([
      { policy: 'veldora-example/privacy', origin: 'warc', fetchedAt: '2021-03-04T05:06:07.000Z' },
    ]);
    expect((await run('export', 'warc', 'back.warc')).code).toBe(0);
    expect((await earshot(['import', 'warc', 'back.warc', '--archive', 'b.sqlite'], { cwd: folder })).out).toContain(
      '1 policy page in back.warc',
    );
  });

  it('keeps what came before the damage', async () => {
    writeFileSync(join(folder, 'bad.warc'), 'this is no WARC file');
    expect((await run('import', 'warc', 'bad.warc')).err).toContain('could not be read to its end');
  });
});
