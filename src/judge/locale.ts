import { countriesIn, countryCode } from './countries.ts';

/** Whom a document speaks to and in which language, as far as its link and its address tell. */
export interface Locale {
  /** ISO 3166-1 alpha-2, or `EU`; [] where none is named. */
  readonly countries: readonly string[];
  /** BCP 47 primary subtag. */
  readonly language?: string;
}

/** Languages as addresses abbreviate them: those of `foreign-policy.ts`, and English. */
const languages = new Set(
  'en ar bg cs da de el es et fa fi fr he hi hu id it ja ko lt lv nb nl no pl pt ro ru sk sl sv th tr uk vi zh'.split(' '),
);

/** Languages as links name them, in that language and in English. */
const languageNames: readonly (readonly [code: string, names: RegExp])[] = [
  ['en', /\b(?:english|inglés|englisch|anglais|inglês|inglese)\b|(?:^|[([\s|/])EN(?:$|[)\]\s|/])/iu],
  ['de', /\b(?:deutsch|german)\b/iu],
  ['fr', /\b(?:français|french)\b/iu],
  ['es', /\b(?:español|spanish|castellano)\b/iu],
  ['pt', /\b(?:português|portuguese)\b/iu],
  ['it', /\b(?:italiano|italian)\b/iu],
  ['nl', /\b(?:nederlands|dutch)\b/iu],
  ['pl', /\b(?:polski|polish)\b/iu],
  ['tr', /\b(?:türkçe|turkish)\b/iu],
  ['ru', /русский|\brussian\b/iu],
  ['ja', /日本語|\bjapanese\b/iu],
  ['ko', /한국어|\bkorean\b/iu],
  ['zh', /中文|简体|繁體|\bchinese\b/iu],
  ['ar', /العربية|\barabic\b/iu],
  ['vi', /tiếng việt|\bvietnamese\b/iu],
  ['id', /\b(?:bahasa indonesia|indonesian)\b/iu],
  ['th', /ไทย|\bthai\b/iu],
  ['cs', /čeština|\bczech\b/iu],
  ['da', /\b(?:dansk|danish)\b/iu],
  ['sv', /\b(?:svenska|swedish)\b/iu],
  ['no', /\b(?:norsk|norwegian)\b/iu],
  ['fi', /\b(?:suomi|finnish)\b/iu],
  ['el', /ελληνικά|\bgreek\b/iu],
  ['hu', /\b(?:magyar|hungarian)\b/iu],
  ['bg', /български|\bbulgarian\b/iu],
  ['ro', /română|\bromanian\b/iu],
  ['uk', /українська|\bukrainian\b/iu],
  ['he', /עברית|\bhebrew\b/iu],
  ['ca', /\bcatal(?:à|an)\b/iu],
];

/** Top-level domains of countries whose sites are nearly all that country's; the others (.tv, .io, .me, .co) are sold to everybody. */
const homeDomains = new Set(
  'uk de fr es it nl pl tr cz at be dk fi gr hu ie no pt ro se ch ca mx br ar cl pe au nz jp kr cn tw hk sg my th vn ph in pk ru ua il ae sa eg ma ng ke za eu'.split(
    ' ',
  ),
);

/** The locale that a tag such as `en-GB`, `en_us` or `de` names. */
export function localeOfTag(tag: string): Locale {
  const [, first = '', , last] = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}))?$/iu.exec(tag.trim()) ?? [];
  const language = first.toLowerCase();
  const country = last === undefined ? undefined : countryCode(last);
  return { countries: country === undefined ? [] : [country], ...(languages.has(language) ? { language } : {}) };
}

/**
 * The locale that an address names in its path (`/en-us/`, `/uk/`, `/de/en/`), its query (`?locale=en_GB`), or its host (`uk.example.com`, `.de`).
 * Two letters that are a language and a country (`/de/`, `/it/`) are the language, unless a language stands beside them.
 */
export function localeOfAddress(url: string): Locale {
  if (!URL.canParse(url)) return { countries: [] };
  const { hostname, pathname, searchParams } = new URL(url);
  const countries: string[] = [];
  let language: string | undefined;
  const labels = hostname.split('.');
  const hints = [...searchParams]
    .filter(([name]) => /^(?:hl|gl|lang|language|locale|country|region|loc|cc)$/iu.test(name))
    .map(([, value]) => value);
  // `/id/48150786` is no Indonesian.
  const segments = pathname
    .split('/')
    .filter((segment, index, all) => segment !== '' && segment.length <= 7 && !(segment === 'id' && /^\d/u.test(all[index + 1] ?? '')));
  const ends =
    pathname.match(/[-_]([a-z]{2}(?:[-_][a-z]{2})?)(?:\.(?:html?|pdf|php|aspx?))?$/iu)?.[1] ??
    pathname.match(/\.([a-z]{2}[-_][a-z]{2})$/iu)?.[1];
  const tags = [
    ...hints,
    ...segments,
    ...(ends === undefined || !isTelling(ends) ? [] : [ends]),
    ...(labels.length > 2 ? labels.slice(0, 1) : []),
  ];
  for (const tag of tags) {
    const pair = /^([a-z]{2})[-_]([a-z]{2})$/iu.exec(tag);
    if (pair !== null) {
      const [, one = '', two = ''] = pair;
      const [spoken, place] = languages.has(one.toLowerCase()) ? [one, two] : [two, one];
      if (!languages.has(spoken.toLowerCase())) continue;
      language ??= spoken.toLowerCase();
      const country = countryCode(place);
      if (country !== undefined) countries.push(country);
    } else if (/^[a-z]{2}$/iu.test(tag)) {
      const letters = tag.toLowerCase();
      const country = countryCode(letters);
      // `uk` is Britain far more often than Ukrainian.
      if (languages.has(letters) && letters !== 'uk') {
        if (language === undefined) language = letters;
        else if (country !== undefined) countries.push(country);
      } else if (country !== undefined) countries.push(country);
    }
  }
  // `/de/en/`: the first is the country then.
  const [first, second] = segments.map((segment) => segment.toLowerCase());
  if (first !== undefined && second !== undefined && /^[a-z]{2}$/u.test(first) && languages.has(first) && languages.has(second)) {
    language = second;
    const country = countryCode(first);
    if (country !== undefined) countries.push(country);
  }
  const top = labels.at(-1) ?? '';
  const own = homeDomains.has(top) ? countryCode(top) : undefined;
  if (countries.length === 0 && own !== undefined) countries.push(own);
  return { countries: [...new Set(countries)], ...(language === undefined ? {} : { language }) };
}

/** `policy-en.html` and `privacy.en-gb` end in a language; `terms-of`, `opt-in` and `log-in` end in words. */
function isTelling(letters: string): boolean {
  return letters.length > 2 || /^(?:en|de|fr|es|pt|nl|pl|ru|ja|ko|zh|us|uk|eu|au|ca)$/iu.test(letters);
}

/** The locale of a link: what `hreflang` says, then its words, then its address. */
export function localeOfLink(words: string, url: string, hreflang: string | undefined): Locale {
  const tagged: Locale = hreflang === undefined ? { countries: [] } : localeOfTag(hreflang);
  const address = localeOfAddress(url);
  const spoken = countriesIn(words);
  const named = languageNames.find(([, pattern]) => pattern.test(words))?.[0];
  const countries = tagged.countries.length > 0 ? tagged.countries : spoken.length > 0 ? spoken : address.countries;
  const language = tagged.language ?? named ?? address.language;
  return { countries, ...(language === undefined ? {} : { language }) };
}
