import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { compile, type Compiled } from '../../src/analyse/compile.ts';
import { grammarLexicons } from '../../src/analyse/layout.ts';
import { inOrder, progressLine } from '../../src/cli/in-order.ts';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import { loadRules } from '../../src/load/rules.ts';
import { scan } from '../../src/scan.ts';
import { loopbackOptions } from '../helpers/loopback-web.ts';
import { policyWords, sitePage, startSites, type MadeUpSites } from '../helpers/made-up-sites.ts';

let compiled: Compiled;
let web: MadeUpSites | undefined;

beforeAll(async () => {
  compiled = compile(await loadRules(fileURLToPath(new URL('../rules-frozen', import.meta.url)), { grammarLexicons }));
});
afterEach(async () => {
  await web?.close();
  web = undefined;
});

async function* nothing(): AsyncGenerator<string> {
  yield await Promise.resolve('');
}

describe('a list of 200 pages on 40 hosts', () => {
  it('is read with several hosts at once and one request at a time at each, in the order of the list, with progress', async () => {
    const hosts = Array.from({ length: 40 }, (_, index) => `maker-${index}.test`);
    const paths = Array.from({ length: 5 }, (_, index) => `/product-${index}/privacy`);
    const page = sitePage('Privacy Policy', policyWords('Maker'));
    web = await startSites(Object.fromEntries(hosts.map((host) => [host, Object.fromEntries(paths.map((path) => [path, page]))])), 5);
    const sites = web;
    // Five pages of a host stand side by side, as they do in a list that was sorted.
    const urls = hosts.flatMap((host) => paths.map((path) => sites.url(host, path)));
    expect(urls).toHaveLength(200);
    const fetch = fetchOptions(loopbackOptions());
    const running = new Map<number, string>();
    const lines: string[] = [];
    const read: string[] = [];
    const run = async (url: string, index: number): Promise<string> => {
      const say = (words: string): void => {
        running.set(index, words);
        lines.push(progressLine(read.length, urls.length, [...running.values()]));
      };
      const { report } = await scan([{ url }], {
        compiled,
        rulesSha256: '',
        version: '9',
        fetch,
        stdin: nothing(),
        clock: () => 0,
        only: true,
        say,
      });
      running.delete(index);
      expect(report.policies[0]?.status).toBe('read');
      return report.policies[0]?.url ?? '';
    };
    for await (const url of inOrder(urls, (address) => new URL(address).hostname, run)) read.push(url);
    expect(read).toEqual(urls);
    expect(sites.asked()).toHaveLength(200);
    expect(sites.busiest().host).toBe(1);
    expect(sites.busiest().all).toBeGreaterThan(4);
    expect(lines.some((line) => /^\d+ of 200 read · now Reading http.* and \d+ more$/u.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/^1\d\d of 200 read · now Reading http/u);
  });
});

describe('work in order', () => {
  it('gives results in the order of the jobs, whichever is done first', async () => {
    const waits = [30, 1, 20, 1];
    const given: number[] = [];
    const run = async (ms: number, index: number): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return index;
    };
    for await (const index of inOrder(waits, (ms) => String(ms), run)) given.push(index);
    expect(given).toEqual([0, 1, 2, 3]);
  });

  it('gives the error of a job when its turn comes, and nothing after it', async () => {
    const given: number[] = [];
    const run = async (job: number): Promise<number> => {
      await Promise.resolve();
      if (job === 1) throw new Error('broken');
      return job;
    };
    const all = async (): Promise<void> => {
      for await (const job of inOrder([0, 1, 2, 3], () => 'one host', run)) given.push(job);
    };
    await expect(all()).rejects.toThrow('broken');
    expect(given).toEqual([0]);
  });

  it('of no jobs is done at once', async () => {
    const given: number[] = [];
    for await (const job of inOrder(
      [],
      () => '',
      async (one: number) => await Promise.resolve(one),
    ))
      given.push(job);
    expect(given).toEqual([]);
  });

  it('of one product is told by what is read now', () => {
    expect(progressLine(0, 1, ['Reading “Voice Notice” at https://a.test/voice'])).toBe('Reading “Voice Notice” at https://a.test/voice');
  });
});
