import { addressForm, type Forms, numberForm, punctuation } from '../forms.ts';
import type { Tokens } from '../tokens.ts';
import { type Clause, type ClauseKind, has, isBoundary, isPunctuation, lexicalVerb, type Parse } from './clause.ts';
import { before, beforeInsert, isNounHere, startsFiniteGroup } from './verb-groups.ts';
import { brings, is } from './words.ts';

/** More clauses than a person follows: beyond this the rest of the sentence counts as one. */
const maxClauses = 60;

/** Finds the clauses of a sentence and who is the subject of each, into its table. One pass left to right, linear. */
export function findClauses(text: string, tokens: Tokens, forms: Forms, parse: Parse): void {
  const { from, to, classes, clauses, clauseOf } = parse;
  clauses.length = 0;
  let mainSeen = false;
  let pendingAdverbial = false;
  for (let i = from; i < to && clauses.length < maxClauses; i++) {
    if ((tokens.form[i] ?? 0) === punctuation.semicolon || (tokens.form[i] ?? 0) === punctuation.colon) pendingAdverbial = false;
    const last = clauses.at(-1);
    if (last?.kind === 'relative' && resumesMatrix(tokens, parse, last, i)) {
      const matrix = clauses.findLast(({ kind }) => kind !== 'relative' && kind !== 'question');
      if (matrix) {
        const { kind, subjectStart, subjectEnd, headStart, opener } = matrix;
        clauses.push({ kind, start: i - 1, end: to, verb: i, subjectStart, subjectEnd, headStart, opener });
        continue;
      }
    }
    if (last && (last.kind === 'relative' || last.kind === 'question') && resumesList(tokens, parse, i, last)) {
      const matrix = clauses.findLast(({ kind }) => kind !== 'relative' && kind !== 'question');
      if (matrix) {
        clauses.push({ ...matrix, start: i, end: to, headStart: i });
        continue;
      }
    }
    if (!startsFiniteGroup(tokens, forms, parse, i)) continue;
    const floor = last ? Math.max(lexicalVerb(parse, last) + 1, last.start) : from;
    // The subject: left from the verb group to the nearest boundary.
    let p = beforeParenthesis(tokens, before(tokens, parse, i), i, floor);
    if ((tokens.form[p] ?? 0) === punctuation.comma) p = beforeInsert(tokens, forms, parse, p);
    const isContraction = has(classes[i] ?? 0, is.subject);
    const subjectEnd = isContraction ? i + 1 : p + 1;
    let subjectStart = isContraction ? i : subjectEnd;
    if (isContraction) p = floor - 1;
    // "When you visit, your address, your browser and your clicks are logged": the first comma ends the condition, the others part a list.
    const isListed = !mainSeen && last?.kind === 'adverbial' && has(classes[i] ?? 0, is.modal | is.be) && !has(classes[p] ?? 0, is.subject);
    // "any information the company has collected": a relative clause without its pronoun.
    let isContact = false;
    while (p >= floor) {
      const form = tokens.form[p] ?? 0;
      const bits = classes[p] ?? 0;
      if (form === punctuation.comma) {
        const opensHere = last !== undefined || startsAdjunct(classes[firstWordAt(tokens, from, p)] ?? 0);
        if (opensHere && !(isListed && hasComma(tokens, floor, p))) break;
      } else if (form === punctuation.close) {
        // A parenthesis that opens before the last clause's verb is that clause's.
        const opening = openingOf(tokens, p, floor);
        if (opening < floor) break;
        subjectStart = opening;
        p = opening - 1;
        continue;
      } else if (isBoundary(form)) break;
      if (has(bits, is.subordinator | is.question) && (!has(bits, is.preposition) || has(classes[p + 1] ?? 0, is.subject))) break;
      if (
        has(bits, is.subordinator) &&
        has(bits, is.preposition) &&
        forms.nameOf(form) === 'as' &&
        forms.nameOf(tokens.form[p - 1] ?? 0) !== 'such'
      )
        break;
      if (has(bits, is.relative) && p < subjectEnd - 1 && !has(classes[p + 1] ?? 0, is.past)) break;
      if (has(bits, is.conjunction) && last !== undefined && !(isListed && hasComma(tokens, floor, p))) break;
      subjectStart = p;
      if (has(bits, is.relative) && (!has(bits, is.determiner) || p === subjectEnd - 1)) break;
      if (p < subjectEnd - 1 && has(bits, is.verb) && !isNounHere(tokens, parse, p)) {
        subjectStart = p + 1;
        break;
      }
      // "users near you may"
      if (has(bits, is.user) && p - 2 >= floor && isObjectPronoun(tokens, parse, p)) {
        p -= 2;
        subjectStart = p + 1;
        continue;
      }
      if (has(bits, is.subject)) {
        // "we and our partners": a coordinated subject goes on to the left only through "and".
        const left = p - 1;
        if (left >= floor && has(classes[left] ?? 0, is.conjunction) && last === undefined) {
          p = left;
          continue;
        }
        break;
      }
      if (p > floor && isNameAfterData(text, tokens, forms, p)) {
        isContact = true;
        break;
      }
      if (
        has(bits, is.determiner | is.possessive) &&
        ((parse.marks[p + 1] ?? 0) & brings.nothing) === 0 &&
        p < subjectEnd - 1 &&
        p > floor &&
        isNounBefore(tokens, parse, p)
      ) {
        isContact = true;
        break;
      }
      p--;
    }
    // "agencies that ask us for it may …": an object is no subject.
    if (
      last?.kind === 'relative' &&
      subjectEnd - subjectStart === 1 &&
      has(classes[subjectStart] ?? 0, is.user | is.pronoun) &&
      has(classes[subjectStart - 1] ?? 0, is.preposition) &&
      !has(classes[subjectStart - 1] ?? 0, is.subordinator)
    )
      subjectStart = subjectEnd;
    // "share certain customer list information": a noun inside the last verb's object, not a verb of its own.
    if (
      last &&
      subjectStart === floor &&
      subjectStart < subjectEnd &&
      isNounLike(classes[i] ?? 0) &&
      !has(classes[subjectStart] ?? 0, is.subject)
    )
      continue;
    // "residents who have bought goods from us may …": what follows a relative clause's verb is its object, not the next subject.
    if (
      last?.kind === 'relative' &&
      subjectStart === floor &&
      subjectStart < subjectEnd &&
      !isContact &&
      !has(classes[subjectStart] ?? 0, is.subject)
    )
      subjectStart = subjectEnd;
    const openerAt = subjectStart - 1;
    const openerBits = openerAt >= from ? (classes[openerAt] ?? 0) : 0;
    const openerForm = openerAt >= from ? (tokens.form[openerAt] ?? 0) : 0;
    let kind: ClauseKind = 'main';
    let start = subjectStart;
    let headStart = subjectStart;
    let opener = '';
    let subject: [number, number] = [subjectStart, subjectEnd];
    const subjectBits = classes[subjectStart] ?? 0;
    if (subjectStart === subjectEnd) {
      // No subject of its own: "and may share" takes the last main clause's, "… with whom we work may collect" the text's before the relative clause.
      const previous =
        has(openerBits, is.conjunction) || openerForm === punctuation.comma || openerForm === punctuation.semicolon
          ? lastMatrix(clauses)
          : (askedSubject(clauses, i, from) ?? resumed(tokens, parse, clauses));
      if (previous) subject = [previous[0], previous[1]];
      if (has(openerBits, is.conjunction)) start = openerAt;
      kind = last?.kind === 'adverbial' && has(openerBits, is.conjunction) ? 'adverbial' : 'main';
      opener = kind === 'adverbial' ? (last?.opener ?? '') : '';
    } else if (
      has(subjectBits, is.relative) &&
      subjectEnd - subjectStart === 1 &&
      openerAt >= from &&
      !isBoundaryBeforeRelative(openerForm)
    ) {
      kind = 'relative';
      headStart = headOf(tokens, parse, subjectStart);
      subject = [headStart, subjectStart];
    } else if (isContact) {
      kind = 'relative';
      headStart = headOf(tokens, parse, subjectStart);
    } else if (has(openerBits, is.question)) {
      kind = 'question';
      start = openerAt;
    } else if (has(openerBits, is.relative) && has(openerBits, is.determiner) && isDemonstrative(tokens, parse, openerAt)) {
      start = openerAt;
      subject = [openerAt, subjectEnd];
    } else if (has(openerBits, is.relative) && openerAt >= from) {
      const before2 = openerAt - 1 >= from ? (classes[openerAt - 1] ?? 0) : 0;
      kind =
        has(before2, is.verb | is.past | is.gerund) && !has(before2, is.nounToo) && has(openerBits, is.determiner) ? 'content' : 'relative';
      start = has(before2, is.preposition) ? openerAt - 1 : openerAt;
      headStart = headOf(tokens, parse, start);
    } else if (has(openerBits, is.subordinator) && openerAt >= from) {
      kind = openerAt === from || !isQuestionHead(parse, openerAt) ? 'adverbial' : 'question';
      start = openerAt;
      opener = forms.nameOf(openerForm);
    } else if (interruptsSubject(tokens, parse, clauses, subjectStart)) {
      // "Companies that run the site for us and our partners may …": what came before the relative clause has no other verb.
      const first = clauses[0];
      if (first) subject = [first.headStart, first.start];
    } else if (
      has(subjectBits, is.subject) &&
      openerAt >= from &&
      !isPunctuation(openerForm) &&
      !has(openerBits, is.conjunction | is.adverb | is.modal | is.auxiliary | is.be) &&
      last !== undefined &&
      !(pendingAdverbial && !mainSeen)
    ) {
      // "information we collect": a relative clause without its pronoun; "we believe we may": a content clause without "that".
      kind = has(openerBits, is.verb | is.gerund) && !has(openerBits, is.nounToo) ? 'content' : 'relative';
      headStart = headOf(tokens, parse, subjectStart);
    } else if (
      has(subjectBits, is.subject) &&
      openerAt >= from &&
      !isPunctuation(openerForm) &&
      (!has(openerBits, is.conjunction | is.adverb | is.modal | is.auxiliary | is.be | is.preposition | is.none | is.not) ||
        forms.nameOf(openerForm) === 'nothing') &&
      last === undefined &&
      openerForm !== numberForm &&
      openerForm !== addressForm &&
      !opensSentence(tokens, parse)
    ) {
      kind = 'relative';
      headStart = headOf(tokens, parse, subjectStart);
    }
    if (kind === 'adverbial') pendingAdverbial = true;
    if (kind === 'main') mainSeen = true;
    clauses.push({ kind, start, end: to, verb: i, subjectStart: subject[0], subjectEnd: subject[1], headStart, opener });
  }
  if (clauses.length === 0)
    clauses.push({ kind: 'main', start: from, end: to, verb: to, subjectStart: from, subjectEnd: from, headStart: from, opener: '' });
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

/** Does a comma stand in tokens [from, to)? Looks back as far as a long list goes. */
function hasComma(tokens: Tokens, from: number, to: number): boolean {
  for (let i = to - 1; i >= Math.max(from, to - longestList); i--) if ((tokens.form[i] ?? 0) === punctuation.comma) return true;
  return false;
}

/** Tokens of a list before a verb at most. */
const longestList = 60;

/** "you" behind a preposition that a noun stands before: "people around you", not "for you" at the head of a sentence. */
export const isObjectPronoun = (tokens: Tokens, parse: Parse, at: number): boolean =>
  at - 2 >= parse.from &&
  has(parse.classes[at - 1] ?? 0, is.preposition) &&
  !has(parse.classes[at - 1] ?? 0, is.subordinator) &&
  !isPunctuation(tokens.form[at - 2] ?? 0) &&
  !has(parse.classes[at - 2] ?? 0, ~(is.nounToo | is.mass | is.verb));

/** "information Veldora holds", "data Partners send us": a name right behind a word for data. */
const isNameAfterData = (text: string, tokens: Tokens, forms: Forms, at: number): boolean =>
  /^(?:information|data|content|details)$/.test(forms.nameOf(tokens.form[at - 1] ?? 0)) &&
  /\p{Lu}/u.test(text[tokens.start[at] ?? 0] ?? '') &&
  !/\p{Lu}/u.test(text[tokens.start[at - 1] ?? 0] ?? '');

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

/** "Your data (such as your name) is shared": the noun before the parenthesis that ends right before a verb group. */
function beforeParenthesis(tokens: Tokens, p: number, verb: number, floor: number): number {
  for (let i = p + 1; i < verb; i++) {
    if ((tokens.form[i] ?? 0) !== punctuation.close) continue;
    const opening = openingOf(tokens, i, floor);
    return opening > floor ? opening - 1 : p;
  }
  return p;
}

/** Token of the "(" that a ")" closes, or one before `floor` when it opens earlier. */
function openingOf(tokens: Tokens, at: number, floor: number): number {
  let i = at - 1;
  while (i >= floor && (tokens.form[i] ?? 0) !== punctuation.open) i--;
  return i;
}

/** Does a noun stand right before a determiner, so that a new noun phrase begins at it? */
function isNounBefore(tokens: Tokens, parse: Parse, at: number): boolean {
  const bits = parse.classes[at - 1] ?? 0;
  const form = tokens.form[at - 1] ?? 0;
  if (isPunctuation(form)) return false;
  if (has(bits, is.verb)) return has(bits, is.nounToo) && isNounHere(tokens, parse, at - 1);
  return !has(bits, ~(is.nounToo | is.mass));
}

/** The bits of "including", which brings whom it names and examples of what stands before it. */
const including = brings.recipient | brings.nothing;

/** "With your permission we …", "In some cases we …": a phrase before the main clause, in a sentence with a full stop. */
const opensSentence = (tokens: Tokens, parse: Parse): boolean =>
  has(parse.classes[parse.from] ?? 0, is.preposition) &&
  ((parse.marks[parse.from] ?? 0) & including) !== including &&
  !has(parse.classes[parse.from] ?? 0, is.to) &&
  (tokens.form[parse.to - 1] ?? 0) === punctuation.stop;

const isNounLike = (bits: number): boolean => has(bits, is.nounToo) && !has(bits, is.modal | is.be | is.auxiliary);

const startsAdjunct = (bits: number): boolean => has(bits, is.preposition | is.subordinator | is.gerund | is.adverb | is.to);

function firstWordAt(tokens: Tokens, from: number, to: number): number {
  let at = from;
  while (at < to && isPunctuation(tokens.form[at] ?? 0)) at++;
  return at;
}

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
