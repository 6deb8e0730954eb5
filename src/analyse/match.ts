import type { Actor, Condition, Confidence, Stance } from '../model/finding.ts';
import { exceptsBetween, fills, isExcluded, isHere, presentBefore, reached, refersTo } from './roles.ts';
import { actAt } from './act.ts';
import { endsInNot, isDeniable } from './denied.ts';
import { seriesStart } from './actor.ts';
import { type Act, type Sentence, within, wordAt } from './sentence.ts';
import { has as hasClass } from './english/clause.ts';
import { exceptingOpener, isClaiming, isMeasure, isPlural, isUnending, referrals } from './english/phrases.ts';
import { is } from './english/words.ts';
import { punctuation } from './forms.ts';
import type { Bound, Compiled, Pattern } from './compile.ts';
import { holds, holdsAt } from './matches.ts';
import type { Slot } from './tag-sets.ts';
import type { Governor, Offer, Surroundings } from './surroundings.ts';
import { type Candidates, isFromMaker, isHeaded, isNearby, isPartyOfHeading } from './candidates.ts';
import { actorFits, readerCan } from './reader-can.ts';

/** One claim read in a sentence, before it becomes a finding. */
export interface Reading {
  readonly pattern: Pattern;
  readonly stance: Stance;
  readonly confidence: Confidence;
  readonly actor: Actor;
  readonly hedged: boolean;
  /** A "not" stands among its words, which may be the verb's: "your location is not derived from …". */
  readonly spansNot?: true;
}

/** How sure, as a number: the surer the higher. */
export const rank: Readonly<Record<Confidence, number>> = { high: 2, medium: 1, low: 0 };

const byRank: readonly Confidence[] = ['low', 'medium', 'high'];

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
      readPattern(pattern, sentence, actAt(sentence, compiled, start, end), start, end, around, compiled, found);
    }
  }
  if (!around.isFragment || isReferral) return;
  const { governor } = around;
  if (!governor) return;
  for (const offer of candidates.governed) readOffer(offer, governor, sentence, compiled, found, around);
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

/** Reads one pattern at one anchor of the sentence itself. */
function readPattern(
  pattern: Pattern,
  sentence: Sentence,
  act: Act,
  start: number,
  end: number,
  around: Surroundings,
  compiled: Compiled,
  found: Reading[],
): void {
  const { grammar } = compiled;
  let loss = 0;
  // "not … except with our providers": for those the act is admitted.
  let excepted = false;
  // "your area, never your exact position": the act is told, and this object of it denied.
  let refused = false;
  if (pattern.kind === 'does') {
    if (!actorFits(pattern, act.actor)) return;
    // "Some apps share …": a subject that is not known to be the maker gives nothing away in its name.
    if (act.actor === 'unclear' && act.hasSubject && !pattern.who.has('anyone')) {
      if (pattern.bound.some(({ role }) => role === 'to')) return;
      loss++;
    }
    if (act.mode === 'topic' || act.mode === 'wished') return;
    if (act.mode === 'given') loss++;
    if (act.nominal) loss++;
  } else if (pattern.kind === 'can') {
    if (!readerCan(sentence, compiled, act, start, around.leads)) return;
  } else if (act.mode === 'topic' && !pattern.anywhere) return;
  if (pattern.notHere && isHere(sentence, pattern.notHere, act)) return;
  for (const part of pattern.bound) {
    const { role, slot } = part;
    const at = reached(sentence, part, act, start, end, compiled.grammar);
    if (at !== -1) {
      if (
        at > act.head &&
        act.negated &&
        (sentence.parse.negated[at] ?? 0) === 0 &&
        (role === 'what' ? isExcluded(sentence, at) : role !== 'from' && exceptsBetween(sentence, act.head, at))
      )
        excepted = true;
      if (!act.negated && (role === 'what' || role === 'to') && isLeftOut(sentence, act, at)) refused = true;
      continue;
    }
    if (pointsToParty(sentence, part, act)) {
      loss++;
      continue;
    }
    if (role !== 'what') return;
    // "If you turn it on, your voice is heard; we keep it": what it is stands earlier in the sentence, or (where the claim lets it) nearby.
    if (!act.reach.some(([from, to]) => within(sentence.matches, grammar.anaphor, from, to))) return;
    if (!presentBefore(sentence, slot, act.clause.start) && !(pattern.referent && isNearby(slot, around))) return;
    loss++;
  }
  const spansNot = (pattern.kind === 'says' && namesNot(sentence, act, start)) || undefined;
  const isNegated = spansNot ? isNegatedBefore(sentence, act, start) : act.negated;
  // "We do not keep it for ever": nobody knows whether it is kept.
  if (act.negated && isForEver(sentence, act)) return;
  // "We do not keep it longer than needed": it is kept.
  if (act.negated && isLimited(sentence, act)) excepted = true;
  const goesOn = goesOnFromNot(sentence, act, around, !isDeniable(pattern.rule.id, 'all'));
  // Below "What we never do:" words that tell of it by themselves do not.
  if (goesOn && (pattern.stance === 'does' || pattern.stance === 'denies')) return;
  const negated = ((isNegated && !excepted) || refused) !== goesOn;
  // "Sold: No" denies nothing else of the row.
  if (around.answer === 'no' && isDeniable(pattern.rule.id, 'all') && !isDeniable(pattern.rule.id, around.denied)) return;
  const count = found.length;
  push(pattern, sentence, negated, around, act, loss + (excepted ? 1 : 0), compiled, found);
  const pushed = found[count];
  if (spansNot && pushed) found[count] = { ...pushed, spansNot };
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
function readOffer(offer: Offer, governor: Governor, sentence: Sentence, compiled: Compiled, found: Reading[], around: Surroundings): void {
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
    } else if (role !== 'what' || (isFilled[k] !== true && !(isHeading && isHeaded(slot, around.headings, governor.sentence)))) return;
  }
  if (wantsParty && !partyFromItem) return;
  if (fromItem === 0 && (isHeading || pattern.bound.every(({ role }) => role === 'what' || role === 'for'))) return;
  const loss = (isHeading ? 1 : 0) + (fromItem === 0 || isExcepted ? 1 : 0) + (isAbove ? 1 : 0);
  push(pattern, sentence, act.negated && !isExcepted, around, act, loss, compiled, found);
}

/** May the subject of an act be the maker's: a name, or one thing ("the lamp"), not some kind of others ("operators")? */
function isName({ text, tokens, parse }: Sentence, act: Act): boolean {
  const last = act.clause.subjectEnd - 1;
  if (/\p{Lu}/u.test(text[tokens.start[last] ?? 0] ?? '')) return true;
  return (
    hasClass(parse.classes[act.clause.subjectStart] ?? 0, is.determiner) &&
    !isPlural(text.slice(tokens.start[last] ?? 0, tokens.end[last] ?? 0))
  );
}

/** A condition claims nothing ("if we do not …"); a clause of reason, result or concession does ("while we do not …", "so it is never …"). */
const isCondition = (act: Act): boolean => act.clause.kind === 'adverbial' && !isClaiming(act.clause.opener);

/** Adds what a pattern reads of an act to what was found; an answer turns what its words say round. */
function push(
  pattern: Pattern,
  sentence: Sentence,
  isNegated: boolean,
  { answer, denied }: Surroundings,
  act: Act,
  loss: number,
  compiled: Compiled,
  found: Reading[],
): void {
  if (pattern.exact && loss > 0) return;
  const negated = isNegated !== (answer === 'no');
  if (!negated && isDeniable(pattern.rule.id, denied)) return;
  const confidence = byRank[Math.max(0, rank[pattern.confidence] - loss)] ?? 'low';
  const { actor, hedged } = act;
  if (pattern.stance === 'does' || pattern.stance === 'denies') {
    found.push({ pattern, actor, hedged, stance: pattern.stance, confidence });
    return;
  }
  if (!negated) {
    if (pattern.stance !== 'only-denies') found.push({ pattern, actor, hedged, stance: 'does', confidence });
    return;
  }
  if (pattern.stance === 'only-does') return;
  // Only the maker can deny for itself, and a condition ("if you do not …") denies nothing.
  if (pattern.kind !== 'can' && (act.actor === 'partner' || act.actor === 'user' || isCondition(act))) return;
  // "Operators may not disclose" denies nothing for the maker.
  if (pattern.kind === 'does' && actor === 'unclear' && act.hasSubject && !isName(sentence, act)) return;
  found.push({ pattern, actor, hedged, stance: 'denies', confidence });
  // "not … unless you agree", "never without your consent": it happens in that case.
  if (pattern.stance === 'as-said' && isTurnedRound(sentence, compiled))
    found.push({ pattern, actor, hedged, stance: 'does', confidence: 'low' });
}

/** A denial whose exception says that it happens all the same. */
function isTurnedRound(sentence: Sentence, compiled: Compiled): boolean {
  const { grammar } = compiled;
  const has = (slot: Slot): boolean => holds(sentence.matches.all, slot);
  if (sentence.parse.clauses.some((clause) => clause.opener === exceptingOpener)) return true;
  return (sentence.parse.hasException || has(grammar['opt-in'])) && has(grammar.consent);
}

/** Which conditions a sentence names. */
export function conditionsOf(sentence: Sentence, compiled: Compiled): Condition[] {
  const { grammar } = compiled;
  const named: [Condition, Slot][] = [
    ['consent', grammar.consent],
    ['opt-in', grammar['opt-in']],
    ['setting', grammar.setting],
    ['legal-duty', grammar['legal-duty']],
    ['region', grammar.region],
    ['age', grammar.age],
    ['feature', grammar.feature],
  ];
  return named.filter(([, slot]) => holds(sentence.matches.all, slot)).map(([condition]) => condition);
}
