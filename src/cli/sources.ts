import { stat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../model/user-error.ts';
import type { Source } from '../scan.ts';
import { shortened } from './known.ts';

/** Endings of documents that a folder is searched for. */
const documentEnding = /\.(?:md|markdown|html?|xhtml|txt|pdf|warc|warc\.gz)$/iu;

/** A host name with a dot, perhaps a port, perhaps a path: what people copy from an address bar that hides the scheme. */
const bareHost = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+|\d{1,3})(?::\d{1,5})?(?:[/?#].*)?$/iu;

/** Last labels of a name without a path that are files far more often than countries (.md is Moldova's, .ps Palestine's). */
const fileEnding = /^[^/?#:]+\.(?:md|markdown|html?|xhtml|mht|txt|text|pdf|warc|docx?|rtf|odt|json|ya?ml|csv|xml|zip|gz|png|jpe?g|ps)$/iu;

/**
 * What the arguments name: web addresses, files, `-` for standard input, and every document of a folder and of those below it, in order of
 * path. A missing file stays in the list: the scan says so.
 */
export async function sourcesOf(args: readonly string[]): Promise<readonly Source[]> {
  const sources = await Promise.all(args.map((arg) => sourcesAt(arg)));
  return sources.flat();
}

async function sourcesAt(arg: string): Promise<readonly Source[]> {
  if (arg === '') throw new UserError('an empty argument names nothing: give a web address, a file, or "-" for standard input.');
  if (arg === '-') return [{ path: '-' }];
  // `c:\policy.html` has a colon too, after one letter.
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(arg) && !/^file:/iu.test(arg)) return [{ url: arg }];
  const found = await stat(arg).catch(missing);
  if (found?.isDirectory() === true) return await documentsIn(arg);
  if (found === undefined && isHost(arg)) return [{ url: `https://${arg}`, isBareHost: true }];
  return [{ path: arg }];
}

/** Whatever keeps a path from being looked at, reading it will name. */
function missing(): undefined {
  return undefined;
}

function isHost(arg: string): boolean {
  return bareHost.test(arg) && (!fileEnding.test(arg) || /^www\./iu.test(arg));
}

async function documentsIn(folder: string): Promise<readonly Source[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new UserError(`the folder ${shortened(folder)} could not be read: check its permissions.`, { cause });
  });
  const paths = entries
    .filter((entry) => entry.isFile() && documentEnding.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/(?:^|[/\\])(?:node_modules|\.[^./\\][^/\\]*)[/\\]/u.test(path.slice(folder.length)))
    .toSorted((a, b) => (a < b ? -1 : 1));
  if (paths.length === 0)
    throw new UserError(`the folder ${shortened(folder)} holds no document: nothing in it ends in .html, .md, .txt, .pdf or .warc.gz.`);
  return paths.map((path) => ({ path }));
}

/** The lines of a `--list` file that name something: not the empty ones, nor those that begin with `#`. `-` is standard input. */
export async function listedIn(path: string, stdin: AsyncIterable<Uint8Array | string>): Promise<readonly string[]> {
  const text =
    path === '-'
      ? await textOf(stdin)
      : await readFile(path, 'utf8').catch((cause: unknown) => {
          throw new UserError(`the list ${shortened(path)} could not be read: check the path and its permissions.`, { cause });
        });
  const lines = text
    .replace(/^\u{FEFF}/u, '')
    .split(/\r\n|\n|\r/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length === 0) throw new UserError(`the list ${shortened(path)} names nothing: write one address or file on each line.`);
  if (lines.includes('-'))
    throw new UserError(`the list ${shortened(path)} names "-": standard input is scanned from the command line, "earshot scan -".`);
  return lines;
}

async function textOf(stdin: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
