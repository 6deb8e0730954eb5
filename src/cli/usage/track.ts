import type { Command } from 'commander';
import { kinds } from '../../model/kind.ts';
import type { TrackFlags } from '../commands/track.ts';
import { notifyFlag, notifyHelp } from '../notify-flags.ts';
import { archiveFlag, archiveHelp, example, rulesFlag, rulesHelp, type Run } from './usage.ts';

/** What `earshot track` is called with. */
export function trackUsage(program: Command, run: Run, version: string): void {
  program
    .command('track')
    .summary('fetch the catalogue, keep what is new, and say what changed')
    .description(
      'Fetches the policies of the catalogue, or of a part of it, keeps every new text in the archive, and says in one line each what changed. Where no address is known, or all of a product have moved, policies are looked for from its home page, and where they were found is where the next run looks first. A text is published when two fetches agree; one that looks wrong (an earlier text, much shorter, another language) is held until it has stood for a week or a person decides. A run that broke off goes on where it was; several may run at once.',
    )
    .argument('[product...]', 'products, makers or policies by their ids; all when left out')
    .option('--kind <kind>', `only products of this kind: ${kinds.join(', ')}`)
    .option('--maker <id>', 'only products of this maker')
    .option('--policies <dir>', 'the makers of this folder instead of the catalogue')
    .option('--again-after <minutes>', 'leave alone what was looked at within so many minutes', '60')
    .option('--dry-run', 'fetch and compare, and write nothing')
    .option('--render <when>', 'let a browser build pages: auto (those that are empty without one), always or never', 'auto')
    .option('--browser <path>', 'the Chrome or Chromium to use (EARSHOT_BROWSER says the same)')
    .option(notifyFlag, notifyHelp)
    .option('--notify-after <times>', 'announce a policy that could not be read so many times in a row', '3')
    .option('--fail-on <bar>', '"worse": exit with 1 if a published change makes something worse')
    .option('--allow-not-assessed', 'do not exit with 3 for what could not be read or is held')
    .option(rulesFlag, rulesHelp)
    .option(archiveFlag, archiveHelp)
    .option('--ignore-robots', 'fetch pages that robots.txt asks robots to leave alone')
    .option('--allow-private', 'fetch from this machine and private networks too')
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', example('earshot track samsung/smart-tv', 'earshot track --kind tv --fail-on worse'))
    .action(
      run(async (names: readonly string[], flags: TrackFlags) => {
        const { trackCommand } = await import('../commands/track.ts');
        return await trackCommand(names, flags, version);
      }),
    );
}
