import { describe, expect, it } from 'vitest';
import { classifierFrom } from '../../src/judge/classify.ts';
import { passageKinds } from '../../src/judge/passage-kind.ts';
import { train } from '../../src/judge/train.ts';
import { forEveryKind, trainingTexts } from './training-texts.ts';

const texts = forEveryKind(trainingTexts);

describe('the classifier of passages', () => {
  it('is trained on at least twelve texts of every kind', () => {
    for (const kind of passageKinds) expect(texts[kind].length, kind).toBeGreaterThanOrEqual(12);
  });

  // `npx vitest run tests/judge/classify.test.ts -u` writes the weights anew after a training text was changed.
  it('ships the weights that training on the texts gives', async () => {
    const weights = `${JSON.stringify(train(texts), null, 1)}\n`;
    expect(weights.length).toBeLessThan(300_000);
    await expect(weights).toMatchFileSnapshot('../../src/judge/weights.json');
  });

  it('tells a text from the eleven twelfths it was not trained on', () => {
    let right = 0;
    let policiesRight = 0;
    let falsePolicies = 0;
    let total = 0;
    const folds = 12;
    const confusions = new Map<string, number>();
    for (let fold = 0; fold < folds; fold++) {
      const kept = forEveryKind((kind) => texts[kind].filter((_, index) => index % folds !== fold));
      const classify = classifierFrom(train(kept));
      for (const kind of passageKinds) {
        for (const text of texts[kind].filter((_, index) => index % folds === fold)) {
          const found = classify(text).kind;
          total++;
          if (found === kind) right++;
          else confusions.set(`${kind} as ${found}`, (confusions.get(`${kind} as ${found}`) ?? 0) + 1);
          if (kind === 'policy' && found === kind) policiesRight++;
          if (kind !== 'policy' && found === 'policy') falsePolicies++;
        }
      }
    }
    const said = `${right} of ${total} right; ${policiesRight} of ${texts.policy.length} policies; ${falsePolicies} others as policies; ${[...confusions].map(([pair, count]) => `${pair} ${count}`).join(', ')}`;
    console.log(said);
    expect(right / total, said).toBeGreaterThanOrEqual(0.7);
    expect(policiesRight / texts.policy.length, said).toBeGreaterThanOrEqual(0.85);
    expect(falsePolicies / (total - texts.policy.length), said).toBeLessThanOrEqual(0.1);
  });

  it('says nothing of a text without a word it knows', () => {
    const classify = classifierFrom(train(texts));
    for (const text of ['', 'zzyzx qwrtp', '   \n', '私たちは']) expect(classify(text).kind).toBeUndefined();
  });

  it('is not led astray by words that are names in JavaScript', () => {
    const classify = classifierFrom(train(texts));
    expect(classify('constructor prototype toString hasOwnProperty __proto__ '.repeat(30)).kind).toBeUndefined();
  });
});
