import { owedOf } from '../load/shipped-data.ts';
import type { Reviews } from '../model/review.ts';
import { UserError } from '../model/user-error.ts';
import type { DeclaredProduct, ScanOptions, Source } from '../scan.ts';
import { sourcesOf } from './sources.ts';

/** What is scanned, with the verdicts that lie beside its maker. */
export interface Target {
  readonly source: Source | DeclaredProduct;
  readonly reviews?: Reviews;
}

/** What the words name: products by their names, anything else by its address or path. */
export async function targetsOf(
  words: readonly string[],
  { policies, declarations, quiet }: { readonly policies?: string; readonly declarations?: string; readonly quiet?: true },
): Promise<readonly Target[]> {
  if (policies !== undefined && declarations !== undefined)
    throw new UserError('--policies and --declarations both say where products are declared: name one of them.');
  const { declaredProduct } = await import('./declared-products.ts');
  const targets: Target[] = [];
  for (const word of words) {
    const product = await declaredProduct(word, { policies, declarations, isQuiet: quiet === true });
    if (product === undefined) targets.push(...(await sourcesOf([word])).map((source) => ({ source })));
    else targets.push({ source: product.declared, ...(product.reviews === undefined ? {} : { reviews: product.reviews }) });
  }
  return targets;
}

/** What a source is called where a person reads of it. */
export function nameOf(source: Source | DeclaredProduct): string {
  if ('product' in source) return source.product.name;
  return 'url' in source ? source.url : source.path;
}

/** A product of the catalogue brings its name, its kind and its verdicts; what the command line says of them wins. */
export async function withProduct(options: ScanOptions, [target, ...others]: readonly Target[]): Promise<ScanOptions> {
  if (target === undefined || others.length > 0 || !('product' in target.source)) return options;
  const { name, kind } = target.source.product;
  return {
    product: name,
    ...(kind === undefined ? {} : { kind: { name: kind, owed: await owedOf(kind) } }),
    ...(target.reviews === undefined ? {} : { reviews: target.reviews }),
    ...options,
  };
}

/** The host that a product is looked for on; files are read one after the other. */
export function hostOf(targets: readonly Target[]): string {
  const [url] = targets.flatMap(({ source }) => {
    if ('url' in source) return [source.url];
    return 'product' in source ? [source.policies[0]?.pages[0].fetch ?? source.product.home ?? ''] : [];
  });
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
}
