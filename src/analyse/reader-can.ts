import type { Actor } from '../model/finding.ts';
import { seriesStart } from './actor.ts';
import { type Act, type Sentence, within } from './sentence.ts';
import { has as hasClass } from './english/clause.ts';
import { is } from './english/words.ts';
import { punctuation } from './forms.ts';
import type { Compiled } from './compile.ts';
import type { Pattern } from './layout.ts';
import { holds } from './matches.ts';

export const actorFits = (pattern: Pattern, actor: Actor): boolean =>
  pattern.who.has('anyone') || (actor === 'unclear' ? pattern.who.has('maker') : pattern.who.has(actor));

/** "you can …", "to …, visit", "ask us to …", "your right to …": the reader can take the act. */
export function readerCan(sentence: Sentence, compiled: Compiled, act: Act, start: number, leads: readonly Sentence[]): boolean {
  const { grammar } = compiled;
  const from = Math.max(sentence.from, start - 14);
  // Another's act, or one inside another clause, needs the offer in its own clause.
  const isInside =
    start >= act.clause.start && (act.clause.kind === 'relative' || act.clause.kind === 'adverbial' || act.clause.kind === 'question');
  const isClosed = act.actor === 'maker' || act.actor === 'partner' || isInside;
  if (within(sentence.matches, grammar['reader-can'], isClosed ? Math.max(from, act.clause.start) : from, start + 1)) return true;
  if (act.actor === 'user' && act.clause.kind === 'main') return true;
  // "allowing a parent to review, change or delete": the verbs of a series share what offers them.
  const first = act.head === start ? seriesStart(sentence, start) : start;
  if (
    first < start &&
    within(sentence.matches, grammar['reader-can'], Math.max(first - 14, isClosed ? act.clause.start : sentence.from), first + 1)
  )
    return true;
  // "To delete your account, visit …", "To switch it off and delete your data, go to …": a purpose, then the way.
  if (
    start > sentence.from &&
    (isPurpose(sentence, first) || (isAfterConjunction(sentence, start) && isPurposeOpen(sentence, start))) &&
    within(sentence.matches, grammar['reader-can'], start + 1, sentence.to)
  )
    return true;
  // An imperative offers where its list does ("You can: … delete …"), or in a sentence of its own, not in a title.
  const offers =
    leads.length > 0 ? leads.some((lead) => holds(lead.matches.all, grammar['reader-can'])) : sentence.to - sentence.from >= fewestWords;
  if (leads.length === 0 && act.nominal) return false;
  return offers && (start === sentence.from || (act.head === start && act.clause.verb >= act.clause.end && start - sentence.from < 3));
}

/** Does "to" stand right before a verb at the head of a sentence? */
const isPurpose = ({ parse, from }: Sentence, verb: number): boolean =>
  verb > from && hasClass(parse.classes[verb - 1] ?? 0, is.to) && verb - from <= 3;

const isAfterConjunction = ({ parse, from }: Sentence, at: number): boolean =>
  at > from && hasClass(parse.classes[at - 1] ?? 0, is.conjunction) && hasClass(parse.classes[at] ?? 0, is.verb);

/** Words of a purpose at the head of a sentence at most. */
const longestPurpose = 15;

/** Does a sentence begin with "to" and a verb, with no finite verb and no comma from there to a token? */
function isPurposeOpen({ parse, tokens, from }: Sentence, to: number): boolean {
  if (to - from > longestPurpose || !hasClass(parse.classes[from] ?? 0, is.to) || !hasClass(parse.classes[from + 1] ?? 0, is.verb))
    return false;
  for (let i = from + 2; i < to; i++)
    if ((tokens.form[i] ?? 0) === punctuation.comma || hasClass(parse.classes[i] ?? 0, is.modal | is.be | is.auxiliary | is.subject))
      return false;
  return true;
}

/** Words of an imperative sentence at least; shorter ones are titles ("Deleting Your Account"). Measured on the labelled policies, 2026-11. */
const fewestWords = 8;
