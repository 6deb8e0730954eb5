/** One document of a made-up maker's web site. */
export interface DemoPage {
  /** Where it is served, from the root: `/privacy`. */
  readonly path: string;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** The day it last changed, YYYY-MM-DD: its `Last-Modified` header. */
  readonly modified: string;
}

/** A company that does not exist, with a web site of its own. Any likeness to a real maker or its policy is unintended. */
export interface DemoMaker {
  readonly id: string;
  readonly name: string;
  readonly product: string;
  readonly kind: 'tv' | 'voice' | 'ride' | 'photo';
  /** The home page is the one at `/`. */
  readonly pages: readonly DemoPage[];
  /** The documents of the product's set, as paths, main policy first. */
  readonly policies: readonly string[];
}

/** A page of HTML in UTF-8. */
export function htmlPage(path: string, modified: string, body: string): DemoPage {
  return { path, contentType: 'text/html; charset=utf-8', body, modified };
}
