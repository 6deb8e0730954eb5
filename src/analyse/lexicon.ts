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
  /**
   * Adds names found in the text itself to lexicons; gives a function that undoes it. One call at a time. What a rule set has no lexicon for
   * is left out.
   */
  readonly lend: (names: readonly LentNames[]) => () => void;
}

/** Names from a text, for the lexicons that get them. */
export interface LentNames {
  readonly lexicons: readonly string[];
  readonly terms: readonly string[];
  /** No other lexicon may find anything in them: they are names, whatever their words mean. */
  readonly isAlone: boolean;
}

/** One name that is lent: the forms behind its first, and the set of the tags it has. */
interface Name {
  readonly rest: readonly number[];
  readonly set: number;
  readonly isAlone: boolean;
}

/** The names that are lent, by the form that begins them. */
interface Loan {
  readonly byFirst: ReadonlyMap<number, readonly Name[]>;
  /** 1 for each form that begins a name. */
  readonly begins: Uint8Array;
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
    finder.turnTo(tokens, from, to);
    for (let at = from; at < to; at++) {
      if (loan !== null && loan.begins[tokens.form[at] ?? 0] === 1) findNames(loan, tokens, at, to, into, blockers);
      finder.findAt(at, into, blockers);
    }
    if (blockers.length > 0) takeOut(into, blockers);
  };
  const loanOf = (names: readonly LentNames[]): Loan | null => {
    const byFirst = new Map<number, Name[]>();
    for (const { lexicons, terms, isAlone } of names) {
      const own = lexicons.map((name) => tags.get(name)).filter((tag) => tag !== undefined);
      if (own.length === 0) continue;
      const set = tagSets.of(own);
      for (const sequence of terms.flatMap(sequences)) {
        const [head = 0, ...rest] = sequence.map((word) => forms.idOf(word.slice(1)));
        byFirst.set(head, [...(byFirst.get(head) ?? []), { rest, set, isAlone }]);
      }
    }
    if (byFirst.size === 0) return null;
    const begins = new Uint8Array(forms.size());
    for (const head of byFirst.keys()) begins[head] = 1;
    return { byFirst, begins };
  };
  // The versions of a policy mostly have the same names, one after the other.
  let last: { readonly key: string; readonly loan: Loan | null } = { key: '', loan: null };
  const lend = (names: readonly LentNames[]): (() => void) => {
    const key = JSON.stringify(names);
    if (key !== last.key) last = { key, loan: loanOf(names) };
    ({ loan } = last);
    return () => (loan = null);
  };
  return { tags, makeMatches: () => makeMatches(tagSets), find, lend, graph };
}

function findNames({ byFirst }: Loan, tokens: Tokens, start: number, to: number, into: Matches, blockers: Blocker[]): void {
  for (const { rest, set, isAlone } of byFirst.get(tokens.form[start] ?? 0) ?? []) {
    let end = start + 1;
    const isThere = rest.every((form) => {
      while (end < to && tokens.form[end] === punctuation.quote) end++;
      return end < to && tokens.form[end++] === form;
    });
    if (!isThere) continue;
    addMatch(into, set, start, end);
    if (isAlone) blockers.push({ set, isName: true, start, end });
  }
}
