import type { VNode } from 'preact';
import { failureSentences } from '../failure-sentences.ts';
import { harmless, harmlessUrl } from '../harmless.ts';
import { counted } from '../plain-words.ts';
import { sourceWords } from '../arrangement.ts';
import { outside } from './links.ts';
import { GradeTile, points } from './marks.tsx';
import { byTitle, type Entry, type Overview } from './overview.ts';
import type { LinkTo, Page } from './page.tsx';
import { paths } from './paths.ts';
import { kindWords } from './site-words.ts';

/** All products from A to Z: the way to a product without a script. */
export function productsPage(overview: Overview): Page {
  const sorted = overview.entries.toSorted(byTitle);
  const letters = byLetter(sorted);
  return {
    path: 'products.html',
    title: 'Products from A to Z',
    description: `All ${sorted.length} products from A to Z.`,
    section: 'products',
    body: (to) => (
      <>
        <div class="lede">
          <h1>Products from A to Z</h1>
        </div>
        {letters.map(([letter, members]) => (
          <section class="letter" aria-labelledby={`letter-${letter === '#' ? 'other' : letter.toLowerCase()}`}>
            <h2 id={`letter-${letter === '#' ? 'other' : letter.toLowerCase()}`}>{letter === '#' ? 'Others' : letter}</h2>
            <ul class="columns">
              {members.map((entry) => (
                <li>
                  <GradeTile grade={entry.overall.grade} /> <a href={to(paths.product(entry.product.id))}>{entry.title}</a>{' '}
                  <span class="why">
                    {kindWords[entry.kind].one}
                    {entry.country === '' ? '' : `, ${entry.country}`}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </>
    ),
  };
}

/** Products by the first letter of their names; what begins with none stands under '#'. */
function byLetter(sorted: readonly Entry[]): readonly (readonly [string, readonly Entry[]])[] {
  const letters = new Map<string, Entry[]>();
  for (const entry of sorted) {
    const letter = /^[a-z]/iu.exec(entry.title)?.[0].toUpperCase() ?? '#';
    letters.set(letter, [...(letters.get(letter) ?? []), entry]);
  }
  return [...letters];
}

/** Every document that could not be read, and why: said openly, since nothing found is not nothing there. */
export function unreadPage(overview: Overview): Page {
  const missing = overview.entries
    .toSorted(byTitle)
    .map((entry) => ({ entry, policies: entry.report.policies.filter(({ status }) => status === 'not-read') }))
    .filter(({ entry, policies }) => policies.length > 0 || entry.report.policies.length === 0);
  const count = missing.reduce((sum, { policies }) => sum + policies.length, 0);
  return {
    path: 'unread.html',
    title: 'What could not be read',
    description: `${counted(count, 'document')} of ${counted(missing.length, 'product')} could not be read, and why.`,
    body: (to) => (
      <>
        <div class="lede">
          <h1>What could not be read</h1>
          <p class="intro">
            {count === 0
              ? 'Every document that we know of was read.'
              : `${counted(count, 'document')} of ${counted(missing.length, 'product')} could not be read. None of them is ranked on what is missing, and none is taken for silent.`}
          </p>
        </div>
        {missing.map(({ entry, policies }) => (
          <div class="group">
            <h2 class="small-title">
              <a href={to(paths.product(entry.product.id))}>{entry.title}</a> <span class="why">{kindWords[entry.kind].one}</span>
            </h2>
            {policies.length === 0 ? <p>No document of it is known.</p> : null}
            <ul class="documents">
              {policies.map((policy) => {
                const live = outside(policy.finalUrl);
                return (
                  <li class="not-read">
                    <p>{policy.failure === undefined ? 'Nobody knows why.' : failureSentences(policy.failure).happened}</p>
                    <p class="ways">
                      {live === undefined ? harmless(sourceWords(policy.finalUrl)) : <a href={live}>{harmlessUrl(policy.finalUrl)}</a>}
                    </p>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </>
    ),
  };
}

/** Search over products and quotes by a script; without one, the way to both. */
export function searchPage(overview: Overview): Page {
  return {
    path: 'search.html',
    title: 'Search',
    description: 'Search products and the words of their policies.',
    section: 'search',
    scripts: ['assets/answers.js'],
    body: (to) => (
      <>
        <div class="lede">
          <h1>Search</h1>
          <p class="intro">Products by name, and the quoted words of their policies.</p>
        </div>
        <form class="search needs-script" data-search data-kinds={[...overview.byKind.keys()].join(' ')} role="search">
          <label>
            Words <input type="search" name="q" autocomplete="off" />
          </label>
          <label>
            Among{' '}
            <select name="kind">
              <option value="">all kinds</option>
              {[...overview.byKind.keys()].map((kind) => (
                <option value={kind}>{kindWords[kind].many}</option>
              ))}
            </select>
          </label>
          <button type="submit">Search</button>
        </form>
        <div id="results" aria-live="polite" />
        <p class="no-script">
          Searching needs JavaScript. Without it, all <a href={to('products.html')}>products from A to Z</a> and all{' '}
          <a href={to('practices.html')}>practices with their clauses</a> are here.
        </p>
      </>
    ),
  };
}

/** For an address that leads nowhere. Its links start at the root, since nobody knows where it is shown. */
export function notFoundPage(): Page {
  return {
    path: '404.html',
    title: 'Page not found',
    description: 'There is no such page.',
    body: (to) => (
      <div class="lede">
        <h1>Page not found</h1>
        <p class="intro">There is no page at this address. Pages keep their addresses, so the link may be mistyped.</p>
        <p>
          <a href={to('index.html')}>The ranking</a> · <a href={to('products.html')}>All products</a> ·{' '}
          <a href={to('search.html')}>Search</a>
        </p>
      </div>
    ),
  };
}

/** What there is for programs. */
export function dataPage(overview: Overview): Page {
  return {
    path: 'data.html',
    title: 'Data and feeds',
    description: 'Everything on this site as JSON, CSV and Atom, with schemas.',
    body: (to) => (
      <>
        <div class="lede">
          <h1>Data and feeds</h1>
          <p class="intro">Everything on these pages is beside them as data. Addresses under api/v1 stay as they are.</p>
        </div>
        <ul class="data">
          <DataLine path="api/v1/index.json" words="what there is, with the address of every product" to={to} />
          <DataLine path="api/v1/ranking.json" words="scores, bounds, coverage and places" to={to} />
          <DataLine path="api/v1/ranking.csv" words="the same as a table" to={to} />
          <DataLine
            path="api/v1/answers.csv"
            words="every answer of every product, each with its quote and the link that opens it"
            to={to}
          />
          <DataLine path="api/v1/practices.json" words="what is looked for, and how right each rule was when it was measured" to={to} />
          <DataLine path="api/v1/changes.json" words="accepted changes with what each means" to={to} />
          <DataLine path="api/v1/unread.json" words="what could not be read, and why" to={to} />
          <DataLine path="changes.atom" words="accepted changes as a feed" to={to} />
          {[...overview.byKind.keys()].map((kind) => (
            <DataLine path={`api/v1/findings/${kind}.csv`} words={`every quote of ${kindWords[kind].many}, one a row`} to={to} />
          ))}
        </ul>
        <p>
          Each product has its whole report in <code>api/v1/products/</code>, a feed in <code>changes/</code> and a badge in{' '}
          <code>badge/</code>; its page links to them. Schemas: <a href={to('api/v1/schema/report.schema.json')}>report</a>,{' '}
          <a href={to('api/v1/schema/site.schema.json')}>everything else</a>.
        </p>
        <BadgeExample entry={overview.entries[0]} to={to} />
      </>
    ),
  };
}

function DataLine({ path, words, to }: { readonly path: string; readonly words: string; readonly to: LinkTo }): VNode {
  return (
    <li>
      <a href={to(path)}>{path}</a> <span class="why">{words}</span>
    </li>
  );
}

function BadgeExample({ entry, to }: { readonly entry: Entry | undefined; readonly to: LinkTo }): VNode {
  if (entry === undefined) return <></>;
  const score = entry.overall.score === null ? 'no score' : `${points(entry.overall.score)} of 100`;
  return (
    <p>
      A badge looks like this:{' '}
      <img src={to(paths.badge(entry.product.id))} width="176" height="20" alt={`Earshot: ${entry.title}, ${score}`} />
    </p>
  );
}
