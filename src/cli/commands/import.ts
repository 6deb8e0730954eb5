import { fetchOptions } from '../../fetch/fetch-options.ts';
import { wayback } from '../../fetch/wayback.ts';
import { webAddress } from '../../fetch/web-address.ts';
import { readMakers } from '../../load/makers.ts';
import { shippedMakers } from '../../load/shipped-makers.ts';
import { UserError } from '../../model/user-error.ts';
import { failureSentences } from '../../report/failure-sentences.ts';
import { harmless, harmlessUrl } from '../../report/harmless.ts';
import { counted } from '../../report/plain-words.ts';
import { archiveFile, withArchive, type ArchiveFlags } from '../archive-in-use.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { ImportTally } from '../import-history.ts';
import { importOta } from '../import-ota.ts';
import { importWarc } from '../import-warc.ts';
import { importWayback, WaybackTrouble } from '../import-wayback.ts';
import { shortened } from '../known.ts';
import { policyIdNamed, policyIdOfAddress } from '../policy-id.ts';
import { print, progress, tell, terminal } from '../terminal.ts';

export interface ImportFlags extends ArchiveFlags {
  readonly service?: string;
  readonly terms?: string;
  readonly policies?: string;
  readonly quiet?: true;
}

export interface WaybackFlags extends ArchiveFlags {
  readonly policy?: string;
  readonly from?: string;
  readonly to?: string;
  readonly waybackBase?: string;
  readonly allowPrivate?: true;
  readonly quiet?: true;
}

/** `earshot import wayback`. */
export async function importWaybackCommand(written: string, flags: WaybackFlags): Promise<ExitCode> {
  const url = addressIn(written);
  const policy = flags.policy === undefined ? undefined : policyIdNamed(flags.policy);
  const [from, to] = [digitsIn(flags.from), digitsIn(flags.to)];
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  const machine = wayback(fetchOptions({ allowPrivate: flags.allowPrivate === true }), flags.waybackBase);
  return await withArchive(flags, { create: true }, async (archive) => {
    shown.show('Asking the Wayback Machine which copies it has');
    try {
      const { tally, copies, missing } = await importWayback(archive, url, machine, {
        policy: policy ?? (await archive.policies()).find((known) => known.url === url)?.id ?? policyIdOfAddress(url),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        onProgress: (done, all) => shown.show(`Fetching copy ${inFigures(done)} of ${inFigures(all)}`),
      });
      shown.clear();
      const gone = missing === 0 ? '' : `${inFigures(missing).padStart(8)}  listed, and not to be had\n`;
      await print(
        `${counted(copies, 'copy', 'copies')} of ${harmlessUrl(url)}.\n${tallyInWords(tally)}${gone}The archive is ${harmless(archiveFile(flags))}.\n`,
      );
      return exitCodes.done;
    } catch (error) {
      shown.clear();
      if (!(error instanceof WaybackTrouble)) throw error;
      const { happened, remedy } = failureSentences(error.failure);
      tell(`earshot: ${happened} ${remedy} What came before is in the archive; the same command goes on from there.`);
      return exitCodes.notAssessed;
    }
  });
}

function addressIn(written: string): string {
  const address = webAddress(written);
  if (address.ok) return address.value.href;
  throw new UserError(`"${shortened(written)}" is no web address: write it whole, such as https://www.example.com/privacy.`);
}

function digitsIn(date: string | undefined): string | undefined {
  if (date === undefined || /^\d{4}(?:-\d\d(?:-\d\d)?)?$/u.test(date)) return date?.replaceAll('-', '');
  throw new UserError(`"${shortened(date)}" is no date: write YYYY, YYYY-MM or YYYY-MM-DD.`);
}

/** `earshot import warc`. */
export async function importWarcCommand(file: string, flags: WaybackFlags): Promise<ExitCode> {
  const policy = flags.policy === undefined ? undefined : policyIdNamed(flags.policy);
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  return await withArchive(flags, { create: true }, async (archive) => {
    const { tally, others } = await importWarc(archive, file, {
      ...(policy === undefined ? {} : { policy }),
      onProgress: (pages) => shown.show(`Read ${counted(pages, 'page')}`),
    });
    shown.clear();
    const passed = others === 0 ? '' : `${inFigures(others).padStart(8)}  no policies, passed over\n`;
    await print(
      `${counted(tally.versions, 'policy page')} in ${harmless(file)}.\n${tallyInWords(tally)}${passed}The archive is ${harmless(archiveFile(flags))}.\n`,
    );
    return exitCodes.done;
  });
}

/** `earshot import ota`. */
export async function importOtaCommand(repository: string, flags: ImportFlags): Promise<ExitCode> {
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  return await withArchive(flags, { create: true }, async (archive) => {
    shown.show('Reading the history');
    const imported = await importOta(archive, repository, {
      ...(flags.service === undefined ? {} : { service: flags.service }),
      ...(flags.terms === undefined ? {} : { terms: flags.terms }),
      makers: flags.policies === undefined ? await shippedMakers() : await readMakers(flags.policies),
      onProgress: (done, all, name) => {
        if (done % 10 === 1 || done === all) shown.show(`Importing ${inFigures(done)} of ${inFigures(all)}: ${shortened(name)}`);
      },
    });
    shown.clear();
    const { tally, documents, services, from, to } = imported;
    if (documents === 0) {
      await print(`Nothing new since the last import. The archive is ${harmless(archiveFile(flags))}.\n`);
      return exitCodes.done;
    }
    await print(
      `${inFigures(tally.versions)} recorded versions of ${inFigures(documents)} documents of ${inFigures(services)} services, ${from.slice(0, 10)} to ${to.slice(0, 10)}.\n` +
        `${tallyInWords(tally)}The archive is ${harmless(archiveFile(flags))}.\n`,
    );
    return exitCodes.done;
  });
}

function inFigures(count: number): string {
  return count.toLocaleString('en');
}

/** The tally of an import, a line each. */
function tallyInWords({ published, unchanged, held, released, recovered, replaced, known }: ImportTally): string {
  const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
  const parts = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${inFigures(count)} ${name}`)
      .join(', ');
  const lines: readonly (readonly [number, string])[] = [
    [
      sum(published),
      `published: ${parts({ 'first texts': published.first, 'new texts': published.confirmed, 'cut out in another way': published.technical, 'returned to an earlier text': published.returned, shortened: published.shortened })}`,
    ],
    [unchanged, 'with the words that were published already'],
    [
      sum(held),
      `held when they came: ${parts({ 'not seen twice': held['unconfirmed'] ?? 0, 'an earlier text': held['returned'] ?? 0, 'much shorter': held['shortened'] ?? 0, 'in another language': held['language-switched'] ?? 0, 'another kind of document': held['other-document'] ?? 0 })}`,
    ],
    [recovered, 'of these gone when the published text was back'],
    [replaced, 'of these gone when another text came'],
    [released, 'of these published later, since they stood'],
    [known, 'known from an earlier import'],
  ];
  return lines
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${inFigures(count).padStart(8)}  ${words}\n`)
    .join('');
}
