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

/** A place in the trie. Tag sets are bit sets: tag t is bit t % 32 of word t / 32. */
interface Node {
  /** Lexicons with a term that ends here. */
  tags: Int32Array | null;
  /** Lexicons with an except term that ends here. */
  excepted: Int32Array | null;
  /** A lent name ends here: no other lexicon may match inside it. */
  isLent: boolean;
  /** Where a `..` leads. */
  gap: Node | null;
  /** Where the next word leads, by its stem and by its exact form. */
  stems: Map<number, Node> | null;
  forms: Map<number, Node> | null;
}

const newNode = (): Node => ({ tags: null, excepted: null, isLent: false, gap: null, stems: null, forms: null });

/** All lexicons as one trie over stems and exact forms: one walk finds every term of every lexicon. */
export interface Lexicon {
  /** Tag of a lexicon by name. */
  readonly tags: ReadonlyMap<string, number>;
  readonly count: number;
  /** Width of a tag set, in 32-bit words. */
  readonly words: number;
  /** Writes every term that starts at a token of [from, to) into `into`. */
  readonly find: (tokens: Tokens, from: number, to: number, into: Matches) => void;
  /** Adds names found in the text itself (the maker's) to a lexicon, and hides them from all others; gives a function that undoes it. One loan at a time. */
  readonly lend: (name: string, terms: readonly string[]) => () => void;
}

/** Terms found in one sentence: parallel arrays, reused; one entry for all lexicons that have the term. */
export interface Matches {
  count: number;
  /** The lexicons that have the term, as a tag set. */
  readonly tags: Int32Array[];
  readonly start: number[];
  readonly end: number[];
  /** All tags found. */
  readonly all: Int32Array;
}

export const makeMatches = (words: number): Matches => ({ count: 0, tags: [], start: [], end: [], all: new Int32Array(words) });

export const hasTag = (tags: Int32Array, tag: number): boolean => ((tags[tag >> 5] ?? 0) & (1 << (tag & 31))) !== 0;

const setTag = (tags: Int32Array, tag: number): void => {
  tags[tag >> 5] = (tags[tag >> 5] ?? 0) | (1 << (tag & 31));
};

function add(matches: Matches, tags: Int32Array, start: number, end: number): void {
  const at = matches.count++;
  matches.tags[at] = tags;
  matches.start[at] = start;
  matches.end[at] = end;
  const { all } = matches;
  for (let w = 0; w < all.length; w++) all[w] = (all[w] ?? 0) | (tags[w] ?? 0);
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
  const words = (tags.size >> 5) + 1;
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
  const nodesOf = (term: string): Node[] => sequences(term).map((sequence) => sequence.reduce(step, root));
  for (const source of sources) {
    const tag = tags.get(source.name) ?? 0;
    for (const node of source.terms.flatMap(nodesOf)) setTag((node.tags ??= new Int32Array(words)), tag);
    for (const node of (source.except ?? []).flatMap(nodesOf)) setTag((node.excepted ??= new Int32Array(words)), tag);
  }

  /** Places where an except term or a lent name was found: node, first token, end. */
  const blockers: Node[] = [];
  const blocked: number[] = [];
  let lentTag = -1;
  const walk = (tokens: Tokens, node: Node, origin: number, at: number, to: number, into: Matches): void => {
    if (node.tags !== null) add(into, node.tags, origin, at);
    if (node.excepted !== null || node.isLent) {
      blockers.push(node);
      blocked.push(origin, at);
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
    into.count = 0;
    into.all.fill(0);
    blockers.length = 0;
    blocked.length = 0;
    for (let at = from; at < to; at++) {
      const form = tokens.form[at] ?? 0;
      if (form < addressForm) continue;
      const exact = rootByForm[form];
      if (exact !== undefined) walk(tokens, exact, at, at + 1, to, into);
      const byStem = rootByStem[forms.stemOf(form)];
      if (byStem !== undefined) walk(tokens, byStem, at, at + 1, to, into);
    }
    if (blockers.length > 0) unblock(into, blockers, blocked, lentTag);
  };
  const lend = (name: string, terms: readonly string[]): (() => void) => {
    const tag = tags.get(name);
    if (tag === undefined) return () => {};
    const lent = new Map(terms.flatMap(nodesOf).map((node) => [node, node.tags]));
    for (const [node, own] of lent) {
      node.tags = own ? own.slice() : new Int32Array(words);
      setTag(node.tags, tag);
      node.isLent = true;
    }
    lentTag = tag;
    return () => {
      for (const [node, own] of lent) {
        node.tags = own;
        node.isLent = false;
      }
    };
  };
  return { tags, count: tags.size, words, find, lend };
}

/** Takes out of the matches what lies inside an except term of its own lexicon, or inside a lent name. */
function unblock(matches: Matches, blockers: readonly Node[], blocked: readonly number[], lentTag: number): void {
  for (let m = 0; m < matches.count; m++) {
    const start = matches.start[m] ?? 0;
    const end = matches.end[m] ?? 0;
    for (const [b, node] of blockers.entries()) {
      if ((blocked[2 * b] ?? 0) > start || end > (blocked[2 * b + 1] ?? 0)) continue;
      const left = (matches.tags[m] ?? new Int32Array(0)).slice();
      const isLentHere = hasTag(left, lentTag);
      if (node.isLent) left.fill(0);
      else if (node.excepted) for (let w = 0; w < left.length; w++) left[w] = (left[w] ?? 0) & ~(node.excepted[w] ?? 0);
      if (node.isLent && isLentHere) setTag(left, lentTag);
      matches.tags[m] = left;
    }
  }
  matches.all.fill(0);
  for (let m = 0; m < matches.count; m++) {
    const tags = matches.tags[m];
    if (tags) for (let w = 0; w < tags.length; w++) matches.all[w] = (matches.all[w] ?? 0) | (tags[w] ?? 0);
  }
}
