import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveDemo, type ServedDemo } from '../../src/demo/serve-demo.ts';
import type { Report } from '../../src/model/report.ts';
import schema from '../../src/report/report.schema.json' with { type: 'json' };
import { policyWords, sitePage, startSites } from '../helpers/made-up-sites.ts';
import { earshot, frozenRules, unwrapped, type Run } from './run-earshot.ts';

let demo: ServedDemo;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(async () => {
  await demo.close();
});

const scan = async (...args: readonly string[]): Promise<Run> => await earshot(['scan', ...args, '--rules', frozenRules]);
const makerOf = (id: string): ServedDemo['makers'][number] => {
  const maker = demo.makers.find((one) => one.id === id);
  if (maker === undefined) throw new Error(`no maker ${id}`);
  return maker;
};

describe('earshot scan of a bare host name', () => {
  it('asks by https, then by http, and shows the whole set with how each document was found', async () => {
    const { home, policies } = makerOf('veldora');
    const { code, out, err } = await scan(new URL(home).host, '--allow-private');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const marks = [...out.matchAll(/^\[\d\] .*\n {4}(\S+)/gmu)].map(([, url]) => url);
    expect(marks).toEqual(policies);
    expect(unwrapped(out)).toContain(`Found because the footer of ${home} links to it as “Privacy Policy”`);
    expect(out).toMatch(/main policy · .*\n[\s\S]*voice notice · .*\n[\s\S]*viewing notice · /u);
    expect(
      out
        .split('\n')
        .filter((line) => !line.includes('http'))
        .every((line) => line.length <= 80),
    ).toBe(true);
  });

  it('says the same in JSON that keeps to the published schema', async () => {
    const { home, policies } = makerOf('pelliqo');
    const run = await scan(home, '--allow-private', '--format', 'json');
    const report = JSON.parse(run.out) as Report;
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const isValid = ajv.compile(schema);
    expect(isValid(report), JSON.stringify(isValid.errors)).toBe(true);
    expect(report.policies.map(({ finalUrl }) => finalUrl)).toEqual(policies);
    expect(report.policies.map(({ robots }) => robots?.because)).toEqual(report.policies.map(() => 'rule'));
  });

  it('reads one page where that is all that is asked for', async () => {
    const { policies } = makerOf('veldora');
    const run = await scan(policies[0] ?? '', '--only', '--allow-private', '--ignore-robots', '--format', 'json');
    const report = JSON.parse(run.out) as Report;
    expect(report.policies).toMatchObject([{ url: policies[0], status: 'read', robots: { allowed: true, because: 'ignored' } }]);
    expect(report.seen).toBeUndefined();
  });

  it('says so where the text of the country that was asked for is not there', async () => {
    const { policies } = makerOf('pelliqo');
    const { err } = await scan(policies[0] ?? '', '--allow-private', '--country', 'DE');
    expect(err).toBe(`Note: no text for readers in Germany was found; ${policies[0]} names no country.\n`);
  });

  it('reads several makers at once and reports them in the order in which they were named', async () => {
    const homes = demo.makers.map(({ home }) => home);
    const { code, out } = await scan(...homes, '--allow-private', '--format', 'json');
    expect(code).toBe(0);
    const reports = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Report);
    expect(reports.map(({ policies }) => policies.map(({ finalUrl }) => finalUrl))).toEqual(demo.makers.map(({ policies }) => policies));
  });
});

describe('a document over several pages that was kept', () => {
  it('is recomputed from its pages, byte for byte', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-discover-'));
    const [first, ...rest] = policyWords('Auralis').split(/(?=<h2>With whom)/u);
    const web = await startSites({
      '127.0.0.1': {
        '/privacy': sitePage('Privacy Policy', `${first}<a href="/privacy?page=2">Next</a>`, {
          footer: [['Datenschutz', '/de/datenschutz']],
        }),
        '/privacy?page=2': sitePage('Privacy Policy', rest.join('')),
      },
    });
    try {
      const paths = [join(folder, 'report.json'), join(folder, 'archive.sqlite')] as const;
      const saved = await scan(
        web.url('127.0.0.1', '/privacy'),
        '--allow-private',
        '--save',
        '--archive',
        paths[1],
        '--format',
        'json',
        '--output',
        paths[0],
      );
      expect(saved.code, saved.err).toBe(0);
      const report = JSON.parse(readFileSync(paths[0], 'utf8')) as Report;
      expect(report.policies[0]?.parts).toHaveLength(2);
      expect(report.seen).toMatchObject([{ reason: 'language' }]);
      expect(report.findings.every(({ link }) => link === undefined)).toBe(true);
      const { code, out, err } = await earshot(['verify', paths[0], '--archive', paths[1], '--rules', frozenRules]);
      expect({ code, err }, out).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^The same, byte for byte/u);
    } finally {
      await web.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a country or a language that there is not', () => {
  it.each([
    [
      ['--country', 'Narnia'],
      'earshot: there is no country "Narnia" among those whose policies can be told apart: write two letters such as US, GB, DE or EU.',
    ],
    [['--language', 'klingon!'], 'earshot: "klingon!" is no language: write its two letters, such as en, de or pt.'],
  ])('is a mistake: %s', async (flags, message) => {
    const { code, out, err } = await scan('www.example.com', ...flags);
    expect({ code, out, err: err.trimEnd() }).toEqual({ code: 2, out: '', err: message });
  });
});
