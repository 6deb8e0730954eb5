import { homedir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../archive/open-archive.ts';
import type { Archive } from '../model/archive.ts';
import { UserError } from '../model/user-error.ts';

/**
 * Where the archive is: what `--archive` says, else EARSHOT_ARCHIVE, else a file in the user's data folder. Sources: XDG Base Directory
 * Specification 0.8; Apple's File System Programming Guide; Microsoft's Known Folders (LOCALAPPDATA).
 */
function archivePath(named: string | undefined): string {
  const { EARSHOT_ARCHIVE: set = '', XDG_DATA_HOME: data = '', LOCALAPPDATA: local = '' } = process.env;
  if (named !== undefined && named !== '') return named;
  if (set !== '') return set;
  const folders: Readonly<Record<string, string>> = {
    darwin: join(homedir(), 'Library', 'Application Support'),
    win32: local === '' ? join(homedir(), 'AppData', 'Local') : local,
  };
  return join(folders[process.platform] ?? (data === '' ? join(homedir(), '.local', 'share') : data), 'earshot', 'archive.sqlite');
}

/** Flags of every command that uses the archive. */
export interface ArchiveFlags {
  readonly archive?: string;
}

/** The archive's file: `--archive`, EARSHOT_ARCHIVE, or a file in the user's data folder. */
export function archiveFile({ archive }: ArchiveFlags): string {
  if (archive === '') throw new UserError('--archive needs the name of a file.');
  return archivePath(archive);
}

/** Opens the archive for a piece of work, and closes it whatever becomes of the work. `create`: make it where it is not there yet; else a `UserError`. */
export async function withArchive<T>(
  flags: ArchiveFlags,
  { create }: { readonly create: boolean },
  work: (archive: Archive) => Promise<T>,
): Promise<T> {
  const archive = await openArchive(archiveFile(flags), { create });
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}
