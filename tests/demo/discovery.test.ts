import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { compile } from '../../src/analyse/compile.ts';
import { grammarLexicons } from '../../src/analyse/layout.ts';
import { serveDemo, type ServedDemo } from '../../src/demo/serve-demo.ts';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import { loadRules } from '../../src/load/rules.ts';
import { scan, type ScanOptions } from '../../src/scan.ts';

let demo: ServedDemo;
let options: ScanOptions;

async function* nothing(): AsyncGenerator<string> {
  yield await Promise.resolve('');
}

beforeAll(async () => {
  demo = await serveDemo();
  const set = await loadRules(fileURLToPath(new URL('../rules-frozen', import.meta.url)), { grammarLexicons });
  options = {
    compiled: compile(set),
    rulesSha256: set.sha256,
    version: '9.9.9',
    fetch: fetchOptions({ allowPrivate: true }),
    stdin: nothing(),
    clock: () => Date.parse('2026-11-23T12:00:00Z'),
  };
});
afterAll(async () => {
  await demo.close();
});

describe('a scan of the bare home page of a made-up maker', () => {
  it.each(['veldora', 'halberry', 'zipwend', 'pelliqo'])('finds every document of its set and nothing else: %s', async (id) => {
    const maker = demo.makers.find((one) => one.id === id);
    const { report } = await scan([{ url: maker?.home ?? '' }], options);
    expect(report.policies.map(({ finalUrl, status }) => `${status} ${finalUrl}`).toSorted()).toEqual(
      (maker?.policies ?? []).map((url) => `read ${url}`).toSorted(),
    );
    expect(report.policies[0]).toMatchObject({ finalUrl: maker?.policies[0], role: 'main' });
    for (const { found } of report.policies) expect(found?.[0]).toContain('links to it as “');
  });

  it('finds the same from any document of the set, which then needs no reason', async () => {
    for (const { policies } of demo.makers) {
      for (const url of policies.filter((policy) => !policy.endsWith('.pdf'))) {
        const { report } = await scan([{ url }], options);
        expect(report.policies.map(({ finalUrl }) => finalUrl).toSorted(), url).toEqual([...policies].toSorted());
        expect(report.policies.find(({ finalUrl }) => finalUrl === url)?.found, url).toBeUndefined();
      }
    }
  });
});
