import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean } from '../load/nearest.ts';
import type { Maker } from '../model/maker.ts';
import type { Reviews } from '../model/review.ts';
import { UserError } from '../model/user-error.ts';
import type { DeclaredProduct } from '../scan.ts';
import { shortened } from './known.ts';
import { tell } from './terminal.ts';

/** Where products are declared: the catalogue that was built in, unless a person names another. */
export interface DeclaredPlaces {
  /** A folder of makers, as `policies/` is. */
  readonly policies?: string | undefined;
  /** A collection of Open Terms Archive declarations: every name is a service of it. */
  readonly declarations?: string | undefined;
  readonly isQuiet: boolean;
}

/** A product with the verdicts that lie beside its maker. */
export interface ProductToScan {
  readonly declared: DeclaredProduct;
  readonly reviews?: Reviews;
}

const productName = /^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/u;

/**
 * The product that a word names, such as `samsung/smart-tv`; undefined where it is no product's name, or a file of that name is there. A name that is
 * neither is a `UserError` with what was most likely meant.
 */
export async function declaredProduct(word: string, places: DeclaredPlaces): Promise<ProductToScan | undefined> {
  if (places.declarations !== undefined) return await declaredService(places.declarations, word, places.isQuiet);
  if (!productName.test(word) || (await isThere(word))) return undefined;
  const { productsOf, shippedMakers, shippedVoices } = await import('../load/shipped-makers.ts');
  const makers = places.policies === undefined ? await shippedMakers() : await makersIn(places.policies);
  const known = productsOf(makers).find(({ product }) => product.id === word);
  if (known === undefined) {
    const maker = makers.find(({ id }) => id === word);
    // A lone word that is no maker is more likely a file that is missing.
    if (maker === undefined && !word.includes('/')) return undefined;
    throw new UserError(maker === undefined ? unknownProduct(word, makers) : severalProducts(maker));
  }
  const { maker, product } = known;
  const reviews =
    places.policies === undefined ? (await shippedVoices()).reviews.get(maker.id) : await reviewsBeside(places.policies, maker.id);
  const policies = product.policies.flatMap((id) => maker.policies.filter((policy) => policy.id === id));
  return { declared: { product, policies }, ...(reviews === undefined ? {} : { reviews }) };
}

function unknownProduct(word: string, makers: readonly Maker[]): string {
  const hint = didYouMean(
    word,
    makers.flatMap(({ products }) => products.map(({ id }) => id)),
  );
  return `there is no file "${shortened(word)}", and no product of that name in the catalogue.${hint || ' "earshot products" lists them all.'}`;
}

function severalProducts({ name, products }: Maker): string {
  const ids = products.map(({ id }) => id).join(', ');
  return products.length === 1
    ? `${name} is a maker: name its product, ${ids}.`
    : `${name} is a maker with ${products.length} products: name one or more of ${ids}.`;
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function makersIn(folder: string): Promise<readonly Maker[]> {
  const { readMakers } = await import('../load/makers.ts');
  return await readMakers(folder);
}

async function reviewsBeside(folder: string, maker: string): Promise<Reviews | undefined> {
  const path = join(folder, maker, 'reviews.yaml');
  if (!(await isThere(path))) return undefined;
  const { readReviews } = await import('../load/reviews.ts');
  return await readReviews(path);
}

async function declaredService(dir: string, word: string, isQuiet: boolean): Promise<ProductToScan> {
  const { readDeclaredService } = await import('../load/declarations.ts');
  const { service, mistakes, warnings } = await readDeclaredService(dir, word);
  // Mistakes cost documents: they are told however quiet it is to be.
  for (const { path, line, column, message } of [...mistakes, ...(isQuiet ? [] : warnings)])
    tell(`earshot: ${path}:${line}:${column}: ${message}`);
  if (service.policies.length === 0) {
    const others = service.others.length === 0 ? '' : ` It declares ${service.others.map(shortened).join(', ')}.`;
    throw new UserError(`${shortened(service.name)} declares no document about privacy that can be read.${others}`);
  }
  return { declared: { product: { id: service.id, name: service.name }, policies: service.policies } };
}
