import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analyse/analyse.ts';
import { compile } from '../../src/analyse/compile.ts';
import { product, products } from '../../src/analyse/classifier/product.ts';
import { kindsOf, layoutOf, makeNetwork, makeSentenceNetwork, partsOf } from '../../src/analyse/classifier/sentence-network.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { ruleFiles } from 'earshot:rule-files';
import { ruleSetFrom } from '../../src/load/rules.ts';
import { madeNetwork } from './made-network.ts';

const compiled = compile(ruleSetFrom(ruleFiles));

/** What a network says of each sentence of a text. */
function answers(markdown: string, ...made: Parameters<typeof madeNetwork>): readonly number[][] {
  const packed = madeNetwork(...made);
  const ask = makeSentenceNetwork(packed, compiled.forms);
  const found: number[][] = [];
  analyse(extractMarkdown(markdown), compiled, {
    onSentence: (sentence, around, block) => {
      const logitOf = ask(sentence, around, block.kind);
      found.push(packed.bias.map((_, claim) => logitOf(claim)));
    },
  });
  return found;
}

describe('the network', () => {
  it('adds up what stands side by side, and takes the most of all places', () => {
    const network = makeNetwork(madeNetwork({ one: 1, two: 2, less: -5 }, [[1, 0, 0, 0]]));
    const ask = (...words: number[]): number => {
      network.read(words, [], []);
      return network.logitOf(0);
    };
    expect(ask(1, 2)).toBe(-1 + 3);
    expect(ask(1, 0, 0, 0, 2)).toBe(-1 + 2);
    expect(ask(1, 3, 2, 0, 1, 1)).toBe(-1 + 3);
    // A filter never counts for less than nothing, and words that are not known count nothing.
    expect([ask(3), ask(0, 0), ask()]).toEqual([-1, -1, -1]);
    expect(ask(...Array.from({ length: 500 }, () => 2))).toBe(-1 + 6);
  });

  it('multiplies rows by a vector as it does one by one, however many there are', () => {
    const matrix = Float32Array.from({ length: 80 }, (_, k) => (k % 7) - 3);
    const vector = Float32Array.from([9, 1, -2, 3, 4, 5, 9]);
    for (const rows of [0, 1, 4, 7, 11]) {
      const sums = new Float32Array(rows);
      products(matrix, 2, 7, vector, 1, 5, sums);
      expect(Array.from(sums)).toEqual(Array.from(sums, (_, row) => product(matrix, 2 + 7 * row, vector, 1, 5)));
    }
  });

  it('reads the stems of a sentence, its lead and its headings, and its place', () => {
    expect(answers('The kitchens reach us.', { kitchen: 4 }, [[1, 0, 0, 0]])).toEqual([[3]]);
    expect(answers('What comes from your kitchen:\n\n- the lot', { kitchen: 4 }, [[0, 1, 0, 0]]).at(-1)).toEqual([3]);
    expect(answers('## Kitchens\n\nThe lot.', { kitchen: 4 }, [[0, 0, 1, 0]]).at(-1)).toEqual([3]);
    expect(answers('# Kitchens\n\n## Other things\n\nThe lot.', { kitchen: 4 }, [[0, 0, 0, 1]]).at(-1)).toEqual([3]);
    expect(answers('The lot.', {}, [[0, 0, 0, 0, 7, 2]], ['block paragraph', 'block row'])).toEqual([[6]]);
  });

  it('reads the beginning of what is long', () => {
    const read: [readonly string[], readonly number[]][] = [];
    analyse(extractMarkdown(`# ${'Kitchen '.repeat(40)}\n\n${'We see your kitchen and '.repeat(60)}more.`), compiled, {
      onSentence: (sentence, around, block) =>
        void read.push([kindsOf(around, block.kind), partsOf(sentence, around).map(({ length }) => length)]),
    });
    expect(read.at(-1)).toEqual([
      ['block paragraph', 'place free'],
      [120, 0, 20, 0],
    ]);
  });

  it('has columns for what each filter sees of a word, and a place for what each finds', () => {
    const shape = { size: 4, widths: [1, 3, 5], filters: 6, contextWidth: 3, contextFilters: 2, hidden: 3 } as const;
    const { convolutions, columns, read } = layoutOf(shape);
    expect([columns, read]).toEqual([6 * 9 + 2 * 3 * 2, 6 * 3 + 2 * 3]);
    expect(convolutions.map(({ part, column, place }) => [part, column, place])).toEqual([
      [0, 0, 0],
      [0, 6, 6],
      [0, 24, 12],
      [1, 54, 18],
      [2, 60, 20],
      [3, 60, 22],
    ]);
  });
});
