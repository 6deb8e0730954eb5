import { join } from 'node:path';
import { shippedScoring } from '../../load/scoring.ts';
import { shippedAccuracy } from '../../load/shipped-accuracy.ts';
import type { Contender, Place } from '../../model/score.ts';
import type { SiteInput, SiteOptions, SiteProduct } from '../../model/site.ts';
import { UserError } from '../../model/user-error.ts';
import { counted } from '../../report/plain-words.ts';
import { site } from '../../report/site/site.ts';
import { placesOf } from '../../score/places.ts';
import { seeded } from '../../score/seeded.ts';
import { sensitivityOf } from '../../score/sensitivity.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { shortened } from '../known.ts';
import { readReports } from '../read-reports.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { productsFromReports } from '../site-from-reports.ts';
import type { UnplacedProduct } from '../site-product.ts';
import { print, progress, terminal } from '../terminal.ts';
import { writeSite } from '../write-site.ts';

export interface SiteFlags {
  readonly out: string;
  readonly basePath: string;
  readonly siteUrl?: string;
  readonly quiet?: true;
}

/** `earshot site`: the ranking, a page for each product, and the data beside them, as files. */
export async function siteCommand(paths: readonly string[], flags: SiteFlags, version: string): Promise<ExitCode> {
  const options = siteOptions(flags);
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  if (paths.length === 0) throw new UserError('no report is named: earshot site --out site/ reports/');
  shown.show('Reading reports');
  const products = productsFromReports(await readReports(paths));
  if (products.length === 0) throw new UserError('the files named hold no report: scan something first.');
  shown.show(`Writing the pages of ${counted(products.length, 'product')}`);
  const files = site(await siteInput(products, options, version));
  await writeSite(flags.out, files);
  shown.clear();
  await print(`${join(flags.out, 'index.html')}\n`);
  return exitCodes.done;
}

/** What the site is made of beside the products: practices, how right the rules are, how scores are made, places. */
export async function siteInput(products: readonly UnplacedProduct[], options: SiteOptions, version: string): Promise<SiteInput> {
  const { rules } = await rulesInUse(undefined);
  // As of the newest reading and not of the clock, so that the same readings give the same site.
  const asOf =
    products
      .map(({ report }) => report.scannedAt)
      .toSorted()
      .at(-1) ?? new Date(0).toISOString();
  return {
    options,
    asOf,
    version,
    practices: rules.map(({ id, concern, title, severity, why, turnOff, source }) => ({
      id,
      concern,
      title,
      severity,
      why,
      turnOff,
      source,
    })),
    accuracy: await shippedAccuracy(),
    scoring: await shippedScoring(),
    sensitivity: sensitivityOf(
      products.flatMap(({ report: { score } }) => score ?? []),
      seeded(1),
    ).stays,
    products: placed(products),
  };
}

/** Each product with its place among all, and among those of its kind. */
function placed(products: readonly UnplacedProduct[]): readonly SiteProduct[] {
  const contenders = products.map(({ product, report }): Contender => ({
    product: product.id,
    score: report.score,
    documents: report.policies.flatMap(({ sha256 }) => sha256 ?? []),
  }));
  const kindOf = (index: number): string | undefined => products[index]?.product.kind;
  const overall = placesOf(contenders);
  return products.map((product, index) => {
    const ofKind = placesOf(contenders.filter((_, other) => kindOf(other) === product.product.kind));
    const own = (places: readonly Place[]): Place =>
      places.find((place) => place.product === product.product.id) ?? { product: product.product.id, ranked: false, reason: 'not-scored' };
    return { ...product, places: { overall: overall[index] ?? own([]), kind: own(ofKind) } };
  });
}

function siteOptions({ basePath, siteUrl }: SiteFlags): SiteOptions {
  if (!/^\/(?:[\w.~-]+\/)*$/u.test(basePath))
    throw new UserError(`--base-path ${shortened(basePath)} is no path: it begins and ends with a slash, such as /tv-report/.`);
  if (siteUrl === undefined) return { basePath };
  if (!/^https?:\/\/[^\s"<>?#]+$/u.test(siteUrl) || !URL.canParse(siteUrl))
    throw new UserError(`--site-url ${shortened(siteUrl)} is no address of a site: give one such as https://example.org/tv-report/.`);
  const { href } = new URL(siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`);
  return { basePath: basePath === '/' ? new URL(href).pathname : basePath, siteUrl: href };
}
