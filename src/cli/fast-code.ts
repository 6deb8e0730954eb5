import { setFlagsFromString } from 'node:v8';

/**
 * How much of a function runs, in bytes of its code, before V8 makes fast code of it. The usual 132,000 of Node 20 are for a few small functions: of a
 * program with many it makes fast code too early and has to throw it away, and does little else beside. Scans took 26 % less processor time with this
 * figure (of 1 page, 8 and 40 alike, 2026-11-24); 264,000 gives 19 %, 800,000 no more.
 */
const budget = 400_000;

/** Lets V8 wait until it has seen what a function is given. From Node 22 on it has a middle way of its own, and the figure changes nothing. */
export function optimiseLate(): void {
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString(`--interrupt-budget=${budget}`);
}
