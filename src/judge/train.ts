import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { passageKinds, type PassageKind, type Weights } from './passage-kind.ts';
import { smoothing } from './classify.ts';
import { passages, stemsOf } from './passages.ts';

/** A stem in fewer passages than this says more about the writer of the training texts than about their kind. */
const rarest = 2;

/** Trains natural's Bayes classifier on the texts of each kind; the same texts give the same weights. */
export function train(texts: Readonly<Record<PassageKind, readonly string[]>>): Weights {
  const examples = passageKinds.flatMap((kind) =>
    texts[kind].flatMap((text) => passages(text, Infinity).map((passage) => ({ kind, stems: stemsOf(passage) }))),
  );
  const spread = new Map<string, number>();
  for (const { stems } of examples) for (const stem of stems) spread.set(stem, (spread.get(stem) ?? 0) + 1);

  const classifier = new BayesClassifier(undefined, smoothing);
  for (const { kind, stems } of examples) {
    classifier.addDocument(
      stems.filter((stem) => (spread.get(stem) ?? 0) >= rarest),
      kind,
    );
  }
  classifier.train();

  const { features, classifier: trained } = classifier;
  const names = Object.keys(features);
  const classOf = (kind: PassageKind): Weights['classes'][string] => ({
    passages: (trained.classTotals[kind] ?? 1) - 1,
    counts: names.map((_, index) => Math.max(0, Math.round((trained.classFeatures[kind]?.[index] ?? smoothing) - smoothing))).join(' '),
  });
  return {
    stems: names.join(' '),
    classes: Object.fromEntries(passageKinds.map((kind) => [kind, classOf(kind)])),
  };
}
