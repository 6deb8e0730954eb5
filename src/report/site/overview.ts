import type { Concern, Finding } from '../../model/finding.ts';
import { concerns } from '../../model/finding.ts';
import { kinds, type Kind } from '../../model/kind.ts';
import type { Answer, ReportContext } from '../../model/report.ts';
import type { Practice } from '../../model/rule.ts';
import { grades, type Grade, type Place, type Scoring } from '../../model/score.ts';
import type { SiteInput, SiteProduct } from '../../model/site.ts';
import { UserError } from '../../model/user-error.ts';
import { arrangement, type Arrangement } from '../arrangement.ts';
import { harmless } from '../harmless.ts';
import { seatWords } from './site-words.ts';

/** A score as the pages show it. */
export interface ShownScore {
  /** 0 (worst) to 100 (best); null where there is none. */
  readonly score: number | null;
  readonly low: number;
  readonly high: number;
  /** Of a concern: the grade that an overall score of that height gets. */
  readonly grade: Grade | null;
  /** 0 to 1. */
  readonly coverage: number;
}

/** A product with what every page needs of it, worked out once. */
export interface Entry extends SiteProduct {
  /** With the maker's name, free of anything that steers a terminal or a browser. */
  readonly title: string;
  readonly kind: Kind;
  /** '' where it is not known. */
  readonly country: string;
  /** Path of its page without the ending: `product/samsung/smart-tv`. */
  readonly path: string;
  readonly context: ReportContext;
  readonly arranged: Arrangement;
  readonly overall: ShownScore;
  readonly byConcern: Readonly<Record<Concern, ShownScore>>;
  /** Whether at least one document was read. */
  readonly isRead: boolean;
}

/** What the pages are made of. */
export interface Overview {
  readonly input: SiteInput;
  /** Best first; those without a score after them, by name. */
  readonly entries: readonly Entry[];
  /** Only kinds that have a product, in the order of the taxonomy. */
  readonly byKind: ReadonlyMap<Kind, readonly Entry[]>;
  readonly practices: readonly Practice[];
}

/** What ids may look like: they become paths. Source: policies/maker.schema.json. */
const safeId = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/u;

/** Sorts and names everything once. An id that is no path of two plain words, or one used twice, is a `UserError`. */
export function overviewOf(input: SiteInput): Overview {
  const seen = new Set<string>();
  for (const { product } of input.products) {
    if (!safeId.test(product.id))
      throw new UserError(
        `the product id ${JSON.stringify(product.id)} cannot be a page: use maker/product in small letters, digits and hyphens.`,
      );
    if (seen.has(product.id)) throw new UserError(`there are two products with the id ${product.id}: give each product once.`);
    seen.add(product.id);
  }
  const entries = input.products.map((item) => entryOf(item, input)).toSorted(byOverall);
  const byKind = new Map(
    kinds.map((kind) => [kind, entries.filter((entry) => entry.kind === kind)] as const).filter(([, members]) => members.length > 0),
  );
  return { input, entries, byKind, practices: input.practices };
}

function entryOf(item: SiteProduct, { practices, scoring }: SiteInput): Entry {
  const { product, maker, report } = item;
  const context: ReportContext = { practices, texts: item.documents.map(({ text }) => text ?? null) };
  const name = harmless(product.name);
  const makerName = harmless(maker.name);
  const { score } = report;
  const none: ShownScore = { score: null, low: 0, high: 100, grade: null, coverage: 0 };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each concern
  const scores = Object.fromEntries(
    concerns.map((concern): readonly [Concern, ShownScore] => {
      const of = score?.concerns[concern];
      if (of === undefined) return [concern, none];
      return [
        concern,
        { score: of.score, low: of.bounds[0], high: of.bounds[1], grade: gradeOf(of.score, scoring), coverage: of.coverage },
      ];
    }),
  ) as Record<Concern, ShownScore>;
  return {
    ...item,
    title: name.toLowerCase().includes(makerName.toLowerCase()) ? name : `${makerName} ${name}`,
    kind: product.kind,
    country: seatWords(maker.country),
    path: `product/${product.id}`,
    context,
    arranged: arrangement(report, context),
    overall:
      score === null
        ? none
        : { score: score.overall, low: score.bounds[0], high: score.bounds[1], grade: score.grade, coverage: score.coverage },
    byConcern: scores,
    isRead: report.policies.some(({ status }) => status === 'read'),
  };
}

/** The grade of a score; null without one, and where nothing says what the grades are. */
export function gradeOf(score: number | null, scoring: Scoring | null): Grade | null {
  if (score === null || scoring === null) return null;
  return grades.find((grade) => grade === 'E' || score >= scoring.grades[grade]) ?? null;
}

/** By name, the same on every machine. */
export function byTitle(a: Entry, b: Entry): number {
  const [one, other] = [a.title.toLowerCase(), b.title.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : a.product.id < b.product.id ? -1 : 1;
}

const placeOfStart = (place: Place): number => (place.ranked ? place.from : Number.POSITIVE_INFINITY);

function byOverall(a: Entry, b: Entry): number {
  const places = placeOfStart(a.places.overall) - placeOfStart(b.places.overall);
  if (!Number.isNaN(places) && places !== 0) return places;
  return (b.overall.score ?? -1) - (a.overall.score ?? -1) || byTitle(a, b);
}

/** Best in one concern first, those without a score of it after them, the widest open last. */
export function byConcern(concern: Concern): (a: Entry, b: Entry) => number {
  return (a, b) => {
    const [one, other] = [a.byConcern[concern], b.byConcern[concern]];
    return (other.score ?? -1) - (one.score ?? -1) || other.coverage - one.coverage || byTitle(a, b);
  };
}

/** An answer as it is shown: `perhaps` where only passages that are not sure say so. */
export type ShownAnswer = Answer | 'perhaps';

/** What a product's policies say of a practice; one that the report does not know was not looked for. */
export function answerOf(entry: Entry, practice: string): ShownAnswer {
  const { practices } = entry.report;
  const answer = (Object.hasOwn(practices, practice) ? practices[practice] : undefined) ?? 'not-assessed';
  const isUnsure = entry.arranged.checks.some((group) => group.practice.id === practice) && !isSure(entry, practice);
  return isUnsure ? 'perhaps' : answer;
}

function isSure({ arranged: { admissions, denials, refusals, choices } }: Entry, practice: string): boolean {
  return [...admissions, ...denials, ...refusals, ...choices].some((group) => group.practice.id === practice);
}

/** The passage that decides an answer, the gravest first; nothing where none is said. */
export function decidingFinding(entry: Entry, practice: string): Finding | undefined {
  const answer = answerOf(entry, practice);
  if (answer === 'silent' || answer === 'not-assessed') return undefined;
  const counted = entry.report.findings.filter((it) => it.practice === practice && it.verdict?.verdict !== 'wrong');
  return counted.find(({ stance }) => answer === 'perhaps' || stance === (answer === 'denies' ? 'denies' : 'does'));
}
