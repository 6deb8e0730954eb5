import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';

/** A passage that was chosen by reading the policy: its text is in the shared corpus and not here. */
interface Passage {
  readonly maker: string;
  /** Below `corpus/`. */
  readonly file: string;
  /** Number that `gold/units.mjs` gives it. */
  readonly unit: number;
  /** First 12 hex digits of the SHA-256 of its text. */
  readonly sha: string;
  readonly practice: string;
  readonly stance: 'does' | 'denies';
}

/** The seven everyday threats of DESIGN.md. */
type Threats = Readonly<Record<string, { readonly title: string; readonly passages: readonly Passage[] }>>;

const root = fileURLToPath(new URL('../..', import.meta.url));
const corpus = join(root, '..', 'shared', 'corpus');
if (!existsSync(corpus)) throw new Error(`${corpus} is missing: the passages of the everyday threats are read from there.`);
const { shaOf } = await import('../gold/passages.mjs');
const { unitFinder, unitSplitter } = await import('../gold/units.mjs');
const units = await unitSplitter();
const threats = JSON.parse(readFileSync(new URL('threats.json', import.meta.url), 'utf8')) as Threats;

/** Least number of makers whose passage must be found. Source: issue 3, item 9. */
const leastMakers = 10;

const files = [...new Set(Object.values(threats).flatMap(({ passages }) => passages.map(({ file }) => file)))];
const reports = new Map<string, Report>();

beforeAll(() => {
  const args = [join(root, 'dist', 'earshot.js'), 'scan', ...files.map((file) => join(corpus, file)), '--format', 'json', '--quiet'];
  const out = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  out
    .trim()
    .split('\n')
    .forEach((line, index) => reports.set(files[index] ?? '', JSON.parse(line) as Report));
}, 300_000);

const textOf = (file: string): string => readFileSync(join(corpus, file), 'utf8');

const wordsOf = (text: string): string => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/** Line of a unit in its file, from 1: the first that holds its first words; 0 where markup stands between them. */
function lineOf({ file, unit }: Passage): number {
  const text = units(textOf(file)).find((other) => other.unit === unit)?.text ?? '';
  const start = wordsOf(text).split(' ').slice(0, 5).join(' ');
  return (
    textOf(file)
      .split('\n')
      .findIndex((line) => wordsOf(line).includes(start)) + 1
  );
}

/** The quote of the finding that says so of this very unit. */
function quoteOf({ file, unit, practice, stance }: Passage): string | undefined {
  const find = unitFinder(units(textOf(file)));
  const seen = new Map<string, number>();
  return reports.get(file)?.findings.find((finding) => {
    if (finding.practice !== practice || finding.stance !== stance) return false;
    const nth = seen.get(finding.quote) ?? 0;
    seen.set(finding.quote, nth + 1);
    return find(finding.quote, nth).includes(unit);
  })?.quote;
}

describe('the seven everyday threats', () => {
  it('are seven', () => {
    expect(Object.keys(threats)).toHaveLength(7);
  });

  it.each(Object.values(threats))('$title: found in the policies of ten makers, in their own words', ({ title, passages }) => {
    const found = passages.filter((passage) => quoteOf(passage) !== undefined);
    const lines = passages.map((passage) => {
      const { maker, file, unit, practice } = passage;
      return `  ${found.includes(passage) ? 'found ' : 'MISSED'} ${maker}: ${file}:${lineOf(passage)} (unit ${unit}) ${practice}`;
    });
    console.log(`${title}: ${found.length} of ${passages.length} passages\n${lines.join('\n')}`);
    expect(new Set(found.map(({ maker }) => maker)).size).toBeGreaterThanOrEqual(leastMakers);
  });

  it('rest on passages that are still the ones that were read', () => {
    const changed = Object.values(threats)
      .flatMap(({ passages }) => passages)
      .filter(({ file, unit, sha }) => shaOf(units(textOf(file)).find((other) => other.unit === unit)?.text ?? '') !== sha);
    expect(changed).toEqual([]);
  });

  it('quote the policy word for word', () => {
    const quotes = Object.values(threats).flatMap(({ passages }) =>
      passages.flatMap((passage) => {
        const quote = quoteOf(passage);
        return quote === undefined
          ? []
          : [{ text: wordsOf(textOf(passage.file).replaceAll(/\]\([^)]*\)/gu, ' ')), quote: wordsOf(quote).slice(0, 40) }];
      }),
    );
    expect(quotes.filter(({ text, quote }) => !text.includes(quote)).map(({ quote }) => quote)).toEqual([]);
  });

  it('come with how to switch it off where the television says so', () => {
    const television = reports.get('policies/tv/samsung/2015-02-11.md');
    expect(television?.controls.some(({ about }) => about === 'voice')).toBe(true);
  });
});
