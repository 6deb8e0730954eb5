import type { Actor } from '../model/finding.ts';
import type { Compiled } from './compile.ts';
import { type Clause, has } from './english/clause.ts';
import { agentMark, ownerOf } from './english/phrases.ts';
import { isObjectPronoun } from './english/subjects.ts';
import { is } from './english/words.ts';
import { addressForm, punctuation } from './forms.ts';
import { firstNear, holdsAt } from './matches.ts';
import { type Sentence, within } from './sentence.ts';

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

/** Who does what the verb or noun at `head` tells. */
export function actorOf(
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

/** Where the acting party stands: the subject (with the head of a relative clause), the noun before an infinitive, or behind "by". */
export function agentsOf(
  sentence: Sentence,
  compiled: Compiled,
  clause: Clause,
  head: number,
  isTurned: boolean,
): (readonly [number, number])[] {
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
