import { parentPort, workerData } from 'node:worker_threads';
import { extract, type SourceDocument } from './extract/extract.ts';

/** What the worker is started with. */
export interface GuardedTask {
  readonly document: SourceDocument;
  readonly depth: number;
}

/** The worker's side of `extractGuarded`: extracts the document it was started with, answers once and ends. */
const task: GuardedTask = workerData;
const outcome = await extract(task.document, { depth: task.depth });
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port, not a window: it has no origin
parentPort?.postMessage(outcome);
