import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

const day = 86_400_000;

/** `--max-age 30`: days, a whole number from 1 to 36,500 (a hundred years). */
export function daysIn(written: string): number {
  const days = Number(written);
  if (/^\d{1,5}$/u.test(written) && days >= 1 && days <= 36_500) return days;
  throw new UserError(`--max-age takes a number of days, such as 30, not "${shortened(written)}".`);
}

/** Whether a report was made more than so many days before `now` (milliseconds since the epoch). One without a readable time is. */
export function isOlder({ scannedAt }: Pick<Report, 'scannedAt'>, days: number, now: number): boolean {
  const made = Date.parse(scannedAt);
  return Number.isNaN(made) || now - made > days * day;
}
