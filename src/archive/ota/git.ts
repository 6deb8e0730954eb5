import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { UserError } from '../../model/user-error.ts';

/** Bytes of an error message that are kept. */
const errorBytes = 4_000;

/**
 * Runs git in a repository that somebody else made: its hooks, its file-system monitor and its pagers are not ours to run, and nothing is asked of the network.
 */
export function git(repository: string, args: readonly string[]): ChildProcessByStdio<Writable, Readable, Readable> {
  return spawn(
    'git',
    ['-C', repository, '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never', ...args],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_PAGER: 'cat', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
    },
  );
}

/** What git writes, as it comes. Ends git when nobody reads on; a `UserError` where it fails or is not installed. */
export async function* outputOf(child: ChildProcessByStdio<Writable, Readable, Readable>, repository: string): AsyncGenerator<Buffer> {
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < errorBytes) complaint += chunk.toString('utf8');
  });
  // Whoever stops reading in the middle closes the pipe under git: that is how it ends.
  child.stdin.on('error', () => undefined);
  const failed = once(child, 'error').then(([error]: unknown[]) => (error instanceof Error ? error : new Error('git did not start')));
  const exited = once(child, 'close').then(([code]: unknown[]) => code);
  exited.catch(() => undefined);
  let isRead = false;
  try {
    for await (const chunk of child.stdout) if (Buffer.isBuffer(chunk)) yield chunk;
    isRead = true;
  } finally {
    if (!isRead) child.kill();
  }
  const end = await Promise.race([exited, failed]);
  if (end instanceof Error) {
    throw new UserError('git could not be started: install it (https://git-scm.com), since histories are read with it.', { cause: end });
  }
  if (end !== 0) {
    const said = complaint.trim().split('\n').at(-1) ?? '';
    throw new UserError(`${repository} could not be read as a git repository: ${said === '' ? `git ended with ${String(end)}` : said}.`);
  }
}

/** The whole output of a short command, as text. */
export async function gitText(repository: string, args: readonly string[]): Promise<string> {
  const child = git(repository, args);
  child.stdin.end();
  const parts: Buffer[] = [];
  for await (const part of outputOf(child, repository)) parts.push(part);
  return Buffer.concat(parts).toString('utf8').trim();
}

/** Makes a bare repository of a bundle, which is a history in one file. */
export async function cloneBundle(bundle: string, repository: string): Promise<void> {
  const child = spawn('git', ['clone', '--quiet', '--bare', '--', bundle, repository], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
  });
  child.stdin.end();
  for await (const part of outputOf(child, bundle)) void part;
}
