import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pageOfRecord, readWarc, warcLimits, WarcTrouble } from '../fetch/read-warc.ts';
import { standingOf } from '../judge/standing.ts';
import type { Archive } from '../model/archive.ts';
import { UserError } from '../model/user-error.ts';
import { countTaken, emptyTally, type ImportTally } from './import-history.ts';
import { policyIdOfAddress } from './policy-id.ts';
import { textFacts } from './text-facts.ts';

export interface WarcImport {
  readonly tally: ImportTally;
  /** Pages that are no policies, and were passed over. */
  readonly others: number;
}

/**
 * Takes the policies in a WARC file into the archive. Whoever names a file vouches for it: a page of it counts as seen twice. `policy`: every page is this
 * policy; else each goes to the policy with its address.
 */
export async function importWarc(
  archive: Archive,
  path: string,
  { policy, onProgress }: { readonly policy?: string; readonly onProgress: (pages: number) => void },
): Promise<WarcImport> {
  const tally = emptyTally();
  const file = pathToFileURL(resolve(path)).href;
  const byAddress = new Map((await archive.policies()).flatMap(({ id, url }) => (url === undefined ? [] : [[url, id] as const])));
  let [others, pages] = [0, 0];
  try {
    for await (const record of readWarc(createReadStream(path), { ...warcLimits, totalBytes: Infinity })) {
      const page = await pageOfRecord(record, file);
      if (page === undefined) continue;
      onProgress(++pages);
      if (!page.ok) {
        others += 1;
        continue;
      }
      const snapshot = page.value;
      const { facts } = await textFacts(snapshot);
      if (facts.failure !== undefined && facts.failure.kind !== 'language') {
        others += 1;
        continue;
      }
      const id = policy ?? byAddress.get(snapshot.url) ?? policyIdOfAddress(snapshot.url);
      if (!byAddress.has(snapshot.url)) {
        await archive.put({ policies: [{ id, name: 'Privacy Policy', url: snapshot.url }] });
        byAddress.set(snapshot.url, id);
      }
      const source = record.fields['warc-record-id'] ?? file;
      const [taken] = await archive.take([{ policy: id, snapshot, facts, origin: 'warc', source, seen: 2 }], standingOf);
      if (taken !== undefined) countTaken(tally, taken);
      tally.versions += 1;
      tally.bytes += snapshot.body.length;
    }
  } catch (error) {
    if (error instanceof WarcTrouble)
      throw new UserError(`${path} could not be read to its end: ${error.message}. What came before is in the archive.`, { cause: error });
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR'))
      throw new UserError(`${path} could not be read: check the name and its permissions.`, { cause: error });
    throw error;
  }
  return { tally, others };
}
