import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

/** Refuses before the work what would fail after it. */
export async function mayBeWritten(path: string): Promise<void> {
  const parent = dirname(resolve(path));
  const folder = await stat(parent).catch(() => undefined);
  if (folder?.isDirectory() !== true)
    throw new UserError(`there is no folder ${shortened(parent)} to write ${shortened(path)} into: make it first.`);
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory() === true) throw new UserError(`${shortened(path)} is a folder: name a file for --output.`);
}

/** The whole file or none: beside it first, then in its place. A device or pipe (/dev/stdout) is written to as it is. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  const there = await stat(path).catch(() => undefined);
  try {
    if (there !== undefined && !there.isFile()) {
      await writeFile(path, text);
      return;
    }
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw new UserError(`${shortened(path)} could not be written: check the permissions of its folder and the space on the disk.`, {
      cause,
    });
  }
}
