import { exceptsBetween, fills, present, reached } from './roles.ts';
import { actAt } from './act.ts';
import { party } from './actor.ts';
import { type Act, type Sentence, wordAt } from './sentence.ts';
import { has as hasClass, lexicalVerb } from './english/clause.ts';
import { endsInQuestion } from './english/parse.ts';
import { isIntroducing } from './english/phrases.ts';
import { is } from './english/words.ts';
import type { Compiled } from './compile.ts';
import type { AnchorIndex, Bound, Pattern } from './layout.ts';
import { holds, holdsAt } from './matches.ts';
import type { Slot } from './tag-sets.ts';
import type { Governor, Offer, Surroundings } from './surroundings.ts';
import { actorFits, readerCan } from './reader-can.ts';

const anywhereIn = (slot: Slot, sentences: readonly Sentence[]): boolean => {
  for (const sentence of sentences) if (present(sentence, slot)) return true;
  return false;
};

/** What may hold in a sentence by its terms alone: patterns anchored in it (`own`), and what its governor leaves open (`governed`). */
export interface Candidates {
  readonly own: Pattern[];
  readonly governed: Offer[];
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

/** A pattern at an act: the tokens of the term that anchors it. */
export interface Anchored {
  readonly pattern: Pattern;
  readonly act: Act;
  readonly start: number;
  readonly end: number;
}

/** The acts of one pattern with which a fragment below a lead or heading may go on. */
function openActs(lead: Sentence, pattern: Pattern | undefined, compiled: Compiled, isHeading: boolean): readonly Anchored[] {
  if (!pattern || pattern.kind === 'says' || pattern.bound.length === 0) return [];
  const { matches } = lead;
  const found: Anchored[] = [];
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

/** Does the maker act in the first main clause of a lead? */
export function isFromMaker(lead: Sentence, compiled: Compiled): boolean {
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
export function isNearby(slot: Slot, around: Surroundings): boolean {
  const { previous, leads, headings } = around;
  if (previous !== null && present(previous, slot)) return true;
  return anywhereIn(slot, leads) || isHeaded(slot, headings, null);
}

/** Is a part named in one of the two innermost headings, leaving out the one that governs? */
export function isHeaded(slot: Slot, headings: readonly Sentence[], governing: Sentence | null): boolean {
  for (let k = Math.max(0, headings.length - 2); k < headings.length; k++) {
    const heading = headings[k];
    if (heading && heading !== governing && present(heading, slot)) return true;
  }
  return false;
}

/** "Group companies" below "Categories of recipients": the innermost heading names the party of what stands below, where another one governs. */
export function isPartyOfHeading(part: Bound, headings: readonly Sentence[], governing: Sentence): boolean {
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

/** Does the lead's main clause do something itself, rather than introduce what follows ("The information we collect includes:")? */
function hasOwnAct(lead: Sentence): boolean {
  const { parse } = lead;
  return parse.clauses.some((clause) => {
    if (clause.kind !== 'main' || clause.verb >= clause.end) return false;
    const verb = lexicalVerb(parse, clause);
    return !hasClass(parse.classes[verb] ?? 0, is.be) && !isIntroducing(wordAt(lead, verb));
  });
}
