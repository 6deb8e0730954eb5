import { createHash } from 'node:crypto';
import { compile, type Compiled } from '../../src/analyse/compile.ts';
import { ruleSetFrom } from '../../src/load/rules.ts';
import { incompatiblePractices, owedOf } from '../../src/load/shipped-data.ts';
import { shippedScoring } from '../../src/load/scoring.ts';
import { shippedRuleFiles } from '../../src/load/shipped-rules.ts';
import type { Kind } from '../../src/model/kind.ts';
import type { RuleSet } from '../../src/model/rule.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { readSnapshot, type ReadDocument, type ReadOptions } from '../../src/scan.ts';

/** The shipped rules, compiled. */
export async function shippedReading(): Promise<{ readonly set: RuleSet; readonly compiled: Compiled }> {
  const set = ruleSetFrom(await shippedRuleFiles());
  return { set, compiled: compile(set) };
}

export async function readOptions(
  { set, compiled }: Awaited<ReturnType<typeof shippedReading>>,
  product: string,
  kind: Kind,
): Promise<ReadOptions> {
  return {
    compiled,
    rulesSha256: set.sha256,
    version: '0.0.0-test',
    product,
    kind: { name: kind, owed: await owedOf(kind) },
    incompatible: await incompatiblePractices(),
    scoring: await shippedScoring(),
  };
}

/** A page or text as if it had been fetched at that time. */
export async function readAsFetched(
  body: Uint8Array,
  url: string,
  takenAt: string,
  contentType: string,
  options: ReadOptions,
): Promise<ReadDocument> {
  const snapshot: Snapshot = {
    url,
    finalUrl: url,
    redirects: [url],
    status: 200,
    headers: { 'content-type': contentType },
    fetchedAt: takenAt,
    sha256: createHash('sha256').update(body).digest('hex'),
    body,
  };
  return await readSnapshot(snapshot, options);
}
