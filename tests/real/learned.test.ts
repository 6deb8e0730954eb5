import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const shared = fileURLToPath(new URL('../../../shared', import.meta.url));
if (!existsSync(shared)) throw new Error(`${shared} is missing: the sentence classifier is learned from its labelled texts.`);
const { learnedVersion } = await import('../learn/samples.mjs');

describe('the sentence classifier', () => {
  it('was learned from the labels that there are', () => {
    const { labels } = JSON.parse(readFileSync(new URL('../../rules/classifier.json', import.meta.url), 'utf8')) as { labels: string };
    expect(labels, 'rules/classifier.json is stale: run "npm run learn" and "npm run accuracy".').toBe(learnedVersion());
  });
});
