import { createHash } from 'node:crypto';
import { engine } from 'earshot:engine';
import type { Archive, DerivedKey, KeptPage, KeptSnapshot } from '../model/archive.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PolicyText } from '../model/text.ts';
import { UserError } from '../model/user-error.ts';
import {
  asOneSnapshot,
  deriveAccepted,
  documentOf,
  extractSnapshot,
  type AnalyseOptions,
  type Derived,
  type ReadDocument,
} from '../read-snapshot.ts';
import { shortened } from './known.ts';

/** What reading a kept text needs. */
export interface ReadKeptOptions extends AnalyseOptions {
  /** SHA-256 of the rule set that was compiled. */
  readonly rulesSha256: string;
}

/**
 * Reads an accepted text of the archive with the rules: the one way for all commands, so that a text means the same to each of them. What was made of the same
 * bytes by the same program with the same rules is taken from the archive, and else put there.
 */
export async function readKept(archive: Archive, kept: KeptSnapshot, options: ReadKeptOptions): Promise<ReadDocument> {
  const { further = [], ...first } = kept;
  const pages = [pageOf(first), ...further.map(pageOf)] as const;
  // A part of the findings is not kept: it would have to be told from the whole.
  if (options.concerns !== undefined) return documentOf(pages, await deriveAccepted(await snapshotWithBody(archive, kept), options));
  const key: DerivedKey = { sha256: hashOf(pages), program: engine, rules: options.rulesSha256 };
  const known = await archive.derived(key);
  if (isDerived(known)) return documentOf(pages, known);
  const derived = await deriveAccepted(await snapshotWithBody(archive, kept), options);
  if (derived.text !== null) await put(archive, key, derived);
  return documentOf(pages, derived);
}

/** All that a reading is made of beside program and rules: bytes, what they are, where links lead from, and which parts are the policy. */
function hashOf(pages: readonly KeptPage[]): string {
  const made = pages.map(({ sha256, headers, finalUrl, selection }) => [
    sha256,
    headers['content-type'] ?? null,
    finalUrl,
    selection ?? null,
  ]);
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/** The key names the very program that wrote it: what stands there has its shape. */
function isDerived(value: unknown): value is Derived {
  return typeof value === 'object' && value !== null && 'findings' in value && 'text' in value;
}

/** A reading stands whether or not it could be kept: another may be writing for long, or the disk be full. */
async function put(archive: Archive, key: DerivedKey, value: Derived): Promise<void> {
  try {
    await archive.putDerived([{ key, value }]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

/** A page, or a snapshot with its further ones. */
type KeptPages = KeptPage & Pick<KeptSnapshot, 'further'>;

/** A kept snapshot with the bytes of all its pages, to be read like one that was just fetched; a `UserError` where bytes are gone. */
export async function snapshotWithBody(archive: Archive, kept: KeptPages & Pick<KeptSnapshot, 'policy'>): Promise<Snapshot> {
  const snapshot = await keptBytes(archive, kept);
  if (snapshot !== null) return snapshot;
  throw new UserError(
    `the archive lists a text of ${shortened(kept.policy)} whose bytes are gone: "earshot archive check" says what is damaged.`,
  );
}

/** The same; null where bytes are gone. */
export async function keptBytes(archive: Archive, { further = [], ...first }: KeptPages): Promise<Snapshot | null> {
  const read: Snapshot[] = [];
  for (const page of [first, ...further]) {
    const body = await archive.body(page.sha256);
    if (body === null) return null;
    read.push({ ...pageOf(page), body });
  }
  const [one, ...rest] = read;
  return one === undefined ? null : asOneSnapshot([one, ...rest]);
}

/** The text of a kept snapshot as today's reader makes it, judged or not; null where bytes are gone or none can be made of them. */
export async function keptText(archive: Archive, kept: KeptPages): Promise<PolicyText | null> {
  const snapshot = await keptBytes(archive, kept);
  if (snapshot === null) return null;
  const extracted = await extractSnapshot(snapshot);
  return extracted.ok ? extracted.value.text : null;
}

/** What belongs to the page, and not to its place in the archive. */
function pageOf({
  url,
  finalUrl,
  redirects,
  status,
  headers,
  acceptLanguage,
  fetchedAt,
  sha256,
  selection,
  rendered,
  keptBy,
}: KeptPage): KeptPage {
  return {
    url,
    finalUrl,
    redirects,
    ...(status === undefined ? {} : { status }),
    headers,
    ...(acceptLanguage === undefined ? {} : { acceptLanguage }),
    fetchedAt,
    sha256,
    ...(selection === undefined ? {} : { selection }),
    ...(rendered === undefined ? {} : { rendered }),
    ...(keptBy === undefined ? {} : { keptBy }),
  };
}
