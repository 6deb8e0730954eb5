import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import type { PolicyText } from '../../src/model/text.ts';

/** Real policies live beside the project and never in it. */
const shared = fileURLToPath(new URL('../../../shared', import.meta.url));
const needed = (path: string): string => {
  const whole = join(shared, path);
  if (!existsSync(whole)) throw new Error(`this test reads the real policies in ../shared, and ${whole} is not there`);
  return whole;
};
const filesBelow = (folder: string, ending: RegExp): string[] =>
  readdirSync(needed(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .toSorted()
    .map((name) => join(shared, folder, name));

interface Unit {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'row';
  readonly lead: string;
  readonly text: string;
}

const isSplitter = (module: unknown): module is { readonly units: (markdown: string) => readonly Unit[] } =>
  typeof module === 'object' && module !== null && 'units' in module && typeof module.units === 'function';

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** A text as one string of words, and which block each of them belongs to. */
const streamOf = (text: PolicyText): { readonly words: string; readonly blockAt: (offset: number) => number | undefined } => {
  const owners = new Map<number, number>();
  let words = ' ';
  for (const [index, block] of text.blocks.entries()) {
    for (const word of wordsOf(text.text.slice(...block.span))) {
      owners.set(words.length, index);
      words += `${word} `;
    }
  }
  return { words, blockAt: (offset) => owners.get(offset) };
};

const bare = /^\W*(?:\d+|[a-z]|[ivx]+)\W/iu;

/** Where a unit's words stand, at or behind `from` if possible; -1 where they do not. A number or letter before them may be a list marker, which is no word of the text. */
const place = (words: string, unit: Unit, from: number): number => {
  const wanted = wordsOf(unit.text);
  const forms = bare.test(unit.text) && wanted.length > 1 ? [wanted, wanted.slice(1)] : [wanted];
  for (const form of forms) {
    const needle = ` ${form.join(' ')} `;
    const behind = words.indexOf(needle, from);
    const at = behind < 0 ? words.indexOf(needle) : behind;
    if (at >= 0) return at;
  }
  return -1;
};

const expectPlaced = (text: PolicyText): void => {
  let end = -1;
  for (const { span } of text.blocks) {
    expect(span[0]).toBe(end + 1);
    expect(span[1]).toBeGreaterThan(span[0]);
    end = span[1];
  }
};

describe('the Markdown policies of the corpus', () => {
  const files = filesBelow('corpus/policies', /\.md$/u);

  it('are all there', () => {
    expect(files).toHaveLength(729);
  });

  it('all become text with the blocks in place and English words', async () => {
    const languages = new Map<string, number>();
    for (const file of files) {
      const outcome = await extract({ bytes: readFileSync(file), url: pathToFileURL(file).href });
      if (!outcome.ok) throw new Error(`${file}: ${outcome.failure.kind}: ${outcome.failure.detail}`);
      expectPlaced(outcome.value.text);
      const language = outcome.value.text.language ?? 'none';
      languages.set(language, (languages.get(language) ?? 0) + 1);
    }
    console.log('languages', Object.fromEntries(languages));
    expect(languages.get('en')).toBeGreaterThanOrEqual(725);
  });

  it("hold the yardstick's units, and its leads over their items", async () => {
    const module: unknown = await import(pathToFileURL(needed('gold/units.mjs')).href);
    if (!isSplitter(module)) throw new Error('../shared/gold/units.mjs does not export units()');
    const tally = { units: 0, found: 0, items: 0, same: 0, tail: 0, further: 0 };
    for (const file of [...files, ...filesBelow('gold/dev', /\.md$/u)]) {
      const markdown = readFileSync(file, 'utf8');
      const text = extractMarkdown(markdown);
      const { words, blockAt } = streamOf(text);
      let from = 0;
      for (const unit of module.units(markdown)) {
        tally.units++;
        const at = place(words, unit, from);
        if (at < 0) continue;
        tally.found++;
        if (at - from < 5000) from = Math.max(from, at);
        if (unit.kind !== 'item') continue;
        tally.items++;
        const block = text.blocks[blockAt(at + 1) ?? -1];
        const ours = wordsOf((block?.leads ?? []).map((span) => text.text.slice(...span)).join(' ')).join(' ');
        const theirs = wordsOf(unit.lead).join(' ');
        if (ours === theirs) tally.same++;
        // One of the two kept more of the sentence (a title that runs into it, the address of a nested link).
        else if (theirs !== '' && ours !== '' && (theirs.endsWith(ours) || ours.endsWith(theirs))) tally.tail++;
        // The yardstick knows no lead without a colon, and forgets it at the second paragraph of an item.
        else if (theirs === '') tally.further++;
      }
    }
    const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;
    console.log(
      `units found ${share(tally.found, tally.units)} of ${tally.units}; leads of ${tally.items} items: same ${share(tally.same, tally.items)}, ` +
        `same but for its beginning ${share(tally.tail, tally.items)}, ours where the yardstick has none ${share(tally.further, tally.items)}, ` +
        `otherwise ${share(tally.items - tally.same - tally.tail - tally.further, tally.items)}`,
    );
    expect(tally.found / tally.units).toBeGreaterThanOrEqual(0.995);
    expect((tally.same + tally.tail) / tally.items).toBeGreaterThanOrEqual(0.97);
  });

  it('tell their date in most cases, and never one long after they were recorded', async () => {
    let dated = 0;
    for (const file of files) {
      const { effectiveDate } = extractMarkdown(readFileSync(file, 'utf8'));
      if (effectiveDate === undefined) continue;
      dated++;
      const recorded = /\d{4}/u.exec(file.slice(file.lastIndexOf('/')))?.[0];
      // A policy may be announced before it takes effect.
      expect(Number(effectiveDate.slice(0, 4)), file).toBeLessThanOrEqual(Number(recorded ?? '9999') + 1);
    }
    console.log(`dates given by ${dated} of ${files.length}`);
    expect(dated / files.length).toBeGreaterThanOrEqual(0.6);
  });
});

describe('the policies in other languages', () => {
  it.each(['fr', 'de', 'nl', 'pt'])('are told to be %s', async (language) => {
    for (const file of filesBelow(`corpus/policies-nonenglish/${language}`, /\.md$/u)) {
      const outcome = await extract({ bytes: readFileSync(file), url: pathToFileURL(file).href });
      expect(outcome.ok && outcome.value.text.language, file).toBe(language);
    }
  });
});

describe('the saved pages of the corpus', () => {
  const files = filesBelow('corpus/html', /\.(?:html|pdf)$/u);
  const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

  it('are all there', () => {
    expect(files).toHaveLength(187);
  });

  it('all become text or a named failure, and every policy has its words', async () => {
    const failures: string[] = [];
    for (const file of files) {
      const name = nameOf(file);
      const outcome = await extract({ bytes: readFileSync(file), url: `https://saved.example/${name}` });
      if (!outcome.ok) {
        failures.push(`${name}: ${outcome.failure.kind}`);
        continue;
      }
      const { text, structure } = outcome.value;
      expectPlaced(text);
      if (!/^(?:policy|pdf)--/u.test(name)) continue;
      // All but menus, footers and banners: at least five sixths of the running text.
      expect(text.words, name).toBeGreaterThan(250);
      expect(text.words / structure.counts.proseWords, name).toBeGreaterThan(5 / 6);
      expect(text.language, name).toMatch(/^(?:en|pt)$/u);
      expect(structure.counts.contentWords).toBe(text.words);
    }
    console.log(`named failures:\n${failures.join('\n')}`);
    expect(failures.filter((line) => !line.endsWith(': empty'))).toEqual([]);
    expect(failures.length).toBeLessThanOrEqual(4);
  });

  it('in other languages are told to be so', async () => {
    const wrong: string[] = [];
    for (const file of files.filter((each) => nameOf(each).startsWith('policy-other-language--'))) {
      const outcome = await extract({ bytes: readFileSync(file), url: 'https://saved.example/' });
      if (!outcome.ok || outcome.value.text.language === undefined || outcome.value.text.language === 'en') wrong.push(nameOf(file));
    }
    expect(wrong).toEqual([]);
  });
});

describe('the negatives of the corpus', () => {
  it('all become text or a named failure', async () => {
    for (const file of filesBelow('corpus/negatives', /\.txt$/u)) {
      const outcome = await extract({ bytes: readFileSync(file), url: pathToFileURL(file).href });
      if (outcome.ok) expectPlaced(outcome.value.text);
      else expect(outcome.failure.kind, file).toBe('empty');
    }
  });
});
