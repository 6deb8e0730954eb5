import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { KeptSnapshot } from '../../src/model/archive.ts';
import { startLoopbackWeb, type LoopbackWeb } from '../helpers/loopback-web.ts';
import { selfSigned } from '../helpers/self-signed.ts';
import { otherPolicy, policy } from './policies.ts';
import { earshot, frozenRules, type Run } from './run-earshot.ts';

// Each test runs the program many times, and its fetches keep a pause of a second.
vi.setConfig({ testTimeout: 300_000 });

/** Long enough that a half of it is a half, and plainly a policy. */
const long = (text: string): string =>
  text +
  Array.from(
    { length: 12 },
    (_, k) =>
      `\n\n## Part ${k}\n\nWe collect your personal information when you use feature ${k}, and we keep it for as long as our service needs it.\n`,
  ).join('');
const pageOf = (text: string): string =>
  `<!doctype html><html lang="en"><head><title>Veldora Privacy Policy</title></head><body><main>${text
    .split('\n\n')
    .map((part) => (part.startsWith('#') ? `<h2>${part.replace(/^#+ /u, '')}</h2>` : `<p>${part}</p>`))
    .join('')}</main></body></html>`;

let folder = '';
let web: LoopbackWeb;
let page: { body: string; status?: number; etag?: string } = { body: '' };
let requests = 0;
const certificate = selfSigned(['127.0.0.1'], { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) });

beforeAll(async () => {
  web = await startLoopbackWeb(
    {
      '/privacy': (request, response) => {
        requests += 1;
        const { body, status = 200, etag } = page;
        const isSame = etag !== undefined && request.headers['if-none-match'] === etag;
        if (isSame) response.writeHead(304).end();
        else
          response
            .writeHead(status, { 'content-type': 'text/html', ...(etag === undefined ? {} : { etag }) })
            .end(body.replace('{N}', String(requests)));
      },
    },
    certificate,
  );
});
afterAll(async () => await web.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-track-'));
  mkdirSync(join(folder, 'makers', 'veldora'), { recursive: true });
  writeFileSync(join(folder, 'ca.pem'), certificate.cert);
  writeFileSync(
    join(folder, 'makers', 'veldora', 'maker.yaml'),
    `name: Veldora\nhome: https://www.veldora.example/\ncountry: FI\nterms:\n  Privacy Policy: { fetch: "${web.origin}/privacy", select: main }\nproducts:\n  tv: { name: Aurora TV, kind: tv }\n  radio: { name: Radio, kind: voice, policies: [] }\n`,
  );
  requests = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = (): Record<string, string> => ({ NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') });
const track = async (...args: readonly string[]): Promise<Run> =>
  await earshot(
    [
      'track',
      'veldora/tv',
      '--policies',
      'makers',
      '--archive',
      'a.sqlite',
      '--allow-private',
      '--again-after',
      '0',
      '--rules',
      frozenRules,
      ...args,
    ],
    {
      cwd: folder,
      env: env(),
    },
  );
const run = async (...args: readonly string[]): Promise<Run> => await earshot([...args, '--archive', 'a.sqlite'], { cwd: folder });
const kept = async (): Promise<readonly KeptSnapshot[]> => {
  const archive = await openArchive(join(folder, 'a.sqlite'), { create: false });
  const snapshots = await archive.snapshots({});
  await archive.close();
  return snapshots;
};

describe('earshot track', () => {
  it('keeps the first text, asks again only whether it changed, and says what a change made worse', async () => {
    page = { body: pageOf(long(policy)), etag: '"one"' };
    const first = await track();
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^veldora\/privacy-policy {2}first text: \d+ words, \d+ findings\n1 policy: 1 new\.\n$/u);
    expect(requests).toBe(2);

    const second = await track();
    expect(second.out).toMatch(/^veldora\/privacy-policy {2}unchanged since \d{4}-\d\d-\d\d\n1 policy: 1 unchanged\.\n$/u);
    expect(requests).toBe(3);

    page = { body: pageOf(long(otherPolicy)), etag: '"two"' };
    const third = await track('--fail-on', 'worse');
    expect(third.code).toBe(1);
    expect(third.out).toMatch(/^veldora\/privacy-policy {2}changed: 1 worse, 1 promise gone\n/u);
    expect((await kept()).map(({ standing, because, lane }) => [standing, because, lane])).toEqual([
      ['accepted', 'first', 'first'],
      ['accepted', 'confirmed', 'change'],
    ]);
  });

  it('holds a text that is back or much shorter, shows how it differs, and lets a person decide', async () => {
    page = { body: pageOf(long(policy)) };
    await track();
    page = { body: pageOf(policy) };
    const held = await track();
    expect(held.code).toBe(3);
    expect(held.out).toMatch(
      /held: 7\d % shorter than on \d{4}-\d\d-\d\d \(\d+ words, before \d+\) \[[0-9a-f]{8}\]\n1 policy: 1 held\.\n"earshot archive review" shows what is held\.\n$/u,
    );
    expect((await track('--allow-not-assessed')).out).toContain('still held: 7');

    const review = await run('archive', 'review');
    expect(review.code).toBe(0);
    expect(review.out).toMatch(/^[0-9a-f]{8} {2}veldora\/privacy-policy, \d{4}-\d\d-\d\d\n {2}7\d % shorter.*\n/u);
    expect(review.out).toContain('- We collect your personal information when you use feature 0');
    expect(review.out).toContain('1 text held.');

    const [id = ''] = /^[0-9a-f]{8}/u.exec(review.out) ?? [];
    expect(await run('archive', 'accept', id, '--by', 'Jo Park', '--reason', 'it really is that short')).toMatchObject({
      code: 0,
      out: expect.stringContaining('is accepted: veldora/privacy-policy') as string,
    });
    expect((await run('archive', 'review')).out).toBe('Nothing is held.\n');
    expect((await track()).out).toContain('unchanged since');

    page = { body: pageOf(long(policy)) };
    expect((await track()).out).toContain('held: an earlier text is back, word for word');
  });

  it('never publishes what every fetch gives anew', async () => {
    page = { body: pageOf(`${long(policy)}\n\nRequest {N} of today.`) };
    for (let k = 0; k < 3; k++) expect((await track()).out).toContain('held: nobody has seen this text twice yet');
    expect((await kept()).filter(({ standing }) => standing === 'accepted')).toEqual([]);
  });

  it('says what came instead of a policy, how often in a row, and leaves the published text alone', async () => {
    page = { body: pageOf(long(policy)) };
    await track();
    page = {
      status: 403,
      body: '<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before accessing the site. Please verify you are human.</h1></body></html>',
    };
    const walled = await track();
    expect(walled.code).toBe(3);
    expect(walled.out).toMatch(/not read: .*\n1 policy: 1 not read\./u);
    expect(await track('--allow-not-assessed')).toMatchObject({ code: 0, out: expect.stringContaining('(2 times in a row)') as string });
    page = { body: pageOf(long(policy)) };
    expect((await track()).out).toContain('unchanged since');
  });

  it('writes nothing in a dry run', async () => {
    page = { body: pageOf(long(policy)) };
    const dry = await track('--dry-run');
    expect(dry.out).toMatch(/first text: .*\n1 policy: 1 new\. Nothing was written\.\n$/u);
    await expect(kept()).rejects.toThrow('there is no archive');
    await track();
    page = { body: pageOf(long(otherPolicy)) };
    const before = readFileSync(join(folder, 'a.sqlite'));
    expect((await track('--dry-run')).out).toContain('changed: 1 worse');
    expect(readFileSync(join(folder, 'a.sqlite')).equals(before)).toBe(true);
    expect((await track()).out).toContain('changed: 1 worse');
  });

  it('loses nothing and records nothing twice when two run at once', async () => {
    page = { body: pageOf(long(policy)) };
    const both = await Promise.all([track(), track()]);
    expect(both.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(await kept()).toHaveLength(1);
    page = { body: pageOf(long(otherPolicy)) };
    await Promise.all([track(), track(), track()]);
    expect((await kept()).map(({ because }) => because)).toEqual(['first', 'confirmed']);
    expect((await run('archive', 'check')).out).toContain('Every byte is as it was kept.');
  });

  it('leaves alone what another run has just looked at', async () => {
    page = { body: pageOf(long(policy)) };
    await track();
    const asked = requests;
    expect((await track('--again-after', '60')).out).toBe(
      'veldora/privacy-policy  checked a moment ago\n1 policy: 1 checked not long ago.\n',
    );
    expect(requests).toBe(asked);
  });

  it.each([
    [['track', 'veldra/tv'], 'the catalogue has no product, maker or policy "veldra/tv". Did you mean veldora/tv?'],
    [['track', '--render', 'sometimes'], 'there is no word for --render "sometimes"'],
    [['track', '--kind', 'telly'], 'there is no kind of product "telly"'],
    [['track', '--again-after', 'x'], '--again-after needs a number'],
    [['track', '--fail-on', 'better'], 'there is no bar "better"'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await run(...args, '--policies', 'makers');
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});

describe('earshot archive', () => {
  it('checks, compacts and copies', async () => {
    page = { body: pageOf(long(policy)) };
    await track();
    expect(await run('archive', 'check')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^1 snapshot, 1 body: .* MB as served/u) as string,
    });
    expect((await run('archive', 'compact')).out).toMatch(/MB before, .* MB now/u);
    expect((await run('archive', 'copy', 'copy.sqlite')).out).toBe('a.sqlite is copied to copy.sqlite.\n');
    expect((await run('archive', 'copy', 'copy.sqlite')).err).toContain('is there already');
    expect((await earshot(['archive', 'check'], { cwd: folder, env: { EARSHOT_ARCHIVE: 'copy.sqlite' } })).code).toBe(0);
  });

  it.each([
    [['archive', 'check'], 'there is no archive at'],
    [['archive', 'accept', 'x', '--by', 'Jo', '--reason', 'so'], 'there is no archive at'],
    [['archive', 'accept', 'x'], "required option '--reason <text>' not specified"],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await run(...args);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('refuses ids that lead nowhere or somewhere else', async () => {
    page = { body: pageOf(long(policy)) };
    await track();
    for (const id of ['ffffffffffffffff', '../../etc/passwd', "' OR 1=1 --", '\u001b[31m']) {
      const { code, err } = await run('archive', 'reject', id, '--by', 'Jo', '--reason', 'so');
      expect(code).toBe(2);
      expect(err).toContain('the archive has no one snapshot');
      expect(err).not.toContain('\u001b');
    }
  });
});
