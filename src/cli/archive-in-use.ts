import type { Archive } from '../model/archive.ts';
import { UserError } from '../model/user-error.ts';
import { archivePath, withArchive as withArchiveAt } from './archive-path.ts';

/** Flags of every command that uses the archive. */
export interface ArchiveFlags {
  readonly archive?: string;
}

/** The archive's file: `--archive`, EARSHOT_ARCHIVE, or a file in the user's data folder. */
export function archiveFile({ archive }: ArchiveFlags): string {
  if (archive === '') throw new UserError('--archive needs the name of a file.');
  return archivePath(archive);
}

/** Opens the archive for a piece of work, and closes it whatever becomes of the work. `create`: make it where it is not there yet. */
export async function withArchive<T>(
  flags: ArchiveFlags,
  { create }: { readonly create: boolean },
  work: (archive: Archive) => Promise<T>,
): Promise<T> {
  return await withArchiveAt(archiveFile(flags), work, create);
}
