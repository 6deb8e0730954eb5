import { once } from 'node:events';
import { UserError } from '../../model/user-error.ts';
import { git, outputOf } from './git.ts';

/** Longer contents are not read: no page may be longer (the fetcher's limit, issue 4). */
const longest = 20_000_000;

export interface Blob {
  readonly id: string;
  /** null where it is too long, missing or no file's content. */
  readonly bytes: Buffer | null;
}

/**
 * The contents of a git repository's objects, in the order asked for, by one `git cat-file --batch`. Ask in the order of paths: the order of
 * objects costs 2.6 times as much (PERFORMANCE.md).
 */
export async function* readBlobs(repository: string, ids: Iterable<string>): AsyncGenerator<Blob> {
  const child = git(repository, ['cat-file', '--batch', '--buffer']);
  const asked = ask(child.stdin, ids);
  asked.catch(() => undefined);
  const reader = readerOf(outputOf(child, repository));
  for (;;) {
    const line = await reader.line();
    if (line === null) break;
    const [id = '', type = '', length = ''] = line.split(' ');
    if (type === 'missing') {
      yield { id, bytes: null };
      continue;
    }
    const size = Number(length);
    if (!Number.isSafeInteger(size)) throw new UserError(`git answered with something else than an object: "${line.slice(0, 80)}".`);
    if (type !== 'blob' || size > longest) {
      await reader.skip(size + 1);
      yield { id, bytes: null };
      continue;
    }
    const bytes = await reader.bytes(size);
    await reader.skip(1);
    yield { id, bytes };
  }
}

async function ask(stdin: NodeJS.WritableStream, ids: Iterable<string>): Promise<void> {
  let lines = '';
  for (const id of ids) {
    lines += `${id}\n`;
    if (lines.length < 16_384) continue;
    if (!stdin.write(lines)) await once(stdin, 'drain');
    lines = '';
  }
  stdin.end(lines);
}

interface Reader {
  readonly line: () => Promise<string | null>;
  readonly bytes: (count: number) => Promise<Buffer>;
  readonly skip: (count: number) => Promise<void>;
}

function readerOf(chunks: AsyncGenerator<Buffer>): Reader {
  let chunk: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done === true) return false;
    chunk = next.value;
    return true;
  };
  /** Up to `count` bytes of what is there. */
  const some = async (count: number): Promise<Buffer> => {
    while (chunk.length === 0)
      if (!(await more())) throw new UserError('git stopped in the middle of an object: the repository may be damaged.');
    const part = chunk.subarray(0, count);
    chunk = chunk.subarray(part.length);
    return part;
  };
  return {
    line: async () => {
      let line = '';
      for (;;) {
        const at = chunk.indexOf(0x0a);
        if (at !== -1) {
          line += chunk.toString('latin1', 0, at);
          chunk = chunk.subarray(at + 1);
          return line;
        }
        line += chunk.toString('latin1');
        if (!(await more())) return line === '' ? null : line;
      }
    },
    bytes: async (count) => {
      // A copy of its own: a small content must not keep the chunk it came in alive.
      const bytes = Buffer.allocUnsafeSlow(count);
      for (let at = 0; at < count;) at += (await some(count - at)).copy(bytes, at);
      return bytes;
    },
    skip: async (count) => {
      for (let left = count; left > 0;) left -= (await some(left)).length;
    },
  };
}
