import type { Command } from 'commander';
import type { VerifyFlags } from '../commands/verify.ts';
import { archiveFlag, archiveHelp, example, rulesFlag, rulesHelp, type Run } from './usage.ts';

/** What `earshot verify` is called with. */
export function verifyUsage(program: Command, run: Run, version: string): void {
  program
    .command('verify')
    .summary('recompute a saved report from the documents it was made of')
    .description(
      'Recomputes a report that was saved as JSON from the very bytes it was made of, which are found in the archive or in files that you name, and compares the two byte for byte. Exits with 4 and says where they first differ.',
    )
    .argument('<report>', 'a report, as earshot scan --format json writes it')
    .option('--file <files...>', 'documents that the report was made of; which is which is told by their SHA-256')
    .option(archiveFlag, archiveHelp)
    .option(rulesFlag, rulesHelp)
    .option('-q, --quiet', 'nothing on standard output where they are the same')
    .addHelpText('after', example('earshot verify report.json', 'earshot verify report.json --file policy.html voice-notice.html'))
    .action(
      run(async (report: string, flags: VerifyFlags) => {
        const { verifyCommand } = await import('../commands/verify.ts');
        return await verifyCommand(report, flags, version);
      }),
    );
}
