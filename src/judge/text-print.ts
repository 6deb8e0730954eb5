import { createHash } from 'node:crypto';

const betweenWords = /[^\p{L}\p{N}]+/gu;

/**
 * 32 hex digits that are the same for texts with the same words in the same order: case, signs, markers of lists and white space do not count,
 * since extractors and pages differ in them from fetch to fetch. 128 bits of SHA-256.
 */
export function textPrint(text: string): string {
  const words = text.normalize('NFKC').toLowerCase().replace(betweenWords, ' ').trim();
  return createHash('sha256').update(words).digest('hex').slice(0, 32);
}
