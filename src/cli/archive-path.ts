import { homedir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../archive/open-archive.ts';
import type { Archive } from '../model/archive.ts';

export const archiveFlag = '--archive <file>';
export const archiveHelp = 'the archive (EARSHOT_ARCHIVE names one too); by default a file in your data folder';

/**
 * Where the archive is: what `--archive` says, else EARSHOT_ARCHIVE, else a file in the user's data folder. Sources: XDG Base Directory
 * Specification 0.8; Apple's File System Programming Guide; Microsoft's Known Folders (LOCALAPPDATA).
 */
export function archivePath(named: string | undefined): string {
  const { EARSHOT_ARCHIVE: set = '', XDG_DATA_HOME: data = '', LOCALAPPDATA: local = '' } = process.env;
  if (named !== undefined && named !== '') return named;
  if (set !== '') return set;
  const folders: Readonly<Record<string, string>> = {
    darwin: join(homedir(), 'Library', 'Application Support'),
    win32: local === '' ? join(homedir(), 'AppData', 'Local') : local,
  };
  return join(folders[process.platform] ?? (data === '' ? join(homedir(), '.local', 'share') : data), 'earshot', 'archive.sqlite');
}

/** Does some work with the archive and closes it, however the work ends. An archive that is not there is a `UserError` unless it may be made. */
export async function withArchive<T>(named: string | undefined, work: (archive: Archive) => Promise<T>, create = false): Promise<T> {
  const archive = await openArchive(archivePath(named), { create });
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}
