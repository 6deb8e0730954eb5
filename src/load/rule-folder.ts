import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { concerns } from '../model/finding.ts';
import { UserError } from '../model/user-error.ts';
import { didYouMean } from './nearest.ts';
import { isRuleName } from './rule-name.ts';
import { yamlFile, type YamlFile } from './yaml-file.ts';

const folders: readonly string[] = [...concerns, 'lexicon'];

/** Files beside the folders that are no rules and belong to other readers. */
const otherFiles: ReadonlySet<string> = new Set(['scoring.yaml', 'owed.yaml', 'contradictions.yaml']);

/**
 * Reads and parses every rule and lexicon of a folder, in path order, without judging what they say. A folder that is missing, unreadable,
 * empty or holds YAML where no rule can be is a `UserError`.
 */
export async function readRuleFolder(dir: string): Promise<readonly YamlFile[]> {
  const faults: string[] = [];
  const paths: string[] = [];
  const isYaml = (name: string): boolean => /\.ya?ml$/iu.test(name);
  for (const entry of await entriesOf(dir)) {
    if (entry.name.startsWith('.')) continue;
    if (!entry.isDirectory()) {
      if (isYaml(entry.name) && !otherFiles.has(entry.name)) {
        faults.push(`${join(dir, entry.name)}: a rule is in the folder of its concern: ${join(dir, '<concern>', entry.name)}.`);
      }
      continue;
    }
    const isFolder = folders.includes(entry.name);
    for (const inner of await entriesOf(join(dir, entry.name))) {
      const path = join(dir, entry.name, inner.name);
      if (inner.name.startsWith('.')) continue;
      if (inner.isDirectory()) {
        if (isFolder) faults.push(`${path}: rules lie no deeper than <concern>/<practice>.yaml. Move its files up.`);
      } else if (!isYaml(inner.name)) continue;
      else if (!isFolder) {
        faults.push(
          `${path}: there is no concern "${entry.name}".${didYouMean(entry.name, folders) || ` Concerns are ${concerns.join(', ')}.`}`,
        );
      } else if (!inner.name.endsWith('.yaml')) faults.push(`${path}: the ending is .yaml. Rename it.`);
      else if (!isRuleName(inner.name.slice(0, -'.yaml'.length))) {
        faults.push(`${path}: a file is named with small letters, digits and hyphens, such as third-party.yaml.`);
      } else paths.push(path);
    }
  }
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  if (paths.length === 0) {
    throw new UserError(`${dir} holds no rules: a rule is ${join(dir, '<concern>', '<practice>.yaml')}. "earshot rules new" writes one.`);
  }
  return await Promise.all(paths.toSorted((a, b) => (a < b ? -1 : 1)).map(async (path) => yamlFile(path, await bytesOf(path))));
}

async function entriesOf(dir: string) {
  try {
    return await readdir(dir, { withFileTypes: true });
  } catch (cause) {
    throw mistakeOf(cause, dir, 'folder of rules') ?? cause;
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw mistakeOf(cause, path, 'rule file') ?? cause;
  }
}

function mistakeOf(cause: unknown, path: string, kind: string): UserError | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return new UserError(`there is no ${kind} ${path}: check the path.`, { cause });
  if (code === 'ENOTDIR') return new UserError(`${path} is a file: name the folder that holds <concern>/<practice>.yaml.`, { cause });
  if (code === 'EACCES' || code === 'EPERM')
    return new UserError(`${path} may not be read by this user: change its permissions.`, { cause });
  if (code === 'ELOOP') return new UserError(`${path} is a link that leads in a circle.`, { cause });
  return undefined;
}
