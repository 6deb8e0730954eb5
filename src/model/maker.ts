import type { Kind } from './kind.ts';

/** What part a document plays in a product's set. */
export const roles = ['main', 'voice', 'viewing', 'state', 'children', 'biometric', 'cookies', 'regional', 'other'] as const;
export type Role = (typeof roles)[number];

/** A passage of a page from one element to another; the first element that each CSS selector matches counts. Exactly one start and one end. */
export interface SelectorRange {
  readonly startBefore?: string;
  readonly startAfter?: string;
  readonly endBefore?: string;
  readonly endAfter?: string;
}

/** A CSS selector, which stands for every element that it matches, or a range. */
export type PageSelector = string | SelectorRange;

/** Which parts of a page are the policy. Without `select` the reader finds the main content by itself. */
export interface Selection {
  /** Joined in the order written. */
  readonly select?: readonly PageSelector[];
  /** Taken out before anything is selected; what matches nothing is no trouble. */
  readonly remove?: readonly PageSelector[];
}

/** One page, and which parts of it are the policy. */
export interface PageDeclaration extends Selection {
  /** https address. */
  readonly fetch: string;
  /** The page is built by scripts: a browser must run them. */
  readonly executeClientScripts?: boolean;
}

/** Where one policy is, as a person declared it. */
export interface PolicyDeclaration {
  /** `maker/slug`, such as `google/privacy-policy`. */
  readonly id: string;
  /** The archive's name for such documents, such as `Privacy Policy` or `Trackers Policy`. */
  readonly termsType: string;
  /** What tells it from the maker's other policies of that type, such as `Nest`. */
  readonly about?: string;
  readonly role: Role;
  /** The pages that, joined in this order, are the policy: one, or more where it is split. Never empty. */
  readonly pages: readonly [PageDeclaration, ...PageDeclaration[]];
  /** Functions that the declaration names and that are never run. */
  readonly filters: readonly string[];
  /** Where the address is from: a collection of declarations, or a corpus. */
  readonly source?: string;
  /** YYYY-MM-DD: when a policy was last had from this address, by anyone. */
  readonly seen?: string;
  /** Nobody has confirmed the address. */
  readonly unverified: boolean;
}

/** A device, app or service with the set of policies that cover it. */
export interface Product {
  /** `maker/product`, such as `samsung/smart-tv`. */
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  /** The product's own page or the maker's home: where to look for policies when none is declared. */
  readonly home: string;
  /** Ids of policies, the main one first; a policy may cover several products. [] where no address is known. */
  readonly policies: readonly string[];
}

/** A company as `policies/<id>/maker.yaml` declares it. */
export interface Maker {
  /** The folder's name: small letters, digits and hyphens. */
  readonly id: string;
  readonly name: string;
  /** https address of its home page. */
  readonly home: string;
  /** ISO 3166-1 alpha-2 code of the country of its seat. */
  readonly country: string;
  readonly policies: readonly PolicyDeclaration[];
  readonly products: readonly Product[];
}

/** What a maker answered to a finding or a practice: `policies/<maker>/replies/*.md`. */
export interface Reply {
  /** `maker/file`, without the ending. */
  readonly id: string;
  readonly maker: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Who answered, such as "Halberry's press office". */
  readonly by: string;
  /** The 16 hex digits of a finding, or a practice such as `voice/third-party`. */
  readonly about: string;
  /** Plain text in paragraphs divided by an empty line; nothing in it is markup. */
  readonly text: string;
}
