import { fetchOptions } from '../../fetch/fetch-options.ts';
import { readLocal } from '../../load/read-document.ts';
import { incompatiblePractices, owedOf } from '../../load/shipped-data.ts';
import { shippedScoring } from '../../load/scoring.ts';
import type { ChangeReport, ScoreChange } from '../../model/change.ts';
import type { Failure, Outcome } from '../../model/failure.ts';
import type { Practice } from '../../model/rule.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { UserError } from '../../model/user-error.ts';
import { changeFormats, changeReporters, type ChangeFormat } from '../../report/diff-formats.ts';
import { failureSentences } from '../../report/failure-sentences.ts';
import type { ReadOptions, Source } from '../../scan.ts';
import { withArchive } from '../archive-in-use.ts';
import { productNamed, twoTexts } from '../archived-product.ts';
import { changeReport, readForComparison, readKeptText, type ReadText } from '../compare-snapshots.ts';
import { compiledRules } from '../compiled-rules.ts';
import { exitCode, type ExitCode, type RunOutcome } from '../exit-code.ts';
import { oneOf, shortened } from '../known.ts';
import { readReports } from '../read-reports.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { scoreChange, type OldScoring } from '../score-change.ts';
import { sourcesOf } from '../sources.ts';
import { print, progress, tell, terminal } from '../terminal.ts';
import { mayBeWritten, writeWhole } from '../write-file.ts';

/** The flags as they are written; the defaults are those of the command line. */
export interface DiffFlags {
  readonly from?: string;
  readonly to?: string;
  readonly format: string;
  readonly output?: string;
  readonly sideBySide?: true;
  readonly all?: true;
  readonly failOn?: string;
  readonly oldRules?: string;
  readonly oldReport?: string;
  readonly archive?: string;
  readonly rules?: string;
  readonly ignoreRobots?: true;
  readonly allowPrivate?: true;
  readonly quiet?: true;
  readonly colour: boolean;
  readonly color: boolean;
}

/** `earshot diff`: what changed between two documents, or in each policy of a product of the archive. */
export async function diffCommand(what: readonly string[], flags: DiffFlags, version: string): Promise<ExitCode> {
  const format = oneOf(flags.format, changeFormats, 'format');
  if (flags.failOn !== undefined) oneOf(flags.failOn, ['worse', 'any worse'], 'bar for --fail-on');
  if (what.length > 2) throw new UserError('name two documents, the older first, or one product of the archive.');
  if (what.length === 2 && (flags.from !== undefined || flags.to !== undefined))
    throw new UserError('--from and --to go with a product of the archive: two documents are compared as they are.');
  if (flags.output !== undefined) await mayBeWritten(flags.output);
  const set = await rulesInUse(flags.rules);
  const options: ReadOptions = {
    compiled: await compiledRules(set),
    rulesSha256: set.sha256,
    version,
    incompatible: await incompatiblePractices(),
    scoring: await shippedScoring(),
  };
  const old = await oldScoring(flags);
  const compared = what.length === 2 ? await ofDocuments(what, flags, options, old) : await ofProduct(what[0] ?? '', flags, options, old);
  for (const failure of compared.failures) tell(`earshot: ${failure}`);
  await write(compared.reports, set.rules, format, flags);
  return exitCode(outcomesOf(compared, flags));
}

interface Compared {
  readonly reports: readonly ChangeReport[];
  /** What could not be compared, a sentence each. */
  readonly failures: readonly string[];
}

function outcomesOf({ reports, failures }: Compared, { failOn }: DiffFlags): readonly RunOutcome[] {
  const isWorse = reports.some(({ comparison }) => comparison.effects.worse > 0);
  return [
    ...(failures.length > 0 ? [{ kind: 'notAssessed' } as const] : []),
    ...(failOn !== undefined && isWorse ? [{ kind: 'barMissed' } as const] : []),
  ];
}

async function ofDocuments(what: readonly string[], flags: DiffFlags, options: ReadOptions, old: OldScoring): Promise<Compared> {
  const sources = await Promise.all(what.map(oneSource));
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  const fetch = fetchOptions({ allowPrivate: flags.allowPrivate === true, ignoreRobots: flags.ignoreRobots === true });
  const texts: ReadText[] = [];
  const failures: string[] = [];
  for (const [index, source] of sources.entries()) {
    const name = shortened(what[index] ?? '');
    shown.show(`Reading ${name}`);
    const taken = await take(source, fetch);
    const read = taken.ok ? await readForComparison(taken.value, options) : taken;
    shown.clear();
    if (read.ok) texts.push(read.value);
    else failures.push(notRead(name, read.failure));
  }
  const [before, after] = texts;
  if (before === undefined || after === undefined) return { reports: [], failures };
  return { reports: [withScore(changeReport(before, after, { isTimed: false }), scoreChange(before, after, options, old))], failures };
}

const withScore = (report: ChangeReport, score: ScoreChange | undefined): ChangeReport =>
  score === undefined ? report : { ...report, score };

/** What is left of the time of the older text. */
async function oldScoring({ oldRules, oldReport }: DiffFlags): Promise<OldScoring> {
  const set = oldRules === undefined ? undefined : await rulesInUse(oldRules);
  const [report] = oldReport === undefined ? [] : await readReports([oldReport]);
  return {
    ...(set === undefined ? {} : { rules: { compiled: await compiledRules(set), sha256: set.sha256 } }),
    ...(report === undefined ? {} : { report }),
  };
}

async function oneSource(what: string): Promise<Source> {
  const [source, ...more] = await sourcesOf([what]);
  if (source === undefined || more.length > 0)
    throw new UserError(`${shortened(what)} is a folder with several documents: name two files, the older first.`);
  return source;
}

async function take(source: Source, fetch: ReturnType<typeof fetchOptions>): Promise<Outcome<Snapshot>> {
  if ('path' in source) return await readLocal(source.path, { stdin: process.stdin, clock: Date.now });
  const { fetchPage } = await import('../../fetch/fetch-page.ts');
  return await fetchPage(source.url, fetch);
}

function notRead(name: string, failure: Failure): string {
  const { happened, remedy } = failureSentences(failure);
  return `${name} could not be compared: ${happened} ${remedy}`;
}

async function ofProduct(name: string, flags: DiffFlags, readOptions: ReadOptions, old: OldScoring): Promise<Compared> {
  if (/\.(?:md|html?|txt|pdf)$/iu.test(name) || /^https?:/iu.test(name))
    throw new UserError(`${shortened(name)} is one document: name a second one to compare it with, or a product of the archive.`);
  return await withArchive(flags, { create: false }, async (archive) => {
    const product = await productNamed(archive, name);
    const options =
      product.kind === undefined ? readOptions : { ...readOptions, kind: { name: product.kind, owed: await owedOf(product.kind) } };
    const reports: ChangeReport[] = [];
    const failures: string[] = [];
    const shown = progress(terminal(true).isWatched && flags.quiet !== true);
    for (const policy of product.policies) {
      const snapshots = await archive.snapshots({ policy, standing: 'accepted' });
      // A set may name policies that nobody could read yet: they are no reason to leave the others out.
      if (snapshots.length === 0 && product.policies.length > 1) {
        failures.push(`${shortened(policy)}: the archive has no accepted text of it yet.`);
        continue;
      }
      const two = twoTexts(snapshots, policy, {
        ...(flags.from === undefined ? {} : { from: flags.from }),
        ...(flags.to === undefined ? {} : { to: flags.to }),
      });
      shown.show(`Reading ${shortened(policy)}`);
      const [before, after] = [await readKeptText(archive, two[0], options), await readKeptText(archive, two[1], options)];
      shown.clear();
      if (before.ok && after.ok)
        reports.push(
          withScore(
            changeReport(before.value, after.value, { policy, product: product.id, isTimed: true }),
            scoreChange(before.value, after.value, options, old),
          ),
        );
      for (const read of [before, after]) if (!read.ok) failures.push(notRead(shortened(policy), read.failure));
    }
    return { reports, failures };
  });
}

async function write(
  reports: readonly ChangeReport[],
  practices: readonly Practice[],
  format: ChangeFormat,
  flags: DiffFlags,
): Promise<void> {
  if (reports.length === 0) return;
  const { hasColour, width } = terminal(!flags.colour || !flags.color || flags.output !== undefined);
  const written = changeReporters[format](reports, practices, {
    colour: hasColour,
    width: flags.sideBySide === true ? Math.max(width, process.stdout.columns || width) : width,
    all: flags.all === true,
    sideBySide: flags.sideBySide === true,
  });
  if (flags.output === undefined) await print(written);
  else await writeWhole(flags.output, written);
}
