import { UserError } from '../model/user-error.ts';

/** SQLite's own words for what a person can mend. Result codes: sqlite.org/rescode.html. */
const mendable: Readonly<Record<number, string>> = {
  3: 'may not be read or written by you',
  8: 'may not be written to',
  11: 'is damaged: "earshot archive check" of a copy says where; go back to a copy ("earshot archive copy" makes them)',
  13: 'has no room on its disk',
  14: 'cannot be opened: check that you may read and write it and its folder',
  26: 'is no archive of Earshot: name another with --archive',
  5: 'is kept busy by another program: try again when it has ended',
};

/** A `UserError` for what is a person's to mend, everything else as it is. */
export function explained(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = resultCode(error);
  const words = code === undefined ? undefined : mendable[code & 0xff];
  return words === undefined ? error : new UserError(`${path} ${words}.`, { cause: error });
}

function resultCode(error: Error): number | undefined {
  return 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}
