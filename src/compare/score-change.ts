import { causes, type Cause, type ScoreChange } from '../model/change.ts';

/** What a score was made of, each by a name that is the same while the thing is: a hash or a version. */
export type ScoreMadeOf = Readonly<Record<Cause, string>>;

/**
 * Reads a text with the given rules, extractor and formula, and scores it. `null`: such a reading has no score. `undefined`: it cannot be
 * made, since something it needs is no longer there (old rules, an older program).
 */
export type ScoreOf = (madeOf: ScoreMadeOf) => number | null | undefined;

/**
 * Puts the change of a score down to what changed: text, rules, extractor, formula. For two causes that is the old text read with the new rules
 * and the new text with the old ones; in general each cause gets its mean over all orders in which the causes could have come in (Shapley
 * value; L. S. Shapley, "A value for n-person games", 1953), so that no order is preferred and the parts add up. Where some readings cannot be
 * made, the orders that can be followed decide, and causes that no such order tells apart share one part.
 */
export function attributeScore(before: ScoreMadeOf, after: ScoreMadeOf, scoreOf: ScoreOf): ScoreChange {
  const changed = causes.filter((cause) => before[cause] !== after[cause]);
  const known = new Map<number, number | null | undefined>();
  // Bit k of a set of causes: the k-th changed cause is as it is after.
  const scoreAt = (set: number): number | null | undefined => {
    if (!known.has(set)) known.set(set, scoreOf(mixed(before, after, changed, set)));
    return known.get(set);
  };
  const all = 2 ** changed.length - 1;
  const [from, to] = [scoreAt(0) ?? null, scoreAt(all) ?? null];
  if (from === null || to === null) return { before: from, after: to, parts: [] };
  const isKnown = (set: number): boolean => typeof scoreAt(set) === 'number';
  const groups = tellable(changed.length, isKnown);
  const parts = groups.map((group) => ({
    causes: changed.filter((_, k) => (group & (2 ** k)) !== 0),
    points: rounded(meanStep(group, groups, (set) => scoreAt(set) ?? 0, isKnown)),
  }));
  return { before: from, after: to, parts: parts.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)) };
}

function mixed(before: ScoreMadeOf, after: ScoreMadeOf, changed: readonly Cause[], set: number): ScoreMadeOf {
  const isAfter = (cause: Cause): boolean => (set & (2 ** changed.indexOf(cause))) !== 0 && changed.includes(cause);
  const one = (cause: Cause): string => (isAfter(cause) ? after[cause] : before[cause]);
  return { text: one('text'), rules: one('rules'), extractor: one('extractor'), formula: one('formula') };
}

/** The finest groups of causes between which some way leads from none to all over readings that can be made. */
function tellable(count: number, isKnown: (set: number) => boolean): readonly number[] {
  const all = 2 ** count - 1;
  // The longest way over known sets, each inside the next; its steps are the groups.
  const wayTo = (set: number): readonly number[] => {
    let best: readonly number[] = [];
    for (let inner = (set - 1) & set; inner > 0; inner = (inner - 1) & set)
      if (isKnown(inner)) {
        const way = wayTo(inner);
        if (way.length + 1 > best.length) best = [...way, inner];
      }
    return best;
  };
  if (all === 0) return [];
  const way = [0, ...wayTo(all), all];
  return way.slice(1).map((set, k) => set & ~(way[k] ?? 0));
}

/** The mean of what a group of causes adds, over all orders of the groups that lead over readings that can be made. */
function meanStep(group: number, groups: readonly number[], scoreAt: (set: number) => number, isKnown: (set: number) => boolean): number {
  const steps: number[] = [];
  const follow = (set: number, left: readonly number[], step: number | null): void => {
    if (!isKnown(set)) return;
    if (left.length === 0) {
      if (step !== null) steps.push(step);
      return;
    }
    for (const next of left)
      follow(
        set | next,
        left.filter((other) => other !== next),
        next === group && isKnown(set | next) ? scoreAt(set | next) - scoreAt(set) : step,
      );
  };
  follow(0, groups, null);
  return steps.length === 0 ? 0 : steps.reduce((sum, step) => sum + step, 0) / steps.length;
}

/** Scores have one decimal, and so have their parts; two, so that four parts still add up to what is shown. */
const rounded = (points: number): number => Math.round(points * 100) / 100;
