import { shippedScoring } from '../load/scoring.ts';
import { incompatiblePractices, owedOf } from '../load/shipped-data.ts';
import type { Archive, ProductRecord } from '../model/archive.ts';
import type { Kind } from '../model/kind.ts';
import type { Report } from '../model/report.ts';
import { notRead, scanOf, type ReadDocument, type ReadOptions } from '../scan.ts';
import { withArchive, type ArchiveFlags } from './archive-in-use.ts';
import { productNamed } from './archived-product.ts';
import { compiledRules } from './compiled-rules.ts';
import { shortened } from './known.ts';
import { readKept } from './read-kept.ts';
import { rulesInUse } from './rules-in-use.ts';
import type { Progress } from './terminal.ts';

export interface ArchivedOptions {
  readonly kind: Kind | undefined;
  readonly shown: Progress;
  readonly version: string;
}

interface Flags extends ArchiveFlags {
  readonly rules?: string;
}

/** A report of each product of the archive, of its texts as they are published now. */
export async function archivedReports(flags: Flags, options: ArchivedOptions): Promise<readonly Report[]> {
  const readOptions = await readOptionsOf(flags, options);
  return await withArchive(flags, { create: false }, async (archive) => {
    const products = (await allProducts(archive)).filter(
      ({ kind }) => options.kind === undefined || (kind ?? options.kind) === options.kind,
    );
    const reports: Report[] = [];
    for (const [index, product] of products.entries()) {
      options.shown.show(`Reading ${index + 1} of ${products.length}: ${shortened(product.id)}`);
      reports.push(await reportOf(archive, product, readOptions, options.kind));
    }
    return reports;
  });
}

/** The products of the archive, and policies that no product names as products of their own. */
async function allProducts(archive: Archive): Promise<readonly ProductRecord[]> {
  const products = await archive.products();
  const named = new Set(products.flatMap(({ policies }) => policies));
  const others = (await archive.policies()).filter(({ id }) => !named.has(id));
  return [...products, ...others.map(({ id, name }) => ({ id, name, maker: id.split('/')[0] ?? id, policies: [id] }))];
}

/** The report of one product of the archive; a `UserError` where it holds none of that name. */
export async function archivedReport(name: string, flags: Flags, options: ArchivedOptions): Promise<Report> {
  const readOptions = await readOptionsOf(flags, options);
  return await withArchive(flags, { create: false }, async (archive) =>
    reportOf(archive, await productNamed(archive, name), readOptions, options.kind),
  );
}

async function readOptionsOf({ rules }: Flags, { version }: ArchivedOptions): Promise<ReadOptions> {
  const set = await rulesInUse(rules);
  return {
    compiled: await compiledRules(set),
    rulesSha256: set.sha256,
    version,
    incompatible: await incompatiblePractices(),
    scoring: await shippedScoring(),
  };
}

/** The report is of the moment at which the newest of its texts was last seen, so that the same archive gives the same report. */
async function reportOf(archive: Archive, product: ProductRecord, options: ReadOptions, fallback: Kind | undefined): Promise<Report> {
  const records = new Map((await archive.policies()).map((policy) => [policy.id, policy]));
  const documents: ReadDocument[] = [];
  let newest = '';
  for (const policy of product.policies) {
    const kept = await archive.current(policy);
    if (kept === null) {
      const url = records.get(policy)?.url ?? `archive:${policy}`;
      documents.push(notRead({ url, finalUrl: url }, { kind: 'no-policy-found', detail: 'the archive holds no accepted text of it' }));
      continue;
    }
    if (kept.lastSeenAt > newest) newest = kept.lastSeenAt;
    documents.push(await readKept(archive, kept, options));
  }
  const kind = product.kind ?? fallback;
  return scanOf(documents, {
    ...options,
    product: product.id,
    ...(kind === undefined ? {} : { kind: { name: kind, owed: await owedOf(kind) } }),
    clock: () => (newest === '' ? 0 : Date.parse(newest)),
  }).report;
}
