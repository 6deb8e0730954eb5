import type { Accuracy } from './accuracy.ts';
import type { PolicyChange } from './change.ts';
import type { Maker, Product, Reply } from './maker.ts';
import type { Report } from './report.ts';
import type { Practice } from './rule.ts';
import type { Bounds, Place, Scoring } from './score.ts';

/** One document as the site links to it, in the order of `report.policies`. */
export interface SiteDocument {
  /** ISO 8601 in UTC: when the snapshot was taken. Absent where nothing was. */
  readonly takenAt?: string;
  /** ISO 8601 in UTC: when the same words were last seen there. */
  readonly checkedAt?: string;
  /** The text as it was read, published beside the pages so that a quote can be seen where it stood. Absent: not to be published, or not read. */
  readonly text?: string;
}

/** A product at one point in its history. */
export interface SiteEdition {
  /** YYYY-MM-DD: the day from which this text stood, as far as the archive knows. */
  readonly date: string;
  /** null where there was no score. */
  readonly score: number | null;
  readonly bounds: Bounds | null;
}

/** One product with all that the site shows of it. */
export interface SiteProduct {
  readonly product: Product;
  readonly maker: Pick<Maker, 'id' | 'name' | 'home' | 'country'>;
  /** The newest reading. */
  readonly report: Report;
  readonly documents: readonly SiteDocument[];
  /** Among all products, and among those of its kind. */
  readonly places: { readonly overall: Place; readonly kind: Place };
  /** Oldest first, the newest reading last; one or none where there is no history. */
  readonly editions: readonly SiteEdition[];
  /** Accepted changes, newest first. */
  readonly changes: readonly PolicyChange[];
  /** What the maker answered, oldest first. */
  readonly replies: readonly Reply[];
}

/** Where the site will stand. */
export interface SiteOptions {
  /** Path below which the pages are served, with a slash at both ends: only the "not found" page needs it, which is shown for any address. */
  readonly basePath: string;
  /** Address of the site, with a slash at its end: sitemap, feeds and previews in other places need it, and are left out without it. */
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
  /** How scores are made; null where nothing is scored. */
  readonly scoring: Scoring | null;
  /** How often the order of two products survives other weights, 0 to 1; null where it was not worked out. */
  readonly sensitivity: number | null;
  /** In any order: the site sorts. */
  readonly products: readonly SiteProduct[];
}

/** One file of the site. */
export interface SiteFile {
  /** Relative to the site's folder, with `/`. */
  readonly path: string;
  readonly content: string;
}
