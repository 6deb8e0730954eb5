import { actorOf, agentsOf } from './actor.ts';
import type { Compiled } from './compile.ts';
import { type Clause, has } from './english/clause.ts';
import { negatedTwice } from './english/negation.ts';
import { isNounHere } from './english/verb-groups.ts';
import { is } from './english/words.ts';
import { punctuation } from './forms.ts';
import { reachOf } from './reach.ts';
import { type Act, type Mode, type Sentence, within } from './sentence.ts';

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
