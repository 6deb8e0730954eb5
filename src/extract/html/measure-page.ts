import { isText, type AnyNode, type Document, type Element } from 'domhandler';
import { countWords } from '../fold-text.ts';
import { consentKind, frameKind, headingLevel, isBlock, isElement, isSilent, namesOf } from './element-kind.ts';

/** What was measured of one element and all it holds. */
export interface Measure {
  words: number;
  linkWords: number;
  /** Words in passages of running text: at least `leastPassage` words, less than half of them in links. */
  prose: number;
  hasHeading: boolean;
}

export interface PageMeasure {
  readonly of: ReadonlyMap<Element, Measure>;
  /** Elements left out: menus, footers, banners. */
  readonly left: ReadonlySet<Element>;
  readonly consentWords: number;
  readonly words: number;
  readonly linkWords: number;
  /** Running text of the whole page. */
  readonly prose: number;
  readonly depth: number;
}

/** Shorter runs are menu entries, captions and titles. */
const leastPassage = 10;
/** A menu or footer with this much running text, which is also this share of the page's, is no frame: pages wrap policies in anything. */
const leastKeptProse = 150;
const keptShare = 0.3;
/** A consent tool's container is dropped whatever it holds, unless it is nearly the whole page's running text. */
const consentShare = 0.7;
/** An element that merely sounds like a banner must be this short. */
const longestBanner = 250;

const emptyMeasure = (): Measure => ({ words: 0, linkWords: 0, prose: 0, hasHeading: false });

interface Step {
  readonly node: AnyNode;
  readonly leaving: boolean;
  readonly linked: boolean;
}

/** Counts words, links and running text of every element bottom-up in one pass without recursion, then decides which belong to the page's frame. */
export const measurePage = (document: Document): PageMeasure => {
  const of = new Map<Element, Measure>();
  const total = emptyMeasure();
  const stack: Step[] = [];
  const parents: Measure[] = [total];
  let depth = 0;
  let runWords = 0;
  let runLinks = 0;
  const candidates: { readonly element: Element; readonly kind: 'nav' | 'header' | 'footer' | 'aside' | 'tool' | 'words' }[] = [];
  const pushAll = (nodes: readonly AnyNode[], linked: boolean): void => {
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      if (node !== undefined) stack.push({ node, leaving: false, linked });
    }
  };
  const endRun = (): void => {
    const holder = parents[parents.length - 1] ?? total;
    if (runWords >= leastPassage && runLinks * 2 < runWords) holder.prose += runWords;
    runWords = 0;
    runLinks = 0;
  };
  pushAll(document.children, false);
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, leaving, linked } = step;
    if (isText(node)) {
      const words = weigh(node.data);
      const holder = parents[parents.length - 1] ?? total;
      holder.words += words;
      runWords += words;
      if (linked) {
        holder.linkWords += words;
        runLinks += words;
      }
      continue;
    }
    if (!isElement(node)) continue;
    if (leaving) {
      if (isBlock(node)) endRun();
      const own = parents.pop() ?? total;
      const outer = parents[parents.length - 1] ?? total;
      outer.words += own.words;
      outer.linkWords += own.linkWords;
      outer.prose += own.prose;
      outer.hasHeading ||= own.hasHeading;
      continue;
    }
    if (isSilent(node)) continue;
    if (node.name === 'br' || isBlock(node)) endRun();
    const measure = emptyMeasure();
    if (headingLevel(node) > 0) measure.hasHeading = true;
    of.set(node, measure);
    parents.push(measure);
    depth = Math.max(depth, parents.length);
    const names = namesOf(node);
    const consent = names.length === 0 ? null : consentKind(names);
    if (node.name !== 'body' && node.name !== 'html') {
      if (consent !== null) candidates.push({ element: node, kind: consent });
      else {
        const kind = frameKind(node, names);
        if (kind !== null) candidates.push({ element: node, kind });
      }
    }
    stack.push({ node, leaving: true, linked });
    pushAll(node.children, linked || node.name === 'a');
  }
  const left = new Set<Element>();
  let consentWords = 0;
  for (const { element, kind } of candidates) {
    const own = of.get(element) ?? emptyMeasure();
    const isFrame =
      kind === 'tool'
        ? own.prose < total.prose * consentShare || own.words < longestBanner
        : kind === 'words'
          ? own.words < longestBanner && own.prose < Math.max(total.prose, 1) * 0.5
          : kind === 'aside'
            ? own.linkWords * 2 >= own.words
            : own.prose < leastKeptProse || own.prose < total.prose * keptShare;
    if (!isFrame) continue;
    if ((kind === 'tool' || kind === 'words') && !hasAncestorIn(element, left)) consentWords += own.words;
    left.add(element);
  }
  return { of, left, consentWords, words: total.words, linkWords: total.linkWords, prose: total.prose, depth };
};

/** Words; scripts without spaces between words count two characters as one (Chinese words are 1.7 characters long on average, Japanese ones about 2). */
const weigh = (text: string): number => {
  const unspaced = text.match(/[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/g)?.length ?? 0;
  return countWords(text) + Math.floor(unspaced / 2);
};

/** Candidates come outermost first, and lie at most as deep as the parse allows. */
const hasAncestorIn = (element: Element, set: ReadonlySet<Element>): boolean => {
  for (let at = element.parent; at !== null; at = at.parent) if (isElement(at) && set.has(at)) return true;
  return false;
};
