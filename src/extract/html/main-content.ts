import type { AnyNode, Document, Element } from 'domhandler';
import { isElement } from './element-kind.ts';
import type { PageMeasure } from './measure-page.ts';

/** `<main>` is believed when it holds this share of the page's running text outside menus and footers. */
const mainShare = 0.85;
/** Any other element must hold nearly all of it: sections of badly nested policies lie side by side. */
const anyShare = 0.985;
/** Words of running text that may be left outside besides (a newsletter box, a disclaimer). */
const leftover = 40;

/** A page with less running text (an error page, a list of links) has no main content to be told from the rest. */
const leastProse = 60;

/**
 * The element that holds the page's main content: `<main>` (or its role) where it holds nearly all running text, else the smallest element that
 * does; null where the page has hardly any running text, which means: all of it.
 */
export const mainContent = (document: Document, measure: PageMeasure): Element | null => {
  const kept = keptProse(document, measure);
  const total = document.children.reduce((sum, child) => sum + (isElement(child) ? (kept.get(child) ?? 0) : 0), 0);
  if (total < leastProse) return null;
  let found: Element | null = null;
  let children: readonly AnyNode[] = document.children;
  for (;;) {
    let best: Element | null = null;
    let most = 0;
    for (const child of children) {
      if (!isElement(child)) continue;
      const prose = kept.get(child) ?? 0;
      if (prose > most) {
        most = prose;
        best = child;
      }
    }
    if (best === null) return found;
    const isMain = best.name === 'main' || best.attribs['role'] === 'main';
    if (isMain && most >= total * mainShare) return best;
    const inner = mainBelow(best, kept);
    if (inner !== null && (kept.get(inner) ?? 0) >= total * mainShare) return inner;
    if (most < total * anyShare && total - most > leftover) return found;
    found = best;
    children = best.children;
  }
};

/** A `<main>` among the first children, through wrappers. */
const mainBelow = (element: Element, kept: ReadonlyMap<Element, number>): Element | null => {
  for (const child of element.children) {
    if (isElement(child) && (child.name === 'main' || child.attribs['role'] === 'main') && (kept.get(child) ?? 0) > 0) return child;
  }
  return null;
};

/** Running text per element, without what was left out. Elements were measured in document order, so children come after their parents. */
const keptProse = (document: Document, measure: PageMeasure): ReadonlyMap<Element, number> => {
  const kept = new Map<Element, number>();
  const elements = [...measure.of.keys()];
  for (const element of elements) kept.set(element, measure.of.get(element)?.prose ?? 0);
  // What lies in something left out already counts there: only the outermost is taken off its ancestors, once each.
  for (const element of measure.left) {
    const prose = kept.get(element) ?? 0;
    kept.set(element, 0);
    if (prose === 0) continue;
    for (let at = element.parent; at !== null && at !== document; at = at.parent) {
      if (!isElement(at)) break;
      if (measure.left.has(at)) break;
      kept.set(at, Math.max(0, (kept.get(at) ?? 0) - prose));
    }
  }
  return kept;
};
