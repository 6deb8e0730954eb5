import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import type { Report } from '../../src/model/report.ts';
import { testChromium } from '../helpers/chromium.ts';
import { startLoopbackWeb, type LoopbackWeb, type Route } from '../helpers/loopback-web.ts';
import { waybackStandIn } from '../helpers/wayback-stand-in.ts';
import { earshot, frozenRules, type Run, type Surroundings } from './run-earshot.ts';

const sentences = [
  'We collect the information that you give us when you set up the television and use it to run the service.',
  'We share your voice recordings with third parties that turn speech into text for us.',
  'We use cookies and similar technologies to collect information about how you use our services.',
  'We may disclose your personal information to our affiliates, to service providers and where the law requires it.',
  'You may ask us to delete your personal information by writing to our privacy office at any time.',
  'We keep your personal information for as long as we need it for the purposes described in this privacy policy.',
];
const body = `<h1>Privacy Policy</h1>${sentences.map((sentence) => `<p>${sentence}</p>`).join('')}`;
const page = (inside: string): string =>
  `<!doctype html><html lang="en"><head><title>Privacy Policy</title></head><body>${inside}</body></html>`;
const quote = sentences[1];

let web: LoopbackWeb;
let archive: LoopbackWeb;
let folder: string;
let chromium: string;
beforeAll(async () => {
  chromium = (await testChromium()).executablePath;
  folder = await mkdtemp(join(tmpdir(), 'earshot-ways-'));
  const html =
    (text: string, status = 200): Route =>
    (_, response) =>
      void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(text);
  const wall = '<title>Just a moment...</title><h1>Checking your browser</h1><p>Please complete the security check.</p>';
  web = await startLoopbackWeb({
    '/privacy': html(page(body)),
    '/shell': html(page('<div id="root"></div><script src="/app.js"></script>')),
    '/app.js': (_, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(`document.getElementById('root').innerHTML = ${JSON.stringify(body)};`),
    '/wall': html(wall, 403),
    '/never-kept': html(wall, 403),
  });
  const stand = waybackStandIn([
    { timestamp: '20240311000000', original: `${web.origin}/wall`, body: page(body.replace('share', 'sell')) },
    { timestamp: '20250311000000', original: `${web.origin}/wall`, body: page(body) },
    { timestamp: '20251105000000', original: `${web.origin}/wall`, body: wall },
  ]);
  archive = await startLoopbackWeb(stand.routes);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await web.close();
  await archive.close();
});

const scan = async (args: readonly string[], surroundings: Surroundings = {}): Promise<Run> =>
  await earshot(['scan', '--allow-private', '--rules', frozenRules, '--concern', 'voice', ...args], surroundings);

const reportOf = (run: Run): Report => JSON.parse(run.out) as Report;

/** The text on one line, since it is wrapped to the width of the page. */
const flat = ({ out }: Run): string => out.replace(/\s+/gu, ' ');

describe('a page that scripts build', () => {
  it('is read where there is a browser, and the report says that one was needed', async () => {
    const env = { EARSHOT_BROWSER: chromium };
    const run = await scan([`${web.origin}/shell`, '--format', 'json'], { env });
    expect(reportOf(run).policies).toMatchObject([{ status: 'read', rendered: true, title: 'Privacy Policy' }]);
    expect(reportOf(run).findings[0]?.quote).toBe(quote);
    expect(run.code).toBe(0);
    expect(flat(await scan([`${web.origin}/shell`, '--browser', chromium]))).toContain('built by a browser');
  });

  it('without a browser says what to install', async () => {
    const run = await scan([`${web.origin}/shell`], { env: { PATH: '/nowhere' } });
    expect(flat(run)).toMatch(
      /The page is empty until a browser has run its programs \([^)]*no Chrome or Chromium was found\)\. Install Chrome or Chromium and playwright-core \(npm install playwright-core\) and scan again/u,
    );
    expect(run.code).toBe(3);
  });

  it('is left alone with --render never', async () => {
    const run = await scan([`${web.origin}/shell`, '--render', 'never', '--format', 'json'], { env: { EARSHOT_BROWSER: chromium } });
    expect(reportOf(run).policies).toMatchObject([{ status: 'not-read', failure: { kind: 'needs-scripts' } }]);
  });

  it('with --render always, every page is built, and a browser that is missing is a mistake', async () => {
    const run = await scan([`${web.origin}/privacy`, '--render', 'always', '--format', 'json'], { env: { EARSHOT_BROWSER: chromium } });
    expect(reportOf(run).policies).toMatchObject([{ status: 'read', rendered: true }]);
    const none = await scan([`${web.origin}/privacy`, '--render', 'always'], { env: { PATH: '/nowhere' } });
    expect(none.err).toContain('earshot: no page can be built by a browser: no Chrome or Chromium was found. Install');
    expect(none.code).toBe(2);
    expect((await scan([`${web.origin}/privacy`, '--render', 'often'])).err).toContain('"often": it is auto, always or never');
  });
});

describe('a page that is blocked', () => {
  it('says in two sentences what happened and what to do', async () => {
    const run = await scan([`${web.origin}/wall`]);
    expect(flat(run)).toMatch(
      /The site showed a check for robots instead of the policy \([^)]*403[^)]*\)\. Open the address in a browser, save the page and scan the saved file \(earshot scan page\.html\), or add --wayback to read the copy of the Internet Archive\./u,
    );
    expect(run.code).toBe(3);
  });

  it('is read from the latest archived copy that is a policy, with its age and what the site said', async () => {
    const args = [`${web.origin}/wall`, '--wayback', '--wayback-base', archive.origin];
    const run = await scan([...args, '--format', 'json']);
    const [policy] = reportOf(run).policies;
    expect(policy).toMatchObject({
      status: 'read',
      finalUrl: `${web.origin}/wall`,
      from: 'wayback',
      archivedAt: '2025-03-11T00:00:00.000Z',
      copy: `${archive.origin}/web/20250311000000/${web.origin}/wall`,
      siteFailure: { kind: 'bot-wall' },
    });
    expect(reportOf(run).findings[0]?.quote).toBe(quote);
    // The site would show its wall: the copy is what can be jumped into.
    expect(reportOf(run).findings[0]?.link).toMatch(new RegExp(`^${archive.origin}/web/20250311000000/${web.origin}/wall#:~:text=`, 'u'));
    expect(run.code).toBe(0);
    const text = flat(await scan(args));
    expect(text).toMatch(/A copy of 11 March 2025, \d+ (?:months|years) before this scan, kept by the Wayback Machine/u);
    expect(text).toContain('The site itself was not read: the site showed a check for robots instead of the policy');
  });

  it('of which there is no copy says both', async () => {
    const run = await scan([`${web.origin}/never-kept`, '--wayback', '--wayback-base', archive.origin]);
    expect(flat(run)).toContain('the Wayback Machine has no copy of it');
    expect(run.code).toBe(3);
  });
});

describe('a WARC file', () => {
  it.each(['fetched.warc.gz', 'fetched.warc'])('keeps everything that was fetched, and is read again: %s', async (name) => {
    const path = join(folder, name);
    const first = await scan([`${web.origin}/shell`, '--save-warc', path, '--format', 'json'], { env: { EARSHOT_BROWSER: chromium } });
    expect(first.code).toBe(0);
    const records: string[] = [];
    for await (const record of new WARCParser(createReadStream(path))) {
      const url = record.warcTargetURI ?? '';
      records.push(`${record.warcType ?? ''} ${URL.canParse(url) ? new URL(url).pathname : ''}`);
      await record.readFully(false);
    }
    expect(records.filter((each) => !each.startsWith('request'))).toEqual([
      'warcinfo ',
      'response /robots.txt',
      'response /shell',
      'response /app.js',
      'conversion /shell',
    ]);
    const again = await scan([path, '--format', 'json']);
    const [policy] = reportOf(again).policies;
    expect(policy).toMatchObject({
      status: 'read',
      rendered: true,
      from: 'warc',
      finalUrl: `${web.origin}/shell`,
      sha256: reportOf(first).policies[0]?.sha256,
    });
    expect(reportOf(again).findings.map(({ id }) => id)).toEqual(reportOf(first).findings.map(({ id }) => id));
    expect(flat(await scan([path]))).toContain(`of the day of this scan, kept in ${name}.`);
  });

  it('is never written over', async () => {
    const path = join(folder, 'kept.warc');
    await writeFile(path, 'mine');
    const run = await scan([`${web.origin}/privacy`, '--save-warc', path]);
    expect(run.err).toContain('kept.warc is there already, and is not written over');
    expect(run.code).toBe(2);
    expect(await readFile(path, 'utf8')).toBe('mine');
  });

  it('that is none, or is not there, is a mistake with a name', async () => {
    await writeFile(join(folder, 'page.warc'), page(body));
    expect(await scan(['page.warc'], { cwd: folder })).toMatchObject({
      code: 2,
      err: 'earshot: page.warc cannot be read as a WARC file: it does not begin like a WARC file.\n',
    });
    expect((await scan(['missing.warc.gz'], { cwd: folder })).err).toContain('there is no file missing.warc.gz');
  });
});
