import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.ts';
import type { PageSelector } from '../../src/model/maker.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
if (!existsSync(corpus)) throw new Error(`The corpus of real pages is missing: it belongs to ${corpus}.`);

interface Page {
  readonly id: string;
  readonly file: string;
  readonly what: string;
  readonly url: string;
  readonly date: string;
}

interface Declared {
  readonly url: string;
  readonly select: PageSelector | readonly PageSelector[] | null;
  readonly remove: PageSelector | readonly PageSelector[] | null;
}

function linesOf(path: string): readonly unknown[] {
  return readFileSync(`${corpus}${path}`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

const listOf = (value: Declared['select']): readonly PageSelector[] => (value === null ? [] : [value].flat());

const declared = (linesOf('declared-privacy-urls.jsonl') as readonly Declared[]).filter(
  ({ select }) => select !== null && select !== 'body',
);
const pages = (linesOf('html/manifest.jsonl') as readonly Page[]).filter(({ what, file }) => what === 'policy' && file.endsWith('.html'));

describe('declared selectors on the real pages that they were written for', () => {
  it('take the policy out of most, and are a failure by name on the others', async () => {
    let matched = 0;
    let unmatched = 0;
    const shares: number[] = [];
    for (const { id, file, url } of pages) {
      const bytes = readFileSync(`${corpus}${file}`);
      const whole = await extract({ bytes, url, contentType: 'text/html' });
      for (const { select, remove } of declared.filter((one) => one.url === url)) {
        const outcome = await extract({
          bytes,
          url,
          contentType: 'text/html',
          selection: { select: listOf(select), remove: listOf(remove) },
        });
        if (outcome.ok) {
          matched++;
          const words = whole.ok ? whole.value.text.words : 0;
          shares.push(outcome.value.text.words / Math.max(1, words));
        } else {
          unmatched++;
          expect(outcome.failure.kind, `${id}: ${outcome.failure.detail}`).toBe('selector-unmatched');
        }
      }
    }
    const alike = shares.filter((share) => share > 0.9 && share < 1.15).length;
    console.log(`matched ${matched}, unmatched ${unmatched}; as many words as are found without selectors: ${alike} of ${shares.length}`);
    expect(matched).toBeGreaterThan(15);
    expect(matched / (matched + unmatched)).toBeGreaterThan(0.6);
  });
});
