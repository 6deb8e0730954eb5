/** One HTTP request and what was answered, as bytes on the wire: what a WARC file keeps. */
export interface Exchange {
  /** The address asked, without fragment. */
  readonly url: string;
  /** When the request was sent: ISO 8601 in UTC. */
  readonly at: string;
  /** The server's address, such as "192.0.2.1", where it is known. */
  readonly serverAddress?: string;
  /** Request line, headers and body, as sent; absent where only the answer is known. */
  readonly request?: Uint8Array;
  /** Status line, headers and body, as received: chunks and content codings not undone. */
  readonly response: Uint8Array;
  /** Why the answer is not whole, in the words of ISO 28500, 5.13: a limit of size, of time, or the connection broke. */
  readonly truncated?: 'length' | 'time' | 'disconnect';
  /** Facts for a `metadata` record beside it, such as that robots.txt allowed it. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** A page as a browser had built it, to be kept beside what was fetched. */
export interface BuiltPage {
  readonly url: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly html: Uint8Array;
}
