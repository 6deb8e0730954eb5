import { type Act, type Sentence, within, wordAt } from './sentence.ts';
import type { Compiled } from './compile.ts';
import type { Bound } from './layout.ts';
import { has as hasClass } from './english/clause.ts';
import { isExcluding, isGivenWord, isGoingOn, isPointingWord } from './english/phrases.ts';
import { brings, is } from './english/words.ts';
import { punctuation } from './forms.ts';
import { holds, holdsAt } from './matches.ts';
import type { Slot } from './tag-sets.ts';

/**
 * Where a term of the slot lies in the act's reach, outside the anchor's own words and in the role asked for: its first token, or -1. One
 * that is denied by itself ("your area, never your exact position") only where there is no other.
 */
export function reached(
  sentence: Sentence,
  { role, slot, not }: Bound,
  act: Act,
  start: number,
  end: number,
  grammar: Compiled['grammar'],
): number {
  const { matches } = sentence;
  if (!holds(matches.all, slot)) return -1;
  const ranges = role === 'by' ? act.agents : act.reach;
  const isGivenToMaker = role === 'to' && isToMaker(sentence, act, grammar);
  let denied = -1;
  for (let m = 0; m < matches.count; m++) {
    const s = matches.start[m] ?? 0;
    const e = matches.end[m] ?? 0;
    if (!holdsAt(matches, m, slot)) continue;
    if (s >= start && e <= end) continue;
    if (isGivenToMaker && !hasClass(sentence.parse.classes[s] ?? 0, is.maker)) continue;
    if (!isIn(ranges, s)) continue;
    if (role === 'to' && !(s >= end ? isMarked(sentence, end, s, brings.recipient) || s - end <= 3 : comesBefore(sentence, act, s)))
      continue;
    if (role === 'from' && !comesFrom(sentence, s)) continue;
    if (not && isDescribed(sentence, not, s, e)) continue;
    if (act.negated || (sentence.parse.negated[s] ?? 0) === 0 || sentence.parse.clauseOf[s] !== sentence.parse.clauseOf[act.head]) return s;
    if (denied === -1) denied = s;
  }
  return denied;
}

function isIn(ranges: Act['reach'], at: number): boolean {
  for (const range of ranges) if (at >= range[0] && at < range[1]) return true;
  return false;
}

/** A recipient before its act: "partners with whom we share", "to advertisers we send", or the subject of "are given access". */
function comesBefore(sentence: Sentence, act: Act, at: number): boolean {
  const { parse } = sentence;
  if (act.clause.kind === 'relative' && at < act.clause.start)
    return isMarked(sentence, act.clause.start, act.clause.verb, brings.recipient);
  if (act.passive)
    return (
      hasClass(parse.classes[act.head + 1] ?? 0, is.determiner | is.possessive | is.nounToo | is.preposition) &&
      isGiven(sentence, act.head + 1)
    );
  return isMarked(sentence, Math.max(act.clause.start, at - 3), at, brings.recipient);
}

/** What follows "are given": "access", "your data", "with". */
function isGiven(sentence: Sentence, at: number): boolean {
  return hasClass(sentence.parse.classes[at] ?? 0, is.possessive | is.determiner) || isGivenWord(wordAt(sentence, at));
}

/** Is the nearest preposition to the left of a term one that brings a source? Nouns, lists and "such as" are passed over. */
function comesFrom(sentence: Sentence, at: number): boolean {
  const { parse } = sentence;
  for (let i = at - 1; i >= sentence.from; i--) {
    const bits = parse.classes[i] ?? 0;
    if (((parse.marks[i] ?? 0) & brings.source) !== 0) return true;
    // "from outside sources": an adjective that looks like a preposition.
    if (((parse.marks[i - 1] ?? 0) & brings.source) !== 0) return true;
    if (((parse.marks[i] ?? 0) & brings.nothing) !== 0) continue;
    if (hasClass(bits, is.preposition | is.modal | is.be | is.relative | is.subject) && !hasClass(bits, is.determiner)) return false;
    if (hasClass(bits, is.verb | is.gerund) && !hasClass(bits, is.nounToo)) return false;
  }
  return false;
}

/** "share with us": the first recipient named is the maker, so it discloses nothing. */
function isToMaker(sentence: Sentence, act: Act, grammar: Compiled['grammar']): boolean {
  const { parse } = sentence;
  for (let i = act.head + 1; i + 1 < act.clause.end; i++) {
    if (((parse.marks[i] ?? 0) & brings.recipient) === 0) continue;
    const bits = parse.classes[i + 1] ?? 0;
    return (hasClass(bits, is.maker) && !hasClass(bits, is.possessive | is.subject)) || isNamed(sentence, grammar, i + 1);
  }
  return false;
}

/** Does the maker's name stand at a token, and not as part of someone else's ("our service providers")? */
function isNamed(sentence: Sentence, grammar: Compiled['grammar'], at: number): boolean {
  const { matches } = sentence;
  for (let m = 0; m < matches.count; m++) {
    const start = matches.start[m] ?? 0;
    if (start !== at || !holdsAt(matches, m, grammar.maker)) continue;
    if (!within(matches, grammar.others, start, (matches.end[m] ?? 0) + 1)) return true;
  }
  return false;
}

/** Is there a preposition of the kind asked for between two tokens? */
function isMarked(sentence: Sentence, from: number, to: number, kind: number): boolean {
  for (let i = to - 1; i >= from; i--) if (((sentence.parse.marks[i] ?? 0) & kind) !== 0) return true;
  return false;
}

/** Is a part named by words that nothing of `not` describes? */
function presentUndescribed(sentence: Sentence, slot: Slot, not: Slot | null): boolean {
  if (!present(sentence, slot)) return false;
  if (!not || !present(sentence, not)) return true;
  const { matches } = sentence;
  for (let m = 0; m < matches.count; m++)
    if (holdsAt(matches, m, slot) && !isDescribed(sentence, not, matches.start[m] ?? 0, matches.end[m] ?? 0)) return true;
  return false;
}

/** Words of a noun phrase, with what describes it, on either side of a term at most. */
const longestDescription = 30;

/** Does a term of `not` stand in the noun phrase of tokens [start, end): in them, in front of them, or in the clause or phrase behind them? */
function isDescribed(sentence: Sentence, not: Slot, start: number, end: number): boolean {
  const { matches, parse } = sentence;
  if (!holds(matches.all, not)) return false;
  let from = start;
  while (from > Math.max(sentence.from, start - longestDescription) && !endsPhrase(sentence, from - 1, false)) from--;
  let to = end;
  while (to < Math.min(sentence.to, end + longestDescription) && !endsPhrase(sentence, to, true) && !isVerbOf(parse, start, to)) to++;
  return within(matches, not, from, to);
}

/** The verb whose subject a noun phrase is describes nothing of it. */
const isVerbOf = (parse: Sentence['parse'], start: number, at: number): boolean => {
  const clause = parse.clauses[parse.clauseOf[at] ?? 0];
  return clause !== undefined && clause.verb === at && clause.kind !== 'relative' && clause.subjectStart <= start && start < at;
};

/** Does a noun phrase end at a token: a mark, a conjunction with another noun behind it, and on its left whatever is no adjective or noun? */
function endsPhrase({ parse, tokens }: Sentence, at: number, isBehind: boolean): boolean {
  const bits = parse.classes[at] ?? 0;
  const form = tokens.form[at] ?? 0;
  const next = parse.classes[at + 1] ?? 0;
  if (!isBehind) {
    if (form > 0 && form <= punctuation.other) return true;
    return hasClass(bits, is.preposition | is.conjunction | is.relative | is.modal | is.be | is.auxiliary | is.subject | is.determiner);
  }
  // "partners, who …", "partners (such as …)", "partners that help us and act for us": the description goes on.
  if (form === punctuation.comma)
    return !hasClass(next, is.relative | is.past | is.gerund) && ((parse.marks[at + 1] ?? 0) & brings.nothing) === 0;
  if (hasClass(bits, is.conjunction))
    return (
      !hasClass(next, is.verb | is.past | is.gerund | is.modal | is.be) ||
      (hasClass(next, is.nounToo) && !hasClass(parse.classes[at + 2] ?? 0, is.preposition))
    );
  return form > 0 && form <= punctuation.other && form !== punctuation.quote && form !== punctuation.open && form !== punctuation.close;
}

export const present = (sentence: Sentence, slot: Slot): boolean => holds(sentence.matches.all, slot);

/** "with them", "to these companies", "with that provider": a recipient named just before. */
export function refersTo(sentence: Sentence, from: number, to: number): boolean {
  const { parse } = sentence;
  for (let i = from; i + 1 < to; i++) if (((parse.marks[i] ?? 0) & brings.recipient) !== 0 && isPointing(sentence, i + 1)) return true;
  return false;
}

/** "They", "these providers", "such companies" at a token: what was named before. */
function isPointing(sentence: Sentence, at: number): boolean {
  const { parse } = sentence;
  const bits = parse.classes[at] ?? 0;
  if (hasClass(bits, is.pronoun)) return !hasClass(bits, is.possessive);
  if (!hasClass(bits, is.determiner)) return false;
  return isPointingWord(wordAt(sentence, at)) && !hasClass(parse.classes[at + 1] ?? 0, is.preposition | is.be | is.modal);
}

/** Does a term of a slot stand in an act's clause or in what the act reaches? */
export function isHere(sentence: Sentence, slot: Slot, { clause, reach }: Act): boolean {
  const { matches } = sentence;
  if (!holds(matches.all, slot)) return false;
  for (let m = 0; m < matches.count; m++) {
    const at = matches.start[m] ?? 0;
    if (holdsAt(matches, m, slot) && ((at >= clause.start && at < clause.end) || isIn(reach, at))) return true;
  }
  return false;
}

/** First token of a part's first term in a sentence; its end when there is none. */
function firstOf(sentence: Sentence, slot: Slot): number {
  const { matches } = sentence;
  let first = sentence.to;
  for (let m = 0; m < matches.count; m++)
    if ((matches.start[m] ?? 0) < first && holdsAt(matches, m, slot)) first = matches.start[m] ?? first;
  return first;
}

export const presentBefore = (sentence: Sentence, slot: Slot, before: number): boolean => firstOf(sentence, slot) < before;

/** Does an exception ("unless", "except", "other than") stand between two tokens? */
export function exceptsBetween(sentence: Sentence, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (hasClass(sentence.parse.classes[i] ?? 0, is.except | is.than)) return true;
  return false;
}

/** Does an item fill a part of its lead's act? Any data it names is acted on; a party only at its head or behind its preposition. */
export function fills(sentence: Sentence, { slot, role, not }: Bound): boolean {
  if (!presentUndescribed(sentence, slot, not)) return false;
  const { matches, parse } = sentence;
  if (role === 'what' || role === 'for') {
    if (!parse.hasException) return true;
    for (let m = 0; m < matches.count; m++) if (holdsAt(matches, m, slot) && !isExcluded(sentence, matches.start[m] ?? 0)) return true;
    return false;
  }
  const head = headEnd(sentence);
  for (let m = 0; m < matches.count; m++) {
    const s = matches.start[m] ?? 0;
    if (!holdsAt(matches, m, slot) || (not && isDescribed(sentence, not, s, matches.end[m] ?? s + 1))) continue;
    if (isExcluded(sentence, s)) continue;
    if (s < head) return true;
    if (role === 'from' && comesFrom(sentence, s)) return true;
    if (role === 'to' && isMarked(sentence, sentence.from, s, brings.recipient) && s < (parse.clauses[0]?.verb ?? sentence.to)) return true;
  }
  return false;
}

/** Words between "except" and what it leaves out at most: "except for your name, your email and your precise location". */
const excludedWithin = 12;

/** "all of the above except for your location": does a term stand in what an exception leaves out of a list, with no verb in between? */
export function isExcluded(sentence: Sentence, at: number): boolean {
  const { parse, from, tokens } = sentence;
  if (!parse.hasException) return false;
  for (let i = at - 1; i >= Math.max(from, at - excludedWithin); i--) {
    const bits = parse.classes[i] ?? 0;
    if (isExcluding(wordAt(sentence, i))) return true;
    if (hasClass(bits, is.modal | is.be | is.auxiliary | is.relative | is.condition) || (tokens.form[i] ?? 0) === punctuation.semicolon)
      return false;
    if (hasClass(bits, is.preposition) && !hasClass(bits, is.except) && !isGoingOn(wordAt(sentence, i))) return false;
  }
  return false;
}

/** Where an item's head noun phrase ends: at its first colon, verb, relative pronoun or preposition behind the first word. */
function headEnd(sentence: Sentence): number {
  const { parse, tokens } = sentence;
  let at = sentence.from;
  while (at < sentence.to && hasClass(parse.classes[at] ?? 0, is.preposition | is.determiner | is.possessive | is.adverb)) at++;
  for (; at < sentence.to; at++) {
    const bits = parse.classes[at] ?? 0;
    const form = tokens.form[at] ?? 0;
    if (form === punctuation.colon || form === punctuation.dash || form === punctuation.pipe || form === punctuation.stop) break;
    if (hasClass(bits, is.relative | is.modal | is.be | is.auxiliary | is.subordinator)) break;
    if (hasClass(bits, is.preposition) && ((parse.marks[at] ?? 0) & brings.nothing) === 0) break;
  }
  return at;
}
