import { load, type CheerioAPI } from 'cheerio/slim';
import { Document } from 'domhandler';
import type { Outcome } from '../../model/failure.ts';
import type { Selection } from '../../model/maker.ts';
import type { PageStructure } from '../../model/page-structure.ts';
import type { PolicyText } from '../../model/text.ts';
import { assemble } from '../assemble.ts';
import { countWords, foldText } from '../fold-text.ts';
import { elementText } from './element-text.ts';
import { mainContent } from './main-content.ts';
import { measurePage, type PageMeasure } from './measure-page.ts';
import { pageStructure } from './page-structure.ts';
import { readBlocks } from './read-blocks.ts';
import { selectContent } from './select-content.ts';
import { withoutSecondCopy } from './second-copy.ts';
import { stripMarkup, type StrippedMarkup } from './strip-markup.ts';

/** Fewer words than this from a page with more than `leastMarkup` characters of markup: the strict parser is asked, too. */
const leastContent = 30;
const leastMarkup = 2000;
/** 64 KiB: data in attributes of real pages reach 40 kB (corpus/html). */
const longestRealTag = 65_536;
/** Text for browsers without JavaScript stands in for the page when it is this much longer than "please enable JavaScript". */
const leastNoscript = 150;

export interface ExtractedPage {
  readonly text: PolicyText;
  readonly structure: PageStructure;
}

type Parser = 'htmlparser2' | 'parse5';

/**
 * A decoded HTML page as text and structure; `too-deep` where elements nest beyond `deepest`, `selector-unmatched` where a part of the page that was
 * asked for is not there. The structure is that of the whole page in any case.
 */
export const extractHtml = async (
  html: string,
  url: string,
  deepest: number,
  selection: Selection = {},
): Promise<Outcome<ExtractedPage>> => {
  const markup = stripMarkup(html, deepest);
  if (markup.depth > deepest) return tooDeep(deepest);
  if ((selection.select ?? []).length > 0 || (selection.remove ?? []).length > 0) return readSelected(markup, url, deepest, selection);
  const inner = markup.noscript === '' ? undefined : noscriptDocument(markup.noscript, deepest);
  const noscript = inner === undefined ? '' : foldText(elementText(inner.document, ' '));
  const readDocument = (document: Document | undefined, parser: Parser): ExtractedPage | null => {
    if (document === undefined) return null;
    const measure = measurePage(document);
    if (isTooDeep(measure, deepest)) return null;
    const main = mainContent(document, measure);
    const raw = withoutSecondCopy(readBlocks(main === null ? document.children : [main], measure));
    const draft = pageStructure(document, url, markup, measure, noscript, parser);
    const text = assemble(raw, draft.title ?? draft.h1);
    return { text, structure: { ...draft, counts: { ...draft.counts, contentWords: text.words } } };
  };

  const fast = readDocument(load(markup.html).root()[0], 'htmlparser2');
  if (fast === null) return tooDeep(deepest);
  let best = fast;
  if (best.text.words < leastContent && markup.html.length >= leastMarkup && hasLostText(markup)) {
    // Markup so broken that the fast parser lost the text: parse as browsers do. Loaded only here, it costs twice the start.
    const { load: loadStrictly } = await import('cheerio');
    const strict = readDocument(loadStrictly(markup.html).root()[0], 'parse5');
    if (strict !== null && strict.text.words > best.text.words) best = strict;
  }
  if (best.text.words < leastContent && inner !== undefined && countWords(noscript) >= leastNoscript) {
    const shown = readDocument(inner.document, best.structure.parser === 'parse5' ? 'parse5' : 'htmlparser2');
    if (shown !== null && shown.text.words >= leastNoscript) {
      // The structure stays that of the page itself: it is a page that needs scripts, and has its text all the same.
      const structure = { ...best.structure, counts: { ...best.structure.counts, contentWords: shown.text.words } };
      best = { text: shown.text, structure };
    }
  }
  return { ok: true, value: best };
};

/** The parts of the page that a person named, and the structure of all of it. */
const readSelected = async (
  markup: StrippedMarkup,
  url: string,
  deepest: number,
  selection: Selection,
): Promise<Outcome<ExtractedPage>> => {
  const noscript = markup.noscript === '' ? '' : foldText(elementText(load(markup.noscript).root()[0] ?? new Document([]), ' '));
  const readWith = ($: CheerioAPI, parser: Parser): Outcome<ExtractedPage> => {
    const document = $.root()[0] ?? new Document([]);
    const measure = measurePage(document);
    if (isTooDeep(measure, deepest)) return tooDeep(deepest);
    const selected = selectContent($, document, selection);
    if (!selected.ok) return selected;
    const { document: content, named, unmatched } = selected.value;
    const inside = measurePage(content);
    const main = (selection.select ?? []).length > 0 ? null : mainContent(content, inside);
    // What a person names is the policy, even where it looks like a menu or a footer; the menus inside it are not.
    const left = new Set([...inside.left].filter((element) => !named.has(element)));
    const raw = readBlocks(main === null ? content.children : [main], { ...inside, left });
    const draft = pageStructure(document, url, markup, measure, noscript, parser);
    const text = assemble(raw, draft.title ?? draft.h1);
    const counts = { ...draft.counts, contentWords: text.words };
    return { ok: true, value: { text, structure: { ...draft, ...(unmatched.length === 0 ? {} : { unmatched }), counts } } };
  };
  const fast = readWith(load(markup.html), 'htmlparser2');
  if (fast.ok || fast.failure.kind !== 'selector-unmatched' || markup.longestTag > longestRealTag) return fast;
  // Browsers add elements that nobody wrote (`<tbody>`), and selectors are tried out in browsers.
  const { load: loadStrictly } = await import('cheerio');
  const strict = readWith(loadStrictly(markup.html), 'parse5');
  return strict.ok ? strict : fast;
};

/** The scan does not count what closes by itself (`<p>`, `<li>`), which at most doubles the depth. */
const isTooDeep = (measure: PageMeasure, deepest: number): boolean => measure.depth > deepest * 2 + 8;

const tooDeep = (deepest: number): Outcome<never> => ({
  ok: false,
  failure: { kind: 'too-deep', detail: `its elements are nested more than ${deepest.toLocaleString('en')} deep` },
});

/**
 * Whether a page whose tags are taken out by force has words that the parser did not find. The strict parser compares every attribute with all
 * before it (100,000 in one tag take it minutes): it is not asked about tags longer than any real one. Looks at the first 300,000 characters.
 */
const hasLostText = (markup: StrippedMarkup): boolean => {
  if (markup.longestTag > longestRealTag) return false;
  const words = markup.html
    .slice(0, 300_000)
    .replace(/<(?:option|title)\b[^<>]*>[^<]*/gi, ' ')
    .replace(/<[^<>]*>/g, ' ');
  return countWords(words) >= leastContent * 2;
};

const noscriptDocument = (noscript: string, deepest: number): { readonly document: Document } | undefined => {
  const markup = stripMarkup(noscript, deepest);
  const document = markup.depth > deepest ? undefined : load(markup.html).root()[0];
  return document === undefined ? undefined : { document };
};
