import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const policy = `# Privacy Policy

## Voice commands

When you press the microphone button, we record your voice commands and transmit them to a third-party speech recognition provider that converts them to text.
We keep your voice recordings for 24 months. You can turn off voice recognition at any time in the settings of the device.

## Sharing

We share your viewing history with advertisers so that they can show you interest-based advertisements on other websites.
We do not sell your personal information to anyone.
`;

/** npm's own settings of this machine or of the run that started the tests must not reach the stranger's folder. */
function strangersEnvironment(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_|VITEST|EARSHOT)/iu.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    npm_config_cache: join(home, 'cache'),
    npm_config_update_notifier: 'false',
    NO_COLOR: '1',
  };
}

describe('the packed package, installed in an empty folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'earshot-stranger-'));
  const folder = join(home, 'project');
  const env = strangersEnvironment(home);

  beforeAll(() => {
    if (!existsSync(join(root, 'dist/earshot.js')))
      throw new Error('dist/earshot.js is missing: run `npm run build` first (`npm test` does).');
    mkdirSync(folder);
    // Without prepack: dist/ is built, and a second build would replace it under the feet of other tests.
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', home], { cwd: root, env, stdio: 'pipe' });
    const tarball = readdirSync(home).find((name) => name.endsWith('.tgz'));
    writeFileSync(join(folder, 'package.json'), '{"name":"stranger","private":true}');
    execFileSync('npm', ['install', '--offline', '--omit=dev', '--no-audit', '--no-fund', join(home, tarball ?? '')], {
      cwd: folder,
      env,
      stdio: 'pipe',
    });
    writeFileSync(join(folder, 'policy.md'), policy);
  });

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('brings nothing else with it', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['earshot']);
  });

  it('holds the built program, its papers, and no source or test', () => {
    const files = readdirSync(join(folder, 'node_modules/earshot'));
    expect(files.toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
    expect(readFileSync(join(folder, 'node_modules/earshot/dist/THIRD-PARTY-NOTICES.txt'), 'utf8')).toContain('htmlparser2');
  });

  it('says its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const run = spawnSync('npx', ['--offline', 'earshot', '--version'], { cwd: folder, env, encoding: 'utf8' });
    expect(run.stdout.trim(), run.stderr).toBe(version);
  });

  it('scans a file and quotes what it admits', () => {
    const run = spawnSync('npx', ['--offline', 'earshot', 'scan', 'policy.md'], { cwd: folder, env, encoding: 'utf8' });
    expect(run.status, run.stderr).toBe(0);
    // Long quotes are wrapped to the width of the page.
    const words = run.stdout.replaceAll(/\s+/gu, ' ');
    expect(words).toContain('transmit them to a third-party speech recognition provider');
    expect(words).toContain('We do not sell your personal information to anyone.');
  });

  it('tells admission and denial apart in its JSON', () => {
    const run = spawnSync('npx', ['--offline', 'earshot', 'scan', 'policy.md', '--format', 'json'], { cwd: folder, env, encoding: 'utf8' });
    const report = JSON.parse(run.stdout) as { findings: { practice: string; stance: string }[] };
    const said = report.findings.map(({ practice, stance }) => `${practice} ${stance}`);
    expect(said).toContain('voice/third-party does');
    expect(said).toContain('sharing/sale denies');
  });
});
