// The sample history as its consecutive texts, for the rows of the bench that compare them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

function git(repository, args, options = {}) {
  const { status, stdout, stderr } = spawnSync('git', ['-C', repository, ...args], { maxBuffer: 1 << 30, ...options });
  if (status !== 0) throw new Error(`git ${args.join(' ')} ended with ${status}: ${String(stderr).slice(0, 500)}`);
  return stdout;
}

/** A bare clone of the sample's bundle below `folder`. */
export function cloneSample(shared, folder) {
  const bundle = join(shared, 'history', 'ota-versions-sample.bundle');
  if (!existsSync(bundle)) {
    console.error(`bench: the sample history is not there: ${bundle} is missing.`);
    process.exit(2);
  }
  const repository = join(folder, 'sample.git');
  git(folder, ['clone', '--quiet', '--bare', '-b', 'main', bundle, repository]);
  return repository;
}

/** What `git log -p` takes: all its output is made and thrown away. */
export function logWithPatches(repository) {
  git(repository, ['log', '-p', '--no-color'], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** For each document of the history its texts in order of time, as they were recorded. */
export function recordedTexts(repository) {
  const log = String(git(repository, ['log', '--reverse', '--raw', '--no-abbrev', '--no-renames', '--format=%H']));
  const idsOf = new Map();
  for (const [, id, path] of log.matchAll(/^:\d+ \d+ [0-9a-f]+ ([0-9a-f]{40}) [AM]\t(.*)$/gmu))
    idsOf.set(path, [...(idsOf.get(path) ?? []), id]);
  const wanted = [...new Set([...idsOf.values()].flat())];
  const output = git(repository, ['cat-file', '--batch', '--buffer'], { input: `${wanted.join('\n')}\n` });
  const texts = new Map();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(10, at);
    const [id, , size] = output.toString('latin1', at, end).split(' ');
    texts.set(id, output.toString('utf8', end + 1, end + 1 + Number(size)));
    at = end + 2 + Number(size);
  }
  return [...idsOf.values()].map((ids) => ids.map((id) => texts.get(id)));
}
