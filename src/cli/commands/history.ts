import type { Memory } from '../../analyse/memory.ts';
import { historyWriter } from '../../compare/history.ts';
import { incompatiblePractices, owedOf } from '../../load/shipped-data.ts';
import { shippedScoring } from '../../load/scoring.ts';
import type { Archive, KeptSnapshot, ProductRecord } from '../../model/archive.ts';
import type { History, HistoryEntry } from '../../model/change.ts';
import { kinds } from '../../model/kind.ts';
import { UserError } from '../../model/user-error.ts';
import { failureSentences } from '../../report/failure-sentences.ts';
import { historyFormats, historyReporters } from '../../report/history-formats.ts';
import { scanOf, type ReadDocument, type ReadOptions } from '../../scan.ts';
import { withArchive } from '../archive-in-use.ts';
import { momentOf, productNamed } from '../archived-product.ts';
import { readKeptText } from '../compare-snapshots.ts';
import { compiledRules } from '../compiled-rules.ts';
import { exitCode, type ExitCode, type RunOutcome } from '../exit-code.ts';
import { oneOf, shortened } from '../known.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { print, progress, tell, terminal, type Progress } from '../terminal.ts';
import { mayBeWritten, writeWhole } from '../write-file.ts';

/** The flags as they are written; the defaults are those of the command line. */
export interface HistoryFlags {
  readonly kind?: string;
  readonly since?: string;
  readonly format: string;
  readonly output?: string;
  readonly all?: true;
  readonly archive?: string;
  readonly rules?: string;
  readonly quiet?: true;
  readonly colour: boolean;
  readonly color: boolean;
}

/** `earshot history`: the accepted texts of products, read anew and compared each with the one before. */
export async function historyCommand(names: readonly string[], flags: HistoryFlags, version: string): Promise<ExitCode> {
  const format = oneOf(flags.format, historyFormats, 'format');
  const kind = flags.kind === undefined ? undefined : oneOf(flags.kind, kinds, 'kind of product');
  const since = flags.since === undefined ? '' : momentOf(flags.since, '--since').slice(0, 10);
  if (flags.output !== undefined) await mayBeWritten(flags.output);
  const set = await rulesInUse(flags.rules);
  const options: ReadOptions = {
    compiled: await compiledRules(set),
    rulesSha256: set.sha256,
    version,
    incompatible: await incompatiblePractices(),
    scoring: await shippedScoring(),
  };
  const { hasColour, width, isWatched } = terminal(!flags.colour || !flags.color || flags.output !== undefined);
  const shown = progress(isWatched && flags.quiet !== true);
  const outcomes: RunOutcome[] = [];
  const histories = await withArchive(flags, { create: false }, async (archive) => {
    const products =
      names.length === 0 ? await allProducts(archive) : await Promise.all(names.map(async (name) => await productNamed(archive, name)));
    const chosen = products.filter((product) => kind === undefined || product.kind === kind);
    if (chosen.length === 0)
      throw new UserError(
        kind === undefined
          ? 'the archive holds no product yet: "earshot track" and "earshot import" fill it.'
          : `the archive holds no product of the kind ${kind}.`,
      );
    const found: History[] = [];
    for (const product of chosen) found.push(await historyOf(archive, product, options, { shown, outcomes }));
    return found;
  });
  shown.clear();
  const told = histories.map((history) => ({ ...history, entries: history.entries.filter(({ at }) => at.slice(0, 10) >= since) }));
  const written = historyReporters[format](told, set.rules, { colour: hasColour, width, all: flags.all === true });
  if (flags.output === undefined) await print(written);
  else await writeWhole(flags.output, written);
  return exitCode(outcomes);
}

/** The products of the archive, and policies that no product names as products of their own. */
async function allProducts(archive: Archive): Promise<readonly ProductRecord[]> {
  const products = await archive.products();
  const named = new Set(products.flatMap(({ policies }) => policies));
  const others = (await archive.policies()).filter(({ id }) => !named.has(id));
  return [
    ...products,
    ...others.map(({ id, name }) => ({ id, name: `${name} of ${id.split('/')[0] ?? id}`, maker: id.split('/')[0] ?? id, policies: [id] })),
  ];
}

async function historyOf(
  archive: Archive,
  product: ProductRecord,
  readOptions: ReadOptions,
  { shown, outcomes }: { readonly shown: Progress; readonly outcomes: RunOutcome[] },
): Promise<History> {
  const options: ReadOptions = {
    ...readOptions,
    product: product.name,
    ...(product.kind === undefined ? {} : { kind: { name: product.kind, owed: await owedOf(product.kind) } }),
  };
  const snapshots = (await Promise.all(product.policies.map(async (policy) => await archive.snapshots({ policy, standing: 'accepted' }))))
    .flat()
    .toSorted((a, b) => (a.fetchedAt < b.fetchedAt ? -1 : a.fetchedAt > b.fetchedAt ? 1 : 0));
  const write = historyWriter();
  const memory: Memory = new Map();
  const documents = new Map<string, ReadDocument>();
  const entries: HistoryEntry[] = [];
  let tool: History['tool'] | undefined;
  for (const [index, kept] of snapshots.entries()) {
    shown.show(`Reading ${shortened(product.id)}, text ${index + 1} of ${snapshots.length}`);
    const read = await readKeptText(archive, kept, options, memory);
    if (!read.ok) {
      shown.clear();
      tell(`earshot: ${shortened(kept.policy)}, ${kept.fetchedAt.slice(0, 10)}: ${failureSentences(read.failure).happened}`);
      outcomes.push({ kind: 'notAssessed' });
      continue;
    }
    documents.set(kept.policy, read.value.document);
    // The product as a reader found it on that day: the newest text of each of its policies.
    const { report } = scanOf([...documents.values()], { ...options, clock: () => Date.parse(kept.fetchedAt) });
    tool = report.tool;
    entries.push(
      write({
        ...stepOf(kept),
        reading: { text: read.value.text, findings: read.value.report.findings },
        score: report.score?.overall ?? null,
      }),
    );
  }
  const none: History['tool'] = { name: 'earshot', version: options.version, rules: options.rulesSha256, extractor: '' };
  return { version: 1, tool: tool ?? none, product: product.id, name: product.name, entries };
}

function stepOf({ fetchedAt, policy, id, sha256, lane, because }: KeptSnapshot) {
  return { at: fetchedAt, policy, snapshot: id, sha256, lane, because };
}
