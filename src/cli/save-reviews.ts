import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMap, parseDocument } from 'yaml';
import { reviewsFrom } from '../load/reviews.ts';
import type { Review, Reviews } from '../model/review.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

const newFile = `# What persons said of findings after reading them in the policy, by the id of the finding. Written by "earshot review".
reviews: {}
`;

/** The verdicts of a file, and its text; both empty where there is none yet. */
export async function savedReviews(path: string): Promise<{ readonly text: string; readonly reviews: Reviews }> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new UserError(`the reviews ${shortened(path)} could not be read: check the path and its permissions.`, { cause });
  });
  return bytes === undefined
    ? { text: newFile, reviews: new Map() }
    : { text: new TextDecoder().decode(bytes), reviews: reviewsFrom(path, bytes) };
}

/** Adds verdicts to a file, each in the place of an earlier one on the same finding, and keeps everything else in it, comments too. */
export async function saveReviews(path: string, added: Reviews): Promise<void> {
  const { text } = await savedReviews(path);
  const document = parseDocument(text);
  const reviews = document.get('reviews');
  if (!isMap(reviews)) throw new Error('a checked file of reviews holds no map');
  reviews.flow = false;
  for (const [id, { verdict, practice, stance, by, date, note }] of added) {
    const review: Review = { verdict, practice, stance, by, date, ...(note === undefined ? {} : { note }) };
    const place = reviews.items.findIndex(({ key }) => String(key) === id);
    const pair = document.createPair(id, review);
    if (place < 0) reviews.items.push(pair);
    else reviews.items[place] = pair;
  }
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, document.toString({ lineWidth: 0 }));
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw new UserError(`${shortened(path)} could not be written: check the permissions of its folder.`, { cause });
  }
}
