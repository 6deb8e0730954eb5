import { Command, CommanderError, Option } from 'commander';
import { version } from 'earshot:version';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { kinds } from '../model/kind.ts';
import type { DemoFlags } from './commands/demo.ts';
import type { ReviewFlags } from './commands/review.ts';
import type { RulesFlags } from './commands/rules.ts';
import type { ScanFlags } from './commands/scan.ts';

/** An example for `--help`. */
const example = (...lines: readonly string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;

const rulesFlag = '--rules <dir>';
const rulesHelp = 'add the rules of this folder; they take the place of shipped ones of the same name';

/** Both spellings, of which help shows the one of the flag's home country. */
const colourFlags = [new Option('--no-colour', 'no colours (NO_COLOR says the same)'), new Option('--no-color').hideHelp()];

/** Runs the command that the arguments name and gives its exit code. Every command's own code is loaded when it runs. */
export async function runProgram(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const program = new Command('earshot')
    .description('Reads privacy policies and says, with their own words, what they admit to hearing, tracking, keeping and handing on.')
    .version(version, '-V, --version', 'the version of Earshot')
    .helpOption('-h, --help', 'this help')
    .helpCommand('help [command]', 'help for a command')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`earshot: ${text.replace(/^error: /u, '')}`) })
    .addHelpText('after', example('earshot scan https://www.example.com/privacy', 'earshot demo'));

  const scan = program
    .command('scan')
    .summary('say what policies admit, deny and keep silent about')
    .description(
      'Scans policies: web addresses, files (HTML, PDF, Markdown, plain text), folders of such files, or "-" for standard input.',
    )
    .argument('[source...]', 'what to scan')
    .option('--list <file>', 'scan what this file names as well, one address or file a line')
    .option('-f, --format <format>', 'text, json, markdown, csv or sarif', 'text')
    .option('-o, --output <file>', 'write to this file and not to standard output')
    .option('--concern <list>', 'only these concerns, such as voice,location')
    .option('--product <name>', 'all that is named is the documents of this one product: one report')
    .option('--kind <kind>', `what the product is, so that the report says which answers it owes: ${kinds.join(', ')}`)
    .option('--reviews <file>', "show persons' verdicts on findings, as earshot review writes them")
    .option('--all', 'every passage, not the first few of each practice')
    .option('--fail-on <severity>', 'exit with 1 if something this severe or worse is admitted: grave, serious, moderate or minor')
    .option('--allow-not-assessed', 'exit with 0 and not 3 where something could not be read')
    .option('--sarif-artifacts <dir>', 'with --format sarif: write the texts that the alerts point into')
    .option(rulesFlag, rulesHelp)
    .option('--ignore-robots', 'fetch pages that robots.txt asks robots to leave alone')
    .option('--allow-private', 'fetch from this machine and private networks too')
    .option('-q, --quiet', 'nothing on standard error but mistakes')
    .addHelpText(
      'after',
      example(
        'earshot scan https://www.example.com/privacy',
        'earshot scan policy.html --concern voice,location',
        'earshot scan --product "Example TV" --kind tv privacy.html voice-notice.html',
        'curl -s https://www.example.com/privacy | earshot scan -',
        'earshot scan --list addresses.txt --format csv --output findings.csv',
      ),
    )
    .action(async (sources: readonly string[], flags: ScanFlags) => {
      const { scanCommand } = await import('./commands/scan.ts');
      code = await scanCommand(sources, flags, version);
    });

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
    .action(async (sources: readonly string[], flags: ReviewFlags) => {
      const { reviewCommand } = await import('./commands/review.ts');
      code = await reviewCommand(sources, flags, version);
    });

  const rules = program
    .command('rules')
    .summary('the rules: what Earshot looks for')
    .description('The rules: what Earshot looks for, why, and the examples that prove it.')
    .addHelpText('after', example('earshot rules list', 'earshot rules show voice/third-party'));

  const rulesList = rules
    .command('list')
    .description('Lists every practice by concern, with its severity.')
    .option(rulesFlag, rulesHelp)
    .addHelpText('after', example('earshot rules list'))
    .action(async (flags: RulesFlags) => {
      const { listRules } = await import('./commands/rules.ts');
      code = await listRules(flags);
    });
  const rulesShow = rules
    .command('show')
    .description('Shows all of one rule: why it matters, how to switch it off, how it is found, its examples.')
    .argument('<practice>', 'such as voice/third-party')
    .option(rulesFlag, rulesHelp)
    .addHelpText('after', example('earshot rules show voice/third-party'))
    .action(async (practice: string, flags: RulesFlags) => {
      const { showRule } = await import('./commands/rules.ts');
      code = await showRule(practice, flags);
    });
  const rulesTest = rules
    .command('test')
    .description("Reads every rule's own examples with the rules and says which are misread.")
    .argument('[practice]', 'only this one, such as voice/third-party')
    .option(rulesFlag, rulesHelp)
    .addHelpText('after', example('earshot rules test', 'earshot rules test voice/whispering --rules rules'))
    .action(async (practice: string | undefined, flags: RulesFlags) => {
      const { testCommand } = await import('./commands/rules.ts');
      code = await testCommand(practice, flags);
    });
  const rulesNew = rules
    .command('new')
    .description('Writes the outline of a new rule, to be filled in.')
    .argument('<practice>', 'its id: a concern and a name, such as voice/whispering')
    .option(rulesFlag, 'the folder to write it into', 'rules')
    .addHelpText('after', example('earshot rules new voice/whispering', 'earshot rules new voice/whispering --rules my-rules'))
    .action(async (practice: string, flags: RulesFlags) => {
      const { newRule } = await import('./commands/rules.ts');
      code = await newRule(practice, flags);
    });

  const demo = program
    .command('demo')
    .summary('scan four made-up makers on this machine, without a network')
    .description('Serves the web sites of four made-up makers on this machine, scans their policies over HTTP and prints what they admit.')
    .option('-q, --quiet', 'nothing on standard error but mistakes')
    .addHelpText('after', example('earshot demo'))
    .action(async (flags: DemoFlags) => {
      const { demoCommand } = await import('./commands/demo.ts');
      code = await demoCommand(flags, version);
    });

  for (const command of [scan, review, rulesList, rulesShow, rulesTest, rulesNew, demo])
    for (const flag of colourFlags) command.addOption(flag);

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has already said what is wrong, with the nearest name it knows.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.mistake;
    throw error;
  }
}
