import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchPage } from '../../src/fetch/fetch-page.ts';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import type { LoopbackWeb } from '../helpers/loopback-web.ts';
import { bomb, loopbackOptions, startLoopbackWeb } from '../helpers/loopback-web.ts';

const codings = ['gzip', 'deflate', 'deflate-raw', 'br'] as const;

let web: LoopbackWeb;
beforeAll(async () => {
  web = await startLoopbackWeb();
  // Packed beforehand, so that what follows measures the fetch alone.
  for (const coding of codings) await bomb(coding);
});
afterAll(async () => {
  await web.close();
});

test.each(codings)('a 200 MB %s bomb costs less than 100 MB of memory', async (coding) => {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 1);
  const outcome = await fetchPage(`${web.origin}/bomb-${coding}`, fetchOptions(loopbackOptions()));
  clearInterval(watch);
  peak = Math.max(peak, process.memoryUsage.rss());
  expect(!outcome.ok && outcome.failure.kind).toBe('too-large');
  expect((peak - before) / 1e6).toBeLessThan(100);
});
