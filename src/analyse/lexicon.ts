import { type Forms, punctuation } from './forms.ts';
import { addMatch, type Blocker, clearMatches, makeMatches, type Matches, takeOut } from './matches.ts';
import { makeTagSets } from './tag-sets.ts';
import { makeTermFinder } from './term-finder.ts';
import { type LexiconSource, sequences, type TermGraph, termGraph } from './term-graph.ts';
import type { Tokens } from './tokens.ts';

/** All lexicons: one walk over a sentence finds every term of every lexicon. */
export interface Lexicon {
  /** Tag of a lexicon by name. */
  readonly tags: ReadonlyMap<string, number>;
  /** An empty list of matches. */
  readonly makeMatches: () => Matches;
  /** Writes every term that starts at a token of [from, to) into `into`. */
  readonly find: (tokens: Tokens, from: number, to: number, into: Matches) => void;
  /** The terms, for `compileLexicon` to start from. */
  readonly graph: TermGraph;
  /** Adds names found in the text itself (the maker's) to a lexicon, and hides them from all others; gives a function that undoes it. One loan at a time. */
  readonly lend: (name: string, terms: readonly string[]) => () => void;
}

/** The names that are lent: for each form that begins one, the forms that go on, and the set of the only tag that may stand there. */
interface Loan {
  readonly byFirst: ReadonlyMap<number, readonly (readonly number[])[]>;
  /** 1 for each form that begins a name. */
  readonly begins: Uint8Array;
  readonly set: number;
}

/** Tags of lexicons by their names, in their order. */
export function tagsOf(sources: readonly LexiconSource[]): ReadonlyMap<string, number> {
  const tags = new Map<string, number>();
  for (const { name } of sources) if (!tags.has(name)) tags.set(name, tags.size);
  return tags;
}

/** Makes the search for the terms of all lexicons, which fill `slots`; of a graph that was saved only the names of the lexicons are read. */
export function compileLexicon(
  sources: readonly LexiconSource[],
  slots: readonly (readonly number[])[],
  forms: Forms,
  saved?: TermGraph,
): Lexicon {
  const tags = tagsOf(sources);
  const graph = saved ?? termGraph(sources, tags, forms);
  const tagSets = makeTagSets(slots);
  const finder = makeTermFinder(graph, forms, tagSets);
  const blockers: Blocker[] = [];
  let loan: Loan | null = null;
  const find = (tokens: Tokens, from: number, to: number, into: Matches): void => {
    clearMatches(into);
    blockers.length = 0;
    for (let at = from; at < to; at++) {
      if (loan !== null && loan.begins[tokens.form[at] ?? 0] === 1) findNames(loan, tokens, at, to, into, blockers);
      finder.findAt(tokens, at, to, into, blockers);
    }
    if (blockers.length > 0) takeOut(into, blockers);
  };
  const lend = (name: string, terms: readonly string[]): (() => void) => {
    const tag = tags.get(name);
    if (tag === undefined || terms.length === 0) return () => {};
    const byFirst = new Map<number, number[][]>();
    for (const sequence of terms.flatMap(sequences)) {
      const [head = 0, ...rest] = sequence.map((word) => forms.idOf(word.slice(1)));
      byFirst.set(head, [...(byFirst.get(head) ?? []), rest]);
    }
    const begins = new Uint8Array(forms.size());
    for (const head of byFirst.keys()) begins[head] = 1;
    loan = { byFirst, begins, set: tagSets.of([tag]) };
    return () => (loan = null);
  };
  return { tags, makeMatches: () => makeMatches(tagSets), find, lend, graph };
}

function findNames({ byFirst, set }: Loan, tokens: Tokens, start: number, to: number, into: Matches, blockers: Blocker[]): void {
  for (const rest of byFirst.get(tokens.form[start] ?? 0) ?? []) {
    let end = start + 1;
    const isThere = rest.every((form) => {
      while (end < to && tokens.form[end] === punctuation.quote) end++;
      return end < to && tokens.form[end++] === form;
    });
    if (!isThere) continue;
    addMatch(into, set, start, end);
    blockers.push({ set, isName: true, start, end });
  }
}
