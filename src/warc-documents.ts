import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printable } from './fetch/printable.ts';
import { pageOfRecord, readWarc, WarcTrouble } from './fetch/read-warc.ts';
import type { Outcome } from './model/failure.ts';
import type { SeenDocument } from './model/report.ts';
import type { Snapshot } from './model/snapshot.ts';
import { UserError } from './model/user-error.ts';
import { judgedSnapshot, notRead, readJudged, type AnalyseOptions, type ReadDocument } from './read-snapshot.ts';

/** Policies read from one WARC file; further ones are named as seen. A product's set is twelve at most, a crawl of a site has many versions of them. */
const mostPolicies = 50;
/** Pages that are named as seen: enough to find a mistake by. */
const mostSeen = 100;

export interface WarcDocuments {
  /** Every page of it that is a policy; without one, the first page and why it is none. */
  readonly documents: readonly ReadDocument[];
  readonly seen: readonly SeenDocument[];
}

/** Reads the policies in a WARC file. A file that is missing or is no WARC file is a `UserError`; one that ends early gives what stands before. */
export async function documentsInWarc(path: string, options: AnalyseOptions): Promise<WarcDocuments> {
  const name = printable(basename(path), 100);
  const file = pathToFileURL(resolve(path)).href;
  if (!(await stat(path).catch(() => undefined))?.isFile())
    throw new UserError(`there is no file ${printable(path)}: check the path of the WARC file.`);
  const documents: ReadDocument[] = [];
  const seen: SeenDocument[] = [];
  const note = (document: ReadDocument, reason: keyof typeof details): void => {
    if (seen.length < mostSeen) seen.push(seenOf(document, reason));
  };
  let first: ReadDocument | undefined;
  let pages = 0;
  let damage: string | undefined;
  try {
    for await (const record of readWarc(createReadStream(path))) {
      const page = await pageOfRecord(record, file);
      if (page === undefined || !isDocument(page)) continue;
      pages += 1;
      const document = await read(page, record.fields['warc-target-uri'] ?? '', options);
      first ??= document;
      const isPolicy = document.text !== null;
      const known = documents.findIndex(({ reading }) => isPolicy && reading.finalUrl === document.reading.finalUrl);
      const older = documents[known];
      if (older !== undefined) {
        // One address fetched several times: the latest copy is the policy.
        const isLater = (older.reading.archivedAt ?? '') <= (document.reading.archivedAt ?? '');
        if (isLater) documents[known] = document;
        note(isLater ? older : document, 'older');
      } else if (isPolicy && documents.length < mostPolicies) documents.push(document);
      else note(document, isPolicy ? 'limit' : 'not-a-policy');
    }
  } catch (cause) {
    if (!(cause instanceof WarcTrouble)) throw cause;
    if (pages === 0) throw new UserError(`${printable(path)} cannot be read as a WARC file: ${cause.message}.`, { cause });
    damage = cause.message;
  }
  const found = (document: ReadDocument): ReadDocument => ({
    ...document,
    reading: {
      ...document.reading,
      found: [`${name} holds it, one of ${pages} page${pages === 1 ? '' : 's'}${damage === undefined ? '' : `; ${damage}`}`],
    },
  });
  // The shell of a page that a browser has built is not another page.
  const others = seen.filter(
    ({ url, reason }, at) =>
      reason !== 'not-a-policy' ||
      (!documents.some(({ reading }) => reading.finalUrl === url) && seen.findIndex((one) => one.url === url) === at),
  );
  if (documents.length > 0) return { documents: documents.map(found), seen: others };
  if (first !== undefined) return { documents: [found(first)], seen: seen.slice(1) };
  return { documents: [notRead({ url: file, finalUrl: file }, { kind: 'no-policy-found', detail: `${name} holds no page` })], seen };
}

async function read(page: Outcome<Snapshot>, url: string, options: AnalyseOptions): Promise<ReadDocument> {
  if (!page.ok) return notRead({ url, finalUrl: url }, page.failure);
  return readJudged([page.value], await judgedSnapshot(page.value), options);
}

/** What pages are made of, and robots.txt, are no documents. */
const parts = /^(?:image|audio|video|font)\/|javascript|ecmascript|^text\/css|json|wasm|font/iu;

function isDocument(page: Outcome<Snapshot>): boolean {
  if (!page.ok) return true;
  const { headers, finalUrl } = page.value;
  return new URL(finalUrl).pathname !== '/robots.txt' && !parts.test(headers['content-type'] ?? '');
}

const details = {
  older: 'the file holds a later copy of it',
  limit: `${mostPolicies} other policies of the file were read`,
  'not-a-policy': 'it is no policy',
} as const;

function seenOf({ reading }: ReadDocument, reason: keyof typeof details): SeenDocument {
  const detail = reason === 'not-a-policy' ? reading.failure?.detail : undefined;
  return {
    url: reading.finalUrl,
    ...(reading.title === undefined ? {} : { title: reading.title }),
    reason,
    detail: detail ?? details[reason],
  };
}
