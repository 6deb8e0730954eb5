import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ruleFiles } from 'earshot:rule-files';
import { analyse } from '../../src/analyse/analyse.ts';
import type { Memory } from '../../src/analyse/memory.ts';
import { compiledRules } from '../../src/cli/compiled-rules.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { ruleSetFrom } from '../../src/load/rules.ts';

const policies = fileURLToPath(new URL('../../../shared/corpus/policies', import.meta.url));

it('finds the same in real policies with one memory for all of them as without', async () => {
  if (!existsSync(policies)) throw new Error(`The policies of the corpus are not there: ${policies} is missing.`);
  const compiled = await compiledRules(ruleSetFrom(ruleFiles));
  const paths = readdirSync(policies, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .filter((_, index) => index % 24 === 0);
  expect(paths.length).toBeGreaterThan(20);
  const memory: Memory = new Map();
  for (const path of paths) {
    const text = extractMarkdown(readFileSync(join(policies, path), 'utf8'));
    const fresh = JSON.stringify(analyse(text, compiled));
    expect(JSON.stringify(analyse(text, compiled, { memory })), path).toBe(fresh);
    // Once more, now that every paragraph is remembered.
    expect(JSON.stringify(analyse(text, compiled, { memory })), path).toBe(fresh);
  }
});
