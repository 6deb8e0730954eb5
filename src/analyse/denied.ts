import { party } from './actor.ts';
import type { Compiled } from './compile.ts';
import { type Clause, has } from './english/clause.ts';
import { negatedTwice } from './english/negation.ts';
import { isAnnouncing, isDeclining, isLeavingOpen, isNaming, isPointingOn } from './english/phrases.ts';
import { is } from './english/words.ts';
import { punctuation } from './forms.ts';
import { type Sentence, wordAt } from './sentence.ts';
import type { Denied } from './surroundings.ts';

/** The last word that is not in brackets, behind which only punctuation stands: "residents (but not companies):". */
function lastWord({ tokens, from, to }: Sentence): number {
  let last = to - 1;
  let depth = 0;
  while (last > from) {
    const form = tokens.form[last] ?? 0;
    if (form === punctuation.close) depth++;
    else if (form === punctuation.open) depth--;
    else if (depth <= 0 && form > punctuation.other) break;
    last--;
  }
  return last;
}

/** A word behind "do" that only announces what is done: "any of the following things". */
const isStandIn = (sentence: Sentence, at: number): boolean =>
  has(sentence.parse.classes[at] ?? 0, is.determiner | is.pronoun) || isAnnouncing(wordAt(sentence, at));

/** Does it end in "not", or in a negated "do" and what stands for the things that are done: "What we never do:", "We do not do any of the following:"? */
export function endsInNot(above: Sentence): boolean {
  const { classes, negated } = above.parse;
  let last = lastWord(above);
  if (has(classes[last] ?? 0, is.not)) return true;
  while (last > above.from && isStandIn(above, last)) last--;
  return has(classes[last] ?? 0, is.doing) && (negated[last] ?? 0) !== 0;
}

/**
 * Does a lead or a heading deny what it leaves open to the fragments below it: "We promise never to:", "None of the following is shared:", "What we do not collect"? Not one
 * with an exception, not what the reader may not do, and no order ("Do Not Sell My Data").
 */
export function deniesBelow(above: Sentence, compiled: Compiled, isHeading: boolean): boolean {
  const { parse, from } = above;
  const { classes } = parse;
  const last = lastWord(above);
  const clause = parse.clauses[parse.clauseOf[last] ?? 0];
  // "Do Not Sell My Data" asks, and so does "Does it honor …".
  if (has(classes[from] ?? 0, is.verb | is.auxiliary | is.modal | is.be) || (has(classes[from] ?? 0, is.not) && last > from)) return false;
  if (!clause || parse.hasException || (!isHeading && isClosed(above, last))) return false;
  const actor = party(above, compiled, clause.subjectStart, clause.subjectEnd);
  if (actor === 'user') return false;
  // "Things that the camera does not do"
  if ((actor === 'maker' && declines(above, last)) || (endsInNot(above) && clause.kind !== 'adverbial')) return true;
  const negated = parse.negated[last] ?? 0;
  if (negated === 0 || negated === negatedTwice || turnsRound(above, clause, last)) return false;
  if (clause.kind === 'adverbial' || clause.kind === 'content') return false;
  // "When we do not ask you" asks; "What we do not collect" names.
  if (clause.kind === 'question') return isNaming(wordAt(above, clause.start)) && !tells(above, clause);
  // "We share what we do not need", "Information that does not identify you": the maker's own act alone, and no other beside it.
  if (clause.kind === 'relative') return actor === 'maker' && !tells(above, clause);
  // "Information collected not directly from you" denies nothing.
  if (clause.verb >= clause.end && !isNotTo(above, last) && !has(classes[from] ?? 0, is.none)) return false;
  return !(isHeading && actor !== 'maker' && clause.subjectStart < clause.subjectEnd) && !leavesOpen(above, clause, last);
}

/** "We pledge not to:" */
const isNotTo = ({ parse: { classes } }: Sentence, last: number): boolean =>
  has(classes[last] ?? 0, is.to) && has(classes[last - 1] ?? 0, is.not);

/** "We will not collect it without your consent:": with it they do. */
function turnsRound({ parse }: Sentence, clause: Clause, last: number): boolean {
  for (let i = clause.start; i <= last; i++) if (has(parse.classes[i] ?? 0, is.without)) return true;
  return false;
}

/** A full stop ends it, and no word in it points to what follows. */
function isClosed(above: Sentence, last: number): boolean {
  if ((above.tokens.form[last + 1] ?? 0) !== punctuation.stop || last + 1 >= above.to) return false;
  for (let i = above.from; i <= last; i++) if (isPointingOn(wordAt(above, i))) return false;
  return true;
}

/** Words behind "refrain" and its like at most: "We refrain from any of the following". */
const declinedWithin = 5;

/** "We refuse to:", "We refrain from:" */
function declines(above: Sentence, last: number): boolean {
  for (let i = last; i > Math.max(above.from, last - declinedWithin); i--) {
    if (isDeclining(wordAt(above, i))) return (above.parse.negated[i] ?? 0) === 0;
    if (!has(above.parse.classes[i] ?? 0, is.to | is.preposition) && !isStandIn(above, i)) return false;
  }
  return false;
}

/** Does another clause tell something by a verb of its own ("These are things that we do not do" does not)? */
const tells = ({ parse }: Sentence, but: Clause): boolean =>
  parse.clauses.some(
    (clause) => clause !== but && clause.kind === 'main' && clause.verb < clause.end && !has(parse.classes[clause.verb] ?? 0, is.be),
  );

/** "We do not need your consent to:", "We do not require you to:": what follows may well be done. */
function leavesOpen(above: Sentence, clause: Clause, last: number): boolean {
  for (let i = Math.max(clause.start, above.from); i <= last; i++) if (isLeavingOpen(wordAt(above, i))) return true;
  return false;
}

/** Has a sentence no subject of its own, so that what stands above it governs it: "share your data with others", "your voice"? */
export const isGoverned = ({ parse, from }: Sentence): boolean =>
  // "let ad networks collect data" begins with its verb.
  (has(parse.classes[from] ?? 0, is.verb) && !(parse.clauses[0]?.subjectStart === from && parse.clauses[0].subjectEnd > from)) ||
  !parse.clauses.some((clause) => clause.kind === 'main' && clause.verb < clause.end && clause.subjectStart < clause.subjectEnd);

/** Practices that hand data to others. */
const isHandedOn = (practice: string): boolean =>
  /^(?:sharing|government)\//.test(practice) || practice === 'location/sharing' || practice === 'voice/third-party';

/**
 * May an admission of a practice not be read where this much is denied? Not touched is what the reader can do, what is kept although it was deleted, and what says itself that something
 * is not done.
 */
export const isDeniable = (practice: string, denied: Denied | null): boolean =>
  denied !== null &&
  !practice.startsWith('control/') &&
  practice !== 'retention/after-deletion' &&
  practice !== 'tracking/signals-ignored' &&
  // A question may be a criterion: "How long we keep it depends on: Is it sensitive?"
  (denied === 'all' || denied === 'above' || (denied === 'asked' ? practice !== 'retention/vague' : isHandedOn(practice)));
