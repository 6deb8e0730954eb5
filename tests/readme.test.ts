import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../src/cli/exit-code.ts';
import { concerns, severities } from '../src/model/finding.ts';
import { formats } from '../src/report/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  engines: { node: string };
};

/** The lines of all code blocks. */
const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gmu)].flatMap(([, block]) => (block ?? '').trimEnd().split('\n'));
const earshotCommands = commands.filter((line) => line.startsWith('earshot '));

/** The arguments of a command line as the README writes them: no quotes, perhaps a `< file` at its end. */
function argumentsOf(line: string): readonly string[] {
  return line
    .replace(/ < .*$/u, '')
    .split(' ')
    .slice(1);
}

function earshot(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const program = join(root, 'dist/earshot.js');
  if (!existsSync(program)) throw new Error('dist/earshot.js is missing: run `npm run build` first (`npm test` does).');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, output: stdout + stderr };
}

describe('the README', () => {
  it('gives the two commands', () => {
    expect(commands).toContain('npm ci && npm run demo');
    expect(commands).toContain('npm ci && npm test');
  });

  it('names only npm scripts that exist', () => {
    const named = [...readme.matchAll(/\bnpm (?:run )?([a-z:]+)/gu)].map(([, name]) => name ?? '').filter((name) => name !== 'ci');
    expect(named.length).toBeGreaterThan(2);
    for (const name of named) expect(Object.keys(manifest.scripts)).toContain(name);
  });

  it('asks for the Node that the package asks for', () => {
    const [, version] = /Node\.js\]\([^)]*\) (\d+\.\d+)/u.exec(readme) ?? [];
    expect(manifest.engines.node).toBe(`>=${version}.0`);
  });

  it.each(earshotCommands)('shows a command line that exists: %s', (line) => {
    const args = argumentsOf(line);
    const { status, output } = earshot(...args, '--help');
    expect(status, output).toBe(0);
    // The help of a command that does not exist would be the program's own.
    const words = args.slice(0, args[0] === 'rules' ? 2 : 1);
    expect(output).toContain(`earshot ${words.join(' ')}`);
    for (const option of args.filter((arg) => arg.startsWith('--'))) expect(output).toContain(option);
  });

  it('describes only options that scan has, and values that they take', () => {
    const rows = [...readme.matchAll(/^\| `(--[a-z-]+) ?([^`]*)` \|/gmu)];
    const { output } = earshot('scan', '--help');
    expect(rows.length).toBeGreaterThan(5);
    for (const [, option] of rows) expect(output).toContain(option ?? '');
    const described = rows.filter(([, option]) => option === '--format').map(([, , value]) => value);
    expect(described).toEqual([...formats]);
    for (const name of [...concerns, ...severities]) expect(readme).toMatch(new RegExp(`\\b${name}\\b`, 'u'));
    for (const [, option] of readme.matchAll(/`(--[a-z-]+)[` ]/gu)) expect(output).toContain(option ?? '');
  });

  it('lists the exit codes there are', () => {
    const listed = [...readme.matchAll(/^\| (\d+) \| /gmu)].map(([, code]) => Number(code));
    expect(listed).toEqual(Object.values(exitCodes).toSorted((a, b) => a - b));
  });

  it('names only files that are there', () => {
    for (const path of ['src/README.md', '.ci/run', 'rules', 'LICENSE']) expect(existsSync(join(root, path)), path).toBe(true);
    const named = [...readme.matchAll(/`((?:src|tests|rules|\.ci)\/[\w./-]*)`/gu)].map(([, path]) => path ?? '');
    for (const path of named) expect(existsSync(join(root, path)), path).toBe(true);
  });
});

describe('the map in src/README.md', () => {
  const map = readFileSync(join(root, 'src/README.md'), 'utf8');

  it('has every room that has a file', () => {
    const listed = new Set([...map.matchAll(/^\| `([a-z]+)` \|/gmu)].map(([, room]) => room ?? ''));
    expect([...listed].toSorted()).toEqual(
      ['analyse', 'archive', 'cli', 'compare', 'demo', 'extract', 'fetch', 'fleet', 'judge', 'load', 'model', 'report', 'score'].toSorted(),
    );
  });

  it('numbers and dates every decision once', () => {
    const decisions = [...map.matchAll(/^(\d+)\. \*\*(\d{4}-\d{2}-\d{2})\. /gmu)].map(([, number]) => Number(number));
    const all = [...map.matchAll(/^(\d+)\. /gmu)].length;
    expect(decisions).toHaveLength(all);
    expect(new Set(decisions).size).toBe(decisions.length);
  });
});
