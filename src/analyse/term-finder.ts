import { addressForm, type Forms, punctuation } from './forms.ts';
import { addMatch, type Blocker, type Matches } from './matches.ts';
import { type TagSets, widened } from './tag-sets.ts';
import { follow, rootOf, type TermGraph } from './term-graph.ts';
import type { Tokens } from './tokens.ts';

/** How many other words `..` stands for at most. */
const gapWords = 4;

/**
 * What a token is to the terms: forms that no term tells apart are one symbol. Those of words that some term has follow `firstWord`.
 * Quotation marks inside a term are passed over (the "sale" of); what ends a phrase ends a term; all else is a stranger.
 */
const symbol = { unasked: 0, boundary: 1, quote: 2, stranger: 3, firstWord: 4 } as const;

/**
 * Where the search for a term may be, item by item: at a node, or in its `..` with some words passed over. `at` waits for the next word
 * of a term; what is greater is a gap, `at + 1` with none passed over.
 */
const item = { at: 0, gap: 1, width: gapWords + 2 } as const;

/**
 * States and symbols at most, so that one of each fits into a number of 31 bits: beyond this all are forgotten, and made again where
 * they are needed, so that a hostile text does not fill the memory. 729 policies need 20,000 and 3,000.
 */
const mostStates = 1 << 17;
const mostSymbols = 1 << 14;
/** What one search may add to either before the next asks whether to forget: a search ends within so many steps, each with a row of gaps. */
const roomLeft = 1 << 12;

/** The search of one rule set's terms in any text. */
export interface TermFinder {
  /** Turns to tokens [from, to). */
  readonly turnTo: (tokens: Tokens, from: number, to: number) => void;
  /** Adds every term that starts at token `at` of those turned to, and every except term. */
  readonly findAt: (at: number, matches: Matches, blockers: Blocker[]) => void;
}

/**
 * The graph read as a machine with one state at a time (the subset construction, Rabin and Scott 1959), made as far as texts lead through
 * it: a step of many nodes and gaps at once is worked out when it is first taken, and is one look into a table from then on.
 */
export function makeTermFinder(graph: TermGraph, forms: Forms, tagSets: TagSets): TermFinder {
  const setFor = setsOf(graph, tagSets);
  const { known, nodeMarks } = labelsOf(graph);

  // Symbols by form, and in rows of four: the marks of the labels that each stands for, and where it leads from the beginning (+ 1).
  let symbolOf = new Int32Array(1 << 12);
  let symbols = new Int32Array(4 << 10);
  let symbolLabels: (readonly [exact: number, stem: number])[] = [];
  const symbolOfLabels = new Map<string, number>();
  const newSymbol = (form: number): number => {
    if (form === punctuation.quote) return symbol.quote;
    if (form === punctuation.open || form === punctuation.close) return symbol.stranger;
    if (form < addressForm) return form >= punctuation.stop && form <= punctuation.pipe ? symbol.boundary : symbol.stranger;
    const [exact, stem] = [2 * form + 1, 2 * forms.stemOf(form)].map((label) => (known[label] === 1 ? label : 0));
    if (!exact && !stem) return symbol.stranger;
    const key = `${exact} ${stem}`;
    let made = symbolOfLabels.get(key);
    if (made === undefined) {
      symbolOfLabels.set(key, (made = symbolLabels.length));
      symbolLabels.push([exact ?? 0, stem ?? 0]);
      if (4 * made >= symbols.length) symbols = widened(symbols);
      mark(symbols, 4 * made, exact ?? 0);
      mark(symbols, 4 * made, stem ?? 0);
    }
    return made;
  };
  const ask = (form: number): number => {
    while (form >= symbolOf.length) symbolOf = widened(symbolOf);
    return (symbolOf[form] = newSymbol(form));
  };

  // States: 0 is dead, 1 the beginning. In rows of four: the marks of the labels that lead on, where a stranger leads, and the set of the
  // terms that end (its complement where except terms do, too).
  let items: (readonly number[])[] = [];
  let excepts: number[] = [];
  let states = new Int32Array(4 << 10);
  const numbers = new Map<string, number>();
  // Steps that were taken: rows of state and symbol in one number, and where they lead.
  let steps = new Int32Array(2 << 12);
  let stepCount = 0;

  /** The state of some items and of the nodes that were just reached, where terms and except terms may end. */
  const stateOf = (going: readonly number[], reached: readonly number[]): number => {
    const found = new Set(going);
    let end = 0;
    let except = 0;
    for (const node of reached) {
      end = tagSets.union(end, setFor(graph.ends[node] ?? 0));
      except = tagSets.union(except, setFor(graph.excepts[node] ?? 0));
      if (graph.edgesAt[node] !== graph.edgesAt[node + 1]) found.add(node * item.width + item.at);
      const gap = graph.gaps[node] ?? 0;
      if (gap !== 0) found.add(gap * item.width + item.gap);
    }
    if (found.size === 0 && end === 0 && except === 0) return 0;
    const sorted = [...found].toSorted((a, b) => a - b);
    const key = `${sorted.join(' ')}|${end} ${except}`;
    const before = numbers.get(key);
    if (before !== undefined) return before;
    const state = items.length;
    numbers.set(key, state);
    items.push(sorted);
    excepts.push(except);
    if (4 * state >= states.length) states = widened(states);
    for (const one of sorted) {
      const node = Math.floor(one / item.width);
      for (let k = 0; k < 2; k++) states[4 * state + k] = (states[4 * state + k] ?? 0) | (nodeMarks[2 * node + k] ?? 0);
    }
    const rest = step(state, symbol.stranger);
    states[4 * state + 2] = rest;
    states[4 * state + 3] = except === 0 ? end : ~end;
    return state;
  };
  /** The states in which one node was reached and nothing else goes on, by node: most are such. */
  const statesAt = new Int32Array(graph.gaps.length);
  /** Works out where a symbol leads from a state. */
  const step = (state: number, read: number): number => {
    const found: number[] = [];
    const reached: number[] = [];
    const [exact, stem] = symbolLabels[read] ?? [0, 0];
    for (const one of items[state] ?? []) {
      const passed = one % item.width;
      const node = (one - passed) / item.width;
      if (passed !== item.at && passed - item.gap < gapWords) found.push(one + 1);
      if (read === symbol.quote) found.push(node * item.width + item.at);
      for (const label of [exact, stem]) {
        const target = label === 0 ? 0 : follow(graph, node, label);
        if (target !== 0) reached.push(target);
      }
    }
    if (found.length > 0 || reached.length !== 1) return stateOf(found, reached);
    const node = reached[0] ?? 0;
    return (statesAt[node] ||= stateOf(found, reached));
  };
  const insert = (key: number, target: number): void => {
    const count = steps.length >> 1;
    let row = rowOf(key, count);
    while (steps[2 * row] !== 0) row = (row + 1) & (count - 1);
    steps[2 * row] = key;
    steps[2 * row + 1] = target;
  };
  const stepAnew = (state: number, read: number): number => {
    const target = step(state, read);
    // Up to three quarters full: what is not at hand costs more than another look.
    if (++stepCount * 8 > steps.length * 3) {
      const old = steps;
      steps = new Int32Array(old.length * 2);
      for (let at = 0; at < old.length; at += 2) if (old[at] !== 0) insert(old[at] ?? 0, old[at + 1] ?? 0);
    }
    insert(state * mostSymbols + read, target);
    return target;
  };
  const next = (state: number, read: number): number => {
    const at = 4 * state;
    const isStranger = ((states[at] ?? 0) & (symbols[4 * read] ?? 0)) === 0 || ((states[at + 1] ?? 0) & (symbols[4 * read + 1] ?? 0)) === 0;
    if (isStranger) return states[at + 2] ?? 0;
    const key = state * mostSymbols + read;
    const count = steps.length >> 1;
    for (let row = rowOf(key, count); ; row = (row + 1) & (count - 1)) {
      const there = steps[2 * row] ?? 0;
      if (there === key) return steps[2 * row + 1] ?? 0;
      if (there === 0) return stepAnew(state, read);
    }
  };
  const forgetStates = (): void => {
    items = [[], [rootOf(graph) * item.width + item.at]];
    excepts = [0, 0];
    states.fill(0);
    numbers.clear();
    statesAt.fill(0);
    steps.fill(0);
    stepCount = 0;
    for (let at = 2; at < symbols.length; at += 4) symbols[at] = 0;
  };
  const forget = (): void => {
    symbolOf.fill(0);
    symbolLabels = Array.from({ length: symbol.firstWord }, () => [0, 0] as const);
    symbolOfLabels.clear();
    symbols.fill(0);
    // A quotation mark leads from every state to another.
    symbols.fill(-1, 4 * symbol.quote, 4 * symbol.quote + 2);
    forgetStates();
  };
  forget();

  // The symbols of the tokens turned to.
  let reads = new Int32Array(1 << 10);
  let readsFrom = 0;
  let readsTo = 0;
  const turnTo = ({ form }: Tokens, from: number, to: number): void => {
    while (to - from > reads.length) reads = widened(reads);
    if (symbolLabels.length + to - from > mostSymbols) forget();
    for (let i = from; i < to; i++) reads[i - from] = symbolOf[form[i] ?? 0] || ask(form[i] ?? 0);
    readsFrom = from;
    readsTo = to - from;
  };
  const findAt = (at: number, matches: Matches, blockers: Blocker[]): void => {
    let i = at - readsFrom;
    let read = reads[i] ?? 0;
    if (read < symbol.firstWord) return;
    let state = (symbols[4 * read + 2] ?? 0) - 1;
    if (state < 0) symbols[4 * read + 2] = (state = step(1, read)) + 1;
    while (state !== 0) {
      i++;
      const ending = states[4 * state + 3] ?? 0;
      if (ending !== 0) {
        const end = ending < 0 ? ~ending : ending;
        if (end !== 0) addMatch(matches, end, at, readsFrom + i);
        if (ending < 0) blockers.push({ set: excepts[state] ?? 0, isName: false, start: at, end: readsFrom + i });
      }
      if (i >= readsTo) break;
      read = reads[i] ?? 0;
      if (read === symbol.boundary) break;
      state = next(state, read);
    }
    if (items.length + roomLeft > mostStates) forgetStates();
  };
  return { turnTo, findAt };
}

/** Row of a step in a table of a power of two rows: Fibonacci hashing (Knuth, TAOCP 3, 6.4). */
const rowOf = (key: number, rows: number): number => {
  const mixed = Math.imul(key, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) & (rows - 1);
};

/** Sets a bit for a label in each of two numbers (Bloom 1970): where either is missing, the label is not among those marked. */
function mark(marks: Int32Array, at: number, label: number): void {
  if (label === 0) return;
  marks[at] = (marks[at] ?? 0) | (1 << (label >> 1));
  marks[at + 1] = (marks[at + 1] ?? 0) | (1 << ((label >> 6) ^ (label & 1)));
}

/** Which labels a graph has at all, and the marks of those that lead on from each node, in rows of two. */
function labelsOf({ labels, edgesAt, gaps }: TermGraph): { readonly known: Uint8Array; readonly nodeMarks: Int32Array } {
  let most = 0;
  for (let at = 0; at < labels.length; at++) most = Math.max(most, labels[at] ?? 0);
  const known = new Uint8Array(most + 1);
  const nodeMarks = new Int32Array(2 * gaps.length);
  for (let node = 0; node < gaps.length; node++)
    for (let at = edgesAt[node] ?? 0; at < (edgesAt[node + 1] ?? 0); at++) {
      known[labels[at] ?? 0] = 1;
      mark(nodeMarks, 2 * node, labels[at] ?? 0);
    }
  return { known, nodeMarks };
}

/** The sets of a graph by their numbers, each made when it is first met: a page has a tenth of them. */
function setsOf({ tags }: TermGraph, tagSets: TagSets): (number: number) => number {
  const byNumber: number[][] = [[]];
  for (let at = 0; at + 1 < tags.length; at += 2) (byNumber[tags[at] ?? 0] ??= []).push(tags[at + 1] ?? 0);
  const made: number[] = [0];
  return (number) => (made[number] ??= tagSets.of(byNumber[number] ?? []));
}
