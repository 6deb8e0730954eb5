import type { Command } from 'commander';
import type { DiffFlags } from '../commands/diff.ts';
import { archiveFlag, archiveHelp, colourFlags, example, rulesFlag, rulesHelp, type Run } from './usage.ts';

/** What `earshot diff` is called with. */
export function diffUsage(program: Command, run: Run, version: string): void {
  const diff = program
    .command('diff')
    .summary('say what changed between two texts of a policy, and for whom')
    .description(
      'Compares two texts of a policy: two files or web addresses, or, for a product in the archive, its text now with the one before or of a given day. Says what got worse for you, what got better, which promises are gone, and shows the words.',
    )
    .argument('<what...>', 'two documents, the older first; or one product of the archive')
    .option('--from <date>', 'product: compare with the text that stood on this day, such as 2024-03-01')
    .option('--to <date>', 'product: the text that stood on this day, not the one of now')
    .option('-f, --format <format>', 'text, markdown, json or html', 'text')
    .option('-o, --output <file>', 'write to this file and not to standard output')
    .option('--side-by-side', 'with --format text: old and new beside each other')
    .option('--all', 'every change and every passage, those that only moved too')
    .option('--fail-on <effect>', 'exit with 1 if something got worse: worse')
    .option('--old-rules <dir>', 'the rules of the time of the older text: tells how much of a new score is due to rules')
    .option('--old-report <file>', 'the report that was made of the older text then: tells what is due to rules, program and formula')
    .option(archiveFlag, archiveHelp)
    .option(rulesFlag, rulesHelp)
    .option('--ignore-robots', 'fetch pages that robots.txt asks robots to leave alone')
    .option('--allow-private', 'fetch from this machine and private networks too')
    .option('-q, --quiet', 'nothing on standard error but mistakes')
    .addHelpText(
      'after',
      example(
        'earshot diff policy-2024.html policy-2025.html',
        'earshot diff saved.html https://www.example.com/privacy --side-by-side',
        'earshot diff veldora/tv --from 2024-03-01',
      ),
    )
    .action(
      run(async (what: readonly string[], flags: DiffFlags) => {
        const { diffCommand } = await import('../commands/diff.ts');
        return await diffCommand(what, flags, version);
      }),
    );

  colourFlags(diff);
}
