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
  /** The stem of a form itself; what has no letters has its number behind a `#`. */
  readonly stemNameOf: (id: number) => string;
  /** Form id of `source.slice(start, end)`, compared in lower case with straight apostrophes. */
  readonly find: (source: string, start: number, end: number) => number;
  /** The same of 1 to 12 plain letters: five bits for each (a is 1) of the first six in `head`, of the others in `tail`. */
  readonly findPlain: (source: string, start: number, end: number, head: number, tail: number) => number;
  readonly classOf: (id: number) => number;
  readonly markOf: (id: number) => number;
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
function foldCode(code: number): number {
  if (code >= 65 && code <= 90) return code + 32;
  if (code < 128) return code;
  // U+FFFD stands where a page in another charset had its apostrophe.
  if (code === 0x2019 || code === 0x2018 || code === 0x02bc || code === 0xfffd) return 39;
  if ((code >= 0xc0 && code <= 0xde && code !== 0xd7) || (code >= 0x391 && code <= 0x3a9) || (code >= 0x410 && code <= 0x42f))
    return code + 32;
  return code;
}

/** FNV-1a over the folded letters. */
function hashOf(source: string, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ foldCode(source.charCodeAt(i)), 0x01000193);
  return hash;
}

/** Plain letters that fit into one number of a key, five bits each. */
export const lettersInKey = 6;

const plainHash = (head: number, tail: number): number => {
  const mixed = Math.imul(head, 0x9e3779b1) ^ Math.imul(tail, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
};

/** What the grammar knows of a form by itself. It is asked once per form. */
export interface Grammar {
  /** Word classes of a lower-case form: a bit set. */
  readonly classOf: (form: string) => number;
  /** What a preposition brings: a bit set. */
  readonly markOf: (form: string) => number;
}

/** Numbers in a row of `facts`. */
const factsOf = { classes: 0, marks: 1, stem: 2, width: 4 } as const;

/**
 * Makes a table, empty or as it was saved. Nearly all of a text is a few hundred forms: what is asked of each word is kept in rows of
 * numbers side by side, since it is the ways to memory that cost (a row that is not at hand costs as much as reading 50 letters).
 */
export function makeForms(grammar: Grammar, saved?: SavedForms): Forms {
  const names: string[] = Array.from({ length: firstWord }, () => '');
  const stemIds = new Map<string, number>();
  const stemNames: string[] = [''];
  /** The letters of all forms one behind the other, and where each form's begin; one place more than there are forms. */
  let letters = new Uint16Array(1 << 15);
  let lettersAt = new Int32Array(1 << 12);
  let facts = new Int32Array(factsOf.width << 12);
  /** Rows of hash and id, found from the hash on; an id of 0 is an empty row. */
  let capacity = 1 << 13;
  let table = new Int32Array(2 * capacity);
  /** Plain words again, by their letters: rows of head, tail and id. What is read there is the word, and need not be compared. */
  let plainCount = 0;
  let plain = new Int32Array(4 << 13);

  const stemIdOf = (name: string): number => {
    let id = stemIds.get(name);
    if (id === undefined) {
      stemIds.set(name, (id = stemNames.length));
      stemNames.push(name);
    }
    return id;
  };
  const place = (hash: number, id: number): void => {
    let row = hash & (capacity - 1);
    while (table[2 * row + 1] !== 0) row = (row + 1) & (capacity - 1);
    table[2 * row] = hash;
    table[2 * row + 1] = id;
  };
  const insert = (name: string, hash: number, stemId: number): number => {
    const id = names.length;
    names.push(name);
    const at = lettersAt[id] ?? 0;
    const end = at + name.length;
    while (end > letters.length) letters = widened(letters, new Uint16Array(letters.length * 2));
    if (id + 1 >= lettersAt.length) {
      lettersAt = widened(lettersAt, new Int32Array(lettersAt.length * 2));
      facts = widened(facts, new Int32Array(facts.length * 2));
    }
    for (let i = 0; i < name.length; i++) letters[at + i] = name.charCodeAt(i);
    lettersAt[id + 1] = end;
    facts[factsOf.width * id + factsOf.classes] = grammar.classOf(name);
    facts[factsOf.width * id + factsOf.marks] = grammar.markOf(name);
    facts[factsOf.width * id + factsOf.stem] = stemId;
    if (id * 2 > capacity) {
      const old = table;
      capacity *= 2;
      table = new Int32Array(2 * capacity);
      for (let row = 0; row < old.length; row += 2) if (old[row + 1] !== 0) place(old[row] ?? 0, old[row + 1] ?? 0);
    }
    place(hash, id);
    return id;
  };
  const isForm = (id: number, source: string, start: number, end: number): boolean => {
    const at = lettersAt[id] ?? 0;
    if ((lettersAt[id + 1] ?? 0) - at !== end - start) return false;
    for (let i = 0; i < end - start; i++) {
      const code = source.charCodeAt(start + i);
      const wanted = letters[at + i];
      if (code !== wanted && foldCode(code) !== wanted) return false;
    }
    return true;
  };
  const find = (source: string, start: number, end: number): number => {
    const hash = hashOf(source, start, end);
    for (let row = hash & (capacity - 1); ; row = (row + 1) & (capacity - 1)) {
      const id = table[2 * row + 1] ?? 0;
      if (id === 0) break;
      if (table[2 * row] === hash && isForm(id, source, start, end)) return id;
    }
    if (names.length >= maxForms) return unknownForm;
    let name = '';
    for (let i = start; i < end; i++) name += String.fromCharCode(foldCode(source.charCodeAt(i)));
    return insert(name, hash, stemIdOf(stem(name)));
  };
  const placePlain = (head: number, tail: number, id: number): void => {
    const rows = plain.length >> 2;
    let row = plainHash(head, tail) & (rows - 1);
    while (plain[4 * row + 2] !== 0) row = (row + 1) & (rows - 1);
    plain[4 * row] = head;
    plain[4 * row + 1] = tail;
    plain[4 * row + 2] = id;
  };
  const findPlain = (source: string, start: number, end: number, head: number, tail: number): number => {
    const rows = plain.length >> 2;
    for (let row = plainHash(head, tail) & (rows - 1); ; row = (row + 1) & (rows - 1)) {
      const id = plain[4 * row + 2] ?? 0;
      if (id === 0) break;
      if (plain[4 * row] === head && plain[4 * row + 1] === tail) return id;
    }
    const id = find(source, start, end);
    if (id === unknownForm) return id;
    if (++plainCount * 2 > rows) {
      const old = plain;
      plain = new Int32Array(2 * old.length);
      for (let at = 0; at < old.length; at += 4) if (old[at + 2] !== 0) placePlain(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
    placePlain(head, tail, id);
    return id;
  };
  if (saved && saved.names !== '') {
    for (const stemName of saved.stemNames.split('\n')) stemIdOf(stemName);
    for (const [k, name] of saved.names.split('\n').entries()) insert(name, hashOf(name, 0, name.length), saved.stems[k] ?? 0);
  }
  const factOf = (id: number, fact: number): number => facts[factsOf.width * id + fact] ?? 0;
  return {
    idOf: (form) => find(form, 0, form.length),
    nameOf: (id) => names[id] ?? '',
    stemOf: (id) => factOf(id, factsOf.stem),
    stemNameOf: (id) => (id < firstWord ? `#${id}` : (stemNames[factOf(id, factsOf.stem)] ?? '')),
    find,
    findPlain,
    classOf: (id) => factOf(id, factsOf.classes),
    markOf: (id) => factOf(id, factsOf.marks),
    size: () => names.length,
    saved: () => ({
      names: names.slice(firstWord).join('\n'),
      stemNames: stemNames.slice(1).join('\n'),
      stems: Int32Array.from(names.slice(firstWord), (_, k) => factOf(firstWord + k, factsOf.stem)),
    }),
  };
}

function widened<T extends Int32Array | Uint16Array>(old: T, into: T): T {
  into.set(old);
  return into;
}
