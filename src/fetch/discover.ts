import { speaksTo } from '../judge/countries.ts';
import { localeOfAddress, localeOfLink, localeOfTag } from '../judge/locale.ts';
import { namingOf } from '../judge/policy-names.ts';
import { roleOf } from '../judge/policy-role.ts';
import type { Failure, FailureKind } from '../model/failure.ts';
import { readSet } from './discover-set.ts';
import { findMain } from './discover-main.ts';
import { walkOf, type Walk } from './discover-walk.ts';
import type { Discovery, DiscoverySteps, DiscoveryWish, FoundDocument, Visit } from './discovery.ts';
import { ownNames, siteOf } from './own-site.ts';

/** Troubles of the page named after which its site is not asked for more: whatever stands in the way stands in the way there, too. */
const final: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'http-status',
  'timeout',
  'dns',
  'tls',
  'refused',
  'network',
  'too-large',
  'too-deep',
  'too-slow',
  'too-many-redirects',
  'not-allowed',
  'robots',
  'bad-encoding',
  'unsupported-type',
  'bot-wall',
  'geo-block',
  'maintenance',
  'pdf-without-text',
  'pdf-broken',
]);

/** Troubles of a connection by https after which a bare host name is asked by http. */
const notByHttps: ReadonlySet<FailureKind> = new Set<FailureKind>(['refused', 'tls', 'timeout', 'network']);

/**
 * From one address (a home page, a product's page, a policy) to the product's set of policies: the main one, then what it and the page link to, one hop
 * deep. Each is judged before it is believed. Where nothing is found, the one document is the page named, with what was tried in its failure.
 */
export async function discover<V extends Visit>(start: string, steps: DiscoverySteps<V>, wish: DiscoveryWish): Promise<Discovery<V>> {
  const site = await siteOf();
  let first = await steps.visit(start, start);
  if (wish.isBareHost === true && first.failure !== null && notByHttps.has(first.failure.kind)) {
    const plain = await steps.visit(start.replace(/^https:/iu, 'http:'), start);
    if (plain.failure === null || !notByHttps.has(plain.failure.kind)) first = plain;
  }
  const own = ownNames(site(first.finalUrl), first.structure?.title, wish.product);
  const country = wish.country ?? countryOf(first);
  const walk = walkOf(steps, {
    own,
    language: wish.language ?? 'en',
    ...(country === undefined ? {} : { country }),
    isOwn: (url) => [start, first.finalUrl].some((page) => site(page) === site(url)),
    fetch: wish.fetch,
  });
  first = await walk.begin(first);
  if (first.failure !== null && isFinal(first, first.failure)) return { documents: [{ visit: first, role: 'main', found: [] }], seen: [] };

  const main = await findMain(walk, first, wish);
  if (!main.ok)
    return {
      documents: [...main.unread, ...(main.unread.length > 0 ? [] : [{ visit: main.visit, role: 'main' as const, found: [] }])],
      seen: walk.seen(),
    };
  const documents = await readSet(walk, main.documents, main.pages);
  return { documents: documents.map((document) => withCountry(document, walk)), seen: walk.seen() };
}

/** A page that cannot be read, or one that is a policy by its name and does not show it: another page's text would not be what was asked for. */
function isFinal({ url, structure }: Visit, { kind, status }: Failure): boolean {
  if (kind === 'http-status') return status !== 404 || new URL(url).pathname !== '/';
  if (final.has(kind)) return true;
  const isNamed = namingOf(new URL(url).pathname)?.strength !== undefined || roleOf(structure?.title ?? '') !== undefined;
  return isNamed && (kind === 'needs-scripts' || kind === 'consent-wall' || kind === 'login-wall');
}

/** Whose readers a page speaks to, by its address or its `lang`. */
function countryOf({ finalUrl, structure }: Visit): string | undefined {
  return localeOfAddress(finalUrl).countries[0] ?? localeOfTag(structure?.lang ?? '').countries[0];
}

/** The country that the document itself names, in its title or its address, else that of the link. */
function withCountry<V extends Visit>(document: FoundDocument<V>, { aim }: Walk<V>): FoundDocument<V> {
  const { visit, role } = document;
  const title = visit.text?.title ?? visit.structure?.title ?? '';
  const own = localeOfLink(title, visit.finalUrl, undefined).countries;
  const named = own.length > 0 ? own : document.country === undefined ? [] : [document.country];
  const country = role === 'state' ? 'US' : (named.find((code) => aim.country !== undefined && speaksTo([code], aim.country)) ?? named[0]);
  return { visit, role, found: document.found, ...(country === undefined ? {} : { country }) };
}
