import { Command, CommanderError } from 'commander';
import { version } from 'earshot:version';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { exportUsage } from './usage/export.ts';
import { importUsage } from './usage/import.ts';
import { archiveUsage } from './usage/archive.ts';
import { demoUsage } from './usage/demo.ts';
import { historyUsage } from './usage/history.ts';
import { productsUsage } from './usage/products.ts';
import { diffUsage } from './usage/diff.ts';
import { rankUsage } from './usage/rank.ts';
import { reviewUsage } from './usage/review.ts';
import { trackUsage } from './usage/track.ts';
import { rulesUsage } from './usage/rules.ts';
import { scanUsage } from './usage/scan.ts';
import { scoreUsage } from './usage/score.ts';
import { siteUsage } from './usage/site.ts';
import { example, type Run } from './usage/usage.ts';
import { verifyUsage } from './usage/verify.ts';

/** Runs the command that the arguments name and gives its exit code. Every command's own code is loaded when it runs. */
export async function runProgram(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const run: Run =
    (command) =>
    async (...given) => {
      code = await command(...given);
    };
  const program = new Command('earshot')
    .description('Reads privacy policies and says, with their own words, what they admit to hearing, tracking, keeping and handing on.')
    .version(version, '-V, --version', 'the version of Earshot')
    .helpOption('-h, --help', 'this help')
    .helpCommand('help [command]', 'help for a command')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`earshot: ${text.replace(/^error: /u, '')}`) })
    .addHelpText('after', example('earshot scan https://www.example.com/privacy', 'earshot demo'));

  scanUsage(program, run, version);
  diffUsage(program, run, version);
  historyUsage(program, run, version);
  verifyUsage(program, run, version);
  reviewUsage(program, run, version);
  rulesUsage(program, run);
  productsUsage(program, run);
  rankUsage(program, run, version);
  scoreUsage(program, run, version);
  siteUsage(program, run, version);
  trackUsage(program, run, version);
  archiveUsage(program, run);
  importUsage(program, run);
  exportUsage(program, run);
  demoUsage(program, run, version);

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has already said what is wrong, with the nearest name it knows.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.mistake;
    throw error;
  }
}
