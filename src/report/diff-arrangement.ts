import type {
  ChangeReport,
  ComparedFinding,
  Effect,
  FindingChange,
  ReadingComparison,
  ScoreChange,
  TextChange,
  TextComparison,
  WordPart,
} from '../model/change.ts';
import type { Practice } from '../model/rule.ts';
import { sourceWords } from './arrangement.ts';
import { counted, negated, plainDate, possible } from './plain-words.ts';

/** What a change report is called in every format of it. */
export const effectTitles: Record<Effect, string> = {
  worse: 'What got worse for you',
  better: 'What got better for you',
  neutral: 'Neither better nor worse',
};

/** What happened to a finding, in a word or two behind its headline. */
export const changeWords: Record<FindingChange['kind'], string> = {
  new: 'new',
  gone: 'gone',
  reworded: 'reworded',
  weakened: 'weaker',
  strengthened: 'stronger',
  'stance-flipped': 'turned round',
};

const causeWords = { text: 'the text', rules: 'the rules', extractor: 'the way pages are read', formula: 'the formula' } as const;

/** "It sends what you say to another company", "It says it does not sell data about you", "It may track …". */
export function sayingOf({ practice, stance, hedged }: ComparedFinding, practices: readonly Practice[]): string {
  const title = practices.find(({ id }) => id === practice)?.title ?? `does what the rule ${practice} describes`;
  if (stance === 'denies') return `It says it ${negated(title)}`;
  return `It ${hedged ? possible(title) : title}`;
}

/** The headline of a change: what the policy says now, or said where it no longer does. */
export function headlineOf(change: FindingChange, practices: readonly Practice[]): string {
  if (change.kind !== 'gone') return sayingOf(change.after, practices);
  return `It no longer says this: ${sayingOf(change.before, practices)
    .replace(/^It says it /u, 'it ')
    .replace(/^It /u, 'it ')}`;
}

/** The changes of each effect, those that mean something first; denials that are gone stand with the lost promises, and not here again. */
export function byEffect({ findings, promises }: ReadingComparison): readonly (readonly [Effect, readonly FindingChange[]])[] {
  const effects: readonly Effect[] = ['worse', 'better', 'neutral'];
  const lost = new Set(promises.map(({ before }) => before.id));
  const told = findings.filter((change) => change.kind !== 'gone' || !lost.has(change.before.id));
  return effects.map((effect) => [effect, told.filter((change) => change.effect === effect)] as const);
}

/** The whole in a sentence or two: "For you, 3 things got worse and 1 better. 1 promise is gone." */
export function inShort({ comparison }: ChangeReport): string {
  const { effects, promises, text } = comparison;
  const gone = promises.length === 0 ? '' : ` ${counted(promises.length, 'promise is gone', 'promises are gone')}.`;
  if (effects.worse + effects.better > 0)
    return `For you, ${counted(effects.worse, 'thing')} got worse and ${effects.better.toLocaleString('en')} got better.${gone}`;
  if (gone !== '') return gone.trim();
  if (text.isSame) return 'Both texts say the same in the same words.';
  return 'The words changed, but nothing that Earshot looks for got better or worse.';
}

/** "12 passages added, 4 removed, 5 reworded; 362 words in, 93 out; 2 moved". */
export function textInShort({ counts, words, isSame }: TextComparison): string {
  const moved = counts.moved === 0 ? '' : `${counted(counts.moved, 'passage')} moved`;
  if (isSame) return moved === '' ? 'no passage changed' : `no passage changed; ${moved}`;
  const passages = `${counted(counts.added, 'passage')} added, ${counts.removed} removed, ${counts.reworded} reworded`;
  return [passages, `${counted(words.added, 'word')} in, ${words.removed.toLocaleString('en')} out`, moved]
    .filter((it) => it !== '')
    .join('; ');
}

/** "Score 61.5, before 70.0: 6.5 down by the text, 2.0 down by the rules." */
export function scoreInWords({ before, after, parts }: ScoreChange): string {
  if (before === null && after === null) return 'Neither text has a score.';
  if (before === null) return `Score ${points(after ?? 0)}; the text before has none.`;
  if (after === null) return `No score any more; before it was ${points(before)}.`;
  const because = parts
    .filter((part) => part.points !== 0)
    .map(
      (part) =>
        `${points(Math.abs(part.points))} ${part.points < 0 ? 'down' : 'up'} by ${part.causes.map((cause) => causeWords[cause]).join(' and ')}`,
    );
  if (because.length === 0) return `Score ${points(after)}, as before.`;
  return `Score ${points(after)}, before ${points(before)}: ${because.join(', ')}.`;
}

const points = (value: number): string => value.toFixed(1);

/** A text in words: "Privacy Policy, of 25 April 2014, 4,812 words". */
export function textWords(text: ChangeReport['before']): string {
  const dated = text.effectiveDate === undefined ? '' : `dated ${plainDate(text.effectiveDate)}`;
  const taken = text.at === undefined ? '' : `taken on ${plainDate(text.at)}`;
  return [sourceWords(text.url), dated, taken, counted(text.words, 'word')].filter((it) => it !== '').join(', ');
}

/** A changed passage as words kept, taken out and put in; one that moved is kept as it is. */
export function partsOf(change: TextChange): readonly WordPart[] {
  if (change.kind === 'reworded') return change.words;
  if (change.kind === 'removed') return [{ kind: 'removed', text: change.before.quote }];
  return [{ kind: change.kind === 'added' ? 'added' : 'same', text: change.after.quote }];
}

/** The headings a changed passage stands under, or stood. */
export const sectionOf = (change: TextChange): readonly string[] => (change.kind === 'removed' ? change.before : change.after).section;
