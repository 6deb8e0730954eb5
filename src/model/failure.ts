/** Every named reason why a policy could not be read or assessed. */
export type FailureKind =
  | 'http-status'
  | 'timeout'
  | 'dns'
  | 'tls'
  | 'refused'
  | 'network'
  | 'too-large'
  | 'too-deep'
  | 'too-slow'
  | 'too-many-redirects'
  | 'not-allowed'
  | 'robots'
  | 'bad-encoding'
  | 'unsupported-type'
  | 'bot-wall'
  | 'consent-wall'
  | 'login-wall'
  | 'geo-block'
  | 'maintenance'
  | 'soft-404'
  | 'needs-scripts'
  | 'wrong-document'
  | 'no-policy-found'
  | 'empty'
  | 'pdf-without-text'
  | 'pdf-broken'
  | 'selector-unmatched'
  | 'language';

/** What a `wrong-document` is instead of a privacy policy. */
export type DocumentKind = 'terms' | 'help' | 'article' | 'navigation' | 'parked' | 'store-page' | 'home-page' | 'image' | 'other';

/** Trouble in the world, as a value: part of a result, never thrown. */
export interface Failure {
  readonly kind: FailureKind;
  /** The facts in one clause, without advice: "the server answered 403", "the page is 31 MB, the limit is 20 MB". */
  readonly detail: string;
  /** `http-status` only: the status code. */
  readonly status?: number;
  /** `wrong-document` only. */
  readonly instead?: DocumentKind;
  /** `language` only: BCP 47 primary subtag of the text. */
  readonly language?: string;
}

/** A value or the failure that stands in its place. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };
