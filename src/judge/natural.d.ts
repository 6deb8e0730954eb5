declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  /** What natural writes of a trained classifier, and reads back. */
  export interface SavedBayes {
    /** Stem → times seen; its order is the order of the features' numbers. */
    readonly features: Readonly<Record<string, number>>;
    readonly docs: readonly { readonly label: string; readonly text: readonly string[] }[];
    readonly lastAdded: number;
    readonly classifier: {
      /** Label → feature number → passages with it, plus the smoothing. */
      readonly classFeatures: Readonly<Record<string, Readonly<Record<number, number>>>>;
      /** Label → passages, plus one. */
      readonly classTotals: Readonly<Record<string, number>>;
      readonly totalExamples: number;
      readonly smoothing: number;
    };
  }
  export default class BayesClassifier implements SavedBayes {
    constructor(stemmer?: unknown, smoothing?: number);
    static restore(saved: SavedBayes): BayesClassifier;
    readonly features: SavedBayes['features'];
    readonly docs: SavedBayes['docs'];
    readonly lastAdded: number;
    readonly classifier: SavedBayes['classifier'];
    addDocument(stems: readonly string[], label: string): void;
    train(): void;
    getClassifications(stems: readonly string[]): readonly { readonly label: string; readonly value: number }[];
  }
}
