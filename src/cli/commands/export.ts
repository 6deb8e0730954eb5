import { open, rm, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { writeHistory, type WrittenVersion } from '../../archive/ota/write-history.ts';
import { writeMarkdown } from '../../extract/write-markdown.ts';
import { exchangeOf, writeWarc } from '../../fetch/write-warc.ts';
import type { Archive, KeptSnapshot } from '../../model/archive.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { UserError } from '../../model/user-error.ts';
import { extractSnapshot, pagesOf } from '../../read-snapshot.ts';
import { harmless } from '../../report/harmless.ts';
import { counted } from '../../report/plain-words.ts';
import { withArchive, type ArchiveFlags } from '../archive-in-use.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { shortened } from '../known.ts';
import { keptBytes } from '../read-kept.ts';
import { print, tell } from '../terminal.ts';

export interface ExportFlags extends ArchiveFlags {
  readonly policy?: string;
  readonly all?: true;
}

async function chosen(archive: Archive, { policy, all }: ExportFlags): Promise<readonly KeptSnapshot[]> {
  const found = await archive.snapshots({
    ...(policy === undefined ? {} : { policy }),
    ...(all === true ? {} : { standing: 'accepted' as const }),
  });
  if (found.length > 0) return found;
  throw new UserError(
    policy === undefined
      ? 'the archive has published nothing yet.'
      : `the archive has published nothing of a policy "${shortened(policy)}".`,
  );
}

/** `earshot export ota`. */
export async function exportOtaCommand(folder: string, flags: ExportFlags): Promise<ExitCode> {
  return await withArchive(flags, { create: false }, async (archive) => {
    const snapshots = await chosen(archive, flags);
    const makers = new Map((await archive.products()).flatMap(({ maker, policies }) => policies.map((policy) => [policy, maker] as const)));
    const names = new Map((await archive.policies()).map(({ id, name }) => [id, name]));
    const count = await writeHistory(folder, versionsOf(archive, snapshots, makers, names));
    await print(
      `${counted(count, 'text')} of ${counted(new Set(snapshots.map(({ policy }) => policy)).size, 'policy', 'policies')} written to ${harmless(folder)}.\n`,
    );
    return exitCodes.done;
  });
}

async function* versionsOf(
  archive: Archive,
  snapshots: readonly KeptSnapshot[],
  makers: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): AsyncGenerator<WrittenVersion> {
  for (const snapshot of snapshots) {
    const whole = await keptBytes(archive, snapshot);
    const markdown = whole === null ? null : await markdownOf(whole);
    if (markdown === null) {
      tell(`earshot: ${harmless(snapshot.policy)} of ${snapshot.fetchedAt.slice(0, 10)} can no longer be read, left out.`);
      continue;
    }
    const [maker = 'unknown'] = snapshot.policy.split('/');
    yield {
      service: makers.get(snapshot.policy) ?? maker,
      termsType: names.get(snapshot.policy) ?? snapshot.policy.slice(maker.length + 1),
      fetchedAt: snapshot.fetchedAt,
      lane: snapshot.lane,
      markdown,
      address: snapshot.finalUrl,
    };
  }
}

async function markdownOf(snapshot: Snapshot): Promise<Uint8Array | null> {
  if (snapshot.further === undefined && /^text\/markdown\b/iu.test(snapshot.headers['content-type'] ?? '')) return snapshot.body;
  const extracted = await extractSnapshot(snapshot);
  return extracted.ok ? Buffer.from(writeMarkdown(extracted.value.text)) : null;
}

/** `earshot export warc`. */
export async function exportWarcCommand(file: string, flags: ExportFlags, version: string): Promise<ExitCode> {
  return await withArchive(flags, { create: false }, async (archive) => {
    const snapshots = await chosen(archive, flags);
    const handle = await newFile(file);
    let isWhole = false;
    try {
      const made = snapshots.reduce((latest, { decidedAt }) => (decidedAt > latest ? decidedAt : latest), '');
      for await (const part of writeWarc(exchangesOf(archive, snapshots), {
        software: `earshot/${version}`,
        at: made,
        filename: basename(file),
        gzip: file.endsWith('.gz'),
      }))
        await handle.write(part);
      isWhole = true;
    } finally {
      await handle.close();
      if (!isWhole) await rm(file, { force: true });
    }
    const pages = snapshots.reduce((sum, { further = [] }) => sum + 1 + further.length, 0);
    await print(`${counted(pages, 'page')} written to ${harmless(file)}.\n`);
    return exitCodes.done;
  });
}

async function newFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx');
  } catch (cause) {
    throw new UserError(`${shortened(path)} cannot be written: it must be a new file in a folder that you may write to.`, { cause });
  }
}

async function* exchangesOf(archive: Archive, snapshots: readonly KeptSnapshot[]): AsyncGenerator<Exchange> {
  for (const snapshot of snapshots) {
    const whole = await keptBytes(archive, snapshot);
    if (whole !== null) for (const page of pagesOf(whole)) yield exchangeOf(page);
  }
}
