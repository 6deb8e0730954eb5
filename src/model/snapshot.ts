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
}
