import type { CheerioAPI } from 'cheerio/slim';
import { Document, Element, isText, Text, type AnyNode, type ParentNode } from 'domhandler';
import type { Outcome } from '../../model/failure.ts';
import type { PageSelector, Selection, SelectorRange } from '../../model/maker.ts';
import { isElement } from './element-kind.ts';
import { nodePlaces, outermost, within, type Places, type Stretch } from './node-places.ts';

/** What a declaration's selectors take out of a page. */
export interface SelectedContent {
  /** A page of its own that holds what was selected and not removed; the page it comes from stays as it is. */
  readonly document: Document;
  /** The elements that selectors named: they are the policy, whatever their names sound like. Empty where only `remove` was given. */
  readonly named: ReadonlySet<Element>;
  /** What matches nothing while something else of `select` does: sentences without a full stop. */
  readonly unmatched: readonly string[];
}

/** A part of a page: these nodes, as far as they lie in the stretch. */
interface Passage {
  readonly roots: readonly AnyNode[];
  readonly stretch: Stretch;
  readonly isNamed: boolean;
}

type Found = { readonly passages: readonly Passage[] } | { readonly missing: string };

/** Longest selector quoted in a failure, in characters. */
const longestShown = 80;

/**
 * Applies `select` and `remove` as Open Terms Archive does (docs.opentermsarchive.org, "Service declaration"; its engine's `extract`): what is to
 * be removed goes first, then the selections are joined in the order written, each in the order of the page. Of several selectors one that matches
 * is enough; both ends of a range in `select` must be there. Unlike there, what two selectors name is read once, and a range in `remove` that is not
 * there is let be. `selector-unmatched` says which selector, where nothing or no text is left.
 */
export const selectContent = ($: CheerioAPI, document: Document, { select = [], remove = [] }: Selection): Outcome<SelectedContent> => {
  const places = nodePlaces(document);
  const elements = (selector: string): readonly Element[] => $.root().find(selector).toArray().filter(isElement);
  const wrong = [...select, ...remove].flatMap(selectorsOf).find((selector) => !isSelector(selector, elements));
  if (wrong !== undefined) return unmatched(`${shown(wrong)} is not a CSS selector`);

  const find = (selector: PageSelector): Found =>
    typeof selector === 'string' ? elementsFound(selector, elements, places) : rangeFound(selector, elements, places, document);
  const gone = remove.map(find).flatMap((found) => ('missing' in found ? [] : found.passages.map(({ stretch }) => stretch)));
  if (select.length === 0) {
    const whole = { roots: document.children, stretch: [-1, Infinity] as const, isNamed: false };
    return { ok: true, value: { document: copyOf([whole], gone, places).document, named: new Set(), unmatched: [] } };
  }

  const results = select.map((selector) => ({ selector, found: find(selector) }));
  const missing = results.flatMap(({ selector, found }) => ('missing' in found ? [{ selector, detail: found.missing }] : []));
  const broken =
    missing.find(({ selector }) => typeof selector !== 'string') ?? (missing.length === select.length ? missing[0] : undefined);
  if (broken !== undefined) return unmatched(broken.detail);
  const passages = results.flatMap(({ found }) => ('missing' in found ? [] : found.passages));
  const copy = copyOf(passages, gone, places);
  if (!hasText(copy.document)) return unmatched('what the selectors match holds no text');
  return { ok: true, value: { ...copy, unmatched: missing.map(({ detail }) => detail) } };
};

const unmatched = (detail: string): Outcome<never> => ({ ok: false, failure: { kind: 'selector-unmatched', detail } });

const selectorsOf = (selector: PageSelector): readonly string[] =>
  typeof selector === 'string'
    ? [selector]
    : [selector.startBefore, selector.startAfter, selector.endBefore, selector.endAfter].filter((it) => it !== undefined);

/** The parser throws on what is no selector, and on pseudo-classes that it does not know. */
const isSelector = (selector: string, elements: (selector: string) => readonly Element[]): boolean => {
  try {
    elements(selector);
    return true;
  } catch (cause) {
    if (cause instanceof Error) return false;
    throw cause;
  }
};

const elementsFound = (selector: string, elements: (selector: string) => readonly Element[], places: Places): Found => {
  const named = outermost(elements(selector), places);
  if (named.length === 0) return { missing: `${shown(selector)} matches nothing on the page` };
  return { passages: named.map(({ node, stretch }) => ({ roots: [node], stretch, isNamed: true })) };
};

const rangeFound = (
  { startBefore, startAfter, endBefore, endAfter }: SelectorRange,
  elements: (selector: string) => readonly Element[],
  places: Places,
  document: Document,
): Found => {
  const startName = startBefore ?? startAfter ?? '';
  const endName = endBefore ?? endAfter ?? '';
  const [start] = elements(startName);
  if (start === undefined) return { missing: `${shown(startName)}, where the passage starts, matches nothing on the page` };
  const [end] = elements(endName);
  if (end === undefined) return { missing: `${shown(endName)}, where the passage ends, matches nothing on the page` };
  const starts = places.get(start) ?? [0, 0];
  const ends = places.get(end) ?? [0, 0];
  // Between two places, so that the element itself lies on one side.
  const from = startBefore === undefined ? starts[1] + 0.5 : starts[0] - 0.5;
  const to = endBefore === undefined ? ends[1] + 0.5 : ends[0] - 0.5;
  if (to < from) return { missing: `the passage from ${shown(startName)} to ${shown(endName)} ends before it starts` };
  return { passages: [{ roots: commonAncestor(start, end, document).children, stretch: [from, to], isNamed: false }] };
};

/** The innermost element, or the page, that holds both: what is around it is no part of a range (DOM Standard, 5.5, "clone the contents"). */
const commonAncestor = (a: Element, b: Element, document: Document): ParentNode => {
  const around = new Set<ParentNode>();
  for (let at = a.parent; at !== null; at = at.parent) around.add(at);
  for (let at = b.parent; at !== null; at = at.parent) if (around.has(at)) return at;
  return document;
};

/** The passages one after the other, without what was removed and without what an earlier passage holds. Walks without recursion. */
const copyOf = (passages: readonly Passage[], gone: readonly Stretch[], places: Places): Omit<SelectedContent, 'unmatched'> => {
  const document = new Document([]);
  const named = new Set<Element>();
  const taken: Stretch[] = [];
  for (const { roots, stretch, isNamed } of passages) {
    const isOut = within([...gone, ...taken]);
    const stack: { readonly node: AnyNode; readonly into: ParentNode }[] = [];
    const push = (nodes: readonly AnyNode[], into: ParentNode): void => {
      for (let i = nodes.length - 1; i >= 0; i--) {
        const node = nodes[i];
        if (node !== undefined) stack.push({ node, into });
      }
    };
    push(roots, document);
    for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
      const { node, into } = step;
      const place = places.get(node);
      if (place === undefined || place[1] < stretch[0] || place[0] > stretch[1] || isOut(place)) continue;
      if (isText(node)) append(into, new Text(node.data));
      else if (isElement(node)) {
        const element = new Element(node.name, { ...node.attribs });
        if (isNamed && into === document) named.add(element);
        append(into, element);
        push(node.children, element);
      }
    }
    taken.push(stretch);
  }
  return { document, named };
};

const append = (parent: ParentNode, node: Element | Text): void => {
  const last = parent.children.at(-1) ?? null;
  node.parent = parent;
  node.prev = last;
  if (last !== null) last.next = node;
  parent.children.push(node);
};

const hasText = (document: Document): boolean => {
  const stack: AnyNode[] = [document];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isText(node) && node.data.trim() !== '') return true;
    if ('children' in node) for (const child of node.children) stack.push(child);
  }
  return false;
};

const shown = (selector: string): string => `"${selector.length > longestShown ? `${selector.slice(0, longestShown - 1)}…` : selector}"`;
