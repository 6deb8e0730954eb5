import { type Forms, punctuation } from '../forms.ts';
import type { Tokens } from '../tokens.ts';
import { type Clause, has, isBoundary, isPunctuation, lexicalVerb, type Parse } from './clause.ts';
import { before, beforeInsert, isNounHere } from './verb-groups.ts';
import { brings, is } from './words.ts';

/** Tokens of a list before a verb at most. */
export const longestList = 60;

/** The subject of a finite verb group: tokens [start, end), none where they are the same. */
export interface Subject {
  readonly start: number;
  readonly end: number;
  /** "any information the company has collected": that of a relative clause without its pronoun. */
  readonly isContact: boolean;
}

/** The subject of the verb group that begins at token `verb`; null where the group is a noun inside the object of the clause before it and no verb. */
export function subjectOf(text: string, tokens: Tokens, forms: Forms, parse: Parse, verb: number): Subject | null {
  const { classes } = parse;
  const last = parse.clauses.at(-1);
  const floor = last ? Math.max(lexicalVerb(parse, last) + 1, last.start) : parse.from;
  const isContraction = has(classes[verb] ?? 0, is.subject);
  const { start, end, isContact } = isContraction
    ? { start: verb, end: verb + 1, isContact: false }
    : subjectLeftOf(text, tokens, forms, parse, verb, floor);
  const first = classes[start] ?? 0;
  // "agencies that ask us for it may …": an object is no subject.
  if (
    last?.kind === 'relative' &&
    end - start === 1 &&
    has(first, is.user | is.pronoun) &&
    has(classes[start - 1] ?? 0, is.preposition) &&
    !has(classes[start - 1] ?? 0, is.subordinator)
  )
    return { start: end, end, isContact };
  const fillsObject = last !== undefined && start === floor && start < end && !has(first, is.subject);
  // "share certain customer list information": a noun inside the last verb's object, not a verb of its own.
  if (fillsObject && isNounLike(classes[verb] ?? 0)) return null;
  // "residents who have bought goods from us may …": what follows a relative clause's verb is its object, not the next subject.
  return { start: fillsObject && last.kind === 'relative' && !isContact ? end : start, end, isContact };
}

/** Left from the verb group to the nearest boundary, and no further than `floor`. */
function subjectLeftOf(text: string, tokens: Tokens, forms: Forms, parse: Parse, verb: number, floor: number): Subject {
  const { from, classes, clauses } = parse;
  const last = clauses.at(-1);
  let p = beforeParenthesis(tokens, before(tokens, parse, verb), verb, floor);
  if ((tokens.form[p] ?? 0) === punctuation.comma) p = beforeInsert(tokens, forms, parse, p);
  const end = p + 1;
  let start = end;
  // "When you visit, your address, your browser and your clicks are logged": the first comma ends the condition, the others part a list.
  const isListed =
    last?.kind === 'adverbial' && isMainAwaited(clauses) && has(classes[verb] ?? 0, is.modal | is.be) && !has(classes[p] ?? 0, is.subject);
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
      start = opening;
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
    if (has(bits, is.relative) && p < end - 1 && !has(classes[p + 1] ?? 0, is.past)) break;
    if (has(bits, is.conjunction) && last !== undefined && !(isListed && hasComma(tokens, floor, p))) break;
    start = p;
    if (has(bits, is.relative) && (!has(bits, is.determiner) || p === end - 1)) break;
    if (p < end - 1 && has(bits, is.verb) && !isNounHere(tokens, parse, p)) {
      start = p + 1;
      break;
    }
    // "users near you may"
    if (has(bits, is.user) && p - 2 >= floor && isObjectPronoun(tokens, parse, p)) {
      p -= 2;
      start = p + 1;
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
    if (p > floor && isNameAfterData(text, tokens, forms, p)) return { start, end, isContact: true };
    if (
      has(bits, is.determiner | is.possessive) &&
      ((parse.marks[p + 1] ?? 0) & brings.nothing) === 0 &&
      p < end - 1 &&
      p > floor &&
      isNounBefore(tokens, parse, p)
    )
      return { start, end, isContact: true };
    p--;
  }
  return { start, end, isContact: false };
}

/** No main clause has come yet. */
export const isMainAwaited = (clauses: readonly Clause[]): boolean => clauses.every(({ kind }) => kind !== 'main');

/** Does a comma stand in tokens [from, to)? Looks back as far as a long list goes. */
function hasComma(tokens: Tokens, from: number, to: number): boolean {
  for (let i = to - 1; i >= Math.max(from, to - longestList); i--) if ((tokens.form[i] ?? 0) === punctuation.comma) return true;
  return false;
}

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

const isNounLike = (bits: number): boolean => has(bits, is.nounToo) && !has(bits, is.modal | is.be | is.auxiliary);

export const startsAdjunct = (bits: number): boolean => has(bits, is.preposition | is.subordinator | is.gerund | is.adverb | is.to);

export function firstWordAt(tokens: Tokens, from: number, to: number): number {
  let at = from;
  while (at < to && isPunctuation(tokens.form[at] ?? 0)) at++;
  return at;
}
