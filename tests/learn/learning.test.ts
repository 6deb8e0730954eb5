import { describe, expect, it } from 'vitest';
import * as calibration from '../../src/analyse/classifier/calibration.ts';
import { oppositeOf } from '../../src/analyse/classifier/claim-name.ts';
import { layoutOf, makeNetwork } from '../../src/analyse/classifier/sentence-network.ts';
import { calibrate } from './calibrate.mjs';
import { makerName } from './maker-name.mjs';
import { trainNetworks } from './networks.mjs';
import { placer } from './place-sentences.mjs';
import { settle } from './settle.mjs';
import { wordVectors } from './word-vectors.mjs';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]+/gu) ?? [];

describe('a maker', () => {
  it('has one name, however its policies are called', () => {
    expect(['social-tiktok', 'tiktok', 'TikTok-Privacy Policy.md'].map(makerName)).toEqual(['tiktok', 'tiktok', 'tiktok']);
    expect(['www-linkedin-com', 'linkedin-com', 'social-linkedin'].map(makerName)).toEqual(['linkedin', 'linkedin', 'linkedin']);
    expect(['Deutsche Bahn-Privacy Policy.md', 'ride-deutsche-bahn'].map(makerName)).toEqual(['deutschebahn', 'deutschebahn']);
    expect(['social-x-twitter', 'twitter', 'alibaba', 'Alibaba.com-Privacy Policy.md'].map(makerName)).toEqual([
      'twitter',
      'twitter',
      'alibaba',
      'alibaba',
    ]);
  });

  it('is its house where the house writes its policies', () => {
    expect(['voice-facebook-portal', 'portal', 'social-instagram'].map(makerName)).toEqual(['facebook', 'facebook', 'facebook']);
    expect(makerName('smartthings')).toBe(makerName('tv-samsung'));
  });
});

describe('where a sentence of the engine stands among labelled units', () => {
  const place = placer([
    { unit: 1, text: 'Contact us' },
    { unit: 2, text: 'We share data with partners who help us.' },
    { unit: 3, text: 'Contact us' },
    { unit: 4, text: 'To delete your account contact us by mail; we answer within a month.' },
    { unit: 5, text: 'We share data with partners who help us.' },
  ]);

  it('is the nearest place ahead, so that a heading does not take the label of a sentence with its words', () => {
    const at = (text: string): readonly number[] => place(wordsOf(text), false);
    expect(['Contact us', 'We share data with partners who help us', 'Contact us'].map(at)).toEqual([[1], [2], [3]]);
    expect(at('To delete your account contact us by mail')).toEqual([4]);
    expect(at('we answer within a month')).toEqual([4]);
    expect(at('We share data with partners who help us')).toEqual([5]);
    expect(at('nothing of the kind')).toEqual([]);
    expect(at('')).toEqual([]);
  });

  it('may be behind, and a row is read again for each of its headers', () => {
    const row = placer([
      { unit: 1, text: 'Location | Partners | Sold' },
      { unit: 2, text: 'Voice | Nobody | No' },
    ]);
    expect(['Location', 'Partners', 'Location', 'Sold'].map((text) => row(wordsOf(text), true))).toEqual([[1], [1], [1], [1]]);
    expect(row(wordsOf('Nobody'), true)).toEqual([2]);
  });

  it('is not far away for a word or two', () => {
    const far = placer([
      { unit: 1, text: 'First.' },
      { unit: 2, text: 'filler '.repeat(500) },
      { unit: 3, text: 'Partners, and those who help us every day' },
    ]);
    expect(far(['partners'], false)).toEqual([]);
    expect(far(wordsOf('Partners and those who help us every day'), false)).toEqual([3]);
  });
});

describe('a label of a unit of several sentences', () => {
  const sentence = (units: readonly number[], firm: readonly string[], ruled: readonly string[] = []) => ({
    units,
    firm: new Set(firm),
    shared: new Set<string>(),
    ruled: new Map(ruled.map((claim) => [claim, 'high'])),
  });
  const [sale, delete_] = ['sharing/sale does', 'control/delete does'];

  it('stays with the sentence that most likely says it, with those that plainly do, and with what the rules find', () => {
    const samples = [
      sentence([1], [sale]),
      sentence([1], [sale]),
      sentence([1], [sale], [sale]),
      sentence([1], [sale]),
      sentence([2], [delete_]),
      sentence([3], []),
    ];
    const margins = [-0.9, 0.4, -0.8, 0.7, -1, -1];
    expect(settle(samples, [sale, delete_], (row) => margins[row] ?? 0)).toBe(1);
    expect(samples.map(({ firm }) => [...firm])).toEqual([[], [sale], [sale], [sale], [delete_], []]);
    expect(samples.map(({ shared }) => [...shared])).toEqual([[sale], [], [], [], [], []]);
  });

  it('is left to one where none is likely', () => {
    const samples = [sentence([1], [sale]), sentence([1], [sale])];
    expect(settle(samples, [sale], (row) => (row === 0 ? -0.9 : -0.7))).toBe(1);
    expect(samples.map(({ firm }) => firm.size)).toEqual([0, 1]);
  });
});

describe('the calibration', () => {
  const claim = 'sharing/sale does';
  /** `count` sentences of a set with one margin, of which so many are right. */
  const sentences = (set: string, margin: number, count: number, right: number) =>
    Array.from({ length: count }, (_, k) => ({
      margin,
      sample: {
        set,
        units: [k],
        isTuned: set === 'dev',
        firm: new Set(k < right ? [claim] : []),
        optional: new Set<string>(),
        shared: new Set<string>(),
        ruled: new Map<never, never>(),
        isRow: false,
        isTitle: false,
        isNegated: false,
      },
    }));
  const likelihoodAt = (margin: number, cases: ReturnType<typeof sentences>): number => {
    const { evidence, claims } = calibrate(
      cases.map(({ sample }) => sample),
      [claim],
      {
        margins: cases.map((one) => [one.margin]),
        logits: cases.map(() => [0]),
        leadMargins: cases.map(() => null),
      },
      { ...calibration, oppositeOf },
    );
    const [none] = sentences('learned', margin, 1, 0);
    if (!none) throw new Error('no sentence');
    const pieces = calibration.evidenceFor(claim, { margin, logit: 0 }, calibration.no, { ...none.sample, leadMargin: null });
    return calibration.probabilityOf(
      pieces,
      calibration.evidenceNames.map((name) => evidence[name]),
      claims[0] ?? 0,
    );
  };
  const learned = [...sentences('learned', 1, 1000, 900), ...sentences('learned', -0.4, 1000, 50)];

  it('says how often sentences of a margin are right', () => {
    expect(likelihoodAt(1, learned)).toBeCloseTo(0.9, 1);
    expect(likelihoodAt(-0.4, learned)).toBeCloseTo(0.05, 1);
  });

  it('is as strict as the labels of gold/dev, whatever those say that it is fitted to', () => {
    expect(likelihoodAt(1, [...learned, ...sentences('dev', 1, 200, 120)])).toBeCloseTo(0.6, 2);
    expect(likelihoodAt(1, [...learned, ...sentences('dev', 1, 200, 180)])).toBeCloseTo(0.9, 2);
  });
});

describe('the vectors that a network starts from', () => {
  it('are alike for words that stand in the same places', () => {
    // 1 cat, 2 dog stand between 3 and 4; 5 and 6 between 7 and 8.
    const texts = Array.from({ length: 40 }, (_, k) => (k % 2 === 0 ? [3, 1 + (k % 4) / 2, 4] : [7, 5 + ((k - 1) % 4) / 2, 8]));
    const vectors = wordVectors(texts, 9, 4);
    const of = (word: number): number[] => Array.from(vectors.subarray(4 * word, 4 * word + 4));
    const like = (a: number, b: number): number => {
      const product = (x: number[], y: number[]): number => x.reduce((sum, one, k) => sum + one * (y[k] ?? 0), 0);
      return product(of(a), of(b)) / Math.sqrt(product(of(a), of(a)) * product(of(b), of(b)));
    };
    expect(of(0)).toEqual([0, 0, 0, 0]);
    expect(like(1, 2)).toBeGreaterThan(0.95);
    expect(like(5, 6)).toBeGreaterThan(0.95);
    expect(Math.abs(like(1, 5))).toBeLessThan(0.2);
  });
});

describe('the training of a network', () => {
  /** Sentences of many makers: what is told of kitchens is one claim, what is told of gardens below a lead the other. */
  const samples = Array.from({ length: 3000 }, (_, k) => {
    const [isKitchen, isGarden] = [k % 3 === 0, k % 5 === 0];
    const filler = ['we', 'may', 'also', `x${k % 7}`, `y${k % 11}`];
    return {
      maker: `maker ${k % 31}`,
      parts: [[...filler, isKitchen ? 'kitchen' : 'attic', 'reach', 'us'], isGarden ? ['from', 'garden'] : ['from', 'street'], [], []],
      kinds: ['block paragraph'],
      firm: new Set([...(isKitchen ? ['kitchen does'] : []), ...(isGarden ? ['garden does'] : [])]),
      optional: new Set<string>(),
      shared: new Set<string>(),
    };
  });
  const foldOf = (maker: string, count: number): number => Number(maker.split(' ')[1]) % count;

  it('learns what tells claims apart, of makers that a network did not see, and the same twice', async () => {
    const claims = ['garden does', 'kitchen does'];
    const shape = { size: 12, widths: [1, 3], filters: 16, contextWidth: 3, contextFilters: 8, hidden: 16 } as const;
    const train = (some: typeof samples): ReturnType<typeof trainNetworks> =>
      trainNetworks(some, claims, foldOf, { layoutOf, makeNetwork }, shape);
    const { network, logits } = await train(samples);
    // Of two sentences, one with the claim and one without, the one with it has more.
    const disorder = claims.map((claim, k) => {
      const of = (isIt: boolean): number[] => samples.flatMap(({ firm }, row) => (firm.has(claim) === isIt ? [logits[row]?.[k] ?? 0] : []));
      const least = Math.min(...of(true));
      return of(false).filter((logit) => logit >= least).length;
    });
    expect(disorder).toEqual([0, 0]);
    expect(network.words).toContain('kitchen');
    expect(network.kinds).toEqual(['block paragraph']);
    const few = samples.slice(0, 300);
    expect((await train(few)).network).toEqual((await train(few)).network);
  });
});
