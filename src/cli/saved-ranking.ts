import { readFile } from 'node:fs/promises';
import type { SavedRanking } from '../model/score.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

/** A ranking that `earshot rank --format json` wrote; a `UserError` for anything else. */
export async function savedRanking(path: string): Promise<SavedRanking> {
  const wrong = (why: string, cause?: unknown): UserError =>
    new UserError(`${shortened(path)} ${why}: name a file that "earshot rank --format json --output FILE" wrote.`, { cause });
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw wrong('cannot be read', cause);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw wrong('is not JSON', cause);
  }
  if (!isRanking(value)) throw wrong('holds no ranking');
  return value;
}

function isRanking(value: unknown): value is SavedRanking {
  if (typeof value !== 'object' || value === null || !('formula' in value) || !('products' in value) || !Array.isArray(value.products))
    return false;
  return value.products.every(
    (rank: unknown) =>
      typeof rank === 'object' &&
      rank !== null &&
      'product' in rank &&
      typeof rank.product === 'string' &&
      'score' in rank &&
      (rank.score === null || typeof rank.score === 'number') &&
      'parts' in rank &&
      Array.isArray(rank.parts),
  );
}
