import { Option, type Command } from 'commander';
import type { ExitCode } from '../exit-code.ts';

/** Makes of a command that gives its exit code an action as commander calls it. */
export type Run = <T extends readonly unknown[]>(command: (...args: T) => Promise<ExitCode>) => (...args: T) => Promise<void>;

/** An example for `--help`. */
export const example = (...lines: readonly string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;

export const rulesFlag = '--rules <dir>';
export const rulesHelp = 'add the rules of this folder; they take the place of shipped ones of the same name';

/** Both spellings, of which help shows the one of the flag's home country. */
export function colourFlags(command: Command): void {
  command.addOption(new Option('--no-colour', 'no colours (NO_COLOR says the same)'));
  command.addOption(new Option('--no-color').hideHelp());
}

export const archiveFlag = '--archive <file>';
export const archiveHelp = "the archive's file; EARSHOT_ARCHIVE says the same, and else it is a file in your data folder";
