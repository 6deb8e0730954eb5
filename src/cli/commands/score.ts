import { stat } from 'node:fs/promises';
import { shippedScoring } from '../../load/scoring.ts';
import { incompatiblePractices } from '../../load/shipped-data.ts';
import { kinds, type Kind } from '../../model/kind.ts';
import type { Report } from '../../model/report.ts';
import { UserError } from '../../model/user-error.ts';
import { explainFormats, scoreExplained, scoreExplainedJson } from '../../report/score-explained.ts';
import { archivedReport } from '../archived-reports.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { oneOf, shortened } from '../known.ts';
import { rankInput } from '../rank-input.ts';
import { readFolders } from '../read-folders.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { scoredAnew } from '../scored-anew.ts';
import { print, progress, terminal } from '../terminal.ts';

/** The flags as they are written; the defaults are those of the command line. */
export interface ScoreFlags {
  readonly kind?: string;
  readonly format: string;
  readonly all?: true;
  readonly archive?: string;
  readonly rules?: string;
  readonly quiet?: true;
}

/** `earshot score explain`: a report, the policies of a product, or a product of the archive. */
export async function explainCommand(name: string, flags: ScoreFlags, version: string): Promise<ExitCode> {
  const format = oneOf(flags.format, explainFormats, 'format');
  const kind = flags.kind === undefined ? undefined : oneOf(flags.kind, kinds, 'kind of product');
  const { rules } = await rulesInUse(flags.rules);
  const scoring = await shippedScoring();
  const incompatible = await incompatiblePractices();
  const { width } = terminal(true);
  const texts: string[] = [];
  for (const found of await reportsOf(name, kind, flags, version)) {
    const report = await scoredAnew(found, scoring, { kind, incompatible });
    if (report.score === null) throw new Error('a report that was just scored has no score');
    texts.push(
      format === 'json'
        ? scoreExplainedJson(report, report.score)
        : scoreExplained(report, report.score, { practices: rules, scoring, width, all: flags.all === true }),
    );
  }
  if (texts.length === 0) throw new UserError(`${shortened(name)} holds no report.`);
  await print(texts.join('\n\n'));
  return exitCodes.done;
}

async function reportsOf(name: string, kind: Kind | undefined, flags: ScoreFlags, version: string): Promise<readonly Report[]> {
  const isThere = await stat(name).then(
    () => true,
    () => false,
  );
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  try {
    if (flags.archive !== undefined || !isThere) return [await archivedReport(name, flags, { kind, shown, version })];
    const { reports, products } = await rankInput([name]);
    return [...reports, ...(await readFolders(products, { ...flags, kind, shown, version }))];
  } finally {
    shown.clear();
  }
}
