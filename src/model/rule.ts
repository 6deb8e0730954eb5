import type { Concern, Severity } from './finding.ts';

/** What a reader is told about a practice, whatever a policy says of it. */
export interface Practice {
  /** Such as `voice/third-party`: the rule's path below `rules/`. */
  readonly id: string;
  readonly concern: Concern;
  /** In plain words, continuing "It …": "sends your voice to another company". */
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly turnOff: { readonly how: string; readonly cost: string };
  /** Where the definition comes from: a law's article, a ruling, a study. */
  readonly source: string;
}
