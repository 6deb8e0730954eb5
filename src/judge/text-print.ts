import { createHash } from 'node:crypto';

/** What each UTF-16 code unit below 0x80 becomes: itself in lower case for letters and digits, 0 for what only stands between words. */
const ascii = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/u.test(character) ? character.charCodeAt(0) : 0;
});

const space = 0x20;
const notWord = /[^\p{L}\p{N}]+/gu;

let scratch = Buffer.alloc(0);

/** The same memory for every text: a history of thousands would fill a heap with buffers that were used once. */
function scratchOf(size: number): Buffer {
  if (scratch.length < size) scratch = Buffer.allocUnsafeSlow(size);
  return scratch;
}

/**
 * 32 hex digits that are the same for texts with the same words in the same order: case, signs, markers of lists and white space do not count,
 * since extractors and pages differ in them from fetch to fetch. 128 bits of SHA-256, so that nobody can write a change that does not show.
 */
export function textPrint(text: string): string {
  // A letter and the space in front of it; the few that are longer make it grow.
  let words = scratchOf(text.length * 2 + 64);
  let length = 0;
  let isBetween = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      const plain = ascii[code] ?? 0;
      if (plain === 0) {
        isBetween = true;
        continue;
      }
      if (isBetween && length > 0) words[length++] = space;
      isBetween = false;
      words[length++] = plain;
      continue;
    }
    let end = at + 1;
    while (end < text.length && text.charCodeAt(end) >= 0x80) end += 1;
    const plain = text.slice(at, end).normalize('NFKC').toLowerCase().replace(notWord, ' ');
    const needed = length + plain.length * 4 + (text.length - end) * 2;
    if (needed > words.length) words = Buffer.concat([words.subarray(0, length)], needed + (needed >> 3));
    for (const character of plain) {
      if (character === ' ') {
        isBetween = true;
        continue;
      }
      if (isBetween && length > 0) words[length++] = space;
      isBetween = false;
      length += words.write(character, length);
    }
    at = end - 1;
  }
  return createHash('sha256').update(words.subarray(0, length)).digest('hex').slice(0, 32);
}
