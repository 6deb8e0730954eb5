import type { PolicyChange } from '../../model/change.ts';
import type { SiteFile } from '../../model/site.ts';
import { atomFeed, type AtomEntry } from '../atom.ts';
import { practiceOf } from '../arrangement.ts';
import { negated, plainDate } from '../plain-words.ts';
import { changeWords, effectsInWords } from './change-words.ts';
import { relative } from './links.ts';
import type { Entry, Overview } from './overview.ts';
import { paths } from './paths.ts';

/** Entries in the feed of everything: what a reader that looks once a month has missed. */
const newest = 100;

/** Feeds of accepted changes: of all products, and of each. */
export function feeds(overview: Overview): readonly SiteFile[] {
  const all = overview.entries
    .flatMap((entry) => entry.changes.map((change) => ({ entry, change })))
    .toSorted((a, b) => (a.change.to === b.change.to ? 0 : a.change.to < b.change.to ? 1 : -1));
  return [
    feedFile(overview, 'changes.atom', 'Earshot: changes of privacy policies', 'changes/index.html', all.slice(0, newest)),
    ...overview.entries.map((entry) =>
      feedFile(
        overview,
        paths.feed(entry.product.id),
        `Earshot: changes in the policies of ${entry.title}`,
        paths.product(entry.product.id),
        entry.changes.map((change) => ({ entry, change })),
      ),
    ),
  ];
}

interface Event {
  readonly entry: Entry;
  readonly change: PolicyChange;
}

function feedFile(overview: Overview, path: string, title: string, page: string, events: readonly Event[]): SiteFile {
  const { siteUrl } = overview.input.options;
  const to = (target: string): string => (siteUrl === undefined ? relative(path, target) : siteUrl + target);
  const content = atomFeed({
    key: `earshot ${path}`,
    title,
    link: to(page),
    ...(siteUrl === undefined ? {} : { self: siteUrl + path }),
    updated: overview.input.asOf,
    entries: events.map((event) => entryOf(event, overview, to)),
  });
  return { path, content };
}

function entryOf({ entry, change }: Event, overview: Overview, to: (path: string) => string): AtomEntry {
  const { comparison } = change;
  const context = { practices: overview.practices, texts: [] };
  return {
    key: `${change.product} ${change.policy} ${change.to}`,
    title: `${entry.title}: ${effectsInWords(comparison)}`,
    link: to(paths.change(entry.product.id, change.to.slice(0, 10))),
    updated: change.to,
    summary: [
      `The text of ${plainDate(change.from)} against that of ${plainDate(change.to)}.`,
      ...comparison.promises.map(
        ({ practice, why }) => `Promise gone: it no longer says that it ${negated(practiceOf(practice, context).title)}. ${why}`,
      ),
      ...comparison.findings.map((it) => `${changeWords[it.kind]}: ${practiceOf(it.practice, context).title}. ${it.why}`),
    ],
  };
}
