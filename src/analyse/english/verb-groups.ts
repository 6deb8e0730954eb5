import { type Forms, punctuation } from '../forms.ts';
import type { Tokens } from '../tokens.ts';
import { has, isEnumerator, isPunctuation, type Parse } from './clause.ts';
import { brings, is } from './words.ts';

/** Index of the token before `i` that is neither adverb, negation nor closing punctuation; from-1 when there is none. */
export function before(tokens: Tokens, parse: Parse, i: number): number {
  let at = i - 1;
  while (at >= parse.from) {
    const bits = parse.classes[at] ?? 0;
    const form = tokens.form[at] ?? 0;
    // "no longer share"
    if (at < i - 1 && has(bits, is.none)) {
      at--;
      continue;
    }
    if (form === punctuation.close && isEnumerator(tokens, parse, at)) break;
    // "permanently and irreversibly delete": a conjunction between adverbs.
    if (has(bits, is.conjunction) && at < i - 1 && has(parse.classes[at + 1] ?? 0, is.adverb) && has(parse.classes[at - 1] ?? 0, is.adverb))
      at--;
    else if (
      (has(bits, is.adverb | is.not) && !has(bits, is.modal | is.auxiliary | is.be)) ||
      form === punctuation.quote ||
      form === punctuation.close
    )
      at--;
    else break;
  }
  return at;
}

/** True where a word that can be noun or verb is a noun here: after a determiner, a possessive or a preposition, or in a compound. */
export function isNounHere(tokens: Tokens, parse: Parse, i: number): boolean {
  const bits = parse.classes[i] ?? 0;
  if (!has(bits, is.verb | is.past | is.gerund)) return true;
  if (i === parse.from) return has(bits, is.nounToo) && !isObjectStart(tokens, parse, i + 1);
  const p = before(tokens, parse, i);
  const prev = p >= parse.from ? (parse.classes[p] ?? 0) : 0;
  const prevForm = p >= parse.from ? (tokens.form[p] ?? 0) : 0;
  if (p >= parse.from && (prevForm === punctuation.comma || has(prev, is.conjunction)) && has(bits, is.verb)) {
    // "sell, license or share information": a verb's partner in a list is a verb.
    let q = p - 1;
    while (q >= parse.from && ((tokens.form[q] ?? 0) === punctuation.comma || has(parse.classes[q] ?? 0, is.conjunction | is.adverb))) q--;
    if (q >= parse.from && has(parse.classes[q] ?? 0, is.verb) && !isNounHere(tokens, parse, q)) return false;
  }
  if (p < parse.from || isPunctuation(prevForm))
    return has(bits, is.nounToo) && !has(bits, is.gerund) && !isObjectStart(tokens, parse, i + 1);
  if (has(prev, is.modal | is.to) || (has(prev, is.subject) && !has(bits, is.gerund))) return false;
  if (has(prev, is.doing)) return false;
  if (has(prev, is.be | is.auxiliary)) return has(bits, is.nounToo) && has(bits, is.verb) && !has(bits, is.past);
  if (has(bits, is.past)) return has(prev, is.possessive | is.determiner);
  if (has(bits, is.gerund))
    return has(prev, is.determiner | is.possessive) || (has(bits, is.nounToo) && !isObjectStart(tokens, parse, i + 1));
  if (has(prev, is.determiner | is.possessive)) return !has(prev, is.relative) || has(bits, is.nounToo);
  if (has(prev, is.preposition)) return true;
  if (!has(bits, is.nounToo)) return false;
  if (has(prev, is.conjunction | is.verb)) return !isObjectStart(tokens, parse, i + 1);
  return !isObjectStart(tokens, parse, i + 1);
}

/** True where a noun phrase or a verb's complement begins: what follows a verb rather than a noun. */
function isObjectStart(tokens: Tokens, parse: Parse, i: number): boolean {
  if (i >= parse.to) return false;
  const bits = parse.classes[i] ?? 0;
  if (isPunctuation(tokens.form[i] ?? 0)) return false;
  return (
    has(bits, is.determiner | is.possessive | is.pronoun | is.maker | is.user | is.relative | is.mass | is.question) && !has(bits, is.modal)
  );
}

/** Words of an insert at most: "our processors, like Stripe and PayPal, receive". */
const longestInsert = 15;

/** ", like", ", such as", ", including": does a comma open a list of examples? */
export const introducesExamples = ({ marks }: Parse, comma: number): boolean =>
  (((marks[comma + 1] ?? 0) | (marks[comma + 2] ?? 0)) & brings.nothing) !== 0;

/** The noun that a ", like …," or ", such as …," before a verb interrupts; the comma itself where there is no insert. */
export function beforeInsert(tokens: Tokens, forms: Forms, parse: Parse, comma: number): number {
  for (let i = comma - 1; i > Math.max(parse.from, comma - longestInsert); i--) {
    if ((tokens.form[i] ?? 0) !== punctuation.comma) continue;
    if (introducesExamples(parse, i)) return i - 1;
    if (forms.nameOf(tokens.form[i + 1] ?? 0) === 'like') return i - 1;
  }
  return comma;
}

/** -s forms that tell of an act when a noun follows: "the television uses automatic content recognition". */
const isActInS = /^(?:uses|records|stores|shares|reviews|tracks|processes|transfers|logs|accesses|monitors|scans)$/;

/** Base forms that tell of an act when a plural noun stands before them and another noun behind: "our partners use pixels". */
const isActOfMany =
  /^(?:use|set|process|place|access|share|store|record|review|track|transfer|report|show|log|sponsor|monitor|host|trade)$/;

/** "in a structured, readable format": behind "a" stands one thing, and no verb without an -s. */
function isOneThing(tokens: Tokens, forms: Forms, parse: Parse, at: number): boolean {
  for (let i = at; i >= parse.from && i > at - 4; i--) {
    const bits = parse.classes[i] ?? 0;
    if (has(bits, is.determiner)) return /^an?$/.test(forms.nameOf(tokens.form[i] ?? 0));
    if (isPunctuation(tokens.form[i] ?? 0) || has(bits, ~(is.nounToo | is.mass | is.past | is.gerund | is.adverb | is.verb))) return false;
  }
  return false;
}

/** Is a plural noun the end of a noun phrase that begins the sentence, or the clause behind a comma, "and" or "when"? */
function isPluralSubject(tokens: Tokens, forms: Forms, parse: Parse, at: number): boolean {
  if (!agrees(forms.nameOf(tokens.form[at] ?? 0), '')) return false;
  for (let i = at; i >= parse.from && i > at - 6; i--) {
    const bits = parse.classes[i] ?? 0;
    if (i === parse.from || has(bits, is.possessive | is.determiner)) return i < at || !has(bits, is.verb);
    if (isPunctuation(tokens.form[i] ?? 0) || has(bits, is.subordinator | is.relative)) return i < at;
    if (has(bits, ~(is.nounToo | is.verb | is.gerund | is.mass)) || (has(bits, is.verb | is.gerund) && !has(bits, is.nounToo)))
      return false;
  }
  return false;
}

/** A word that can begin an object without article: no preposition, conjunction or verb, no punctuation. */
const opensObject = (tokens: Tokens, parse: Parse, i: number): boolean => {
  const bits = parse.classes[i] ?? 0;
  if (i >= parse.to || isPunctuation(tokens.form[i] ?? 0) || (has(bits, is.verb) && !has(bits, is.nounToo))) return false;
  return !has(bits, is.preposition | is.conjunction | is.be | is.modal | is.auxiliary | is.subordinator);
};

/** Number agreement, for words that are nouns as well: "partners share", "the TV records", not "developer contact information". */
const agrees = (noun: string, verb: string): boolean =>
  verb.endsWith('s') !== (noun.endsWith('s') && !noun.endsWith('ss')) || /^(?:people|children|media|data|men|women|staff)$/.test(noun);

/** True where the token begins a finite verb group: a modal, an auxiliary, a form of be, or a bare verb after its subject. */
export function startsFiniteGroup(tokens: Tokens, forms: Forms, parse: Parse, i: number): boolean {
  const bits = parse.classes[i] ?? 0;
  if (!has(bits, is.modal | is.be | is.auxiliary | is.verb | is.past)) return false;
  // "you're", "we'll": subject and verb in one.
  if (has(bits, is.subject)) return true;
  const p = before(tokens, parse, i);
  const prev = p >= parse.from ? (parse.classes[p] ?? 0) : 0;
  if (p >= parse.from && has(prev, is.modal | is.be | is.auxiliary) && !has(prev, is.relative)) return false;
  if (has(bits, is.modal | is.be | is.auxiliary)) {
    // "includes, but is not limited to, …" goes on with what is included.
    if (has(parse.classes[i + 1] ?? 0, is.not) && forms.nameOf(tokens.form[i + 2] ?? 0) === 'limited') return false;
    return !has(bits, is.nonFinite) && !has(prev, is.to);
  }
  if (p < parse.from || isEnumerator(tokens, parse, i - 1)) return false;
  if (has(prev, is.subject))
    return !(
      has(bits, is.nounToo) &&
      has(prev, is.user) &&
      p > parse.from &&
      has(parse.classes[p - 1] ?? 0, is.verb | is.preposition | is.gerund)
    );
  if (has(bits, is.past) && !has(bits, is.verb)) return false;
  if ((tokens.form[p] ?? 0) === punctuation.comma) {
    const noun = beforeInsert(tokens, forms, parse, p);
    return (
      noun !== p &&
      (!has(bits, is.nounToo) || isObjectStart(tokens, parse, i + 1)) &&
      !has(parse.classes[noun] ?? 0, ~(is.nounToo | is.mass | is.verb)) &&
      isNounHere(tokens, parse, noun)
    );
  }
  if (isPunctuation(tokens.form[p] ?? 0) && (tokens.form[p] ?? 0) !== punctuation.close) return false;
  if (has(prev, is.relative)) return !has(prev, is.determiner) || !has(bits, is.nounToo);
  // "This includes", "These help".
  if (has(prev, is.pronoun) && has(prev, is.determiner) && !has(bits, is.nounToo)) return true;
  // "third parties that deliver parcels for us get your address"
  if (
    has(prev, is.user | is.maker) &&
    !has(prev, is.possessive | is.subject) &&
    has(parse.classes[p - 1] ?? 0, is.preposition) &&
    parse.clauses.length === 1 &&
    parse.clauses[0]?.kind === 'relative'
  )
    return has(bits, is.verb) && !has(bits, is.past) && isObjectStart(tokens, parse, i + 1);
  if (
    has(
      prev,
      is.determiner |
        is.preposition |
        is.possessive |
        is.to |
        is.conjunction |
        is.subordinator |
        is.question |
        is.gerund |
        is.user |
        is.maker,
    )
  )
    return false;
  if (has(prev, is.verb) && !isNounHere(tokens, parse, p)) return false;
  if (
    isActInS.test(forms.nameOf(tokens.form[i] ?? 0)) &&
    opensObject(tokens, parse, i + 1) &&
    agrees(forms.nameOf(tokens.form[p] ?? 0), 's') &&
    !has(prev, is.past | is.adverb)
  )
    return true;
  if (isOneThing(tokens, forms, parse, p) && !forms.nameOf(tokens.form[i] ?? 0).endsWith('s')) return false;
  if (isActOfMany.test(forms.nameOf(tokens.form[i] ?? 0)) && isPluralSubject(tokens, forms, parse, p) && opensObject(tokens, parse, i + 1))
    return true;
  if (has(bits, is.nounToo))
    return (
      isObjectStart(tokens, parse, i + 1) &&
      !has(prev, is.past) &&
      agrees(forms.nameOf(tokens.form[p] ?? 0), forms.nameOf(tokens.form[i] ?? 0))
    );
  return true;
}
