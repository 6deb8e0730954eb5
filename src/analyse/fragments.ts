import type { Block } from '../model/text.ts';
import type { Sentence } from './sentence.ts';
import type { Compiled } from './compile.ts';
import { has } from './english/clause.ts';
import { isFirstMark } from './english/phrases.ts';
import { brings, is } from './english/words.ts';
import { punctuation } from './forms.ts';
import { holds } from './matches.ts';
import type { Tokens } from './tokens.ts';

/** A sentence that begins with "(2)" or "(b)". */
export const isMark = (tokens: Tokens, at: number): boolean =>
  (tokens.form[at] ?? 0) === punctuation.open &&
  (tokens.form[at + 2] ?? 0) === punctuation.close &&
  (tokens.end[at + 1] ?? 0) - (tokens.start[at + 1] ?? 0) <= 3;

/** Where "(1)", "(a)" or "(i)" stands in a sentence; -1 when nowhere. */
export function firstMark(tokens: Tokens, from: number, to: number, text: string): number {
  for (let i = from; i + 2 < to; i++)
    if (isMark(tokens, i) && isFirstMark(text.slice(tokens.start[i + 1] ?? 0, tokens.end[i + 1] ?? 0))) return i;
  return -1;
}

/** Words of a run-in heading at most: "Information we share with our business partners." */
export const longestRunIn = 10;

/** "Location data. We collect …": a title before the block's first sentence claims nothing and is a heading to the rest. */
export const isRunIn = (sentence: Sentence, isVerbless: boolean, index: number, count: number): boolean =>
  index === 0 && count > 1 && isVerbless && sentence.to - sentence.from <= longestRunIn;

/** "You have the right to: – Request erasure. This lets you …": what the reader is offered is no title. */
export const isOfferedAct = (
  { parse, from }: Sentence,
  leads: readonly Sentence[],
  { grammar: { 'reader-can': readerCan } }: Compiled,
): boolean => has(parse.classes[from] ?? 0, is.verb) && leads.some((lead) => holds(lead.matches.all, readerCan));

/** "Anything you post is public": a main clause after the relative one. */
const hasMain = (sentence: Sentence): boolean =>
  sentence.parse.clauses.some((clause) => clause.kind === 'main' && clause.verb < clause.end);

/** "To the police, when we believe it is needed", "providers who help us, and they may keep it": an item that begins with a party of its own, whatever is told behind it. */
function opensWithParty({ parse, tokens, from }: Sentence): boolean {
  const first = parse.clauses[0];
  let at = from;
  while (at < parse.to && isLoose(tokens.form[at] ?? 0)) at++;
  if (!first || first.start <= at) return false;
  if (first.kind === 'relative') return first.headStart <= at;
  return ((parse.marks[at] ?? 0) & brings.recipient) !== 0 && !has(parse.classes[at + 1] ?? 0, is.verb | is.gerund);
}

/** No sentence of its own: no finite verb with a subject in its first clause. */
export function isFragment(sentence: Sentence, block: Block, index: number): boolean {
  const first = sentence.parse.clauses[0];
  if (!first || first.verb >= first.end || (first.kind === 'relative' && !hasMain(sentence)))
    return index === 0 || block.kind !== 'paragraph';
  if (index > 0) return false;
  if (block.leads.length > 0 && opensWithParty(sentence)) return true;
  // "to third parties who …", "your voice, which …": still a fragment; so is an item whose lead asks for a clause ("when we …").
  if (first.kind === 'adverbial' || first.kind === 'question') return block.leads.length > 0;
  return false;
}

/** Punctuation that a sentence does not begin with. */
export const isLoose = (form: number): boolean =>
  form > 0 && form <= punctuation.other && form !== punctuation.open && form !== punctuation.quote;
