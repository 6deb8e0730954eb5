import type { Command } from 'commander';
import type { ArchiveCommandFlags, DecideFlags } from '../commands/archive.ts';
import { archiveFlag, archiveHelp, colourFlags, example, type Run } from './usage.ts';

/** What `earshot archive` is called with. */
export function archiveUsage(program: Command, run: Run): void {
  const archive = program.command('archive').summary('look after the archive').description('Looks after the archive of policies.');

  const review = archive
    .command('review')
    .summary('show what is held, and how it differs from what is published')
    .description('Lists the texts that are held, why, and where each differs from the published text of its policy.')
    .argument('[id]', 'one of them, with the whole difference')
    .option(archiveFlag, archiveHelp)
    .addHelpText('after', example('earshot archive review'))
    .action(
      run(async (id: string | undefined, flags: ArchiveCommandFlags) => {
        const { reviewHeld } = await import('../commands/archive.ts');
        return await reviewHeld(id, flags);
      }),
    );
  colourFlags(review);

  for (const [name, verb, standing] of [
    ['accept', 'publish', 'accepted'],
    ['reject', 'never publish', 'rejected'],
  ] as const) {
    archive
      .command(name)
      .summary(`${verb} a text that is held`)
      .description(`Decides by hand to ${verb} a text. Who decided and why is kept with it.`)
      .argument('<id>', 'its id, as review shows it, or as much of its start as tells it from others')
      .requiredOption('--reason <text>', 'why, in a sentence')
      .requiredOption('--by <name>', 'who decides')
      .option(archiveFlag, archiveHelp)
      .addHelpText('after', example(`earshot archive ${name} 3f1c9a --by "Jo Park" --reason "the maker confirmed it"`))
      .action(
        run(async (id: string, flags: DecideFlags) => {
          const { decideByHand } = await import('../commands/archive.ts');
          return await decideByHand(id, standing, flags);
        }),
      );
  }

  archive
    .command('check')
    .summary('look at every byte that is kept')
    .description('Reads everything that is kept and compares it with its hash. Exits with 4 where something is wrong.')
    .option(archiveFlag, archiveHelp)
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', example('earshot archive check'))
    .action(
      run(async (flags: ArchiveCommandFlags) => {
        const { checkArchive } = await import('../commands/archive.ts');
        return await checkArchive(flags);
      }),
    );

  archive
    .command('compact')
    .summary('give room back to the disk')
    .description('Drops what can be worked out again, joins runs of "checked, unchanged" to their first and last, and packs the file.')
    .option(archiveFlag, archiveHelp)
    .addHelpText('after', example('earshot archive compact'))
    .action(
      run(async (flags: ArchiveCommandFlags) => {
        const { compactArchive } = await import('../commands/archive.ts');
        return await compactArchive(flags);
      }),
    );

  archive
    .command('copy')
    .summary('write a copy, also while others read and write')
    .description('Writes a sound copy of the archive into a new file, also while it is in use.')
    .argument('<file>', 'the copy, which must not be there yet')
    .option(archiveFlag, archiveHelp)
    .addHelpText('after', example('earshot archive copy backup.sqlite'))
    .action(
      run(async (file: string, flags: ArchiveCommandFlags) => {
        const { copyArchive } = await import('../commands/archive.ts');
        return await copyArchive(file, flags);
      }),
    );
}
