import type { FetchOptions } from '../fetch/fetch-options.ts';
import type { Practice } from '../model/rule.ts';
import { UserError } from '../model/user-error.ts';
import { noticeLine, type Notice } from '../report/notices.ts';
import type { Tracking } from './track-policy.ts';

/** What `track` announces, and to whom. */
export interface TrackNotices {
  readonly tell: (policy: string, tracking: Tracking) => void;
  /** Waits for what is on its way; what could not be delivered, a sentence each. */
  readonly finish: () => Promise<readonly string[]>;
}

export interface NoticeFlags {
  readonly notify?: string;
  readonly notifyAfter: string;
}

/** Announces published changes, and apart from them a policy that could not be read N times in a row, once. Nothing where nobody is to be told. */
export async function trackNotices(flags: NoticeFlags, practices: readonly Practice[], fetch: FetchOptions): Promise<TrackNotices> {
  const after = timesIn(flags.notifyAfter);
  if (flags.notify === undefined) return { tell: () => undefined, finish: async () => await Promise.resolve([]) };
  const { webhook, webhookSettings } = await import('./webhook.ts');
  const hook = webhook(webhookSettings(flags.notify, process.env['EARSHOT_NOTIFY_SECRET']), fetch);
  const tell = (policy: string, tracking: Tracking): void => {
    const notice = noticeOf(policy, tracking, { after, at: new Date(fetch.clock()).toISOString() });
    if (notice !== null) hook.send(noticeLine(notice, practices));
  };
  return { tell, finish: hook.finish };
}

/** null for what is not announced: the same failure is told once, when it has happened `after` times. */
function noticeOf(policy: string, tracking: Tracking, { after, at }: { readonly after: number; readonly at: string }): Notice | null {
  if (tracking.kind === 'not-read') {
    const { failure, inARow } = tracking;
    return inARow === after ? { event: 'failure', policy, at, failure, inARow } : null;
  }
  if (tracking.kind !== 'changed' || tracking.comparison === null) return null;
  const { snapshot, before, comparison } = tracking;
  return { event: 'change', policy, before: before.fetchedAt, at: snapshot.fetchedAt, sha256: snapshot.sha256, comparison };
}

function timesIn(written: string): number {
  const times = Number(written);
  if (Number.isInteger(times) && times >= 1 && times <= 1_000) return times;
  throw new UserError('--notify-after needs a number of times, such as 3.');
}
