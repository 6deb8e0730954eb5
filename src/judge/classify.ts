import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { passageKinds, type PassageKind, type Weights } from './passage-kind.ts';
import { passages, stemsOf } from './passages.ts';

/** What stands for a stem that no passage of a class has; below 1, so that one passage weighs (tried 0.1 to 1, left-out training texts, 2026-11-22). */
export const smoothing = 0.3;
/** Passages looked at in a document, evenly spread: 800 words, which bounds the cost of a long one. A guess, not tuned. */
const mostPassages = 16;
/** Distinct known stems of a passage that count: natural multiplies probabilities, and 300 of them would vanish in a double. */
const mostStems = 100;

/** What the passages of a text read like. */
export interface Reading {
  /** Share of the passages that read like a policy, weighed by how surely: 0 to 1. */
  readonly policy: number;
  /** The kind with the largest share; undefined where no passage has words that tell. */
  readonly kind?: PassageKind;
}

export type Classifier = (text: string) => Reading;

/** A classifier from stored weights. */
export function classifierFrom(weights: Weights): Classifier {
  const bayes = restored(weights);
  return (text) => {
    const sums = new Map<PassageKind, number>();
    let judged = 0;
    for (const passage of passages(text, mostPassages)) {
      const likely = kindsOf(passage, bayes);
      if (likely === undefined) continue;
      judged++;
      for (const kind of passageKinds) sums.set(kind, (sums.get(kind) ?? 0) + (likely[kind] ?? 0));
    }
    if (judged === 0) return { policy: 0 };
    const kind = passageKinds.reduce((best, other) => ((sums.get(other) ?? 0) > (sums.get(best) ?? 0) ? other : best));
    return { policy: (sums.get('policy') ?? 0) / judged, kind };
  };
}

/** The probabilities of one passage, which sum to 1. */
function kindsOf(passage: readonly string[], bayes: BayesClassifier): Partial<Record<string, number>> | undefined {
  const known = stemsOf(passage)
    .filter((stem) => Object.hasOwn(bayes.features, stem))
    .slice(0, mostStems);
  if (known.length < 2) return undefined;
  const found = bayes.getClassifications(known);
  // natural multiplies by the class's total, which here counts stems: taken out again, for how much we wrote of a kind says nothing about what comes back.
  const likely = found.map(({ label, value }) => [label, value / (bayes.classifier.classTotals[label] ?? 1)] as const);
  const total = likely.reduce((sum, [, value]) => sum + value, 0);
  return total > 0 ? Object.fromEntries(likely.map(([label, value]) => [label, value / total])) : undefined;
}

function restored({ stems, classes }: Weights): BayesClassifier {
  const names = stems.split(' ');
  const classFeatures: Record<string, Record<number, number>> = {};
  const classTotals: Record<string, number> = {};
  let totalExamples = 1;
  for (const kind of passageKinds) {
    const trained = classes[kind];
    if (trained === undefined) throw new Error(`The weights of the classifier lack the class "${kind}".`);
    const { passages: count, counts } = trained;
    const own: Record<number, number> = {};
    counts.split(' ').forEach((times, index) => {
      if (times !== '0') own[index] = Number(times) + smoothing;
    });
    classFeatures[kind] = own;
    // Stems, not passages: else a kind with long passages would be likelier whatever its words (64 % right on left-out texts, against 76 %).
    classTotals[kind] = Object.values(own).reduce((sum, times) => sum + times, 0) + smoothing * (names.length - Object.keys(own).length);
    totalExamples += count;
  }
  const features = Object.fromEntries(names.map((name) => [name, 1]));
  return BayesClassifier.restore({
    features,
    docs: [],
    lastAdded: 0,
    classifier: { classFeatures, classTotals, totalExamples, smoothing },
  });
}
