import { localeOfAddress } from '../judge/locale.ts';
import { policyScore, type PolicyLink } from '../judge/policy-links.ts';
import { roleOrder } from '../judge/policy-role.ts';
import { isTextOf, printOf, type TextPrint } from '../judge/same-text.ts';
import type { SeenDocument, SeenReason } from '../model/report.ts';
import { roleOfDocument, verdictOf, versions } from './discover-main.ts';
import { fit, keyOf, type Walk } from './discover-walk.ts';
import { discoveryLimits, type FoundDocument, type Visit } from './discovery.ts';

/** Below this a document is for other readers (see `fit`). */
const leastFit = -20;
/** Links that read like the main policy once more: another product's, or the same under another address. */
const mostFurtherMains = 3;

/**
 * The rest of the product's set: voice, viewing and biometric notices, supplements for states and regions, children's and cookie policies that the main
 * policy or a page on the way to it links to, one hop deep. What is for other readers, older, gone, another maker's or the same text is noted as seen.
 */
export async function readSet<V extends Visit>(
  walk: Walk<V>,
  begun: readonly FoundDocument<V>[],
  pages: readonly V[],
): Promise<readonly FoundDocument<V>[]> {
  const documents = [...begun];
  const prints: TextPrint[] = documents.map(({ visit }) => printOf(visit.text?.text ?? ''));
  const languages = new Set(documents.map(({ visit }) => visit.text?.language));
  for (const page of documents.map(({ visit }) => visit))
    for (const link of versions(page, walk))
      if (!walk.isKnown(link.url)) note(walk, link, languages.has(link.language) || link.language === undefined ? 'country' : 'language');

  let visits = 0;
  let furtherMains = 0;
  for (const link of wanted(walk, pages)) {
    if (walk.isKnown(link.url)) continue;
    if (link.isOlder) {
      note(walk, link, 'older');
      continue;
    }
    if (fit(link, walk.aim) < leastFit) {
      note(walk, link, link.language !== undefined && link.language !== walk.aim.language ? 'language' : 'country');
      continue;
    }
    if (link.role === 'main' && furtherMains >= mostFurtherMains) continue;
    if (documents.length >= discoveryLimits.documents || visits >= discoveryLimits.setPages) {
      note(walk, link, 'limit');
      continue;
    }
    visits += 1;
    if (link.role === 'main') furtherMains += 1;
    const page = await walk.go(link.url, link.text === '' ? link.url : link.text);
    if (page === undefined) continue;
    const reason = refused(page, link, prints, walk);
    if (reason !== undefined) {
      note(walk, { ...link, url: page.finalUrl }, reason, page);
      continue;
    }
    const role = roleOfDocument(page, link.role, walk.aim.own);
    const [country = localeOfAddress(page.finalUrl).countries[0]] = link.countries;
    documents.push({
      visit: page,
      role: role === 'main' ? 'other' : role,
      found: link.reasons,
      ...(country === undefined ? {} : { country }),
    });
    prints.push(printOf(page.text?.text ?? ''));
  }
  return documents.toSorted((a, b) => roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role));
}

/** The links of all pages that name a document of the set, each address once, in the order in which they are worth reading. */
function wanted<V extends Visit>(walk: Walk<V>, pages: readonly V[]): readonly PolicyLink[] {
  const links = new Map<string, PolicyLink>();
  for (const page of pages) {
    const isPolicy = page.failure === null;
    for (const link of walk.links(page)) {
      if (link.leadsTo !== 'policy' || link.score < policyScore - 10) continue;
      // Another site's document counts where a policy itself names it as a part of its own.
      if (!link.isOwn && (!isPolicy || link.role === 'main' || link.role === 'other')) continue;
      const key = keyOf(link.url);
      const known = links.get(key);
      if (known === undefined || (known.role === 'main' && link.role !== 'main')) links.set(key, link);
    }
  }
  const rank = ({ role }: PolicyLink): number => (role === 'main' ? roleOrder.length : roleOrder.indexOf(role));
  return [...links.values()].toSorted((a, b) => rank(a) - rank(b) || b.score - a.score);
}

/** Why a page that came for a link is no document of the set; undefined where it is one, read or (a wall, a timeout) not. */
function refused<V extends Visit>(page: V, link: PolicyLink, prints: readonly TextPrint[], walk: Walk<V>): SeenReason | undefined {
  switch (verdictOf(page, link, walk)) {
    case 'other-language':
      return 'language';
    case 'other-maker':
      return 'other-maker';
    case 'no-policy':
      return page.failure?.kind === 'soft-404' || page.failure?.kind === 'http-status' ? 'gone' : 'not-a-policy';
    case 'unread':
      // Another site's wall hides nothing of this maker's that is known to be there.
      return link.isOwn ? undefined : 'not-a-policy';
    case 'policy':
      break;
  }
  const print = printOf(page.text?.text ?? '');
  return prints.some((known) => isTextOf(print, known)) ? 'same-text' : undefined;
}

function note<V extends Visit>(walk: Walk<V>, link: PolicyLink, reason: SeenReason, page?: V): void {
  const title = page?.text?.title ?? (link.text === '' ? undefined : link.text);
  const language = page?.text?.language ?? link.language;
  const [country] = link.countries;
  const document: SeenDocument = {
    url: link.url,
    ...(title === undefined ? {} : { title }),
    role: link.role,
    ...(country === undefined ? {} : { country }),
    ...(language === undefined ? {} : { language }),
    reason,
    detail: details[reason],
  };
  walk.note(document);
}

const details: Readonly<Record<SeenReason, string>> = {
  country: 'it is for readers in another country',
  language: 'it is in another language',
  'same-text': 'it has the text of a document that was read',
  'not-a-policy': 'it was looked at and is no policy, or could not be told to be one',
  gone: 'the link to it leads nowhere',
  'other-maker': 'its text does not name this maker',
  older: 'it is a former version',
  limit: `no more than ${discoveryLimits.documents} documents of a product are read`,
};
