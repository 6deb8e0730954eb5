import type { ExitCode, RunOutcome } from '../exit-code.ts';
import { exitCode } from '../exit-code.ts';
import { incompatiblePractices } from '../../load/shipped-data.ts';
import { shippedScoring } from '../../load/scoring.ts';
import { kinds } from '../../model/kind.ts';
import type { Report } from '../../model/report.ts';
import { UserError } from '../../model/user-error.ts';
import { subjectOf } from '../../report/arrangement.ts';
import { counted } from '../../report/plain-words.ts';
import type { Ranking, SavedRanking } from '../../model/score.ts';
import { scoreMoves } from '../../compare/score-moves.ts';
import { rankFormats, rankReporters, type RankFormat } from '../../report/rank-formats.ts';
import { scoreMovesMarkdown, scoreMovesText } from '../../report/score-moves.ts';
import { rankingOf, type Entrant } from '../../score/ranking.ts';
import { archivedReports } from '../archived-reports.ts';
import { oneOf, shortened } from '../known.ts';
import { daysIn, isOlder } from '../max-age.ts';
import { rankInput } from '../rank-input.ts';
import { readFolders } from '../read-folders.ts';
import { savedRanking } from '../saved-ranking.ts';
import { scoredAnew } from '../scored-anew.ts';
import { print, progress, tell, terminal } from '../terminal.ts';
import { mayBeWritten, writeWhole } from '../write-file.ts';

/** The flags as they are written; the defaults are those of the command line. */
export interface RankFlags {
  readonly kind?: string;
  readonly format: string;
  readonly output?: string;
  readonly archive?: string;
  readonly against?: string;
  readonly maxAge?: string;
  readonly rules?: string;
  readonly quiet?: true;
}

/** `earshot rank`: products among each other, from saved reports, from folders of policies, or from the archive. */
export async function rankCommand(args: readonly string[], flags: RankFlags, version: string): Promise<ExitCode> {
  const format = oneOf(flags.format, rankFormats, 'format');
  const kind = flags.kind === undefined ? undefined : oneOf(flags.kind, kinds, 'kind of product');
  const maxAge = flags.maxAge === undefined ? undefined : daysIn(flags.maxAge);
  if (flags.output !== undefined) await mayBeWritten(flags.output);
  const { isWatched, width } = terminal(true);
  const shown = progress(isWatched && flags.quiet !== true);
  const scoring = await shippedScoring();
  const incompatible = await incompatiblePractices();
  const outcomes: RunOutcome[] = [];
  const reports: Report[] = [];
  if (args.length > 0) {
    const input = await rankInput(args);
    reports.push(...input.reports);
    const read = await readFolders(input.products, { ...flags, kind, shown, version });
    reports.push(...read);
    outcomes.push(...read.map((report) => ({ kind: 'report', report }) as const));
  }
  if (args.length === 0 || flags.archive !== undefined) reports.push(...(await archivedReports(flags, { kind, shown, version })));
  shown.clear();

  const scored = await Promise.all(reports.map(async (report) => await scoredAnew(report, scoring, { kind, incompatible })));
  const newest = newestOf(scored.filter((report) => kind === undefined || report.kind === kind));
  if (newest.length === 0)
    throw new UserError(
      `there is nothing to rank${kind === undefined ? '' : ` of the kind ${kind}`}: name reports, or fill the archive with "earshot track".`,
    );
  if (newest.length < scored.length && flags.quiet !== true)
    tell(`earshot: ${counted(scored.length - newest.length, 'report')} left out: an older one of the same product, or of another kind.`);
  const now = Date.now();
  const entrants = newest.map((report): Entrant => ({
    product: shortened(subjectOf(report)),
    score: report.score,
    documents: report.policies.flatMap(({ sha256 }) => sha256 ?? []),
    scannedAt: report.scannedAt,
    ...(report.kind === undefined ? {} : { kind: report.kind }),
    isTooOld: maxAge !== undefined && isOlder(report, maxAge, now),
  }));
  const ranking = rankingOf(entrants, scoring.version, kind);
  const written =
    flags.against === undefined ? rankReporters[format](ranking, { width }) : await movesSince(flags.against, ranking, format);
  if (flags.output === undefined) await print(written);
  else await writeWhole(flags.output, written);
  return exitCode(outcomes);
}

/** What moved since a ranking that was saved. */
async function movesSince(path: string, ranking: Ranking, format: RankFormat): Promise<string> {
  const now = savedOf(ranking);
  const moves = scoreMoves(await savedRanking(path), now);
  if (format === 'json') return `${JSON.stringify({ version: 1, compared: now.products.length, moves }, null, 2)}\n`;
  if (format === 'csv') throw new UserError('--against gives text, json or markdown, not csv.');
  return (format === 'markdown' ? scoreMovesMarkdown : scoreMovesText)(moves, now.products.length);
}

const savedOf = ({ version, products }: Ranking): SavedRanking => ({
  formula: version,
  products: products.map(({ product, score }) => ({
    product,
    score: score?.overall ?? null,
    grade: score?.grade ?? null,
    parts: score?.parts ?? [],
  })),
});

/** Several reports of one product are its history: the newest counts. */
function newestOf(reports: readonly Report[]): readonly Report[] {
  const key = (report: Report): string => `${report.kind ?? ''} ${subjectOf(report)}`;
  const newest = new Map<string, Report>();
  for (const report of reports) {
    const known = newest.get(key(report));
    if (known === undefined || known.scannedAt < report.scannedAt) newest.set(key(report), report);
  }
  return [...newest.values()];
}
