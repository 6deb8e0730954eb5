import { pluralInBrackets } from './english/phrases.ts';
import { addressForm, foldCode, type Forms, hashSeed, hashStep, numberForm, punctuation } from './forms.ts';

/** The tokens of one block: parallel arrays, reused from block to block. Offsets are into the policy's text, UTF-16 code units. */
export interface Tokens {
  count: number;
  start: Int32Array;
  end: Int32Array;
  form: Int32Array;
}

/** An empty table with room for so many tokens; it grows when there are more. */
export const makeTokens = (room = 1024): Tokens => ({
  count: 0,
  start: new Int32Array(room),
  end: new Int32Array(room),
  form: new Int32Array(room),
});

function grow(tokens: Tokens): void {
  const wider = (old: Int32Array): Int32Array => {
    const next = new Int32Array(old.length * 2);
    next.set(old);
    return next;
  };
  tokens.start = wider(tokens.start);
  tokens.end = wider(tokens.end);
  tokens.form = wider(tokens.form);
}

/** ASCII letters in lower case and digits as they are, by code; 0 for anything else. */
const wordCode: Uint8Array = (() => {
  const table = new Uint8Array(128);
  for (let c = 0; c < 26; c++) table[65 + c] = table[97 + c] = 97 + c;
  for (let c = 48; c < 58; c++) table[c] = c;
  return table;
})();

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isLetter = (c: number): boolean =>
  (c >= 97 && c <= 122) ||
  (c >= 65 && c <= 90) ||
  (c >= 0xc0 && c !== 0xfffd && c !== 0xd7 && c !== 0xf7 && !(c >= 0x2000 && c <= 0x2bff) && !(c >= 0x3000 && c <= 0x303f));
const isApostrophe = (c: number): boolean => c === 39 || c === 0x2019 || c === 0xfffd;

const punctuationOf: Uint8Array = (() => {
  const table = new Uint8Array(128);
  const set = (chars: string, id: number): void => {
    for (const char of chars) table[char.charCodeAt(0)] = id;
  };
  set('.!?', punctuation.stop);
  set(',', punctuation.comma);
  set(';', punctuation.semicolon);
  set(':', punctuation.colon);
  set('([{', punctuation.open);
  set(')]}', punctuation.close);
  set('"', punctuation.quote);
  set('|', punctuation.pipe);
  return table;
})();

/** Splits `text.slice(from, to)` into words, numbers, addresses and punctuation. Linear; hyphens and slashes only separate words. */
export function tokenize(text: string, from: number, to: number, forms: Forms, into: Tokens): void {
  let n = 0;
  let i = from;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code === 32 || code === 10) {
      i++;
      continue;
    }
    if (n === into.start.length) grow(into);
    if (isLetter(code) || isDigit(code)) {
      const start = i;
      let hash: number = hashSeed;
      let digits = 0;
      let isAddress = false;
      for (;;) {
        const c = i < to ? text.charCodeAt(i) : 32;
        const plain = c < 128 ? (wordCode[c] ?? 0) : 0;
        if (plain >= 97) {
          hash = hashStep(hash, plain);
          i++;
          continue;
        }
        if (c === 32) break;
        if (isLetter(c)) hash = hashStep(hash, foldCode(c));
        else if (isDigit(c)) {
          digits++;
          hash = hashStep(hash, c);
        } else {
          const next = i + 1 < to ? text.charCodeAt(i + 1) : 32;
          if (isApostrophe(c) && isLetter(next)) hash = hashStep(hash, 39);
          else if (c === 46 && i - start <= 3 && isLetter(next) && !isAddress && (i - start === 1 || text.charCodeAt(i - 2) === 46))
            hash = hashStep(hash, c);
          else if (c === 44 && isDigit(next) && digits === i - start && digits > 0) {
            digits++;
            hash = hashStep(hash, c);
          } else if (c === 64 && (isLetter(next) || isDigit(next))) isAddress = true;
          else if (c === 58 && next === 47 && text.charCodeAt(i + 2) === 47) isAddress = true;
          else if (c === 46 && (isDigit(next) || (isLetter(next) && next >= 97)) && !(next <= 90 && next >= 65)) isAddress = true;
          else if (
            isAddress &&
            (c === 47 || c === 45 || c === 95 || c === 63 || c === 61 || c === 38 || c === 37 || c === 35 || c === 43 || c === 126)
          ) {
            // Parts of an address: its words mean nothing.
          } else break;
        }
        i++;
      }
      into.start[n] = start;
      into.end[n] = i;
      if (isAddress) into.form[n++] = addressForm;
      else if (digits === i - start) into.form[n++] = numberForm;
      else if (i - start === 2 && code === 85 && text.charCodeAt(start + 1) === 83) into.form[n++] = forms.idOf('u.s');
      else into.form[n++] = forms.find(text, start, i, hash);
      continue;
    }
    // "device(s)", "party(ies)": the ending belongs to the word.
    if (code === 40 && n > 0 && into.end[n - 1] === i && isLetter(text.charCodeAt(i - 1))) {
      const suffix = pluralInBrackets.exec(text.slice(i, i + 5));
      if (suffix) {
        i += suffix[0].length;
        into.end[n - 1] = i;
        continue;
      }
    }
    const sign = code < 128 ? (punctuationOf[code] ?? 0) : 0;
    const form = sign !== 0 ? sign : rareSign(text, i, code);
    i++;
    if (form === 0) continue;
    into.start[n] = i - 1;
    into.end[n] = i;
    into.form[n++] = form;
  }
  into.count = n;
}

/** Dashes, a hyphen between blanks for one, and curly quotation marks; 0 for any other sign. */
function rareSign(text: string, at: number, code: number): number {
  if (code === 0x2014 || code === 0x2013) return punctuation.dash;
  if (code === 0x201c || code === 0x201d) return punctuation.quote;
  return code === 45 && text.charCodeAt(at - 1) === 32 && text.charCodeAt(at + 1) === 32 ? punctuation.dash : 0;
}
