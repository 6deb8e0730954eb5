import { join } from 'node:path';
import { fetchOptions } from '../../fetch/fetch-options.ts';
import { isDate } from '../../load/reviews.ts';
import type { Review, Reviews, Verdict } from '../../model/review.ts';
import type { RuleSet } from '../../model/rule.ts';
import { UserError } from '../../model/user-error.ts';
import { failureSentences } from '../../report/failure-sentences.ts';
import { harmless } from '../../report/harmless.ts';
import { counted, negated, verdictWords } from '../../report/plain-words.ts';
import { wrapped } from '../../report/wrapped.ts';
import { scan } from '../../scan.ts';
import { compiledRules } from '../compiled-rules.ts';
import { exitCode, type ExitCode, type RunOutcome } from '../exit-code.ts';
import { shortened } from '../known.ts';
import { painter } from '../paint.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { savedReviews, saveReviews } from '../save-reviews.ts';
import { savedFindings, type SavedFinding } from '../saved-report.ts';
import { sourcesOf } from '../sources.ts';
import { print, tell, terminal } from '../terminal.ts';

export interface ReviewFlags {
  readonly checked?: string;
  readonly wrong?: string;
  readonly by?: string;
  readonly date?: string;
  readonly note?: string;
  readonly maker?: string;
  readonly reviews?: string;
  readonly rules?: string;
  readonly ignoreRobots?: true;
  readonly allowPrivate?: true;
  readonly colour: boolean;
  readonly color: boolean;
}

/** `earshot review`: without a verdict it lists the findings with their ids; with one it writes it down beside the maker. */
export async function reviewCommand(args: readonly string[], flags: ReviewFlags, version: string): Promise<ExitCode> {
  const path = placeOf(flags);
  const isVerdict = flags.checked !== undefined || flags.wrong !== undefined;
  const said = isVerdict ? saidBy(flags) : undefined;
  if (isVerdict && path === undefined)
    throw new UserError(
      'where is it to be kept? Name the maker (--maker veldora, for policies/veldora/reviews.yaml) or a file (--reviews FILE).',
    );
  if (!isVerdict && (flags.by ?? flags.note ?? flags.date) !== undefined)
    throw new UserError('what is the verdict? Give --checked or --wrong the ids of findings; without them "earshot review" lists them.');
  const set = await rulesInUse(flags.rules);
  const { findings, outcomes } = await findingsOf(args, set, flags, version);
  const earlier = path === undefined ? new Map() : (await savedReviews(path)).reviews;
  if (said === undefined || path === undefined) {
    await print(listed(findings, earlier, set, flags));
    return exitCode(outcomes);
  }
  const added = new Map<string, Review>([
    ...verdictsOn(flags.checked, findings, { ...said, verdict: 'checked' }),
    ...verdictsOn(flags.wrong, findings, { ...said, verdict: 'wrong' }),
  ]);
  await saveReviews(path, added);
  const changed = [...added.keys()].filter((id) => earlier.has(id)).length;
  await print(
    `${counted(added.size, 'verdict')} written to ${harmless(path)}${changed === 0 ? '' : `, ${changed} in the place of an earlier one`}. "earshot scan … --reviews ${harmless(path)}" shows them.\n`,
  );
  return exitCode(outcomes);
}

/** Where verdicts are kept; undefined where nothing was said of it. */
function placeOf({ maker, reviews }: ReviewFlags): string | undefined {
  if (maker !== undefined && reviews !== undefined)
    throw new UserError('--maker and --reviews both say where the verdicts are kept: give one.');
  if (maker === undefined) return reviews;
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/u.test(maker))
    throw new UserError(`"${shortened(maker)}" is no name of a maker's folder: it has small letters, digits and hyphens, such as veldora.`);
  return join('policies', maker, 'reviews.yaml');
}

function saidBy({ checked = '', wrong = '', by, date, note }: ReviewFlags): Omit<Verdict, 'verdict'> {
  const both = idsIn(checked).filter((id) => idsIn(wrong).includes(id));
  if (both.length > 0) throw new UserError(`"${shortened(both[0] ?? '')}" is named under --checked and --wrong: it is one or the other.`);
  if (by === undefined || by.trim() === '' || by.length > 200)
    throw new UserError('who says so? Give a name with --by, such as --by "Jo Park".');
  if (date !== undefined && !isDate(date))
    throw new UserError(`"${shortened(date)}" is no day of the calendar: --date is written as YYYY-MM-DD.`);
  if (note !== undefined && (note.trim() === '' || note.length > 2000))
    throw new UserError('--note is empty or longer than 2,000 characters: say why in a sentence.');
  const today = new Date(Date.now()).toISOString().slice(0, 10);
  return { by: by.trim(), date: date ?? today, ...(note === undefined ? {} : { note: note.trim() }) };
}

const idsIn = (list: string): readonly string[] => list.split(/[\s,]+/u).filter((id) => id !== '');

/** Shortest beginning of an id that is taken for it. */
const shortestId = 4;

/** The named findings with the verdict. An id may be shortened to a beginning that only one of them has. */
function verdictsOn(ids: string | undefined, findings: readonly SavedFinding[], said: Verdict): readonly (readonly [string, Review])[] {
  if (ids === undefined) return [];
  if (idsIn(ids).length === 0) throw new UserError(`--${said.verdict} needs the ids of findings, with commas between.`);
  return idsIn(ids).map((id) => {
    const meant = id.length < shortestId ? [] : findings.filter((finding) => finding.id.startsWith(id.toLowerCase()));
    const [finding] = meant;
    if (finding === undefined)
      throw new UserError(
        `there is no finding "${shortened(id)}" in what was named. Without --checked and --wrong, "earshot review" lists them.`,
      );
    if (meant.some((other) => other.id !== finding.id))
      throw new UserError(`"${shortened(id)}" is the beginning of ${meant.length} ids: write more of it.`);
    return [finding.id, { ...said, practice: finding.practice, stance: finding.stance }] as const;
  });
}

/** The findings of saved reports, and of policies that are scanned now. */
async function findingsOf(
  args: readonly string[],
  set: RuleSet,
  flags: ReviewFlags,
  version: string,
): Promise<{ readonly findings: readonly SavedFinding[]; readonly outcomes: readonly RunOutcome[] }> {
  const findings: SavedFinding[] = [];
  const outcomes: RunOutcome[] = [];
  const reports = args.filter((arg) => /\.json$/iu.test(arg) && !/^[a-z][a-z0-9+.-]+:\/\//iu.test(arg));
  for (const path of reports) findings.push(...(await savedFindings(path)));
  const sources = await sourcesOf(args.filter((arg) => !reports.includes(arg)));
  if (args.length === 0) throw new UserError('name a report (report.json) or a policy. "earshot review --help" shows examples.');
  const compiled = await compiledRules(set);
  const fetch = fetchOptions({ allowPrivate: flags.allowPrivate === true, ignoreRobots: flags.ignoreRobots === true });
  for (const source of sources) {
    const { report } = await scan([source], { compiled, rulesSha256: set.sha256, version, fetch, stdin: process.stdin, clock: Date.now });
    for (const { failure } of report.policies) {
      if (failure !== undefined) tell(`earshot: ${failureSentences(failure).happened} ${failureSentences(failure).remedy}`);
    }
    findings.push(...report.findings);
    outcomes.push({ kind: 'report', report });
  }
  return { findings, outcomes };
}

/** Each finding with its id, what it is taken to say, its words, and the verdict that it has. */
function listed(findings: readonly SavedFinding[], earlier: Reviews, { rules }: RuleSet, { colour, color }: ReviewFlags): string {
  const { width, hasColour } = terminal(!colour || !color);
  const paint = painter(hasColour);
  const lines = findings.flatMap(({ id, practice, stance, confidence, quote }) => {
    const title = rules.find((rule) => rule.id === practice)?.title ?? `does what the rule ${practice} describes`;
    const review = earlier.get(id);
    return [
      ...wrapped(
        `${id}  It ${stance === 'does' ? title : `says it ${negated(title)}`} (${practice}, ${confidence} confidence)`,
        width,
        '',
        '  ',
      ).map((line) => paint(['bold'], line)),
      ...wrapped(`“${harmless(quote)}”`, width, '  '),
      ...(review === undefined ? [] : wrapped(verdictWords(review), width, '  ')),
      '',
    ];
  });
  const reviewed = findings.filter(({ id }) => earlier.has(id)).length;
  return `${lines.join('\n')}${lines.length === 0 ? '' : '\n'}${counted(findings.length, 'finding')}, ${reviewed} of them with a verdict.\n`;
}
