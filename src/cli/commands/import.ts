import { harmless } from '../../report/harmless.ts';
import { archiveFile, withArchive, type ArchiveFlags } from '../archive-in-use.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { ImportTally } from '../import-history.ts';
import { importOta } from '../import-ota.ts';
import { shortened } from '../known.ts';
import { print, progress, terminal } from '../terminal.ts';

export interface ImportFlags extends ArchiveFlags {
  readonly service?: string;
  readonly terms?: string;
  readonly quiet?: true;
}

/** `earshot import ota`. */
export async function importOtaCommand(repository: string, flags: ImportFlags): Promise<ExitCode> {
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  return await withArchive(flags, { create: true }, async (archive) => {
    shown.show('Reading the history');
    const imported = await importOta(archive, repository, {
      ...(flags.service === undefined ? {} : { service: flags.service }),
      ...(flags.terms === undefined ? {} : { terms: flags.terms }),
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
export function tallyInWords({ published, unchanged, held, released, recovered, replaced, known }: ImportTally): string {
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
