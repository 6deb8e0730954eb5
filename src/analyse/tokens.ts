import { pluralInBrackets } from './english/phrases.ts';
import { addressForm, type Forms, lettersInKey, numberForm, punctuation } from './forms.ts';

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

/** Number of a plain letter, 1 to 26 in either case, by its code; 0 for anything else. */
const letterNumber: Uint8Array = (() => {
  const table = new Uint8Array(128);
  for (let letter = 1; letter <= 26; letter++) table[64 + letter] = table[96 + letter] = letter;
  return table;
})();

/** 1 for the blanks and signs of ASCII that end a word wherever they stand: not those of numbers, addresses, "don't" and "U.S." */
const endsWord: Uint8Array = (() => {
  const table = new Uint8Array(128);
  for (const char of ' \n,;()[]{}"/-?!|&*_+=<>#%~$') table[char.charCodeAt(0)] = 1;
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
    into.start[n] = i;
    if (isLetter(code) || isDigit(code)) {
      // Nearly every word is plain letters up to a blank or a sign: its letters are its key.
      let head = 0;
      let tail = 0;
      let end = i;
      let c = code;
      for (;;) {
        const letter = c < 128 ? (letterNumber[c] ?? 0) : 0;
        if (letter === 0) break;
        if (end - i < lettersInKey) head = (head << 5) | letter;
        else tail = (tail << 5) | letter;
        end++;
        c = end < to ? text.charCodeAt(end) : 32;
      }
      const isPlain = end - i <= 2 * lettersInKey && c < 128 && (endsWord[c] === 1 || (c === 46 && isBlankAt(text, end + 1, to)));
      if (isPlain && !(end - i === 2 && isUS(text, i))) {
        into.form[n] = forms.findPlain(text, i, end, head, tail);
        i = end;
      } else i = readWord(text, i, to, forms, into, n);
      into.end[n++] = i;
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
    into.end[n] = i;
    into.form[n++] = form;
  }
  into.count = n;
}

const isBlankAt = (text: string, at: number, to: number): boolean => at >= to || text.charCodeAt(at) === 32;

const isUS = (text: string, at: number): boolean => text.charCodeAt(at) === 85 && text.charCodeAt(at + 1) === 83;

/** Reads any word, number or address that begins at `start` as token `n`; gives where it ends. */
function readWord(text: string, start: number, to: number, forms: Forms, into: Tokens, n: number): number {
  let digits = 0;
  let isAddress = false;
  let i = start;
  for (; i < to; i++) {
    const c = text.charCodeAt(i);
    if (isLetter(c)) continue;
    if (isDigit(c)) {
      digits++;
      continue;
    }
    const next = i + 1 < to ? text.charCodeAt(i + 1) : 32;
    if (isApostrophe(c) && isLetter(next)) continue;
    if (c === 46 && i - start <= 3 && isLetter(next) && !isAddress && (i - start === 1 || text.charCodeAt(i - 2) === 46)) continue;
    if (c === 44 && isDigit(next) && digits === i - start && digits > 0) digits++;
    else if (c === 64 && (isLetter(next) || isDigit(next))) isAddress = true;
    else if (c === 58 && next === 47 && text.charCodeAt(i + 2) === 47) isAddress = true;
    else if (c === 46 && (isDigit(next) || (isLetter(next) && next >= 97)) && !(next <= 90 && next >= 65)) isAddress = true;
    // Parts of an address: its words mean nothing.
    else if (!isAddress || !isInAddress(c)) break;
  }
  if (isAddress) into.form[n] = addressForm;
  else if (digits === i - start) into.form[n] = numberForm;
  else into.form[n] = i - start === 2 && isUS(text, start) ? forms.idOf('u.s') : forms.find(text, start, i);
  return i;
}

const isInAddress = (c: number): boolean =>
  c === 47 || c === 45 || c === 95 || c === 63 || c === 61 || c === 38 || c === 37 || c === 35 || c === 43 || c === 126;

/** Dashes, a hyphen between blanks for one, and curly quotation marks; 0 for any other sign. */
function rareSign(text: string, at: number, code: number): number {
  if (code === 0x2014 || code === 0x2013) return punctuation.dash;
  if (code === 0x201c || code === 0x201d) return punctuation.quote;
  return code === 45 && text.charCodeAt(at - 1) === 32 && text.charCodeAt(at + 1) === 32 ? punctuation.dash : 0;
}
