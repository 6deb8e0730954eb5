import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const shared = fileURLToPath(new URL('../../../shared', import.meta.url));
if (!existsSync(shared)) throw new Error(`${shared} is missing: the published accuracy is measured on its labelled texts.`);
const { accuracy, accuracyFile, accuracyJson } = await import('../gold/accuracy.mjs');
const { strayPassages } = await import('../gold/passages.mjs');

describe('the published accuracy', () => {
  it('rests on passages whose text is still the one that was labelled', () => {
    expect(strayPassages()).toEqual([]);
  });

  it('is what measuring the rules gives now', () => {
    expect(existsSync(accuracyFile), 'rules/accuracy.json is missing: run "npm run accuracy".').toBe(true);
    expect(readFileSync(accuracyFile, 'utf8'), 'rules/accuracy.json is stale: run "npm run accuracy" and read what changed.').toBe(
      accuracyJson(accuracy()),
    );
  });
});
