import type { PageDeclaration, PageSelector, PolicyDeclaration, Role } from '../model/maker.ts';
import { roles } from '../model/maker.ts';
import { didYouMean, nearest } from './nearest.ts';
import { isDate } from './reviews.ts';
import { shortened } from './shortened.ts';

/** Where something stands in a file. */
export type Keys = readonly (string | number)[];

/** Something wrong in a block: `atKey` where the key itself is wrong and not its value. */
export interface Fault {
  readonly keys: Keys;
  readonly message: string;
  readonly atKey?: true;
  /** A key that nobody knows: another archive's, or a newer one's. */
  readonly isUnknownKey?: true;
}

/** The archive's names for documents about privacy, for hints. Source: its 1,207 declarations of such documents (corpus, 2026-11). */
const privacyTypes = ['Privacy Policy', 'Trackers Policy', 'Parent Organization Privacy Policy', 'Business Privacy Policy'] as const;

const pageKeys = ['fetch', 'select', 'remove', 'filter', 'executeClientScripts'] as const;
const ownKeys = ['role', 'source', 'seen', 'unverified'] as const;
const blockKeys: readonly string[] = [...pageKeys, 'combine', ...ownKeys];
const rangeKeys = ['startBefore', 'startAfter', 'endBefore', 'endAfter'] as const;

/** Longest selector, in characters: the longest of 1,207 declarations has 220 (2026-11). */
const longestSelector = 2000;

type Plain = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong in one block of `terms`: the keys are those of Open Terms Archive (docs.opentermsarchive.org, "Service declaration") and four of our own. */
export function termsFaults(block: unknown, keys: Keys, { allowHttp }: { readonly allowHttp: boolean }): readonly Fault[] {
  if (!isRecord(block))
    return [{ keys, message: 'a document is a group of keys: fetch: and its https address, perhaps select: and remove:.' }];
  const faults: Fault[] = [...unknownKeys(block, blockKeys, keys), ...pageFaults(block, keys, allowHttp), ...ownFaults(block, keys)];
  const { combine } = block;
  if (combine === undefined) {
    if (block['fetch'] === undefined) faults.push({ keys, message: '"fetch" is missing: the address of the document.' });
    return faults;
  }
  if (block['fetch'] !== undefined)
    faults.push({ keys: [...keys, 'fetch'], atKey: true, message: '"fetch" stands in each part of "combine", not beside it.' });
  if (!Array.isArray(combine) || combine.length === 0)
    return [...faults, { keys: [...keys, 'combine'], message: '"combine" is a list of pages, each with its "fetch".' }];
  const parts: readonly unknown[] = combine;
  for (const [index, part] of parts.entries()) {
    const at = [...keys, 'combine', index];
    if (!isRecord(part)) faults.push({ keys: at, message: 'each part of "combine" is a group of keys, with "fetch".' });
    else {
      faults.push(...unknownKeys(part, pageKeys, at), ...pageFaults(part, at, allowHttp));
      if (part['fetch'] === undefined) faults.push({ keys: at, message: '"fetch" of this part of "combine" is missing.' });
    }
  }
  return faults;
}

function unknownKeys(block: Plain, known: readonly string[], keys: Keys): readonly Fault[] {
  return Object.keys(block)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      keys: [...keys, key],
      atKey: true,
      isUnknownKey: true,
      message: `there is no "${shortened(key)}" here.${didYouMean(key, known) || ` Known are ${known.join(', ')}.`}`,
    }));
}

function pageFaults(block: Plain, keys: Keys, allowHttp: boolean): readonly Fault[] {
  const faults: Fault[] = [];
  const at = (key: string, message: string): void => void faults.push({ keys: [...keys, key], message });
  if (block['fetch'] !== undefined) {
    const wrong = addressFault(block['fetch'], allowHttp);
    if (wrong !== undefined) at('fetch', `"fetch" ${wrong}`);
  }
  for (const key of ['select', 'remove'] as const) if (block[key] !== undefined) faults.push(...selectorFaults(block[key], [...keys, key]));
  const { filter, executeClientScripts } = block;
  if (filter !== undefined && !(Array.isArray(filter) && filter.every((one) => typeof one === 'string' || isRecord(one))))
    at('filter', '"filter" is a list of names of functions.');
  if (executeClientScripts !== undefined && typeof executeClientScripts !== 'boolean')
    at('executeClientScripts', '"executeClientScripts" is true or false.');
  return faults;
}

/** What is wrong with an address; undefined where nothing is. */
export function addressFault(value: unknown, allowHttp: boolean): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return 'is not a whole web address, such as https://www.example.com/privacy.';
  const { protocol, username, password } = new URL(value);
  if (username !== '' || password !== '') return 'holds a name or password: leave them out.';
  if (protocol === 'https:' || (allowHttp && protocol === 'http:')) return undefined;
  return protocol === 'http:' ? 'begins with http: write https.' : 'is no web address: it begins with https.';
}

function selectorFaults(value: unknown, keys: Keys): readonly Fault[] {
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    if (entries.length === 0) return [{ keys, message: 'the list is empty. Leave the line out, or write a selector.' }];
    return entries.flatMap((entry, index) =>
      Array.isArray(entry) ? [notSelector([...keys, index])] : selectorFaults(entry, [...keys, index]),
    );
  }
  if (typeof value === 'string') {
    if (value.trim() === '') return [{ keys, message: 'the selector is empty. Leave the line out, or write one.' }];
    return value.length > longestSelector ? [{ keys, message: `a selector has at most ${longestSelector} characters.` }] : [];
  }
  if (!isRecord(value)) return [notSelector(keys)];
  const unknown = unknownKeys(value, rangeKeys, keys);
  if (unknown.length > 0) return unknown;
  for (const key of rangeKeys)
    if (value[key] !== undefined && (typeof value[key] !== 'string' || value[key].trim() === ''))
      return [{ keys: [...keys, key], message: `"${key}" is a CSS selector: a text, in quotes if it begins with # or [.` }];
  const starts = Number(value['startBefore'] !== undefined) + Number(value['startAfter'] !== undefined);
  const ends = Number(value['endBefore'] !== undefined) + Number(value['endAfter'] !== undefined);
  if (starts === 1 && ends === 1) return [];
  return [{ keys, message: 'a range has one start (startBefore or startAfter) and one end (endBefore or endAfter).' }];
}

const notSelector = (keys: Keys): Fault => ({
  keys,
  message:
    'this is a CSS selector (a text; "#" begins a comment, so put it in quotes), a range such as {startBefore: h1, endBefore: footer}, or a list of those.',
});

function ownFaults(block: Plain, keys: Keys): readonly Fault[] {
  const faults: Fault[] = [];
  const { role, source, seen, unverified } = block;
  const at = (key: string, message: string): void => void faults.push({ keys: [...keys, key], message });
  if (role !== undefined && !roles.some((known) => known === role)) {
    const hint = typeof role === 'string' ? didYouMean(role, roles) : '';
    at('role', `"role" is one of ${roles.join(', ')}.${hint}`);
  }
  if (source !== undefined && (typeof source !== 'string' || source.trim() === ''))
    at('source', '"source" says in words where the address is from.');
  if (seen !== undefined && (typeof seen !== 'string' || !isDate(seen))) at('seen', '"seen" is a day of the calendar, as YYYY-MM-DD.');
  if (unverified !== undefined && typeof unverified !== 'boolean') at('unverified', '"unverified" is true or false.');
  return faults;
}

/** A key of `terms`: the archive's type of document, and in brackets what tells it from the maker's others of that type. */
export function termsKey(key: string): { readonly termsType: string; readonly about?: string } {
  const [, termsType = key, about] = /^(.*?)(?: \(([^()]+)\))?$/u.exec(key) ?? [];
  return about === undefined ? { termsType } : { termsType, about };
}

/** Small letters, digits and single hyphens: safe in a path, an address and a cell of a table. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
}

/** What is wrong with a key of `terms`; types that are not about privacy are let be, misspelt ones are not. */
export function termsKeyFault(key: string): string | undefined {
  if (slugOf(key) === '') return 'a document is named by the archive\'s type of it, such as "Privacy Policy".';
  const { termsType } = termsKey(key);
  if (isAboutPrivacy(termsType)) return undefined;
  const near = nearest(termsType, privacyTypes);
  return near === undefined ? undefined : `there is no type of document "${shortened(termsType)}". Did you mean ${near}?`;
}

/** Whatever its readers: "Business Privacy Policy" and types that the archive has not named yet are read, too. */
export function isAboutPrivacy(termsType: string): boolean {
  return termsType === 'Trackers Policy' || /(?:^| )Privacy Policy$/u.test(termsType);
}

/** A block without faults as a policy; missing parts of `combine` are those beside it, as in the archive. */
export function policyFrom(maker: string, key: string, block: unknown): PolicyDeclaration {
  const { termsType, about } = termsKey(key);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `termsFaults` has found nothing wrong in it
  const { combine, filter, role, source, seen, unverified, ...page } = block as WrittenBlock;
  const [first, ...rest] = combine ?? [page];
  const filters = [filter, ...(combine ?? []).map((part) => part.filter)].flat().flatMap(nameOfFilter);
  return {
    id: `${maker}/${slugOf(key)}`,
    termsType,
    ...(about === undefined ? {} : { about }),
    role: role ?? roleOf(termsType, about),
    pages: [pageFrom({ ...page, ...first }), ...rest.map((part) => pageFrom({ ...page, ...part }))],
    filters: [...new Set(filters)],
    ...(source === undefined ? {} : { source }),
    ...(seen === undefined ? {} : { seen }),
    unverified: unverified === true,
  };
}

type WrittenSelectors = PageSelector | readonly PageSelector[];

interface WrittenPage {
  readonly fetch?: string;
  readonly select?: WrittenSelectors;
  readonly remove?: WrittenSelectors;
  readonly filter?: readonly (string | Plain)[];
  readonly executeClientScripts?: boolean;
}

interface WrittenBlock extends WrittenPage {
  readonly combine?: readonly WrittenPage[];
  readonly role?: Role;
  readonly source?: string;
  readonly seen?: string;
  readonly unverified?: boolean;
}

function pageFrom({ fetch = '', select, remove, executeClientScripts }: WrittenPage): PageDeclaration {
  return {
    fetch: new URL(fetch).href,
    ...(select === undefined ? {} : { select: listOf(select) }),
    ...(remove === undefined ? {} : { remove: listOf(remove) }),
    ...(executeClientScripts === undefined ? {} : { executeClientScripts }),
  };
}

function listOf(selectors: WrittenSelectors): readonly PageSelector[] {
  return isList(selectors) ? selectors : [selectors];
}

function isList(selectors: WrittenSelectors): selectors is readonly PageSelector[] {
  return Array.isArray(selectors);
}

function nameOfFilter(filter: string | Plain | undefined): readonly string[] {
  if (filter === undefined) return [];
  return typeof filter === 'string' ? [filter] : Object.keys(filter);
}

/** Words of a document's name that tell the part a document plays in its product's set. */
const roleWords: readonly (readonly [RegExp, Role])[] = [
  [/voice|speech|assistant/iu, 'voice'],
  [/viewing|acr|smart tv|tv/iu, 'viewing'],
  [/california|states?\b/iu, 'state'],
  [/child|kids|famil/iu, 'children'],
  [/biometric|face/iu, 'biometric'],
  [/cookie|tracker/iu, 'cookies'],
];

function roleOf(termsType: string, about = ''): Role {
  if (termsType === 'Trackers Policy') return 'cookies';
  return roleWords.find(([words]) => words.test(`${termsType} ${about}`))?.[1] ?? 'main';
}
