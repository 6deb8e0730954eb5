import { addressForm, type Forms, numberForm, punctuation } from './forms.ts';
import type { Tokens } from './tokens.ts';

/** A lexicon as people write it: terms that name one idea, and the words that look like it and are not. */
export interface LexiconSource {
  readonly name: string;
  readonly terms: readonly string[];
  /** Longer terms inside which this lexicon must not match ("voice over ip" for "voice"). */
  readonly except?: readonly string[];
}

/** How many other words `..` stands for at most. */
const gapWords = 4;

/** A place in the trie. */
interface Node {
  /** Tags of lexicons with a term that ends here; `~tag` for an except term. */
  readonly tags: number[];
  /** Where a `..` leads. */
  gap: Node | null;
  /** Where the next word leads, by its stem and by its exact form. */
  stems: Map<number, Node> | null;
  forms: Map<number, Node> | null;
}

/** Marks a place where a lent name ends: no other lexicon may match inside it. */
const lentMark = Number.MIN_SAFE_INTEGER;

const newNode = (): Node => ({ tags: [], gap: null, stems: null, forms: null });

/** All lexicons as one trie over stems and exact forms: one walk finds every term of every lexicon. */
export interface Lexicon {
  /** Tag of a lexicon by name. */
  readonly tags: ReadonlyMap<string, number>;
  readonly count: number;
  /** Writes every term that starts at a token of [from, to) into `into`. */
  readonly find: (tokens: Tokens, from: number, to: number, into: Matches) => void;
  /** Adds names found in the text itself (the maker's) to a lexicon, and hides them from all others; gives a function that undoes it. One loan at a time. */
  readonly lend: (name: string, terms: readonly string[]) => () => void;
}

/** Terms found in one sentence: parallel arrays, reused. `first[tag]` leads to the tag's matches through `next`, -1 ends. */
export interface Matches {
  count: number;
  tag: number[];
  start: number[];
  end: number[];
  next: number[];
  readonly first: Int32Array;
  readonly last: Int32Array;
  touched: number[];
}

export function makeMatches(tagCount: number): Matches {
  return {
    count: 0,
    tag: [],
    start: [],
    end: [],
    next: [],
    first: new Int32Array(tagCount).fill(-1),
    last: new Int32Array(tagCount).fill(-1),
    touched: [],
  };
}

export function clearMatches(matches: Matches): void {
  for (const tag of matches.touched) matches.first[tag] = -1;
  matches.touched.length = 0;
  matches.count = 0;
}

function add(matches: Matches, tag: number, start: number, end: number): void {
  const at = matches.count++;
  matches.tag[at] = tag;
  matches.start[at] = start;
  matches.end[at] = end;
  matches.next[at] = -1;
  if (matches.first[tag] === -1) {
    matches.first[tag] = at;
    matches.touched.push(tag);
  } else matches.next[matches.last[tag] ?? 0] = at;
  matches.last[tag] = at;
}

/** One written term as sequences of edges: alternatives (`a/b`) and optional words (`(x)`) multiplied out. */
function sequences(term: string): string[][] {
  let all: string[][] = [[]];
  for (const word of term.trim().toLowerCase().split(/\s+/)) {
    const optional = word.startsWith('(') && word.endsWith(')');
    const choices = (optional ? word.slice(1, -1) : word).split('/').filter((choice) => choice !== '');
    const parts = choices.map((choice) =>
      choice === '..'
        ? ['..']
        : choice.startsWith('=')
          ? choice
              .slice(1)
              .split('-')
              .map((part) => `=${part}`)
          : choice.split('-'),
    );
    const longer = all.flatMap((head) => parts.map((part) => [...head, ...part]));
    all = optional ? [...all, ...longer] : longer;
  }
  return all.filter((sequence) => sequence.length > 0);
}

export function compileLexicon(sources: readonly LexiconSource[], forms: Forms): Lexicon {
  const tags = new Map<string, number>();
  for (const source of sources) if (!tags.has(source.name)) tags.set(source.name, tags.size);
  const root = newNode();
  // The first word's edges as plain arrays: every token of a text asks for them.
  const rootByStem: (Node | undefined)[] = [];
  const rootByForm: (Node | undefined)[] = [];

  const step = (node: Node, word: string): Node => {
    if (word === '..') return (node.gap ??= newNode());
    const isExact = word.startsWith('=') || word === '#';
    const id = word === '#' ? numberForm : forms.idOf(isExact ? word.slice(1) : word);
    const label = isExact ? id : forms.stemOf(id);
    if (node === root) return ((isExact ? rootByForm : rootByStem)[label] ??= newNode());
    const edges = isExact ? (node.forms ??= new Map<number, Node>()) : (node.stems ??= new Map<number, Node>());
    let next = edges.get(label);
    if (next === undefined) edges.set(label, (next = newNode()));
    return next;
  };
  const insert = (term: string, tag: number): Node[] =>
    sequences(term).map((sequence) => {
      const node = sequence.reduce(step, root);
      if (!node.tags.includes(tag)) node.tags.push(tag);
      return node;
    });
  for (const source of sources) {
    const tag = tags.get(source.name) ?? 0;
    for (const term of source.terms) insert(term, tag);
    for (const term of source.except ?? []) insert(term, ~tag);
  }

  let blocked: number[] = [];
  let lentTag = -1;
  const walk = (tokens: Tokens, node: Node, origin: number, at: number, to: number, into: Matches): void => {
    for (const tag of node.tags) {
      if (tag >= 0) add(into, tag, origin, at);
      else blocked.push(tag === lentMark ? lentMark : ~tag, origin, at);
    }
    if (node.stems !== null || node.forms !== null) follow(tokens, node, origin, at, to, into);
    if (node.gap === null) return;
    for (let skip = 0; skip <= gapWords && at + skip < to; skip++) {
      const form = tokens.form[at + skip] ?? 0;
      follow(tokens, node.gap, origin, at + skip, to, into);
      if (
        form >= punctuation.stop &&
        form <= punctuation.pipe &&
        form !== punctuation.open &&
        form !== punctuation.close &&
        form !== punctuation.quote
      )
        break;
    }
  };
  const follow = (tokens: Tokens, node: Node, origin: number, at: number, to: number, into: Matches): void => {
    if (at >= to) return;
    const form = tokens.form[at] ?? 0;
    if (form < addressForm) {
      // Quotation marks inside a term are passed over: the "sale" of.
      if (form === punctuation.quote && at > origin) follow(tokens, node, origin, at + 1, to, into);
      return;
    }
    const exact = node.forms?.get(form);
    if (exact !== undefined) walk(tokens, exact, origin, at + 1, to, into);
    const byStem = node.stems?.get(forms.stemOf(form));
    if (byStem !== undefined) walk(tokens, byStem, origin, at + 1, to, into);
  };
  const find = (tokens: Tokens, from: number, to: number, into: Matches): void => {
    clearMatches(into);
    blocked = [];
    for (let at = from; at < to; at++) {
      const form = tokens.form[at] ?? 0;
      if (form < addressForm) continue;
      const exact = rootByForm[form];
      if (exact !== undefined) walk(tokens, exact, at, at + 1, to, into);
      const byStem = rootByStem[forms.stemOf(form)];
      if (byStem !== undefined) walk(tokens, byStem, at, at + 1, to, into);
    }
    if (blocked.length > 0) unblock(into, blocked, lentTag);
  };
  const lend = (name: string, terms: readonly string[]): (() => void) => {
    const tag = tags.get(name);
    if (tag === undefined) return () => {};
    const changed = terms
      .flatMap((term) => sequences(term).map((sequence) => sequence.reduce(step, root)))
      .filter((node) => !node.tags.includes(tag));
    for (const node of changed) node.tags.push(tag, lentMark);
    lentTag = tag;
    return () => {
      for (const node of changed) node.tags.splice(node.tags.indexOf(tag), 2);
    };
  };
  return { tags, count: tags.size, find, lend };
}

/** Takes out the matches that lie inside an except term of their own lexicon, or inside a lent name. */
function unblock(matches: Matches, blocked: readonly number[], lentTag: number): void {
  const kept: [number, number, number][] = [];
  for (let m = 0; m < matches.count; m++) {
    const tag = matches.tag[m] ?? 0;
    const start = matches.start[m] ?? 0;
    const end = matches.end[m] ?? 0;
    let inside = false;
    for (let b = 0; b < blocked.length && !inside; b += 3)
      inside =
        (blocked[b] === tag || (blocked[b] === lentMark && tag !== lentTag)) &&
        (blocked[b + 1] ?? 0) <= start &&
        end <= (blocked[b + 2] ?? 0);
    if (!inside) kept.push([tag, start, end]);
  }
  clearMatches(matches);
  for (const [tag, start, end] of kept) add(matches, tag, start, end);
}
