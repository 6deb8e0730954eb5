import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'dist/earshot.js');
/** Three small rules and the lexicons of the grammar, so that transcripts do not change with the shipped rules' wording. */
export const frozenRules = join(root, 'tests/rules-frozen');

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** The environment of this machine without what would colour or steer the program. */
function plainEnvironment(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:NO_COLOR|FORCE_COLOR|NODE_|VITEST|EARSHOT|COLUMNS|TERM)/iu.test(name));
  return { ...Object.fromEntries(kept), ...env };
}

/** Runs the built program as a person would, and waits for its end. */
export async function earshot(args: readonly string[], { cwd, stdin, env }: Surroundings = {}): Promise<Run> {
  return await run(process.execPath, [program, ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    ...(stdin === undefined ? {} : { stdin }),
    ...(env === undefined ? {} : { env }),
  });
}

/** Runs a line in a shell, where `earshot` is the built program. */
export async function shell(line: string, surroundings: Surroundings = {}): Promise<Run> {
  return await run('bash', ['-c', `earshot() { "${process.execPath}" "${program}" "$@"; }; set -o pipefail; ${line}`], surroundings);
}

async function run(command: string, args: readonly string[], { cwd, stdin, env = {} }: Surroundings): Promise<Run> {
  if (!existsSync(program)) throw new Error('dist/earshot.js is missing: run `npm run build` first (`npm test` does).');
  const child = spawn(command, args, { cwd: cwd ?? root, env: plainEnvironment(env), stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A program that ends without reading its input closes the pipe: that is its right.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') };
}

/** The text on one line, since quotes are wrapped to the width of the page. */
export function unwrapped(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
