import type { Command } from 'commander';
import { kinds } from '../../model/kind.ts';
import type { ScoreFlags } from '../commands/score.ts';
import { example, rulesFlag, rulesHelp, type Run } from './usage.ts';

/** What `earshot score` is called with. */
export function scoreUsage(program: Command, run: Run, version: string): void {
  const score = program
    .command('score')
    .summary('where a score comes from')
    .description('Where a score comes from.')
    .addHelpText('after', example('earshot score explain report.json'));

  score
    .command('explain')
    .description('Shows how the 100 points were lost and kept: each practice with what it cost and the sentences that decided it.')
    .argument('<product>', 'a saved report (.json), a policy or a folder of the policies of one product, or a product of the archive')
    .option('--kind <kind>', `what the product is, where nothing says so: ${kinds.join(', ')}`)
    .option('-f, --format <format>', 'text or json', 'text')
    .option('--all', 'also practices that cost less than half a point')
    .option('--archive <file>', 'the archive that holds the product')
    .option(rulesFlag, rulesHelp)
    .option('-q, --quiet', 'nothing on standard error but mistakes')
    .addHelpText('after', example('earshot score explain report.json', 'earshot score explain policy.html --kind tv'))
    .action(
      run(async (product: string, flags: ScoreFlags) => {
        const { explainCommand } = await import('../commands/score.ts');
        return await explainCommand(product, flags, version);
      }),
    );
}
