import { stem } from './english/stem.ts';

/** Punctuation is a token too; these are its form ids. Words start at `firstWord`. */
export const punctuation = { stop: 1, comma: 2, semicolon: 3, colon: 4, open: 5, close: 6, dash: 7, quote: 8, pipe: 9, other: 10 } as const;
const firstWord = 16;
/** What every word form beyond `maxForms` is read as: a hostile text must not fill the memory. */
const unknownForm = 11;
/** URLs, mail addresses and file names: one token, no meaning. */
export const addressForm = 12;
/** Any number written in digits. */
export const numberForm = 13;
/** English policies hold about 25,000 distinct forms in 5 million words (measured on 729 policies); eight times that. */
const maxForms = 200_000;

/** Table of word forms seen so far: lower-case form ↔ id, and the stem of each form, found once per form. */
export interface Forms {
  /** Id of a lower-case form; makes one when new. */
  readonly idOf: (form: string) => number;
  readonly nameOf: (id: number) => string;
  /** Id of the stem of a form; forms of one word share it. Stems and forms are two separate id spaces. */
  readonly stemOf: (id: number) => number;
  readonly stemIdOf: (stem: string) => number;
  /** Form id of `source.slice(start, end)`, compared in lower case with straight apostrophes; `hash` is `hashOf` of the same. */
  readonly find: (source: string, start: number, end: number, hash: number) => number;
  readonly classOf: (id: number) => number;
  readonly size: () => number;
  /** The table as it stands, for `makeForms` to start from. */
  readonly saved: () => SavedForms;
}

/** A table of forms as plain values: what the build writes down, so that a start need not stem. */
export interface SavedForms {
  /** All forms from `firstWord` on, in the order of their ids, with line breaks between them. */
  readonly names: string;
  /** All stems in the order of their ids, which start at 1, with line breaks between them. */
  readonly stemNames: string;
  /** Stem id of each form. */
  readonly stems: Int32Array;
}

/** Lower case for the letters policies use; curly apostrophes become straight. */
export function foldCode(code: number): number {
  if (code >= 65 && code <= 90) return code + 32;
  if (code < 128) return code;
  // U+FFFD stands where a page in another charset had its apostrophe.
  if (code === 0x2019 || code === 0x2018 || code === 0x02bc || code === 0xfffd) return 39;
  if ((code >= 0xc0 && code <= 0xde && code !== 0xd7) || (code >= 0x391 && code <= 0x3a9) || (code >= 0x410 && code <= 0x42f))
    return code + 32;
  return code;
}

export const hashSeed = 0x811c9dc5 | 0;
export const hashStep = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** Makes a table, empty or as it was saved. `classify` gives the word classes (a bit set) of a lower-case form; it is asked once per form. */
export function makeForms(classify: (form: string) => number, saved?: SavedForms): Forms {
  const names: string[] = Array.from({ length: firstWord }, () => '');
  const stems: number[] = Array.from({ length: firstWord }, () => 0);
  const classes: number[] = Array.from({ length: firstWord }, () => 0);
  const hashes: number[] = Array.from({ length: firstWord }, () => 0);
  const stemIds = new Map<string, number>();
  let capacity = 1 << 16;
  let table = new Int32Array(capacity);

  const stemIdOf = (name: string): number => {
    let id = stemIds.get(name);
    if (id === undefined) stemIds.set(name, (id = stemIds.size + 1));
    return id;
  };
  const hashName = (name: string): number => {
    let hash: number = hashSeed;
    for (let i = 0; i < name.length; i++) hash = hashStep(hash, name.charCodeAt(i));
    return hash;
  };
  const insert = (name: string, slot: number, hash: number): number => {
    const id = names.length;
    names.push(name);
    stems.push(stemIdOf(stem(name)));
    classes.push(classify(name));
    hashes.push(hash);
    table[slot] = id;
    if (id * 2 > capacity) grow();
    return id;
  };

  const grow = (): void => {
    capacity *= 2;
    place();
  };
  /** Writes all forms into an empty table of `capacity` rows. */
  const place = (): void => {
    table = new Int32Array(capacity);
    for (let id = firstWord; id < names.length; id++) {
      let slot = (hashes[id] ?? 0) & (capacity - 1);
      while (table[slot] !== 0) slot = (slot + 1) & (capacity - 1);
      table[slot] = id;
    }
  };
  const same = (name: string, source: string, start: number, end: number): boolean => {
    if (name.length !== end - start) return false;
    for (let i = 0; i < name.length; i++) {
      const code = source.charCodeAt(start + i);
      const wanted = name.charCodeAt(i);
      if (code !== wanted && foldCode(code) !== wanted) return false;
    }
    return true;
  };
  const find = (source: string, start: number, end: number, hash: number): number => {
    let slot = hash & (capacity - 1);
    for (;;) {
      const id = table[slot] ?? 0;
      if (id === 0) break;
      if (hashes[id] === hash && same(names[id] ?? '', source, start, end)) return id;
      slot = (slot + 1) & (capacity - 1);
    }
    if (names.length >= maxForms) return unknownForm;
    let name = '';
    for (let i = start; i < end; i++) name += String.fromCharCode(foldCode(source.charCodeAt(i)));
    return insert(name, slot, hash);
  };
  if (saved && saved.names !== '') {
    for (const stemName of saved.stemNames.split('\n')) stemIds.set(stemName, stemIds.size + 1);
    for (const [k, name] of saved.names.split('\n').entries()) {
      names.push(name);
      stems.push(saved.stems[k] ?? 0);
      classes.push(classify(name));
      hashes.push(hashName(name));
    }
    capacity >>= 1;
    do capacity *= 2;
    while (names.length * 2 > capacity);
    place();
  }
  return {
    idOf: (form) => find(form, 0, form.length, hashName(form)),
    nameOf: (id) => names[id] ?? '',
    stemOf: (id) => stems[id] ?? 0,
    stemIdOf,
    find,
    classOf: (id) => classes[id] ?? 0,
    size: () => names.length,
    saved: () => ({
      names: names.slice(firstWord).join('\n'),
      stemNames: [...stemIds.keys()].join('\n'),
      stems: Int32Array.from(stems.slice(firstWord)),
    }),
  };
}
