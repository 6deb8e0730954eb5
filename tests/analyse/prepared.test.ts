import { describe, expect, it } from 'vitest';
import { prepared } from 'earshot:prepared';
import { ruleFiles } from 'earshot:rule-files';
import { analyse } from '../../src/analyse/analyse.ts';
import { compile, prepare } from '../../src/analyse/compile.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { loadRules, ruleSetFrom } from '../../src/load/rules.ts';

const shipped = ruleSetFrom(ruleFiles);
/** Every example of the rules: each was written to be matched, or nearly. */
const examples = shipped.rules.flatMap(({ examples: { does, denies, 'near-misses': misses } }) => [...does, ...denies, ...misses]);
const texts = examples.map(({ text, section, lead }) =>
  extractMarkdown([...(section === undefined ? [] : [`# ${section}`]), lead === undefined ? text : `${lead}\n\n- ${text}`].join('\n\n')),
);

describe('rules prepared at build', () => {
  it('find in every example what rules compiled at the start find', () => {
    const plain = compile(shipped);
    const quick = compile(shipped, prepare(shipped));
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts) expect(analyse(text, quick)).toEqual(analyse(text, plain));
  });

  it('are those of the shipped rules', () => {
    expect(prepared).toEqual(prepare(shipped));
  });

  it('are not used for other rules', async () => {
    const other = await loadRules(new URL('../rules-frozen', import.meta.url).pathname);
    const [plain, quick] = [compile(other), compile(other, prepare(shipped))];
    for (const text of texts.slice(0, 200)) expect(analyse(text, quick)).toEqual(analyse(text, plain));
    expect([...quick.lexicon.tags]).toEqual([...plain.lexicon.tags]);
  });
});
