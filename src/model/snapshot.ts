import type { Failure } from './failure.ts';
import type { Selection } from './maker.ts';

/** One document's bytes as served, or as read from a file or standard input. */
export interface Snapshot {
  /** What was asked for: a URL, a `file:` URL, or `stdin:`. */
  readonly url: string;
  /** Where it was found after redirects; equals `url` without any. */
  readonly finalUrl: string;
  /** Every URL passed on the way, in order, `url` first; `finalUrl` last. */
  readonly redirects: readonly string[];
  /** HTTP status; absent for files. */
  readonly status?: number;
  /** Response headers, names in lower case; {} for files. */
  readonly headers: Readonly<Record<string, string>>;
  /** The `Accept-Language` it was asked for with: the same address may hold another text for another. Absent for files. */
  readonly acceptLanguage?: string;
  /** ISO 8601 in UTC. */
  readonly fetchedAt: string;
  /** Lower-case hex of the SHA-256 of `body`. */
  readonly sha256: string;
  /** The body after content decoding (gzip, deflate, br undone). */
  readonly body: Uint8Array;
  /** Which parts of the page are the policy, as it was declared when the page was had: whoever reads the bytes again needs it. */
  readonly selection?: Selection;
  /** The body is the page as a browser had built it, written out as HTML, and not what the server sent. */
  readonly rendered?: true;
  /** The other pages of a document that its maker has split over several, in reading order; each without further ones. Absent for a document of one page. */
  readonly further?: readonly Snapshot[];
  /** Who kept the copy, where it came from neither the site itself nor a person's file; `url` and `finalUrl` are those of the site. */
  readonly keptBy?: KeptCopy;
}

/** An archive's copy of a page. */
export interface KeptCopy {
  readonly archive: 'wayback' | 'warc';
  /** When it was taken from the site: ISO 8601 in UTC. */
  readonly archivedAt: string;
  /** Where the copy is: the archive's address of it, or the `file:` URL of the WARC file. */
  readonly address: string;
  /** Why the site itself was not read, where it was asked. */
  readonly insteadOf?: Failure;
}
