import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { veldora } from '../src/demo/veldora/veldora.ts';
import { zipwend } from '../src/demo/zipwend/zipwend.ts';
import { startLoopbackWeb, type LoopbackWeb } from './helpers/loopback-web.ts';
import { selfSigned } from './helpers/self-signed.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'earshot-publish-'));
const certificate = selfSigned(['127.0.0.1'], { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) });
let web: LoopbackWeb;

/** What the workflow runs at night, on made-up makers of which one shuts its door. */
async function publish(): Promise<{ readonly code: number; readonly said: string }> {
  return await new Promise((resolve) => {
    execFile(
      join(root, '.github/publish.sh'),
      {
        cwd: folder,
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: folder,
          NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
          EARSHOT: `${process.execPath} ${join(root, 'dist/earshot.js')}`,
          TRACK: '--policies makers --allow-private --again-after 0',
        },
      },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, said: out + err }),
    );
  });
}

const print = (site = '.cache/site'): string => {
  const hash = createHash('sha256');
  for (const entry of readdirSync(join(folder, site), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .toSorted())
    hash.update(entry.slice(join(folder, site).length)).update(readFileSync(entry));
  return hash.digest('hex');
};

beforeAll(async () => {
  const pages = [...veldora.pages, ...zipwend.pages].map(
    ({ path, contentType, body }) =>
      [
        `/${veldora.pages.some((page) => page.path === path && page.body === body) ? 'veldora' : 'zipwend'}${path}`,
        (
          _: unknown,
          response: { writeHead: (status: number, headers: Record<string, string>) => { end: (body: string | Uint8Array) => void } },
        ) => {
          response.writeHead(200, { 'content-type': contentType }).end(body);
        },
      ] as const,
  );
  web = await startLoopbackWeb(
    {
      ...Object.fromEntries(pages),
      '/wall': (_, response) => void response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Access denied</h1>'),
    },
    certificate,
  );
  writeFileSync(join(folder, 'ca.pem'), certificate.cert);
  const maker = (id: string, name: string, kind: string, path: string): void => {
    mkdirSync(join(folder, 'makers', id), { recursive: true });
    writeFileSync(
      join(folder, 'makers', id, 'maker.yaml'),
      `name: ${name}\nhome: https://www.${id}.example/\ncountry: FI\nterms:\n  Privacy Policy: { fetch: "${web.origin}${path}" }\nproducts:\n  one: { name: ${name} One, kind: ${kind} }\n`,
    );
  };
  maker('veldora', 'Veldora', 'tv', `/veldora${veldora.policies[0]}`);
  maker('zipwend', 'Zipwend', 'ride', `/zipwend${zipwend.policies[0]}`);
  maker('shut', 'Shut', 'tv', '/wall');
});
afterAll(async () => {
  await web.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the action', () => {
  it('fails on what the bar names, and leaves a report for each reader', async () => {
    const policy = join(folder, 'vendor.md');
    writeFileSync(
      policy,
      '# Privacy Policy\n\n## Voice\n\nWhen you press the button we record your voice and send your voice recordings to a third-party company.\nWe sell your personal information to data brokers.\n',
    );
    const gate = async (failOn: string): Promise<number> =>
      await new Promise((resolve) => {
        execFile(
          join(root, '.github/actions/earshot/scan.sh'),
          {
            cwd: folder,
            env: {
              PATH: process.env['PATH'] ?? '',
              HOME: folder,
              EARSHOT: `${process.execPath} ${join(root, 'dist/earshot.js')}`,
              SOURCES: `${policy}\n`,
              FAIL_ON: failOn,
              FOLDER: 'report',
              GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
              GITHUB_OUTPUT: join(folder, 'output'),
            },
          },
          (error) => resolve(typeof error?.code === 'number' ? error.code : 0),
        );
      });
    expect(await gate('')).toBe(0);
    expect(await gate('grave')).toBe(1);
    const sarif = JSON.parse(readFileSync(join(folder, 'report/earshot.sarif'), 'utf8')) as { runs: { results: unknown[] }[] };
    expect(sarif.runs[0]?.results.length).toBeGreaterThan(0);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('sell your personal information');
    expect(JSON.parse(readFileSync(join(folder, 'report/report.json'), 'utf8'))).toHaveProperty('findings');
    expect(readFileSync(join(folder, 'output'), 'utf8')).toContain('outcome=1');
  });
});

describe('publishing', () => {
  it('fetches, keeps, and writes the site, and a shut door fails nothing', async () => {
    const { code, said } = await publish();
    expect(code, said).toBe(0);
    expect(said).toMatch(/veldora\/privacy-policy +first text: /u);
    expect(said).toMatch(/shut\/privacy-policy +not read: /u);
    expect(existsSync(join(folder, '.cache/archive.sqlite'))).toBe(true);
    const index = readFileSync(join(folder, '.cache/site/index.html'), 'utf8');
    for (const name of ['Veldora One', 'Zipwend One']) expect(index).toContain(name);
  });

  it('looks again, and finds nothing new', async () => {
    const { code, said } = await publish();
    expect(code, said).toBe(0);
    expect(said).toMatch(/veldora\/privacy-policy +unchanged since /u);
    expect(readFileSync(join(folder, '.cache/site/index.html'), 'utf8')).toContain('Veldora One');
  });

  it('gives the same site of the same archive, byte for byte', async () => {
    const archive = join(folder, '.cache/archive.sqlite');
    const site = async (out: string): Promise<void> =>
      await new Promise((resolve, reject) => {
        execFile(process.execPath, [join(root, 'dist/earshot.js'), 'site', '--archive', archive, '--out', out, '--quiet'], (error) =>
          error ? reject(error) : resolve(),
        );
      });
    await site(join(folder, 'one'));
    await site(join(folder, 'two'));
    expect(print('one')).toBe(print('two'));
  });

  it('stops before a damaged archive, and leaves the site that is there', async () => {
    const before = print();
    writeFileSync(join(folder, '.cache/archive.sqlite'), 'not a database');
    const { code } = await publish();
    expect(code).not.toBe(0);
    expect(print()).toBe(before);
  });
});
