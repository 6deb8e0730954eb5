import type { Command } from 'commander';
import type { ExportFlags } from '../commands/export.ts';
import { archiveFlag, archiveHelp, example, type Run } from './usage.ts';

/** What `earshot export` is called with. */
export function exportUsage(program: Command, run: Run): void {
  const command = program
    .command('export')
    .summary('hand the archive on in formats of others')
    .description('Writes what the archive has published in formats that others read.');
  command
    .command('ota')
    .summary('a git repository in the layout of Open Terms Archive')
    .description('Writes every published text as a commit of a new git repository, as Markdown, oldest first.')
    .argument('<folder>', 'the repository, which must not be there yet')
    .option('--policy <id>', 'only this policy')
    .option(archiveFlag, archiveHelp)
    .addHelpText('after', example('earshot export ota versions'))
    .action(
      run(async (folder: string, flags: ExportFlags) => {
        const { exportOtaCommand } = await import('../commands/export.ts');
        return await exportOtaCommand(folder, flags);
      }),
    );
  command
    .command('warc')
    .summary('a WARC file with the pages as they were served')
    .description('Writes every published page, with its address, time and headers, into a WARC 1.1 file.')
    .argument('<file>', 'the file, which must not be there yet; .gz packs it')
    .option('--policy <id>', 'only this policy')
    .option('--all', 'held and rejected pages too')
    .option(archiveFlag, archiveHelp)
    .addHelpText('after', example('earshot export warc policies.warc.gz'))
    .action(
      run(async (file: string, flags: ExportFlags) => {
        const { version } = await import('earshot:version');
        const { exportWarcCommand } = await import('../commands/export.ts');
        return await exportWarcCommand(file, flags, version);
      }),
    );
}
