/**
 * Countries as links name them, in English and in their own languages: those of the 40 countries with the most people online (ITU, 2024) and of
 * the European Economic Area. `EU` stands for all of that area, as policies use it. Two letters are ISO 3166-1 alpha-2.
 */
const names: Readonly<Record<string, string>> = {
  US: 'united states(?: of america)?|u\\.?s\\.?a\\.?|u\\.s\\.|américa|estados unidos|états-unis|vereinigte staaten|미국|美国|アメリカ',
  GB: 'united kingdom|great britain|u\\.?k\\.?|england|scotland|wales|northern ireland',
  EU: 'european union|european economic area|europe(?:an)?|e\\.?e\\.?a\\.?|e\\.u\\.|gdpr|eu|europa|union européenne|欧州|유럽',
  AT: 'austria|österreich',
  BE: 'belgium|belgië|belgique',
  BG: 'bulgaria|българия',
  HR: 'croatia|hrvatska',
  CY: 'cyprus',
  CZ: 'czech republic|czechia|česko|česká republika',
  DK: 'denmark|danmark',
  EE: 'estonia|eesti',
  FI: 'finland|suomi',
  FR: 'france',
  DE: 'germany|deutschland',
  GR: 'greece|ελλάδα',
  HU: 'hungary|magyarország',
  IS: 'iceland',
  IE: 'ireland',
  IT: 'italy|italia',
  LV: 'latvia',
  LI: 'liechtenstein',
  LT: 'lithuania|lietuva',
  LU: 'luxembourg',
  MT: 'malta',
  NL: '(?:the )?netherlands|nederland',
  NO: 'norway|norge',
  PL: 'poland|polska',
  PT: 'portugal',
  RO: 'romania|românia',
  SK: 'slovakia|slovensko',
  SI: 'slovenia|slovenija',
  ES: 'spain|españa',
  SE: 'sweden|sverige',
  CH: 'switzerland|schweiz|suisse|svizzera',
  CA: 'canada',
  MX: 'mexico|méxico',
  BR: 'brazil|brasil|lgpd',
  AR: 'argentina',
  CO: 'colombia',
  CL: 'chile',
  PE: 'peru|perú',
  AU: 'australia',
  NZ: 'new zealand',
  JP: 'japan|日本',
  KR: '(?:south |republic of )?korea|한국|대한민국',
  CN: '(?:mainland )?china|中国|中國',
  TW: 'taiwan|台灣|台湾',
  HK: 'hong kong|香港',
  SG: 'singapore',
  MY: 'malaysia',
  ID: 'indonesia',
  TH: 'thailand|ประเทศไทย',
  VN: 'viet ?nam|việt nam',
  PH: 'philippines',
  IN: 'india|भारत',
  PK: 'pakistan',
  BD: 'bangladesh',
  LK: 'sri lanka',
  RU: 'russia(?:n federation)?|россия',
  UA: 'ukraine|україна',
  TR: 'turkey|türkiye',
  IR: 'iran|ایران',
  IL: 'israel|ישראל',
  AE: 'united arab emirates|uae|الإمارات',
  SA: 'saudi arabia|السعودية',
  EG: 'egypt|مصر',
  MA: 'morocco|maroc',
  NG: 'nigeria',
  KE: 'kenya',
  ZA: 'south africa',
};

/**
 * A country's words in a link, as wholes: `US` alone counts in capitals, since "us" is a word. Made when they are first asked for: that takes a
 * sixth as long as Node takes to start, and who scans a file asks for none.
 */
let patterns: readonly (readonly [code: string, pattern: RegExp])[] | undefined;
const countryPatterns = (): readonly (readonly [code: string, pattern: RegExp])[] =>
  (patterns ??= Object.entries(names).map(
    ([code, words]) => [code, new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu')] as const,
  ));

/** The countries that words name, in the order of the table; [] where they name none. */
export function countriesIn(words: string): readonly string[] {
  const found = countryPatterns()
    .filter(([, pattern]) => pattern.test(words))
    .map(([code]) => code);
  return /\bUS\b/u.test(words) && !found.includes('US') ? ['US', ...found] : found;
}

/** The words of a link without the countries that they name. */
export function withoutCountries(words: string): string {
  let rest = words.replaceAll(/\bUS\b/gu, ' ');
  for (const [, pattern] of countryPatterns()) rest = rest.replace(pattern, ' ');
  return rest;
}

/** Whether two letters are a country of the table, as an address writes it: `us`, `uk`, `eu`. */
export function countryCode(letters: string): string | undefined {
  const code = letters.toUpperCase();
  if (code === 'UK') return 'GB';
  return Object.hasOwn(names, code) ? code : undefined;
}

/** The European Economic Area (agreement of 1992, as of 2026): whom a text for `EU` speaks to. */
const area = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE'.split(' '));

/** Whether a document for `named` countries is one for readers in `country`. */
export function speaksTo(named: readonly string[], country: string): boolean {
  return (
    named.includes(country) || (named.includes('EU') && area.has(country)) || (country === 'EU' && named.some((code) => area.has(code)))
  );
}

/** The states of the USA with privacy laws of their own that policies have supplements for (IAPP, "US State Privacy Legislation Tracker", 2026), and the names of such laws. */
export const stateNames =
  /\b(?:california|colorado|connecticut|virginia|utah|texas|oregon|montana|nevada|washington|delaware|iowa|indiana|tennessee|new jersey|new hampshire|minnesota|maryland|nebraska|kentucky|rhode island|florida|vermont|illinois)\b|\bccpa\b|\bcpra\b|\bu\.?s\.? states?\b|\bstate (?:privacy|law|specific|residents?|supplement|notice|disclosures?)|shine the light|consumer health data/iu;
