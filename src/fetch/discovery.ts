import type { Failure } from '../model/failure.ts';
import type { Role } from '../model/maker.ts';
import type { PageStructure } from '../model/page-structure.ts';
import type { SeenDocument } from '../model/report.ts';
import type { PolicyText } from '../model/text.ts';
import type { FetchOptions } from './fetch-options.ts';

/** A page that was asked for and judged. Whoever visits adds what he needs later. */
export interface Visit {
  readonly url: string;
  readonly finalUrl: string;
  /** Where text could be made of it, be it a policy or not. */
  readonly text: PolicyText | null;
  readonly structure: PageStructure | null;
  /** null for a policy. */
  readonly failure: Failure | null;
}

/** The steps of a scan that the search for policies is made of; `fetch` knows nothing of text and judgement. */
export interface DiscoverySteps<V extends Visit> {
  /** Fetches, reads and judges one page. `what` is what it is expected to be, for whoever watches. */
  readonly visit: (url: string, what: string) => Promise<V>;
  /** The pages of a split document as one, judged as one. */
  readonly join: (pages: readonly [V, V, ...V[]]) => Promise<V>;
}

/** Whose policies are looked for. */
export interface DiscoveryWish {
  /** ISO 3166-1 alpha-2, or `EU`: the country whose readers' text is wanted. Left out, that of the page given. */
  readonly country?: string;
  /** BCP 47 primary subtag of the wanted text; `en` when left out. */
  readonly language?: string;
  /** Name of the product, which tells its maker's documents from others'. */
  readonly product?: string;
  /** The address was a bare host name: where https does not answer, http is asked. */
  readonly isBareHost?: boolean;
  readonly fetch: FetchOptions;
}

/** A document of the product's set. */
export interface FoundDocument<V extends Visit> {
  readonly visit: V;
  readonly role: Role;
  /** In clauses; [] for the page that was named. */
  readonly found: readonly string[];
  readonly country?: string;
}

/** The product's set, main policy first; at least one document, which may be the page named and why it was no use. */
export interface Discovery<V extends Visit> {
  readonly documents: readonly FoundDocument<V>[];
  /** What was met and not taken, at most `discoveryLimits.seen`. */
  readonly seen: readonly SeenDocument[];
}

/** Caps of one search: what a person with a browser would do, and no more. */
export const discoveryLimits = {
  /** Pages visited on the way to the main policy, the page named included. */
  wayPages: 10,
  /** Pages that are visited because they may lead on (terms, legal pages). */
  hubs: 4,
  /** Documents of a set. */
  documents: 12,
  /** Pages visited for the set beside the main policy. */
  setPages: 20,
  /** Pages of one split document. */
  parts: 20,
  seen: 40,
} as const;
