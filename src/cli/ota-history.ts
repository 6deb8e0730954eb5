import { pathToFileURL } from 'node:url';
import { readBlobs } from '../archive/ota/read-blobs.ts';
import type { RecordedVersion } from '../archive/ota/read-commits.ts';
import type { Maker, PageDeclaration, PolicyDeclaration, Selection } from '../model/maker.ts';
import type { HistoricPage, HistoricVersion } from './import-history.ts';
import { idOf } from './policy-id.ts';

/** What is one policy, whatever its files are called: pages of one document, and a page that became a PDF. */
export const documentOf = ({ service, termsType }: Pick<RecordedVersion, 'service' | 'termsType'>): string => `${service}/${termsType}`;

export interface OtaHistoryOptions {
  /** ISO 8601 in UTC: until when the last version is known to have stood. */
  readonly end: string;
  readonly declared?: PolicyDeclaration;
  readonly onRead: () => void;
}

/** Commits of the pages of one document that lie this close to each other (milliseconds) are of one run of the recorder: it takes minutes for all its services. */
const oneRun = 3_600_000;

/** The versions with their bytes and how long each stood; the pages of a split document together, as they were after each run. */
export async function* otaHistory(
  repository: string,
  versions: readonly RecordedVersion[],
  { end, declared, onRead }: OtaHistoryOptions,
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
export function declarationOf(makers: readonly Maker[], version: RecordedVersion): PolicyDeclaration | undefined {
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

export function policyIdOf({ service, termsType }: RecordedVersion): string {
  return `${idOf(service)}/${idOf(termsType)}`;
}
