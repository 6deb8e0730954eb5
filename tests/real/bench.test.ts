import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

test('the bench finds every part of the program that it times', () => {
  // Row 0 is none of its rows: what it measures with is built and loaded, and nothing is timed.
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'tests', 'bench', 'run.mjs'), '0'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^\d+ policies, [\d.]+ MB; 42 rules of \d+ claims, \d+ lexicons\./u);
  expect(status).toBe(0);
});
