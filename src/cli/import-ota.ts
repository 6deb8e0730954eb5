import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cloneBundle, gitText } from '../archive/ota/git.ts';
import { documentAt, readCommits, type RecordedVersion } from '../archive/ota/read-commits.ts';
import type { Archive, ProductRecord } from '../model/archive.ts';
import type { Maker } from '../model/maker.ts';
import { UserError } from '../model/user-error.ts';
import { idOf } from './policy-id.ts';
import { memoryTidier } from './tidy-memory.ts';
import { emptyTally, importVersions, type ImportTally } from './import-history.ts';
import { declarationOf, documentOf, otaHistory, policyIdOf } from './ota-history.ts';

export interface OtaImport {
  readonly tally: ImportTally;
  readonly services: number;
  readonly documents: number;
  /** ISO 8601 in UTC; '' where there is nothing. */
  readonly from: string;
  readonly to: string;
}

export interface OtaImportOptions {
  /** Only services with this name, in any case. */
  readonly service?: string;
  /** Only documents of this type, in any case: "Privacy Policy". */
  readonly terms?: string;
  /** Whose declarations say which parts of a recorded page are the policy. */
  readonly makers: readonly Maker[];
  readonly onProgress: (done: number, all: number, name: string) => void;
}

/** Takes a repository of Open Terms Archive (*versions* or *snapshots*; a folder, or a bundle of one) into the archive. Again: only what is new. */
export async function importOta(archive: Archive, path: string, options: OtaImportOptions): Promise<OtaImport> {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) throw new UserError(`${path} is not there: name a git repository of Open Terms Archive, or a bundle of one.`);
  if (there.isDirectory()) return await importRepository(archive, path, options);
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bundle-'));
  try {
    const repository = join(folder, 'bundle.git');
    await cloneBundle(resolve(path), repository);
    return await importRepository(archive, repository, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importRepository(archive: Archive, repository: string, options: OtaImportOptions): Promise<OtaImport> {
  const head = await headOf(repository);
  // The first commit names the history, wherever its copies lie.
  const roots = await gitText(repository, ['rev-list', '--max-parents=0', head]);
  const name = `ota:${roots.split('\n').at(-1) ?? ''}${options.service === undefined && options.terms === undefined ? '' : `:${options.service ?? ''}:${options.terms ?? ''}`}`;
  const since = (await archive.bookmark(name)) ?? undefined;
  const isIncremental = since !== undefined && (await isAncestor(repository, since, head));
  const documents = new Map<string, RecordedVersion[]>();
  for await (const version of readCommits(repository, { head, ...(isIncremental ? { since } : {}) })) {
    if (options.service !== undefined && version.service.toLowerCase() !== options.service.toLowerCase()) continue;
    if (options.terms !== undefined && version.termsType.toLowerCase() !== options.terms.toLowerCase()) continue;
    const versions = documents.get(documentOf(version)) ?? [];
    versions.push(version);
    documents.set(documentOf(version), versions);
  }
  const all = [...documents.values()];
  if (all.length === 0 && !isIncremental) {
    throw new UserError(
      `${repository} has no history of Open Terms Archive that fits: commits such as "Record new changes of …" that write <service>/<terms type>.md.`,
    );
  }
  const before = isIncremental ? await lastVersions(repository, since, all) : new Map<string, readonly RecordedVersion[]>();
  await describe(archive, all);

  const tally = emptyTally();
  const total = all.reduce((sum, versions) => sum + versions.length, 0);
  const times = all.flatMap((versions) => versions.map(({ fetchedAt }) => fetchedAt));
  // Nobody knows what became of the last text of each document after the last fetch of any.
  const last = times.reduce((a, b) => (a > b ? a : b), '');
  const unfinished = `${name}:unfinished`;
  const finished = new Set(await finishedBefore(archive, unfinished, head));
  let done = 0;
  const tidyMemory = memoryTidier();
  for (const versions of all) {
    tidyMemory();
    const [first] = versions;
    if (first === undefined) continue;
    const document = documentOf(first);
    if (!finished.has(document)) {
      const earlier = before.get(document) ?? [];
      const declared = declarationOf(options.makers, first);
      const onRead = (): void => options.onProgress(Math.min(++done, total), total, `${first.service}, ${first.termsType}`);
      done -= earlier.length;
      const history = otaHistory(repository, [...earlier, ...versions], {
        end: last,
        onRead,
        ...(declared === undefined ? {} : { declared }),
      });
      await importVersions(archive, history, { origin: 'ota', tally, onVersion: () => undefined });
      finished.add(document);
      // Whoever ends the import here goes on behind this document.
      if (finished.size % 8 === 0) await archive.putBookmark(unfinished, JSON.stringify({ head, finished: [...finished] }));
    } else done += versions.length;
  }
  await archive.putBookmark(name, head);
  await archive.putBookmark(unfinished, null);
  return {
    tally,
    services: new Set(all.map(([version]) => version?.service)).size,
    documents: all.length,
    from: times.reduce((a, b) => (a < b ? a : b), '9999').replace(/^9999$/u, ''),
    to: times.reduce((a, b) => (a > b ? a : b), ''),
  };
}

/** Of a bundle that names no HEAD, and of a bare repository whose HEAD points nowhere: the branch with the latest commit. */
async function headOf(repository: string): Promise<string> {
  const branches = await gitText(repository, [
    'for-each-ref',
    '--sort=-committerdate',
    '--format=%(objectname)',
    'refs/heads',
    'refs/remotes',
  ]);
  const head = await gitText(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).catch((error: unknown) => {
    if (error instanceof UserError) return '';
    throw error;
  });
  const found = head === '' ? (branches.split('\n')[0] ?? '') : head;
  if (found === '') throw new UserError(`${repository} has no commits: name a git repository of Open Terms Archive.`);
  return found;
}

async function isAncestor(repository: string, since: string, head: string): Promise<boolean> {
  if (!/^[0-9a-f]{40,64}$/u.test(since)) return false;
  try {
    return (await gitText(repository, ['merge-base', since, head])) === since;
  } catch (error) {
    // A history that was rewritten, or another copy that lacks the commit: read it all again, which adds only what is new.
    if (error instanceof UserError) return false;
    throw error;
  }
}

async function finishedBefore(archive: Archive, bookmark: string, head: string): Promise<readonly string[]> {
  const saved: unknown = JSON.parse((await archive.bookmark(bookmark)) ?? 'null');
  if (typeof saved !== 'object' || saved === null || !('head' in saved) || saved.head !== head || !('finished' in saved)) return [];
  return Array.isArray(saved.finished) ? saved.finished.filter((path) => typeof path === 'string') : [];
}

/** The versions of all pages that were last when the history was imported before: now it is known how long they stood. */
async function lastVersions(
  repository: string,
  since: string,
  documents: readonly (readonly RecordedVersion[])[],
): Promise<ReadonlyMap<string, readonly RecordedVersion[]>> {
  const found = new Map<string, RecordedVersion[]>();
  const wanted = new Map(documents.flatMap(([first]) => (first === undefined ? [] : [[documentOf(first), first] as const])));
  if (wanted.size === 0) return found;
  const time = new Date(await gitText(repository, ['log', '-1', '--format=%aI', since])).toISOString();
  for (const line of (await gitText(repository, ['ls-tree', '-r', '-z', since])).split('\0')) {
    const [about = '', path = ''] = line.split('\t');
    const [, type, blob = ''] = about.split(' ');
    const there = documentAt(path);
    const next = there === undefined ? undefined : wanted.get(documentOf(there));
    if (type !== 'blob' || there === undefined || next === undefined) continue;
    const own = found.get(documentOf(there)) ?? [];
    // Of a page that was recorded as HTML and then as PDF both files are there: the one that goes on is the last.
    const others = own.filter(({ page }) => page !== there.page);
    if (others.length < own.length && path !== next.path) continue;
    found.set(documentOf(there), [...others, { ...next, ...there, path, blob, commit: `${since}, again`, fetchedAt: time }]);
  }
  return found;
}

/** Types of documents that say what is done with people's data. Source: their list of terms types, github.com/OpenTermsArchive/terms-types. */
const privacyTypes = ['Privacy Policy', 'Trackers Policy', 'Biometric Privacy Policy', "Children's Privacy Policy"];

/** Adds the documents, and a product for each service of which no product is known. */
async function describe(archive: Archive, documents: readonly (readonly RecordedVersion[])[]): Promise<void> {
  const firsts = documents.flatMap(([first]) => first ?? []);
  const covered = new Set((await archive.products()).flatMap(({ policies }) => policies));
  const services = new Map<string, RecordedVersion[]>();
  for (const first of firsts) services.set(first.service, [...(services.get(first.service) ?? []), first]);
  const products: ProductRecord[] = [];
  for (const [service, own] of services) {
    const policies = privacyTypes.flatMap((type) => own.filter(({ termsType }) => termsType === type).map(policyIdOf));
    if (policies.length === 0 || policies.some((policy) => covered.has(policy))) continue;
    products.push({ id: `${idOf(service)}/${idOf(service)}`, name: service, maker: service, policies });
  }
  await archive.put({ policies: firsts.map((first) => ({ id: policyIdOf(first), name: first.termsType })), products });
}
