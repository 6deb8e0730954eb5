import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Compiled } from '../analyse/compile.ts';
import type { Gate } from '../model/gate.ts';
import { UserError } from '../model/user-error.ts';
import { reporters, type Format } from '../report/index.ts';
import { sarifArtifacts } from '../report/sarif-artifacts.ts';
import type { Scan } from '../scan.ts';
import { shortened } from './known.ts';
import { sentencesWith } from './sentences-of.ts';
import { print, type Terminal } from './terminal.ts';
import { writeWhole } from './write-file.ts';

/** How reports are written and where they go: the file `output`, or standard output without one; what SARIF points into goes to the folder `artifacts`. */
export interface ReportSettings {
  readonly format: Format;
  readonly output: string | undefined;
  readonly artifacts: string | undefined;
  /** Every passage, not the first few of each practice. */
  readonly isEverything: boolean;
  readonly terminal: Terminal;
}

/** Where reports go, one after the other. */
export interface Writer {
  /** False once nobody reads any more. */
  readonly add: (result: Scan, gate: Gate | undefined) => Promise<boolean>;
  readonly end: () => Promise<void>;
}

/** The writer of one format to one place; `isSeveral` where more than one report will come. */
export function writerOf(settings: ReportSettings, isSeveral: boolean, compiled: Compiled): Writer {
  const { format, output } = settings;
  const sentencesOf = sentencesWith(compiled.forms);
  const parts: string[] = [];
  let count = 0;
  // Runs of several reports make one SARIF log; everything else can be written as it comes.
  const isHeld = output !== undefined || (format === 'sarif' && isSeveral);
  const add = async ({ report, context }: Scan, gate: Gate | undefined): Promise<boolean> => {
    count += 1;
    const folder = settings.artifacts === undefined ? undefined : join(settings.artifacts, ...(isSeveral ? [String(count)] : []));
    if (folder !== undefined) await writeArtifacts(folder, sarifArtifacts(report, context, sentencesOf));
    const written = reporters[format](report, context, {
      colour: settings.terminal.hasColour,
      width: settings.terminal.width,
      all: settings.isEverything,
      header: count === 1,
      sentencesOf,
      ...(gate === undefined ? {} : { gate }),
      ...(folder === undefined ? {} : { artifactsFolder: fromHere(folder) }),
    });
    const part =
      isSeveral && format === 'json'
        ? `${JSON.stringify(JSON.parse(written))}\n`
        : (format === 'text' || format === 'markdown') && count > 1
          ? `\n\n${written}`
          : written;
    if (!isHeld) return await print(part);
    parts.push(part);
    return true;
  };
  const end = async (): Promise<void> => {
    if (!isHeld || parts.length === 0) return;
    const whole = format === 'sarif' && isSeveral ? joinedSarif(parts) : parts.join('');
    if (output === undefined) await print(whole);
    else await writeWhole(output, whole);
  };
  return { add, end };
}

/** The runs of several SARIF logs in one: a log holds any number of runs (SARIF 2.1.0, 3.13.4). */
function joinedSarif(logs: readonly string[]): string {
  const parsed = logs.map((log): unknown => JSON.parse(log));
  const runs = parsed.flatMap((log) =>
    typeof log === 'object' && log !== null && 'runs' in log && Array.isArray(log.runs) ? (log.runs as readonly unknown[]) : [],
  );
  return `${JSON.stringify({ ...Object(parsed[0]), runs }, null, 2)}\n`;
}

/** A path as SARIF writes it: from the working folder, which is the repository's where alerts are made, with `/`. */
function fromHere(folder: string): string {
  return relative('.', folder).replaceAll('\\', '/') || '.';
}

async function writeArtifacts(folder: string, artifacts: readonly { readonly path: string; readonly content: string }[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, content } of artifacts) await writeFile(join(folder, path), content);
  } catch (cause) {
    throw new UserError(`nothing can be written into ${shortened(folder)}: name a folder for --sarif-artifacts that you may write to.`, {
      cause,
    });
  }
}

/** Several writers as one: the first says whether anybody reads on. */
export function allOf([first, ...others]: readonly Writer[]): Writer {
  return {
    add: async (result, gate) => {
      for (const other of others) await other.add(result, gate);
      return (await first?.add(result, gate)) ?? true;
    },
    end: async () => {
      for (const other of others) await other.end();
      await first?.end();
    },
  };
}
