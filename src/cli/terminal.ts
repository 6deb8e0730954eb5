import { once } from 'node:events';

/** What the program knows of the place it runs in. Read once, here. */
export interface Terminal {
  /** Whether to colour what goes to standard output. */
  readonly hasColour: boolean;
  /** Columns to write into, 60 to 100. */
  readonly width: number;
  /** Whether a person watches standard error. */
  readonly isWatched: boolean;
  /** Whether standard input is a keyboard. */
  readonly isTyped: boolean;
}

/** Columns where nobody says how many: what mail, diffs and books of the trade are set for. */
const usualWidth = 80;
/** Narrower, quotes become columns of single words; wider, the eye loses the line (45 to 90 characters: Bringhurst, "Elements of Typographic Style", 2.1.2). */
const widths = { least: 60, most: 100 } as const;

/**
 * The terminal as it is. `wantsColour` is what the command line says of colour, `undefined` when nothing. NO_COLOR (no-color.org: not empty)
 * wins over FORCE_COLOR (force-color.org), and both over what the stream is; `--no-color` wins over all.
 */
export function terminal(isColourRefused: boolean): Terminal {
  const { NO_COLOR: refused = '', FORCE_COLOR: forced = '', TERM: kind } = process.env;
  const isForced = forced !== '' && forced !== '0' && forced !== 'false';
  const hasColour = !isColourRefused && refused === '' && (isForced || (forced === '' && process.stdout.isTTY && kind !== 'dumb'));
  const columns = process.stdout.isTTY ? process.stdout.columns : usualWidth;
  return {
    hasColour,
    width: Math.min(widths.most, Math.max(widths.least, columns || usualWidth)),
    isWatched: process.stderr.isTTY,
    isTyped: process.stdin.isTTY,
  };
}

/** Writes to standard output and waits until it is taken. False once the reader has gone away (EPIPE). */
export async function print(text: string): Promise<boolean> {
  if (!process.stdout.writable) return false;
  if (!process.stdout.write(text)) await taken();
  return process.stdout.writable;
}

/** Waits until standard output has been read, or will not be. What waits for the other of the two is taken away: there is one for each text that is written. */
async function taken(): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(process.stdout, 'drain', { signal }), once(process.stdout, 'close', { signal })])
    .catch(ignoreClosedPipe)
    .finally(() => waiting.abort());
}

function ignoreClosedPipe(error: unknown): void {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EPIPE') throw error;
}

/** One line to a person, on standard error. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A line on standard error that is written over while the work goes on; nothing where nobody watches. */
export interface Progress {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

export function progress(isShown: boolean): Progress {
  let length = 0;
  const clear = (): void => {
    if (length > 0) process.stderr.write(`\r${' '.repeat(length)}\r`);
    length = 0;
  };
  const show = (text: string): void => {
    clear();
    const columns = process.stderr.columns || usualWidth;
    const line = text.length >= columns ? `${text.slice(0, columns - 2)}…` : text;
    process.stderr.write(line);
    length = line.length;
  };
  return isShown ? { show, clear } : { show: () => undefined, clear: () => undefined };
}
