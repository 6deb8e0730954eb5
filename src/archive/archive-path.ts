import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the surroundings say of where a user's data lies. */
export interface PathSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const fileName = 'archive.sqlite';

/**
 * Where the archive is when nobody says: EARSHOT_ARCHIVE, else a file in the user's data folder. Sources: XDG Base Directory Specification 0.8
 * ($XDG_DATA_HOME, absolute, else ~/.local/share), Microsoft's Known Folders (%LOCALAPPDATA%), Apple's File System Programming Guide (~/Library/Application Support).
 */
export function archivePath({ platform, env }: PathSurroundings): string {
  const named = env['EARSHOT_ARCHIVE'];
  if (named !== undefined && named !== '') return named;
  const home = homedir();
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Earshot', fileName);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Earshot', fileName);
  const data = env['XDG_DATA_HOME'];
  return join(data?.startsWith('/') === true ? data : join(home, '.local', 'share'), 'earshot', fileName);
}
