import { didYouMean } from '../load/nearest.ts';
import type { PolicyRecord, ProductRecord } from '../model/archive.ts';
import type { Kind } from '../model/kind.ts';
import type { Maker, Selection } from '../model/maker.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

/** A page that is fetched again and again. */
export interface Tracked {
  readonly policy: PolicyRecord & { readonly url: string };
  readonly selection?: Selection;
  /** Whose it is, for people: "Netflix, Privacy Policy". */
  readonly name: string;
}

export interface TrackedSet {
  readonly pages: readonly Tracked[];
  readonly products: readonly ProductRecord[];
  /** Products of which no policy's address is known. */
  readonly withoutAddress: readonly string[];
}

export interface Choice {
  /** Ids of products, makers or policies; [] means all. */
  readonly names: readonly string[];
  readonly kind?: Kind;
  readonly maker?: string;
}

/** The part of the catalogue that was asked for, as pages to fetch. A name that the catalogue does not know is a `UserError`. */
export function trackedOf(makers: readonly Maker[], { names, kind, maker }: Choice): TrackedSet {
  const all = makers.flatMap((one) => one.products.map((product) => ({ maker: one, product })));
  const known = new Set(all.flatMap(({ maker: { id }, product }) => [id, product.id, ...product.policies]));
  for (const name of [...names, ...(maker === undefined ? [] : [maker])]) {
    if (known.has(name)) continue;
    throw new UserError(
      `the catalogue has no product, maker or policy "${shortened(name)}".${didYouMean(name, [...known]) || ' "earshot products" lists all products.'}`,
    );
  }
  const chosen = all.filter(
    ({ maker: { id }, product }) =>
      (kind === undefined || product.kind === kind) &&
      (maker === undefined || id === maker) &&
      (names.length === 0 || names.some((name) => name === id || name === product.id || product.policies.includes(name))),
  );
  const pages = new Map<string, Tracked>();
  const products = chosen.map(({ maker: one, product }): ProductRecord => {
    const own = product.policies
      .flatMap((id) => one.policies.filter((policy) => policy.id === id))
      .flatMap((policy) => pagesOf(one, policy));
    for (const page of own) pages.set(page.policy.id, page);
    return {
      id: product.id,
      name: product.name,
      maker: one.name,
      kind: product.kind,
      country: one.country,
      policies: own.map(({ policy }) => policy.id),
    };
  });
  // Where only policies are named, the others of their products are not asked for.
  const isPolicies = names.length > 0 && names.every((name) => pages.has(name));
  return {
    pages: [...pages.values()].filter(({ policy }) => !isPolicies || names.includes(policy.id)),
    products,
    withoutAddress: products.filter(({ policies }) => policies.length === 0).map(({ id }) => id),
  };
}

/** A policy that is split over several pages is kept page by page, each under an id of its own: every snapshot is the bytes of one answer. */
function pagesOf(maker: Maker, { id, termsType, about, role, pages }: Maker['policies'][number]): readonly Tracked[] {
  const name = about === undefined ? termsType : `${termsType}, ${about}`;
  return pages.map(({ fetch: url, select, remove }, index) => {
    const part = pages.length === 1 ? '' : `, page ${index + 1}`;
    return {
      policy: { id: index === 0 ? id : `${id}~${index + 1}`, name: `${name}${part}`, url, role },
      ...(select === undefined && remove === undefined
        ? {}
        : { selection: { ...(select === undefined ? {} : { select }), ...(remove === undefined ? {} : { remove }) } }),
      name: `${maker.name}, ${name}${part}`,
    };
  });
}
