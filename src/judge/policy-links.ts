import type { Role } from '../model/maker.ts';
import type { PageLink, PageStructure } from '../model/page-structure.ts';
import { localeOfLink } from './locale.ts';
import { articleName, choiceName, hubName, namingOf, olderName, otherReaders } from './policy-names.ts';
import { roleOf } from './policy-role.ts';

/** A link that may lead to a privacy policy, or to a page that links to one. */
export interface PolicyLink {
  /** Without its fragment. */
  readonly url: string;
  readonly text: string;
  /** 0 to 100: how plainly it says that it leads to a policy. */
  readonly score: number;
  /** In clauses: "the footer of https://tv.example/ links to it as “Privacy”". */
  readonly reasons: readonly string[];
  /** `policy`: a document by its name. `hub`: a page that may link to one. */
  readonly leadsTo: 'policy' | 'hub';
  /** By the link's words, else `main`. */
  readonly role: Role;
  readonly countries: readonly string[];
  /** BCP 47 primary subtag, as far as words and address tell. */
  readonly language?: string;
  /** On the site of the page itself. */
  readonly isOwn: boolean;
  readonly isOlder: boolean;
}

/** What is known of the page beside its links. */
export interface LinkContext {
  /** Where the page was found. */
  readonly url: string;
  /** Whether an address is on the maker's own site. */
  readonly isOwn: (url: string) => boolean;
  /** Names of the maker and its product, in lower case. */
  readonly own: readonly string[];
}

/** Where a link stands, as the reasons say it, and what that is worth. */
const places: Readonly<Record<PageLink['place'], readonly [worth: number, words: string]>> = {
  footer: [18, 'the footer of'],
  nav: [12, 'a menu of'],
  header: [10, 'the top of'],
  content: [4, 'the text of'],
  head: [4, 'the head of'],
  frame: [0, 'a frame of'],
};

/** Characters of a link's words, its path and its query that are looked at: what is longer names no document, and would cost a second for each page of such links. */
const longestPart = 160;

/** From this score on a link is followed as one to a policy. */
export const policyScore = 40;
/** From this score on a link is followed as one to a page that may lead on. */
const hubScore = 15;

/** Pages of an account, which may carry the address to come back to. */
const accountPath = /\b(?:log-?in\w*|sign-?(?:in|up)|register|account settings|settings|forms?)\b/iu;

/** Files that are no document. */
const otherFile = /\.(?:jpe?g|png|gif|svg|webp|ico|css|js|json|xml|rss|zip|gz|exe|dmg|apk|mp[34]|mov|avi|csv|xlsx?|pptx?)$/iu;

/** The links of a page that may lead to a privacy policy, the best first; those of equal score in the order of the page. Each address once. */
export function policyLinks(structure: PageStructure, context: LinkContext): readonly PolicyLink[] {
  const best = new Map<string, PolicyLink>();
  for (const link of structure.links) {
    const scored = scoreLink(link, context);
    if (scored === undefined) continue;
    const known = best.get(scored.url);
    if (known === undefined || known.score < scored.score) best.set(scored.url, scored);
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score);
}

function scoreLink({ text, ...rest }: PageLink, context: LinkContext): PolicyLink | undefined {
  const link = { ...rest, text: text.slice(0, longestPart) };
  const url = link.href.replace(/#.*$/su, '');
  if (url === context.url.replace(/#.*$/su, '') || !URL.canParse(url)) return undefined;
  if (link.place === 'head' && !link.rel.includes('privacy-policy')) return undefined;
  const { pathname, search } = new URL(url);
  if (otherFile.test(pathname)) return undefined;
  const path = spoken(pathname);
  const named = namingOf(link.text);
  const role = roleOf(link.text, context.own) ?? roleByAddress(link.text, path, context.own);
  // "Terms" may lie in a folder called privacy; "Log in" may come back to one.
  const isElsewhere = named === undefined && (hubName.test(link.text) || choiceName.test(link.text));
  const addressed = isElsewhere ? undefined : (namingOf(path) ?? namingOf(spoken(search)));
  const isHub = hubName.test(link.text) || hubName.test(path);
  const isDeclared = link.rel.includes('privacy-policy');
  if (role === undefined && addressed === undefined && !isHub && !isDeclared && link.place !== 'frame') return undefined;

  const [worth, where] = places[link.place];
  const isOwn = context.isOwn(url);
  const isExact = link.text.length <= 40 && named !== undefined;
  let score = worth;
  const reasons: string[] = [];
  if (isDeclared) {
    score += 60;
    reasons.push(`${context.url} names it as its privacy policy (rel="privacy-policy")`);
  }
  if (named?.strength === 'policy') score += isExact ? 55 : 40;
  else if (named !== undefined) score += isExact ? 45 : 25;
  else if (role !== undefined && role !== 'main') score += 38;
  if (addressed !== undefined) score += addressed.strength === 'policy' ? 30 : 25;
  if (link.place === 'frame') score += 10;
  if (isHub && score < policyScore) score += 15;
  score -= faults(link.text, path, isOwn, role);
  if (reasons.length === 0 && link.text !== '') reasons.push(`${where} ${context.url} links to it as “${cut(link.text)}”`);
  if (addressed !== undefined)
    reasons.push(`its address speaks of privacy (${cut(pathname + (namingOf(path) === undefined ? search : ''))})`);
  if (reasons.length === 0) reasons.push(`${where} ${context.url} leads to it`);

  const isOlder = olderName.test(link.text) || /\barchives?\b|\bprevious\b|privacy[- ]\d{4}[- ]\d/iu.test(path);
  const leadsTo = score >= policyScore && (role !== undefined || addressed !== undefined || isDeclared) ? 'policy' : 'hub';
  if (leadsTo === 'hub' && score < hubScore) return undefined;
  const { countries, language = named !== undefined && named.language !== 'en' ? named.language : undefined } = localeOfLink(
    link.text,
    url,
    link.hreflang,
  );
  return {
    url,
    text: link.text,
    score: Math.max(0, Math.min(100, score)),
    reasons,
    leadsTo,
    role: role ?? (named === undefined && link.text !== '' ? 'other' : 'main'),
    countries,
    ...(language === undefined ? {} : { language }),
    isOwn,
    isOlder,
  };
}

/** The last part of an address names the document where the link's words ("click here") name none. */
function roleByAddress(text: string, path: string, own: readonly string[]): Role | undefined {
  return namingOf(text) === undefined && !hubName.test(text) ? roleOf(lastPart(path), own) : undefined;
}

/** What speaks against a link: an article, a settings page, another company's site, a document for other readers, a long sentence. */
function faults(text: string, path: string, isOwn: boolean, role: Role | undefined): number {
  const words = text.split(/\s+/u).filter((word) => word !== '').length;
  let minus = 0;
  if (words > 14) minus += 40;
  else if (words > 8) minus += 20;
  if (role === undefined && words > 5) minus += 10;
  if (articleName.test(text) || /\b(?:blog|news|article|stories|press|magazine)s?(?= )/iu.test(path)) minus += 35;
  if (/\b(?:19|20)\d\d\W[01]?\d\b/u.test(path)) minus += 20;
  if (choiceName.test(text) || choiceName.test(lastPart(path)) || accountPath.test(path)) minus += 60;
  if (otherReaders.test(text) || otherReaders.test(path)) minus += 70;
  if (olderName.test(text)) minus += 40;
  if (!isOwn) minus += role === 'main' || role === undefined ? 25 : 10;
  return minus;
}

/** A path or query as words: `/legal/privacy-policy.html` → "legal privacy-policy". */
function spoken(part: string): string {
  const start = part.slice(0, longestPart * 3);
  const decoded = /%[0-9a-f]{2}/iu.test(start) ? decode(start.replace(/%[0-9a-f]?$/iu, '')) : start;
  return decoded
    .slice(0, longestPart)
    .replaceAll(/([a-z])([A-Z])/gu, '$1 $2')
    .replaceAll(/\.(?:html?|php|aspx?|jsp|pdf|md|txt)\b/giu, ' ')
    .replaceAll(/[/?&=.+]/gu, ' ')
    .trim();
}

function lastPart(path: string): string {
  return (path.split(' ').at(-1) ?? '').replaceAll(/[-_]/gu, ' ');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    // "%E0%A4%A" is no UTF-8; the escapes stay.
    if (error instanceof URIError) return part;
    throw error;
  }
}

function cut(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

/** How plainly an address alone, as in a site's map, says that it is a privacy policy: 0 to 100. */
export function addressScore(url: string): number {
  if (!URL.canParse(url)) return 0;
  const { pathname } = new URL(url);
  if (otherFile.test(pathname)) return 0;
  const path = spoken(pathname);
  const named = namingOf(lastPart(path)) ?? namingOf(path);
  if (named === undefined) return 0;
  const depth = pathname.split('/').filter((segment) => segment !== '').length;
  const score = (named.strength === 'policy' ? 90 : 75) - 6 * Math.max(0, depth - 1) - faults('', path, true, 'main');
  return Math.max(0, Math.min(100, score - (choiceName.test(path) ? 60 : 0)));
}
