import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyTally, importVersions, type HistoricVersion, type ImportTally } from '../../src/cli/import-history.ts';
import type { Archive } from '../../src/model/archive.ts';
import { kinds } from '../../src/model/kind.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

interface Entry {
  readonly file: string;
  readonly kind: string;
  readonly vendor: string;
  readonly product: string;
  readonly date: string;
  readonly url?: string;
}

/**
 * Takes the policies of ../shared/corpus into an archive: policies/KIND/SLUG/DATE.md becomes the product 'SLUG/KIND' with the one policy 'SLUG/KIND-privacy-policy'. Each date counts as having
 * stood until the next; the last for a month. `kind` and `slugs` choose a part.
 */
export async function importCorpus(
  archive: Archive,
  { kind: only, slugs }: { readonly kind?: string; readonly slugs?: readonly string[] } = {},
): Promise<ImportTally> {
  const folder = join(corpus, 'policies');
  if (!existsSync(folder)) throw new Error(`The policies of the corpus are not there: ${folder} is missing.`);
  const entries = new Map(
    readFileSync(join(corpus, 'manifest.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry)
      .map((entry) => [entry.file, entry]),
  );
  const tally = emptyTally();
  for (const kind of kinds.filter((name) => only === undefined || name === only)) {
    for (const slug of readdirSync(join(folder, kind)).toSorted()) {
      if (slugs !== undefined && !slugs.includes(slug)) continue;
      const dates = readdirSync(join(folder, kind, slug)).toSorted();
      const files = dates.map((name) => `policies/${kind}/${slug}/${name}`);
      const last = entries.get(files.at(-1) ?? '');
      const policy = `${slug}/${kind}-privacy-policy`;
      const url = last?.url ?? `https://${slug}.example/privacy`;
      await archive.put({
        policies: [{ id: policy, name: 'Privacy Policy', url }],
        products: [{ id: `${slug}/${kind}`, name: last?.product ?? slug, maker: last?.vendor ?? slug, kind, policies: [policy] }],
      });
      await importVersions(archive, versionsOf(policy, url, files), { origin: 'corpus', tally, onVersion: () => undefined });
    }
  }
  return tally;
}

async function* versionsOf(policy: string, url: string, files: readonly string[]): AsyncGenerator<HistoricVersion> {
  await Promise.resolve();
  for (const [index, file] of files.entries()) {
    const at = timeOf(file);
    const next = files[index + 1];
    const until = next === undefined ? new Date(Date.parse(at) + 30 * 86_400_000).toISOString() : timeOf(next);
    yield {
      policy,
      url,
      fetchedAt: at,
      orderedAt: at,
      until,
      source: file,
      mediaType: 'text/markdown; charset=utf-8',
      body: readFileSync(join(corpus, file)),
    };
  }
}

/** `…/2015-02-11.md`, or `…/2015-02-11~2.md`, the second of that day. */
function timeOf(file: string): string {
  const [, date = '1970-01-01', second] = /(\d{4}-\d\d-\d\d)(~\d+)?\.md$/u.exec(file) ?? [];
  return `${date}T${second === undefined ? '00' : '12'}:00:00.000Z`;
}
