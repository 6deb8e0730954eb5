import type { SiteFile } from '../../model/site.ts';
import { harmless } from '../harmless.ts';
import { script } from './compare-page.tsx';
import { findingAnchor } from './paths.ts';
import type { Overview } from './overview.ts';

/**
 * What the search and the comparison of two products read, a script for each kind so that nobody loads more than is asked for: for each
 * quote the product's and the practice's place in `answers.js`, its anchor and its words.
 */
export function searchIndex(overview: Overview): readonly SiteFile[] {
  const practice = new Map(overview.practices.map(({ id }, index) => [id, index]));
  return [...overview.byKind].map(([kind, members]) => {
    const rows = members.flatMap((entry) => {
      const product = overview.entries.indexOf(entry);
      return entry.report.findings
        .filter(({ verdict }) => verdict?.verdict !== 'wrong')
        .flatMap((finding) => {
          const at = practice.get(finding.practice);
          const anchor = finding.concern === 'control' && finding.stance === 'does' ? 'controls' : findingAnchor(finding);
          return at === undefined ? [] : [[product, at, finding.stance === 'does' ? 1 : 0, anchor, harmless(finding.quote)]];
        });
    });
    return { path: `assets/quotes-${kind}.js`, content: script(`earshotQuotes_${kind}`, rows) };
  });
}
