import { addressForm, type Forms, numberForm, punctuation } from '../forms.ts';
import type { Tokens } from '../tokens.ts';
import { type Clause, has, isBoundary, isPunctuation, lexicalVerb, type Parse } from './clause.ts';
import { firstWordAt, isMainAwaited, longestList, startsAdjunct, type Subject, subjectOf } from './subjects.ts';
import { startsFiniteGroup } from './verb-groups.ts';
import { brings, is } from './words.ts';

/** More clauses than a person follows: beyond this the rest of the sentence counts as one. */
const maxClauses = 60;

/** Finds the clauses of a sentence and who is the subject of each, into its table. One pass left to right, linear. */
export function findClauses(text: string, tokens: Tokens, forms: Forms, parse: Parse): void {
  const { from, to, clauses } = parse;
  clauses.length = 0;
  let pendingAdverbial = false;
  for (let i = from; i < to && clauses.length < maxClauses; i++) {
    if ((tokens.form[i] ?? 0) === punctuation.semicolon || (tokens.form[i] ?? 0) === punctuation.colon) pendingAdverbial = false;
    const last = clauses.at(-1);
    const resuming = last && resumingClause(tokens, parse, i, last);
    if (resuming) {
      clauses.push(resuming);
      continue;
    }
    if (!startsFiniteGroup(tokens, forms, parse, i)) continue;
    const subject = subjectOf(text, tokens, forms, parse, i);
    if (subject === null) continue;
    const clause = clauseWith(tokens, forms, parse, i, subject, pendingAdverbial && isMainAwaited(clauses));
    if (clause.kind === 'adverbial') pendingAdverbial = true;
    clauses.push(clause);
  }
  if (clauses.length === 0)
    clauses.push({ kind: 'main', start: from, end: to, verb: to, subjectStart: from, subjectEnd: from, headStart: from, opener: '' });
  closeClauses(parse);
}

/** Each clause ends where the next begins; every token gets the clause that it is in. */
function closeClauses({ from, to, clauses, clauseOf }: Parse): void {
  let index = 0;
  for (let i = from; i < to; i++) {
    while (index + 1 < clauses.length && (clauses[index + 1]?.start ?? to) <= i) {
      const closing = clauses[index];
      if (closing) closing.end = i;
      index++;
    }
    clauseOf[i] = index;
  }
}

/** The clause around the last one, where token `i` goes on with it; undefined where it does not. */
function resumingClause(tokens: Tokens, parse: Parse, i: number, last: Clause): Clause | undefined {
  const { clauses, to } = parse;
  if (last.kind !== 'relative' && last.kind !== 'question') return undefined;
  const goesOn = last.kind === 'relative' && resumesMatrix(tokens, parse, last, i);
  if (!goesOn && !resumesList(tokens, parse, i, last)) return undefined;
  const matrix = clauses.findLast(({ kind }) => kind !== 'relative' && kind !== 'question');
  if (!matrix) return undefined;
  return goesOn ? { ...matrix, start: i - 1, end: to, verb: i } : { ...matrix, start: i, end: to, headStart: i };
}

/** The clause of the verb group at token `verb` with its subject: what opens it says which kind it is. `isPending`: a condition waits for its main clause. */
function clauseWith(tokens: Tokens, forms: Forms, parse: Parse, verb: number, subject: Subject, isPending: boolean): Clause {
  const { from, to, classes, clauses } = parse;
  const { start, end } = subject;
  const last = clauses.at(-1);
  const openerAt = start - 1;
  const isOpened = openerAt >= from;
  const openerBits = isOpened ? (classes[openerAt] ?? 0) : 0;
  const openerForm = isOpened ? (tokens.form[openerAt] ?? 0) : 0;
  const subjectBits = classes[start] ?? 0;
  const plain: Clause = { kind: 'main', start, end: to, verb, subjectStart: start, subjectEnd: end, headStart: start, opener: '' };
  if (start === end) return clauseWithoutSubject(tokens, parse, plain, openerBits, openerForm);
  if (has(subjectBits, is.relative) && end - start === 1 && isOpened && !isBoundaryBeforeRelative(openerForm)) {
    const head = headOf(tokens, parse, start);
    return { ...plain, kind: 'relative', headStart: head, subjectStart: head, subjectEnd: start };
  }
  if (subject.isContact) return { ...plain, kind: 'relative', headStart: headOf(tokens, parse, start) };
  if (has(openerBits, is.question)) return { ...plain, kind: 'question', start: openerAt };
  if (has(openerBits, is.relative)) {
    if (has(openerBits, is.determiner) && isDemonstrative(tokens, parse, openerAt))
      return { ...plain, start: openerAt, subjectStart: openerAt };
    const beforeOpener = openerAt > from ? (classes[openerAt - 1] ?? 0) : 0;
    const isContent = has(beforeOpener, is.verb | is.past | is.gerund) && !has(beforeOpener, is.nounToo) && has(openerBits, is.determiner);
    const opening = has(beforeOpener, is.preposition) ? openerAt - 1 : openerAt;
    return { ...plain, kind: isContent ? 'content' : 'relative', start: opening, headStart: headOf(tokens, parse, opening) };
  }
  if (has(openerBits, is.subordinator)) {
    const isCondition = openerAt === from || !isQuestionHead(parse, openerAt);
    return { ...plain, kind: isCondition ? 'adverbial' : 'question', start: openerAt, opener: forms.nameOf(openerForm) };
  }
  // "Companies that run the site for us and our partners may …": what came before the relative clause has no other verb.
  const [first] = clauses;
  if (first && interruptsSubject(tokens, parse, clauses, start))
    return { ...plain, subjectStart: first.headStart, subjectEnd: first.start };
  if (!has(subjectBits, is.subject) || !isOpened || isPunctuation(openerForm)) return plain;
  if (last !== undefined) {
    if (has(openerBits, is.conjunction | is.adverb | is.modal | is.auxiliary | is.be) || isPending) return plain;
    // "information we collect": a relative clause without its pronoun; "we believe we may": a content clause without "that".
    const isContent = has(openerBits, is.verb | is.gerund) && !has(openerBits, is.nounToo);
    return { ...plain, kind: isContent ? 'content' : 'relative', headStart: headOf(tokens, parse, start) };
  }
  const isNoun =
    !has(openerBits, is.conjunction | is.adverb | is.modal | is.auxiliary | is.be | is.preposition | is.none | is.not) ||
    forms.nameOf(openerForm) === 'nothing';
  if (!isNoun || openerForm === numberForm || openerForm === addressForm || opensSentence(tokens, parse)) return plain;
  return { ...plain, kind: 'relative', headStart: headOf(tokens, parse, start) };
}

/** No subject of its own: "and may share" takes the last main clause's, "… with whom we work may collect" the text's before the relative clause. */
function clauseWithoutSubject(tokens: Tokens, parse: Parse, plain: Clause, openerBits: number, openerForm: number): Clause {
  const { from, clauses } = parse;
  const last = clauses.at(-1);
  const goesOn = has(openerBits, is.conjunction);
  const previous =
    goesOn || openerForm === punctuation.comma || openerForm === punctuation.semicolon
      ? lastMatrix(clauses)
      : (askedSubject(clauses, plain.verb, from) ?? resumed(tokens, parse, clauses));
  const [subjectStart, subjectEnd] = previous ?? [plain.subjectStart, plain.subjectEnd];
  const isCondition = goesOn && last?.kind === 'adverbial';
  return {
    ...plain,
    kind: isCondition ? 'adverbial' : 'main',
    start: goesOn ? plain.start - 1 : plain.start,
    subjectStart,
    subjectEnd,
    opener: isCondition ? last.opener : '',
  };
}

/** Is all that stands before a subject one noun phrase with its relative clauses, at the head of the sentence? */
function interruptsSubject(tokens: Tokens, parse: Parse, clauses: readonly Clause[], subject: number): boolean {
  const first = clauses[0];
  if (!first || !clauses.every(({ kind }) => kind === 'relative')) return false;
  const opening = firstWordAt(tokens, parse.from, first.start);
  if (first.headStart > opening || first.start === opening || startsAdjunct(parse.classes[opening] ?? 0)) return false;
  for (let i = opening; i < subject; i++) {
    const form = tokens.form[i] ?? 0;
    if (form !== punctuation.comma && isBoundary(form)) return false;
  }
  return !has(parse.classes[subject] ?? 0, is.subject | is.pronoun) && !has(parse.classes[opening] ?? 0, is.verb | is.past);
}

/** "…, that information will": the "that" after a boundary points, it does not relate. */
const isDemonstrative = (tokens: Tokens, parse: Parse, at: number): boolean => at === parse.from || isBoundary(tokens.form[at - 1] ?? 0);

/** The bits of "including", which brings whom it names and examples of what stands before it. */
const including = brings.recipient | brings.nothing;

/** "With your permission we …", "In some cases we …": a phrase before the main clause, in a sentence with a full stop. */
const opensSentence = (tokens: Tokens, parse: Parse): boolean =>
  has(parse.classes[parse.from] ?? 0, is.preposition) &&
  ((parse.marks[parse.from] ?? 0) & including) !== including &&
  !has(parse.classes[parse.from] ?? 0, is.to) &&
  (tokens.form[parse.to - 1] ?? 0) === punctuation.stop;

const isBoundaryBeforeRelative = (form: number): boolean =>
  form === punctuation.semicolon || form === punctuation.colon || form === punctuation.stop;

/** "how and when we share": a wh-word coordinated with a question is a question, not a condition. */
function isQuestionHead(parse: Parse, at: number): boolean {
  const bits = parse.classes[at - 1] ?? 0;
  return has(bits, is.conjunction) && has(parse.classes[at - 2] ?? 0, is.question);
}

/** First token of the noun phrase that ends before `end`: back to a boundary, a verb or a preposition that opens it. */
function headOf(tokens: Tokens, parse: Parse, end: number): number {
  let at = end;
  const stop = Math.max(parse.from, end - 10);
  while (at > stop) {
    const form = tokens.form[at - 1] ?? 0;
    const bits = parse.classes[at - 1] ?? 0;
    if (isBoundary(form) && form !== punctuation.comma) break;
    if (has(bits, is.modal | is.be | is.auxiliary | is.subject)) break;
    if (has(bits, is.verb | is.gerund) && !has(bits, is.nounToo)) break;
    at--;
  }
  return at;
}

/** Subject of the last clause that is not inside another. */
function lastMatrix(clauses: readonly Clause[]): readonly [number, number] | undefined {
  for (let k = clauses.length - 1; k >= 0; k--) {
    const clause = clauses[k];
    if (clause && (clause.kind === 'main' || (clause.kind === 'adverbial' && k === clauses.length - 1)))
      return [clause.subjectStart, clause.subjectEnd];
  }
  const last = clauses.at(-1);
  return last ? [last.subjectStart, last.subjectEnd] : undefined;
}

/**
 * "We collect the data that you give us and share it with partners": a verb with an object of its own behind "and" does not go on with a
 * clause whose object is what it relates to, but with the one around it.
 */
function resumesMatrix(tokens: Tokens, parse: Parse, relative: Clause, i: number): boolean {
  const { classes } = parse;
  const next = classes[i + 1] ?? 0;
  return (
    has(classes[i] ?? 0, is.verb) &&
    has(classes[i - 1] ?? 0, is.conjunction) &&
    has(next, is.pronoun | is.possessive) &&
    (!has(next, is.subject) || !has(classes[i + 2] ?? 0, is.verb | is.modal | is.be | is.auxiliary | is.past)) &&
    i - 1 > relative.verb &&
    relative.subjectStart >= relative.start &&
    has(classes[relative.subjectStart] ?? 0, is.subject) &&
    !isPunctuation(tokens.form[i - 1] ?? 0)
  );
}

/**
 * "This includes learning how people use it, measuring ads …", "to see how you use it and to show ads": a gerund or infinitive behind a comma
 * or "and" goes on with one of its kind from before the clause that stands between.
 */
function resumesList(tokens: Tokens, parse: Parse, i: number, between: Clause): boolean {
  const { classes, from } = parse;
  const bits = classes[i] ?? 0;
  const isInfinitive = has(bits, is.to) && has(classes[i + 1] ?? 0, is.verb);
  if (!isInfinitive && (!has(bits, is.gerund) || has(bits, is.nounToo))) return false;
  if (i <= lexicalVerb(parse, between) + 1) return false;
  const isAfter = (at: number): boolean => has(classes[at] ?? 0, is.conjunction) || (tokens.form[at] ?? 0) === punctuation.comma;
  if (!isAfter(i - 1)) return false;
  // One of its kind between the two clauses' verbs, and none inside the clause between.
  const isKin = (at: number): boolean =>
    isInfinitive
      ? has(classes[at] ?? 0, is.to) && has(classes[at + 1] ?? 0, is.verb)
      : has(classes[at] ?? 0, is.gerund) && !has(classes[at] ?? 0, is.nounToo);
  for (let at = between.verb + 1; at < i - 1; at++) if (isKin(at)) return false;
  for (let at = between.start - 1; at > Math.max(from, between.start - longestList); at--) {
    if (isKin(at)) return true;
    const form = tokens.form[at] ?? 0;
    if (isBoundary(form) && form !== punctuation.comma) return false;
  }
  return false;
}

/** "What you say is sent", "When you speak, what you say is kept": an embedded question before any main clause is the next verb's subject. */
function askedSubject(clauses: readonly Clause[], verb: number, from: number): readonly [number, number] | undefined {
  const last = clauses.at(-1);
  if (last?.kind !== 'question') return undefined;
  if (clauses.length === 1) return [from, verb];
  return clauses.every((clause) => clause === last || clause.kind === 'adverbial') ? [last.start, verb] : undefined;
}

/** The noun phrase that a relative clause interrupted. */
function resumed(tokens: Tokens, parse: Parse, clauses: readonly Clause[]): readonly [number, number] | undefined {
  for (let k = clauses.length - 1; k >= 0; k--) {
    const clause = clauses[k];
    if (clause?.kind === 'relative') return [clause.headStart, clause.start];
  }
  return lastMatrix(clauses);
}
