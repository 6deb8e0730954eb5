import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { siteProduct, type DatedDocument, type PolicyHistory, type UnplacedProduct } from '../../src/cli/site-product.ts';
import { productsOf, shippedMakers } from '../../src/load/shipped-makers.ts';
import { kinds, type Kind } from '../../src/model/kind.ts';
import { corpusProduct } from '../helpers/corpus-products.ts';
import { readAsFetched, readOptions, shippedReading } from './read-texts.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

interface Line {
  readonly file: string;
  readonly vendor: string;
  readonly product: string;
  readonly date: string;
  readonly url: string;
  readonly series: string;
}

/** The products of the corpus under their names in the catalogue, each with all dates of the series that its newest text belongs to. */
export async function corpusProducts(only?: Kind): Promise<readonly UnplacedProduct[]> {
  const manifest = join(corpus, 'manifest.jsonl');
  if (!existsSync(manifest)) throw new Error(`${manifest} is missing: put the shared material beside the repository.`);
  const lines = readFileSync(manifest, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ file }) => file.startsWith('policies/'));
  const folders = [...new Set(lines.map(({ file }) => file.split('/').slice(1, 3).join('/')))].toSorted();
  const catalogue = new Map(productsOf(await shippedMakers()).map((one) => [one.product.id, one]));
  const reading = await shippedReading();
  const ids = [...new Set(folders.map((folder) => corpusProduct(folder).product))].toSorted();
  const products: UnplacedProduct[] = [];
  for (const id of ids) {
    const own = folders.filter((folder) => corpusProduct(folder).product === id);
    const kind = kinds.find((it) => it === (catalogue.get(id)?.product.kind ?? own[0]?.split('/')[0]));
    if (kind === undefined || (only !== undefined && kind !== only)) continue;
    const newest = lines.findLast(({ file }) => own.some((folder) => file.startsWith(`policies/${folder}/`)));
    if (newest === undefined) continue;
    const options = await readOptions(reading, catalogue.get(id)?.product.name ?? newest.product, kind);
    const histories: PolicyHistory[] = [];
    for (const folder of own) histories.push(await historyOf(folder, lines, options));
    const made = {
      product: { id, name: newest.product, kind, home: newest.url, policies: [] },
      maker: { id: id.split('/')[0] ?? '', name: newest.vendor, home: newest.url, country: '' },
    };
    products.push(siteProduct({ ...(catalogue.get(id) ?? made), replies: [] }, histories, options));
  }
  return products;
}

async function historyOf(folder: string, lines: readonly Line[], options: Parameters<typeof readAsFetched>[4]): Promise<PolicyHistory> {
  const own = lines.filter(({ file }) => file.startsWith(`policies/${folder}/`)).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const newest = own.at(-1);
  const texts: DatedDocument[] = [];
  for (const line of own.filter(({ series }) => series === newest?.series)) {
    const takenAt = `${line.date}T00:00:00.000Z`;
    const document = await readAsFetched(readFileSync(join(corpus, line.file)), line.url, takenAt, 'text/markdown', options);
    // An earlier capture that is no policy is no part of a history; the newest is shown as what it is.
    if (document.text !== null || line === newest) texts.push({ takenAt, document });
  }
  return { id: corpusProduct(folder).policy, texts };
}
