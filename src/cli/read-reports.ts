import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import reportSchema from '../report/report.schema.json' with { type: 'json' };
import { shortened } from './known.ts';

/**
 * The reports in files as `earshot scan --format json` writes them (one a file, or one a line), and in folders of such files. What is no
 * report is a `UserError` that says where and what: a report may come from anywhere, and everything after this trusts its shape.
 */
export async function readReports(paths: readonly string[]): Promise<readonly Report[]> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const isReport = new Ajv2020({ strict: false, allErrors: false, validateFormats: false }).compile<Report>(reportSchema);
  const reports: Report[] = [];
  for (const path of await filesOf(paths)) {
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new UserError(`the report ${shortened(path)} could not be read: check the path and its permissions.`, { cause });
    });
    for (const { value, line } of valuesOf(text, path)) {
      if (isReport(value)) reports.push(value);
      else {
        const [fault] = isReport.errors ?? [];
        const where = `${shortened(path)}${line === 0 ? '' : `, line ${line}`}`;
        throw new UserError(
          `${where} is no report of Earshot (${fault?.instancePath === '' ? 'it' : shortened(fault?.instancePath ?? '')} ${fault?.message ?? 'has another shape'}): "earshot scan … --format json --output FILE" writes one.`,
        );
      }
    }
  }
  return reports;
}

async function filesOf(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch((cause: unknown) => {
      throw new UserError(`there is no file or folder ${shortened(path)}: check the path.`, { cause });
    });
    if (!found.isDirectory()) files.push(path);
    else {
      const inside = (await readdir(path)).filter((name) => /\.jsonl?$/u.test(name)).toSorted();
      if (inside.length === 0)
        throw new UserError(`the folder ${shortened(path)} holds no report: reports are files that end in .json or .jsonl.`);
      files.push(...inside.map((name) => join(path, name)));
    }
  }
  return files;
}

/** The whole file as one value, else one a line. */
function valuesOf(text: string, path: string): readonly { readonly value: unknown; readonly line: number }[] {
  const whole = parsed(text);
  if (whole !== undefined) return [{ value: whole, line: 0 }];
  return text.split('\n').flatMap((written, index) => {
    if (written.trim() === '') return [];
    const value = parsed(written);
    if (value === undefined)
      throw new UserError(`${shortened(path)}, line ${index + 1}, is not JSON: name reports that "earshot scan … --format json" wrote.`);
    return [{ value, line: index + 1 }];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
