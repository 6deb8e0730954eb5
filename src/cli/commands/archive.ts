import { compareTexts } from '../../compare/compare-texts.ts';
import type { Archive, KeptSnapshot } from '../../model/archive.ts';
import type { TextChange } from '../../model/change.ts';
import { UserError } from '../../model/user-error.ts';
import { harmless } from '../../report/harmless.ts';
import { counted } from '../../report/plain-words.ts';
import { wrapped } from '../../report/wrapped.ts';
import { archiveFile, withArchive, type ArchiveFlags } from '../archive-in-use.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { heldInWords } from '../held-in-words.ts';
import { shortened } from '../known.ts';
import { painter } from '../paint.ts';
import { keptText } from '../read-kept.ts';
import { print, progress, terminal } from '../terminal.ts';

export interface ArchiveCommandFlags extends ArchiveFlags {
  readonly quiet?: true;
  readonly colour?: boolean;
  readonly color?: boolean;
}

export interface DecideFlags extends ArchiveFlags {
  readonly by: string;
  readonly reason: string;
}

/** Passages shown of each held text where all are listed. */
const fewPassages = 3;
/** Characters shown of a passage where all are listed. */
const shortPassage = 240;

/** `earshot archive review`. */
export async function reviewHeld(id: string | undefined, flags: ArchiveCommandFlags): Promise<ExitCode> {
  const { width, hasColour } = terminal(flags.colour === false || flags.color === false);
  const paint = painter(hasColour);
  return await withArchive(flags, { create: false }, async (archive) => {
    const held = id === undefined ? await archive.snapshots({ standing: 'held' }) : [await theOne(archive, id)];
    if (held.length === 0) {
      await print('Nothing is held.\n');
      return exitCodes.done;
    }
    for (const snapshot of held) {
      const lines = [
        paint(['bold'], `${snapshot.id.slice(0, 8)}  ${harmless(snapshot.policy)}, ${snapshot.fetchedAt.slice(0, 10)}`),
        ...wrapped(
          `${capitalised(heldInWords(snapshot))}. Seen ${times(snapshot.seen)}, last on ${snapshot.lastSeenAt.slice(0, 10)}.`,
          width,
          '  ',
        ),
        ...(await difference(archive, snapshot, id !== undefined)).flatMap(([sign, text]) =>
          wrapped(`${sign} ${text}`, width, '    ', '      ').map((line) =>
            paint([sign === '+' ? 'green' : sign === '-' ? 'red' : 'dim'], line),
          ),
        ),
        '',
      ];
      if (!(await print(`${lines.join('\n')}\n`))) return exitCodes.done;
    }
    if (id === undefined) {
      await print(
        `${counted(held.length, 'text')} held. "earshot archive review ID" shows one whole; "earshot archive accept ID" and "earshot archive reject ID" decide, with --by and --reason.\n`,
      );
    }
    return exitCodes.done;
  });
}

async function theOne(archive: Archive, id: string): Promise<KeptSnapshot> {
  const found = await archive.snapshot(id);
  if (found === null)
    throw new UserError(`the archive has no one snapshot "${shortened(id)}": "earshot archive review" shows the ids of what is held.`);
  return found;
}

/** What the held text has that the published one has not, and the reverse: the start of it, or all. */
async function difference(
  archive: Archive,
  held: KeptSnapshot,
  isWhole: boolean,
): Promise<readonly (readonly ['+' | '-' | ' ', string])[]> {
  const current = await archive.current(held.policy);
  if (current === null) return [[' ', 'Nothing is published of this policy yet.']];
  const [before, after] = [await keptText(archive, current), await keptText(archive, held)];
  if (before === null || after === null) return [[' ', 'One of the two can no longer be read, so that they cannot be compared.']];
  const { changes, words } = compareTexts(before, after);
  const shown = changes.filter(({ kind }) => kind !== 'moved').flatMap(signed);
  const part = isWhole
    ? shown
    : shown
        .slice(0, fewPassages)
        .map(([sign, text]) => [sign, text.length > shortPassage ? `${text.slice(0, shortPassage)}…` : text] as const);
  const rest = shown.length - part.length;
  return [
    ...part,
    [
      ' ',
      `${counted(words.removed, 'word')} out, ${counted(words.added, 'word')} in${rest > 0 ? `; ${counted(rest, 'more passage')}` : ''}.`,
    ],
  ];
}

function signed(change: TextChange): readonly (readonly ['+' | '-', string])[] {
  return [
    ...('before' in change ? [['-', harmless(change.before.quote)] as const] : []),
    ...('after' in change ? [['+', harmless(change.after.quote)] as const] : []),
  ];
}

/** `earshot archive accept` and `reject`. */
export async function decideByHand(
  id: string,
  standing: 'accepted' | 'rejected',
  { by, reason, ...flags }: DecideFlags,
): Promise<ExitCode> {
  if (by.trim() === '') throw new UserError('--by needs a name: who decides.');
  if (reason.trim() === '') throw new UserError('--reason needs a sentence: why.');
  return await withArchive(flags, { create: false }, async (archive) => {
    const { id: whole } = await theOne(archive, id);
    const decided = await archive.decideByHand(whole, standing, { by: by.trim(), note: reason.trim(), at: new Date().toISOString() });
    if (decided === null) throw new Error(`snapshot ${whole} is gone while it is decided`);
    await print(`${whole.slice(0, 8)} is ${standing}: ${harmless(decided.policy)} of ${decided.fetchedAt.slice(0, 10)}.\n`);
    return exitCodes.done;
  });
}

/** `earshot archive check`. */
export async function checkArchive(flags: ArchiveCommandFlags): Promise<ExitCode> {
  const shown = progress(terminal(true).isWatched && flags.quiet !== true);
  return await withArchive(flags, { create: false }, async (archive) => {
    const health = await archive.check((done, all) => {
      if (done % 100 === 0) shown.show(`Checked ${done} of ${all} bodies`);
    });
    shown.clear();
    for (const fault of health.faults) await print(`${harmless(fault)}\n`);
    await print(
      `${counted(health.snapshots, 'snapshot')}, ${counted(health.bodies, 'body', 'bodies')}: ${megabytes(health.bytes)} MB as served, kept in ${megabytes(health.keptBytes)} MB. ` +
        `${health.faults.length === 0 ? 'Every byte is as it was kept.' : `${counted(health.faults.length, 'fault')}: go back to a copy, or import and track again.`}\n`,
    );
    return health.faults.length === 0 ? exitCodes.done : exitCodes.difference;
  });
}

/** `earshot archive compact`. */
export async function compactArchive(flags: ArchiveCommandFlags): Promise<ExitCode> {
  return await withArchive(flags, { create: false }, async (archive) => {
    const { bytesBefore, bytesAfter } = await archive.compact();
    await print(`${megabytes(bytesBefore)} MB before, ${megabytes(bytesAfter)} MB now.\n`);
    return exitCodes.done;
  });
}

/** `earshot archive copy`. */
export async function copyArchive(file: string, flags: ArchiveCommandFlags): Promise<ExitCode> {
  return await withArchive(flags, { create: false }, async (archive) => {
    await archive.copyTo(file);
    await print(`${harmless(archiveFile(flags))} is copied to ${harmless(file)}.\n`);
    return exitCodes.done;
  });
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 });
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
