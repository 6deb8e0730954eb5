/** What a passage reads like: one class of the training texts in `training/`. */
export const passageKinds = [
  'policy',
  'terms',
  'help',
  'article',
  'not-found',
  'maintenance',
  'bot',
  'login',
  'banner',
  'home',
  'navigation',
  'store',
  'parked',
] as const;
export type PassageKind = (typeof passageKinds)[number];

/** A trained classifier as it is stored: about 20 kB, a fraction of what natural would write. */
export interface Weights {
  /** All stems, with a space between. */
  readonly stems: string;
  /** Per `PassageKind`: how many passages it was trained on, and in how many of them each stem occurs, in the order of `stems`. */
  readonly classes: Readonly<Record<string, { readonly passages: number; readonly counts: string }>>;
}
