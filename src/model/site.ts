import type { Accuracy } from './accuracy.ts';
import type { Maker, Product, Reply } from './maker.ts';
import type { Report } from './report.ts';
import type { Practice } from './rule.ts';

/** One document as the site links to it: where its bytes are kept, and the words that were read. In the order of `report.policies`. */
export interface SiteDocument {
  /** ISO 8601 in UTC: when the snapshot was taken. Absent where nothing was. */
  readonly takenAt?: string;
  /** The policy's text as it was read, published beside the pages so that a quote can be seen where it stood. Absent: not to be published, or not read. */
  readonly text?: string;
}

/** A product at one point in its history. */
export interface SiteEdition {
  /** YYYY-MM-DD: the day from which this text was in force, as far as the archive knows. */
  readonly date: string;
  readonly score: number | null;
  readonly bounds: readonly [low: number, high: number] | null;
  readonly coverage: number | null;
}

/** One product with all that the site shows of it. */
export interface SiteProduct {
  readonly product: Product;
  readonly maker: Pick<Maker, 'id' | 'name' | 'home' | 'country'>;
  /** The newest reading. */
  readonly report: Report;
  readonly documents: readonly SiteDocument[];
  /** Oldest first, the newest reading last; one or none where there is no history. */
  readonly editions: readonly SiteEdition[];
  /** What the maker answered, oldest first. */
  readonly replies: readonly Reply[];
}

/** Where the site will stand and what it is called. */
export interface SiteOptions {
  /** Path below which the pages are served, with a slash at both ends: only the "not found" page needs it, which is shown for any address. */
  readonly basePath: string;
  /** Address of the site, with a slash at its end; sitemap, feeds and previews need it, and are left out or relative without it. */
  readonly siteUrl?: string;
}

/** All that the site is made of: the same input gives the same files, byte for byte. */
export interface SiteInput {
  readonly options: SiteOptions;
  /** ISO 8601 in UTC: as of when the site speaks, printed on every page; not when the program ran. */
  readonly asOf: string;
  readonly version: string;
  /** In the rule set's order. */
  readonly practices: readonly Practice[];
  /** How right the rules are; null where it was not measured. */
  readonly accuracy: Accuracy | null;
  /** In any order; the site sorts. */
  readonly products: readonly SiteProduct[];
}

/** One file of the site. */
export interface SiteFile {
  /** Relative to the site's folder, with `/`. */
  readonly path: string;
  readonly content: string;
}
