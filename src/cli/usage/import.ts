import type { Command } from 'commander';
import type { ImportFlags, WaybackFlags } from '../commands/import.ts';
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
    .option('--policies <dir>', 'take from the makers of this folder which parts of a recorded page are the policy, not from the catalogue')
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

  command
    .command('wayback')
    .summary("the Wayback Machine's copies of a page")
    .description(
      "Takes the Wayback Machine's copies of a page into the archive, oldest first, each other than the one before. Its limits are kept: at most 24 questions to its index in a minute, and one page at a time.",
    )
    .argument('<url>', 'the address of the policy')
    .option('--policy <id>', 'the policy that it is, such as samsung/privacy-policy; made of the address when left out')
    .option('--from <date>', 'the first day, as YYYY, YYYY-MM or YYYY-MM-DD')
    .option('--to <date>', 'the last day')
    .option('--wayback-base <url>', 'another machine that speaks the same language')
    .option(archiveFlag, archiveHelp)
    .option('--allow-private', 'fetch from this machine and private networks too')
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', example('earshot import wayback https://www.example.com/privacy --from 2015'))
    .action(
      run(async (url: string, flags: WaybackFlags) => {
        const { importWaybackCommand } = await import('../commands/import.ts');
        return await importWaybackCommand(url, flags);
      }),
    );

  command
    .command('warc')
    .summary('the policies in a WARC file')
    .description('Takes the policies in a WARC file, plain or gzip, into the archive; other pages in it are passed over.')
    .argument('<file>', 'the file')
    .option('--policy <id>', 'every page in it is this policy; else each goes to the policy with its address')
    .option(archiveFlag, archiveHelp)
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', example('earshot import warc policies.warc.gz'))
    .action(
      run(async (file: string, flags: WaybackFlags) => {
        const { importWarcCommand } = await import('../commands/import.ts');
        return await importWarcCommand(file, flags);
      }),
    );
}
