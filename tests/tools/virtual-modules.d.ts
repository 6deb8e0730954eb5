/** Every YAML file below `rules/` as it was at build time, sorted by path. Made by `tests/tools/rule-files.mjs`. */
declare module 'earshot:rule-files' {
  /** `path` starts at the repository, such as `rules/voice/third-party.yaml`; `content` is the parsed YAML, not validated. */
  export const ruleFiles: readonly { readonly path: string; readonly content: unknown }[];
}

/** Every maker below `policies/` as it was at build time, sorted by id. Made by `tests/tools/rule-files.mjs`. */
declare module 'earshot:catalogue' {
  export const catalogue: {
    /** `content` is the parsed `maker.yaml`, checked by a test of this project. */
    readonly makers: readonly { readonly id: string; readonly content: unknown }[];
    /** The makers' other files: replies and reviews. `path` starts at the repository, such as `policies/tellix/replies/2026-11-01.md`. */
    readonly beside: readonly { readonly path: string; readonly text: string }[];
  };
}

/** Names the program that makes findings of bytes: a hash of its sources and packages. Made by `tests/tools/rule-files.mjs`. */
declare module 'earshot:engine' {
  export const engine: string;
}

/** The version in package.json at build time. Made by `tests/tools/rule-files.mjs`. */
declare module 'earshot:version' {
  export const version: string;
}

/** `rules/accuracy.json` as it was at build time, made by `npm run accuracy`; null without one. Made by `tests/tools/rule-files.mjs`. */
declare module 'earshot:accuracy' {
  export const accuracy: unknown;
}

/** What the engine would work out of the rules at every start; null where they have mistakes. Made by `tests/tools/prepared-rules.mjs`. */
declare module 'earshot:prepared' {
  // oxlint-disable-next-line typescript/consistent-type-imports -- a declared module cannot import from a relative path
  export const prepared: import('../../src/analyse/compile.ts').Prepared | null;
}

/** What `npm run learn` learned, packed; null without it. Made by `tests/tools/pack-classifier.mjs`. */
declare module 'earshot:classifier' {
  // oxlint-disable-next-line typescript/consistent-type-imports -- a declared module cannot import from a relative path
  export const classifier: import('../../src/analyse/classifier/sentence-classifier.ts').PackedClassifier | null;
}

/** The features that count most for each practice and stance, and against it; null without a classifier. Made by `tests/tools/pack-classifier.mjs`. */
declare module 'earshot:strongest' {
  // oxlint-disable-next-line typescript/consistent-type-imports -- a declared module cannot import from a relative path
  export const strongest: import('../../src/analyse/classifier/pack-classifier.ts').StrongestFeatures | null;
}

/** The style sheet, the script and the icon of the site, as they stand in `src/report/site/assets`. Made by `tests/tools/rule-files.mjs`. */
declare module 'earshot:site-assets' {
  export const siteAssets: readonly { readonly name: string; readonly content: string }[];
}
