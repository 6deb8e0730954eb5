import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import { importOta } from '../../src/cli/import-ota.ts';
import { importCorpus } from '../helpers/import-corpus.ts';

const bundle = fileURLToPath(new URL('../../../shared/history/ota-versions-sample.bundle', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'earshot-real-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds what blinks in a real history of 9,066 recorded versions, and publishes what stands', async () => {
  if (!existsSync(bundle)) throw new Error(`The sample history is not there: ${bundle} is missing.`);
  const archive = await openArchive(join(folder, 'history.sqlite'), { create: true });
  const { tally, documents, services } = await importOta(archive, bundle, { makers: [], onProgress: () => undefined });
  const held = Object.values(tally.held).reduce((a, b) => a + b, 0);
  const { first, confirmed, returned, shortened, technical } = tally.published;
  const shorter = (await archive.snapshots({})).filter(({ detail }) => detail?.includes('shorter') === true);
  console.log(
    `${tally.versions} recorded versions: published ${first} first texts, ${confirmed} new, ${technical} technical; ${tally.unchanged} with the published words; held ${held} (${JSON.stringify(tally.held)}), ` +
      `of these ${tally.recovered} gone when the published text was back, ${tally.replaced} when another came, ${tally.released} published later; released as returned ${returned}, as shortened ${shortened}; ` +
      `of ${shorter.length} much shorter ${shorter.filter(({ standing }) => standing === 'rejected').length} did not stand`,
  );
  expect({ documents, services, versions: tally.versions }).toEqual({ documents: 94, services: 34, versions: 9066 });
  expect(tally.unchanged + held + tally.published.confirmed + first + technical + returned + shortened - tally.released).toBeGreaterThan(
    8_500,
  );
  // Pages that give another text at every request do not blink: a text is published when it stands.
  expect(tally.recovered / held).toBeGreaterThan(0.4);
  const okCupid = await archive.snapshots({ policy: 'okcupid/privacy-policy', standing: 'accepted' });
  expect(okCupid.filter(({ words }) => words < 100)).toEqual([]);
  expect((await archive.check()).faults).toEqual([]);
  await archive.close();
});

it('takes the corpus in as products with their policies', async () => {
  const archive = await openArchive(join(folder, 'corpus.sqlite'), { create: true });
  const tally = await importCorpus(archive, { kind: 'tv' });
  expect(tally.versions).toBeGreaterThanOrEqual(50);
  const products = await archive.products();
  expect(products.map(({ id }) => id)).toContain('samsung/tv');
  const samsung = await archive.snapshots({ policy: 'samsung/tv-privacy-policy', standing: 'accepted' });
  expect(samsung.map(({ fetchedAt }) => fetchedAt.slice(0, 10))).toEqual(['2014-04-25', '2015-02-11']);
  await archive.close();
});
