import { Option, type Command } from 'commander';
import { kinds } from '../../model/kind.ts';
import type { ScanFlags } from '../commands/scan.ts';
import { archiveFlag, archiveHelp, colourFlags, example, rulesFlag, rulesHelp, type Run } from './usage.ts';

/** What `earshot scan` is called with. */
export function scanUsage(program: Command, run: Run, version: string): void {
  const scan = program
    .command('scan')
    .summary('say what policies admit, deny and keep silent about')
    .description(
      'Scans policies. From a web address (a home page, a product, a policy) it finds the policies of the set and reads them; it also reads ' +
        'files (HTML, PDF, Markdown, plain text, WARC), folders of such files, and "-" for standard input.',
    )
    .argument('[source...]', 'what to scan')
    .option('--list <file>', 'scan what this file names as well, one address or file a line')
    .option('-f, --format <format>', 'text, json, markdown, csv or sarif', 'text')
    .option('-o, --output <file>', 'write to this file and not to standard output')
    .option(
      '--also <format=file>',
      'write the same once more in another format, such as markdown=report.md; may be repeated',
      (one: string, all: readonly string[] | undefined) => [...(all ?? []), one],
    )
    .option('--concern <list>', 'only these concerns, such as voice,location')
    .option('--product <name>', 'all that is named is the documents of this one product: one report')
    .option('--kind <kind>', `what the product is, so that the report says which answers it owes: ${kinds.join(', ')}`)
    .option('--reviews <file>', "show persons' verdicts on findings, as earshot review writes them")
    .option('--policies <dir>', 'take products from this folder of makers, not from the catalogue')
    .option('--declarations <dir>', 'what is named are services of this collection of Open Terms Archive declarations')
    .option('--all', 'every passage, not the first few of each practice')
    .option(
      '--fail-on <bar>',
      'exit with 1 if something this severe or worse is admitted: grave, serious, moderate or minor; with --baseline also worse: anything new or worse, and promises that are gone',
    )
    .option('--baseline <file>', 'only what is new or worse than in this file counts against the bar; without --fail-on, of any severity')
    .option('--write-baseline <file>', 'write what is found to this file, as what is known from now on')
    .option('--waivers <file>', 'findings that are no reason to fail, each with owner, reason and day of expiry (YAML)')
    .option('--max-age <days>', 'a copy that an archive took, or last saw, longer ago than this does not count as assessed')
    .option('--allow-not-assessed', 'exit with 0 and not 3 where something could not be read')
    .option('--sarif-artifacts <dir>', 'with --format sarif: write the texts that the alerts point into')
    .option('--save', 'keep what was read in the archive')
    .option('--from-archive', 'what is named are products or policies of the archive, and nothing is fetched')
    .option(archiveFlag, archiveHelp)
    .option(rulesFlag, rulesHelp)
    .option('--only', 'read just the pages named, and look for no others')
    .option('--country <code>', 'of several versions of a policy, the one for readers in this country, such as US, GB, DE or EU')
    .option('--language <code>', 'of several versions, the one in this language; only English is understood (default: en)')
    .option('--render <when>', 'let a browser build pages: auto (those that are empty without one), always or never', 'auto')
    .option('--browser <path>', 'the Chrome or Chromium to use (EARSHOT_BROWSER says the same)')
    .option('--wayback', 'read the copy of the Internet Archive where a site does not hand its page out')
    .addOption(new Option('--wayback-base <url>').hideHelp())
    .option('--save-warc <file>', 'keep everything that is fetched in this WARC file (gzip where it ends in .gz)')
    .option('--ignore-robots', 'fetch pages that robots.txt asks robots to leave alone')
    .option('--allow-private', 'fetch from this machine and private networks too')
    .option('-q, --quiet', 'nothing on standard error but mistakes')
    .addHelpText(
      'after',
      example(
        'earshot scan www.example.com',
        'earshot scan https://www.example.com/privacy --only',
        'earshot scan samsung/smart-tv',
        'earshot scan policy.html --concern voice,location',
        'earshot scan --product "Example TV" --kind tv privacy.html voice-notice.html',
        'curl -s https://www.example.com/privacy | earshot scan -',
        'earshot scan https://www.example.com --wayback --save-warc pages.warc.gz',
        'earshot scan --list addresses.txt --format csv --output findings.csv',
        'earshot scan https://www.example.com/privacy --baseline known.json --fail-on grave',
      ),
    )
    .action(
      run(async (sources: readonly string[], flags: ScanFlags) => {
        const { scanCommand } = await import('../commands/scan.ts');
        return await scanCommand(sources, flags, version);
      }),
    );

  colourFlags(scan);
}
