import { parentPort, workerData } from 'node:worker_threads';
import { extract } from './extract/extract.ts';
import type { GuardedTask } from './extract-guarded.ts';

/** The worker's side of `extractGuarded`: extracts the document it was started with, answers once and ends. */
const task: GuardedTask = workerData;
const outcome = await extract(task.document, { depth: task.depth });
parentPort?.postMessage(outcome);
