import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { KeptSnapshot, PolicyRecord, ProductRecord } from '../../src/model/archive.ts';
import type { History } from '../../src/model/change.ts';
import { testChromium } from '../helpers/chromium.ts';
import { startLoopbackWeb, type LoopbackWeb, type Route } from '../helpers/loopback-web.ts';
import { hero, policyWords, sitePage, voiceWords } from '../helpers/made-up-sites.ts';
import { selfSigned } from '../helpers/self-signed.ts';
import { earshot, frozenRules, type Run } from './run-earshot.ts';

// Each test runs the program many times, and its fetches keep a pause of a second.
vi.setConfig({ testTimeout: 300_000 });

const certificate = selfSigned(['127.0.0.1'], { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) });
const links = { footer: [['Privacy Policy', '/privacy-notice']] } as const;
const home = sitePage('Veldora', hero, links);
const main = (about = ''): string =>
  sitePage(
    'Veldora Privacy Policy',
    `${policyWords('Veldora', 'Privacy Policy', about)}<p><a href="/voice">Voice Recognition Notice</a></p>`,
  );
const shell =
  '<!doctype html><html lang="en"><head><title>Privacy Policy</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>';
const built = (about: string): string =>
  `document.getElementById('root').innerHTML = ${JSON.stringify(policyWords('Veldora', 'Privacy Policy', about))};`;

let pages: Record<string, string> = {};
let web: LoopbackWeb;
let folder = '';
const asked = (): readonly string[] => web.paths().filter((path) => path !== '/robots.txt');

beforeAll(async () => {
  const page: Route = (request, response) => {
    const body = pages[request.url ?? ''];
    const type = (request.url ?? '').endsWith('.js')
      ? 'text/javascript'
      : (request.url ?? '').endsWith('.txt')
        ? 'text/plain'
        : 'text/html';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body ?? '<h1>Page not found</h1>');
  };
  const paths = ['/', '/privacy-notice', '/new-notice', '/voice', '/app.js', '/robots.txt', '/part-1', '/part-2'];
  web = await startLoopbackWeb(Object.fromEntries(paths.map((path) => [path, page])), certificate);
});
afterAll(async () => await web.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-track-home-'));
  writeFileSync(join(folder, 'ca.pem'), certificate.cert);
  web.asked.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A catalogue of one maker with one television. */
function declare(terms: string, own = 'home'): void {
  mkdirSync(join(folder, 'makers', 'veldora'), { recursive: true });
  writeFileSync(
    join(folder, 'makers', 'veldora', 'maker.yaml'),
    `name: Veldora\nhome: ${web.origin}/\ncountry: FI\n${terms}products:\n  tv: { name: Aurora TV, kind: tv${own === 'home' ? ', policies: []' : ''} }\n${own === 'home' ? '  stick: { name: Aurora Stick, kind: streaming, policies: [] }\n' : ''}`,
  );
}
const track = async (...args: readonly string[]): Promise<Run> =>
  await earshot(
    ['track', '--policies', 'makers', '--archive', 'a.sqlite', '--allow-private', '--again-after', '0', '--rules', frozenRules, ...args],
    { cwd: folder, env: { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') } },
  );
async function inArchive(): Promise<{
  readonly snapshots: readonly KeptSnapshot[];
  readonly products: readonly ProductRecord[];
  readonly policies: readonly PolicyRecord[];
}> {
  const archive = await openArchive(join(folder, 'a.sqlite'), { create: false });
  const found = { snapshots: await archive.snapshots({}), products: await archive.products(), policies: await archive.policies() };
  await archive.close();
  return found;
}

describe('earshot track of a product of which only the home page is known', () => {
  it('finds its policies as a scan does, and in the next run looks first where it found them', async () => {
    declare('');
    pages = { '/': home, '/privacy-notice': main(), '/voice': sitePage('Veldora Voice Recognition Notice', voiceWords('Veldora')) };
    const first = await track();
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out.split('\n')).toEqual([
      expect.stringMatching(
        /^veldora\/privacy-policy {2}first text: \d+ words, \d+ findings?; found: the footer of https:\/\/127\.0\.0\.1:\d+\/ links to it as “Privacy Policy”$/u,
      ) as string,
      expect.stringMatching(
        /^veldora\/voice-notice {4}first text: \d+ words, .*; found: .*links to it as “Voice Recognition Notice”$/u,
      ) as string,
      '2 policies: 2 new.',
      '',
    ]);
    // Both products of the maker are under what one search found.
    const { products, snapshots } = await inArchive();
    expect(products.map(({ id, policies }) => [id, policies])).toEqual([
      ['veldora/stick', ['veldora/privacy-policy', 'veldora/voice-notice']],
      ['veldora/tv', ['veldora/privacy-policy', 'veldora/voice-notice']],
    ]);
    expect(snapshots.map(({ standing, because }) => `${standing} ${because}`)).toEqual(['accepted first', 'accepted first']);
    // Every page twice, since a text is published when two fetches agree; the home page once.
    expect(asked().toSorted()).toEqual(['/', '/privacy-notice', '/privacy-notice', '/voice', '/voice']);

    web.asked.length = 0;
    pages['/privacy-notice'] = main('We sell your personal information to other companies.');
    const second = await track('--fail-on', 'worse');
    expect(second.out).toMatch(
      /^veldora\/privacy-policy {2}changed: .*\nveldora\/voice-notice {4}unchanged since .*\n2 policies: 1 changed, 1 unchanged\.\n$/u,
    );
    expect(second.code).toBe(1);
    expect(asked()).not.toContain('/');
  });

  it('says that nothing was found, how often in a row, and goes on where a policy is found later', async () => {
    declare('');
    pages = { '/': sitePage('Veldora', hero) };
    const none = await track('veldora/tv');
    expect(none.code).toBe(3);
    expect(none.out).toMatch(/^veldora\/privacy-policy {2}not read: .*\n1 policy: 1 not read\.\n$/u);
    expect((await track('veldora/tv', '--allow-not-assessed')).out).toContain('(2 times in a row)');
    pages = { '/': home, '/privacy-notice': main() };
    expect((await track('veldora/tv')).out).toMatch(/^veldora\/privacy-policy {2}first text/u);
    expect((await inArchive()).products.map(({ id, policies }) => [id, policies])).toEqual([['veldora/tv', ['veldora/privacy-policy']]]);
  });

  it('writes nothing in a dry run, and obeys robots.txt', async () => {
    declare('');
    pages = { '/': home, '/privacy-notice': main(), '/robots.txt': 'User-agent: *\nDisallow: /voice\n' };
    const dry = await track('veldora/tv', '--dry-run');
    expect(dry.out).toContain('veldora/privacy-policy  first text: ');
    expect(dry.out).toMatch(/veldora\/voice-notice .*not read: .*robots/iu);
    expect(asked()).not.toContain('/voice');
    await expect(inArchive()).rejects.toThrow('there is no archive');
  });
});

describe('earshot track of a product whose declared policies have moved', () => {
  it('finds where they are now from the home page, keeps one history, and remembers the new place', async () => {
    declare(`terms:\n  Privacy Policy: { fetch: "${web.origin}/privacy-notice", select: main }\n`, 'declared');
    pages = { '/': home, '/privacy-notice': main() };
    expect((await track()).out).toContain('first text');
    pages = {
      '/': sitePage('Veldora', hero, { footer: [['Privacy Policy', '/new-notice']] }),
      '/new-notice': main('We sell your personal information to other companies.'),
    };
    const moved = await track('--fail-on', 'worse');
    expect(moved.out).toMatch(
      /^veldora\/privacy-policy {2}not read: .*\nveldora\/privacy-policy {2}changed: .*; found: .*\n1 policy: 1 changed\.\n$/u,
    );
    expect(moved.code).toBe(1);
    web.asked.length = 0;
    expect((await track()).out).toMatch(/^veldora\/privacy-policy {2}unchanged since /u);
    expect(asked()).toEqual(['/new-notice']);
    const { snapshots, policies } = await inArchive();
    const accepted = snapshots.filter(({ standing }) => standing === 'accepted');
    expect(accepted.map(({ policy, url }) => [policy, new URL(url).pathname])).toEqual([
      ['veldora/privacy-policy', '/privacy-notice'],
      ['veldora/privacy-policy', '/new-notice'],
    ]);
    expect(policies.map(({ id }) => id)).toEqual(['veldora/privacy-policy']);
  });
});

describe('earshot track --render', () => {
  it('reads a page that scripts build, sees when its scripts bring another text, and leaves the browser out where it is told to', async () => {
    declare(`terms:\n  Privacy Policy: { fetch: "${web.origin}/privacy-notice" }\n`, 'declared');
    pages = { '/privacy-notice': shell, '/app.js': built('') };
    const browser = ['--browser', (await testChromium()).executablePath];
    const plain = await track('--render', 'never');
    expect(plain.out).toContain('not read: ');
    expect(plain.code).toBe(3);
    expect((await track(...browser)).out).toMatch(/^veldora\/privacy-policy {2}first text: \d+ words/u);
    expect((await track(...browser)).out).toContain('unchanged since');
    pages['/app.js'] = built('We sell your personal information to other companies.');
    expect((await track(...browser)).out).toContain('changed: ');
    const accepted = (await inArchive()).snapshots.filter(({ standing }) => standing === 'accepted');
    expect(accepted.map(({ rendered }) => rendered)).toEqual([true, true]);
  });
});

describe('earshot track of a policy that is split over pages', () => {
  const part = (number: number, text: string): string => sitePage('Veldora Privacy Policy', text.replace('<h1>', `<h1>Part ${number}: `));
  const [one, two] = [policyWords('Veldora', 'Privacy Policy'), voiceWords('Veldora')];

  it('is one policy: one line, one entry of its history, one difference', async () => {
    declare(
      `terms:\n  Privacy Policy:\n    combine:\n      - { fetch: "${web.origin}/part-1", select: main }\n      - { fetch: "${web.origin}/part-2", select: main }\n`,
      'declared',
    );
    pages = { '/part-1': part(1, one), '/part-2': part(2, two) };
    expect((await track()).out).toMatch(/^veldora\/privacy-policy {2}first text: \d+ words, \d+ findings?\n1 policy: 1 new\.\n$/u);
    expect((await track()).out).toContain('unchanged since');
    pages['/part-2'] = part(2, two.replace('24 months', '48 months'));
    expect((await track()).out).toMatch(/^veldora\/privacy-policy {2}changed: .*\n1 policy: 1 changed\.\n$/u);
    // A page that shows a wall leaves what the policy says unknown.
    pages['/part-2'] =
      '<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before accessing the site. Please verify you are human.</h1></body></html>';
    const walled = await track();
    expect(walled.out).toMatch(/^veldora\/privacy-policy {2}not read: .*\n1 policy: 1 not read\./u);
    expect(walled.code).toBe(3);

    const { snapshots, policies } = await inArchive();
    expect(policies.map(({ id }) => id)).toEqual(['veldora/privacy-policy']);
    const accepted = snapshots.filter(({ standing }) => standing === 'accepted');
    expect(accepted.map(({ further }) => further?.map(({ url }) => new URL(url).pathname))).toEqual([['/part-2'], ['/part-2']]);
    expect(accepted[0]?.sha256).toBe(accepted[1]?.sha256);

    const ask = async (...args: readonly string[]): Promise<Run> =>
      await earshot([...args, '--archive', 'a.sqlite', '--rules', frozenRules], { cwd: folder });
    const history = JSON.parse((await ask('history', 'veldora/tv', '--format', 'json')).out) as History;
    expect(history.entries.map(({ policy, passages }) => [policy, passages?.reworded])).toEqual([
      ['veldora/privacy-policy', undefined],
      ['veldora/privacy-policy', 1],
    ]);
    const diff = (await ask('diff', 'veldora/tv')).out;
    expect(diff).toContain('48 months');
    expect(diff.match(/What changed/gu)).toHaveLength(1);
    const scan = await ask('scan', 'veldora/tv', '--from-archive', '--format', 'json', '--output', 'report.json');
    expect(scan.code).toBe(0);
    expect(await ask('verify', 'report.json')).toMatchObject({ code: 0, out: expect.stringContaining('The same') as string });
    expect((await earshot(['export', 'warc', 'pages.warc', '--archive', 'a.sqlite'], { cwd: folder })).out).toMatch(/^4 pages written/u);
    expect((await earshot(['archive', 'check', '--archive', 'a.sqlite'], { cwd: folder })).code).toBe(0);
  });
});
