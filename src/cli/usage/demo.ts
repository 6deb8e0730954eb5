import type { Command } from 'commander';
import type { DemoFlags } from '../commands/demo.ts';
import { colourFlags, example, type Run } from './usage.ts';

/** What `earshot demo` is called with. */
export function demoUsage(program: Command, run: Run, version: string): void {
  const demo = program
    .command('demo')
    .summary('scan four made-up makers on this machine, without a network')
    .description(
      'Serves the web sites of four made-up makers on this machine, finds their policies from the bare home pages, scans them over HTTP and prints what they admit.',
    )
    .option('-q, --quiet', 'nothing on standard error but mistakes')
    .addHelpText('after', example('earshot demo'))
    .action(
      run(async (flags: DemoFlags) => {
        const { demoCommand } = await import('../commands/demo.ts');
        return await demoCommand(flags, version);
      }),
    );

  colourFlags(demo);
}
