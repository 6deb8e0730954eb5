import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where to look for a browser. */
export interface BrowserPlaces {
  /** The one a person named (`--browser`, EARSHOT_BROWSER): no other is looked for then. */
  readonly named?: string;
  /** The PATH of the environment. */
  readonly path: string;
  readonly platform: NodeJS.Platform;
  /** Folders of installed programs on Windows: LOCALAPPDATA, ProgramFiles and ProgramFiles(x86). */
  readonly programs: readonly string[];
}

/** Names of Chromium's family on PATH. Chrome and Chromium first; Edge and Brave are built on it and speak the same protocol. */
const commands = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];

const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const windowsPaths = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
];

/** The path of an installed Chrome, Chromium or kin; undefined where there is none, and where the named one cannot be run. */
export async function findBrowser(places: BrowserPlaces): Promise<string | undefined> {
  const { named, path, platform, programs } = places;
  const onPath = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => commands.map((command) => ({ command, path: join(folder, platform === 'win32' ? `${command}.exe` : command) })))
    // By kind first and by folder second.
    .toSorted((a, b) => commands.indexOf(a.command) - commands.indexOf(b.command))
    .map((candidate) => candidate.path);
  const candidates =
    named !== undefined
      ? [named]
      : platform === 'darwin'
        ? [...applications, ...onPath]
        : platform === 'win32'
          ? [...programs.flatMap((folder) => windowsPaths.map((each) => `${folder}\\${each}`)), ...onPath]
          : onPath;
  for (const candidate of candidates) if (await canRun(candidate)) return candidate;
  return undefined;
}

async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    // Whatever keeps it from being looked at keeps it from being run.
    return false;
  }
}
