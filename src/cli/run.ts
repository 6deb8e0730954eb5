import { UserError } from '../model/user-error.ts';
import { exitCodes } from './exit-code.ts';
import { optimiseLate } from './fast-code.ts';

/** Where a bug may be reported: the package's page leads to its issues. */
const reportTo = 'https://www.npmjs.com/package/earshot';

/** What ends the program when nothing caught it: a mistake as its text alone, a bug with its stack. */
function exitCodeOf(error: unknown): number {
  if (error instanceof UserError) {
    process.stderr.write(`earshot: ${error.message}\n`);
    return exitCodes.mistake;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
  process.stderr.write(`earshot: this is a bug in Earshot. Please report it, with the text below, at ${reportTo}\n${stack}${cause}\n`);
  return exitCodes.bug;
}

/** Runs the program on the words of a command line, says what went wrong, and ends the process. */
export async function run(args: readonly string[]): Promise<never> {
  optimiseLate();
  process.on('uncaughtException', (error) => process.exit(exitCodeOf(error)));
  const code = await outcomeOf(args);
  // Where pipes are not synchronous (Windows), what is still on its way would be lost. A closed pipe answers with an error, which is an answer.
  await new Promise<void>((resolve) => {
    process.stdout.write('', () => resolve());
  });
  process.exit(code);
}

async function outcomeOf(args: readonly string[]): Promise<number> {
  try {
    const { runProgram } = await import('./program.ts');
    return await runProgram(args);
  } catch (error) {
    return exitCodeOf(error);
  }
}
