import { openArchive } from '../../src/archive/open-archive.ts';
import { standingOf } from '../../src/judge/standing.ts';
import { arrivalOf, words } from './arrivals.ts';

// Writes for as long as it is let, and says of each snapshot that it is kept once it is. Run by embedded.test.ts, which kills it.
const [, , path = '', first = '0'] = process.argv;
const archive = await openArchive(path, { create: false });
for (let number = Number(first); ; number++) {
  const text = `${words(400, `w${number}-`)}\n\n${words(100)}`;
  await archive.take(
    [arrivalOf(text, new Date(Date.UTC(2020, 0, 1) + number * 1000).toISOString(), { policy: `m/p${number}`, source: String(number) })],
    standingOf,
  );
  await new Promise((resolve) => process.send?.(number, resolve));
}
