import { waybackCopy, waybackIndex, type Wayback, type WaybackCapture } from '../fetch/wayback.ts';
import type { Archive } from '../model/archive.ts';
import type { Failure } from '../model/failure.ts';
import { emptyTally, importVersions, type HistoricVersion, type ImportTally } from './import-history.ts';

export interface WaybackImportOptions {
  readonly policy: string;
  /** First and last day, as digits. */
  readonly from?: string;
  readonly to?: string;
  readonly onProgress: (done: number, all: number) => void;
}

export interface WaybackImport {
  readonly tally: ImportTally;
  readonly copies: number;
  /** Copies that the Wayback Machine lists and could not show. */
  readonly missing: number;
}

/** Rows of one index query: what the Wayback Machine hands out in a few seconds. */
const rowsPerQuery = 2_000;

/** A batch of copies, so that an import that is broken off loses at most these. */
const copiesPerBatch = 10;

/** Trouble with the Wayback Machine in the middle of an import: what came before is kept. */
export class WaybackTrouble extends Error {
  override readonly name = 'WaybackTrouble';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.detail);
    this.failure = failure;
  }
}

/** Takes the Wayback Machine's copies of a page into the archive, oldest first, each other than the one before. Again: only what is new. */
export async function importWayback(
  archive: Archive,
  url: string,
  machine: Wayback,
  options: WaybackImportOptions,
): Promise<WaybackImport> {
  const bookmark = `wayback:${options.policy}:${url}`;
  const last = await archive.bookmark(bookmark);
  const from = last ?? options.from;
  const captures = await capturesOf(url, machine, {
    ...(from === undefined ? {} : { from }),
    ...(options.to === undefined ? {} : { to: options.to }),
  });
  const tally = emptyTally();
  let missing = 0;
  await archive.put({ policies: [{ id: options.policy, name: 'Privacy Policy', url }] });
  const versions = async function* (): AsyncGenerator<HistoricVersion> {
    for (const [index, capture] of captures.entries()) {
      options.onProgress(index + 1, captures.length);
      const copy = await waybackCopy(url, capture, machine);
      if (!copy.ok) {
        // One copy that is not there is no reason to end; a machine that turns us away is.
        if (copy.failure.kind !== 'http-status' || copy.failure.status === 429 || (copy.failure.status ?? 0) >= 500)
          throw new WaybackTrouble(copy.failure);
        missing += 1;
        continue;
      }
      const { body, headers, fetchedAt, keptBy } = copy.value;
      const at = timeOf(capture);
      const next = captures[index + 1];
      yield {
        policy: options.policy,
        url,
        fetchedAt,
        orderedAt: at,
        until: next === undefined ? at : timeOf(next),
        // The copy where the last import ended comes again: now it is known how long it stood.
        source: `${keptBy?.address ?? url}${capture.timestamp === last ? ', again' : ''}`,
        mediaType: headers['content-type'] ?? 'text/html',
        body,
        ...(keptBy === undefined ? {} : { keptBy }),
      };
    }
  };
  await importVersions(archive, versions(), {
    origin: 'wayback',
    tally,
    batchVersions: copiesPerBatch,
    onVersion: () => undefined,
    onSettled: async ({ orderedAt }) => await archive.putBookmark(bookmark, orderedAt.replaceAll(/\D/gu, '').slice(0, 14)),
  });
  return { tally, copies: captures.length, missing };
}

async function capturesOf(
  url: string,
  machine: Wayback,
  range: { readonly from?: string; readonly to?: string },
): Promise<readonly WaybackCapture[]> {
  const captures: WaybackCapture[] = [];
  let resumeKey: string | undefined;
  do {
    const answer = await waybackIndex(url, machine, {
      ...range,
      collapse: true,
      limit: rowsPerQuery,
      ...(resumeKey === undefined ? {} : { resumeKey }),
    });
    if (!answer.ok) throw new WaybackTrouble(answer.failure);
    captures.push(...answer.value.captures);
    ({ resumeKey } = answer.value);
  } while (resumeKey !== undefined);
  return captures;
}

function timeOf({ timestamp }: WaybackCapture): string {
  const iso = timestamp.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/u, '$1-$2-$3T$4:$5:$6.000Z');
  return new Date(Number.isNaN(Date.parse(iso)) ? 0 : iso).toISOString();
}
