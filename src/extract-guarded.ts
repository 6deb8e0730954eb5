import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { documentType } from './extract/document-type.ts';
import { deepest, extract, type Extracted, type SourceDocument } from './extract/extract.ts';
import type { GuardedTask } from './extract-worker.ts';
import type { Failure, Outcome } from './model/failure.ts';

/** What reading one document may cost. */
export interface ExtractLimits {
  /** Bytes of the document. */
  readonly bytes: number;
  /** Milliseconds of reading. */
  readonly milliseconds: number;
  /** MiB of JavaScript heap. */
  readonly heapMegabytes: number;
  /** MiB by which the whole process may grow meanwhile: what a PDF's streams unpack to is no part of the heap. */
  readonly processMegabytes: number;
  /** Elements nested in each other. */
  readonly depth: number;
}

/**
 * The project's limits (issue 2): 20 MB in, 10 s of parsing, 512 MiB of heap. 1 GiB in all: a page of 20 MB takes up to 700 MiB, and a PDF of
 * 4 kB that unpacks to 1.5 GB had taken 1.1 GB when its 10 s were over (2026-11-23).
 */
const defaultLimits: ExtractLimits = {
  bytes: 20_000_000,
  milliseconds: 10_000,
  heapMegabytes: 512,
  processMegabytes: 1024,
  depth: deepest,
};

/** Milliseconds between two looks at the size of the process. */
const lookEveryMs = 50;

/**
 * Documents up to this size and with up to this many tags are read in this process: starting a worker takes about as long as reading a usual
 * page (both near 60 ms, measured 2026-11-22), and 99 % of policies are smaller. The costliest ones this small take less than a second.
 */
const smallBytes = 1_500_000;
const smallTags = 25_000;
const lessThanSign = 0x3c;
/** Selectors longer than this, with functions or with many parts may take very long on a hostile page: they run where a deadline ends them. */
const plainSelector = /^[^()]{1,200}$/u;
const mostCombinators = 4;

/**
 * `extract` within limits: a document too large, too deep or too slow to read comes back as the failure that says so. Small shallow documents are
 * read at once; others, and every PDF, in a worker thread that is ended at its deadline.
 */
export const extractGuarded = async (document: SourceDocument, limits: Partial<ExtractLimits> = {}): Promise<Outcome<Extracted>> => {
  const { bytes, milliseconds, heapMegabytes, processMegabytes, depth } = { ...defaultLimits, ...limits };
  const size = document.bytes.length;
  if (size > bytes) return failed('too-large', `the document has ${megabytes(size)} MB, the limit is ${megabytes(bytes)} MB`);
  if (isSmall(document)) return extract(document, { depth });
  return extractInWorker({ document, depth }, milliseconds, heapMegabytes, processMegabytes);
};

const isSmall = (document: SourceDocument): boolean => {
  if (document.bytes.length > smallBytes || !selectorsOf(document).every(isPlain)) return false;
  let tags = 0;
  for (const byte of document.bytes) if (byte === lessThanSign) tags++;
  if (tags > smallTags) return false;
  const type = documentType(document.bytes, document.contentType, document.url);
  return 'foreign' in type || type.format !== 'pdf';
};

const selectorsOf = ({ selection }: SourceDocument): readonly string[] =>
  [...(selection?.select ?? []), ...(selection?.remove ?? [])].flatMap((selector) =>
    typeof selector === 'string' ? [selector] : Object.values(selector).filter((part): part is string => typeof part === 'string'),
  );

const isPlain = (selector: string): boolean =>
  plainSelector.test(selector) && selector.split(',').every((one) => one.trim().split(/[\s>+~]+/u).length <= mostCombinators);

const extractInWorker = (
  task: GuardedTask,
  milliseconds: number,
  heapMegabytes: number,
  processMegabytes: number,
): Promise<Outcome<Extracted>> => {
  const worker = new Worker(workerFile(), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    // The document is hostile until read: nothing of this process's environment or arguments is its business.
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve, reject) => {
    let answer: Outcome<Extracted> | undefined;
    const deadline = setTimeout(() => {
      answer ??= failed('too-slow', `reading it took more than ${(milliseconds / 1000).toLocaleString('en')} s`);
      void worker.terminate();
    }, milliseconds);
    const before = process.memoryUsage.rss();
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before < processMegabytes * 1024 * 1024) return;
      answer ??= failed('too-large', `reading it takes more than ${processMegabytes} MiB of memory`);
      void worker.terminate();
    }, lookEveryMs);
    worker.on('message', (outcome: Outcome<Extracted>) => {
      answer ??= outcome;
    });
    worker.on('error', (cause: Error) => {
      if ('code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        answer ??= failed('too-large', `reading it takes more than ${heapMegabytes} MiB of memory`);
      } else {
        clearTimeout(deadline);
        clearInterval(watch);
        reject(new Error('the extraction worker failed', { cause }));
      }
    });
    worker.on('exit', (code) => {
      clearTimeout(deadline);
      clearInterval(watch);
      if (answer === undefined) reject(new Error(`the extraction worker ended with code ${code} and no answer`));
      else resolve(answer);
    });
  });
};

/** The built worker: beside the program, above its chunks, or, where this file is read as TypeScript (tests), in `dist/`. */
const workerFile = (): URL => {
  const tried = ['./extract-worker.js', '../extract-worker.js', '../dist/extract-worker.js'].map((path) => new URL(path, import.meta.url));
  const found = tried.find((url) => existsSync(url));
  if (found !== undefined) return found;
  throw new Error(
    `the built extraction worker is missing (looked for ${tried.map((url) => fileURLToPath(url)).join(', ')}): run \`npm run build\``,
  );
};

const failed = (kind: Failure['kind'], detail: string): Outcome<never> => ({ ok: false, failure: { kind, detail } });

const megabytes = (bytes: number): string => (bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 });
