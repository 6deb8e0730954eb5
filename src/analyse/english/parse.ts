import type { Forms } from '../forms.ts';
import type { Tokens } from '../tokens.ts';
import type { Parse } from './clause.ts';
import { findClauses } from './clauses.ts';
import { findNegation } from './negation.ts';

/** Tokens beyond a sentence's ends that the grammar may look at. */
const overEdge = 4;

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
