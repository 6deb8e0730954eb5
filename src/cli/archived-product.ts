import { didYouMean } from '../load/nearest.ts';
import type { Archive, KeptSnapshot, ProductRecord } from '../model/archive.ts';
import { UserError } from '../model/user-error.ts';
import { plainDate } from '../report/plain-words.ts';
import { shortened } from './known.ts';

/** What is asked for by name: a product with its policies, or one policy, which is then a product of its own. */
export async function productNamed(archive: Archive, name: string): Promise<ProductRecord> {
  const [products, policies] = [await archive.products(), await archive.policies()];
  const wanted = name.trim().toLowerCase();
  const isIt = (id: string): boolean => id.toLowerCase() === wanted;
  const byId = products.find(({ id }) => isIt(id));
  if (byId !== undefined) return byId;
  const policy = policies.find(({ id }) => isIt(id));
  if (policy !== undefined) return { id: policy.id, name: policy.name, maker: policy.id.split('/')[0] ?? policy.id, policies: [policy.id] };
  // A person who knows the maker or the product alone means it, where only one fits.
  const fits = [
    ...products.map(({ id, name: title }) => [id, title] as const),
    ...policies.map(({ id, name: title }) => [id, title] as const),
  ].filter(([id, title]) => id.toLowerCase().split('/').includes(wanted) || title.toLowerCase() === wanted);
  const ids = [...new Set(fits.map(([id]) => id))];
  if (ids.length === 1 && ids[0] !== undefined) return await productNamed(archive, ids[0]);
  if (ids.length > 1)
    throw new UserError(
      `"${shortened(name)}" may be ${ids.slice(0, 8).map(shortened).join(', ')}${ids.length > 8 ? ' …' : ''}: name one of them.`,
    );
  const all = [...products, ...policies].map(({ id }) => id);
  if (all.length === 0) throw new UserError('the archive holds no product yet: "earshot track" and "earshot import" fill it.');
  throw new UserError(`the archive holds no product "${shortened(name)}".${didYouMean(name, all)}`);
}

/** A day as people write it, YYYY-MM-DD, or an exact time; a `UserError` says which option is wrong. */
export function momentOf(date: string, option: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/u.test(date);
  const time = Date.parse(day ? `${date}T23:59:59.999Z` : date);
  const isReal =
    !Number.isNaN(time) && /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/u.test(date) && new Date(time).toISOString().startsWith(date.slice(0, 10));
  if (!isReal) throw new UserError(`${option} takes a day, such as 2024-03-01, not "${shortened(date)}".`);
  return new Date(time).toISOString();
}

/** The accepted text that stood at a moment; undefined where there was none yet. `snapshots` in order of time. */
function standingAt(snapshots: readonly KeptSnapshot[], moment: string): KeptSnapshot | undefined {
  return snapshots.findLast(({ fetchedAt }) => fetchedAt <= moment);
}

/** The two texts of a policy between which a person asks what changed. */
export function twoTexts(
  snapshots: readonly KeptSnapshot[],
  policy: string,
  { from, to }: { readonly from?: string; readonly to?: string },
): readonly [KeptSnapshot, KeptSnapshot] {
  const [oldest] = snapshots;
  if (oldest === undefined) throw new UserError(`the archive has no accepted text of ${shortened(policy)} yet.`);
  const at = (date: string, option: string): KeptSnapshot => {
    const found = standingAt(snapshots, momentOf(date, option));
    if (found !== undefined) return found;
    throw new UserError(`${option} ${date}: the oldest text of ${shortened(policy)} in the archive is of ${plainDate(oldest.fetchedAt)}.`);
  };
  const after = to === undefined ? snapshots.at(-1) : at(to, '--to');
  if (after === undefined) return [oldest, oldest];
  // Without a date: the text before the last change by its maker.
  const before =
    from === undefined
      ? (snapshots.slice(0, snapshots.indexOf(after)).findLast(({ print }) => print !== after.print) ?? after)
      : at(from, '--from');
  if (before.fetchedAt > after.fetchedAt)
    throw new UserError(
      `--from must not be later than --to: the text of ${plainDate(before.fetchedAt)} came after that of ${plainDate(after.fetchedAt)}.`,
    );
  return [before, after];
}
