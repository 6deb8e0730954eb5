import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { virtualModules } from './tools/rule-files.mjs';

const modules = virtualModules();

/** Gives tests the modules that the build makes (`earshot:rule-files`, `earshot:version`). */
const virtual = {
  name: 'earshot-virtual-modules',
  resolveId: (id: string) => (id in modules ? `\0${id}` : undefined),
  load: (id: string) => modules[id.slice(1)]?.(),
};

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [virtual],
  test: {
    pool: 'forks',
    // Left alone it keeps one core for itself, and on a machine of two everything runs in turn.
    maxWorkers: '100%',
    reporters: ['default'],
    // Room for a whole process or a whole corpus on a busy machine of two cores; no test asserts a duration.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A test that cannot run says so and fails: an empty selection or a lone `.only` must not pass.
    passWithNoTests: false,
    allowOnly: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: ['tests/real/**', 'tests/bench/**'] } },
      { extends: true, test: { name: 'real', include: ['tests/real/**/*.test.ts'], testTimeout: 600_000 } },
    ],
  },
});
