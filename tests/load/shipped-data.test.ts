import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ruleSetFrom } from '../../src/load/rules.ts';
import { incompatiblePractices, owedOf } from '../../src/load/shipped-data.ts';
import { shippedRuleFiles } from '../../src/load/shipped-rules.ts';
import { kinds } from '../../src/model/kind.ts';

const fileOf = (name: string): string => readFileSync(new URL(`../../rules/${name}`, import.meta.url), 'utf8');
const practices = new Set(ruleSetFrom(await shippedRuleFiles()).rules.map(({ id }) => id));

describe('the shipped data beside the rules', () => {
  it.each(['owed', 'contradictions', 'scoring'])('%s.yaml is as its schema says', (name) => {
    const check = new Ajv2020({ allErrors: true }).compile(JSON.parse(fileOf(`${name}.schema.json`)) as object);
    check(parse(fileOf(`${name}.yaml`)));
    expect(check.errors ?? []).toEqual([]);
  });

  it('owes every kind of product answers, by practices that there are', async () => {
    for (const kind of kinds) {
      const questions = await owedOf(kind);
      expect(questions.length, kind).toBeGreaterThan(2);
      for (const { practices: ids } of questions) for (const id of ids) expect(practices.has(id), `${kind}: ${id}`).toBe(true);
    }
  });

  it('lets two different practices contradict each other, each pair once', async () => {
    const pairs = await incompatiblePractices();
    expect(pairs.length).toBeGreaterThan(0);
    for (const { does, denies } of pairs) {
      expect(does).not.toBe(denies);
      expect([does, denies].filter((id) => !practices.has(id))).toEqual([]);
    }
    expect(new Set(pairs.map(({ does, denies }) => `${denies} ${does}`)).size).toBe(pairs.length);
  });
});
