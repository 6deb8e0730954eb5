import { resolve } from 'node:path';
import { acceptLanguageOf, fetchOptions } from '../../fetch/fetch-options.ts';
import { shippedScoring } from '../../load/scoring.ts';
import { speaksTo } from '../../judge/countries.ts';
import { incompatiblePractices, owedOf } from '../../load/shipped-data.ts';
import type { Concern } from '../../model/finding.ts';
import { kinds } from '../../model/kind.ts';
import type { Report } from '../../model/report.ts';
import type { Reviews } from '../../model/review.ts';
import { UserError } from '../../model/user-error.ts';
import { countryName } from '../../report/found-words.ts';
import { harmlessUrl } from '../../report/harmless.ts';
import { formats } from '../../report/index.ts';
import { scan, type DeclaredProduct, type Scan, type ScanOptions, type Source } from '../../scan.ts';
import { barOf, heldTo, keepBaseline, type Bar } from '../bar.ts';
import { compiledRules } from '../compiled-rules.ts';
import { exitCode, type ExitCode, type RunOutcome } from '../exit-code.ts';
import { inOrder, progressLine } from '../in-order.ts';
import { concernsIn, countryNamed, languageNamed, oneOf, shortened } from '../known.ts';
import { allOf, type ReportSettings, writerOf } from '../report-writer.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { hostOf, nameOf, type Target, targetsOf, withProduct } from '../scan-targets.ts';
import { listedIn } from '../sources.ts';
import { progress, tell, terminal } from '../terminal.ts';
import type { ArchiveFlags } from '../archive-in-use.ts';
import { waysOf, type WayFlags } from '../ways.ts';
import { mayBeWritten } from '../write-file.ts';

/** The flags as they are written; the defaults are those of the command line. */
export interface ScanFlags extends WayFlags, ArchiveFlags {
  readonly save?: true;
  readonly fromArchive?: true;
  readonly list?: string;
  readonly format: string;
  readonly output?: string;
  readonly also?: readonly string[];
  readonly concern?: string;
  readonly product?: string;
  readonly kind?: string;
  readonly reviews?: string;
  readonly policies?: string;
  readonly declarations?: string;
  readonly all?: true;
  readonly failOn?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly waivers?: string;
  readonly maxAge?: string;
  readonly allowNotAssessed?: true;
  readonly sarifArtifacts?: string;
  readonly rules?: string;
  readonly only?: true;
  readonly country?: string;
  readonly language?: string;
  readonly ignoreRobots?: true;
  readonly allowPrivate?: true;
  readonly quiet?: true;
  readonly colour: boolean;
  readonly color: boolean;
}

/** The same, understood. */
interface Settings extends ReportSettings {
  readonly concerns: readonly Concern[] | undefined;
  readonly bar: Bar;
  readonly also: readonly Also[];
  readonly isQuiet: boolean;
}

function settingsOf(flags: ScanFlags, bar: Bar): Settings {
  const format = oneOf(flags.format, formats, 'format');
  if (flags.sarifArtifacts !== undefined && format !== 'sarif')
    throw new UserError('--sarif-artifacts goes with --format sarif: the texts are what its alerts point into.');
  return {
    format,
    concerns: flags.concern === undefined ? undefined : concernsIn(flags.concern),
    bar,
    output: flags.output,
    also: (flags.also ?? []).map(alsoIn),
    artifacts: flags.sarifArtifacts,
    isQuiet: flags.quiet === true,
    isEverything: flags.all === true,
    terminal: terminal(!flags.colour || !flags.color || flags.output !== undefined),
  };
}

/** `earshot scan`: one report for each source, in the order in which they were named. */
export async function scanCommand(args: readonly string[], flags: ScanFlags, version: string): Promise<ExitCode> {
  const settings = settingsOf(flags, await barOf(flags));
  for (const { output } of [settings, ...settings.also]) if (output !== undefined) await mayBeWritten(output);
  const listed = flags.list === undefined ? [] : await listedIn(flags.list, process.stdin);
  const named = [...args, ...listed];
  const targets: readonly Target[] =
    flags.fromArchive === true ? named.map((path) => ({ source: { path } })) : await targetsOf(named, flags);
  const sources = targets.map(({ source }) => source);
  if (sources.length === 0)
    throw new UserError(
      'name what to scan: a web address, a file, a folder, a product of the catalogue, or "-" for standard input. "earshot scan --help" shows examples.',
    );
  if (sources.filter((source) => 'path' in source && source.path === '-').length > 1)
    throw new UserError('"-" may be named once: standard input can be read only once.');
  if (flags.save === true && flags.fromArchive === true) throw new UserError('--save and --from-archive are two directions: name one.');
  for (const { output } of [settings, ...settings.also]) refuseOverwriting(output, sources);

  const kind = flags.kind === undefined ? undefined : oneOf(flags.kind, kinds, 'kind of product');
  if (flags.product?.trim() === '') throw new UserError('--product needs the name of the product.');
  const reviews = flags.reviews === undefined ? undefined : await reviewsOf(flags.reviews);
  const country = flags.country === undefined ? undefined : countryNamed(flags.country);
  const language = flags.language === undefined ? undefined : languageNamed(flags.language);
  const set = await rulesInUse(flags.rules);
  const compiled = await compiledRules(set);
  const { ways, fetch, end } = await waysOf(
    flags,
    fetchOptions({
      allowPrivate: flags.allowPrivate === true,
      ignoreRobots: flags.ignoreRobots === true,
      ...(country === undefined && language === undefined ? {} : { acceptLanguage: acceptLanguageOf(language ?? 'en', country) }),
    }),
    version,
  );
  const options: ScanOptions = {
    compiled,
    rulesSha256: set.sha256,
    version,
    fetch,
    ways,
    only: flags.only === true,
    ...(country === undefined ? {} : { country }),
    ...(language === undefined ? {} : { language }),
    stdin: process.stdin,
    clock: Date.now,
    incompatible: await incompatiblePractices(),
    scoring: await shippedScoring(),
    ...(settings.concerns === undefined ? {} : { concerns: settings.concerns }),
    ...(flags.product === undefined ? {} : { product: flags.product.trim() }),
    ...(kind === undefined ? {} : { kind: { name: kind, owed: await owedOf(kind) } }),
    ...(reviews === undefined ? {} : { reviews }),
  };
  noteOldNode(settings);
  // The documents of one product make one report, anything else one each.
  const products = flags.product === undefined ? targets.map((target) => [target]) : [targets];
  const scanned =
    flags.save === true || flags.fromArchive === true
      ? (await import('../scan-with-archive.ts')).withArchiveAtHand(
          flags,
          options,
          async (read) => await scanAll(products, options, settings, read),
        )
      : scanAll(products, options, settings, scan);
  const outcomes = await scanned.finally(end);
  if (flags.writeBaseline !== undefined) await keepBaseline(flags.writeBaseline, outcomes, settings);
  return exitCode(outcomes, { allowNotAssessed: flags.allowNotAssessed === true });
}

/** A parser and a schema, which a scan without verdicts needs not. */
async function reviewsOf(path: string): Promise<Reviews> {
  const { readReviews } = await import('../../load/reviews.ts');
  return await readReviews(path);
}

type Scanned = { readonly kind: 'scan'; readonly result: Scan } | { readonly kind: 'mistake'; readonly message: string };

/** Scans products of different hosts at the same time and hands each report on in the order in which they were named, as soon as it is there. */
async function scanAll(
  products: readonly (readonly Target[])[],
  options: ScanOptions,
  settings: Settings,
  read: typeof scan,
): Promise<readonly RunOutcome[]> {
  const outcomes: RunOutcome[] = [];
  const out = allOf(
    [settings, ...settings.also.map((also) => ({ ...settings, ...also }))].map((each) =>
      writerOf(each, products.length > 1, options.compiled),
    ),
  );
  const shown = progress(settings.terminal.isWatched && !settings.isQuiet);
  const running = new Map<number, string>();
  const show = (): void => shown.show(progressLine(outcomes.length, products.length, [...running.values()]));
  const scanOne = async (targets: readonly Target[], index: number): Promise<Scanned> => {
    const sources = targets.map(({ source }) => source);
    const names = sources.map((source) => shortened(nameOf(source)));
    const say = (words: string): void => {
      running.set(index, shortened(products.length === 1 ? words : names.join(', ')));
      show();
    };
    if (names.includes('-') && settings.terminal.isTyped && !settings.isQuiet)
      tell('Reading from the keyboard; an end-of-file (Ctrl-D) ends it.');
    else say(`Reading ${names.join(', ')}`);
    try {
      return { kind: 'scan', result: await read(sources, { ...(await withProduct(options, targets)), say }) };
    } catch (error) {
      // One wrong name among many must not cost the others their report.
      if (!(error instanceof UserError)) throw error;
      return { kind: 'mistake', message: error.message };
    } finally {
      running.delete(index);
    }
  };
  for await (const scanned of inOrder(products, hostOf, scanOne)) {
    shown.clear();
    if (scanned.kind === 'mistake') {
      tell(`earshot: ${scanned.message}`);
      outcomes.push({ kind: 'mistake' });
    } else {
      const held = heldTo(scanned.result, settings.bar, { isAlone: products.length === 1, isQuiet: settings.isQuiet });
      outcomes.push(held);
      noteCountry(scanned.result.report, options.country, settings);
      const isRead = await out.add(scanned.result, held.gate);
      // Nobody reads on and no bar depends on the rest.
      if (!isRead && !settings.bar.isAsked) return outcomes;
    }
    if (running.size > 0) show();
  }
  await out.end();
  return outcomes;
}

/** Whoever asks for one country's text must not take another's for it. */
function noteCountry({ policies }: Report, country: string | undefined, { isQuiet }: Settings): void {
  if (country === undefined || isQuiet) return;
  const others = policies.filter(
    (policy) =>
      policy.role === 'main' && policy.status === 'read' && !(policy.country !== undefined && speaksTo([policy.country], country)),
  );
  for (const { finalUrl, country: named } of others) {
    const whose = named === undefined ? 'names no country' : `is for readers in ${countryName(named)}`;
    tell(`Note: no text for readers in ${countryName(country)} was found; ${harmlessUrl(finalUrl)} ${whose}.`);
  }
}

/** `markdown=report.md`: the same reports once more, in another format. */
function alsoIn(written: string): Also {
  const [format = '', ...path] = written.split('=');
  if (path.join('=') === '')
    throw new UserError(`--also takes a format and a file, such as markdown=report.md, not ${shortened(written)}.`);
  return { format: oneOf(format, formats, 'format'), output: path.join('='), artifacts: undefined, terminal: terminal(true) };
}

type Also = Omit<ReportSettings, 'isEverything'>;

/** `earshot scan policy.md --output policy.md` would end with the report where the policy was. */
function refuseOverwriting(output: string | undefined, sources: readonly (Source | DeclaredProduct)[]): void {
  if (output === undefined) return;
  if (sources.some((source) => 'path' in source && resolve(source.path) === resolve(output))) {
    throw new UserError(`${shortened(output)} is one of the documents to be scanned: name another file for --output.`);
  }
}

/** Node's own release schedule: 20 ended on 2026-04-30, 22 ends on 2027-04-30. Source: github.com/nodejs/release. */
const oldestMaintained = 22;

function noteOldNode(settings: Settings): void {
  if (!settings.terminal.isWatched || settings.isQuiet || Number.parseInt(process.versions.node, 10) >= oldestMaintained) return;
  tell(
    `Note: Node ${process.versions.node} gets no security fixes any more; Node ${oldestMaintained} or newer does. Earshot works with both.`,
  );
}
