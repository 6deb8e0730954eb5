import type { ComparedFinding, Effect, FindingChange, LostPromise, Reading, TextComparison } from '../model/change.ts';
import { findingChangeKinds } from '../model/change.ts';
import { severities } from '../model/finding.ts';
import type { Span } from '../model/text.ts';
import { foldWords } from './fold-words.ts';
import { likeness, noWords, wordList, type WordIds } from './similarity.ts';
import { beyondAll, isGood, jointReach, limitPractice, reachOf, shifts, type Shift } from './strength.ts';
import { wordParts } from './word-parts.ts';

/** Least share of common words for two sentences of one practice to be one that was reworded. The same as for sentences in one place. */
const leastLikeness = 0.5;

/** Pairs of findings whose words are compared at most; real policies have hundreds. Beyond it they count as gone and new. */
const mostPairs = 200_000;

/** What a person found to be wrong is no finding. */
const standing = (findings: readonly ComparedFinding[]): readonly ComparedFinding[] =>
  findings.filter(({ verdict }) => verdict?.verdict !== 'wrong');

/** A passage that is only to be checked proves no change. */
const isSure = ({ confidence, verdict }: ComparedFinding): boolean => confidence !== 'low' || verdict !== undefined;

/**
 * What changed between what two texts admit, deny and offer. Findings are matched by id, which is made of practice, stance and words; what is
 * left by likeness within practice and stance; and what is left then by likeness within the practice alone, which is a flipped stance.
 */
export function compareFindings(before: Reading, after: Reading, text: TextComparison): readonly FindingChange[] {
  const { same, gone, fresh } = matchedById(standing(before.findings), standing(after.findings));
  const context: Context = {
    before: standing(before.findings),
    after: standing(after.findings),
    newText: lazily(() => foldWords(after.text.text)),
  };
  const isOnePlace = samePlace(text, [...gone, ...fresh]);
  const reworded = takePairs(gone, fresh, (a, b) => a.practice === b.practice && a.stance === b.stance && a.about === b.about, isOnePlace);
  const flipped = takePairs(gone, fresh, (a, b) => a.practice === b.practice && a.stance !== b.stance, isOnePlace);
  const changes = [
    ...same.flatMap(([a, b]) => around(a, b)),
    ...reworded.map(([a, b]) => rewording(a, b)),
    ...flipped.map(([a, b]) => flip(a, b)),
    ...[...fresh].map((finding) => appearance(finding, context)),
    ...[...gone].map((finding) => disappearance(finding, context)),
  ];
  return changes.toSorted(byWeight);
}

type Pair = readonly [before: ComparedFinding, after: ComparedFinding];

interface Context {
  readonly before: readonly ComparedFinding[];
  readonly after: readonly ComparedFinding[];
  /** All words of the new text, folded. */
  readonly newText: () => string;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function matchedById(
  before: readonly ComparedFinding[],
  after: readonly ComparedFinding[],
): { readonly same: readonly Pair[]; readonly gone: Set<ComparedFinding>; readonly fresh: Set<ComparedFinding> } {
  const byId = new Map(before.map((finding) => [finding.id, finding]));
  const gone = new Set(byId.values());
  const fresh = new Set<ComparedFinding>();
  const same: Pair[] = [];
  for (const finding of after) {
    const other = byId.get(finding.id);
    if (other === undefined) fresh.add(finding);
    else if (gone.delete(other)) same.push([other, finding]);
  }
  return { same, gone, fresh };
}

/** Whether a sentence of the old text and one of the new stand in one passage that was reworded. */
function samePlace({ changes }: TextComparison, findings: Iterable<ComparedFinding>): (a: ComparedFinding, b: ComparedFinding) => boolean {
  const reworded = changes.flatMap((change) => (change.kind === 'reworded' ? [{ was: change.before.span, is: change.after.span }] : []));
  const meets = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1];
  const places = new Map(
    [...findings].map(({ span }) => [
      span,
      { was: reworded.findIndex(({ was }) => meets(was, span)), is: reworded.findIndex(({ is }) => meets(is, span)) },
    ]),
  );
  return (a, b) => (places.get(a.span)?.was ?? -1) >= 0 && places.get(a.span)?.was === places.get(b.span)?.is;
}

/** Takes from both sets the pairs that may be one sentence, the most alike first. */
function takePairs(
  gone: Set<ComparedFinding>,
  fresh: Set<ComparedFinding>,
  mayBe: (a: ComparedFinding, b: ComparedFinding) => boolean,
  isOnePlace: (a: ComparedFinding, b: ComparedFinding) => boolean,
): readonly Pair[] {
  const ids: WordIds = new Map();
  const lists = new Map([...gone, ...fresh].map((finding) => [finding, wordList(foldWords(finding.quote), ids)] as const));
  const shareOf = (a: ComparedFinding, b: ComparedFinding): number => likeness(lists.get(a) ?? noWords, lists.get(b) ?? noWords, 0);
  let left = mostPairs;
  const found = [...gone].flatMap((a) =>
    [...fresh]
      .filter((b) => mayBe(a, b) && left-- > 0)
      .map((b) => ({ a, b, share: isOnePlace(a, b) ? 1 + shareOf(a, b) : shareOf(a, b) }))
      .filter(({ share }) => share >= leastLikeness),
  );
  const pairs: Pair[] = [];
  for (const { a, b } of found.toSorted((x, y) => y.share - x.share || x.a.span[0] - y.a.span[0] || x.b.span[0] - y.b.span[0])) {
    if (!gone.has(a) || !fresh.has(b)) continue;
    gone.delete(a);
    fresh.delete(b);
    pairs.push([a, b]);
  }
  return pairs;
}

/** The same sentence; what leads to it may have changed, and with it what it says. */
function around(before: ComparedFinding, after: ComparedFinding): readonly FindingChange[] {
  if (foldWords(before.lead ?? '') === foldWords(after.lead ?? '')) return [];
  const change = rewording(before, after);
  return change.effect === 'neutral' ? [] : [change];
}

function rewording(before: ComparedFinding, after: ComparedFinding): FindingChange {
  const found = shifts(before, after);
  const effects = new Set(found.map(({ effect }) => effect));
  const claims = new Set(found.map(({ claim }) => claim));
  const isOneWay = claims.size === 1;
  const kind = !isOneWay ? 'reworded' : claims.has('stronger') ? 'strengthened' : 'weakened';
  const [effect = 'neutral'] = effects.size === 1 && isSure(before) && isSure(after) ? effects : [];
  return {
    ...factsOf(after, effect),
    kind,
    why: whyReworded(found, before, after),
    before,
    after,
    words: wordParts(before.quote, after.quote),
  };
}

function whyReworded(found: readonly Shift[], before: ComparedFinding, after: ComparedFinding): string {
  if (found.length === 0) return 'It is worded differently and says the same.';
  const of = (effect: Effect): string =>
    found
      .filter((it) => it.effect === effect)
      .map(({ words }) => words)
      .join(' ');
  const [worse, better] = [of('worse'), of('better')];
  const words = worse !== '' && better !== '' ? `Partly worse: ${worse} Partly better: ${better}` : worse + better;
  return isSure(before) && isSure(after) ? words : `${words} ${unsure}`;
}

const unsure = 'It may have been misread: look at the quotes.';

function flip(before: ComparedFinding, after: ComparedFinding): FindingChange {
  const effect =
    !isSure(before) || !isSure(after)
      ? 'neutral'
      : isGood(after) && !isGood(before)
        ? 'better'
        : isGood(before) && !isGood(after)
          ? 'worse'
          : 'neutral';
  const why =
    after.stance === 'does' ? 'It said that it does not; now it says that it does.' : 'It said that it does; now it says that it does not.';
  return {
    ...factsOf(after, effect),
    kind: 'stance-flipped',
    why: effect === 'neutral' && !(isSure(before) && isSure(after)) ? `${why} ${unsure}` : why,
    before,
    after,
    words: wordParts(before.quote, after.quote),
  };
}

function appearance(after: ComparedFinding, { before }: Context): FindingChange {
  const { effect, why } = weighed(after, before, 'new');
  return { ...factsOf(after, effect), kind: 'new', why, after };
}

function disappearance(before: ComparedFinding, { after, newText }: Context): FindingChange {
  const { effect, why } = weighed(before, after, 'gone');
  const words = foldWords(before.quote);
  const isThere = words !== '' && ` ${newText()} `.includes(` ${words} `);
  const still = 'The sentence is still there; what stands around it has changed, so that it no longer says this.';
  return { ...factsOf(before, effect), kind: 'gone', why: isThere ? `${still} ${why}` : why, before };
}

/** What it means that a finding came or went, given what the other text says of the practice. */
function weighed(
  finding: ComparedFinding,
  others: readonly ComparedFinding[],
  way: 'new' | 'gone',
): { readonly effect: Effect; readonly why: string } {
  const good = isGood(finding);
  const effect: Effect = (way === 'new') === good ? 'better' : 'worse';
  if (!isSure(finding)) return { effect: 'neutral', why: `${comes(finding, way)} ${unsure}` };
  const alike = others.filter(
    (it) => it.practice === finding.practice && it.stance === finding.stance && it.about === finding.about && isSure(it),
  );
  const opposite = others.some((it) => it.practice === finding.practice && it.stance !== finding.stance && isSure(it));
  if (alike.length === 0) return { effect, why: opposite ? `${comes(finding, way)} ${contrary(finding, way)}` : comes(finding, way) };
  if (good) return { effect: 'neutral', why: way === 'new' ? 'It said so elsewhere before.' : 'It still says so elsewhere.' };
  // One more admission of what is admitted already is a change only if it says more than all the others.
  const beyond = beyondAll(reachOf(finding), jointReach(alike));
  if (way === 'gone')
    return { effect: 'neutral', why: beyond.length === 0 ? 'It still says so elsewhere.' : 'It still says so elsewhere, in other words.' };
  if (beyond.length === 0) return { effect: 'neutral', why: 'It said so elsewhere before.' };
  return { effect, why: `It said so elsewhere before, but ${beyond.join(', and ')}.` };
}

function comes({ concern, practice, stance }: ComparedFinding, way: 'new' | 'gone'): string {
  if (practice === limitPractice && stance === 'does')
    return way === 'new' ? 'It did not say how long before.' : 'It no longer says how long.';
  if (concern === 'control' && stance === 'does') return way === 'new' ? 'It did not offer this before.' : 'It no longer offers this.';
  if (stance === 'denies') return way === 'new' ? 'It did not rule this out before.' : 'It no longer rules this out.';
  return way === 'new' ? 'It did not say this before.' : 'It no longer says this, which does not mean that it stopped.';
}

function contrary({ stance }: ComparedFinding, way: 'new' | 'gone'): string {
  if (way === 'new') return stance === 'does' ? 'It had even ruled it out.' : 'It said that it does.';
  return stance === 'does' ? 'It rules it out now.' : 'It says now that it does.';
}

const factsOf = ({ practice, concern }: ComparedFinding, effect: Effect): Pick<FindingChange, 'practice' | 'concern' | 'effect'> => ({
  practice,
  concern,
  effect,
});

const effectOrder: readonly Effect[] = ['worse', 'better', 'neutral'];

const laterSide = (change: FindingChange): ComparedFinding => (change.kind === 'gone' ? change.before : change.after);

/** Worse first, then better, then neutral; the gravest first; then by what happened and by place. */
function byWeight(a: FindingChange, b: FindingChange): number {
  const [x, y] = [laterSide(a), laterSide(b)];
  return (
    effectOrder.indexOf(a.effect) - effectOrder.indexOf(b.effect) ||
    severities.indexOf(x.severity) - severities.indexOf(y.severity) ||
    findingChangeKinds.indexOf(a.kind) - findingChangeKinds.indexOf(b.kind) ||
    x.span[0] - y.span[0] ||
    (a.practice < b.practice ? -1 : a.practice > b.practice ? 1 : 0)
  );
}

/** Denials of the old text that the new one nowhere repeats. */
export function lostPromises(before: Reading, after: Reading): readonly LostPromise[] {
  const now = standing(after.findings).filter(isSure);
  return standing(before.findings)
    .filter((finding) => finding.stance === 'denies' && finding.concern !== 'control' && isSure(finding))
    .filter(({ practice }) => !now.some((it) => it.practice === practice && it.stance === 'denies'))
    .map((finding) => {
      const isAdmitted = now.some((it) => it.practice === finding.practice && it.stance === 'does');
      return {
        practice: finding.practice,
        concern: finding.concern,
        before: finding,
        now: isAdmitted ? 'does' : 'silent',
        why: isAdmitted
          ? 'The promise is gone, and the policy now says that it does.'
          : 'The promise is gone, and nothing stands in its place.',
      };
    });
}
