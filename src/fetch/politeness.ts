/** Milliseconds since the epoch. */
export type Clock = () => number;
/** Resolves after so many milliseconds. */
export type Sleep = (ms: number) => Promise<void>;

/** Keeps every host to one request at a time, with a pause in between. One per run, shared by all its fetches. */
export interface Politeness {
  /** Runs `job` when it is its turn at `host` and the host's pause is over; the next turn begins at least `pauseMs` after `job` ends. */
  readonly inTurn: <T>(host: string, pauseMs: number, job: () => Promise<T>) => Promise<T>;
  /** Nobody asks `host` anything for the next `ms` milliseconds (a 429 or 503 that named a time). */
  readonly postpone: (host: string, ms: number) => void;
}

interface Queue {
  /** Settles when everybody who came before has left. */
  tail: Promise<void>;
  /** Clock time from which the host may be asked again. */
  freeAt: number;
  /** The longest wait anybody asked for, so that a clock set back cannot stretch a wait of a second to an hour. */
  longestMs: number;
}

/** A new, empty book of turns. Hosts are compared as given: lower case, without port, since one machine answers all its ports. */
export function createPoliteness(clock: Clock, sleep: Sleep): Politeness {
  const queues = new Map<string, Queue>();
  const queueOf = (host: string): Queue => {
    const known = queues.get(host);
    if (known !== undefined) return known;
    const queue: Queue = { tail: Promise.resolve(), freeAt: 0, longestMs: 0 };
    queues.set(host, queue);
    return queue;
  };
  const postpone = (host: string, ms: number): void => {
    const queue = queueOf(host);
    queue.freeAt = Math.max(queue.freeAt, clock() + ms);
    queue.longestMs = Math.max(queue.longestMs, ms);
  };
  const inTurn = async <T>(host: string, pauseMs: number, job: () => Promise<T>): Promise<T> => {
    const queue = queueOf(host);
    const before = queue.tail;
    let leave = (): void => undefined;
    queue.tail = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    try {
      const waitMs = Math.min(queue.freeAt - clock(), queue.longestMs);
      if (waitMs > 0) await sleep(waitMs);
      return await job();
    } finally {
      if (pauseMs > 0) postpone(host, pauseMs);
      leave();
    }
  };
  return { inTurn, postpone };
}
