import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makerSchema } from '../../src/load/maker-schema.ts';
import { lexiconSchema, ruleSchema } from '../../src/load/rule-schemas.ts';

/** Set to 1 to write what is published anew. */
const isUpdate = process.env['EARSHOT_UPDATE_GOLDEN'] === '1';

describe('the published schemas', () => {
  it.each([
    ['rules/rule.schema.json', ruleSchema],
    ['rules/lexicon.schema.json', lexiconSchema],
    ['policies/maker.schema.json', makerSchema],
  ])('%s is what the loader checks with', (name, schema) => {
    const path = fileURLToPath(new URL(`../../${name}`, import.meta.url));
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (isUpdate) writeFileSync(path, text);
    expect(
      readFileSync(path, 'utf8'),
      'Run the tests with EARSHOT_UPDATE_GOLDEN=1 after a change of src/load/rule-schemas.ts or maker-schema.ts.',
    ).toBe(text);
  });

  it('describes every key, for a reader who does not program', () => {
    const undescribed: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('properties' in value && typeof value.properties === 'object' && value.properties !== null) {
        for (const [key, property] of Object.entries(value.properties)) {
          if (typeof property === 'object' && property !== null && !('description' in property) && !('$ref' in property))
            undescribed.push(`${path}/${key}`);
        }
      }
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
    };
    walk(ruleSchema, 'rule');
    walk(lexiconSchema, 'lexicon');
    walk(makerSchema, 'maker');
    expect(undescribed).toEqual([]);
  });
});
