import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { KeptSnapshot } from '../../src/model/archive.ts';
import type { History } from '../../src/model/change.ts';
import { policyWords, voiceWords } from '../helpers/made-up-sites.ts';
import { pdfOfWords } from '../helpers/pdfs.ts';
import { earshot, frozenRules, type Run } from './run-earshot.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const cwd = mkdtempSync(join(tmpdir(), 'earshot-snapshots-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const run = async (...args: readonly string[]): Promise<Run> => await earshot([...args, '--archive', 'a.sqlite'], { cwd });
const kept = async (policy: string): Promise<readonly KeptSnapshot[]> => {
  const archive = await openArchive(join(cwd, 'a.sqlite'), { create: false });
  const snapshots = await archive.snapshots({ policy });
  await archive.close();
  return snapshots;
};

/** One recorded page: what their engine commits, and when it fetched it. */
interface Recorded {
  readonly path: string;
  readonly body: string | Uint8Array;
  readonly subject: string;
  readonly about?: string;
  /** Days since the first. */
  readonly day: number;
  readonly seconds?: number;
}

const start = Date.UTC(2022, 0, 1) / 1000;

/** Writes commits in the manner of their engine: one file each, the author date is the fetch date, the committer's is later, metadata as trailers. */
function record(repository: string, commits: readonly Recorded[]): void {
  const git = (args: readonly string[], input?: Uint8Array): string =>
    execFileSync('git', ['-C', repository, ...args], {
      encoding: 'utf8',
      ...(input === undefined ? {} : { input }),
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  const isNew = git(['for-each-ref', 'refs/heads/main']) === '';
  const parts = commits.map(({ path, body, subject, about = '', day, seconds = 0 }, index) => {
    const time = start + day * 86_400 + seconds;
    const message = Buffer.from(`${subject}\n\n${about}\n\nX-engine-version: 2.5.1\nFetcher: full-dom\n`);
    const bytes = Buffer.from(body);
    const from = index === 0 && !isNew ? 'from refs/heads/main^0\n' : '';
    return Buffer.concat([
      Buffer.from(
        `commit refs/heads/main\nauthor Open Terms Archive Bot <bot@archive.example> ${time} +0000\ncommitter Open Terms Archive Bot <bot@archive.example> ${time + 90} +0000\ndata ${message.length}\n`,
      ),
      message,
      Buffer.from(`\n${from}M 100644 inline "${path}"\ndata ${bytes.length}\n`),
      bytes,
      Buffer.from('\n'),
    ]);
  });
  git(['fast-import', '--quiet'], Buffer.concat([...parts, Buffer.from('done\n')]));
}

/** A page as a server sends it: a menu of links that is no part of the policy, and a token that is another in every answer. */
const page = (
  inside: string,
  visit: number,
  menu = 'Shop the new screens. We sell televisions, we sell speakers, we sell your old set for you.',
): string =>
  `<!doctype html><html lang="en"><head><title>Privacy Policy</title><meta name="csrf" content="t${visit}"></head><body><nav><p>${menu}</p></nav><div class="policy">${inside}</div><aside><p>Visitor ${visit} of this page.</p></aside></body></html>`;
const policyOf = (maker: string, year: number): string =>
  policyWords(maker, 'Privacy Policy', `This is the text of the year ${2000 + year}.`);

const commits: Recorded[] = [];
beforeAll(() => {
  const repository = join(cwd, 'snapshots');
  mkdirSync(repository);
  execFileSync('git', ['-C', repository, 'init', '--quiet', '--initial-branch=main']);
  commits.push({ path: 'README.md', body: 'Snapshots\n', subject: 'Initial commit', day: 0 });
  // 80 fetches of a page whose bytes are others each time, and whose policy changes every 20: both vocabularies, as in a real history of that age.
  for (let visit = 0; visit < 80; visit++)
    commits.push({
      path: 'Veldora TV/Privacy Policy.html',
      body: page(policyOf('Veldora', Math.floor(visit / 20)), visit),
      subject:
        visit === 0
          ? 'Start tracking Veldora TV Privacy Policy'
          : visit < 40
            ? 'Update Veldora TV Privacy Policy'
            : 'Record new changes of Veldora TV Privacy Policy',
      day: visit * 2,
    });
  // The site was built in another way at first, so that the selectors of today fit nothing.
  for (let visit = 0; visit < 40; visit++)
    commits.push({
      path: 'Öko & Söhne/Privacy Policy.html',
      body:
        visit < 20
          ? `<html lang="en"><head><title>Privacy Policy</title><!-- ${visit} --></head><body><main>${policyOf('Oeko', 1)}</main></body></html>`
          : page(policyOf('Oeko', 2), visit),
      subject: `${visit === 0 ? 'First record of' : 'Record new changes of'} Öko & Söhne Privacy Policy`,
      day: visit * 3,
    });
  // A document of two pages, each recorded for itself within the same run.
  for (let visit = 0; visit < 30; visit++)
    for (const [index, name] of ['legal-privacy', 'legal-voice'].entries()) {
      const words =
        name === 'legal-privacy'
          ? policyOf('Pelliqo', 1)
          : voiceWords('Pelliqo').replace('24 months', visit < 15 ? '24 months' : '48 months');
      commits.push({
        path: `Pelliqo/Privacy Policy #${name}.html`,
        body: page(words, visit),
        subject: `${visit === 0 ? 'First record of' : 'Record new changes of'} Pelliqo Privacy Policy`,
        about: `Document ID ${name}\n`,
        day: visit * 2,
        seconds: index * 4,
      });
    }
  commits.sort((a, b) => a.day - b.day);
  record(repository, commits);
});

describe('import ota of a snapshots repository', () => {
  it('reads the pages as they are declared today, or whole, and is quiet about what is no change', async () => {
    mkdirSync(join(cwd, 'makers', 'veldora'), { recursive: true });
    const maker = (name: string, terms: string): string =>
      `name: ${name}\nhome: https://www.veldora.example/\ncountry: FI\nterms:\n${terms}`;
    const terms = '  Privacy Policy: { fetch: "https://www.veldora.example/privacy", select: .policy }\n';
    writeFileSync(
      join(cwd, 'makers', 'veldora', 'maker.yaml'),
      `${maker('Veldora', terms)}products:\n  tv: { name: Veldora TV, kind: tv }\n`,
    );
    mkdirSync(join(cwd, 'makers', 'oeko'), { recursive: true });
    writeFileSync(join(cwd, 'makers', 'oeko', 'maker.yaml'), `${maker('Öko & Söhne', terms)}products:\n  box: { name: Box, kind: tv }\n`);
    mkdirSync(join(cwd, 'makers', 'pelliqo'), { recursive: true });
    const split =
      '  Privacy Policy:\n    combine:\n      - { fetch: "https://www.pelliqo.example/legal/privacy.html", select: .policy }\n      - { fetch: "https://www.pelliqo.example/legal/voice", select: .policy }\n';
    writeFileSync(
      join(cwd, 'makers', 'pelliqo', 'maker.yaml'),
      `${maker('Pelliqo', split)}products:\n  app: { name: Pelliqo, kind: photo }\n`,
    );

    const { code, out, err } = await run('import', 'ota', 'snapshots', '--policies', 'makers');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^150 recorded versions of 3 documents of 3 services, 2022-01-01 to 2022-06-08\.\n/u);

    // The policy alone, without menu and token: four texts, of 80 pages no two of which have the same bytes.
    const tv = await kept('veldora-tv/privacy-policy');
    expect(tv.map(({ standing, lane, selection, fetchedAt }) => [standing, lane, selection?.select, fetchedAt.slice(0, 10)])).toEqual([
      ['accepted', 'first', ['.policy'], '2022-01-01'],
      ['accepted', 'change', ['.policy'], '2022-02-10'],
      ['accepted', 'change', ['.policy'], '2022-03-22'],
      ['accepted', 'change', ['.policy'], '2022-05-01'],
    ]);
    // What the selectors do not fit is read whole.
    const oeko = await kept('oko-sohne/privacy-policy');
    expect(oeko.map(({ standing, selection }) => [standing, selection?.select])).toEqual([
      ['accepted', undefined],
      ['accepted', ['.policy']],
    ]);
  });

  it('joins the pages of a document that was recorded page by page', async () => {
    const pelliqo = await kept('pelliqo/privacy-policy');
    expect(pelliqo.map(({ standing, lane, further, fetchedAt }) => [standing, lane, further?.length, fetchedAt.slice(0, 10)])).toEqual([
      ['accepted', 'first', 1, '2022-01-01'],
      ['accepted', 'change', 1, '2022-01-31'],
    ]);
    const history = JSON.parse(
      (await earshot(['history', 'pelliqo/pelliqo', '--format', 'json', '--archive', 'a.sqlite', '--rules', frozenRules], { cwd })).out,
    ) as History;
    expect(history.entries.map(({ passages }) => passages?.reworded)).toEqual([undefined, 1]);
  });

  it('adds only what is new when it is imported again, a PDF that took the place of the page and one page of two included', async () => {
    expect((await run('import', 'ota', 'snapshots', '--policies', 'makers')).out).toMatch(/^Nothing new since the last import\./u);
    const texts = policyOf('Veldora', 9)
      .replaceAll(/<[^>]+>/gu, '')
      .split('\n');
    record(join(cwd, 'snapshots'), [
      {
        path: 'Veldora TV/Privacy Policy.pdf',
        body: await pdfOfWords(texts),
        subject: 'Record new changes of Veldora TV Privacy Policy',
        day: 400,
      },
      {
        path: 'Pelliqo/Privacy Policy #legal-voice.html',
        body: page(voiceWords('Pelliqo').replace('24 months', '60 months'), 99),
        subject: 'Record new changes of Pelliqo Privacy Policy',
        day: 401,
      },
      {
        path: 'Pelliqo/Terms of Service.html',
        body: page('<p>These terms are an agreement.</p>', 1),
        subject: 'First record of Pelliqo Terms of Service',
        day: 403,
      },
    ]);
    expect((await run('import', 'ota', 'snapshots', '--policies', 'makers')).code).toBe(0);
    const pelliqo = (await kept('pelliqo/privacy-policy')).filter(({ standing }) => standing === 'accepted');
    expect(pelliqo.map(({ further, fetchedAt }) => [further?.length, fetchedAt.slice(0, 10)])).toEqual([
      [1, '2022-01-01'],
      [1, '2022-01-31'],
      [1, '2023-02-06'],
    ]);
    const pdf = (await kept('veldora-tv/privacy-policy')).at(-1);
    expect(pdf?.headers['content-type']).toBe('application/pdf');
    expect((await run('archive', 'check')).code).toBe(0);
  });
});
