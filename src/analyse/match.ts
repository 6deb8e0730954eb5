import { exceptsBetween, fills, isExcluded, isHere, presentBefore, reached, refersTo } from './roles.ts';
import { actAt } from './act.ts';
import { endsInNot, isDeniable } from './denied.ts';
import { seriesStart } from './actor.ts';
import { type Act, type Sentence, within, wordAt } from './sentence.ts';
import { has as hasClass } from './english/clause.ts';
import { isMeasure, isUnending, referrals } from './english/phrases.ts';
import { is } from './english/words.ts';
import { punctuation } from './forms.ts';
import type { Compiled } from './compile.ts';
import type { Bound, Pattern } from './layout.ts';
import { holds, holdsAt } from './matches.ts';
import type { Governor, Offer, Surroundings } from './surroundings.ts';
import { type Anchored, type Candidates, isFromMaker, isHeaded, isNearby, isPartyOfHeading } from './candidates.ts';
import { actorFits, readerCan } from './reader-can.ts';
import { addReadings, type Reading, type Told } from './readings.ts';

/** How many claims are tried in one sentence at most, so that a sentence made of anchors alone stays linear; chosen, not measured. */
const mostTries = 2_000;

/** Reads the claims of the candidate patterns in one sentence. */
export function readClaims(sentence: Sentence, around: Surroundings, candidates: Candidates, compiled: Compiled, found: Reading[]): void {
  const { grammar } = compiled;
  const lead = around.leads.at(-1);
  // Under "You can ask us for:" a fragment names what may be asked for; a short one of its own is a title.
  const isReferral =
    referrals.has(compiled.forms.nameOf(sentence.tokens.form[sentence.from] ?? 0)) &&
    (sentence.parse.clauses[0]?.verb ?? 0) > sentence.from;
  const isHeadline =
    around.isTitle && !lead && (isTitleCase(sentence) || (around.isFragment && sentence.parse.clauses[0]?.kind === 'relative'));
  const tellsNothing =
    around.isFragment && (lead ? holds(lead.matches.all, grammar.wished) && !isFromMaker(lead, compiled) : around.isTitle);
  let tries = 0;
  for (const pattern of candidates.own) {
    if (tellsNothing && pattern.kind === 'does') continue;
    if ((isReferral || isHeadline) && pattern.kind !== 'can') continue;
    const { matches } = sentence;
    for (let m = 0; m < matches.count; m++) {
      if (!holdsAt(matches, m, pattern.anchor)) continue;
      if (++tries > mostTries) return;
      const start = matches.start[m] ?? 0;
      const end = matches.end[m] ?? 0;
      const told = readPattern({ pattern, act: actAt(sentence, compiled, start, end), start, end }, sentence, around, compiled);
      if (told) addReadings(told, sentence, around, compiled, found);
    }
  }
  const { governor } = around;
  if (!around.isFragment || isReferral || !governor) return;
  for (const offer of candidates.governed) {
    const told = readOffer(offer, governor, sentence, around);
    if (told) addReadings(told, sentence, around, compiled, found);
  }
}

/** Tokens of a title in capitals at most, and letters of the words that must have one: "We Collect Information from Other Sources". */
const longestHeadline = 10;

const leastLetters = 4;

function isTitleCase({ text, tokens, from, to }: Sentence): boolean {
  if (to - from > longestHeadline || to - from < 2 || (tokens.form[to - 1] ?? 0) === punctuation.stop) return false;
  for (let i = from; i < to; i++) {
    const start = tokens.start[i] ?? 0;
    if ((tokens.end[i] ?? 0) - start >= leastLetters && !/\p{Lu}/u.test(text[start] ?? '')) return false;
  }
  return true;
}

/** By how many steps an act makes a pattern less sure; null where the pattern does not hold of it. */
function lossByAct({ pattern, act, start }: Anchored, sentence: Sentence, { leads }: Surroundings, compiled: Compiled): number | null {
  if (pattern.kind === 'can') return readerCan(sentence, compiled, act, start, leads) ? 0 : null;
  if (pattern.kind === 'says') return act.mode === 'topic' && !pattern.anywhere ? null : 0;
  if (!actorFits(pattern, act.actor) || act.mode === 'topic' || act.mode === 'wished') return null;
  let loss = 0;
  // "Some apps share …": a subject that is not known to be the maker gives nothing away in its name.
  if (act.actor === 'unclear' && act.hasSubject && !pattern.who.has('anyone')) {
    if (pattern.bound.some(({ role }) => role === 'to')) return null;
    loss++;
  }
  if (act.mode === 'given') loss++;
  if (act.nominal) loss++;
  return loss;
}

/** What the parts of a pattern make of an act. */
interface Parts {
  readonly loss: number;
  /** "not … except with our providers": for those the act is admitted. */
  readonly isExcepted: boolean;
  /** "your area, never your exact position": the act is told, and this object of it denied. */
  readonly isRefused: boolean;
}

/** Finds the parts that are bound to an act; null where one is missing. */
function partsOf({ pattern, act, start, end }: Anchored, sentence: Sentence, around: Surroundings, { grammar }: Compiled): Parts | null {
  let loss = 0;
  let isExcepted = false;
  let isRefused = false;
  for (const part of pattern.bound) {
    const at = reached(sentence, part, act, start, end, grammar);
    if (at !== -1) {
      isExcepted ||= isExceptedAt(sentence, part, act, at);
      isRefused ||= !act.negated && (part.role === 'what' || part.role === 'to') && isLeftOut(sentence, act, at);
      continue;
    }
    if (!pointsToParty(sentence, part, act) && !pointsToThing(sentence, part, pattern, act, around, grammar)) return null;
    loss++;
  }
  return { loss, isExcepted, isRefused };
}

/** Is a part of a denied act left out of the denial? */
function isExceptedAt(sentence: Sentence, { role }: Bound, act: Act, at: number): boolean {
  if (at <= act.head || !act.negated || (sentence.parse.negated[at] ?? 0) !== 0) return false;
  return role === 'what' ? isExcluded(sentence, at) : role !== 'from' && exceptsBetween(sentence, act.head, at);
}

/** "If you turn it on, your voice is heard; we keep it": what "it" is stands earlier in the sentence, or (where the claim lets it) nearby. */
function pointsToThing(
  sentence: Sentence,
  { role, slot }: Bound,
  { referent }: Pattern,
  act: Act,
  around: Surroundings,
  { anaphor }: Compiled['grammar'],
): boolean {
  if (role !== 'what' || !act.reach.some(([from, to]) => within(sentence.matches, anaphor, from, to))) return false;
  return presentBefore(sentence, slot, act.clause.start) || (referent && isNearby(slot, around));
}

/** Reads one pattern at one anchor of the sentence itself. */
function readPattern(anchored: Anchored, sentence: Sentence, around: Surroundings, compiled: Compiled): Told | null {
  const { pattern, act, start } = anchored;
  const loss = lossByAct(anchored, sentence, around, compiled);
  if (loss === null || (pattern.notHere && isHere(sentence, pattern.notHere, act))) return null;
  const parts = partsOf(anchored, sentence, around, compiled);
  // "We do not keep it for ever": nobody knows whether it is kept.
  if (!parts || (act.negated && isForEver(sentence, act))) return null;
  // "We do not keep it longer than needed": it is kept.
  const isExcepted = parts.isExcepted || (act.negated && isLimited(sentence, act));
  const isDeniableAct = isDeniable(pattern.rule.id, 'all');
  const goesOn = goesOnFromNot(sentence, act, around, !isDeniableAct);
  // Below "What we never do:" words that tell of it by themselves do not.
  if (goesOn && (pattern.stance === 'does' || pattern.stance === 'denies')) return null;
  // "Sold: No" denies nothing else of the row.
  if (around.answer === 'no' && isDeniableAct && !isDeniable(pattern.rule.id, around.denied)) return null;
  const spansNot = pattern.kind === 'says' && namesNot(sentence, act, start);
  const isNegated = spansNot ? isNegatedBefore(sentence, act, start) : act.negated;
  return {
    pattern,
    act,
    isNegated: ((isNegated && !isExcepted) || parts.isRefused) !== goesOn,
    loss: loss + parts.loss + (isExcepted ? 1 : 0),
    spansNot,
  };
}

/** Is the "not" that governs a term one of the term's own words ("not meant for the assistant")? */
function namesNot({ parse }: Sentence, act: Act, start: number): boolean {
  for (let i = start; i < act.head; i++) if (hasClass(parse.classes[i] ?? 0, is.not)) return true;
  return false;
}

const isNegatedBefore = ({ parse }: Sentence, act: Act, start: number): boolean =>
  start > act.clause.start && (parse.negated[start - 1] ?? 0) !== 0;

/** "for ever", "indefinitely" behind an act, in its clause. */
function isForEver(sentence: Sentence, act: Act): boolean {
  for (let i = act.head + 1; i < act.clause.end; i++) if (isUnending(wordAt(sentence, i), wordAt(sentence, i + 1))) return true;
  return false;
}

/** Does an act's clause go on with a bound on how much of it there is ("longer than", "more than")? */
function isLimited(sentence: Sentence, act: Act): boolean {
  for (let i = act.head + 2; i < act.clause.end; i++)
    if (hasClass(sentence.parse.classes[i] ?? 0, is.than) && isMeasure(wordAt(sentence, i - 1))) return true;
  return false;
}

/** "If you buy from a dealer, we share your data with them": is the recipient one named earlier in the sentence? */
function pointsToParty(sentence: Sentence, { role, slot }: Bound, act: Act): boolean {
  if (role !== 'to' || act.actor === 'user' || !presentBefore(sentence, slot, act.clause.start)) return false;
  // "information that you share with them" takes for granted what someone else does.
  if (act.mode !== 'told' && (act.actor !== 'maker' || act.passive)) return false;
  return act.reach.some(([from, to]) => refersTo(sentence, from, to));
}

/** "The app does not: – sell your data": an item that begins with the verb of a lead that ends in "not", or denies otherwise what the maker would do. */
function goesOnFromNot(sentence: Sentence, act: Act, { leads, headings, denied }: Surroundings, isStrict: boolean): boolean {
  const above = leads.at(-1) ?? headings.at(-1);
  if (!above || act.clause.subjectStart < act.clause.subjectEnd) return false;
  // "Use your data to share it with advertisers": all that a verb at the item's head brings.
  const isOrder = hasClass(sentence.parse.classes[sentence.from] ?? 0, is.verb) && act.clause.start <= sentence.from + 1;
  if (!isOrder && seriesStart(sentence, act.head) > sentence.from + 1) return false;
  return (denied === 'above' && !isStrict) || endsInNot(above);
}

/** Words between "not" and the object that it leaves out at most: "not with our advertisers". */
const leftOutWithin = 4;

/** Is an object of a told act denied by itself ("but not your name"), in the act's own clause? */
function isLeftOut({ parse, tokens }: Sentence, act: Act, at: number): boolean {
  if (at <= act.head || (parse.negated[at] ?? 0) === 0 || parse.clauseOf[at] !== parse.clauseOf[act.head]) return false;
  for (let i = at - 1; i >= at - leftOutWithin && i > act.head; i--) {
    if ((tokens.form[i] ?? 0) === punctuation.comma) return false;
    if (hasClass(parse.classes[i] ?? 0, is.not)) return true;
  }
  return false;
}

/** Reads in a fragment what an act of its lead or heading leaves open. */
function readOffer(offer: Offer, governor: Governor, sentence: Sentence, around: Surroundings): Told | null {
  const { pattern, act, isFilled, isExcepted } = offer;
  const isHeading = around.isHeaded;
  let fromItem = 0;
  let partyFromItem = false;
  let wantsParty = false;
  let isAbove = false;
  for (const [k, part] of pattern.bound.entries()) {
    const { role, slot } = part;
    const isParty = role !== 'what' && role !== 'for';
    wantsParty ||= isHeading && isParty;
    // The lead's own recipient or source comes first: "We may share it with our affiliates for:" has reasons for items.
    if (role !== 'what' && isFilled[k] === true) continue;
    if (fills(sentence, part)) {
      fromItem++;
      partyFromItem ||= isParty;
    } else if (isPartyOfHeading(part, around.headings, governor.sentence)) {
      fromItem++;
      partyFromItem = true;
      isAbove = true;
    } else if (role !== 'what' || (isFilled[k] !== true && !(isHeading && isHeaded(slot, around.headings, governor.sentence)))) return null;
  }
  if (wantsParty && !partyFromItem) return null;
  if (fromItem === 0 && (isHeading || pattern.bound.every(({ role }) => role === 'what' || role === 'for'))) return null;
  const loss = (isHeading ? 1 : 0) + (fromItem === 0 || isExcepted ? 1 : 0) + (isAbove ? 1 : 0);
  return { pattern, act, isNegated: act.negated && !isExcepted, loss, spansNot: false };
}
