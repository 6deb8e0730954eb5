import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cloneBundle, gitText } from '../archive/ota/git.ts';
import { readBlobs } from '../archive/ota/read-blobs.ts';
import { documentAt, readCommits, type RecordedVersion } from '../archive/ota/read-commits.ts';
import type { Archive, ProductRecord } from '../model/archive.ts';
import type { Maker, PageDeclaration, PolicyDeclaration, Selection } from '../model/maker.ts';
import { UserError } from '../model/user-error.ts';
import { idOf } from './policy-id.ts';
import { memoryTidier } from './tidy-memory.ts';
import { emptyTally, importVersions, type HistoricPage, type HistoricVersion, type ImportTally } from './import-history.ts';

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
      const history = historyOf(repository, [...earlier, ...versions], {
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

/** What is one policy, whatever its files are called: pages of one document, and a page that became a PDF. */
const documentOf = ({ service, termsType }: Pick<RecordedVersion, 'service' | 'termsType'>): string => `${service}/${termsType}`;

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

interface HistoryOptions {
  /** ISO 8601 in UTC: until when the last version is known to have stood. */
  readonly end: string;
  readonly declared?: PolicyDeclaration;
  readonly onRead: () => void;
}

/** Commits of the pages of one document that lie this close to each other (milliseconds) are of one run of the recorder: it takes minutes for all its services. */
const oneRun = 3_600_000;

/** The versions with their bytes and how long each stood; the pages of a split document together, as they were after each run. */
async function* historyOf(
  repository: string,
  versions: readonly RecordedVersion[],
  { end, declared, onRead }: HistoryOptions,
): AsyncGenerator<HistoricVersion> {
  const isSplit = versions.some(({ page }) => page !== '');
  const pages = new Map<string, HistoricPage>();
  const order = orderOf(versions, declared);
  let index = 0;
  let orderedAt = '';
  for await (const { bytes } of readBlobs(
    repository,
    versions.map(({ blob }) => blob),
  )) {
    const version = versions[index++];
    if (version === undefined) return;
    onRead();
    const { fetchedAt, commit, lane, page } = version;
    orderedAt = fetchedAt > orderedAt ? fetchedAt : orderedAt;
    const next = versions[index]?.fetchedAt ?? end;
    const until = next > orderedAt ? next : orderedAt;
    if (bytes !== null) {
      // A document that was one page and is several now has no page without a name any more, and the reverse.
      for (const other of pages.keys()) if ((other === '') !== (page === '')) pages.delete(other);
      pages.set(page, pageOf(version, bytes, declared));
    }
    const isRunning = isSplit && index < versions.length && Date.parse(until) - Date.parse(orderedAt) < oneRun;
    const [first, ...further] = [...pages].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([, one]) => one);
    if (bytes === null || isRunning || first === undefined) continue;
    yield {
      ...first,
      policy: policyIdOf(version),
      fetchedAt,
      orderedAt,
      until,
      source: commit,
      lane,
      ...(further.length === 0 ? {} : { further }),
    };
  }
}

function pageOf(version: RecordedVersion, body: Uint8Array, declared: PolicyDeclaration | undefined): HistoricPage {
  const mediaType = mediaTypeOf(version.path);
  const { select, remove } = (mediaType.startsWith('text/html') ? declaredPage(version, declared) : undefined) ?? {};
  const selection: Selection = { ...(select === undefined ? {} : { select }), ...(remove === undefined ? {} : { remove }) };
  return {
    url: addressOf(version),
    fetchedAt: version.fetchedAt,
    mediaType,
    body,
    ...(select === undefined && remove === undefined ? {} : { selection }),
  };
}

/** The page of a declaration that a file of a snapshots repository is of: the only one, or the one of that name. */
function declaredPage({ page }: RecordedVersion, declared: PolicyDeclaration | undefined): PageDeclaration | undefined {
  if (page !== '') return declared?.pages.find(({ fetch }) => pageName(fetch) === page);
  return declared?.pages.length === 1 ? declared.pages[0] : undefined;
}

/** Their engine's name for a page. Source: its src/archivist/services/sourceDocument.js (generateId), seen 2026-11-23. */
function pageName(address: string): string {
  const { pathname } = new URL(address);
  return pathname
    .replace(/\.(?:html?|xhtml|pdf|txt|md)$/iu, '')
    .split('/')
    .filter((part) => part !== '')
    .join('-')
    .replaceAll(/[\\:"<>|*?]/gu, '_');
}

/** The pages of a document in reading order: as they are declared, then as they were recorded first, which is the order in which they were declared then. */
function orderOf(versions: readonly RecordedVersion[], declared: PolicyDeclaration | undefined): readonly string[] {
  return [...new Set([...(declared?.pages ?? []).map(({ fetch }) => pageName(fetch)), ...versions.map(({ page }) => page)])];
}

/** What the catalogue declares for a recorded document: by its id, else by the names of product or maker and the type of document. */
function declarationOf(makers: readonly Maker[], version: RecordedVersion): PolicyDeclaration | undefined {
  const id = policyIdOf(version);
  const byId = makers.flatMap(({ policies }) => policies).find((policy) => policy.id === id);
  if (byId !== undefined) return byId;
  const isNamed = (name: string): boolean => name.toLowerCase() === version.service.toLowerCase();
  for (const maker of makers) {
    const product = maker.products.find(({ name }) => isNamed(name));
    const own = maker.policies.filter(
      ({ termsType, about, id: policy }) =>
        termsType === version.termsType &&
        (product === undefined ? isNamed(maker.name) && about === undefined : product.policies.includes(policy)),
    );
    if (own.length === 1) return own[0];
  }
  return undefined;
}

function mediaTypeOf(path: string): string {
  if (path.endsWith('.md')) return 'text/markdown; charset=utf-8';
  if (path.endsWith('.txt')) return 'text/plain; charset=utf-8';
  return path.endsWith('.pdf') ? 'application/pdf' : 'text/html';
}

/** No history says where its pages were, so that the address is the place in the repository. */
function addressOf({ path }: RecordedVersion): string {
  return pathToFileURL(`/${path}`).href;
}

function policyIdOf({ service, termsType }: RecordedVersion): string {
  return `${idOf(service)}/${idOf(termsType)}`;
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
