import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { siteProduct, type UnplacedProduct } from '../../src/cli/site-product.ts';
import { kinds, type Kind } from '../../src/model/kind.ts';
import { readAsFetched, readOptions, shippedReading } from './read-texts.ts';

const shared = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

interface Line {
  readonly file: string;
  readonly kind: string;
  readonly vendor: string;
  readonly product: string;
  readonly date: string;
  readonly url: string;
  readonly series: string;
}

/** The products of the corpus, each with all dates of the series that its newest text belongs to. */
export async function corpusProducts(only?: Kind): Promise<readonly UnplacedProduct[]> {
  const manifest = join(shared, 'manifest.jsonl');
  if (!existsSync(manifest)) throw new Error(`${manifest} is missing: put the shared material beside the repository.`);
  const lines = readFileSync(manifest, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ file }) => file.startsWith('policies/'));
  const folders = [...new Set(lines.map(({ file }) => file.split('/').slice(1, 3).join('/')))].toSorted();
  const reading = await shippedReading();
  const products: UnplacedProduct[] = [];
  for (const folder of folders) {
    const [kindName = '', slug = ''] = folder.split('/');
    const kind = kinds.find((it) => it === kindName);
    if (kind === undefined || (only !== undefined && kind !== only)) continue;
    const own = lines.filter(({ file }) => file.startsWith(`policies/${folder}/`)).toSorted((a, b) => (a.date < b.date ? -1 : 1));
    const newest = own.at(-1);
    if (newest === undefined) continue;
    const options = await readOptions(reading, newest.product, kind);
    const texts = [];
    for (const line of own.filter(({ series }) => series === newest.series)) {
      const takenAt = `${line.date}T00:00:00.000Z`;
      const document = await readAsFetched(readFileSync(join(shared, line.file)), line.url, takenAt, 'text/markdown', options);
      // An earlier capture that is no policy is no part of a history; the newest is shown as what it is.
      if (document.text !== null || line === newest) texts.push({ takenAt, document });
    }
    const maker = slug;
    products.push(
      siteProduct(
        {
          product: { id: `${maker}/${kind}`, name: newest.product, kind, home: newest.url, policies: [`${maker}/privacy-policy`] },
          maker: { id: maker, name: newest.vendor, home: newest.url, country: '' },
          replies: [],
        },
        [{ id: `${maker}/privacy-policy`, texts }],
        options,
      ),
    );
  }
  return products;
}
