import type { Command } from 'commander';
import { kinds } from '../../model/kind.ts';
import type { RankFlags } from '../commands/rank.ts';
import { example, rulesFlag, rulesHelp, type Run } from './usage.ts';

/** What `earshot rank` is called with. */
export function rankUsage(program: Command, run: Run, version: string): void {
  program
    .command('rank')
    .summary('rank products by what their policies say')
    .description(
      'Ranks products by their scores: from saved reports, from folders of policies (a folder with documents is a product), or, when nothing is named, from the archive. A place is claimed only where what the policies leave open cannot turn it round.',
    )
    .argument('[source...]', 'reports that "earshot scan --format json" wrote, folders of them, or folders of policies')
    .option('--kind <kind>', `only products of this kind; what names no kind is taken to be of it: ${kinds.join(', ')}`)
    .option('-f, --format <format>', 'text, json, markdown or csv', 'text')
    .option('-o, --output <file>', 'write to this file and not to standard output')
    .option('--archive <file>', 'rank what this archive holds')
    .option('--against <file>', 'say which scores moved, and why, since a ranking that --format json wrote')
    .option('--max-age <days>', 'products read longer ago than this are not ranked')
    .option(rulesFlag, rulesHelp)
    .option('-q, --quiet', 'nothing on standard error but mistakes')
    .addHelpText(
      'after',
      example(
        'earshot rank --kind tv reports/',
        'earshot rank policies-by-kind/ --format csv --output ranking.csv',
        'earshot rank --against ranking.json --format markdown',
      ),
    )
    .action(
      run(async (sources: readonly string[], flags: RankFlags) => {
        const { rankCommand } = await import('../commands/rank.ts');
        return await rankCommand(sources, flags, version);
      }),
    );
}
