import type { Archive } from '../model/archive.ts';
import { isMoved } from '../scan.ts';
import { foundBefore, trackHome, type TrackedOne, type TrackRun } from './track-home.ts';
import { trackPolicy, type TrackOptions, type Tracking } from './track-policy.ts';
import type { Tracked, TrackedProduct, TrackedSet } from './tracked.ts';

/** Hosts that are asked at once; one host is asked for one page at a time (fetch/politeness.ts). */
const atOnce = 8;

/** What whoever watches is told of a run. */
export interface TrackTelling {
  /** In the order of the catalogue. */
  readonly one: (tracked: TrackedOne) => Promise<void>;
  readonly progress: (done: number, all: number, reading: readonly string[]) => void;
}

/** A piece of work: a policy whose address is known, or products whose policies are looked for from one home page. */
type Job =
  | { readonly kind: 'policy'; readonly tracked: Tracked; readonly name: string }
  | { readonly kind: 'home'; readonly products: readonly [TrackedProduct, ...TrackedProduct[]]; readonly name: string };

/** Where a product's policies are looked for first: where they are known to be, or (null) from its home page. */
interface Plan {
  readonly product: TrackedProduct;
  readonly policies: readonly Tracked[] | null;
}

/**
 * Tracks a part of the catalogue: each policy where an earlier run found it or the catalogue declares it, else from the product's home page; from there, too,
 * where all of a product's policies have moved. The last that became of each policy, by its id.
 */
export async function runTrack(
  archive: Archive,
  set: TrackedSet,
  options: TrackOptions,
  telling: TrackTelling,
): Promise<ReadonlyMap<string, Tracking>> {
  const plans = await Promise.all(set.products.map(async (product) => await planOf(archive, product, options.clock())));
  if (!options.isDryRun) await putPlanned(archive, plans);
  const done = new Map<string, Promise<Tracking>>();
  const outcomes = new Map<string, Tracking>();
  const run: TrackRun = {
    archive,
    options,
    byAddress: set.byAddress,
    ids: new Map([...set.byAddress.values()].map(({ policy }) => [policy.id, policy.url])),
    once: async (policy, work) => {
      if (done.has(policy)) return null;
      const tracking = work();
      done.set(policy, tracking);
      return await tracking;
    },
  };
  const foundAnew = new Set<string>();
  const doAll = async (jobs: readonly Job[], hasMoved: boolean): Promise<void> => {
    const workOn = async (job: Job): Promise<readonly TrackedOne[]> => {
      if (job.kind === 'home') {
        const tracked = await trackHome(run, job.products, { hasMoved });
        if (hasMoved && tracked.length > 0) for (const { record } of job.products) foundAnew.add(record.id);
        return tracked;
      }
      const { policy, pages } = job.tracked;
      const tracking = await run.once(policy.id, async () => await trackPolicy(archive, policy.id, pages, options));
      return tracking === null ? [] : [{ policy: policy.id, tracking }];
    };
    await inTurn(jobs, workOn, {
      ...telling,
      one: async (tracked) => {
        outcomes.set(tracked.policy, tracked.tracking);
        await telling.one(tracked);
      },
    });
  };
  await doAll(jobsOf(plans, set.only), false);

  const moved = set.only === undefined ? plans.filter((plan) => hasMovedAway(plan, outcomes)) : [];
  const gone = moved.flatMap(({ product, policies }) =>
    (policies ?? []).map(({ policy: { id } }) => ({ id, product: product.record.id, was: outcomes.get(id) })),
  );
  for (const { id } of gone) done.delete(id);
  await doAll(homeJobs(moved.map(({ product }) => product)), true);
  // What took the place of a policy that is gone was read: its old address has been told, and counts no more.
  for (const { id, product, was } of gone) if (foundAnew.has(product) && outcomes.get(id) === was) outcomes.delete(id);
  return outcomes;
}

async function planOf(archive: Archive, product: TrackedProduct, now: number): Promise<Plan> {
  const before = await foundBefore(archive, product);
  if (before === null) return { product, policies: product.declared.length === 0 ? null : product.declared };
  return { product, policies: before.isOld(now) ? null : before.policies };
}

/** Products and policies are known to the archive before their pages are. */
async function putPlanned(archive: Archive, plans: readonly Plan[]): Promise<void> {
  const planned = plans.flatMap(({ product: { record }, policies }) =>
    policies === null ? [] : [{ record, policies: policies.map(({ policy }) => policy) }],
  );
  await archive.put({
    policies: planned.flatMap(({ policies }) => policies),
    products: planned.map(({ record, policies }) => ({ ...record, policies: policies.map(({ id }) => id) })),
  });
}

/** Each policy once, in the order of the products, and the home page of a product where its place is. */
function jobsOf(plans: readonly Plan[], only: ReadonlySet<string> | undefined): readonly Job[] {
  const homes = homeJobs(plans.flatMap(({ product, policies }) => (policies === null ? [product] : [])));
  const named = new Set<string>();
  return plans.flatMap(({ product, policies }): readonly Job[] => {
    if (policies === null) return homes.filter((job) => job.products[0].record.id === product.record.id);
    return policies.flatMap((tracked): readonly Job[] => {
      const { id } = tracked.policy;
      if (named.has(id) || only?.has(id) === false) return [];
      named.add(id);
      return [{ kind: 'policy', tracked, name: tracked.name }];
    });
  });
}

/** Products of one maker with one home page are looked for once. */
function homeJobs(products: readonly TrackedProduct[]): readonly Extract<Job, { kind: 'home' }>[] {
  const groups = new Map<string, [TrackedProduct, ...TrackedProduct[]]>();
  for (const product of products) {
    const key = `${product.record.maker}\n${product.home}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [product]);
    else group.push(product);
  }
  return [...groups.values()].map((group) => ({ kind: 'home', products: group, name: group[0].record.name }));
}

function hasMovedAway({ product, policies }: Plan, outcomes: ReadonlyMap<string, Tracking>): boolean {
  if (policies === null || policies.length === 0) return false;
  return policies.every(({ policy: { id, url } }) => {
    const tracking = outcomes.get(id);
    return tracking?.kind === 'not-read' && isMoved({ url, failure: tracking.failure }, product.home);
  });
}

/** Several at once; what became of each is told as soon as those in front of it are. */
async function inTurn(jobs: readonly Job[], workOn: (job: Job) => Promise<readonly TrackedOne[]>, telling: TrackTelling): Promise<void> {
  const results: (readonly TrackedOne[] | undefined)[] = jobs.map(() => undefined);
  const active = new Set<string>();
  let [next, told, done] = [0, 0, 0];
  const tick = (): void => telling.progress(done, jobs.length, [...active]);
  const tellReady = async (): Promise<void> => {
    for (let ready = results[told]; ready !== undefined; ready = results[told]) {
      told += 1;
      for (const tracked of ready) await telling.one(tracked);
    }
  };
  let queue = Promise.resolve();
  const work = async (): Promise<void> => {
    for (let index = next++; index < jobs.length; index = next++) {
      const job = jobs[index];
      if (job === undefined) return;
      active.add(job.name);
      tick();
      results[index] = await workOn(job);
      active.delete(job.name);
      done += 1;
      queue = queue.then(tellReady);
      await queue;
      tick();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, work));
}
