import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { SiteFile } from '../model/site.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

/** Names the files of a site in its folder, so that the next one can take away what it no longer has and nothing else. */
const listName = '.earshot-files';

/**
 * Writes the site into the folder. Files of an earlier site that this one does not have are removed; everything else in the folder stays
 * (a `.git`, a `CNAME`). A folder that holds other things and was never a site is a `UserError`.
 */
export async function writeSite(folder: string, files: readonly SiteFile[]): Promise<void> {
  const root = resolve(folder);
  const earlier = await earlierFiles(root, folder);
  const kept = new Set(files.map(({ path }) => path));
  for (const path of earlier) if (!kept.has(path)) await rm(inside(root, path), { force: true });
  for (const folderOf of new Set(files.map(({ path }) => dirname(inside(root, path))))) await mkdir(folderOf, { recursive: true });
  for (const { path, content } of files) await writeFile(inside(root, path), content);
  await writeFile(join(root, listName), `${[...kept].toSorted().join('\n')}\n`);
}

async function earlierFiles(root: string, folder: string): Promise<readonly string[]> {
  await mkdir(root, { recursive: true }).catch((cause: unknown) => {
    throw new UserError(`the folder ${shortened(folder)} could not be made: check the path and its permissions.`, { cause });
  });
  const names = await readdir(root);
  if (names.includes(listName)) return (await readFile(join(root, listName), 'utf8')).split('\n').filter((line) => line !== '');
  if (names.some((name) => !name.startsWith('.') && name !== 'CNAME'))
    throw new UserError(
      `the folder ${shortened(folder)} holds other things and no site of Earshot: name a new or an empty folder with --out.`,
    );
  return [];
}

/** Neither the pages nor an earlier list lead out of the folder. */
function inside(root: string, path: string): string {
  const whole = resolve(root, path);
  if (!whole.startsWith(root + sep))
    throw new UserError(`the list of files in ${shortened(root)} leads out of the folder: remove ${listName} and try again.`);
  return whole;
}
