import { fetchOptions } from '../fetch/fetch-options.ts';
import { shippedScoring } from '../load/scoring.ts';
import { incompatiblePractices, owedOf } from '../load/shipped-data.ts';
import type { Kind } from '../model/kind.ts';
import type { Report } from '../model/report.ts';
import { scan } from '../scan.ts';
import { compiledRules } from './compiled-rules.ts';
import { shortened } from './known.ts';
import type { ProductFolder } from './rank-input.ts';
import { rulesInUse } from './rules-in-use.ts';
import type { Progress } from './terminal.ts';

/** Scans the documents of each product, all in files, into one report a product. */
export async function readFolders(
  products: readonly ProductFolder[],
  options: { readonly rules?: string; readonly kind: Kind | undefined; readonly shown: Progress; readonly version: string },
): Promise<readonly Report[]> {
  if (products.length === 0) return [];
  const set = await rulesInUse(options.rules);
  const shared = {
    compiled: await compiledRules(set),
    rulesSha256: set.sha256,
    version: options.version,
    fetch: fetchOptions({}),
    stdin: process.stdin,
    clock: Date.now,
    incompatible: await incompatiblePractices(),
    scoring: await shippedScoring(),
  };
  const reports: Report[] = [];
  for (const [index, { name, kind: own, paths }] of products.entries()) {
    options.shown.show(`Reading ${index + 1} of ${products.length}: ${shortened(name)}`);
    const kind = own ?? options.kind;
    const { report } = await scan(
      paths.map((path) => ({ path })),
      { ...shared, product: name, ...(kind === undefined ? {} : { kind: { name: kind, owed: await owedOf(kind) } }) },
    );
    reports.push(report);
  }
  return reports;
}
