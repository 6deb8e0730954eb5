import { join } from 'node:path';
import { shippedScoring } from '../../load/scoring.ts';
import { shippedAccuracy } from '../../load/shipped-accuracy.ts';
import type { Contender, Place } from '../../model/score.ts';
import type { SiteInput, SiteOptions, SiteProduct } from '../../model/site.ts';
import { UserError } from '../../model/user-error.ts';
import { harmless } from '../../report/harmless.ts';
import { counted } from '../../report/plain-words.ts';
import { site } from '../../report/site/site.ts';
import { placesOf } from '../../score/places.ts';
import { seeded } from '../../score/seeded.ts';
import { sensitivityOf } from '../../score/sensitivity.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { shortened } from '../known.ts';
import { readReports } from '../read-reports.ts';
import { withArchive, type ArchiveFlags } from '../archive-in-use.ts';
import { compiledRules } from '../compiled-rules.ts';
import { productsFromArchive } from '../site-from-archive.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { productsFromReports } from '../site-from-reports.ts';
import type { UnplacedProduct } from '../site-product.ts';
import { print, progress, terminal } from '../terminal.ts';
import { writeSite } from '../write-site.ts';

export interface SiteFlags extends ArchiveFlags {
  readonly out: string;
  readonly basePath: string;
  readonly siteUrl?: string;
  readonly texts: boolean;
  readonly quiet?: true;
}

/** `earshot site`: the ranking, a page for each product, and the data beside them, as files: of saved reports, or of the archive. */
export async function siteCommand(paths: readonly string[], flags: SiteFlags, version: string): Promise<ExitCode> {
  const options = siteOptions(flags);
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  const products = paths.length > 0 ? productsFromReports(await readReports(paths)) : await archived(flags, version, shown);
  if (products.length === 0)
    throw new UserError(
      'there is no product to show: "earshot track" fills the archive, or name reports: earshot site --out site reports/',
    );
  shown.show(`Writing the pages of ${counted(products.length, 'product')}`);
  const files = site(await siteInput(products, options, version));
  await writeSite(flags.out, files);
  shown.clear();
  await print(`${join(flags.out, 'index.html')}\n`);
  return exitCodes.done;
}

/** Every product of the archive, read with today's rules. */
async function archived(flags: SiteFlags, version: string, shown: ReturnType<typeof progress>): Promise<readonly UnplacedProduct[]> {
  const set = await rulesInUse(undefined);
  const common = { compiled: await compiledRules(set), rulesSha256: set.sha256, version, scoring: await shippedScoring() };
  return await withArchive(flags, { create: false }, async (archive) => {
    const onProduct = (name: string, done: number, all: number): void => shown.show(`Reading ${harmless(name)} (${done + 1} of ${all})`);
    return await productsFromArchive(archive, common, { hasTexts: flags.texts, onProduct });
  });
}

/** What the site is made of beside the products: practices, how right the rules are, how scores are made, places. */
export async function siteInput(products: readonly UnplacedProduct[], options: SiteOptions, version: string): Promise<SiteInput> {
  const { rules } = await rulesInUse(undefined);
  // As of the newest reading and not of the clock, so that the same readings give the same site.
  const days = products.flatMap(({ report, documents }) => [report.scannedAt, ...documents.flatMap(({ checkedAt }) => checkedAt ?? [])]);
  return {
    options,
    asOf: days.toSorted().at(-1) ?? new Date(0).toISOString(),
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
