import { standingOf } from '../judge/standing.ts';
import type { Archive } from '../model/archive.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { UserError } from '../model/user-error.ts';
import { harmless } from '../report/harmless.ts';
import { counted } from '../report/plain-words.ts';
import { scan, scanOf, type ReadDocument, type Scan, type ScanOptions } from '../scan.ts';
import { archiveFile, withArchive, type ArchiveFlags } from './archive-in-use.ts';
import { productNamed } from './archived-product.ts';
import { heldInWords } from './held-in-words.ts';
import { shortened } from './known.ts';
import { idOf, policyIdOfAddress } from './policy-id.ts';
import { readKept } from './read-kept.ts';
import { tell } from './terminal.ts';
import { textFacts } from './text-facts.ts';
import { agrees } from './track-policy.ts';

interface Directions extends ArchiveFlags {
  readonly save?: true;
  readonly quiet?: true;
}

type Read = typeof scan;
type Sources = Parameters<Read>[0];

/** Runs scans that keep what they read, or that read what is kept. */
export async function withArchiveAtHand<T>(flags: Directions, options: ScanOptions, work: (read: Read) => Promise<T>): Promise<T> {
  return await withArchive(
    flags,
    { create: flags.save === true },
    async (archive) =>
      await work(
        flags.save === true
          ? async (sources) => await scanAndKeep(archive, sources, options, flags)
          : async (sources) => await scanKept(archive, sources, options),
      ),
  );
}

/** The published texts of a product, read with today's rules; without the network. */
async function scanKept(archive: Archive, sources: Sources, options: ScanOptions): Promise<Scan> {
  const documents: ReadDocument[] = [];
  const names: string[] = [];
  const seen: string[] = [];
  for (const source of sources) {
    const product = await productNamed(archive, nameOf(source));
    names.push(product.name);
    for (const policy of product.policies) {
      const current = await archive.current(policy);
      if (current === null) continue;
      documents.push(await readKept(archive, current, options));
      seen.push(current.lastSeenAt);
    }
    if (documents.length === 0) {
      const held = (
        await Promise.all(product.policies.map(async (policy) => await archive.snapshots({ policy, standing: 'held' })))
      ).flat();
      throw new UserError(
        `the archive has published no text of "${shortened(product.id)}" yet${held.length === 0 ? '' : `, and holds ${counted(held.length, 'text')}: "earshot archive review" shows why`}.`,
      );
    }
  }
  const [lastSeenAt = ''] = seen.toSorted();
  return { ...scanOf(documents, { product: names.join(', '), ...options }), lastSeenAt };
}

function nameOf(source: Sources[number]): string {
  if ('product' in source) return source.product.id;
  return 'path' in source ? source.path : source.url;
}

/** What is declared of a product is known to the archive before its pages are. */
async function putDeclared(archive: Archive, sources: Sources): Promise<void> {
  for (const source of sources) {
    if (!('product' in source)) continue;
    const { product, policies } = source;
    await archive.put({
      policies: policies.map(({ id, termsType, role, pages: [page] }) => ({ id, name: termsType, role, url: page.fetch })),
      products: [
        {
          id: product.id,
          name: product.name,
          maker: product.id.split('/')[0] ?? product.id,
          ...(product.kind === undefined ? {} : { kind: product.kind }),
          policies: policies.map(({ id }) => id),
        },
      ],
    });
  }
}

/** A scan whose pages go into the archive by the rules of acceptance. Whoever names a file vouches for it: it counts as seen twice. */
async function scanAndKeep(archive: Archive, sources: Sources, options: ScanOptions, flags: Directions): Promise<Scan> {
  const read: Snapshot[] = [];
  await putDeclared(archive, sources);
  const result = await scan(sources, { ...options, keep: (snapshot) => read.push(snapshot) });
  const known = new Map((await archive.policies()).flatMap(({ id, url }) => (url === undefined ? [] : [[url, id] as const])));
  const kept: string[] = [];
  for (const snapshot of read) {
    const isWeb = /^https?:/u.test(snapshot.url);
    const policy = known.get(snapshot.finalUrl) ?? known.get(snapshot.url) ?? policyIdOfAddress(snapshot.finalUrl);
    const facts = await textFacts(snapshot);
    const seen = !isWeb || (await agrees(snapshot, facts.facts.print, options)) ? 2 : 1;
    await archive.put({
      policies: [{ id: policy, name: facts.text?.title ?? 'Privacy Policy', ...(isWeb ? { url: snapshot.finalUrl } : {}) }],
    });
    const [taken] = await archive.take([{ policy, snapshot, facts: facts.facts, origin: isWeb ? 'fetch' : 'file', seen }], standingOf);
    kept.push(policy);
    if (taken !== undefined && flags.quiet !== true) {
      const { standing } = taken.snapshot;
      tell(
        `${taken.decision.kind === 'unchanged' ? 'Unchanged' : standing === 'accepted' ? 'Kept' : `Held, since ${heldInWords(taken.snapshot)}`}: ${harmless(policy)}`,
      );
    }
  }
  const [first] = kept;
  if (first !== undefined) await addProduct(archive, first, kept, options);
  if (flags.quiet !== true && kept.length > 0) tell(`The archive is ${harmless(archiveFile(flags))}.`);
  return result;
}

/** The documents of one scan are the documents of one product, unless a product has them already. */
async function addProduct(archive: Archive, first: string, policies: readonly string[], { product, kind }: ScanOptions): Promise<void> {
  const covered = new Set((await archive.products()).flatMap((known) => known.policies));
  if (policies.some((policy) => covered.has(policy))) return;
  const [maker = first] = first.split('/');
  const id = `${maker}/${product === undefined ? maker : idOf(product)}`;
  await archive.put({
    products: [{ id, name: product ?? maker, maker, policies: [...new Set(policies)], ...(kind === undefined ? {} : { kind: kind.name }) }],
  });
}
