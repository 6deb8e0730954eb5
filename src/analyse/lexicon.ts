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

/**
 * The trie as columns: a node is a row number, 0 is none and 1 the root. Tag sets are bit sets: tag t is bit t % 32 of word t / 32; nodes
 * that name the same lexicons share one set. An edge is a stem (label 2 × id) or an exact form (2 × id + 1); all edges stand in one open
 * hash table, and each node has a mask of its edges' labels that turns most wrong words away before the table is asked.
 */
interface Trie {
  count: number;
  /** One bit for each label (modulo 32) that leads on from a node. */
  mask: Int32Array;
  /** Where a node's `..` leads. */
  gap: Int32Array;
  /** Lexicons with a term that ends at a node. */
  readonly tags: (TagSet | undefined)[];
  /** Lexicons with an except term that ends at a node. */
  readonly excepted: (Int32Array | undefined)[];
  /** 1 for nodes where a lent name ends: no other lexicon may match inside it. */
  lent: Uint8Array;
  /** Rows of node, label and target; a node of 0 is an empty row. */
  edges: Int32Array;
  edgeCount: number;
  /** Where each label leads from the root: every token of a text asks. */
  first: Int32Array;
}

/** A trie as plain values: what the build writes down, so that a start need not spell terms out. */
export interface SavedTrie {
  /** How many nodes there are. */
  readonly count: number;
  /** Rows of node, label and target. */
  readonly edges: Int32Array;
  /** Rows of node and the node its `..` leads to. */
  readonly gaps: Int32Array;
  /** Rows of the number of a tag set and a tag in it, and of node and the number of its set. */
  readonly sets: Int32Array;
  readonly tags: Int32Array;
  /** Rows of node and the tag of an except term. */
  readonly excepted: Int32Array;
}

/** A tag set, and which of its words are not zero. */
interface TagSet {
  readonly bits: Int32Array;
  readonly words: readonly number[];
}

const root = 1;

const makeTrie = (): Trie => ({
  count: 2,
  mask: new Int32Array(1 << 12),
  gap: new Int32Array(1 << 12),
  tags: [],
  excepted: [],
  lent: new Uint8Array(1 << 12),
  edges: new Int32Array(3 << 12),
  edgeCount: 0,
  first: new Int32Array(1 << 12),
});

const widened = (old: Int32Array): Int32Array => {
  const next = new Int32Array(old.length * 2);
  next.set(old);
  return next;
};

function addNode(trie: Trie): number {
  if (trie.count === trie.mask.length) widenNodes(trie);
  return trie.count++;
}

function widenNodes(trie: Trie): void {
  trie.mask = widened(trie.mask);
  trie.gap = widened(trie.gap);
  const lent = new Uint8Array(trie.gap.length);
  lent.set(trie.lent);
  trie.lent = lent;
}

/** Row of an edge in a table of a power of two rows: Fibonacci hashing (Knuth, TAOCP 3, 6.4) of node and label. */
const rowOf = (node: number, label: number, rows: number): number => {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(label, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & (rows - 1);
};

/** Node that a label leads to; 0 when nowhere. */
function target(trie: Trie, node: number, label: number): number {
  if (((trie.mask[node] ?? 0) & (1 << (label & 31))) === 0) return 0;
  const { edges } = trie;
  const rows = edges.length / 3;
  for (let row = rowOf(node, label, rows); ; row = (row + 1) & (rows - 1)) {
    const at = edges[3 * row] ?? 0;
    if (at === 0) return 0;
    if (at === node && edges[3 * row + 1] === label) return edges[3 * row + 2] ?? 0;
  }
}

function insertEdge(edges: Int32Array, node: number, label: number, to: number): void {
  const rows = edges.length / 3;
  let row = rowOf(node, label, rows);
  while (edges[3 * row] !== 0) row = (row + 1) & (rows - 1);
  edges[3 * row] = node;
  edges[3 * row + 1] = label;
  edges[3 * row + 2] = to;
}

/** Node that a label leads to, made when there is none. */
function grown(trie: Trie, node: number, label: number): number {
  const there = node === root ? (trie.first[label] ?? 0) : target(trie, node, label);
  if (there !== 0) return there;
  const made = addNode(trie);
  link(trie, node, label, made);
  return made;
}

/** Adds an edge that is not there yet. */
function link(trie: Trie, node: number, label: number, to: number): void {
  if (node === root) {
    while (label >= trie.first.length) trie.first = widened(trie.first);
    trie.first[label] = to;
    return;
  }
  trie.mask[node] = (trie.mask[node] ?? 0) | (1 << (label & 31));
  if (++trie.edgeCount * 2 > trie.edges.length / 3) {
    const old = trie.edges;
    trie.edges = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 3) if (old[at] !== 0) insertEdge(trie.edges, old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
  }
  insertEdge(trie.edges, node, label, to);
}

/** All lexicons as one trie over stems and exact forms: one walk finds every term of every lexicon. */
export interface Lexicon {
  /** Tag of a lexicon by name. */
  readonly tags: ReadonlyMap<string, number>;
  readonly count: number;
  /** Width of a tag set, in 32-bit words. */
  readonly words: number;
  /** Writes every term that starts at a token of [from, to) into `into`. */
  readonly find: (tokens: Tokens, from: number, to: number, into: Matches) => void;
  /** The trie as it stands, for `compileLexicon` to start from. */
  readonly saved: () => SavedTrie;
  /** Adds names found in the text itself (the maker's) to a lexicon, and hides them from all others; gives a function that undoes it. One loan at a time. */
  readonly lend: (name: string, terms: readonly string[]) => () => void;
}

/** Terms found in one sentence, in the order of their first tokens: parallel arrays, reused; one entry for all lexicons that have the term. */
export interface Matches {
  count: number;
  /** The lexicons that have the term, as a tag set. */
  readonly tags: Int32Array[];
  readonly start: number[];
  readonly end: number[];
  /** Tokens of the longest term found. */
  longest: number;
  /** All tags found. */
  readonly all: Int32Array;
}

export const makeMatches = (words: number): Matches => ({ count: 0, tags: [], start: [], end: [], longest: 0, all: new Int32Array(words) });

/** The first match that may overlap what begins at token `from`: all before it end earlier. */
export function firstNear(matches: Matches, from: number): number {
  const { start, longest } = matches;
  let low = 0;
  let high = matches.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((start[middle] ?? 0) + longest <= from) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const hasTag = (tags: Int32Array, tag: number): boolean => ((tags[tag >> 5] ?? 0) & (1 << (tag & 31))) !== 0;

const setTag = (tags: Int32Array, tag: number): void => {
  tags[tag >> 5] = (tags[tag >> 5] ?? 0) | (1 << (tag & 31));
};

function add(matches: Matches, { bits, words }: TagSet, start: number, end: number): void {
  const at = matches.count++;
  matches.tags[at] = bits;
  matches.start[at] = start;
  matches.end[at] = end;
  if (end - start > matches.longest) matches.longest = end - start;
  const { all } = matches;
  for (let k = 0; k < words.length; k++) {
    const w = words[k] ?? 0;
    all[w] = (all[w] ?? 0) | (bits[w] ?? 0);
  }
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

/** Makes one trie of all lexicons; of a trie that was saved only the names of the lexicons are read. */
export function compileLexicon(sources: readonly LexiconSource[], forms: Forms, saved?: SavedTrie): Lexicon {
  const tags = new Map<string, number>();
  for (const source of sources) if (!tags.has(source.name)) tags.set(source.name, tags.size);
  const words = (tags.size >> 5) + 1;
  const trie = makeTrie();
  addNode(trie);
  const step = (node: number, word: string): number => {
    if (word === '..') return (trie.gap[node] ||= addGap(trie, node));
    const isExact = word.startsWith('=') || word === '#';
    const id = word === '#' ? numberForm : forms.idOf(isExact ? word.slice(1) : word);
    return grown(trie, node, isExact ? 2 * id + 1 : 2 * forms.stemOf(id));
  };
  const nodesOf = (term: string): number[] => sequences(term).map((sequence) => sequence.reduce(step, root));
  /** Equal sets are one object, found by their bits. */
  const sets = new Map<string, TagSet>();
  const setOf = (bits: Int32Array): TagSet => {
    let key = '';
    for (let w = 0; w < bits.length; w++) if (bits[w] !== 0) key += `${w}:${bits[w]} `;
    let set = sets.get(key);
    if (!set) sets.set(key, (set = { bits, words: [...bits.keys()].filter((w) => bits[w] !== 0) }));
    return set;
  };
  const exceptRows: number[] = [];
  if (saved) load(trie, saved, words, setOf);
  else {
    const named: (Int32Array | undefined)[] = [];
    for (const source of sources) {
      const tag = tags.get(source.name) ?? 0;
      for (const term of source.terms) for (const node of nodesOf(term)) setTag((named[node] ??= new Int32Array(words)), tag);
      for (const term of source.except ?? []) for (const node of nodesOf(term)) exceptRows.push(node, tag);
    }
    for (const [node, bits] of named.entries()) trie.tags[node] = bits && setOf(bits);
  }
  for (const [node, tag] of pairsOf(saved?.excepted ?? exceptRows)) setTag((trie.excepted[node] ??= new Int32Array(words)), tag);

  /** Places where an except term or a lent name was found: node, first token, end. */
  const blockers: Blocker[] = [];
  let lentTag = -1;
  const walk = (tokens: Tokens, node: number, origin: number, at: number, to: number, into: Matches): void => {
    const set = trie.tags[node];
    if (set !== undefined) add(into, set, origin, at);
    const isLent = trie.lent[node] !== 0;
    if (isLent || trie.excepted[node] !== undefined) blockers.push({ excepted: trie.excepted[node], isLent, start: origin, end: at });
    if (trie.mask[node] !== 0) follow(tokens, node, origin, at, to, into);
    const gap = trie.gap[node] ?? 0;
    if (gap === 0) return;
    for (let skip = 0; skip <= gapWords && at + skip < to; skip++) {
      const form = tokens.form[at + skip] ?? 0;
      follow(tokens, gap, origin, at + skip, to, into);
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
  const follow = (tokens: Tokens, node: number, origin: number, from: number, to: number, into: Matches): void => {
    let at = from;
    // Quotation marks inside a term are passed over: the "sale" of.
    while (at < to && at > origin && tokens.form[at] === punctuation.quote) at++;
    if (at >= to) return;
    const form = tokens.form[at] ?? 0;
    if (form < addressForm) return;
    const exact = target(trie, node, 2 * form + 1);
    if (exact !== 0) walk(tokens, exact, origin, at + 1, to, into);
    const byStem = target(trie, node, 2 * forms.stemOf(form));
    if (byStem !== 0) walk(tokens, byStem, origin, at + 1, to, into);
  };
  const find = (tokens: Tokens, from: number, to: number, into: Matches): void => {
    into.count = 0;
    into.longest = 0;
    into.all.fill(0);
    blockers.length = 0;
    const { first } = trie;
    for (let at = from; at < to; at++) {
      const form = tokens.form[at] ?? 0;
      if (form < addressForm) continue;
      const exactly = 2 * form + 1;
      const exact = exactly < first.length ? (first[exactly] ?? 0) : 0;
      if (exact !== 0) walk(tokens, exact, at, at + 1, to, into);
      const stemmed = 2 * forms.stemOf(form);
      const byStem = stemmed < first.length ? (first[stemmed] ?? 0) : 0;
      if (byStem !== 0) walk(tokens, byStem, at, at + 1, to, into);
    }
    if (blockers.length > 0) unblock(into, blockers, lentTag);
  };
  const lend = (name: string, terms: readonly string[]): (() => void) => {
    const tag = tags.get(name);
    if (tag === undefined) return () => {};
    const lent = new Map(terms.flatMap(nodesOf).map((node) => [node, trie.tags[node]]));
    for (const [node, own] of lent) {
      const bits = own ? own.bits.slice() : new Int32Array(words);
      setTag(bits, tag);
      trie.tags[node] = setOf(bits);
      trie.lent[node] = 1;
    }
    lentTag = tag;
    return () => {
      for (const [node, own] of lent) trie.tags[node] = own;
      trie.lent.fill(0);
    };
  };
  const save = (): SavedTrie => savedOf(trie, exceptRows);
  return { tags, count: tags.size, words, find, lend, saved: save };
}

function addGap(trie: Trie, node: number): number {
  const made = addNode(trie);
  trie.gap[node] = made;
  return made;
}

/** Consecutive numbers two by two. */
function* pairsOf(numbers: ArrayLike<number>): Generator<readonly [number, number]> {
  for (let at = 0; at + 1 < numbers.length; at += 2) yield [numbers[at] ?? 0, numbers[at + 1] ?? 0];
}

/** Fills an empty trie with what was saved, but for the except terms. */
function load(trie: Trie, { count, edges, gaps, sets, tags }: SavedTrie, words: number, setOf: (bits: Int32Array) => TagSet): void {
  while (trie.mask.length < count) widenNodes(trie);
  trie.count = count;
  let rows = trie.edges.length / 3;
  while (rows * 3 < edges.length * 2) rows *= 2;
  trie.edges = new Int32Array(3 * rows);
  for (let at = 0; at < edges.length; at += 3) link(trie, edges[at] ?? 0, edges[at + 1] ?? 0, edges[at + 2] ?? 0);
  for (const [node, to] of pairsOf(gaps)) trie.gap[node] = to;
  const bits: Int32Array[] = [];
  for (const [set, tag] of pairsOf(sets)) setTag((bits[set] ??= new Int32Array(words)), tag);
  const made = bits.map(setOf);
  for (let at = 0; at < tags.length; at += 2) trie.tags[tags[at] ?? 0] = made[tags[at + 1] ?? 0];
}

function savedOf(trie: Trie, excepted: readonly number[]): SavedTrie {
  const edges: number[] = [];
  const gaps: number[] = [];
  for (const [label, to] of trie.first.entries()) if (to !== 0) edges.push(root, label, to);
  for (let at = 0; at < trie.edges.length; at += 3)
    if (trie.edges[at] !== 0) edges.push(trie.edges[at] ?? 0, trie.edges[at + 1] ?? 0, trie.edges[at + 2] ?? 0);
  for (const [node, to] of trie.gap.entries()) if (to !== 0) gaps.push(node, to);
  const numbers = new Map<TagSet, number>();
  const sets: number[] = [];
  const tags: number[] = [];
  for (const [node, set] of trie.tags.entries()) {
    if (set === undefined) continue;
    let number = numbers.get(set);
    if (number === undefined) {
      numbers.set(set, (number = numbers.size));
      for (const w of set.words) for (let bit = 0; bit < 32; bit++) if (hasTag(set.bits, w * 32 + bit)) sets.push(number, w * 32 + bit);
    }
    tags.push(node, number);
  }
  const column = (rows: readonly number[]): Int32Array => Int32Array.from(rows);
  return {
    count: trie.count,
    edges: column(edges),
    gaps: column(gaps),
    sets: column(sets),
    tags: column(tags),
    excepted: column(excepted),
  };
}

/** An except term or a lent name where it was found: tokens [start, end). */
interface Blocker {
  readonly excepted: Int32Array | undefined;
  readonly isLent: boolean;
  readonly start: number;
  readonly end: number;
}

/** Takes out of the matches what lies inside an except term of its own lexicon, or inside a lent name. */
function unblock(matches: Matches, blockers: readonly Blocker[], lentTag: number): void {
  let hasChanged = false;
  for (let b = 0; b < blockers.length; b++) {
    const blocker = blockers[b];
    if (!blocker) continue;
    const { excepted, isLent } = blocker;
    for (let m = 0; m < matches.count; m++) {
      if (blocker.start > (matches.start[m] ?? 0) || (matches.end[m] ?? 0) > blocker.end) continue;
      const had = matches.tags[m];
      if (!had || (!isLent && !(excepted && overlaps(had, excepted)))) continue;
      const left = new Int32Array(had.length);
      if (isLent) {
        if (hasTag(had, lentTag)) setTag(left, lentTag);
      } else if (excepted) for (let w = 0; w < left.length; w++) left[w] = (had[w] ?? 0) & ~(excepted[w] ?? 0);
      matches.tags[m] = left;
      hasChanged = true;
    }
  }
  if (!hasChanged) return;
  const { all } = matches;
  all.fill(0);
  for (let m = 0; m < matches.count; m++) {
    const tags = matches.tags[m];
    if (tags) for (let w = 0; w < tags.length; w++) all[w] = (all[w] ?? 0) | (tags[w] ?? 0);
  }
}

function overlaps(a: Int32Array, b: Int32Array): boolean {
  for (let w = 0; w < a.length; w++) if (((a[w] ?? 0) & (b[w] ?? 0)) !== 0) return true;
  return false;
}
