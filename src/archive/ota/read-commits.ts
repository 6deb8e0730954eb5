import type { Lane } from '../../model/archive.ts';
import { git, outputOf } from './git.ts';
import { recordKind } from './record-kind.ts';

/** One recorded version of one document, without its bytes. */
export interface RecordedVersion {
  /** As the repository has it, with `/`. */
  readonly path: string;
  readonly service: string;
  readonly termsType: string;
  /** Of a document that is recorded page by page: which page it is, by their engine's name for it (its path with hyphens); '' where it is one page. */
  readonly page: string;
  readonly commit: string;
  /** Object id of the file's content. */
  readonly blob: string;
  /** ISO 8601 in UTC: the author date, which is when the page was fetched. */
  readonly fetchedAt: string;
  readonly lane: Lane;
}

/** Commits and documents whose names say that a history is one of Open Terms Archive; other commits are passed over. */
const document = /^(?<service>[^/]+)\/(?<terms>[^/]+?)(?: #(?<page>[^/]+))?\.(?:md|html|htm|xhtml|pdf|txt)$/u;

/** What a path in such a repository says of the document; undefined for any other file. */
export function documentAt(path: string): Pick<RecordedVersion, 'service' | 'termsType' | 'page'> | undefined {
  const { service, terms, page = '' } = document.exec(path)?.groups ?? {};
  return service === undefined || terms === undefined ? undefined : { service, termsType: terms, page };
}

/** Between commits, and between the parts of one; no subject has them, since git strips control characters at neither end but we look for both. */
const [commitMark, partMark] = ['\u0001', '\u0002'];

/**
 * Every recorded version in a repository of Open Terms Archive, in the order of its commits (author dates go back where an old page was cut out
 * in a new way). `since`: only commits behind this one.
 */
export async function* readCommits(
  repository: string,
  { head, since }: { readonly head: string; readonly since?: string },
): AsyncGenerator<RecordedVersion> {
  const range = since === undefined ? head : `${since}..${head}`;
  const child = git(repository, [
    'log',
    '--reverse',
    '--first-parent',
    '--raw',
    '-z',
    '--no-abbrev',
    '--no-renames',
    '--diff-merges=first-parent',
    '--format=%x01%H%x02%at%x02%s',
    range,
    '--',
  ]);
  child.stdin.end();
  let commit: CommitHead | undefined;
  let change: string | undefined;
  for await (const token of tokensOf(outputOf(child, repository))) {
    if (token.startsWith(commitMark)) commit = commitHead(token);
    else if (/^\n?:/u.test(token)) change = token;
    else if (commit !== undefined && change !== undefined) {
      const version = versionOf(commit, change, token);
      change = undefined;
      if (version !== undefined) yield version;
    }
  }
}

interface CommitHead {
  readonly commit: string;
  readonly fetchedAt: string;
  readonly lane: Lane | undefined;
}

function commitHead(token: string): CommitHead {
  const [commit = '', seconds = '', subject = ''] = token.slice(1).split(partMark);
  const time = new Date(Number(seconds) * 1000);
  return {
    commit,
    fetchedAt: Number.isNaN(time.getTime()) ? new Date(0).toISOString() : time.toISOString(),
    lane: recordKind(subject.trim()),
  };
}

function versionOf({ commit, fetchedAt, lane }: CommitHead, change: string, path: string): RecordedVersion | undefined {
  const about = documentAt(path);
  if (lane === undefined || about === undefined) return undefined;
  // ":100644 100644 OLD NEW M": a deleted file's new id is all zeros; 120000 is a link and 160000 another repository.
  const [, mode = '', , blob = ''] = change.trim().split(' ');
  if (!mode.startsWith('100') || /^0+$/u.test(blob)) return undefined;
  return { path, ...about, commit, blob, fetchedAt, lane };
}

/** What stands between NUL bytes. */
async function* tokensOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(0); at !== -1; at = chunk.indexOf(0, from)) {
      const part = chunk.subarray(from, at);
      yield (rest.length === 0 ? part : Buffer.concat([rest, part])).toString('utf8');
      rest = Buffer.alloc(0);
      from = at + 1;
    }
    if (from < chunk.length) rest = Buffer.concat([rest, chunk.subarray(from)]);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
