import type { Command } from 'commander';
import type { SiteFlags } from '../commands/site.ts';
import { archiveFlag, archiveHelp, example, type Run } from './usage.ts';

/** What `earshot site` is called with. */
export function siteUsage(program: Command, run: Run, version: string): void {
  program
    .command('site')
    .summary('write the ranking and a page for each product as a web site')
    .description(
      'Writes a web site into a folder: a ranking, a page for each product with its clauses, comparisons, changes, the method, and all of it as data. It needs no server and works from the folder.',
    )
    .argument(
      '[reports...]',
      'reports that "earshot scan --format json" wrote, or folders of them; several of one product are its history; without any, the archive',
    )
    .requiredOption('--out <dir>', 'the folder to write into; a site that is there already is brought up to date')
    .option('--base-path <path>', 'the path below which the site will be served, for the page that is shown when there is none', '/')
    .option('--site-url <url>', 'the address the site will have: for the sitemap, feeds and previews')
    .option('--no-texts', 'without copies of the texts, in which quotes can be seen where they stood')
    .option(archiveFlag, archiveHelp)
    .option('-q, --quiet', 'nothing on standard error but mistakes')
    .addHelpText(
      'after',
      example(
        'earshot site --out site',
        'earshot site --out site reports/',
        'earshot site --out site --site-url https://example.org/tv-report/ tv.json speaker.json',
      ),
    )
    .action(
      run(async (reports: readonly string[], flags: SiteFlags) => {
        const { siteCommand } = await import('../commands/site.ts');
        return await siteCommand(reports, flags, version);
      }),
    );
}
