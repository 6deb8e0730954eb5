import type { Role } from '../model/maker.ts';
import type { PolicyReading, SeenDocument, SeenReason } from '../model/report.ts';
import { harmless } from './harmless.ts';
import { counted, languageName } from './plain-words.ts';

/** What part a document plays, as a reader says it. */
const roleWords: Readonly<Record<Role, string>> = {
  main: 'main policy',
  voice: 'voice notice',
  viewing: 'viewing notice',
  state: 'state supplement',
  children: "children's notice",
  biometric: 'biometric notice',
  cookies: 'cookie policy',
  regional: 'regional supplement',
  other: 'further notice',
};

/** "Germany", "the European Union", by ISO 3166-1 alpha-2 or `EU`. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/u.test(code)) return harmless(code);
  const name = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }).of(code) ?? code;
  return /^(?:United|European Union|Netherlands|Philippines)/u.test(name) ? `the ${name}` : name;
}

/** The part, the readers and the number of pages of a document, where they are known. */
export function partWords({ role, country, parts }: PolicyReading): readonly string[] {
  return [
    ...(role === undefined ? [] : [roleWords[role]]),
    ...(country === undefined ? [] : [`for readers in ${countryName(country)}`]),
    ...(parts === undefined ? [] : [`${counted(parts.length, 'page')} read as one`]),
  ];
}

/** How a document was found, and where the person asked not to heed robots.txt: a sentence each. */
export function foundSentences({ found, robots }: PolicyReading): readonly string[] {
  const [first, ...rest] = (found ?? []).map(harmless);
  return [
    ...(first === undefined ? [] : [`Found because ${[first, ...rest].join('; ')}.`]),
    ...(robots?.because === 'ignored' ? ['What robots.txt says of the page was not asked (--ignore-robots).'] : []),
  ];
}

/** What is said of documents that were met and not read, by the reason, the weightiest for a reader first. */
const seenWords: Readonly<Record<SeenReason, string>> = {
  country: 'for readers elsewhere',
  language: 'in another language',
  limit: 'beyond the number of documents that are read',
  'not-a-policy': 'no policy by what it says',
  gone: 'gone',
  'other-maker': "another company's, as far as can be told",
  older: 'a former version',
  'same-text': 'the same text once more',
};

const seenOrder = Object.keys(seenWords);

/** A document that was met and not read, in a line of its own: name, whose or which language, why. */
export function seenSentence(document: SeenDocument): string {
  const { title, url, country, language, reason } = document;
  const locale = [
    ...(country === undefined ? [] : [countryName(country)]),
    ...(language === undefined || language === 'en' ? [] : [languageName(language)]),
  ];
  const name = title === undefined || title.trim() === '' ? '' : `“${harmless(title)}”, `;
  return `${name}${seenWords[reason]}${locale.length === 0 ? '' : ` (${locale.join(', ')})`}: ${harmless(url)}`;
}

/** In the order in which a reader wants to know of them. */
export function seenInOrder(seen: readonly SeenDocument[] = []): readonly SeenDocument[] {
  return seen.toSorted((a, b) => seenOrder.indexOf(a.reason) - seenOrder.indexOf(b.reason));
}
