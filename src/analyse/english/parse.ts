import type { Forms } from '../forms.ts';
import { addressForm, numberForm, punctuation } from '../forms.ts';
import type { Tokens } from '../tokens.ts';
import { brings, is } from './words.ts';

/** What opens a clause: decides whether its verbs are claims and how far the verbs before it reach. */
export type ClauseKind = 'main' | 'adverbial' | 'relative' | 'question' | 'content';

export interface Clause {
  readonly kind: ClauseKind;
  /** First token (its opener or subject) and the token after its last. */
  readonly start: number;
  end: number;
  /** First token of the finite verb group; `end` for a stretch without one. */
  readonly verb: number;
  readonly subjectStart: number;
  readonly subjectEnd: number;
  /** The relative clause's head: first token of the noun phrase before it; `start` otherwise. */
  readonly headStart: number;
  /** The word that opens an adverbial clause ("if", "unless"), '' otherwise. */
  readonly opener: string;
}

/** What the grammar knows of one sentence. Token arrays are indexed from 0 = the block's first token. */
export interface Parse {
  from: number;
  to: number;
  readonly clauses: Clause[];
  /** Index into `clauses` for each token of [from, to). */
  clauseOf: Uint8Array;
  /** Not 0 where a negation governs the token; `negatedTwice` where two do. */
  negated: Uint8Array;
  classes: Int32Array;
  /** `markOf` of each token (words.ts). */
  marks: Uint8Array;
  /** A token that turns a negation round ("except", "unless", "other than") stands in the sentence. */
  hasException: boolean;
  isQuestion: boolean;
}

/** An empty table with room for so many tokens; it grows when there are more. */
export const makeParse = (room = 1024): Parse => ({
  from: 0,
  to: 0,
  clauses: [],
  clauseOf: new Uint8Array(room),
  negated: new Uint8Array(room),
  classes: new Int32Array(room),
  marks: new Uint8Array(room),
  hasException: false,
  isQuestion: false,
});

/** Tokens beyond a sentence's ends that the grammar may look at. */
const overEdge = 4;

/** More clauses than a person follows: beyond this the rest of the sentence counts as one. */
const maxClauses = 60;

export const has = (bits: number, wanted: number): boolean => (bits & wanted) !== 0;

/** Is the last token before `to` a question mark? */
export const endsInQuestion = (text: string, tokens: Tokens, to: number): boolean => text.charCodeAt(tokens.start[to - 1] ?? 0) === 63;

/** Finds the clauses of tokens [from, to), who is the subject of each, and what is negated. One pass left to right, linear. */
export function parseSentence(text: string, tokens: Tokens, from: number, to: number, forms: Forms, parse: Parse): void {
  if (parse.classes.length < tokens.count) {
    parse.clauseOf = new Uint8Array(tokens.count * 2);
    parse.negated = new Uint8Array(tokens.count * 2);
    parse.classes = new Int32Array(tokens.count * 2);
    parse.marks = new Uint8Array(tokens.count * 2);
  }
  parse.from = from;
  parse.to = to;
  const { classes, marks } = parse;
  // Rules look a few tokens over the edge: what another sentence left there must not answer.
  classes.fill(0, Math.max(0, from - overEdge), from);
  marks.fill(0, Math.max(0, from - overEdge), from);
  classes.fill(0, to, to + overEdge);
  marks.fill(0, to, to + overEdge);
  for (let i = from; i < to; i++) {
    const form = tokens.form[i] ?? 0;
    classes[i] = forms.classOf(form);
    marks[i] = forms.markOf(form);
  }
  parse.isQuestion = endsInQuestion(text, tokens, to);
  findClauses(text, tokens, forms, parse);
  findNegation(tokens, forms, parse);
}

const isBoundary = (form: number): boolean =>
  form >= punctuation.stop && form <= punctuation.pipe && form !== punctuation.close && form !== punctuation.quote;
const isPunctuation = (form: number): boolean => form > 0 && form <= punctuation.other;

/** "1)", "(b)", "ii)": a mark of a list in running text. */
function isEnumerator(tokens: Tokens, parse: Parse, close: number): boolean {
  if (close - 1 < parse.from || (tokens.form[close] ?? 0) !== punctuation.close) return false;
  return (
    (tokens.end[close - 1] ?? 0) - (tokens.start[close - 1] ?? 0) <= 3 &&
    ((tokens.form[close - 2] ?? 0) === punctuation.open || (tokens.form[close - 1] ?? 0) === numberForm)
  );
}

/** Index of the token before `i` that is neither adverb, negation nor closing punctuation; from-1 when there is none. */
function before(tokens: Tokens, parse: Parse, i: number): number {
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
function beforeInsert(tokens: Tokens, forms: Forms, parse: Parse, comma: number): number {
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
function startsFiniteGroup(tokens: Tokens, forms: Forms, parse: Parse, i: number): boolean {
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

function findClauses(text: string, tokens: Tokens, forms: Forms, parse: Parse): void {
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

/** The verb that a clause's modals and auxiliaries lead to ("does not *sell*"); the clause's first verb when there is none. */
export function lexicalVerb(parse: Parse, clause: Clause): number {
  let at = clause.verb;
  while (at + 1 < parse.to && has(parse.classes[at] ?? 0, is.modal | is.auxiliary | is.be | is.not | is.adverb)) {
    const next = parse.classes[at + 1] ?? 0;
    if (!has(next, is.modal | is.auxiliary | is.be | is.not | is.adverb | is.verb | is.past | is.gerund)) return at;
    at++;
  }
  return at;
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

/** ", however," between commas interrupts and contrasts nothing. */
const isInsert = (tokens: Tokens, parse: Parse, i: number): boolean =>
  i > parse.from && (tokens.form[i - 1] ?? 0) === punctuation.comma && (tokens.form[i + 1] ?? 0) === punctuation.comma;

/** In a clause inside another a negation ends at a comma or "and" that no verb follows: "(friends) who have not joined, …". */
function endsLoosely(tokens: Tokens, parse: Parse, i: number): boolean {
  const isComma = (tokens.form[i] ?? 0) === punctuation.comma;
  // "our staff, who do not know your name, listen": the main clause's verb.
  const clause = parse.clauses[parse.clauseOf[i] ?? 0];
  if (isComma && clause?.kind === 'relative' && i > clause.verb && (tokens.form[clause.start - 1] ?? 0) === punctuation.comma) return true;
  if (!isComma && !has(parse.classes[i] ?? 0, is.conjunction)) return false;
  const next = parse.classes[i + 1] ?? 0;
  return !has(next, is.verb | is.past | is.conjunction) || has(next, is.nounToo);
}

/** "no" that denies nothing: no longer is a "not"; the others count or comfort. */
const emptyNo = new Set([
  'matter',
  'more',
  'less',
  'later',
  'charge',
  'cost',
  'fee',
  'guarantee',
  'obligation',
  'doubt',
  'liability',
  'responsibility',
  'control',
  'need',
  'longer',
]);
/** "not" that denies nothing. */
const emptyNot = new Set([
  'all',
  'every',
  'only',
  'limited',
  'necessarily',
  'just',
  'merely',
  'limitation',
  'always',
  'hesitate',
  'restricted',
]);

function findNegation(tokens: Tokens, forms: Forms, parse: Parse): void {
  const { from, to, classes, clauses, clauseOf, negated } = parse;
  negated.fill(0, from, to);
  parse.hasException = false;
  let on = false;
  let clause = -1;
  let nominal = false;
  let isLeftOut = false;
  let isCarried = false;
  let isTwice = false;
  let depth = 0;
  let onDepth = 0;
  for (let i = from; i < to; i++) {
    const bits = classes[i] ?? 0;
    const form = tokens.form[i] ?? 0;
    const here = clauseOf[i] ?? 0;
    if (here !== clause) {
      const kind = clauses[here]?.kind;
      const carries: boolean = kind === 'content' && on && has(classes[(clauses[here]?.start ?? 1) - 1] ?? 0, is.verb);
      // "under no circumstances will we share", "nor do we sell": the verb before its subject.
      const inverted: boolean = on && (clauses[here - 1]?.verb ?? to) === (clauses[here]?.start ?? from) - 1;
      // "We do not use it to see how you drive or to show ads": the clause goes on from before the one in between.
      const goesOn: boolean =
        (clauses[here]?.verb ?? to) < (clauses[here]?.start ?? from) && negated[(clauses[here]?.verb ?? to) + 1] === 1;
      const coordinated: boolean =
        kind === 'main' && on && nominal && has(classes[clauses[here]?.start ?? 0] ?? 0, is.conjunction) && !has(bits, is.contrast);
      on = carries || coordinated || inverted || goesOn;
      isCarried = carries;
      if (!on) nominal = false;
      clause = here;
    } else if (here === 0 && i === clauses[0]?.start && !nominal) on = false;
    else if (on && clauses[here]?.kind !== 'main' && endsLoosely(tokens, parse, i)) on = false;
    if (form === punctuation.open) depth++;
    if (form === punctuation.close) {
      depth--;
      // "(but not your name)": a negation ends with its parenthesis.
      if (on && depth < onDepth) on = false;
    }
    // "share your address, but not your name, with advertisers": what is left out ends before the preposition.
    if (on && isLeftOut && form === punctuation.comma && has(classes[i + 1] ?? 0, is.preposition | is.be | is.modal | is.auxiliary))
      on = false;
    const wasOn = on;
    const next = i + 1 < to ? (tokens.form[i + 1] ?? 0) : 0;
    if (has(bits, is.except) || (i + 1 < to && has(classes[i + 1] ?? 0, is.than) && forms.nameOf(form) === 'other')) {
      parse.hasException = true;
      if (i > from) on = false;
    } else if (isInstead(tokens, forms, parse, i)) {
      negateInstead(tokens, parse, i + 2);
      on = false;
    } else if (has(bits, is.contrast) && !isInsert(tokens, parse, i)) on = false;
    else if (has(bits, is.not)) {
      // "whether or not"
      const isAlternative = forms.nameOf(tokens.form[i - 1] ?? 0) === 'or';
      if (!isAlternative && !emptyNot.has(forms.nameOf(next))) {
        isTwice = isCarried && on;
        on = true;
        nominal = false;
        isLeftOut =
          ((tokens.form[i - 1] ?? 0) === punctuation.comma || has(classes[i - 1] ?? 0, is.contrast)) &&
          has(classes[i + 1] ?? 0, is.possessive | is.determiner);
      }
    } else if (has(bits, is.without)) {
      for (let k = i + 1; k < to && (tokens.form[k] ?? 0) !== punctuation.comma && clauseOf[k] === here; k++)
        if (has(classes[k] ?? 0, is.gerund)) negated[k] = on ? turned : 2;
    } else if (has(bits, is.none)) {
      const word = forms.nameOf(next);
      if (word === 'longer') on ||= forms.nameOf(tokens.form[i + 2] ?? 0) !== 'than';
      else if (!emptyNo.has(word) && !isPunctuation(next === 0 ? punctuation.stop : next)) {
        on = true;
        const verb = clauses[here]?.verb ?? to;
        nominal = i < verb;
        // "we share no data", "sold to no one": the object or recipient denies the verb before it.
        if (i > verb || verb === to) for (let k = Math.max(clauses[here]?.start ?? from, i - 6); k < i; k++) negated[k] = 1;
      }
    }
    if (on && !wasOn) onDepth = depth;
    if (!on) isTwice = false;
    if (on && negated[i] === 0) negated[i] = isTwice ? negatedTwice : 1;
  }
  for (let i = from; i < to; i++) if (negated[i] === turned) negated[i] = 0;
}

/** In `negated`: two negations govern the token, so that nothing is said of it: "this does not mean that we do not share it". */
export const negatedTwice = 4;

/** A token that two negations govern, while the table is made: "you cannot use it without us collecting your location". */
const turned = 3;

/** Words between "rather than" and the verb that it denies at most: "rather than, as others do, selling it". */
const insteadWithin = 8;

/** "rather than" or "instead of" at a token. */
function isInstead(tokens: Tokens, forms: Forms, parse: Parse, at: number): boolean {
  if (!has(parse.classes[at] ?? 0, is.contrast)) return false;
  const word = forms.nameOf(tokens.form[at] ?? 0);
  const next = forms.nameOf(tokens.form[at + 1] ?? 0);
  return (word === 'rather' && next === 'than') || (word === 'instead' && next === 'of');
}

/** What is done "rather than selling it": the verbs from a token to the end of the phrase do not happen. */
function negateInstead(tokens: Tokens, parse: Parse, from: number): void {
  const { classes, negated, to } = parse;
  for (let i = from; i < Math.min(to, from + insteadWithin); i++) {
    const form = tokens.form[i] ?? 0;
    if (isBoundary(form) || has(classes[i] ?? 0, is.contrast | is.subordinator)) return;
    const bits = classes[i] ?? 0;
    if (has(bits, is.gerund) || (i === from && has(bits, is.verb))) negated[i] = 2;
  }
}
