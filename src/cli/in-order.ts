/** How many hosts are asked at once: each is still asked for one page at a time. Sockets and memory for 16 are what a browser uses. */
const hostsAtOnce = 16;
/** How far a slow host may hold back results that are ready, in jobs; beyond, nothing new is begun. */
const mostWaiting = 256;

interface Started<R> {
  readonly result: Promise<{ readonly ok: true; readonly value: R } | { readonly ok: false; readonly error: unknown }>;
}

/**
 * Runs jobs on different hosts at the same time, and those of one host one after the other, and gives their results in the order of the jobs. Jobs
 * without a host (files) are one host's. A job that throws gives its error when its turn comes; what has begun then ends by itself.
 */
export async function* inOrder<T, R>(
  jobs: readonly T[],
  hostOf: (job: T) => string,
  run: (job: T, index: number) => Promise<R>,
): AsyncGenerator<R, void> {
  const started = new Map<number, Started<R>>();
  const busy = new Set<string>();
  const waiting = jobs.map((job, index) => ({ job, index, host: hostOf(job) }));
  const state = { isStopped: false };
  let given = 0;
  const waiters = new Map<number, () => void>();
  const start = (): void => {
    for (let at = 0; at < waiting.length && !state.isStopped && busy.size < hostsAtOnce;) {
      const next = waiting[at];
      if (next === undefined || next.index >= given + mostWaiting) return;
      if (busy.has(next.host)) {
        at += 1;
        continue;
      }
      waiting.splice(at, 1);
      busy.add(next.host);
      const result = run(next.job, next.index)
        .then(
          (value) => ({ ok: true as const, value }),
          (error: unknown) => ({ ok: false as const, error }),
        )
        .finally(() => {
          busy.delete(next.host);
          start();
        });
      started.set(next.index, { result });
      waiters.get(next.index)?.();
    }
  };
  try {
    for (; given < jobs.length; given += 1) {
      start();
      const index = given;
      if (!started.has(index)) {
        await new Promise<void>((resolve) => {
          waiters.set(index, resolve);
          if (started.has(index)) resolve();
        });
      }
      const outcome = await started.get(index)?.result;
      started.delete(index);
      waiters.delete(index);
      if (outcome === undefined) throw new Error('a job that was started has no result');
      if (!outcome.ok) throw outcome.error;
      yield outcome.value;
    }
  } finally {
    state.isStopped = true;
  }
}

/** What is going on, on one line: how much is done, and the names of what is being read now, the longest first. */
export function progressLine(done: number, total: number, running: readonly string[]): string {
  const shown = running.slice(0, 3).join(' · ');
  const more = running.length > 3 ? ` and ${running.length - 3} more` : '';
  return total === 1 ? shown : `${done} of ${total} read · now ${shown}${more}`;
}
