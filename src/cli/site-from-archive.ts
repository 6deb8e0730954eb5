import { productsOf, shippedMakers, shippedVoices } from '../load/shipped-makers.ts';
import { incompatiblePractices, owedOf } from '../load/shipped-data.ts';
import type { Archive, KeptSnapshot, ProductRecord } from '../model/archive.ts';
import type { Failure } from '../model/failure.ts';
import type { ReadDocument, ReadOptions } from '../scan.ts';
import { readKept } from './read-kept.ts';
import { siteProduct, type DatedDocument, type PolicyHistory, type ProductFacts, type UnplacedProduct } from './site-product.ts';

/** What reading needs whatever the product is. */
export type CommonOptions = Omit<ReadOptions, 'product' | 'kind' | 'reviews' | 'incompatible'>;

/**
 * Every product of the archive with the history of its policies, read anew with today's rules. `onProduct` is told before each. A policy
 * that several products share is read once.
 */
export async function productsFromArchive(
  archive: Archive,
  options: CommonOptions,
  { hasTexts, onProduct }: { readonly hasTexts: boolean; readonly onProduct: (name: string, done: number, all: number) => void },
): Promise<readonly UnplacedProduct[]> {
  const records = await archive.products();
  const catalogue = new Map(productsOf(await shippedMakers()).map((one) => [one.product.id, one]));
  const { replies, reviews } = await shippedVoices();
  const incompatible = await incompatiblePractices();
  const histories = new Map<string, PolicyHistory>();
  const products: UnplacedProduct[] = [];
  for (const [index, record] of records.entries()) {
    onProduct(record.name, index, records.length);
    const facts = factsOf(record, catalogue.get(record.id));
    const { id: makerId } = facts.maker;
    const { kind } = facts.product;
    const own: ReadOptions = {
      ...options,
      product: record.name,
      kind: { name: kind, owed: await owedOf(kind) },
      incompatible,
      ...(reviews.has(makerId) ? { reviews: reviews.get(makerId) ?? new Map() } : {}),
    };
    for (const policy of record.policies)
      if (!histories.has(policy)) histories.set(policy, { id: policy, texts: await textsOf(archive, policy, own) });
    products.push(
      siteProduct(
        { ...facts, replies: replies.filter(({ maker }) => maker === makerId).toReversed() },
        record.policies.flatMap((policy) => histories.get(policy) ?? []),
        own,
        hasTexts,
      ),
    );
  }
  return products;
}

function factsOf(
  record: ProductRecord,
  known: { readonly maker: ProductFacts['maker']; readonly product: ProductFacts['product'] } | undefined,
): Omit<ProductFacts, 'replies'> {
  if (known !== undefined) return known;
  const id = safeId(record.id);
  return {
    product: { id, name: record.name, kind: record.kind ?? 'device', home: '', policies: record.policies },
    maker: { id: id.split('/')[0] ?? '', name: record.maker, home: '', country: record.country ?? '' },
  };
}

/** An id of an imported history as one that can be an address. */
function safeId(id: string): string {
  const [maker = '', ...rest] = id.split('/').map((part) =>
    part
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/gu, '-')
      .replace(/^-+|-+$/gu, ''),
  );
  return `${maker === '' ? 'unnamed' : maker}/${rest.join('-').replace(/^-+|-+$/gu, '') || 'policy'}`;
}

/** The texts that were published, oldest first, each as it was read last; what came again in the same words is the same text. */
async function textsOf(archive: Archive, policy: string, options: ReadOptions): Promise<readonly DatedDocument[]> {
  const kept = await archive.snapshots({ policy, standing: 'accepted' });
  const texts: { readonly takenAt: string; readonly snapshot: KeptSnapshot }[] = [];
  for (const snapshot of kept) {
    const last = texts.at(-1);
    const isSame = last?.snapshot.print === snapshot.print;
    // The same document cut out in another way is no change, but what comes after it is cut out like it.
    if (last !== undefined && (isSame || snapshot.lane === 'technical'))
      texts[texts.length - 1] = { takenAt: last.takenAt, snapshot: isSame ? last.snapshot : snapshot };
    else texts.push({ takenAt: snapshot.fetchedAt, snapshot });
  }
  const read: DatedDocument[] = [];
  for (const { takenAt, snapshot } of texts)
    read.push({
      takenAt,
      checkedAt: snapshot.lastSeenAt,
      document: await readKept(archive, snapshot, options),
    });
  return read.length > 0 ? read : await neverRead(archive, policy);
}

/** A policy of which there is no text: why, where anybody looked. */
async function neverRead(archive: Archive, policy: string): Promise<readonly DatedDocument[]> {
  const events = await archive.eventsSince(0, { policy });
  const last = events.findLast(({ kind }) => kind === 'not-read');
  const record = (await archive.policies()).find(({ id }) => id === policy);
  if (last?.failure === undefined || record === undefined) return [];
  return [{ takenAt: last.at, document: unread(record.url ?? '', last.failure) }];
}

function unread(url: string, failure: Failure): ReadDocument {
  return { reading: { url, finalUrl: url, status: 'not-read', failure, words: 0 }, text: null, findings: [], isPdf: false };
}
