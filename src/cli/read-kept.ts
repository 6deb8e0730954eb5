import type { Archive, KeptPage, KeptSnapshot } from '../model/archive.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { UserError } from '../model/user-error.ts';
import { asOneSnapshot, readAccepted, type AnalyseOptions, type ReadDocument } from '../read-snapshot.ts';
import { shortened } from './known.ts';

/** Reads an accepted text of the archive with the rules: the one way for all commands, so that a text means the same to each of them. */
export async function readKept(archive: Archive, kept: KeptSnapshot, options: AnalyseOptions): Promise<ReadDocument> {
  return await readAccepted(await snapshotWithBody(archive, kept), options);
}

/** A kept snapshot with the bytes of all its pages, to be read like one that was just fetched; a `UserError` where bytes are gone. */
export async function snapshotWithBody(archive: Archive, kept: KeptSnapshot): Promise<Snapshot> {
  const snapshot = await keptBytes(archive, kept);
  if (snapshot !== null) return snapshot;
  throw new UserError(
    `the archive lists a text of ${shortened(kept.policy)} whose bytes are gone: "earshot archive check" says what is damaged.`,
  );
}

/** The same; null where bytes are gone. */
export async function keptBytes(archive: Archive, { further = [], ...first }: KeptSnapshot): Promise<Snapshot | null> {
  const read: Snapshot[] = [];
  for (const page of [first, ...further]) {
    const body = await archive.body(page.sha256);
    if (body === null) return null;
    read.push({ ...pageOf(page), body });
  }
  const [one, ...rest] = read;
  return one === undefined ? null : asOneSnapshot([one, ...rest]);
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
