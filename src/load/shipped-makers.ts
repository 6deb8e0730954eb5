import type { Maker, Product, Reply } from '../model/maker.ts';
import type { Reviews } from '../model/review.ts';
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

/** What makers answered, and what persons said of findings, as both were when Earshot was built. */
export interface ShippedVoices {
  /** The newest first. */
  readonly replies: readonly Reply[];
  /** By the maker's id. */
  readonly reviews: ReadonlyMap<string, Reviews>;
}

/** `policies/<maker>/replies/*.md` and `policies/<maker>/reviews.yaml`. */
export async function shippedVoices(): Promise<ShippedVoices> {
  const { catalogue } = await import('earshot:catalogue');
  const { replyFrom, repliesOf } = await import('./replies.ts');
  const { reviewsFrom } = await import('./reviews.ts');
  const read = catalogue.beside.flatMap(({ path, text }) => {
    const [, maker] = /^policies\/([^/]+)\/replies\/[^/]+\.md$/u.exec(path) ?? [];
    return maker === undefined ? [] : [replyFrom(maker, path, Buffer.from(text))];
  });
  const reviews = catalogue.beside.flatMap(({ path, text }) => {
    const [, maker] = /^policies\/([^/]+)\/reviews\.yaml$/u.exec(path) ?? [];
    return maker === undefined ? [] : [[maker, reviewsFrom(path, Buffer.from(text))] as const];
  });
  return { replies: repliesOf(read), reviews: new Map(reviews) };
}
