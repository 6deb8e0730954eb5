import type { Command } from 'commander';
import type { RulesFlags } from '../commands/rules.ts';
import { colourFlags, example, rulesFlag, rulesHelp, type Run } from './usage.ts';

/** What `earshot rules` is called with. */
export function rulesUsage(program: Command, run: Run): void {
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
    .action(
      run(async (flags: RulesFlags) => {
        const { listRules } = await import('../commands/rules.ts');
        return await listRules(flags);
      }),
    );
  const rulesShow = rules
    .command('show')
    .description('Shows all of one rule: why it matters, how to switch it off, how it is found, its examples.')
    .argument('<practice>', 'such as voice/third-party')
    .option(rulesFlag, rulesHelp)
    .addHelpText('after', example('earshot rules show voice/third-party'))
    .action(
      run(async (practice: string, flags: RulesFlags) => {
        const { showRule } = await import('../commands/rules.ts');
        return await showRule(practice, flags);
      }),
    );
  const rulesTest = rules
    .command('test')
    .description("Reads every rule's own examples with the rules and says which are misread.")
    .argument('[practice]', 'only this one, such as voice/third-party')
    .option(rulesFlag, rulesHelp)
    .addHelpText('after', example('earshot rules test', 'earshot rules test voice/whispering --rules rules'))
    .action(
      run(async (practice: string | undefined, flags: RulesFlags) => {
        const { testCommand } = await import('../commands/rules.ts');
        return await testCommand(practice, flags);
      }),
    );
  const rulesNew = rules
    .command('new')
    .description('Writes the outline of a new rule, to be filled in.')
    .argument('<practice>', 'its id: a concern and a name, such as voice/whispering')
    .option(rulesFlag, 'the folder to write it into', 'rules')
    .addHelpText('after', example('earshot rules new voice/whispering', 'earshot rules new voice/whispering --rules my-rules'))
    .action(
      run(async (practice: string, flags: RulesFlags) => {
        const { newRule } = await import('../commands/rules.ts');
        return await newRule(practice, flags);
      }),
    );

  colourFlags(rulesList);
  colourFlags(rulesShow);
  colourFlags(rulesTest);
  colourFlags(rulesNew);
}
