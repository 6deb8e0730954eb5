import { type Clause, has } from './english/clause.ts';
import { introducesExamples } from './english/verb-groups.ts';
import { is } from './english/words.ts';
import { punctuation } from './forms.ts';
import type { Sentence } from './sentence.ts';

/** How many clauses after its own an act's objects may lie in: "share the data that we collect … with third parties". */
const reachedClauses = 3;

/** Tokens that may be the object, recipient or purpose of the act at `head`; `backwards` where what it acts on stands before it. */
export function reachOf(sentence: Sentence, clause: Clause, head: number, backwards: boolean): (readonly [number, number])[] {
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
