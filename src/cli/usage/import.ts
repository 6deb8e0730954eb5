import type { Command } from 'commander';
import type { ImportFlags } from '../commands/import.ts';
import { archiveFlag, archiveHelp, example, type Run } from './usage.ts';

/** What `earshot import` is called with. */
export function importUsage(program: Command, run: Run): void {
  const command = program
    .command('import')
    .summary('take the past that others recorded into the archive')
    .description(
      'Takes histories of policies into the archive. Importing again adds only what is new; an import that is interrupted goes on where it was.',
    );

  command
    .command('ota')
    .summary('a git repository of Open Terms Archive')
    .description('Takes a "versions" or "snapshots" repository of Open Terms Archive, or a bundle of one, with all that it recorded.')
    .argument('<repository>', 'its folder, or a bundle of it')
    .option('--service <name>', 'only this service, as the repository names it')
    .option('--terms <type>', 'only documents of this type, such as "Privacy Policy"')
    .option(archiveFlag, archiveHelp)
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', example('earshot import ota contrib-versions', 'earshot import ota contrib-versions --terms "Privacy Policy"'))
    .action(
      run(async (repository: string, flags: ImportFlags) => {
        const { importOtaCommand } = await import('../commands/import.ts');
        return await importOtaCommand(repository, flags);
      }),
    );
}
