import type { ComparedFinding, Effect } from '../model/change.ts';
import type { Condition } from '../model/finding.ts';
import { durationsIn, longest } from './durations.ts';
import { kindsOfDataIn, newNames, recipientsOf } from './named-things.ts';

/** One way in which a claim says more or less than before. */
export interface Shift {
  /** Of the claim itself. */
  readonly claim: 'stronger' | 'weaker';
  readonly effect: Effect;
  /** One plain sentence. */
  readonly words: string;
}

/** What a claim says, taken from a finding, or from several of one practice together. */
export interface Reach {
  readonly hedged: boolean;
  readonly conditions: ReadonlySet<Condition>;
  readonly recipients: ReadonlySet<string>;
  readonly data: ReadonlySet<string>;
}

/** Whether the claim speaks for the person whose data it is: a denial, a choice, or a limit to how long something is kept. */
export function isGood({ concern, practice, stance }: Pick<ComparedFinding, 'concern' | 'practice' | 'stance'>): boolean {
  if (practice === limitPractice) return true;
  return concern === 'control' ? stance === 'does' : stance === 'denies';
}

/** To say how long something is kept binds the maker, whatever the length. */
export const limitPractice = 'retention/period';

export function reachOf(finding: ComparedFinding): Reach {
  // Who or what is excepted is not named by the claim.
  const [words = ''] = wordsOf(finding).split(exception, 1);
  // What the law demands is handed over where the law demands it: no condition beside the practice itself.
  const conditions = finding.conditions.filter((condition) => condition !== 'legal-duty' || finding.concern !== 'government');
  return {
    hedged: finding.hedged,
    conditions: new Set(conditions),
    recipients: recipientsOf(finding.practice, words),
    data: kindsOfDataIn(words),
  };
}

/** What all of them together say: only what every one of them leaves open stays open. */
export function jointReach(findings: readonly ComparedFinding[]): Reach {
  const reaches = findings.map(reachOf);
  const [first] = reaches;
  return {
    hedged: reaches.every(({ hedged }) => hedged),
    conditions: new Set([...(first?.conditions ?? [])].filter((condition) => reaches.every(({ conditions }) => conditions.has(condition)))),
    recipients: new Set(reaches.flatMap(({ recipients }) => [...recipients])),
    data: new Set(reaches.flatMap(({ data }) => [...data])),
  };
}

const wordsOf = ({ quote, lead }: ComparedFinding): string => (lead === undefined ? quote : `${lead} ${quote}`);

/** What a condition is called where it comes or goes. */
const conditionWords: Record<Condition, string> = {
  consent: 'with your consent',
  'opt-in': 'if you turn it on',
  setting: 'depending on a setting',
  'legal-duty': 'where the law requires it',
  region: 'in some regions',
  age: 'depending on age',
  feature: 'when you use the feature',
};

/** Words that leave some cases out of what is said, and words that say there are no others. */
const exception = /\b(?:except|unless|other than|apart from|excluding)\b/iu;
const absolute = /\b(?:never|under no circumstances|in no event|not .{0,40}\bany\b)/iu;
const only = /\b(?:only|solely|exclusively|limited to)\b/iu;
const keeps =
  /\b(?:keep|kept|retain\w*|stor(?:e|ed|es|age)|sav(?:e|ed)|delet\w+|eras\w+|remov\w+|purg\w+|hold|held|anonymi[sz]\w+|respond|repl(?:y|ied))\b/iu;

/**
 * How a claim shifted between two wordings of it: hedges, conditions, exceptions, whom it names, what data, how long. [] where it says what
 * it said. Each shift is judged for the reader: an admission that says more is worse, a denial or a choice that says more is better.
 */
export function shifts(before: ComparedFinding, after: ComparedFinding): readonly Shift[] {
  const good = isGood(after);
  const shift = (claim: Shift['claim'], words: string): Shift => ({
    claim,
    effect: (claim === 'stronger') === good ? 'better' : 'worse',
    words,
  });
  const [then, now] = [wordsOf(before), wordsOf(after)];
  const was = (pattern: RegExp): boolean => pattern.test(then) && !pattern.test(now);
  const is = (pattern: RegExp): boolean => pattern.test(now) && !pattern.test(then);
  return [
    ...reachShifts(reachOf(before), reachOf(after), after, shift),
    ...(is(exception) ? [shift('weaker', `It makes an exception now: “${matched(exception, now)} …”.`)] : []),
    ...(was(exception) ? [shift('stronger', 'An exception it made before is gone.')] : []),
    ...(after.stance === 'denies' && was(absolute) ? [shift('weaker', `It no longer says “${matched(absolute, then)}”.`)] : []),
    ...(after.stance === 'denies' && is(absolute) ? [shift('stronger', `It says “${matched(absolute, now)}” now.`)] : []),
    // "Only" narrows an admission; in a denial ("not only") and a choice it may do either.
    ...(!good && was(only) ? [shift('stronger', `It no longer says “${matched(only, then)}”.`)] : []),
    ...(!good && is(only) ? [shift('weaker', `It says “${matched(only, now)}” now.`)] : []),
    ...periodShifts(before, after),
  ];
}

const matched = (pattern: RegExp, words: string): string => (pattern.exec(words)?.[0] ?? '').toLowerCase();

/** What a claim says beyond an earlier wording of it, or no longer says. */
function reachShifts(
  then: Reach,
  now: Reach,
  { stance }: Pick<ComparedFinding, 'stance'>,
  shift: (claim: Shift['claim'], words: string) => Shift,
): readonly Shift[] {
  const lost = [...then.conditions].filter((condition) => !now.conditions.has(condition));
  const gained = [...now.conditions].filter((condition) => !then.conditions.has(condition));
  const names = (old: ReadonlySet<string>, present: ReadonlySet<string>, what: string): readonly Shift[] => {
    const more = newNames(old, present);
    // What is no longer named is not told: a shorter list often hides the same under a wider word.
    return more.length === 0 ? [] : [shift('stronger', `It names ${what} that it did not name: ${listed(more)}.`)];
  };
  return [
    ...(then.hedged && !now.hedged ? [shift('stronger', hedgeWords(stance).dropped)] : []),
    ...(!then.hedged && now.hedged ? [shift('weaker', hedgeWords(stance).added)] : []),
    ...lost.map((condition) => shift('stronger', `It no longer says “${conditionWords[condition]}”.`)),
    ...gained.map((condition) => shift('weaker', `It now holds only ${conditionWords[condition]}.`)),
    ...names(then.recipients, now.recipients, 'recipients'),
    ...names(then.data, now.data, 'data'),
  ];
}

/** What one claim says beyond several others of its practice taken together, as clauses behind "It said so elsewhere before, but". */
export function beyondAll(claim: Reach, others: Reach): readonly string[] {
  const lost = [...others.conditions].filter((condition) => !claim.conditions.has(condition));
  const [recipients, data] = [newNames(others.recipients, claim.recipients), newNames(others.data, claim.data)];
  return [
    ...(others.hedged && !claim.hedged ? ['only with “may” or the like'] : []),
    ...lost.map((condition) => `only ${conditionWords[condition]}`),
    ...(recipients.length === 0 ? [] : [`without naming these recipients: ${listed(recipients)}`]),
    ...(data.length === 0 ? [] : [`without naming these data: ${listed(data)}`]),
  ];
}

function hedgeWords(stance: ComparedFinding['stance']): { readonly dropped: string; readonly added: string } {
  return stance === 'does'
    ? { dropped: 'It said “may” or the like; now it says that it does.', added: 'It said that it does; now it says “may” or the like.' }
    : { dropped: 'It is said firmly now.', added: 'It is no longer said firmly.' };
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** Lengths less than a tenth apart are the same: "30 days" and "one month", "12 months" and "365 days". */
const sameLength = 1.1;

/** Longer is worse for the reader, whether something is kept or an answer is waited for, and so is no length where there was one. */
function periodShifts(before: ComparedFinding, after: ComparedFinding): readonly Shift[] {
  const isAboutTime = [before, after].every(({ quote, concern }) => concern === 'retention' || keeps.test(quote));
  if (!isAboutTime) return [];
  const [then, now] = [longest(durationsIn(before.quote)), longest(durationsIn(after.quote))];
  // A limit that comes or goes is a shift where keeping is what the claim is about.
  const isAboutKeeping = /retention$|^retention\/|after-deletion|history/u.test(after.practice) && after.stance === 'does';
  if (then === undefined && now === undefined) return [];
  if (now === undefined)
    return isAboutKeeping
      ? [{ claim: 'stronger', effect: 'worse', words: `It no longer says how long: it was ${then?.words ?? ''}.` }]
      : [];
  if (then === undefined)
    return isAboutKeeping ? [{ claim: 'weaker', effect: 'better', words: `It now says how long: ${now.words}.` }] : [];
  if (now.days > then.days * sameLength) return [{ claim: 'stronger', effect: 'worse', words: `${now.words}, before ${then.words}.` }];
  if (then.days > now.days * sameLength) return [{ claim: 'weaker', effect: 'better', words: `${now.words}, before ${then.words}.` }];
  return [];
}
