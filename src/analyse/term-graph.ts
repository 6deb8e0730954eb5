import { numberForm } from './forms.ts';

/** A lexicon as people write it: terms that name one idea, and the words that look like it and are not. */
export interface LexiconSource {
  readonly name: string;
  readonly terms: readonly string[];
  /** Longer terms inside which this lexicon must not match ("voice over ip" for "voice"). */
  readonly except?: readonly string[];
}

/**
 * The terms of all lexicons as one graph, in columns: words lead from the last node, the root, to nodes where terms end. Terms that go on
 * in the same way share nodes. An edge's label is a stem (2 × id) or an exact form (2 × id + 1). Plain numbers: what the build writes down.
 */
export interface TermGraph {
  /** Where each node's edges begin in `labels` and `targets`; one more than there are nodes. Node 0 has none and stands for nowhere. */
  readonly edgesAt: Int32Array;
  /** Ascending within a node. */
  readonly labels: Int32Array;
  readonly targets: Int32Array;
  /** Where each node's `..` leads. */
  readonly gaps: Int32Array;
  /** Which lexicons have a term that ends at each node, and an except term: numbers of sets, 0 for none. */
  readonly ends: Int32Array;
  readonly excepts: Int32Array;
  /** Rows of the number of a set and a tag in it. */
  readonly tags: Int32Array;
}

export const rootOf = (graph: TermGraph): number => graph.gaps.length - 1;

/** Where a label leads from a node; 0 when nowhere. */
export function follow({ edgesAt, labels, targets }: TermGraph, node: number, label: number): number {
  let low = edgesAt[node] ?? 0;
  let high = edgesAt[node + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = labels[middle] ?? 0;
    if (there === label) return targets[middle] ?? 0;
    if (there < label) low = middle + 1;
    else high = middle;
  }
  return 0;
}

/** What a term's words are to the table of forms. */
interface Vocabulary {
  readonly idOf: (form: string) => number;
  readonly stemOf: (id: number) => number;
}

/** One written term as sequences of words: alternatives (`a/b`) and optional words (`(x)`) multiplied out. */
export function sequences(term: string): string[][] {
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

/** What leads to a node is a label, or this for `..`. */
const gapLabel = -1;

/** A tree of all sequences; each node has one parent, which has a lower number. Node 1 is the root. */
interface Tree {
  readonly parents: number[];
  readonly labels: number[];
  readonly children: Map<string, number>;
  readonly ends: (Set<number> | undefined)[];
  readonly excepts: (Set<number> | undefined)[];
}

function treeOf(sources: readonly LexiconSource[], tags: ReadonlyMap<string, number>, words: Vocabulary): Tree {
  const tree: Tree = { parents: [0, 0], labels: [0, 0], children: new Map(), ends: [], excepts: [] };
  const labelOf = (word: string): number => {
    if (word === '..') return gapLabel;
    if (word === '#') return 2 * numberForm + 1;
    return word.startsWith('=') ? 2 * words.idOf(word.slice(1)) + 1 : 2 * words.stemOf(words.idOf(word));
  };
  const step = (node: number, word: string): number => {
    const label = labelOf(word);
    const key = `${node} ${label}`;
    let child = tree.children.get(key);
    if (child === undefined) {
      tree.children.set(key, (child = tree.parents.length));
      tree.parents.push(node);
      tree.labels.push(label);
    }
    return child;
  };
  const mark = (ends: (Set<number> | undefined)[], terms: readonly string[], tag: number): void => {
    for (const term of terms) for (const sequence of sequences(term)) (ends[sequence.reduce(step, 1)] ??= new Set()).add(tag);
  };
  for (const { name, terms, except = [] } of sources) {
    const tag = tags.get(name) ?? 0;
    mark(tree.ends, terms, tag);
    mark(tree.excepts, except, tag);
  }
  return tree;
}

/** Makes the graph: the tree of all terms, in which nodes that lead to the same are one (Daciuk et al. 2000, from the leaves up). */
export function termGraph(sources: readonly LexiconSource[], tags: ReadonlyMap<string, number>, words: Vocabulary): TermGraph {
  const tree = treeOf(sources, tags, words);
  const edges: [label: number, target: number][][] = [[]];
  const rows: { readonly gap: number; readonly end: number; readonly except: number }[] = [{ gap: 0, end: 0, except: 0 }];
  const sets = new Map<string, number>([['', 0]]);
  const setTags: number[] = [];
  const setOf = (of: ReadonlySet<number> | undefined): number => {
    if (of === undefined) return 0;
    const sorted = [...of].toSorted((a, b) => a - b);
    const key = sorted.join(' ');
    let number = sets.get(key);
    if (number === undefined) {
      sets.set(key, (number = sets.size));
      for (const tag of sorted) setTags.push(number, tag);
    }
    return number;
  };
  const known = new Map<string, number>();
  /** Edges of the nodes whose children are done, and where their `..` leads. */
  const open: ([label: number, target: number][] | undefined)[] = [];
  const gaps: number[] = [];
  for (let node = tree.parents.length - 1; node >= 1; node--) {
    const own = (open[node] ?? []).toSorted((a, b) => a[0] - b[0]);
    open[node] = undefined;
    const row = { gap: gaps[node] ?? 0, end: setOf(tree.ends[node]), except: setOf(tree.excepts[node]) };
    const key = `${row.gap} ${row.end} ${row.except} ${own.join(' ')}`;
    // The root stays by itself, the last.
    let made = node === 1 ? undefined : known.get(key);
    if (made === undefined) {
      known.set(key, (made = rows.length));
      rows.push(row);
      edges.push(own);
    }
    const [parent, label] = [tree.parents[node] ?? 0, tree.labels[node] ?? 0];
    if (label === gapLabel) gaps[parent] = made;
    else (open[parent] ??= []).push([label, made]);
  }
  const starts = [0];
  for (const own of edges) starts.push((starts.at(-1) ?? 0) + own.length);
  return {
    edgesAt: Int32Array.from(starts),
    labels: Int32Array.from(edges.flatMap((own) => own.map(([label]) => label))),
    targets: Int32Array.from(edges.flatMap((own) => own.map(([, target]) => target))),
    gaps: Int32Array.from(rows, ({ gap }) => gap),
    ends: Int32Array.from(rows, ({ end }) => end),
    excepts: Int32Array.from(rows, ({ except }) => except),
    tags: Int32Array.from(setTags),
  };
}
