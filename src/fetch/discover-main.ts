import { localeOfAddress, localeOfLink } from '../judge/locale.ts';
import { policyScore, type PolicyLink } from '../judge/policy-links.ts';
import { namingOf } from '../judge/policy-names.ts';
import { roleOf } from '../judge/policy-role.ts';
import type { Failure, FailureKind } from '../model/failure.ts';
import type { Role } from '../model/maker.ts';
import { policiesInSitemaps } from './discover-sitemaps.ts';
import { fit, isGone, keyOf, type Walk } from './discover-walk.ts';
import { discoveryLimits, type DiscoveryWish, type FoundDocument, type Visit } from './discovery.ts';
import { namesMaker } from './own-site.ts';

/** Where makers keep their policy: the commonest paths of 1,085 declared addresses in corpus/declared-privacy-urls.jsonl (227, 134, 40, 26, 10 of them; 2026-11-23), then two that issue 4 names. */
const usualPaths = [
  '/privacy',
  '/privacy-policy',
  '/legal/privacy',
  '/legal/privacy-policy',
  '/policies/privacy-policy',
  '/policies/privacy',
  '/.well-known/privacy-policy',
];
/** Addresses of a sitemap that are visited. */
const mostFromSitemaps = 3;

/** The main policy (and what other documents were read on the way), or why there is none. */
export type MainSearch<V extends Visit> =
  | {
      readonly ok: true;
      readonly documents: readonly FoundDocument<V>[];
      /** Whose links may name the rest of the set. */ readonly pages: readonly V[];
    }
  /** `unread`: documents that are policies by their name and could not be read. */
  | { readonly ok: false; readonly visit: V; readonly unread: readonly FoundDocument<V>[] };

/** What a page is that came for a link. */
type Verdict = 'policy' | 'other-language' | 'other-maker' | 'no-policy' | 'unread';

/** Troubles of a page that say that it is no policy; any other leaves open what it is. */
const noPolicy: ReadonlySet<FailureKind> = new Set<FailureKind>(['wrong-document', 'no-policy-found', 'empty', 'soft-404']);

function isNoPolicy(failure: Failure): boolean {
  return noPolicy.has(failure.kind) || isGone(failure);
}

export function verdictOf<V extends Visit>(page: V, link: Pick<PolicyLink, 'isOwn'>, { aim }: Walk<V>): Verdict {
  if (page.failure?.kind === 'language') return 'other-language';
  if (page.failure !== null) return isNoPolicy(page.failure) ? 'no-policy' : 'unread';
  const isOwn = link.isOwn && aim.isOwn(page.finalUrl);
  return isOwn || namesMaker(page.text?.text ?? '', aim.own) ? 'policy' : 'other-maker';
}

/** By the document's own title, else by the link to it. */
export function roleOfDocument(page: Visit, linked: Role | undefined, own: readonly string[]): Role {
  const titled = roleOf(page.text?.title ?? page.structure?.title ?? '', own) ?? roleOf(page.structure?.h1 ?? '', own);
  if (linked !== undefined && linked !== 'main' && (titled === undefined || titled === 'main' || titled === 'other')) return linked;
  return titled ?? linked ?? 'main';
}

interface Lead {
  readonly link: PolicyLink;
  readonly depth: number;
}

/** Pages from the page named to the page that a link is taken from. */
const deepest = 2;

export async function findMain<V extends Visit>(walk: Walk<V>, first: V, wish: DiscoveryWish): Promise<MainSearch<V>> {
  const { aim } = walk;
  const pages: V[] = [];
  const others: FoundDocument<V>[] = [];
  const foreign: FoundDocument<V>[] = [];
  const unread: FoundDocument<V>[] = [];
  const leads: Lead[] = [];
  let hubs = 0;
  const follow = (page: V, depth: number): void => {
    pages.push(page);
    for (const link of [...sentOn(page), ...versions(page, walk), ...walk.links(page)]) leads.push({ link, depth });
  };

  if (first.failure === null) {
    const role = roleOfDocument(first, undefined, aim.own);
    const here: FoundDocument<V> = { visit: first, role, found: [] };
    follow(first, 0);
    // The page named is the main policy, unless it is a supplement that a main policy stands behind, or another country's text was asked for.
    const isPart = role !== 'main' && role !== 'other' && role !== 'regional';
    const better = (wish.country === undefined && wish.language === undefined ? [] : versions(first, walk)).filter(
      (link) => fit(link, aim) > Math.max(0, fitOf(first, walk)),
    );
    if (!isPart && better.length === 0) return { ok: true, documents: [here], pages };
    for (const link of isPart
      ? ranked(leads, walk)
          .map((lead) => lead.link)
          .filter((it) => it.role === 'main' && it.isOwn && it.score >= policyScore)
          .slice(0, 3)
      : better.slice(0, 2)) {
      const page = await walk.go(link.url, link.text);
      if (page === undefined || verdictOf(page, link, walk) !== 'policy') continue;
      pages.push(page);
      const main: FoundDocument<V> = { visit: page, role: 'main', found: link.reasons, ...countryOf(link) };
      if (isPart) return { ok: true, documents: [main, here], pages };
      walk.note({
        url: first.finalUrl,
        ...titleOf(first),
        role: 'main',
        reason: 'country',
        detail: 'a text for the country and language that were asked for was found',
      });
      return { ok: true, documents: [main], pages };
    }
    return { ok: true, documents: [here], pages };
  }
  follow(first, 0);
  if (first.failure.kind === 'language') foreign.push({ visit: first, role: 'main', found: [] });

  while (walk.pages() < discoveryLimits.wayPages) {
    const lead = ranked(leads, walk)[0];
    if (lead === undefined) break;
    leads.splice(leads.indexOf(lead), 1);
    const { link, depth } = lead;
    if (link.leadsTo === 'hub' && hubs++ >= discoveryLimits.hubs) continue;
    const page = await walk.go(link.url, link.text === '' ? link.url : link.text);
    if (page === undefined) continue;
    const document: FoundDocument<V> = {
      visit: page,
      role: roleOfDocument(page, link.role, aim.own),
      found: link.reasons,
      ...countryOf(link),
    };
    const verdict = verdictOf(page, link, walk);
    if (verdict === 'policy' && (document.role === 'main' || document.role === 'other' || document.role === 'regional')) {
      pages.push(page);
      return { ok: true, documents: [{ ...document, role: 'main' }, ...others], pages };
    }
    if (verdict === 'policy') {
      others.push(document);
      follow(page, depth + 1);
    } else if (verdict === 'other-language') {
      foreign.push(document);
      for (const version of versions(page, walk)) leads.push({ link: version, depth });
    } else if (verdict === 'other-maker')
      walk.note({ url: page.finalUrl, ...titleOf(page), reason: 'other-maker', detail: 'its text does not name this maker' });
    else if (verdict === 'unread') {
      if (link.leadsTo === 'policy' && link.isOwn) unread.push(document);
      // A page that is nothing but a frame needs no browser to be followed.
      for (const next of sentOn(page)) leads.push({ link: next, depth });
    } else if (depth + 1 < deepest) follow(page, depth + 1);
  }
  if (others.length > 0) return { ok: true, documents: others, pages };
  if (unread.length > 0) return { ok: false, visit: first, unread: unread.slice(0, 1) };
  const last = foreign.length > 0 ? undefined : await byGuess(walk, first);
  if (last?.document !== undefined) return { ok: true, documents: [last.document], pages: [...pages, last.document.visit] };
  const [inForeign] = foreign;
  if (inForeign !== undefined) return { ok: false, visit: first, unread: [inForeign] };
  const failure = first.failure.kind === 'needs-scripts' ? first.failure : notFound(first, walk, last?.tried ?? []);
  return { ok: false, visit: { ...first, failure }, unread: [] };
}

/** Main policies first, then pages that may lead to one, then other documents; within these by score and fit. Nothing twice. */
function ranked<V extends Visit>(leads: readonly Lead[], walk: Walk<V>): readonly Lead[] {
  const order = ({ link }: Lead): number => {
    if (link.leadsTo === 'hub') return link.isOwn ? 1 : 4;
    if (link.role !== 'main') return 3;
    return link.isOwn ? 0 : 2;
  };
  return leads
    .filter(({ link, depth }) => depth < deepest && !link.isOlder && !walk.isKnown(link.url) && (link.leadsTo === 'policy' || link.isOwn))
    .toSorted((a, b) => order(a) - order(b) || b.link.score + fit(b.link, walk.aim) - a.link.score - fit(a.link, walk.aim));
}

/** Where a page only sends its reader on: by a refresh, or by a frame that shows the document. */
function sentOn({ structure, finalUrl }: Visit): readonly PolicyLink[] {
  if (structure === null) return [];
  const to = structure.refresh?.url;
  const frames = structure.counts.words < 100 ? structure.links.filter(({ place }) => place === 'frame').slice(0, 3) : [];
  const plain = (url: string, reason: string): PolicyLink => ({
    url: url.replace(/#.*$/su, ''),
    text: '',
    score: 100,
    reasons: [reason],
    leadsTo: 'policy',
    role: 'main',
    countries: [],
    isOwn: true,
    isOlder: false,
  });
  return [
    ...(to === undefined ? [] : [plain(to, `${finalUrl} sends its reader on to it`)]),
    ...frames.map(({ href }) => plain(href, `a frame of ${finalUrl} shows it`)),
  ];
}

/** The same document for other countries and in other languages, as `<link rel="alternate">` and the page's own switches name it. */
export function versions<V extends Visit>({ structure, finalUrl, failure }: V, { aim }: Walk<V>): readonly PolicyLink[] {
  if (structure === null || (failure !== null && failure.kind !== 'language')) return [];
  const here = keyOf(finalUrl);
  const links = structure.links.filter(
    ({ place, rel, hreflang, text }) =>
      place !== 'frame' &&
      ((place === 'head' && rel.includes('alternate') && hreflang !== undefined) || (place !== 'head' && isSwitch(text, hreflang))),
  );
  return links.flatMap(({ href, text, hreflang, place }): readonly PolicyLink[] => {
    const url = href.replace(/#.*$/su, '');
    if (keyOf(url) === here || !aim.isOwn(url) || hreflang === 'x-default') return [];
    const { countries, language } = localeOfLink(text, url, hreflang);
    if (countries.length === 0 && language === undefined) return [];
    const reason = place === 'head' ? `${finalUrl} names it as its version for “${hreflang ?? ''}”` : `${finalUrl} offers it as “${text}”`;
    return [
      {
        url,
        text,
        score: 80,
        reasons: [reason],
        leadsTo: 'policy',
        role: 'main',
        countries,
        ...(language === undefined ? {} : { language }),
        isOwn: true,
        isOlder: false,
      },
    ];
  });
}

/** A switch of language or country: its words are nothing but their names. */
function isSwitch(text: string, hreflang: string | undefined): boolean {
  if (text === '' || text.length > 40 || namingOf(text) !== undefined) return false;
  const { countries, language } = localeOfLink(text, 'https://x.invalid/', hreflang);
  return hreflang !== undefined || ((countries.length > 0 || language !== undefined) && text.split(/\s+/u).length <= 3);
}

function fitOf<V extends Visit>(page: V, { aim }: Walk<V>): number {
  const { countries, language = page.text?.language } = localeOfLink(page.text?.title ?? '', page.finalUrl, undefined);
  return fit({ countries, ...(language === undefined ? {} : { language }) }, aim);
}

/** Addresses that many makers use, then the site's own map: few, one after the other, and none where the first shows that only scripts build this site. */
async function byGuess<V extends Visit>(
  walk: Walk<V>,
  first: V,
): Promise<{ readonly document?: FoundDocument<V>; readonly tried: readonly string[] }> {
  const { origin } = new URL(first.finalUrl);
  const tried: string[] = [];
  const visited = async (url: string, reason: string): Promise<FoundDocument<V> | Failure | undefined> => {
    const page = await walk.go(url, url);
    if (page === undefined) return undefined;
    if (verdictOf(page, { isOwn: true }, walk) !== 'policy') return page.failure ?? undefined;
    return { visit: page, role: roleOfDocument(page, 'main', walk.aim.own), found: [reason] };
  };
  for (const path of usualPaths) {
    const found = await visited(origin + path, 'it stands at an address that many makers use, and no page looked at links to it');
    if (found !== undefined && 'visit' in found) return { document: found, tried };
    tried.push(path);
    if (found?.kind === 'needs-scripts') return { tried };
  }
  const { addresses, files } = await policiesInSitemaps(origin, walk.aim.isOwn, walk.aim.fetch);
  const fitting = addresses.map((url) => ({ url, ...localeOfAddress(url) })).filter((address) => fit(address, walk.aim) > -20);
  for (const { url } of fitting.slice(0, mostFromSitemaps)) {
    const found = await visited(url, `the site's map (${files.join(', ')}) lists it, and no page looked at links to it`);
    if (found !== undefined && 'visit' in found) return { document: found, tried };
  }
  return { tried: [...tried, ...files] };
}

function notFound<V extends Visit>(first: V, walk: Walk<V>, tried: readonly string[]): Failure {
  const links = first.structure?.counts.links ?? 0;
  const guesses =
    tried.length === 0 ? '' : `, and neither did these: ${tried.map((it) => it.replace(/^https?:\/\/[^/]+/iu, '')).join(' ')}`;
  const looked = walk.pages() === 1 ? '' : `, ${walk.pages()} pages were looked at`;
  return { kind: 'no-policy-found', detail: `none of the ${links} links of ${first.finalUrl} led to one${looked}${guesses}` };
}

function titleOf(page: Visit): { readonly title?: string } {
  const title = page.text?.title ?? page.structure?.title;
  return title === undefined ? {} : { title };
}

function countryOf(link: PolicyLink): { readonly country?: string } {
  const [country] = link.countries;
  return country === undefined ? {} : { country };
}
