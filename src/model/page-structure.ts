/** How a document was read. */
export type DocumentFormat = 'html' | 'markdown' | 'plain' | 'pdf';

/** A link to another http(s) page, with what tells whether it is worth following. */
export interface PageLink {
  /** The link's words, else its `aria-label` or `title`; folded. */
  readonly text: string;
  /** Absolute, with any `<base>` applied. */
  readonly href: string;
  /** The `rel` attribute in lower case, '' without one. */
  readonly rel: string;
  /** Where on the page it stands: `head` is a `<link>` (next, alternate, privacy-policy), `frame` a frame that shows the page. */
  readonly place: 'nav' | 'header' | 'footer' | 'content' | 'head' | 'frame';
  /** The `hreflang` attribute as written, such as `en-GB`; absent without one. */
  readonly hreflang?: string;
}

/** What a page is made of beside its text: tells a policy from walls, shells and home pages, and names the links to follow. */
export interface PageStructure {
  readonly format: DocumentFormat;
  /** What read it. `parse5` is the fall-back for pages in which the fast parser found no content. */
  readonly parser: 'htmlparser2' | 'parse5' | 'markdown' | 'plain' | 'unpdf';
  /** `<title>`, or a PDF's title. */
  readonly title?: string;
  readonly h1?: string;
  /** `<html lang>` as written, such as `en-US`. */
  readonly lang?: string;
  /** `<meta http-equiv="refresh">`: after how many seconds, and where to (absolute; absent: the same page). */
  readonly refresh?: { readonly seconds: number; readonly url?: string };
  /** `<link rel="canonical">`, absolute. */
  readonly canonical?: string;
  readonly description?: string;
  /** `og:type`, such as `website` or `article`. */
  readonly ogType?: string;
  /** `<meta name="generator">`. */
  readonly generator?: string;
  /** `<meta name="robots">`. */
  readonly robots?: string;
  /** What the page tells browsers without JavaScript; folded, at most 2,000 characters. */
  readonly noscript: string;
  /** Selectors of a declaration that match nothing, where others of their list do: sentences without a full stop. */
  readonly unmatched?: readonly string[];
  readonly counts: PageCounts;
  /** At most 2,000, in the order of the page. */
  readonly links: readonly PageLink[];
}

/** Plain counts; all zero for documents other than HTML, but for `words` and `contentWords`. */
export interface PageCounts {
  readonly scripts: number;
  /** UTF-16 code units of inline script. */
  readonly scriptBytes: number;
  readonly forms: number;
  readonly passwordFields: number;
  readonly links: number;
  /** Words of the whole page outside scripts, menus and banners included. */
  readonly words: number;
  /** Words inside links. */
  readonly linkWords: number;
  /** Words in runs of at least ten, less than half of them in links: sentences, as opposed to menus and captions. */
  readonly proseWords: number;
  /** Words of the main content, which is the policy's text. */
  readonly contentWords: number;
  /** Words in cookie and consent banners that were left out. */
  readonly consentWords: number;
  readonly iframes: number;
  readonly images: number;
}
