import { fetchOptions } from '../../fetch/fetch-options.ts';
import { readMakers } from '../../load/makers.ts';
import { shippedMakers } from '../../load/shipped-makers.ts';
import type { Archive } from '../../model/archive.ts';
import { kinds } from '../../model/kind.ts';
import { UserError } from '../../model/user-error.ts';
import { failureSentences } from '../../report/failure-sentences.ts';
import { harmless } from '../../report/harmless.ts';
import { counted } from '../../report/plain-words.ts';
import { archiveFile, type ArchiveFlags } from '../archive-in-use.ts';
import { compiledRules } from '../compiled-rules.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { heldInWords } from '../held-in-words.ts';
import { oneOf } from '../known.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { runTrack, type TrackTelling } from '../run-track.ts';
import { print, progress, tell, terminal, type Progress } from '../terminal.ts';
import { trackNotices, type NoticeFlags, type TrackNotices } from '../track-notices.ts';
import type { Tracking, TrackOptions } from '../track-policy.ts';
import { trackedOf, type TrackedSet } from '../tracked.ts';
import { waysOf, type WayFlags } from '../ways.ts';

export interface TrackFlags extends ArchiveFlags, NoticeFlags, Pick<WayFlags, 'render' | 'browser'> {
  readonly kind?: string;
  readonly maker?: string;
  readonly policies?: string;
  readonly rules?: string;
  readonly againAfter: string;
  readonly dryRun?: true;
  readonly failOn?: string;
  readonly allowNotAssessed?: true;
  readonly ignoreRobots?: true;
  readonly allowPrivate?: true;
  readonly quiet?: true;
}

/** `earshot track`: one line for each policy, in the order of the catalogue. */
export async function trackCommand(names: readonly string[], flags: TrackFlags, version: string): Promise<ExitCode> {
  const failOnWorse = flags.failOn !== undefined && oneOf(flags.failOn, ['worse'] as const, 'bar') === 'worse';
  const againAfter = minutesIn(flags.againAfter);
  const kind = flags.kind === undefined ? undefined : oneOf(flags.kind, kinds, 'kind of product');
  const makers = flags.policies === undefined ? await shippedMakers() : await readMakers(flags.policies);
  const set = trackedOf(makers, {
    names,
    ...(kind === undefined ? {} : { kind }),
    ...(flags.maker === undefined ? {} : { maker: flags.maker }),
  });
  if (set.products.length === 0) throw new UserError('the catalogue has no such product: "earshot products" lists all of them.');
  const rules = await rulesInUse(flags.rules);
  const plain = fetchOptions({ allowPrivate: flags.allowPrivate === true, ignoreRobots: flags.ignoreRobots === true });
  const { ways, fetch } = await waysOf(flags, plain, version);
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  const options: TrackOptions = {
    fetch,
    ways,
    compiled: await compiledRules(rules),
    clock: Date.now,
    againAfter,
    isDryRun: flags.dryRun === true,
    say: (words) => shown.show(harmless(words)),
  };
  const notices = await trackNotices(flags, rules.rules, fetch);
  const archive = await opened(flags);
  try {
    const outcomes = [
      ...(await runTrack(archive, set, options, tellingOf(set, shown, flags.dryRun === true ? undefined : notices))).values(),
    ];
    shown.clear();
    for (const failure of await notices.finish()) tell(`earshot: ${failure}`);
    await print(summary(outcomes, flags));
    return codeOf(outcomes, failOnWorse, flags.allowNotAssessed === true);
  } finally {
    shown.clear();
    await archive.close();
  }
}

/** A dry run writes nothing, not even an empty archive. */
async function opened(flags: TrackFlags): Promise<Archive> {
  const { existsSync } = await import('node:fs');
  const { openArchive } = await import('../../archive/open-archive.ts');
  const path = archiveFile(flags);
  return await openArchive(flags.dryRun === true && !existsSync(path) ? ':memory:' : path, { create: true });
}

function minutesIn(written: string): number {
  const minutes = Number(written);
  if (written.trim() !== '' && Number.isFinite(minutes) && minutes >= 0) return minutes;
  throw new UserError('--again-after needs a number of minutes, such as 60; 0 looks at everything again.');
}

/** A line for each policy as it becomes known, and in between what is being read. */
function tellingOf(set: TrackedSet, shown: Progress, notices: TrackNotices | undefined): TrackTelling {
  const ids = set.products.flatMap(({ declared, mainId }) => [mainId, ...declared.map(({ policy }) => policy.id)]);
  const width = Math.min(44, Math.max(...ids.map((id) => id.length)) + 2);
  return {
    one: async ({ policy, tracking, found = [] }) => {
      notices?.tell(policy, tracking);
      shown.clear();
      const [how] = found;
      await print(`${policy.padEnd(width - 2)}  ${lineOf(tracking)}${how === undefined ? '' : `; found: ${harmless(how)}`}\n`);
    },
    progress: (done, all, reading) =>
      shown.show(`Checked ${done} of ${all}${reading.length === 0 ? '' : `, reading ${harmless(reading.join('; '))}`}`),
  };
}

/** What became of a policy, in a line. */
const lines: { readonly [Kind in Tracking['kind']]: (tracking: Extract<Tracking, { kind: Kind }>) => string } = {
  unchanged: ({ snapshot }) => `unchanged since ${snapshot.fetchedAt.slice(0, 10)}`,
  first: ({ snapshot, findings }) => `first text: ${counted(snapshot.words, 'word')}, ${counted(findings, 'finding')}`,
  changed: changeInWords,
  held: ({ snapshot, isNew }) =>
    `${isNew ? 'held' : 'still held'}: ${heldInWords(snapshot)}${snapshot.id === '' ? '' : ` [${snapshot.id.slice(0, 8)}]`}`,
  'not-read': ({ failure, inARow }) =>
    `not read: ${failureSentences(failure).happened.replace(/\.$/u, '')}${inARow > 1 ? ` (${inARow} times in a row)` : ''}`,
  skipped: ({ minutes }) => (minutes === 0 ? 'checked a moment ago' : `checked ${counted(minutes, 'minute')} ago`),
};

function lineOf<Kind extends Tracking['kind']>(tracking: Extract<Tracking, { kind: Kind }>): string {
  const kind: Kind = tracking.kind;
  return lines[kind](tracking);
}

function changeInWords({ snapshot, comparison }: Extract<Tracking, { kind: 'changed' }>): string {
  const how = snapshot.because === 'returned' ? ' back to an earlier text' : snapshot.because === 'shortened' ? ', much shorter' : '';
  if (comparison === null) return `changed${how}: the text before could not be read again`;
  const { worse, better, neutral } = comparison.effects;
  const parts = [
    ...(worse > 0 ? [`${worse} worse`] : []),
    ...(better > 0 ? [`${better} better`] : []),
    ...(neutral > 0 ? [`${neutral} reworded`] : []),
  ];
  const promises = comparison.promises.length === 0 ? '' : `, ${counted(comparison.promises.length, 'promise')} gone`;
  return `changed${how}: ${parts.length === 0 ? 'nothing that the rules look for' : parts.join(', ')}${promises}`;
}

function summary(outcomes: readonly Tracking[], { dryRun }: TrackFlags): string {
  const of = (kind: Tracking['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length;
  const parts = (
    [
      [of('first'), 'new'],
      [of('changed'), 'changed'],
      [of('unchanged'), 'unchanged'],
      [of('held'), 'held'],
      [of('not-read'), 'not read'],
      [of('skipped'), 'checked not long ago'],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`);
  const said = [`${counted(outcomes.length, 'policy', 'policies')}: ${parts.join(', ')}.${dryRun === true ? ' Nothing was written.' : ''}`];
  if (of('held') > 0 && dryRun !== true) said.push('"earshot archive review" shows what is held.');
  return `${said.join('\n')}\n`;
}

function codeOf(outcomes: readonly Tracking[], failOnWorse: boolean, allowNotAssessed: boolean): ExitCode {
  const isWorse = outcomes.some((outcome) => outcome.kind === 'changed' && (outcome.comparison?.effects.worse ?? 0) > 0);
  if (failOnWorse && isWorse) return exitCodes.barMissed;
  const isOpen = outcomes.some(({ kind }) => kind === 'not-read' || kind === 'held');
  return isOpen && !allowNotAssessed ? exitCodes.notAssessed : exitCodes.done;
}
