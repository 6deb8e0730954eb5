import { severities, type Finding } from '../model/finding.ts';
import type { Compared } from '../model/gate.ts';
import { foldWords } from './fold-words.ts';
import { likeness, wordList, type WordIds, type WordList } from './similarity.ts';
import { shifts } from './strength.ts';

/** Least share of words that a new passage and a vanished one have in common to be one passage reworded: that of passages that may have moved (pair-sentences.ts). */
const sameSentence = 0.75;

/** Most pairs that are looked at: a thousand findings of one practice, all reworded; beyond it the rest is new. */
const mostPairs = 1_000_000;

/**
 * Each finding beside those of a baseline, by id. A sentence that was reworded and says no more than it did is no new finding. Each of the
 * baseline's findings is taken for one at most, the likest first.
 */
export function againstBaseline(now: readonly Finding[], then: readonly Finding[]): ReadonlyMap<string, Compared> {
  const known = new Map(then.map((finding) => [finding.id, finding]));
  const here = new Set(now.map(({ id }) => id));
  const vanished = then.filter(({ id }) => !here.has(id));
  const fresh = now.filter(({ id }) => !known.has(id));
  const earlier = reworded(fresh, vanished);
  return new Map(
    now.map((finding): readonly [string, Compared] => {
      const same = known.get(finding.id);
      if (same !== undefined) {
        const worse = graver(same, finding);
        return [finding.id, { state: worse.length === 0 ? 'unchanged' : 'updated', worse }];
      }
      const before = earlier.get(finding.id);
      if (before === undefined) return [finding.id, { state: 'new', worse: [] }];
      const worse = shifts(before, finding).filter(({ effect }) => effect === 'worse');
      return [finding.id, { state: 'updated', worse: [...graver(before, finding), ...worse.map(({ words }) => words)] }];
    }),
  );
}

/** Denials that the baseline has and nothing repeats: promises that were taken back. */
export function lostSince(now: readonly Finding[], then: readonly Finding[]): readonly Finding[] {
  const isDenial = ({ stance, concern, confidence, verdict }: Finding): boolean =>
    stance === 'denies' && concern !== 'control' && confidence !== 'low' && verdict?.verdict !== 'wrong';
  const denied = new Set(now.filter(isDenial).map(({ practice }) => practice));
  const seen = new Set<string>();
  return then.filter(isDenial).filter(({ practice }) => {
    if (denied.has(practice) || seen.has(practice)) return false;
    seen.add(practice);
    return true;
  });
}

/** Other rules may take the same sentence for graver. */
function graver(before: Finding, after: Finding): readonly string[] {
  return severities.indexOf(after.severity) < severities.indexOf(before.severity) ? [`It counted as ${before.severity} then.`] : [];
}

function reworded(fresh: readonly Finding[], vanished: readonly Finding[]): ReadonlyMap<string, Finding> {
  const ids: WordIds = new Map();
  const wordsOf = ({ quote }: Finding): WordList => wordList(foldWords(quote), ids);
  const earlier = new Map<string, { readonly before: Finding; readonly words: WordList }[]>();
  for (const before of vanished) {
    const key = `${before.practice} ${before.stance}`;
    earlier.set(key, [...(earlier.get(key) ?? []), { before, words: wordsOf(before) }]);
  }
  let left = mostPairs;
  const pairs = fresh
    .flatMap((after) => {
      const rivals = (earlier.get(`${after.practice} ${after.stance}`) ?? []).slice(0, left);
      left -= rivals.length;
      const now = wordsOf(after);
      return rivals.map(({ before, words }) => ({ before, after, share: likeness(now, words, sameSentence) }));
    })
    .filter(({ share }) => share >= sameSentence)
    .toSorted((a, b) => b.share - a.share);
  const [taken, found] = [new Set<string>(), new Map<string, Finding>()];
  for (const { before, after } of pairs) {
    if (taken.has(before.id) || found.has(after.id)) continue;
    taken.add(before.id);
    found.set(after.id, before);
  }
  return found;
}
