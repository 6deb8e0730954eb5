import type { AnyNode, Document, Element } from 'domhandler';
import type { PageLink, PageStructure } from '../../model/page-structure.ts';
import { foldText, hasWords } from '../fold-text.ts';
import { frameKind, isElement, namesOf } from './element-kind.ts';
import { elementText } from './element-text.ts';
import type { PageMeasure } from './measure-page.ts';
import type { StrippedMarkup } from './strip-markup.ts';

const mostLinks = 2000;
const longestLinkText = 300;
const longestTitle = 500;
const longestNoscript = 2000;
/** BCP 47 tags have up to 35 characters (RFC 5646, section 4.4.1). */
const longestLanguage = 35;
/** What a `<link>` in the head may lead to that is read: the next page, another language's, the policy (microformats.org, "existing rel values"). */
const headLink = /(?:^|\s)(?:next|alternate|privacy-policy)(?:\s|$)/i;

/** What `judge` asks of a page beside its text, gathered in one walk. */
export const pageStructure = (
  document: Document,
  url: string,
  markup: StrippedMarkup,
  measure: PageMeasure,
  noscript: string,
  parser: 'htmlparser2' | 'parse5',
): PageStructure => {
  let title: string | undefined;
  let h1: string | undefined;
  let lang: string | undefined;
  let base = url;
  const meta = new Map<string, string>();
  let canonical: string | undefined;
  let refresh: { readonly seconds: number; readonly url?: string } | undefined;
  const count = { forms: 0, passwordFields: 0, links: 0, iframes: 0, images: 0 };
  const links: PageLink[] = [];
  const stack: { readonly node: AnyNode; readonly place: PageLink['place'] }[] = [{ node: document, place: 'content' }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node } = step;
    let place = step.place;
    if (isElement(node)) {
      const attribs = node.attribs;
      switch (node.name) {
        case 'html':
          lang ??= attribs['lang'] ?? attribs['xml:lang'];
          break;
        case 'title':
          // SVG is gone by now; later titles are mistakes.
          title ??= shortText(node, longestTitle);
          break;
        case 'h1':
          h1 ??= shortText(node, longestTitle);
          break;
        case 'base':
          base = absolute(attribs['href'], url) ?? base;
          break;
        case 'meta': {
          const name = (attribs['name'] ?? attribs['property'] ?? '').toLowerCase();
          if (name !== '' && !meta.has(name)) meta.set(name, foldText(attribs['content'] ?? ''));
          if ((attribs['http-equiv'] ?? '').toLowerCase() === 'refresh') refresh ??= refreshOf(attribs['content'] ?? '', base);
          break;
        }
        case 'link':
          if (/(?:^|\s)canonical(?:\s|$)/i.test(attribs['rel'] ?? '')) canonical ??= absolute(attribs['href'], base);
          if (headLink.test(attribs['rel'] ?? '')) addLink(links, node, base, 'head');
          break;
        case 'form':
          count.forms++;
          break;
        case 'input':
          if ((attribs['type'] ?? '').toLowerCase() === 'password') count.passwordFields++;
          break;
        case 'iframe':
        case 'frame':
          count.iframes++;
          addLink(links, node, base, 'frame');
          break;
        case 'img':
          count.images++;
          break;
        case 'a':
        case 'area':
          if (attribs['href'] !== undefined) {
            count.links++;
            addLink(links, node, base, place);
          }
          break;
        default:
      }
      if (place === 'content') {
        const kind = node.name === 'header' ? 'header' : frameKind(node, namesOf(node));
        if (kind !== null && kind !== 'aside') place = kind;
      }
    }
    if ('children' in node) {
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child !== undefined) stack.push({ node: child, place });
      }
    }
  }
  const description = meta.get('description') ?? meta.get('og:description');
  const ogType = meta.get('og:type');
  const generator = meta.get('generator');
  const robots = meta.get('robots');
  return {
    format: 'html',
    parser,
    ...(title === undefined || title === '' ? {} : { title }),
    ...(h1 === undefined || h1 === '' ? {} : { h1 }),
    ...(lang === undefined || lang.trim() === '' ? {} : { lang: foldText(lang).slice(0, longestLanguage) }),
    ...(refresh === undefined ? {} : { refresh }),
    ...(canonical === undefined ? {} : { canonical }),
    ...(description === undefined || description === '' ? {} : { description: description.slice(0, longestTitle) }),
    ...(ogType === undefined ? {} : { ogType }),
    ...(generator === undefined ? {} : { generator }),
    ...(robots === undefined ? {} : { robots }),
    noscript: noscript.slice(0, longestNoscript),
    counts: {
      scripts: markup.scripts,
      scriptBytes: markup.scriptBytes,
      ...count,
      words: measure.words,
      linkWords: measure.linkWords,
      proseWords: measure.prose,
      // Set by the caller, who knows the text.
      contentWords: 0,
      consentWords: measure.consentWords,
    },
    links,
  };
};

/** The words of a small element, read no further than needed. */
const shortText = (element: Element, longest: number): string =>
  foldText(elementText(element, ' ', longest * 2))
    .slice(0, longest)
    .trim();

const addLink = (links: PageLink[], element: Element, base: string, place: PageLink['place']): void => {
  if (links.length >= mostLinks) return;
  const href = absolute(element.attribs[place === 'frame' ? 'src' : 'href'], base);
  if (href === undefined) return;
  const words = shortText(element, longestLinkText);
  const text = hasWords(words)
    ? words
    : foldText(element.attribs['aria-label'] ?? element.attribs['title'] ?? imageText(element)).slice(0, longestLinkText);
  const hreflang = foldText(element.attribs['hreflang'] ?? '').slice(0, longestLanguage);
  links.push({ text, href, rel: (element.attribs['rel'] ?? '').toLowerCase(), place, ...(hreflang === '' ? {} : { hreflang }) });
};

const imageText = (element: Element): string => {
  for (const child of element.children) if (isElement(child) && child.name === 'img') return child.attribs['alt'] ?? '';
  return '';
};

/** The absolute http(s) address of a reference; undefined for other schemes and nonsense. */
const absolute = (reference: string | undefined, base: string): string | undefined => {
  if (reference === undefined || reference.length > 4000) return undefined;
  const url = URL.canParse(reference, base) ? new URL(reference, base) : undefined;
  return url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:' || url.protocol === 'file:') ? url.href : undefined;
};

const refreshOf = (content: string, base: string): { readonly seconds: number; readonly url?: string } | undefined => {
  const match = /^\s*(\d{1,6})(?:\.\d*)?\s*(?:[;,]\s*(?:url\s*=\s*)?["']?([^"']{0,4000}))?/i.exec(content);
  if (!match) return undefined;
  const url = match[2] === undefined || match[2].trim() === '' ? undefined : absolute(match[2].trim(), base);
  return { seconds: Number(match[1]), ...(url === undefined ? {} : { url }) };
};
