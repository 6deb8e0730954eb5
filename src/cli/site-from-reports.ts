import { kinds } from '../model/kind.ts';
import type { Product } from '../model/maker.ts';
import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { subjectOf } from '../report/arrangement.ts';
import type { UnplacedProduct } from './site-product.ts';

/**
 * Products from saved reports: those that name the same product are its history, by the time of their scan. What a report does not say of the
 * maker is left open; texts are not in a report, so that there is nothing to compare word by word.
 */
export function productsFromReports(reports: readonly Report[]): readonly UnplacedProduct[] {
  const byProduct = new Map<string, Report[]>();
  for (const report of reports.toSorted((a, b) => (a.scannedAt < b.scannedAt ? -1 : a.scannedAt > b.scannedAt ? 1 : 0))) {
    const id = productId(report);
    byProduct.set(id, [...(byProduct.get(id) ?? []), report]);
  }
  return [...byProduct].flatMap(([id, history]) => {
    const report = history.at(-1);
    return report === undefined ? [] : [fromReport(id, report, history)];
  });
}

function fromReport(id: string, report: Report, history: readonly Report[]): UnplacedProduct {
  const name = subjectOf(report);
  const home = report.policies[0]?.finalUrl ?? '';
  const product: Product = { id, name, kind: report.kind ?? 'device', home, policies: [] };
  return {
    product,
    maker: { id: id.split('/')[0] ?? '', name: makerOf(home) ?? name, home, country: '' },
    report,
    documents: report.policies.map(() => ({ takenAt: report.scannedAt })),
    editions: history.map(({ scannedAt, score }) => ({
      date: scannedAt.slice(0, 10),
      score: score?.overall ?? null,
      bounds: score?.bounds ?? null,
    })),
    changes: [],
    replies: [],
  };
}

/** The host, which is all that a report knows of who is behind it. */
function makerOf(url: string): string | undefined {
  return URL.canParse(url) && /^https?:/u.test(url) ? new URL(url).hostname.replace(/^www\./u, '') : undefined;
}

/** The catalogue's id where the report has it; else one made of its name and kind. */
function productId(report: Report): string {
  const name = subjectOf(report);
  if (/^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/u.test(name)) return name;
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60)
    .replace(/-+$/u, '');
  if (words === '')
    throw new UserError(
      `a report names its product ${JSON.stringify(name.slice(0, 60))}, which cannot be an address: scan with --product and a name in letters.`,
    );
  return `${words}/${kinds.find((kind) => kind === report.kind) ?? 'device'}`;
}
