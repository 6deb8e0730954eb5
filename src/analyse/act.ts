import type { Actor } from '../model/finding.ts';
import type { Compiled } from './compile.ts';
import { type Clause, has, type Parse } from './english/clause.ts';
import { isObjectPronoun } from './english/subjects.ts';
import { negatedTwice } from './english/negation.ts';
import { introducesExamples, isNounHere } from './english/verb-groups.ts';
import { agentMark, ownerOf } from './english/phrases.ts';
import { is } from './english/words.ts';
import { addressForm, punctuation } from './forms.ts';
import { firstNear, holds, holdsAt, type Matches } from './matches.ts';
import type { Slot } from './tag-sets.ts';
import type { Tokens } from './tokens.ts';

/** One sentence with all that was found in it. */
export interface Sentence {
  readonly text: string;
  readonly tokens: Tokens;
  readonly matches: Matches;
  readonly parse: Parse;
  from: number;
  to: number;
  /** The acts read in it so far, by the place of their words. */
  readonly acts: Map<number, Act>;
}

/** How an act is put: told as a fact, asked or announced (`topic`), wished or forbidden by someone, or taken for granted in a relative clause. */
export type Mode = 'told' | 'topic' | 'wished' | 'given';

/** What the grammar says of one act: the anchor of a claim in its sentence. */
export interface Act {
  /** The token that carries it. */
  readonly head: number;
  readonly actor: Actor;
  readonly negated: boolean;
  readonly hedged: boolean;
  readonly passive: boolean;
  /** An active verb with a noun of its own for subject. */
  readonly hasSubject: boolean;
  /** A noun ("the sale of your data"), not a verb. */
  readonly nominal: boolean;
  readonly mode: Mode;
  /** Tokens that may be its object, recipient or purpose. */
  readonly reach: readonly (readonly [number, number])[];
  /** Tokens that may name who acts. */
  readonly agents: readonly (readonly [number, number])[];
  readonly clause: Clause;
}

/** A token's word in lower case. */
export const wordAt = ({ text, tokens }: Sentence, at: number): string =>
  text.slice(tokens.start[at] ?? 0, tokens.end[at] ?? 0).toLowerCase();

/** Is there a match that fills a slot and overlaps [from, to)? */
export function within(matches: Matches, slot: Slot, from: number, to: number): boolean {
  if (!holds(matches.all, slot)) return false;
  for (let m = firstNear(matches, from); m < matches.count; m++) {
    if ((matches.start[m] ?? 0) >= to) return false;
    if ((matches.end[m] ?? 0) > from && holdsAt(matches, m, slot)) return true;
  }
  return false;
}

/** Who a noun phrase is: the party named nearest its head. */
export function party(sentence: Sentence, compiled: Compiled, from: number, to: number): Actor {
  const { parse, matches } = sentence;
  const { grammar } = compiled;
  for (let i = from; i < to; i++) {
    const bits = parse.classes[i] ?? 0;
    // A policy that calls its maker by an address ("example.com may share").
    if (i === to - 1 && (sentence.tokens.form[i] ?? 0) === addressForm) return 'maker';
    if (i > from && i < to && has(bits, is.user) && isObjectPronoun(sentence.tokens, parse, i)) continue;
    if (has(bits, is.subject) || (i === to - 1 && has(bits, is.maker | is.user) && !has(bits, is.possessive))) {
      if (has(bits, is.maker)) return 'maker';
      if (has(bits, is.user)) return 'user';
    }
  }
  // A company that is someone else's partner elsewhere is the maker in its own policy.
  for (let m = firstNear(matches, from); m < matches.count; m++) {
    const s = matches.start[m] ?? 0;
    const e = matches.end[m] ?? 0;
    if (s >= to) break;
    if (e > from && holdsAt(matches, m, grammar.others) && !within(matches, grammar.maker, s, e)) return 'partner';
  }
  if (within(matches, grammar.maker, from, to)) return 'maker';
  if (within(matches, grammar.user, from, to)) return 'user';
  // "our iOS apps": what is ours and nobody else's.
  if (from < to && has(parse.classes[from] ?? 0, is.possessive) && has(parse.classes[from] ?? 0, is.maker)) return 'maker';
  return 'unclear';
}

/** The grammar of the act whose term covers tokens [start, end), read once. */
export function actAt(sentence: Sentence, compiled: Compiled, start: number, end: number): Act {
  const key = start * 4096 + (end - start);
  let act = sentence.acts.get(key);
  if (!act) sentence.acts.set(key, (act = readAct(sentence, compiled, start, end)));
  return act;
}

function readAct(sentence: Sentence, compiled: Compiled, start: number, end: number): Act {
  const { parse, tokens, matches } = sentence;
  const { classes } = parse;
  let head = end - 1;
  for (let i = start; i < end; i++) {
    if (has(classes[i] ?? 0, is.verb | is.past | is.gerund)) {
      head = i;
      break;
    }
  }
  const clause = parse.clauses[parse.clauseOf[head] ?? 0];
  if (!clause) throw new Error('a sentence without clauses');
  const bits = classes[head] ?? 0;
  const isVerb = has(bits, is.verb | is.past | is.gerund);
  // "have access to" acts although "access" is a noun in it.
  const hasIt = head > start && has(classes[start] ?? 0, is.auxiliary);
  // What the clause has for its verb is none of its nouns: "our partners use pixels".
  const isFinite = head === clause.verb && has(bits, is.verb);
  const nominal = !hasIt && !isFinite && (!isVerb || isNounHere(tokens, parse, head));
  let prev = head - 1;
  while (prev >= sentence.from && has(classes[prev] ?? 0, is.adverb | is.not) && !has(classes[prev] ?? 0, is.be | is.modal | is.auxiliary))
    prev--;
  const prevBits = prev >= sentence.from ? (classes[prev] ?? 0) : 0;
  const passive = has(bits, is.past) && !isFinite && !nominal && isPassive(sentence, head, clause);
  const actor = actorOf(sentence, compiled, clause, head, passive, nominal, prevBits);
  const governing = parse.negated[head] ?? 0;
  let hedged = within(matches, compiled.grammar.hedge, clause.start, head + 1);
  for (let i = Math.max(clause.start, head - 12); i < head && !hedged; i++) hedged = has(classes[i] ?? 0, is.hedge);
  return {
    head,
    actor,
    negated: governing !== 0 && governing !== negatedTwice,
    hedged,
    passive,
    hasSubject: !passive && !nominal && clause.subjectStart < clause.subjectEnd && !isPointer(sentence, clause),
    nominal,
    mode:
      governing === negatedTwice || isAdjective(sentence, head)
        ? 'wished'
        : passive && !hasBe(sentence, head, clause)
          ? 'given'
          : modeOf(sentence, compiled, clause, head),
    reach: reachOf(sentence, clause, head, passive || nominal),
    agents: agentsOf(sentence, compiled, clause, head, passive || nominal),
    clause,
  };
}

/** A participle after a form of be, or one that follows its noun ("data collected by us"), or coordinated with such ("collected or shared"). */
function isPassive(sentence: Sentence, head: number, clause: Clause): boolean {
  const { classes } = sentence.parse;
  for (let i = head - 1; i >= Math.max(sentence.from, clause.start - 1, head - 10); i--) {
    const bits = classes[i] ?? 0;
    if (has(bits, is.be)) return true;
    if (has(bits, is.auxiliary)) return false;
    if (has(bits, is.adverb | is.not | is.conjunction | is.past) || (sentence.tokens.form[i] ?? 0) === punctuation.comma) continue;
    return !has(bits, is.subject);
  }
  return true;
}

/** "This may include sharing …": the subject stands for what was just said of the maker. */
const isPointer = (sentence: Sentence, clause: Clause): boolean =>
  has(sentence.parse.classes[clause.subjectStart] ?? 0, is.pronoun) && clause.subjectEnd - clause.subjectStart <= 2;

/** "the collected data", "your stored recordings": a participle between article and noun tells of no act. */
function isAdjective(sentence: Sentence, head: number): boolean {
  const { classes } = sentence.parse;
  if (!has(classes[head] ?? 0, is.past) || has(classes[head] ?? 0, is.verb)) return false;
  const next = classes[head + 1] ?? 0;
  return (
    has(classes[head - 1] ?? 0, is.determiner | is.possessive) &&
    !has(classes[head - 1] ?? 0, is.relative) &&
    head + 1 < sentence.to &&
    !has(next, is.preposition | is.conjunction | is.adverb) &&
    (sentence.tokens.form[head + 1] ?? 0) > punctuation.other
  );
}

/** Is the participle part of a verb group ("is shared", "been or will be shared"), not one that follows its noun ("data shared by you")? */
function hasBe(sentence: Sentence, head: number, clause: Clause): boolean {
  if (clause.verb >= head || clause.verb >= clause.end) return false;
  for (let i = head - 1; i >= clause.verb; i--) if (has(sentence.parse.classes[i] ?? 0, is.be)) return true;
  return false;
}

function actorOf(
  sentence: Sentence,
  compiled: Compiled,
  clause: Clause,
  head: number,
  passive: boolean,
  nominal: boolean,
  prevBits: number,
): Actor {
  const { parse, tokens } = sentence;
  const { classes } = parse;
  if (passive || nominal) {
    for (let i = head + 1; i < Math.min(clause.end, head + 25); i++) {
      if (compiled.forms.nameOf(tokens.form[i] ?? 0) !== agentMark) continue;
      if (has(classes[i + 1] ?? 0, is.gerund)) continue;
      const agent = party(sentence, compiled, i + 1, Math.min(clause.end, i + 8));
      if (agent !== 'unclear') return agent;
      break;
    }
    if (nominal) {
      if (has(prevBits, is.possessive)) {
        return ownerOf(compiled.forms.nameOf(tokens.form[head - 1] ?? 0));
      }
      return clause.verb < head ? subjectOf(sentence, compiled, clause) : 'unclear';
    }
    return 'unclear';
  }
  // "allow them to retain, use or disclose": a verb coordinated with an infinitive has its actor.
  const sibling = coordinated(sentence, clause, head);
  if (sibling !== head) return actorOf(sentence, compiled, clause, sibling, false, false, 0);
  // "allow third parties to collect", "ask us to delete", "by third parties collecting": the noun before the infinitive acts.
  let at = head - 1;
  while (at > clause.start && has(classes[at] ?? 0, is.adverb | is.not)) at--;
  const infinitive = has(classes[at] ?? 0, is.to);
  if (infinitive || has(classes[head] ?? 0, is.gerund)) {
    const before = infinitive ? at - 1 : at;
    // "To allow you to see …": a purpose without a finite verb.
    const isOpen = clause.verb >= clause.end && has(classes[before] ?? 0, is.maker | is.user);
    if (before > clause.start && (before > clause.verb || isOpen)) {
      const bits = classes[before] ?? 0;
      if (has(bits, is.maker | is.user) && !has(bits, is.possessive)) return has(bits, is.maker) ? 'maker' : 'user';
      if (has(bits, is.pronoun) && !has(bits, is.determiner | is.possessive)) return 'partner';
      for (let i = before; i > Math.max(clause.verb, before - 6); i--) {
        if (within(sentence.matches, compiled.grammar.others, i, before + 1))
          return within(sentence.matches, compiled.grammar.allows, Math.max(clause.start, i - 8), i)
            ? 'partner'
            : infinitive
              ? subjectOf(sentence, compiled, clause)
              : 'partner';
        if (has(classes[i] ?? 0, is.verb | is.gerund | is.preposition)) break;
      }
    }
  }
  if (clause.verb >= head + 1 && clause.verb < clause.end && !has(classes[head] ?? 0, is.gerund) && !infinitive) {
    return clause.subjectStart <= head && head < clause.subjectEnd ? 'unclear' : subjectOf(sentence, compiled, clause);
  }
  return subjectOf(sentence, compiled, clause);
}

/** The first verb of the series that a verb goes on: "review" for "delete" in "to review, change or delete"; the verb itself where it stands alone. */
export function seriesStart({ parse, tokens, from }: Sentence, verb: number): number {
  let first = verb;
  for (let i = verb - 1; i >= from; i--) {
    const bits = parse.classes[i] ?? 0;
    if (has(bits, is.verb)) first = i;
    else if (!has(bits, is.conjunction | is.adverb) && (tokens.form[i] ?? 0) !== punctuation.comma) break;
  }
  return first;
}

/** The infinitive ("to retain") whose list a verb continues; the verb itself when there is none. */
function coordinated(sentence: Sentence, clause: Clause, head: number): number {
  const { parse, tokens } = sentence;
  const before = head - 1;
  if (!has(parse.classes[before] ?? 0, is.conjunction) && (tokens.form[before] ?? 0) !== punctuation.comma) return head;
  for (let i = before; i > clause.verb; i--) {
    const bits = parse.classes[i] ?? 0;
    if (has(bits, is.verb) && has(parse.classes[i - 1] ?? 0, is.to)) return i;
    if (!has(bits, is.verb | is.conjunction | is.adverb) && (tokens.form[i] ?? 0) !== punctuation.comma) return head;
  }
  return head;
}

function subjectOf(sentence: Sentence, compiled: Compiled, clause: Clause): Actor {
  // "Do not sell my data" without a subject tells the reader (or names a link); the maker does not speak of itself so.
  if (clause.subjectStart === clause.subjectEnd && clause.verb < clause.end && has(sentence.parse.classes[clause.verb] ?? 0, is.auxiliary))
    return 'user';
  if (clause.subjectStart < clause.subjectEnd) return party(sentence, compiled, clause.subjectStart, clause.subjectEnd);
  return 'unclear';
}

/** Verbs that mean the opposite of what hangs on them are the lexicons `wished` ("ask us to …") and `blocks` ("prevent us from …"). */
function modeOf(sentence: Sentence, compiled: Compiled, clause: Clause, head: number): Mode {
  const { grammar } = compiled;
  if (clause.kind === 'question' && !isLabel(sentence, clause, head)) return 'topic';
  const from = Math.max(clause.start, head - 12);
  if (within(sentence.matches, grammar.blocks, from, head)) return 'wished';
  if (within(sentence.matches, grammar.wished, from, head)) return 'wished';
  if (clause.kind === 'relative') return 'given';
  return 'told';
}

/** "How we may share it: with our providers": a question that what stands behind its colon answers. */
function isLabel({ tokens, parse, from, to }: Sentence, clause: Clause, head: number): boolean {
  if (parse.isQuestion || clause !== parse.clauses[0] || clause.start > from + 1) return false;
  for (let i = head + 1; i + 1 < to && i < head + longestLabel; i++) {
    const form = tokens.form[i] ?? 0;
    if (form === punctuation.colon) return true;
    if (form === punctuation.pipe || form === punctuation.semicolon || has(parse.classes[i] ?? 0, is.modal | is.be | is.auxiliary))
      return false;
  }
  return false;
}

/** Words between such a question's verb and its colon at most. */
const longestLabel = 8;

/** Where the acting party stands: the subject (with the head of a relative clause), the noun before an infinitive, or behind "by". */
function agentsOf(sentence: Sentence, compiled: Compiled, clause: Clause, head: number, isTurned: boolean): (readonly [number, number])[] {
  const { parse, tokens } = sentence;
  if (isTurned) {
    for (let i = head + 1; i < clause.end; i++) if (compiled.forms.nameOf(tokens.form[i] ?? 0) === agentMark) return [[i + 1, clause.end]];
    return [];
  }
  const ranges: (readonly [number, number])[] = [[clause.subjectStart, clause.subjectEnd]];
  let at = head - 1;
  while (at > clause.start && has(parse.classes[at] ?? 0, is.adverb | is.not)) at--;
  const isInfinitive = has(parse.classes[at] ?? 0, is.to);
  if ((isInfinitive || has(parse.classes[head] ?? 0, is.gerund)) && clause.verb < head)
    ranges.push([Math.max(clause.verb + 1, head - 10), isInfinitive ? at : head]);
  if (clause.kind === 'relative') ranges.push([clause.headStart, clause.start]);
  return ranges;
}

/** How many clauses after its own an act's objects may lie in: "share the data that we collect … with third parties". */
const reachedClauses = 3;

function reachOf(sentence: Sentence, clause: Clause, head: number, backwards: boolean): (readonly [number, number])[] {
  const { clauses } = sentence.parse;
  const ranges: [number, number][] = [];
  const at = clauses.indexOf(clause);
  ranges.push([backwards || clause.verb >= clause.end ? clause.start : Math.min(head, clause.end), clause.end]);
  if (backwards && clause.subjectStart < clause.start) ranges.push([clause.subjectStart, clause.subjectEnd]);
  // What stands before the first clause's subject ("With your consent, we …") belongs to it.
  if (at === 0 && clause.start > sentence.from) ranges.push([sentence.from, clause.start]);
  if (clause.kind === 'relative') ranges.push([clause.headStart, clause.start]);
  let left = reachedClauses;
  for (let k = at + 1; k < clauses.length && left > 0; k++, left--) {
    const next = clauses[k];
    if (!next || next.kind === 'adverbial') break;
    if (next.kind === 'main') {
      // "… that we collect may be shared": the main clause goes on with the interrupted subject.
      break;
    }
    ranges.push([next.start, next.end]);
  }
  const cuts = ranges.map(([from, to]) => cut(sentence, head, from, to));
  if (clause.kind === 'main') {
    const listed = listAfter(sentence, clause, head);
    if (listed) cuts.push(listed);
  }
  const announced = at === 0 || clause.kind === 'main' ? announcedList(sentence, clause, head) : null;
  if (announced) cuts.push(announced);
  return cuts;
}

/** ", including pictures you upload, messages you send": a list of examples belongs to the main act before it, whatever clauses stand between. */
function listAfter(sentence: Sentence, clause: Clause, head: number): readonly [number, number] | null {
  const { parse, tokens } = sentence;
  let end = sentence.to;
  for (const other of parse.clauses) if (other.kind === 'main' && other.start > head && other !== clause) end = Math.min(end, other.start);
  for (let i = head + 1; i + 1 < end; i++) {
    if ((tokens.form[i] ?? 0) === punctuation.pipe) return null;
    if ((tokens.form[i] ?? 0) === punctuation.comma && introducesExamples(parse, i)) return [i, end];
  }
  return null;
}

/** "We collect the following when you use it: searches, pages you open": what stands behind a colon belongs to the act before it. */
function announcedList(sentence: Sentence, clause: Clause, head: number): readonly [number, number] | null {
  const { parse, tokens } = sentence;
  let colon = -1;
  for (let i = head + 1; i + 1 < sentence.to && colon === -1; i++) {
    const form = tokens.form[i] ?? 0;
    if (form === punctuation.pipe || form === punctuation.semicolon) return null;
    if (form === punctuation.colon) colon = i;
  }
  if (colon === -1) return null;
  let end = sentence.to;
  for (const other of parse.clauses) {
    if (other.kind !== 'main' || other === clause || other.verb <= head) continue;
    // Another statement between the act and the colon is what the list belongs to.
    if (other.verb < colon) return null;
    end = Math.min(end, other.start);
  }
  return end > colon + 1 ? [colon + 1, end] : null;
}

/** Words of an inserted condition at most. */
const longestInserted = 4;

/** "your name, address and, if provided, your email": a condition of a word or two between commas or brackets is none of the act. */
function isInserted({ tokens, parse }: Sentence, at: number): boolean {
  const before = tokens.form[at - 1] ?? 0;
  if (before !== punctuation.comma && before !== punctuation.open) return false;
  for (let i = at + 1; i < at + longestInserted; i++) {
    const form = tokens.form[i] ?? 0;
    if (form === punctuation.close || form === punctuation.comma) return i > at + 1;
    if (has(parse.classes[i] ?? 0, is.be | is.auxiliary)) return false;
  }
  return false;
}

/** Takes from a range what lies in another cell of the row, or behind an "if" or "when" that follows the act. */
function cut(sentence: Sentence, head: number, from: number, to: number): readonly [number, number] {
  const { parse, tokens } = sentence;
  let start = from;
  for (let i = from; i < to; i++) {
    const isCellEnd = (tokens.form[i] ?? 0) === punctuation.pipe;
    if (i < head && isCellEnd) start = i + 1;
    if (i > head && (isCellEnd || (has(parse.classes[i] ?? 0, is.condition) && !isInserted(sentence, i)))) return [start, i];
  }
  return [start, to];
}
