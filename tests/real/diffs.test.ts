import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareTexts } from '../../src/compare/compare-texts.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';

const corpus = join(fileURLToPath(new URL('../..', import.meta.url)), '..', 'shared', 'corpus');

interface Entry {
  readonly file: string;
  readonly label: 'recorded-change' | 'technical-upgrade';
  readonly same_words: boolean;
}

/** The two sides of a diff's hunks, as far as it shows them. */
function sidesOf(diff: string): readonly [before: string, after: string] {
  const sides: [string[], string[]] = [[], []];
  for (const line of diff.split('\n')) {
    if (/^(?:---|\+\+\+) \d{4}-\d{2}-\d{2}$/u.test(line)) continue;
    if (line.startsWith('@@')) for (const side of sides) side.push('');
    else if (line.startsWith('+')) sides[1].push(line.slice(1));
    else if (line.startsWith('-')) sides[0].push(line.slice(1));
    else for (const side of sides) side.push(line.slice(1));
  }
  return [sides[0].join('\n'), sides[1].join('\n')];
}

describe('real diffs of an archive', () => {
  it('come out as no change where they change no words, and as a change where they do', () => {
    const manifest = join(corpus, 'diffs', 'manifest.jsonl');
    if (!existsSync(manifest)) throw new Error(`the diffs of the corpus are not there: ${manifest} is missing.`);
    const entries = readFileSync(manifest, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
    const tally = new Map<string, { all: number; same: number; moved: number }>();
    const missed: string[] = [];
    const silent: string[] = [];
    for (const { file, label, same_words: isSameWords } of entries) {
      const [before, after] = sidesOf(readFileSync(join(corpus, file), 'utf8'));
      const { isSame, counts } = compareTexts(extractMarkdown(before), extractMarkdown(after));
      const key = `${label}, ${isSameWords ? 'the same words' : 'other words'}`;
      const row = tally.get(key) ?? { all: 0, same: 0, moved: 0 };
      tally.set(key, { all: row.all + 1, same: row.same + Number(isSame), moved: row.moved + Number(counts.moved > 0) });
      if (isSameWords && !isSame) missed.push(file);
      if (!isSameWords && isSame) silent.push(file);
    }
    for (const [key, { all, same, moved }] of [...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)))
      console.log(`${key}: ${same} of ${all} come out as no change, ${moved} with passages moved`);
    if (missed.length > 0) console.log(`the same words and yet a change: ${missed.join(', ')}`);
    if (silent.length > 0) console.log(`other words and no change: ${silent.join(', ')}`);
    const shareOf = (key: string): number => (tally.get(key)?.same ?? 0) / (tally.get(key)?.all ?? 1);
    expect(shareOf('technical-upgrade, the same words')).toBeGreaterThan(0.9);
    expect(shareOf('recorded-change, other words')).toBeLessThan(0.15);
  });
});
