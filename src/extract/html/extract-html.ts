import { load } from 'cheerio/slim';
import type { Document } from 'domhandler';
import type { Outcome } from '../../model/failure.ts';
import type { PageStructure } from '../../model/page-structure.ts';
import type { PolicyText } from '../../model/text.ts';
import { assemble } from '../assemble.ts';
import { countWords } from '../fold-text.ts';
import { mainContent } from './main-content.ts';
import { measurePage } from './measure-page.ts';
import { pageStructure } from './page-structure.ts';
import { readBlocks } from './read-blocks.ts';
import { stripMarkup, type StrippedMarkup } from './strip-markup.ts';

/** Fewer words than this from a page with more than `leastMarkup` characters of markup: the strict parser is asked, too. */
const leastContent = 30;
const leastMarkup = 2000;
/** Text for browsers without JavaScript stands in for the page when it is this much longer than "please enable JavaScript". */
const leastNoscript = 150;

export interface ExtractedPage {
  readonly text: PolicyText;
  readonly structure: PageStructure;
}

/** A decoded HTML page as text and structure; `too-deep` where elements nest beyond `deepest`. */
export const extractHtml = async (html: string, url: string, deepest: number): Promise<Outcome<ExtractedPage>> => {
  const markup = stripMarkup(html, deepest);
  if (markup.depth > deepest) return tooDeep(deepest);
  const fast = readDocument(load(markup.html).root()[0], url, markup, 'htmlparser2', deepest);
  if (fast === null) return tooDeep(deepest);
  if (fast.text.words >= leastContent) return { ok: true, value: fast };
  let best = fast;
  if (markup.html.length >= leastMarkup && fast.structure.counts.words >= leastContent) {
    // Markup so broken that the fast parser lost the text: parse as browsers do. Loaded only here, it costs twice the start.
    const { load: loadStrictly } = await import('cheerio');
    const strict = readDocument(loadStrictly(markup.html).root()[0], url, markup, 'parse5', deepest);
    if (strict !== null && strict.text.words > best.text.words) best = strict;
  }
  if (best.text.words < leastContent && countWords(markup.noscript.replace(/<[^<>]{0,4000}>/g, ' ')) >= leastNoscript) {
    const inner = stripMarkup(markup.noscript, deepest);
    const shown = inner.depth > deepest ? null : readDocument(load(inner.html).root()[0], url, inner, 'htmlparser2', deepest);
    if (shown !== null && shown.text.words >= leastNoscript)
      best = { text: shown.text, structure: { ...best.structure, counts: { ...best.structure.counts, contentWords: shown.text.words } } };
  }
  return { ok: true, value: best };
};

const tooDeep = (deepest: number): Outcome<never> => ({
  ok: false,
  failure: { kind: 'too-deep', detail: `its elements are nested more than ${deepest.toLocaleString('en')} deep` },
});

/** null where the parsed tree is too deep all the same. */
const readDocument = (
  document: Document | undefined,
  url: string,
  markup: StrippedMarkup,
  parser: 'htmlparser2' | 'parse5',
  deepest: number,
): ExtractedPage | null => {
  if (document === undefined) return null;
  const measure = measurePage(document);
  // The scan does not count what closes by itself (`<p>`, `<li>`), which at most doubles the depth.
  if (measure.depth > deepest * 2 + 8) return null;
  const main = mainContent(document, measure);
  const raw = readBlocks(main === null ? document.children : [main], measure);
  const draft = pageStructure(document, url, markup, measure, 0, parser);
  const text = assemble(raw, draft.title ?? draft.h1);
  return { text, structure: { ...draft, counts: { ...draft.counts, contentWords: text.words } } };
};
