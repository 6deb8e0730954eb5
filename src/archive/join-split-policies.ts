import { createHash } from 'node:crypto';
import type { Database } from './sqlite.ts';
import { statementsOf, type Row, type Statements } from './statements.ts';

/** Pages of one run were fetched within so many milliseconds of each other: the longest that a page may take, with its pauses, times twenty pages. */
const oneRun = 3_600_000;

/**
 * Joins what was kept page by page, under `maker/policy`, `maker/policy~2` and so on, to one policy whose snapshots have all pages. A step of
 * the archive's migrations. The words of the joined text cannot be told here: its print is made of those of the pages.
 */
export function joinSplitPolicies(database: Database): void {
  const statements = statementsOf(database);
  const parts = new Map<string, string[]>();
  for (const row of statements.all("SELECT id FROM policy WHERE id GLOB '*~[0-9]*' ORDER BY length(id), id")) {
    const id = String(row['id']);
    const whole = id.replace(/~\d+$/u, '');
    if (statements.get('SELECT 1 FROM policy WHERE id = ?', whole) !== undefined) parts.set(whole, [...(parts.get(whole) ?? []), id]);
  }
  for (const [whole, others] of parts) joinPages(statements, whole, others);
}

function joinPages(statements: Statements, whole: string, others: readonly string[]): void {
  const ids = [whole, ...others];
  const standing = new Map<string, Row>();
  const used = new Set<string>();
  let isFirst = true;
  for (const run of runsOf(ids.flatMap((id) => acceptedOf(statements, id)))) {
    for (const row of run) standing.set(String(row['policy']), row);
    const pages = ids.map((id) => standing.get(id)).filter((row) => row !== undefined);
    const own = run.find((row) => row['policy'] === whole);
    if (pages.length < ids.length) {
      // Before all pages were had there was no text of the policy.
      if (own !== undefined) notWhole(statements, String(own['id']));
      continue;
    }
    const id = own === undefined ? copied(statements, pages, run) : String(own['id']);
    describe(statements, id, pages, { isFirst });
    for (const row of pages) used.add(String(row['id']));
    for (const row of run) statements.run('UPDATE event SET snapshot = ? WHERE snapshot = ?', id, String(row['id']));
    isFirst = false;
  }
  for (const other of others) {
    for (const { id } of acceptedOf(statements, other)) if (used.has(String(id))) dropped(statements, String(id), whole);
    // Captures of pages, and what was held of one: kept, and never the policy's text.
    statements.run(
      "UPDATE snapshot SET policy = ?, standing = 'rejected', because = iif(standing = 'rejected', because, 'did-not-stand') WHERE policy = ?",
      whole,
      other,
    );
    statements.run("DELETE FROM event WHERE policy = ? AND kind <> 'not-read'", other);
    statements.run('UPDATE event SET policy = ? WHERE policy = ?', whole, other);
    statements.run('DELETE FROM product_policy WHERE policy = ?', other);
    statements.run('DELETE FROM policy WHERE id = ?', other);
  }
  statements.run("UPDATE snapshot SET standing = 'rejected', because = 'did-not-stand' WHERE policy = ? AND standing = 'held'", whole);
  statements.run("UPDATE policy SET name = replace(name, ', page 1', '') WHERE id = ?", whole);
}

function acceptedOf(statements: Statements, policy: string): readonly Row[] {
  return statements.all("SELECT * FROM snapshot WHERE policy = ? AND standing = 'accepted' ORDER BY ordered_at, number", policy);
}

/** What was accepted of all pages in the order of time, by runs: no run takes a page twice. */
function runsOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const runs: Row[][] = [];
  for (const row of rows.toSorted((a, b) => timeOf(a) - timeOf(b))) {
    const last = runs.at(-1);
    const [first] = last ?? [];
    const isSameRun =
      last !== undefined &&
      first !== undefined &&
      timeOf(row) - timeOf(first) < oneRun &&
      last.every(({ policy }) => policy !== row['policy']);
    if (isSameRun) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

const timeOf = (row: Row): number => Date.parse(String(row['ordered_at']));

function notWhole(statements: Statements, id: string): void {
  statements.run(
    "UPDATE snapshot SET standing = 'rejected', because = 'not-read', detail = 'its other pages were not had' WHERE id = ?",
    id,
  );
}

/** Where a later page alone changed: the first page once more, as of the time of the change. */
function copied(statements: Statements, pages: readonly Row[], run: readonly Row[]): string {
  const [first] = pages;
  const [changed] = run;
  const id = createHash('sha256')
    .update(pages.map((page) => String(page['id'])).join('\n'))
    .digest('hex')
    .slice(0, 16);
  const columns = Object.keys(first ?? {}).filter(
    (name) => !['number', 'id', 'ordered_at', 'fetched_at', 'lane', 'standing', 'because', 'detail', 'decided_at'].includes(name),
  );
  statements.run(
    `INSERT INTO snapshot (id, ordered_at, fetched_at, lane, standing, because, decided_at, ${columns.join(', ')}) SELECT ?, ?, ?, 'change', 'accepted', 'confirmed', ?, ${columns.join(', ')} FROM snapshot WHERE id = ?`,
    id,
    String(changed?.['ordered_at']),
    String(changed?.['fetched_at']),
    String(changed?.['decided_at']),
    String(first?.['id']),
  );
  return id;
}

/** Gives a snapshot its further pages, and what is known of them together. */
function describe(statements: Statements, id: string, pages: readonly Row[], { isFirst }: { readonly isFirst: boolean }): void {
  const print = createHash('sha256')
    .update(pages.map((page) => String(page['print'])).join('\n'))
    .digest('hex')
    .slice(0, 32);
  const words = pages.reduce((sum, page) => sum + Number(page['words']), 0);
  const lastSeen = pages.map((page) => String(page['last_seen_at'])).toSorted()[0] ?? '';
  statements.run('UPDATE snapshot SET print = ?, words = ?, last_seen_at = max(fetched_at, ?) WHERE id = ?', print, words, lastSeen, id);
  if (isFirst) statements.run("UPDATE snapshot SET lane = 'first', because = 'first' WHERE id = ?", id);
  for (const [place, page] of pages.slice(1).entries()) {
    statements.run(
      'INSERT INTO further_page (snapshot, place, about, sha256) SELECT (SELECT number FROM snapshot WHERE id = ?), ?, ?, sha256 FROM snapshot WHERE id = ?',
      id,
      place,
      JSON.stringify(aboutOf(page)),
      String(page['id']),
    );
  }
}

/** A row of the table `snapshot` as a page of another. */
function aboutOf(row: Row): Readonly<Record<string, unknown>> {
  const json = (column: string): unknown => (typeof row[column] === 'string' ? JSON.parse(row[column]) : undefined);
  return {
    url: row['url'],
    finalUrl: row['final_url'],
    redirects: json('redirects'),
    status: row['status'] ?? undefined,
    headers: json('headers'),
    acceptLanguage: row['accept_language'] ?? undefined,
    fetchedAt: row['fetched_at'],
    rendered: row['rendered'] === 1 ? true : undefined,
    keptBy: json('kept_by'),
    selection: json('selection'),
  };
}

function dropped(statements: Statements, id: string, whole: string): void {
  statements.run('DELETE FROM arrival WHERE snapshot = (SELECT number FROM snapshot WHERE id = ?)', id);
  statements.run('UPDATE event SET snapshot = NULL WHERE snapshot = ? AND policy <> ?', id, whole);
  statements.run('DELETE FROM snapshot WHERE id = ?', id);
}
