import { discover } from '../fetch/discover.ts';
import type { FoundDocument } from '../fetch/discovery.ts';
import type { Archive, PolicyRecord } from '../model/archive.ts';
import type { Failure } from '../model/failure.ts';
import type { PageDeclaration, Role } from '../model/maker.ts';
import { visitWith, type VisitedPage } from '../visit-page.ts';
import {
  asDeclared,
  notRead,
  skippedNow,
  trackPolicy,
  trackVisit,
  visitOptions,
  type TrackOptions,
  type Tracking,
} from './track-policy.ts';
import type { Tracked, TrackedProduct, TrackedSet } from './tracked.ts';

/** A policy that an earlier run found from a home page. */
interface FoundPolicy {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly pages: readonly [PageDeclaration, ...PageDeclaration[]];
}

/** What a run found from the home page of a product, kept for the next. */
interface FoundSet {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly home: string;
  /** The addresses that the catalogue declared then: with others it is to be believed again. */
  readonly declared: readonly string[];
  readonly policies: readonly FoundPolicy[];
}

/** Days after which policies are looked for anew, though those that were found are still there: a maker may have published another notice. */
const lookAgainAfter = 30;

const bookmarkOf = (product: string): string => `found:${product}`;
const declaredAt = ({ declared }: TrackedProduct): readonly string[] => declared.map(({ policy }) => policy.url);

export interface FoundBefore {
  readonly policies: readonly Tracked[];
  /** It is time to look anew, at a moment in milliseconds since the epoch. */
  readonly isOld: (now: number) => boolean;
}

/** The policies that an earlier run found for a product; null where none did, or the catalogue has changed since. */
export async function foundBefore(archive: Archive, product: TrackedProduct): Promise<FoundBefore | null> {
  const saved: unknown = JSON.parse((await archive.bookmark(bookmarkOf(product.record.id))) ?? 'null');
  if (!isFoundSet(saved) || saved.home !== product.home || saved.declared.join('\n') !== declaredAt(product).join('\n')) return null;
  return {
    policies: saved.policies.map((policy) => trackedFound(policy, product)),
    isOld: (now) => now - Date.parse(saved.at) > lookAgainAfter * 86_400_000,
  };
}

/** What this program wrote itself, if it was this version of it. */
function isFoundSet(saved: unknown): saved is FoundSet {
  return (
    typeof saved === 'object' &&
    saved !== null &&
    'at' in saved &&
    typeof saved.at === 'string' &&
    'home' in saved &&
    typeof saved.home === 'string' &&
    'declared' in saved &&
    Array.isArray(saved.declared) &&
    'policies' in saved &&
    Array.isArray(saved.policies) &&
    saved.policies.length > 0
  );
}

function trackedFound({ id, name, role, pages }: FoundPolicy, { record }: TrackedProduct): Tracked {
  return { policy: { id, name, url: pages[0].fetch, role }, pages, name: `${record.maker}, ${name}` };
}

/** One policy of a run: what became of it, and how it was found, where it was looked for. */
export interface TrackedOne {
  readonly policy: string;
  readonly tracking: Tracking;
  /** In clauses. */
  readonly found?: readonly string[];
}

/** What the searches of one run share, so that a document that several products lead to is tracked once and has one id. */
export interface TrackRun {
  readonly archive: Archive;
  readonly options: TrackOptions;
  readonly byAddress: TrackedSet['byAddress'];
  /** Every id that the catalogue declares or this run has given, with the address that it stands for. */
  readonly ids: Map<string, string>;
  /** Does the work for a policy unless it was done in this run already: then null. */
  readonly once: (policy: string, work: () => Promise<Tracking>) => Promise<Tracking | null>;
}

/**
 * Looks for the policies of products that share one home page, as a scan of it would, tracks each, and remembers where they are. `hasMoved`: their declared
 * policies were looked for in this run, and are not there any more.
 */
export async function trackHome(
  run: TrackRun,
  products: readonly [TrackedProduct, ...TrackedProduct[]],
  { hasMoved }: { readonly hasMoved: boolean },
): Promise<readonly TrackedOne[]> {
  const { archive, options } = run;
  const [first] = products;
  const skipped = hasMoved ? null : await skippedNow(archive, first.mainId, options);
  if (skipped !== null) return [{ policy: first.mainId, tracking: skipped }];

  const { documents } = await discover(first.home, visitWith(visitOptions(options)), { product: first.record.name, fetch: options.fetch });
  const isFound = documents.some(({ visit: { failure, text } }) => text !== null && (failure === null || failure.kind === 'language'));
  // That the declared policies are gone has been told.
  if (!isFound) return hasMoved ? [] : [await notFound(run, products, documents[0]?.visit)];

  const policies = await identified(run, first, documents);
  if (!options.isDryRun) await remember(run, products, policies);
  const tracked: TrackedOne[] = [];
  for (const { policy, document, declared } of policies) {
    const tracking = await run.once(policy.id, async () =>
      declared === undefined
        ? await trackVisit(archive, policy.id, document.visit, options)
        : await trackPolicy(archive, policy.id, declared.pages, options),
    );
    if (tracking !== null) tracked.push({ policy: policy.id, tracking, found: document.found });
  }
  return tracked;
}

/** Nothing was found, or nothing that could be read: noted, so that it is told, and told apart from a product without policies. */
async function notFound(
  { archive, options, once }: TrackRun,
  products: readonly [TrackedProduct, ...TrackedProduct[]],
  visit: VisitedPage | undefined,
): Promise<TrackedOne> {
  const [{ mainId, home }] = products;
  const failure: Failure = visit?.failure ?? { kind: 'no-policy-found', detail: `nothing was found from ${home}` };
  if (!options.isDryRun) {
    const known = new Set((await archive.products()).map(({ id }) => id));
    await archive.put({
      policies: [{ id: mainId, name: roleNames.main, url: home, role: 'main' }],
      // What an earlier run found stays the product's.
      products: products.filter(({ record }) => !known.has(record.id)).map(({ record }) => ({ ...record, policies: [mainId] })),
    });
  }
  const tracking = await once(mainId, async () => await notRead(archive, mainId, failure, options, visit?.capture ?? visit?.snapshots[0]));
  return { policy: mainId, tracking: tracking ?? { kind: 'not-read', failure, inARow: 1 } };
}

/** What a document is called whose text has no title. */
const roleNames: Readonly<Record<Role, string>> = {
  main: 'Privacy Policy',
  voice: 'Voice Notice',
  viewing: 'Viewing Notice',
  biometric: 'Biometric Notice',
  state: 'State Notice',
  children: "Children's Notice",
  cookies: 'Cookie Notice',
  regional: 'Regional Notice',
  other: 'Privacy Notice',
};

interface Identified {
  readonly policy: PolicyRecord & { readonly url: string; readonly role: Role };
  readonly document: FoundDocument<VisitedPage>;
  /** As the catalogue declares it, where it declares that address. */
  readonly declared?: Tracked;
}

/**
 * The found documents with the ids under which they are kept: those that their addresses have already, in the catalogue or the archive; else that of the
 * document whose part they take, so that a policy that moved goes on; else new ones.
 */
async function identified(
  { archive, byAddress, ids }: TrackRun,
  product: TrackedProduct,
  documents: readonly FoundDocument<VisitedPage>[],
): Promise<readonly Identified[]> {
  const { mainId, declared, record } = product;
  const maker = record.id.split('/')[0] ?? record.id;
  const kept = (await archive.policies()).filter(({ id }) => id.startsWith(`${maker}/`));
  const former = [...((await foundBefore(archive, product))?.policies ?? []), ...declared];
  const addresses = new Set(documents.flatMap(({ visit }) => [visit.url, visit.finalUrl]));
  const used = new Set<string>();
  return documents.map((document): Identified => {
    const { visit, role } = document;
    const [url, moved] = [visit.url, visit.finalUrl];
    const inCatalogue = byAddress.get(url) ?? byAddress.get(moved);
    const isHere = (address: string | undefined): boolean => address === url || address === moved;
    const known =
      inCatalogue?.policy.id ?? [...ids].find(([, address]) => isHere(address))?.[0] ?? kept.find((policy) => isHere(policy.url))?.id;
    const [only, ...others] = former.filter(({ policy }) => policy.role === role && !addresses.has(policy.url) && !used.has(policy.id));
    const successor = role === 'main' && !used.has(mainId) ? mainId : others.length === 0 ? only?.policy.id : undefined;
    const id =
      known !== undefined && !used.has(known)
        ? known
        : (successor ?? freeId(`${maker}/${slugOf(role)}`, new Set([...ids.keys(), ...kept.map((policy) => policy.id), ...used])));
    used.add(id);
    if (!ids.has(id)) ids.set(id, url);
    const name = visit.text?.title ?? roleNames[role];
    return {
      policy: { id, name: inCatalogue?.policy.name ?? name, url, role },
      document,
      ...(inCatalogue === undefined ? {} : { declared: inCatalogue }),
    };
  });
}

const slugOf = (role: Role): string => roleNames[role].toLowerCase().replaceAll("'", '').replaceAll(' ', '-');

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`;
  return id;
}

/** Makes the found policies those of the products, and keeps where they are for the next run. */
async function remember(
  { archive, options }: TrackRun,
  products: readonly TrackedProduct[],
  policies: readonly Identified[],
): Promise<void> {
  const ids = policies.map(({ policy }) => policy.id);
  await archive.put({
    policies: policies.map(({ policy, declared }) => declared?.policy ?? policy),
    products: products.map(({ record }) => ({ ...record, policies: ids })),
  });
  const at = new Date(options.clock()).toISOString();
  for (const product of products) {
    const found: FoundSet = {
      at,
      home: product.home,
      declared: declaredAt(product),
      policies: policies.map(({ policy: { id, name, role }, document: { visit }, declared }) => {
        const [page = { url: visit.url }, ...rest] = visit.snapshots;
        return { id, name, role, pages: declared?.pages ?? [asDeclared(page), ...rest.map(asDeclared)] };
      }),
    };
    await archive.putBookmark(bookmarkOf(product.record.id), JSON.stringify(found));
  }
}
