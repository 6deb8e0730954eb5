import type { SiteFile, SiteInput } from '../../model/site.ts';
import { concerns } from '../../model/finding.ts';
import { api } from './api.ts';
import { assets } from './assets.ts';
import { badge } from './badge.tsx';
import { changePage, changesPage } from './change-page.tsx';
import { answersScript, compareIndexPage, comparePage } from './compare-page.tsx';
import { concernPage } from './concern-page.tsx';
import { feeds } from './feeds.ts';
import { methodPage } from './method-page.tsx';
import { overviewOf, type Entry, type Overview } from './overview.ts';
import { written, type Page } from './page.tsx';
import { dataPage, notFoundPage, productsPage, searchPage, unreadPage } from './plain-pages.tsx';
import { practicePage, practicesPage } from './practice-page.tsx';
import { productPage } from './product-page.tsx';
import { rankingPage } from './ranking-page.tsx';
import { searchIndex } from './search-index.ts';
import { sitemap } from './sitemap.ts';
import { textPage } from './text-page.tsx';

/** The whole site as files: the same input gives the same bytes. Ids that cannot be paths are a `UserError`. */
export function site(input: SiteInput): readonly SiteFile[] {
  const overview = overviewOf(input);
  const pages = pagesOf(overview);
  const files = [
    ...pages.map((page) => written(page, overview)),
    ...assets(),
    { path: 'assets/answers.js', content: answersScript(overview) },
    ...searchIndex(overview),
    ...overview.entries.map(badge),
    ...feeds(overview),
    ...api(overview),
    ...sitemap(overview, pages),
  ];
  // A text that several products share is one page.
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function pagesOf(overview: Overview): readonly Page[] {
  const { entries, byKind, practices } = overview;
  return [
    rankingPage(overview),
    ...concerns.map((concern) => concernPage(overview, concern)),
    ...[...byKind.keys()].flatMap((kind) => [
      rankingPage(overview, kind),
      ...concerns.map((concern) => concernPage(overview, concern, kind)),
      comparePage(overview, kind),
    ]),
    compareIndexPage(overview),
    ...entries.map((entry) => productPage(overview, entry)),
    ...entries.flatMap((entry) => changePages(overview, entry)),
    changesPage(overview),
    ...practices.map((practice) => practicePage(overview, practice)),
    practicesPage(overview),
    ...entries.flatMap((entry) => textPages(overview, entry)),
    methodPage(overview),
    productsPage(overview),
    unreadPage(overview),
    searchPage(overview),
    dataPage(overview),
    notFoundPage(),
  ];
}

function changePages(overview: Overview, entry: Entry): readonly Page[] {
  const days = [...new Set(entry.changes.map(({ to }) => to.slice(0, 10)))];
  return days.map((day) =>
    changePage(
      overview,
      entry,
      entry.changes.filter(({ to }) => to.startsWith(day)),
    ),
  );
}

function textPages(overview: Overview, entry: Entry): readonly Page[] {
  return entry.documents.flatMap(({ text }, index) => {
    const page = text === undefined ? undefined : textPage(overview, entry, index, text);
    return page === undefined ? [] : [page];
  });
}
