import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { SiteFile } from '../../model/site.ts';
import { plainDate } from '../plain-words.ts';
import { relative } from './links.ts';
import type { Overview } from './overview.ts';

/** A page before it is written out. */
export interface Page {
  /** Path in the site, such as `product/samsung/smart-tv.html`. */
  readonly path: string;
  /** Without the site's name, which is added. */
  readonly title: string;
  /** One sentence for search engines and previews. */
  readonly description: string;
  /** Which entry of the menu it stands under. */
  readonly section?: MenuEntry;
  /** Of the page: crumbs from the ranking to it. */
  readonly crumbs?: readonly Crumb[];
  /** Kept out of search engines: copies of other people's texts. */
  readonly isUnlisted?: boolean;
  /** Scripts beside the one of every page, by path in the site. */
  readonly scripts?: readonly string[];
  /** Feed of changes of this page's subject, by path in the site. */
  readonly feed?: string;
  /** What stands in the page, given how to link to a path of the site. */
  readonly body: (to: LinkTo) => VNode;
}

export interface Crumb {
  readonly label: string;
  /** Path in the site. */
  readonly path: string;
}

/** From a path of the site (with a fragment perhaps) to what `href` holds. */
export type LinkTo = (path: string) => string;

const menu = [
  ['ranking', 'Ranking', 'index.html'],
  ['products', 'Products', 'products.html'],
  ['compare', 'Compare', 'compare/index.html'],
  ['changes', 'Changes', 'changes/index.html'],
  ['method', 'Method', 'method.html'],
  ['search', 'Search', 'search.html'],
] as const;
type MenuEntry = (typeof menu)[number][0];

/**
 * Nothing but the site's own style sheet, scripts and pictures; no inline script or style, no plug-in, no frame, no request elsewhere.
 * `form-action` allows the search form to lead to the search page.
 */
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";

/** The page as a file. */
export function written(page: Page, overview: Overview): SiteFile {
  const { basePath } = overview.input.options;
  // The "not found" page is shown for any address, so that its links must start at the root.
  const to: LinkTo = page.path === '404.html' ? (path) => basePath + path : (path) => relative(page.path, path);
  return { path: page.path, content: `<!DOCTYPE html>\n${renderToString(<Document page={page} overview={overview} to={to} />)}\n` };
}

function Document({ page, overview, to }: { readonly page: Page; readonly overview: Overview; readonly to: LinkTo }): VNode {
  const { options, asOf, version } = overview.input;
  const title = page.path === 'index.html' ? `Earshot: ${page.title}` : `${page.title} – Earshot`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        {page.isUnlisted === true ? <meta name="robots" content="noindex" /> : null}
        <title>{title}</title>
        <meta name="description" content={page.description} />
        <meta property="og:title" content={page.title} />
        <meta property="og:description" content={page.description} />
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content="Earshot" />
        {options.siteUrl === undefined ? null : (
          <meta property="og:url" content={options.siteUrl + page.path.replace(/(^|\/)index\.html$/u, '$1')} />
        )}
        {options.siteUrl === undefined ? null : (
          <link rel="canonical" href={options.siteUrl + page.path.replace(/(^|\/)index\.html$/u, '$1')} />
        )}
        <link rel="icon" href={to('assets/icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={to('assets/style.css')} />
        <link rel="alternate" type="application/atom+xml" title="Changes of privacy policies" href={to(page.feed ?? 'changes.atom')} />
        {(page.scripts ?? []).map((path) => (
          <script src={to(path)} defer />
        ))}
        <script src={to('assets/site.js')} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <div class="wide bar">
            <a class="name" href={to('index.html')}>
              Earshot
            </a>
            <nav aria-label="Site">
              <ul>
                {menu.map(([section, label, path]) => (
                  <li>
                    <a href={to(path)} aria-current={page.section === section ? (page.path === path ? 'page' : 'true') : undefined}>
                      {label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main" class="wide" tabIndex={-1}>
          {page.crumbs === undefined ? null : <Crumbs crumbs={page.crumbs} to={to} />}
          {page.body(to)}
        </main>
        <footer class="foot">
          <div class="wide">
            <p>
              <strong>Earshot grades what a policy says, never how private a device is.</strong> A policy that says nothing is not a policy
              that does nothing.
            </p>
            <p>
              As of {plainDate(asOf)} · Earshot {version} · <a href={to('unread.html')}>What could not be read</a> ·{' '}
              <a href={to('practices.html')}>Practices</a> · <a href={to('data.html')}>Data and feeds</a>
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
}

function Crumbs({ crumbs, to }: { readonly crumbs: readonly Crumb[]; readonly to: LinkTo }): VNode {
  return (
    <nav class="crumbs" aria-label="Where you are">
      <ol>
        {crumbs.map(({ label, path }) => (
          <li>
            <a href={to(path)}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A section with a heading that can be linked to. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
  readonly class?: string;
}): VNode {
  return (
    <section id={props.id} class={props.class} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.children}
    </section>
  );
}
