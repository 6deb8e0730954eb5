import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import type { Lane } from '../../model/archive.ts';
import { UserError } from '../../model/user-error.ts';
import { git, gitText, outputOf } from './git.ts';

/** One published text on its way into a repository. */
export interface WrittenVersion {
  readonly service: string;
  readonly termsType: string;
  /** ISO 8601 in UTC. */
  readonly fetchedAt: string;
  readonly lane: Lane;
  readonly markdown: Uint8Array;
  /** Where it was fetched from, for the commit's message. */
  readonly address: string;
}

/** Their engine's own words (see record-kind.ts). */
const subjects: Record<Lane, string> = {
  first: 'First record of',
  change: 'Record new changes of',
  technical: 'Apply technical or declaration upgrade on',
};

/** Writes a new git repository in the layout of Open Terms Archive's versions: one commit a text, in the order given. The same input gives the same commits. */
export async function writeHistory(folder: string, versions: AsyncIterable<WrittenVersion>): Promise<number> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new UserError(`${folder} is there and not empty: name a new folder.`);
  mkdirSync(folder, { recursive: true });
  await gitText(folder, ['init', '--quiet', '--initial-branch=main']);
  const child = git(folder, ['fast-import', '--quiet']);
  const output = outputOf(child, folder);
  const ended = (async () => {
    for await (const part of output) void part;
  })();
  ended.catch(() => undefined);
  let count = 0;
  for await (const version of versions) {
    if (!child.stdin.write(commitOf(version))) await Promise.race([once(child.stdin, 'drain'), ended]);
    count += 1;
  }
  child.stdin.end('done\n');
  await ended;
  await gitText(folder, count === 0 ? ['status', '--short'] : ['reset', '--quiet', '--hard', 'main']);
  return count;
}

/** git-fast-import(1): lengths are bytes, and paths are quoted in C's way. */
function commitOf({ service, termsType, fetchedAt, lane, markdown, address }: WrittenVersion): Buffer {
  const who = `Earshot <earshot@localhost> ${Math.floor(Date.parse(fetchedAt) / 1000)} +0000`;
  const message = Buffer.from(`${subjects[lane]} ${oneLine(service)} ${oneLine(termsType)}\n\nFetched from ${oneLine(address)}\n`);
  const path = `${fileName(service)}/${fileName(termsType)}.md`;
  return Buffer.concat([
    Buffer.from(`commit refs/heads/main\nauthor ${who}\ncommitter ${who}\ndata ${message.length}\n`),
    message,
    Buffer.from(`M 100644 inline ${quoted(path)}\ndata ${markdown.length}\n`),
    markdown,
    Buffer.from('\n'),
  ]);
}

function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim();
}

/** A name that is one file, and nowhere else. */
function fileName(text: string): string {
  const name = oneLine(text).replaceAll(/[/\\]/gu, '-').replace(/^\.+/u, '').slice(0, 100);
  return name === '' || /^\.?git$/iu.test(name) ? `${name}_` : name;
}

function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
