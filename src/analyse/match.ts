import type { Actor, Condition, Confidence, Stance } from '../model/finding.ts';
import { exceptsBetween, fills, isExcluded, isHere, present, presentBefore, reached, refersTo } from './roles.ts';
import { type Act, actAt, party, seriesStart, type Sentence, within, wordAt } from './act.ts';
import type { Verdict } from './english/answers.ts';
import { endsInQuestion, has as hasClass, lexicalVerb } from './english/parse.ts';
import { exceptingOpener, isAnnouncing, isClaiming, isIntroducing, isMeasure, isPlural, referrals } from './english/phrases.ts';
import { is } from './english/words.ts';
import { punctuation } from './forms.ts';
import type { AnchorIndex, Bound, Compiled, Pattern } from './compile.ts';
import { holds, holdsAt } from './matches.ts';
import type { Slot } from './tag-sets.ts';

/** Where a sentence stands: what leads to it, the headings above it, the sentence before it. */
export interface Surroundings {
  /** Sentences that introduce the list, outermost first. */
  readonly leads: readonly Sentence[];
  /** The headings, outermost first. */
  readonly headings: readonly Sentence[];
  /** What governs it when it is a fragment: the cell's header, the lead or the heading. */
  readonly governor: Governor | null;
  /** The governor is a heading or a cell's header, not a lead. */
  readonly isHeaded: boolean;
  readonly previous: Sentence | null;
  /** A question's answer, where the next words (or another cell of the row) are "Yes" or "No". */
  readonly answer: Verdict | null;
  /** By its place it may be one of those: a later sentence of a paragraph is not. */
  readonly mayBeFragment: boolean;
  /** An item, row or fragment that has no sentence of its own: the lead's or heading's verb governs it. */
  isFragment: boolean;
  /** A short paragraph by itself, which is a title when it has no sentence of its own. */
  readonly isTitle: boolean;
}

/** One claim read in a sentence, before it becomes a finding. */
export interface Reading {
  readonly pattern: Pattern;
  readonly stance: Stance;
  readonly confidence: Confidence;
  readonly actor: Actor;
  readonly hedged: boolean;
}

/** How sure, as a number: the surer the higher. */
export const rank: Readonly<Record<Confidence, number>> = { high: 2, medium: 1, low: 0 };
const byRank: readonly Confidence[] = ['low', 'medium', 'high'];

const anywhereIn = (slot: Slot, sentences: readonly Sentence[]): boolean => {
  for (const sentence of sentences) if (present(sentence, slot)) return true;
  return false;
};

/** What may hold in a sentence by its terms alone: patterns anchored in it (`own`), and what its governor leaves open (`governed`). */
export interface Candidates {
  readonly own: Pattern[];
  readonly governed: Offer[];
}

/** What a lead or heading gives to the fragments below it, found once: all of this depends on the governor alone. */
export interface Governor {
  readonly sentence: Sentence;
  /** Places of the patterns with an anchor in it. */
  readonly orders: Int32Array;
  /** It tells of an act, so that fragments can go on with it. */
  readonly acts: boolean;
  /** `isOpen`; null until it is asked for. */
  isOpen: boolean | null;
  /** Its acts by pattern, read as a lead and as a heading, as far as fragments asked. */
  readonly asLead: Map<number, readonly Offer[]>;
  readonly asHeading: Map<number, readonly Offer[]>;
}

/** One act of a governor that a fragment may complete. */
export interface Offer {
  readonly pattern: Pattern;
  readonly act: Act;
  /** Free parts that the governor does not name itself. */
  readonly free: readonly Slot[];
  /** For each bound part of the pattern: whether the governor fills it. */
  readonly isFilled: readonly boolean[];
  /** "We do not disclose it, except in these cases:": the items are the cases in which it happens. */
  readonly isExcepted: boolean;
}

/** Numbers the sentences, so that a pattern tried twice in one sentence is known by its mark. */
export interface Trial {
  readonly marks: Int32Array;
  count: number;
  /** Places of the patterns with an anchor in the sentence that is tried; written anew for each. */
  readonly anchored: Int32Array;
  /** What is named in and around it; likewise. */
  readonly named: Int32Array;
}

export const makeTrial = (compiled: Compiled): Trial => ({
  marks: new Int32Array(compiled.patterns.length),
  count: 0,
  anchored: new Int32Array(compiled.patterns.length),
  named: compiled.lexicon.makeMatches().all,
});

/** Writes the places of all patterns that have an anchor among some slots into `trial.anchored`, each once, by slot; gives how many. */
function findAnchored(bits: Int32Array, { slots, starts, orders }: AnchorIndex, trial: Trial): number {
  const turn = ++trial.count;
  const { marks, anchored } = trial;
  let count = 0;
  for (let w = 0; w << 5 < slots; w++)
    for (let left = bits[w] ?? 0; left !== 0; left &= left - 1) {
      const slot = (w << 5) + (31 - Math.clz32(left & -left));
      if (slot >= slots) return count;
      for (let k = starts[slot] ?? 0; k < (starts[slot + 1] ?? 0); k++) {
        const order = orders[k] ?? 0;
        if (marks[order] === turn) continue;
        marks[order] = turn;
        anchored[count++] = order;
      }
    }
  return count;
}

/** A sentence as the governor of others: the patterns with an anchor in it, each once. */
export function makeGovernor(sentence: Sentence, compiled: Compiled, trial: Trial): Governor {
  const orders = trial.anchored.slice(0, findAnchored(sentence.matches.all, compiled.byAnchor, trial));
  const acts = orders.some((order) => compiled.patterns[order]?.kind !== 'says');
  return { sentence, orders, acts, isOpen: null, asLead: new Map(), asHeading: new Map() };
}

/** Does a lead leave an act open that what stands below it may go on with? A noun that only looks like an act ("Information") does not. */
export const isOpen = (governor: Governor, compiled: Compiled): boolean =>
  (governor.isOpen ??=
    governor.acts &&
    governor.orders.some((order) =>
      openActs(governor.sentence, compiled.patterns[order], compiled, false).some(
        ({ act }) => !act.nominal || act.clause.verb < act.clause.end,
      ),
    ));

/** What a governor's acts of one pattern leave open, in the order of its words. */
function offersOf(governor: Governor, order: number, compiled: Compiled, isHeading: boolean): readonly Offer[] {
  const known = isHeading ? governor.asHeading : governor.asLead;
  let offers = known.get(order);
  if (offers === undefined) {
    const { sentence: lead } = governor;
    const pattern = compiled.patterns[order];
    offers = openActs(lead, pattern, compiled, isHeading).map(({ pattern: own, act, start, end }) => ({
      pattern: own,
      act,
      free: own.free.filter((slot) => !present(lead, slot)),
      isFilled: own.bound.map((part) => reached(lead, part, act, start, end, compiled.grammar) !== -1),
      isExcepted: act.negated && exceptsBetween(lead, act.head, lead.to),
    }));
    known.set(order, offers);
  }
  return offers;
}

/** An act of a governor, and the tokens of its term. */
interface OpenAct {
  readonly pattern: Pattern;
  readonly act: Act;
  readonly start: number;
  readonly end: number;
}

/** The acts of one pattern with which a fragment below a lead or heading may go on. */
function openActs(lead: Sentence, pattern: Pattern | undefined, compiled: Compiled, isHeading: boolean): readonly OpenAct[] {
  if (!pattern || pattern.kind === 'says' || pattern.bound.length === 0) return [];
  const { matches } = lead;
  const found: OpenAct[] = [];
  for (let m = 0; m < matches.count; m++) {
    if (!holdsAt(matches, m, pattern.anchor)) continue;
    const start = matches.start[m] ?? 0;
    const end = matches.end[m] ?? 0;
    const act = actAt(lead, compiled, start, end);
    if (act.clause.kind === 'relative' && hasOwnAct(lead)) continue;
    if (pattern.kind === 'does') {
      if (!actorFits(pattern, act.actor) || act.mode === 'wished') continue;
      if (!isHeading && act.mode === 'topic') continue;
    } else if (!readerCan(lead, compiled, act, start, [])) continue;
    found.push({ pattern, act, start, end });
  }
  return found;
}

/** A sentence that by its words tells nothing: an announcement, a definition, advice, or a question that nothing answers. */
function isAside(sentence: Sentence, around: Surroundings, grammar: Compiled['grammar']): boolean {
  const { all } = sentence.matches;
  if (holds(all, grammar.topic) || holds(all, grammar.definition) || holds(all, grammar.advice)) return true;
  return around.answer === null && endsInQuestion(sentence.text, sentence.tokens, sentence.to);
}

/** Fills `into` with what may hold; false when nothing can, so that the sentence's grammar need not be read. */
export function findCandidates(sentence: Sentence, around: Surroundings, compiled: Compiled, trial: Trial, into: Candidates): boolean {
  const { own, governed } = into;
  own.length = 0;
  governed.length = 0;
  const bits = sentence.matches.all;
  const aside = isAside(sentence, around, compiled.grammar);
  const pointsBack = holds(bits, compiled.grammar.anaphor);
  const count = findAnchored(bits, compiled.byAnchor, trial);
  for (let k = 0; k < count; k++) {
    const order = trial.anchored[k] ?? 0;
    if (!hasNeeds(bits, order, compiled.byAnchor, false)) continue;
    const pattern = compiled.patterns[order];
    if (pattern && (!aside || pattern.anywhere) && mayHold(pattern, bits, around, pointsBack)) own.push(pattern);
  }
  const { governor } = around;
  if (governor && governor.acts && around.mayBeFragment && !aside) {
    const named = namedAround(bits, governor, around, trial.named);
    for (const order of governor.orders)
      if (hasNeeds(named, order, compiled.byAnchor, true))
        for (const offer of offersOf(governor, order, compiled, around.isHeaded))
          if (mayComplete(offer, governor, bits, around)) governed.push(offer);
  }
  return own.length > 0 || governed.length > 0;
}

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

/** Does the maker act in the first main clause of a lead? */
function isFromMaker(lead: Sentence, compiled: Compiled): boolean {
  const main = lead.parse.clauses.find((clause) => clause.kind === 'main');
  return main !== undefined && party(lead, compiled, main.subjectStart, main.subjectEnd) === 'maker';
}

/** All slots that a fragment, its governor or one of the two innermost headings fills. */
function namedAround(bits: Int32Array, governor: Governor, { headings }: Surroundings, into: Int32Array): Int32Array {
  const above = governor.sentence.matches.all;
  const inner = headings.at(-1)?.matches.all ?? above;
  const outer = headings.at(-2)?.matches.all ?? above;
  for (let w = 0; w < bits.length; w++) into[w] = (bits[w] ?? 0) | (above[w] ?? 0) | (inner[w] ?? 0) | (outer[w] ?? 0);
  return into;
}

/** The cheapest test: are all parts filled that the sentence must fill itself; with `isAll`, all that there are? */
function hasNeeds(bits: Int32Array, order: number, { needsAt, ownNeeds, needs }: AnchorIndex, isAll: boolean): boolean {
  const end = (isAll ? needsAt[order + 1] : ownNeeds[order]) ?? 0;
  for (let k = needsAt[order] ?? 0; k < end; k++) if (!holds(bits, needs[k] ?? 0)) return false;
  return true;
}

/** The cheap test of what has its needs: are all parts there at all, in the sentence or where the pattern lets them be? */
function mayHold(pattern: Pattern, bits: Int32Array, around: Surroundings, pointsBack: boolean): boolean {
  const { bound } = pattern;
  for (let k = 0; k < bound.length; k++) {
    const part = bound[k];
    if (!part || holds(bits, part.slot)) continue;
    // Only what "it" stands for may be missing here, and then it must be named nearby.
    if (part.role !== 'what' || !pointsBack || !pattern.referent || !isNearby(part.slot, around)) return false;
  }
  if (pattern.not && holds(bits, pattern.not)) return false;
  return contextHolds(pattern, bits, around);
}

/** Is a part named in the sentence before, a lead, or one of the two innermost headings? */
function isNearby(slot: Slot, around: Surroundings): boolean {
  const { previous, leads, headings } = around;
  if (previous !== null && present(previous, slot)) return true;
  return anywhereIn(slot, leads) || isHeaded(slot, headings, null);
}

/** Is a part named in one of the two innermost headings, leaving out the one that governs? */
function isHeaded(slot: Slot, headings: readonly Sentence[], governing: Sentence | null): boolean {
  for (let k = Math.max(0, headings.length - 2); k < headings.length; k++) {
    const heading = headings[k];
    if (heading && heading !== governing && present(heading, slot)) return true;
  }
  return false;
}

/** "Group companies" below "Categories of recipients": the innermost heading names the party of what stands below, where another one governs. */
function isPartyOfHeading(part: Bound, headings: readonly Sentence[], governing: Sentence): boolean {
  const heading = headings.at(-1);
  return part.role === 'to' && heading !== undefined && heading !== governing && fills(heading, part);
}

/** The cheap test of an offer: is every part named by the governor, the fragment or the headings, and does the fragment bring one? */
function mayComplete(offer: Offer, governor: Governor, bits: Int32Array, around: Surroundings): boolean {
  const { pattern, isFilled } = offer;
  const isHeading = around.isHeaded;
  let fromItem = false;
  let wantsItem = true;
  for (let k = 0; k < pattern.bound.length; k++) {
    const part = pattern.bound[k];
    if (!part) continue;
    if (part.role !== 'what' && part.role !== 'for') wantsItem = false;
    if (holds(bits, part.slot)) fromItem = true;
    else if (isPartyOfHeading(part, around.headings, governor.sentence)) fromItem = true;
    else if (isFilled[k] !== true && !(part.role === 'what' && isHeading && isHeaded(part.slot, around.headings, governor.sentence)))
      return false;
  }
  if (!fromItem && (wantsItem || isHeading)) return false;
  for (const slot of offer.free) if (!holds(bits, slot)) return false;
  if (pattern.notHere && holds(bits, pattern.notHere)) return false;
  return !(pattern.not && holds(bits, pattern.not)) && contextHolds(pattern, bits, around);
}

/** Do `under`, `not-under` and `near` hold? */
function contextHolds(pattern: Pattern, bits: Int32Array, around: Surroundings): boolean {
  const { under, notUnder, near } = pattern;
  if (under && !inContext(under, around)) return false;
  if (notUnder && inContext(notUnder, around)) return false;
  return !near || holds(bits, near) || inContext(near, around) || (around.previous !== null && present(around.previous, near));
}

const inContext = (slot: Slot, around: Surroundings): boolean => anywhereIn(slot, around.headings) || anywhereIn(slot, around.leads);

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
  const isNegated = pattern.kind === 'says' && namesNot(sentence, act, start) ? isNegatedBefore(sentence, act, start) : act.negated;
  // "We do not keep it longer than needed": it is kept.
  if (act.negated && isLimited(sentence, act)) excepted = true;
  const goesOn = goesOnFromNot(sentence, act, around.leads.at(-1) ?? around.headings.at(-1));
  // Below "What we never do:" words that tell of it by themselves do not.
  if (goesOn && (pattern.stance === 'does' || pattern.stance === 'denies')) return;
  const negated = ((isNegated && !excepted) || refused) !== goesOn;
  push(pattern, sentence, negated !== (around.answer === 'no'), act, loss + (excepted ? 1 : 0), compiled, found);
}

/** Is the "not" that governs a term one of the term's own words ("not meant for the assistant")? */
function namesNot({ parse }: Sentence, act: Act, start: number): boolean {
  for (let i = start; i < act.head; i++) if (hasClass(parse.classes[i] ?? 0, is.not)) return true;
  return false;
}

const isNegatedBefore = ({ parse }: Sentence, act: Act, start: number): boolean =>
  start > act.clause.start && (parse.negated[start - 1] ?? 0) !== 0;

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

/** "The app does not: – sell your data": an item that begins with the verb of a lead that ends in "not". */
function goesOnFromNot(sentence: Sentence, act: Act, lead: Sentence | undefined): boolean {
  if (!lead || act.clause.subjectStart < act.clause.subjectEnd) return false;
  // "Use your data to share it with advertisers": all that a verb at the item's head brings.
  const isOrder = hasClass(sentence.parse.classes[sentence.from] ?? 0, is.verb) && act.clause.start <= sentence.from + 1;
  if (!isOrder && seriesStart(sentence, act.head) > sentence.from + 1) return false;
  let last = lead.to - 1;
  while (last > lead.from && (lead.tokens.form[last] ?? 0) <= punctuation.other) last--;
  if (hasClass(lead.parse.classes[last] ?? 0, is.not)) return true;
  // "What we never do:", "We do not do any of the following:"
  while (last > lead.from && isStandIn(lead, last)) last--;
  return hasClass(lead.parse.classes[last] ?? 0, is.doing) && (lead.parse.negated[last] ?? 0) !== 0;
}

/** A word behind "do" that only announces what is done: "any of the following things". */
const isStandIn = (sentence: Sentence, at: number): boolean =>
  hasClass(sentence.parse.classes[at] ?? 0, is.determiner | is.pronoun) || isAnnouncing(wordAt(sentence, at));

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
  push(pattern, sentence, (act.negated && !isExcepted) !== (around.answer === 'no'), act, loss, compiled, found);
}

/** Does the lead's main clause do something itself, rather than introduce what follows ("The information we collect includes:")? */
function hasOwnAct(lead: Sentence): boolean {
  const { parse } = lead;
  return parse.clauses.some((clause) => {
    if (clause.kind !== 'main' || clause.verb >= clause.end) return false;
    const verb = lexicalVerb(parse, clause);
    return !hasClass(parse.classes[verb] ?? 0, is.be) && !isIntroducing(wordAt(lead, verb));
  });
}

const actorFits = (pattern: Pattern, actor: Actor): boolean =>
  pattern.who.has('anyone') || (actor === 'unclear' ? pattern.who.has('maker') : pattern.who.has(actor));

/** "you can …", "to …, visit", "ask us to …", "your right to …": the reader can take the act. */
function readerCan(sentence: Sentence, compiled: Compiled, act: Act, start: number, leads: readonly Sentence[]): boolean {
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

function push(pattern: Pattern, sentence: Sentence, negated: boolean, act: Act, loss: number, compiled: Compiled, found: Reading[]): void {
  if (pattern.exact && loss > 0) return;
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
