import type { Concern, Finding } from '../../model/finding.ts';
import type { Kind } from '../../model/kind.ts';
import type { PolicyReading } from '../../model/report.ts';

/** Where each page is. Addresses are promises: none of them changes once it is published. */
export const paths = {
  ranking: 'index.html',
  concern: (concern: Concern): string => `concern/${concern}.html`,
  kind: (kind: Kind): string => `kind/${kind}.html`,
  kindConcern: (kind: Kind, concern: Concern): string => `kind/${kind}/${concern}.html`,
  practice: (id: string): string => `practice/${id}.html`,
  compare: (kind: Kind): string => `compare/${kind}.html`,
  product: (id: string): string => `product/${id}.html`,
  change: (id: string, date: string): string => `changes/${id}/${date}.html`,
  badge: (id: string): string => `badge/${id}.svg`,
  json: (id: string): string => `api/v1/products/${id}.json`,
  feed: (id: string): string => `changes/${id}.atom`,
  /** The text as it was read; 16 hex digits name a document well enough. */
  text: ({ sha256 = '' }: PolicyReading): string => `text/${sha256.slice(0, 16)}.html`,
} as const;

/** Where a concern's part of a product's page begins. */
export const sectionAnchor = (concern: Concern): string => (concern === 'control' ? 'controls' : concern);

/** Where a finding stands on its product's page. */
export const findingAnchor = ({ id }: Pick<Finding, 'id'>): string => `f-${id}`;

/** Where a passage stands on the page of its text. */
export const passageAnchor = ({ span }: Pick<Finding, 'span'>): string => `p${span[0]}`;
