import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { kinds, type Kind } from '../model/kind.ts';
import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';
import { readReports } from './read-reports.ts';
import { sourcesOf } from './sources.ts';

/** The documents of one product, in files. */
export interface ProductFolder {
  /** The folder's name, or the file's. */
  readonly name: string;
  /** Where the folder above is named as a kind is: `tv/veldora/privacy.md`. */
  readonly kind: Kind | undefined;
  readonly paths: readonly string[];
}

/** Saved reports, and products whose documents are yet to be read. */
export interface RankInput {
  readonly reports: readonly Report[];
  readonly products: readonly ProductFolder[];
}

/**
 * What is to be ranked: reports (`.json`, `.jsonl`) and folders of them; folders of policies, each folder that holds documents being one
 * product; and single policies.
 */
export async function rankInput(args: readonly string[]): Promise<RankInput> {
  const [reports, products]: [string[], string[]] = [[], []];
  for (const arg of args) {
    if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(arg))
      throw new UserError(
        `${shortened(arg)} is an address: scan it first, "earshot scan … --format json --output report.json", and name the report.`,
      );
    const found = await stat(arg).catch((cause: unknown) => {
      throw new UserError(`there is no file or folder ${shortened(arg)}: check the path.`, { cause });
    });
    const isReports = found.isDirectory() ? (await readdir(arg)).some(isReportName) : isReportName(arg);
    (isReports ? reports : products).push(arg);
  }
  return { reports: await readReports(reports), products: await foldersIn(products) };
}

const isReportName = (name: string): boolean => /\.jsonl?$/iu.test(name);

async function foldersIn(args: readonly string[]): Promise<readonly ProductFolder[]> {
  const byFolder = new Map<string, string[]>();
  for (const arg of args) {
    const isFolder = (await stat(arg)).isDirectory();
    for (const source of await sourcesOf([arg])) {
      if (!('path' in source)) continue;
      const key = isFolder ? dirname(source.path) : source.path;
      byFolder.set(key, [...(byFolder.get(key) ?? []), source.path]);
    }
  }
  return [...byFolder].map(([path, paths]) => ({
    name: basename(path).replace(/\.[a-z]+$/iu, ''),
    kind: kinds.find((kind) => kind === basename(dirname(join('.', path)))),
    paths,
  }));
}
