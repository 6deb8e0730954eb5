import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Does jobs in threads, as many at a time as there are processors. Each of `jobs` gives, when its turn comes, the message for a worker of `url`; a worker
 * answers with `{ job, result }`. Gives the results in the order of the jobs.
 */
export function inWorkers(url, workerData, jobs) {
  const results = [];
  let next = 0;
  const work = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(url, { workerData });
      const give = () => {
        if (next >= jobs.length) {
          void worker.terminate();
          resolve();
          return;
        }
        const job = next++;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage({ job, ...jobs[job]() });
      };
      worker.on('message', ({ job, result }) => {
        results[job] = result;
        give();
      });
      worker.on('error', reject);
      give();
    });
  return Promise.all(Array.from({ length: availableParallelism() }, work)).then(() => results);
}
