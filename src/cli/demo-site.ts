import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { earlierTexts } from '../demo/earlier-texts.ts';
import type { DemoPage } from '../demo/demo-maker.ts';
import type { ServedMaker } from '../demo/serve-demo.ts';
import { veldora } from '../demo/veldora/veldora.ts';
import type { Report } from '../model/report.ts';
import { site } from '../report/site/site.ts';
import { readSnapshot, type ReadOptions, type Scan } from '../scan.ts';
import { siteInput } from './commands/site.ts';
import { siteProduct, type DatedDocument, type UnplacedProduct } from './site-product.ts';
import { writeSite } from './write-site.ts';

/** What was read of a made-up maker, and with what. */
export interface DemoResult {
  readonly maker: ServedMaker;
  readonly result: Scan;
  readonly options: ReadOptions;
}

/** Writes a site of the made-up makers into a new folder and gives the path of its first page. */
export async function demoSite(results: readonly DemoResult[]): Promise<string> {
  const products: UnplacedProduct[] = [];
  for (const one of results) products.push(await demoProduct(one));
  const version = results[0]?.options.version ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'earshot-demo-'));
  await writeSite(folder, site(await siteInput(products, { basePath: '/' }, version)));
  return join(folder, 'index.html');
}

async function demoProduct({ maker, result, options }: DemoResult): Promise<UnplacedProduct> {
  const home = `https://www.${maker.id}.example/`;
  const facts = {
    product: { id: `${maker.id}/${maker.kind}`, name: maker.product, kind: maker.kind, home, policies: [] },
    maker: { id: maker.id, name: maker.name, home, country: '' },
    replies: [],
  };
  const report = published(result.report, maker.home, home);
  const today = {
    ...facts,
    report,
    documents: result.context.texts.map((text) => ({ takenAt: report.scannedAt, ...(text === null ? {} : { text }) })),
    editions: [],
    changes: [],
  };
  if (maker.id !== veldora.id) return today;
  const { editions, changes } = siteProduct(facts, await histories(home, options), options);
  return { ...today, editions, changes };
}

/** The server is gone when the site is read: its addresses are written as if the makers had sites of their own. */
function published(report: Report, from: string, to: string): Report {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a report again, with other addresses
  return JSON.parse(JSON.stringify(report).replaceAll(from, to)) as Report;
}

/** From when the archive of the made-up TV maker would be. */
const firstDay = earlierTexts()[0]?.takenAt.slice(0, 10) ?? '';

/** The TV maker's documents with their earlier editions. */
async function histories(
  home: string,
  options: ReadOptions,
): Promise<readonly { readonly id: string; readonly texts: readonly DatedDocument[] }[]> {
  const read: { readonly id: string; readonly texts: readonly DatedDocument[] }[] = [];
  for (const path of veldora.policies) {
    const earlier = earlierTexts().filter(({ page }) => page.path === path);
    const pages = [
      ...earlier,
      ...veldora.pages
        .filter((page) => page.path === path)
        // What has no earlier edition stood all the time, so that the history is that of one set of documents.
        .map((page) => ({ takenAt: `${earlier.length > 0 ? page.modified : firstDay}T00:00:00.000Z`, page })),
    ];
    const texts: DatedDocument[] = [];
    for (const { takenAt, page } of pages) texts.push({ takenAt, document: await readSnapshot(snapshotOf(page, home, takenAt), options) });
    read.push({ id: `${veldora.id}${path.replaceAll(/[^a-z]+/gu, '-').replace('-', '/')}`, texts });
  }
  return read;
}

function snapshotOf(page: DemoPage, home: string, fetchedAt: string): Parameters<typeof readSnapshot>[0] {
  const url = home + page.path.slice(1);
  const body = Buffer.from(page.body);
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { url, finalUrl: url, redirects: [url], status: 200, headers: { 'content-type': page.contentType }, fetchedAt, sha256, body };
}
