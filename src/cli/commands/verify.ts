import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { firstDifference, type Difference } from '../../compare/first-difference.ts';
import { readLocal } from '../../load/read-document.ts';
import { incompatiblePractices, owedOf } from '../../load/shipped-data.ts';
import { shippedScoring } from '../../load/scoring.ts';
import type { Archive } from '../../model/archive.ts';
import { concerns } from '../../model/finding.ts';
import type { PolicyReading, Report } from '../../model/report.ts';
import type { Review } from '../../model/review.ts';
import type { RuleSet } from '../../model/rule.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { UserError } from '../../model/user-error.ts';
import { harmless } from '../../report/harmless.ts';
import { reportJson } from '../../report/json.ts';
import { counted } from '../../report/plain-words.ts';
import { asOneSnapshot, readAccepted } from '../../read-snapshot.ts';
import { readSnapshot, scanOf, type ReadDocument, type ReadOptions } from '../../scan.ts';
import { archiveFile, withArchive } from '../archive-in-use.ts';
import { compiledRules } from '../compiled-rules.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { shortened } from '../known.ts';
import { readReports } from '../read-reports.ts';
import { snapshotWithBody } from '../read-kept.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { print, tell } from '../terminal.ts';

/** The flags as they are written. */
export interface VerifyFlags {
  readonly file?: readonly string[];
  readonly archive?: string;
  readonly rules?: string;
  readonly quiet?: true;
}

/** Bytes by their SHA-256, wherever they are kept. */
type Find = (reading: PolicyReading) => Promise<Snapshot | undefined>;

interface Kept {
  readonly find: Find;
  /** Whether the archive has bytes as a policy's accepted text, perhaps by a person's word. */
  readonly isAccepted: (sha256: string) => Promise<boolean>;
}

/** `earshot verify`: recomputes a report and compares it with the file byte for byte. */
export async function verifyCommand(path: string, flags: VerifyFlags, version: string): Promise<ExitCode> {
  const [saved, ...more] = await readReports([path]);
  if (saved === undefined || more.length > 0)
    throw new UserError(`${shortened(path)} holds ${more.length + 1} reports: verify one at a time.`);
  const bytes = await readFile(path, 'utf8');
  const set = await rulesInUse(flags.rules);
  const options = await optionsOf(saved, set, version);
  const files = await namedFiles(flags.file ?? []);
  const recomputed = await withBytes(flags, files, async (kept) => await recompute(saved, options, kept));
  if (!recomputed.ok) {
    tell(`earshot: ${recomputed.why}`);
    return exitCode([{ kind: 'notAssessed' }]);
  }
  const now = reportJson(recomputed.report);
  if (now === bytes) {
    const documents = counted(saved.policies.length, 'document');
    if (flags.quiet !== true)
      await print(`The same, byte for byte: ${counted(saved.findings.length, 'finding')} recomputed from ${documents}.\n`);
    return exitCode([]);
  }
  await print(differenceWords(firstDifference(JSON.parse(bytes), JSON.parse(now)), saved, recomputed.report));
  return exitCode([{ kind: 'difference' }]);
}

/** What the report was made with, as far as it says so. */
async function optionsOf(saved: Report, set: RuleSet, version: string): Promise<ReadOptions> {
  const asked = concerns.filter((concern) => Object.keys(saved.practices).some((practice) => practice.startsWith(`${concern}/`)));
  const reviews = new Map<string, Review>(
    saved.findings.flatMap(({ id, practice, stance, verdict }) =>
      verdict === undefined ? [] : [[id, { ...verdict, practice, stance }] as const],
    ),
  );
  return {
    compiled: await compiledRules(set),
    rulesSha256: set.sha256,
    version,
    incompatible: await incompatiblePractices(),
    ...(asked.length === concerns.length ? {} : { concerns: asked }),
    ...(saved.score === null ? {} : { scoring: await shippedScoring() }),
    ...(saved.product === undefined ? {} : { product: saved.product }),
    ...(saved.kind === undefined ? {} : { kind: { name: saved.kind, owed: await owedOf(saved.kind) } }),
    ...(reviews.size === 0 ? {} : { reviews }),
  };
}

async function namedFiles(paths: readonly string[]): Promise<ReadonlyMap<string, Snapshot>> {
  const files = new Map<string, Snapshot>();
  for (const path of paths) {
    const read = await readLocal(path, { stdin: process.stdin, clock: Date.now });
    if (!read.ok) throw new UserError(`${shortened(path)} cannot be read: ${read.failure.detail}.`);
    files.set(read.value.sha256, read.value);
  }
  return files;
}

/** Looks among the named files, among files the report itself was made of, then in the archive, which need not be there. */
async function withBytes<T>(flags: VerifyFlags, files: ReadonlyMap<string, Snapshot>, work: (kept: Kept) => Promise<T>): Promise<T> {
  const local: Find = async ({ url, sha256 = '' }) => files.get(sha256) ?? (await fileOf(url, sha256));
  if (flags.archive === undefined && !existsSync(archiveFile(flags)))
    return await work({ find: local, isAccepted: async () => await Promise.resolve(false) });
  return await withArchive(
    flags,
    { create: false },
    async (archive) =>
      await work({
        find: async (reading) => (await local(reading)) ?? (await archived(archive, reading)),
        isAccepted: async (sha256) => (await archive.snapshots({ sha256, standing: 'accepted' })).length > 0,
      }),
  );
}

/** The file that a report of a file names, if it still has the same bytes. */
async function fileOf(url: string, sha256: string): Promise<Snapshot | undefined> {
  if (!/^file:/iu.test(url)) return undefined;
  const read = await readLocal(url, { stdin: process.stdin, clock: Date.now }).catch((error: unknown) => {
    // It was moved or deleted since: the archive may still have it.
    if (error instanceof UserError) return undefined;
    throw error;
  });
  return read?.ok === true && read.value.sha256 === sha256 ? read.value : undefined;
}

async function archived(archive: Archive, { sha256, finalUrl }: PolicyReading): Promise<Snapshot | undefined> {
  if (sha256 === undefined) return undefined;
  const kept = await archive.snapshots({ sha256 });
  const pages = kept.flatMap(({ further = [], ...first }) => [first, ...further.map((page) => ({ ...page, policy: first.policy }))]);
  // The same bytes may have been served at two addresses; their headers tell how they are to be read.
  const fitting = pages.filter((page) => page.sha256 === sha256);
  const one = fitting.find((page) => page.finalUrl === finalUrl) ?? fitting[0];
  return one === undefined ? undefined : await snapshotWithBody(archive, one);
}

type Recomputed = { readonly ok: true; readonly report: Report } | { readonly ok: false; readonly why: string };

async function recompute(saved: Report, options: ReadOptions, { find, isAccepted }: Kept): Promise<Recomputed> {
  const documents: ReadDocument[] = [];
  for (const reading of saved.policies) {
    const pages = reading.parts?.map(({ url, sha256 }) => ({ ...reading, finalUrl: url, sha256 })) ?? [reading];
    const found: Snapshot[] = [];
    for (const page of pages) {
      const snapshot = await find(page);
      if (snapshot !== undefined) found.push({ ...snapshot, finalUrl: page.finalUrl });
    }
    const [first, ...rest] = found;
    if (first === undefined || found.length < pages.length) {
      if (reading.status === 'read') return { ok: false, why: missing(reading) };
      // What never came cannot be read again: it stays as it was noted.
      documents.push({ reading, text: null, findings: [], isPdf: false });
      continue;
    }
    const snapshot = asOneSnapshot([{ ...first, url: reading.url, finalUrl: reading.finalUrl }, ...rest]);
    const judged = await readSnapshot(snapshot, options);
    // What no bytes tell: somebody accepted it as the policy's text, though it does not look like one.
    const isByHand = reading.status === 'read' && judged.text === null && (await isAccepted(first.sha256));
    const document = isByHand ? await readAccepted(snapshot, options) : judged;
    documents.push({ ...document, reading: withFacts(reading, document.reading) });
  }
  return { ok: true, report: scanOf(documents, { ...options, clock: () => Date.parse(saved.scannedAt) }, saved.seen).report };
}

function missing({ finalUrl, sha256 = '', parts }: PolicyReading): string {
  const what = `the bytes of ${harmless(finalUrl)} (SHA-256 ${sha256.slice(0, 16)}…) are neither in the archive nor among the files named`;
  if (parts !== undefined)
    return `${what}, or one of the ${counted(parts.length, 'page')} that it was joined from is missing: name the archive with --archive.`;
  return `${what}: name the document with --file, or the archive with --archive.`;
}

/** What the bytes say is recomputed; how and where they were found is taken from the report, since no bytes tell it. */
function withFacts(saved: PolicyReading, { title, language, effectiveDate, sha256, status, failure, words }: PolicyReading): PolicyReading {
  const { title: _title, language: _language, effectiveDate: _date, sha256: _hash, failure: _failure, ...provenance } = saved;
  return {
    ...provenance,
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
    ...(effectiveDate === undefined ? {} : { effectiveDate }),
    ...(sha256 === undefined ? {} : { sha256 }),
    status,
    ...(failure === undefined ? {} : { failure }),
    words,
  };
}

function differenceWords(difference: Difference | undefined, saved: Report, now: Report): string {
  const tools = [
    saved.tool.version === now.tool.version
      ? ''
      : `The report was made by Earshot ${harmless(saved.tool.version)}; this is ${now.tool.version}.\n`,
    saved.tool.rules === now.tool.rules ? '' : 'The report was made with other rules: --rules names the folder they are in.\n',
    saved.tool.extractor === now.tool.extractor ? '' : 'Pages are read in another way since.\n',
  ].join('');
  if (difference === undefined) return `Different: the same values, but the file is not written as Earshot writes it.\n${tools}`;
  const shown = (value: string | undefined): string => (value === undefined ? 'nothing' : shortenedValue(harmless(value)));
  return `Different, first at ${harmless(difference.path)}:\n  saved       ${shown(difference.saved)}\n  recomputed  ${shown(difference.found)}\n${tools}`;
}

const shortenedValue = (value: string): string => (value.length > 300 ? `${value.slice(0, 299)}…` : value);
