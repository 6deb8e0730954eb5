import type { Command } from 'commander';
import { kinds } from '../../model/kind.ts';
import type { HistoryFlags } from '../commands/history.ts';
import { archiveFlag, archiveHelp, colourFlags, example, rulesFlag, rulesHelp, type Run } from './usage.ts';

/** What `earshot history` is called with. */
export function historyUsage(program: Command, run: Run, version: string): void {
  const history = program
    .command('history')
    .summary('every accepted text of a product, with its score and what it changed')
    .description(
      'Reads every accepted text of a product in the archive with the rules of today, so that scores of different years can be compared, and says what each opened, closed and took back. As an Atom feed or JSON lines it holds the changes alone.',
    )
    .argument('[product...]', 'products, makers or policies by their ids; all of the archive when left out')
    .option('--kind <kind>', `only products of this kind: ${kinds.join(', ')}`)
    .option('--since <date>', 'only texts of this day and later')
    .option('-f, --format <format>', 'text, csv, json, jsonl or atom', 'text')
    .option('-o, --output <file>', 'write to this file and not to standard output')
    .option('--all', 'every finding, and texts that were only recorded in another way')
    .option(archiveFlag, archiveHelp)
    .option(rulesFlag, rulesHelp)
    .option('-q, --quiet', 'nothing on standard error but mistakes')
    .addHelpText('after', example('earshot history samsung/smart-tv', 'earshot history --kind tv --format atom --output changes.atom'))
    .action(
      run(async (products: readonly string[], flags: HistoryFlags) => {
        const { historyCommand } = await import('../commands/history.ts');
        return await historyCommand(products, flags, version);
      }),
    );

  colourFlags(history);
}
