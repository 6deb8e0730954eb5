import { compareReadings } from '../compare/compare-readings.ts';
import type { PolicyChange } from '../model/change.ts';
import type { Maker, Product, Reply } from '../model/maker.ts';
import type { SiteEdition, SiteProduct } from '../model/site.ts';
import { scanOf, type ReadDocument, type ReadOptions, type Scan } from '../scan.ts';

/** A text of a policy as it was read, and since when it stands. */
export interface DatedDocument {
  /** ISO 8601 in UTC. */
  readonly takenAt: string;
  /** ISO 8601 in UTC: when it was last seen to stand. */
  readonly checkedAt?: string;
  readonly document: ReadDocument;
}

/** The texts of one policy, oldest first. */
export interface PolicyHistory {
  readonly id: string;
  readonly texts: readonly DatedDocument[];
}

/** What is not read from texts. */
export interface ProductFacts {
  readonly product: Product;
  readonly maker: Pick<Maker, 'id' | 'name' | 'home' | 'country'>;
  readonly replies: readonly Reply[];
}

/** A product without its place among others. */
export type UnplacedProduct = Omit<SiteProduct, 'places'>;

/**
 * A product of which the texts of all its policies are known: read at each time one of them changed, with all texts of that time, and
 * compared from one to the next. `options` are those of the newest reading, `product` and `kind` included.
 */
export function siteProduct(
  facts: ProductFacts,
  histories: readonly PolicyHistory[],
  options: ReadOptions,
  hasTexts = true,
): UnplacedProduct {
  const times = [...new Set(histories.flatMap(({ texts }) => texts.map(({ takenAt }) => takenAt)))].toSorted();
  const readings = times.map((time) => {
    const standing = histories.flatMap(({ texts }) => texts.findLast(({ takenAt }) => takenAt <= time) ?? []);
    const clock = (): number => Date.parse(time);
    return {
      time,
      standing,
      scan: scanOf(
        standing.map(({ document }) => document),
        { ...options, clock },
      ),
    };
  });
  const newest = readings.at(-1);
  const report = newest?.scan.report ?? scanOf([], { ...options, clock: () => 0 }).report;
  return {
    ...facts,
    report,
    documents: (newest?.standing ?? []).map(({ takenAt, checkedAt, document }) => ({
      takenAt,
      ...(checkedAt === undefined ? {} : { checkedAt }),
      ...(hasTexts && document.text !== null ? { text: document.text.text } : {}),
    })),
    editions: readings.map(({ time, scan }) => editionOf(time, scan)),
    changes: histories
      .flatMap(({ id, texts }) => changesOf(facts.product.id, id, texts, readings))
      .toSorted((a, b) => (a.to === b.to ? 0 : a.to < b.to ? 1 : -1)),
  };
}

function editionOf(time: string, { report: { score } }: Scan): SiteEdition {
  return { date: time.slice(0, 10), score: score?.overall ?? null, bounds: score?.bounds ?? null };
}

/** Each text of a policy against the one before it, those left out that say the same in the same words. */
function changesOf(
  product: string,
  policy: string,
  texts: readonly DatedDocument[],
  readings: readonly { readonly time: string; readonly scan: Scan }[],
): readonly PolicyChange[] {
  const scoreAt = (time: string): number | null => readings.find((reading) => reading.time === time)?.scan.report.score?.overall ?? null;
  const timeBefore = (time: string): string => readings.findLast((reading) => reading.time < time)?.time ?? '';
  return texts.flatMap(({ takenAt, document }, index): readonly PolicyChange[] => {
    const earlier = texts[index - 1];
    if (earlier === undefined || earlier.document.text === null || document.text === null) return [];
    const comparison = compareReadings(
      { text: earlier.document.text, findings: earlier.document.findings },
      { text: document.text, findings: document.findings },
    );
    if (comparison.text.isSame) return [];
    const [before, after] = [scoreAt(timeBefore(takenAt)), scoreAt(takenAt)];
    return [
      {
        product,
        policy,
        from: earlier.takenAt,
        to: takenAt,
        before: earlier.document.reading.sha256 ?? '',
        after: document.reading.sha256 ?? '',
        comparison,
        // Both texts were read with the same rules, extractor and formula, so that only the text can have moved the score.
        score: { before, after, parts: before === null || after === null ? [] : [{ causes: ['text'], points: after - before }] },
      },
    ];
  });
}
