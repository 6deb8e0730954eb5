import type { Command } from 'commander';
import type { ReviewFlags } from '../commands/review.ts';
import { colourFlags, example, rulesFlag, rulesHelp, type Run } from './usage.ts';

/** What `earshot review` is called with. */
export function reviewUsage(program: Command, run: Run, version: string): void {
  const review = program
    .command('review')
    .summary('write down what a person says of a finding: checked or wrong')
    .description(
      "Lists findings with their ids, or writes down a person's verdict on some of them beside the maker. Scans with --reviews show the verdicts, and they count into the published accuracy.",
    )
    .argument('[source...]', 'saved reports (.json), or policies to scan')
    .option('--checked <ids>', 'these findings are right; ids with commas between, as long as they need be to be told apart')
    .option('--wrong <ids>', 'the policy does not say so')
    .option('--by <name>', 'who says so')
    .option('--date <date>', 'when, as YYYY-MM-DD; today when left out')
    .option('--note <text>', 'why, in a sentence')
    .option('--maker <name>', 'keep it in policies/<name>/reviews.yaml')
    .option('--reviews <file>', 'keep it in this file')
    .option(rulesFlag, rulesHelp)
    .option('--ignore-robots', 'fetch pages that robots.txt asks robots to leave alone')
    .option('--allow-private', 'fetch from this machine and private networks too')
    .addHelpText(
      'after',
      example(
        'earshot review report.json',
        'earshot review report.json --wrong 3f1c9a --by "Jo Park" --note "it speaks of employees" --maker veldora',
      ),
    )
    .action(
      run(async (sources: readonly string[], flags: ReviewFlags) => {
        const { reviewCommand } = await import('../commands/review.ts');
        return await reviewCommand(sources, flags, version);
      }),
    );

  colourFlags(review);
}
