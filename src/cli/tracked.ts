import { didYouMean } from '../load/nearest.ts';
import type { PolicyRecord, ProductRecord } from '../model/archive.ts';
import type { Kind } from '../model/kind.ts';
import type { Maker, PolicyDeclaration, Product } from '../model/maker.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

/** A policy that is fetched again and again. */
export interface Tracked {
  readonly policy: PolicyRecord & { readonly url: string };
  readonly pages: PolicyDeclaration['pages'];
  /** Whose it is, for people: "Netflix, Privacy Policy". */
  readonly name: string;
}

/** A product that is to be tracked, with its policies as the catalogue declares them. */
export interface TrackedProduct {
  /** Its policies are those that are declared. */
  readonly record: ProductRecord;
  readonly home: string;
  /** The main one first; [] where no address is known, and policies are looked for from the home page. */
  readonly declared: readonly Tracked[];
  /** The id under which its main policy is kept, where it is found from the home page. */
  readonly mainId: string;
}

export interface TrackedSet {
  readonly products: readonly TrackedProduct[];
  /** Only these policies are asked for, since only policies were named; undefined: all. */
  readonly only?: ReadonlySet<string>;
  /** Every policy that the catalogue declares, by the address of its first page, whether it was asked for or not. */
  readonly byAddress: ReadonlyMap<string, Tracked>;
}

export interface Choice {
  /** Ids of products, makers or policies; [] means all. */
  readonly names: readonly string[];
  readonly kind?: Kind;
  readonly maker?: string;
}

/** The part of the catalogue that was asked for. A name that the catalogue does not know is a `UserError`. */
export function trackedOf(makers: readonly Maker[], { names, kind, maker }: Choice): TrackedSet {
  const all = makers.flatMap((one) => {
    const mainIds = mainIdsOf(one);
    return one.products.map((product) => ({ maker: one, product, mainId: mainIds.get(product.home) ?? `${one.id}/privacy-policy` }));
  });
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
  const policies = new Set(makers.flatMap((one) => one.policies.map(({ id }) => id)));
  return {
    products: chosen.map(({ maker: one, product, mainId }) => {
      const declared = product.policies
        .flatMap((id) => one.policies.filter((policy) => policy.id === id))
        .map((policy) => trackedPolicy(one, policy));
      return {
        record: {
          id: product.id,
          name: product.name,
          maker: one.name,
          kind: product.kind,
          country: one.country,
          policies: declared.map(({ policy }) => policy.id),
        },
        home: product.home,
        declared,
        mainId: declared[0]?.policy.id ?? mainId,
      };
    }),
    // Where only policies are named, the others of their products are not asked for.
    ...(names.length > 0 && names.every((name) => policies.has(name)) ? { only: new Set(names) } : {}),
    byAddress: new Map(makers.flatMap((one) => one.policies.map((policy) => [policy.pages[0].fetch, trackedPolicy(one, policy)] as const))),
  };
}

/** Under which id the main policy is kept that a home page leads to: the same whatever part of the catalogue a run asks for. */
function mainIdsOf({ id, policies, products }: Maker): ReadonlyMap<string, string> {
  const taken = new Set(policies.map((policy) => policy.id));
  const ids = new Map<string, string>();
  for (const { home, id: product } of products.filter(isUndeclared)) {
    if (ids.has(home)) continue;
    const plain = `${id}/privacy-policy`;
    const free = taken.has(plain) ? `${id}/${product.split('/')[1] ?? 'product'}-privacy-policy` : plain;
    taken.add(free);
    ids.set(home, free);
  }
  return ids;
}

const isUndeclared = ({ policies }: Product): boolean => policies.length === 0;

function trackedPolicy(maker: Maker, { id, termsType, about, role, pages }: PolicyDeclaration): Tracked {
  const name = about === undefined ? termsType : `${termsType}, ${about}`;
  return { policy: { id, name, url: pages[0].fetch, role }, pages, name: `${maker.name}, ${name}` };
}
