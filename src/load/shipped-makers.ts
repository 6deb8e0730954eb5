import type { Maker, Product } from '../model/maker.ts';
import { makerFrom } from './makers.ts';

/** The catalogue as it was when Earshot was built: every maker of `policies/`, checked then. */
export async function shippedMakers(): Promise<readonly Maker[]> {
  // A chunk of its own: commands that name no product do without it.
  const { catalogue } = await import('earshot:catalogue');
  return catalogue.makers.map(({ id, content }) => makerFrom(id, content));
}

/** A product with its maker. */
export interface CataloguedProduct {
  readonly maker: Maker;
  readonly product: Product;
}

/** Every product of these makers, in the order of makers and of their files. */
export function productsOf(makers: readonly Maker[]): readonly CataloguedProduct[] {
  return makers.flatMap((maker) => maker.products.map((product) => ({ maker, product })));
}
