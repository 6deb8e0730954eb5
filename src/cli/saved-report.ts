import { readFile } from 'node:fs/promises';
import type { Finding } from '../model/finding.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

/** Of a finding, what a review needs. */
export type SavedFinding = Pick<Finding, 'id' | 'practice' | 'stance' | 'confidence' | 'quote'>;

/** The findings of a report that was saved as JSON. Anything else in the file is a `UserError`: a report may come from anywhere. */
export async function savedFindings(path: string): Promise<readonly SavedFinding[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UserError(`the report ${shortened(path)} could not be read: check the path and its permissions.`, { cause });
  });
  const report = parsed(text, path);
  if (!isRecord(report) || report['version'] !== 1 || !Array.isArray(report['findings']))
    throw new UserError(
      `${shortened(path)} is no report of Earshot: "earshot scan … --format json --output ${shortened(path)}" writes one.`,
    );
  return report['findings'].map((finding: unknown, index) => {
    if (isFinding(finding)) return finding;
    throw new UserError(`${shortened(path)}: finding ${index + 1} is not as a report has it. Write the report again.`);
  });
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new UserError(`${shortened(path)} is not JSON: name a report, or a policy to be scanned.`, { cause });
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function isFinding(value: unknown): value is SavedFinding {
  if (!isRecord(value)) return false;
  const { id, practice, stance, confidence, quote } = value;
  return (
    typeof id === 'string' &&
    /^[0-9a-f]{16}$/u.test(id) &&
    typeof practice === 'string' &&
    /^[a-z]+\/[a-z-]+$/u.test(practice) &&
    (stance === 'does' || stance === 'denies') &&
    (confidence === 'high' || confidence === 'medium' || confidence === 'low') &&
    typeof quote === 'string'
  );
}
