import { classifier as shipped } from 'earshot:classifier';
import { ruleFiles } from 'earshot:rule-files';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analyse/analyse.ts';
import { compile } from '../../src/analyse/compile.ts';
import { confidenceOf, evidenceFor, evidenceNames, leastMargin, no } from '../../src/analyse/classifier/calibration.ts';
import { oppositeOf } from '../../src/analyse/classifier/claim-name.ts';
import { type LearnedClassifier, packClassifier, strongestFeatures } from '../../src/analyse/classifier/pack-classifier.ts';
import { hasNegation, type PackedClassifier } from '../../src/analyse/classifier/sentence-classifier.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { ruleSetFrom } from '../../src/load/rules.ts';
import { madeNetwork, stillNetwork } from './made-network.ts';

const set = ruleSetFrom(ruleFiles);
const nothing = Object.fromEntries(evidenceNames.map((name) => [name, 0])) as LearnedClassifier['calibration']['evidence'];

/** A classifier that knows two claims: a weight of 100 is a margin of 10 in a sentence with one known feature. */
const learned = (evidence: Partial<typeof nothing>): LearnedClassifier => ({
  rules: set.sha256,
  labels: '',
  claims: ['voice/capture denies', 'voice/capture does'],
  steps: [0.1, 0.1],
  biases: [-1, -1],
  calibration: { evidence: { ...nothing, ...evidence }, claims: [0, 0], ruledClaims: [0, 0] },
});
const findings = (markdown: string, weights: string, evidence: Partial<typeof nothing>, network = stillNetwork) =>
  analyse(extractMarkdown(markdown), compile(set, undefined, packClassifier(learned(evidence), weights, network))).filter(
    ({ practice }) => practice === 'voice/capture',
  );

describe('the sentence classifier', () => {
  it('finds what no rule finds, by words, pairs of words, terms, leads and headings', () => {
    const sentence = 'Things near your kitchen come to us.';
    expect(findings(sentence, '', { margin: 1 })).toEqual([]);
    for (const feature of ['word kitchen', 'words your kitchen', 'first thing', 'block paragraph', 'place title'])
      expect(findings(sentence, `${feature}\t1\t1:100\n`, { margin: 1 }), feature).toMatchObject([
        { stance: 'does', quote: sentence, confidence: 'high', actor: 'unclear' },
      ]);
    expect(findings(`## Kitchens\n\n${sentence}`, 'heading-word kitchen\t1\t1:100\n', { margin: 1 })).toHaveLength(1);
    expect(findings(`What comes from your kitchen:\n\n- the lot`, 'lead-words your kitchen\t1\t1:100\n', { margin: 1 })).toMatchObject([
      { quote: 'the lot', lead: 'What comes from your kitchen:' },
    ]);
    expect(findings(sentence, 'term maker\t1\t1:100\n', { margin: 1 })).toHaveLength(1);
  });

  it('asks the network where a margin leaves a claim open, and only there', () => {
    const network = madeNetwork({ kitchen: 4 }, [
      [0, 0, 0, 0],
      [3, 0, 0, 0],
    ]);
    const sentence = 'Things near your kitchen come to us.';
    expect(findings(sentence, 'word kitchen\t1\t1:5\n', { network: 1 }, network)).toMatchObject([{ stance: 'does', confidence: 'high' }]);
    expect(findings(sentence, 'word kitchen\t1\t1:5\n', { network: 1 })).toEqual([]);
    // Far from any claim, what the network would say is not heard.
    expect(findings(sentence, '', { network: 1 }, network)).toEqual([]);
  });

  it('takes back what the rules find where all else speaks against it', () => {
    const sentence = 'We record what you say near the device.';
    expect(findings(sentence, '', { 'ruled-high': 5, 'ruled-medium': 5, 'ruled-low': 5 })).toHaveLength(1);
    expect(findings(sentence, 'word devic\t1\t1:-100\n', { 'ruled-high': 5, 'ruled-medium': 5, 'ruled-low': 5, margin: 1 })).toEqual([]);
  });

  it('leaves it to a person where a negation stands in what only it reads', () => {
    const [plain] = findings('Things near your kitchen come to us.', 'word kitchen\t1\t1:100\n', { margin: 1 });
    const [negated] = findings('No things near your kitchen come to us.', 'word kitchen\t1\t1:100\n', { margin: 1 });
    expect([plain?.confidence, negated?.confidence]).toEqual(['high', 'low']);
  });

  it('shows no denial without a negation as sure, and none of what the rules read as an admission', () => {
    const weights = 'word kitchen\t1\t0:100\nword devic\t1\t0:100\n';
    const shown = (sentence: string): readonly string[] =>
      findings(sentence, weights, { margin: 1, 'ruled-high': 9, 'ruled-medium': 9, 'ruled-low': 9 }).map(
        ({ stance, confidence }) => `${stance} ${confidence}`,
      );
    expect(shown('Things stay near your kitchen.')).toEqual(['denies low']);
    expect(shown('We record what you say near the device.')).toEqual(['does high']);
  });

  it('counts a feature once, however often it comes', () => {
    const evidence = { margin: 0.5, always: -5 };
    const once = findings('The kitchen reaches us.', 'word kitchen\t1\t1:100\n', evidence);
    const thrice = findings('The kitchen, that kitchen, any kitchen reaches us.', 'word kitchen\t1\t1:100\n', evidence);
    expect(once.map(({ confidence }) => confidence)).toEqual(thrice.map(({ confidence }) => confidence));
  });

  it('counts the features of a sentence by how rare they are', () => {
    const evidence = { margin: 0.2, always: 0 };
    const beside = (rarity: string): readonly string[] =>
      findings('The kitchen reaches us.', `word kitchen\t1\t1:100\nword reach\t${rarity}\t\n`, evidence).map(
        ({ confidence }) => confidence,
      );
    // A margin of 10 - 1 by itself; beside a rarer word of 10 / sqrt(1 + 9 * 9) - 1.
    expect([beside('0.05'), beside('9')]).toEqual([['medium'], ['low']]);
  });

  it('reads only the concerns that are asked for', () => {
    const compiled = compile(set, undefined, packClassifier(learned({ margin: 1 }), 'word kitchen\t1\t1:100\n', stillNetwork));
    const text = extractMarkdown('The kitchen reaches us.');
    expect(analyse(text, compiled, { concerns: ['location'] })).toEqual([]);
    expect(analyse(text, compiled, { concerns: ['voice'] })).toHaveLength(1);
  });

  it('says of no probability what it does not hold', () => {
    expect([0, 0.2, 0.359].map(confidenceOf)).toEqual([null, null, null]);
    expect([0.36, 0.68, 0.9].map(confidenceOf)).toEqual(['low', 'medium', 'high']);
  });

  it('knows the other stance of a practice, and a negation', () => {
    expect(oppositeOf('sharing/sale does')).toBe('sharing/sale denies');
    expect(oppositeOf('sharing/sale denies')).toBe('sharing/sale does');
    const seen: boolean[] = [];
    const compiled = compile(set);
    const onSentence = (sentence: Parameters<typeof hasNegation>[0]): void => void seen.push(hasNegation(sentence, compiled.forms));
    analyse(extractMarkdown('We never sell it.\n\nWe sell it.\n\nWe do not sell it.\n\nNone of it is sold.'), compiled, { onSentence });
    expect(seen).toEqual([true, false, true, true]);
  });

  it('weighs evidence in the order of its names', () => {
    const ruled = new Map([['sharing/sale does', 'medium'] as const]);
    const pieces = evidenceFor(
      'sharing/sale does',
      { margin: 0.5, logit: -3 },
      { margin: -0.25, logit: 1.5 },
      { ruled, isRow: true, isTitle: true, leadMargin: -0.25, isNegated: true },
    );
    expect(Object.fromEntries(evidenceNames.map((name, k) => [name, pieces[k]]))).toEqual({
      always: 1,
      margin: 0.5,
      'ruled-high': 0,
      'ruled-medium': 1,
      'ruled-low': 0,
      'ruled-margin': 0.5,
      'opposite-margin': 0.75,
      network: -3,
      'ruled-network': -3,
      'opposite-network': 9.5,
      'opposite-ruled': 0,
      row: 1,
      title: 1,
      led: 1,
      'lead-margin': 0.75,
      'negated-does': 0,
      'negated-denies': 0,
    });
    expect(leastMargin).toBeLessThan(0);
    const alone = evidenceFor('sharing/sale does', { margin: 0.5, logit: -30 }, no, {
      ruled: new Map(),
      isRow: false,
      isTitle: false,
      leadMargin: null,
      isNegated: true,
    });
    const named = Object.fromEntries(evidenceNames.map((name, k) => [name, alone[k]]));
    expect(named).toMatchObject({
      network: -8,
      'ruled-network': 0,
      'opposite-margin': 0,
      'opposite-network': 0,
      'negated-does': 1,
      led: 0,
      'lead-margin': 0,
    });
  });

  it('shows what counts most for a claim and against it, the strongest first', () => {
    const weights = 'word a\t1\t0:1 1:5\nword b\t1\t1:-7\nword c\t1\t1:9\nword d\t1\t1:2\nword e\t1\t\n';
    expect(strongestFeatures(learned({}), weights, 2)).toEqual({
      'voice/capture denies': { for: ['word a'], against: [] },
      'voice/capture does': { for: ['word c', 'word a'], against: ['word b'] },
    });
  });

  it('is not packed of lines that are no weights, and says which', () => {
    expect(() => packClassifier(learned({}), 'word a\t1\t0:1\nwrod b\t1\t0:1\n', stillNetwork)).toThrow(
      'rules/weights.tsv:2: no kind of feature is called wrod',
    );
    expect(() => packClassifier(learned({}), 'word a\t1\t7:1\n', stillNetwork)).toThrow(
      'rules/weights.tsv:1: "7:1" is no claim and weight',
    );
    expect(() => packClassifier(learned({}), 'word a\t\t0:1\n', stillNetwork)).toThrow(
      'rules/weights.tsv:1: "" is not how rare a feature is',
    );
  });
});

describe('what was learned', () => {
  const packed: PackedClassifier | null = shipped;

  it('is of practices that there are, each once', () => {
    const ids = new Set(set.rules.map(({ id }) => id));
    expect(packed?.claims.length).toBeGreaterThan(40);
    expect(packed?.claims.filter((claim) => !ids.has(claim.split(' ')[0] ?? ''))).toEqual([]);
    expect(new Set(packed?.claims).size).toBe(packed?.claims.length);
  });

  it('weighs a lead where it stands for each of its items, whichever is read first', () => {
    const weights = 'heading-word kitchen\t1\t1:100\nword lot\t1\t1:100\n';
    const [one, other] = ['- Kitchens. The lot is here.', '- Another lot is here.'];
    for (const items of [`${one}\n${other}`, `${other}\n${one}`])
      expect(findings(`Where it comes from:\n\n${items}`, weights, { always: -1, 'lead-margin': 1 })).toMatchObject([
        { quote: 'The lot is here.' },
      ]);
  });

  it('reads one text twice the same, whatever was read between', () => {
    const compiled = compile(set, undefined, packed ?? undefined);
    const texts = set.rules.flatMap(({ examples }) => examples.does.map(({ text }) => extractMarkdown(text))).slice(0, 120);
    const first = texts.map((text) => analyse(text, compiled));
    expect(texts.map((text) => analyse(text, compiled))).toEqual(first);
    expect(texts.map((text) => analyse(text, compiled, { memory: new Map() }))).toEqual(first);
    expect(first.flat().length).toBeGreaterThan(100);
  });
});
