import { type Forms, punctuation } from '../forms.ts';
import type { Tokens } from '../tokens.ts';
import { has, isBoundary, isPunctuation, type Parse } from './clause.ts';
import { isDeclining } from './phrases.ts';
import { is } from './words.ts';

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

/** "no guarantee that it will not": what is not certain is not denied either. */
const doubting = new Set(['guarantee', 'assurance', 'promise', 'certainty', 'warranty', 'doubt']);

/** "refrains from selling", "refuses to share", "has ceased selling": a verb of that kind with what it denies behind it, in a clause that is not the reader's. */
function isDenying(tokens: Tokens, forms: Forms, parse: Parse, at: number): boolean {
  const next = parse.classes[at + 1] ?? 0;
  const word = forms.nameOf(tokens.form[at + 1] ?? 0);
  const isOver = has(next, is.gerund);
  if (!(word === 'from' || has(next, is.to) || isOver)) return false;
  const clause = parse.clauses[parse.clauseOf[at] ?? 0];
  if (!clause || clause.kind !== 'main') return false;
  for (let i = clause.subjectStart; i < clause.subjectEnd; i++) if (has(parse.classes[i] ?? 0, is.user)) return false;
  // "stopped" and "ceased" tell of what was done once: only what "has stopped" is over.
  if (isOver && !/^(?:has|have|ve)$/.test(forms.nameOf(tokens.form[at - 1] ?? 0))) return false;
  return clause.subjectStart < clause.subjectEnd || at === parse.from;
}

/** "Under no circumstances, be it a sale or a merger, will …": whatever stands between. */
function barsAll(tokens: Tokens, forms: Forms, { from, to, classes }: Parse): boolean {
  return (
    from + 2 < to &&
    has(classes[from] ?? 0, is.preposition) &&
    forms.nameOf(tokens.form[from + 1] ?? 0) === 'no' &&
    /^(?:circumstances?|event|case|account|time|way|means|condition)$/.test(forms.nameOf(tokens.form[from + 2] ?? 0))
  );
}

/** Finds what is negated in a sentence whose clauses are known, into its table. Linear. */
export function findNegation(tokens: Tokens, forms: Forms, parse: Parse): void {
  const { from, to, classes, clauses, clauseOf, negated } = parse;
  negated.fill(0, from, to);
  parse.hasException = false;
  let on = false;
  let clause = -1;
  let nominal = false;
  let isLeftOut = false;
  let isCarried = false;
  let isTwice = false;
  let isDoubted = false;
  const isBarred = barsAll(tokens, forms, parse);
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
    // "Not sold; shared with ad networks"
    if (on && form === punctuation.semicolon && has(classes[from] ?? 0, is.not)) on = false;
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
        isTwice = (isCarried && on) || isDoubted;
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
      else if (doubting.has(word)) isDoubted = true;
      else if (!emptyNo.has(word) && !isPunctuation(next === 0 ? punctuation.stop : next)) {
        on = true;
        const verb = clauses[here]?.verb ?? to;
        nominal = i < verb;
        // "we share no data", "sold to no one": the object or recipient denies the verb before it.
        if (i > verb || verb === to) for (let k = Math.max(clauses[here]?.start ?? from, i - 6); k < i; k++) negated[k] = 1;
      }
    } else if (isDeclining(forms.nameOf(form)) && isDenying(tokens, forms, parse, i)) on = true;
    if (isBarred && clauses[here]?.kind === 'main' && i > from && !parse.hasException) on = true;
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
