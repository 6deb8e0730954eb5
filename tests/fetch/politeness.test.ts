import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchPage } from '../../src/fetch/fetch-page.ts';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import { createPoliteness } from '../../src/fetch/politeness.ts';
import type { Sleep } from '../../src/fetch/politeness.ts';
import type { LoopbackWeb } from '../helpers/loopback-web.ts';
import { loopbackOptions, policyPage, startLoopbackWeb } from '../helpers/loopback-web.ts';

/** A clock that only sleeping moves. */
function ownTime(): { readonly clock: () => number; readonly sleep: Sleep; readonly move: (ms: number) => void } {
  let now = 1_000_000;
  return {
    clock: () => now,
    sleep: async (ms) => {
      now += ms;
      await Promise.resolve();
    },
    move: (ms) => {
      now += ms;
    },
  };
}

describe('turns', () => {
  test('come one after the other, in order, with the pause between an end and the next beginning', async () => {
    const { clock, sleep, move } = ownTime();
    const { inTurn } = createPoliteness(clock, sleep);
    const log: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        await inTurn('tv.example', 1000, async () => {
          log.push(`${name} from ${clock() - 1_000_000}`);
          await Promise.resolve();
          move(50);
          log.push(`${name} to ${clock() - 1_000_000}`);
        });
      }),
    );
    expect(log).toEqual(['a from 0', 'a to 50', 'b from 1050', 'b to 1100', 'c from 2100', 'c to 2150']);
  });

  test('at one host do not hold up another', async () => {
    const { clock, sleep } = ownTime();
    const { inTurn } = createPoliteness(clock, sleep);
    let release = (): void => undefined;
    const held = inTurn('slow.example', 1000, async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    expect(await inTurn('quick.example', 1000, async () => await Promise.resolve('done'))).toBe('done');
    release();
    await held;
  });

  test('pass on after a job that failed', async () => {
    const { clock, sleep } = ownTime();
    const { inTurn } = createPoliteness(clock, sleep);
    await expect(inTurn('tv.example', 0, async () => await Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await inTurn('tv.example', 0, async () => await Promise.resolve('next'))).toBe('next');
  });

  test('wait for the time a host has asked for', async () => {
    const { clock, sleep } = ownTime();
    const politeness = createPoliteness(clock, sleep);
    politeness.postpone('tv.example', 7000);
    expect(await politeness.inTurn('tv.example', 1000, async () => await Promise.resolve(clock()))).toBe(1_007_000);
  });

  test('do not wait an hour because somebody set the clock back by an hour', async () => {
    const { clock, sleep, move } = ownTime();
    const { inTurn } = createPoliteness(clock, sleep);
    await inTurn('tv.example', 1000, async () => await Promise.resolve());
    move(-3_600_000);
    const before = clock();
    await inTurn('tv.example', 1000, async () => await Promise.resolve());
    expect(clock() - before).toBe(1000);
  });
});

describe('fetching', () => {
  let web: LoopbackWeb;
  /** Requests being answered at this moment, by host, and the most there ever were. */
  const open = new Map<string, number>();
  let most = 0;
  let mostInAll = 0;
  let inAll = 0;
  beforeAll(async () => {
    web = await startLoopbackWeb({
      '/counted': async (request, response) => {
        const host = request.headers.host ?? '';
        open.set(host, (open.get(host) ?? 0) + 1);
        inAll += 1;
        most = Math.max(most, open.get(host) ?? 0);
        mostInAll = Math.max(mostInAll, inAll);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open.set(host, (open.get(host) ?? 0) - 1);
        inAll -= 1;
        response.end(policyPage);
      },
      '/robots.txt': (request, response) => {
        const delay = /^delay-(\d+)\.example/.exec(request.headers.host ?? '')?.[1];
        response.end(delay === undefined ? 'User-agent: *\nDisallow: /x\n' : `User-agent: *\nCrawl-delay: ${delay}\n`);
      },
    });
  });
  afterAll(async () => {
    await web.close();
  });

  test('two hundred pages of forty hosts keeps to one request per host at a time, and to many hosts at once', async () => {
    const options = fetchOptions(loopbackOptions());
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => await fetchPage(`http://maker-${i % 40}.example:${web.port}/counted?${i}`, options)),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(most).toBe(1);
    expect(mostInAll).toBeGreaterThan(1);
    const robots = web.asked.filter(({ path }) => path === '/robots.txt');
    expect(new Set(robots.map(({ host }) => host)).size).toBe(40);
    expect(robots).toHaveLength(40);
  });

  test.each([
    ['tv.example', [1000, 1000]],
    ['delay-4.example', [1000, 4000]],
    ['delay-3600.example', [1000, 30_000]],
    ['127.0.0.1', []],
    ['localhost', []],
  ])('two pages of %s pauses as it should: a second, its Crawl-delay up to half a minute, never for this machine', async (host, pauses) => {
    const raw = loopbackOptions();
    const options = fetchOptions(raw);
    for (const path of ['/policy', '/plain']) expect((await fetchPage(`http://${host}:${web.port}${path}`, options)).ok).toBe(true);
    expect(raw.slept).toEqual(pauses);
  });

  test('pages of a host that asked to be left alone keeps all of them away from it', async () => {
    const raw = loopbackOptions({ limits: { retries: 0 } });
    const options = fetchOptions(raw);
    const outcome = await fetchPage(`http://tv.example:${web.port}/429-hour`, options);
    expect(!outcome.ok && outcome.failure.status).toBe(429);
    await fetchPage(`http://tv.example:${web.port}/policy`, options);
    expect(raw.slept).toEqual([1000, 60_000]);
  });
});
