import type { Incompatible, Kind, OwedQuestion } from '../model/kind.ts';
import { shippedRuleFiles } from './shipped-rules.ts';

/** What stands in a file of `rules/` that is no rule; a test holds the shipped ones to their schemas. */
async function shippedFile(name: string): Promise<unknown> {
  const files = await shippedRuleFiles();
  return files.find(({ path }) => path === `rules/${name}`)?.content;
}

/** What a reader is owed an answer to of a kind of product (`rules/owed.yaml`). */
export async function owedOf(kind: Kind): Promise<readonly OwedQuestion[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked against its schema by a test
  const owed = (await shippedFile('owed.yaml')) as Readonly<Record<Kind, readonly WrittenQuestion[]>>;
  return owed[kind].map(({ asks, because, 'answered-by': practices }) => ({ asks, practices, reason: because }));
}

interface WrittenQuestion {
  readonly asks: string;
  readonly 'answered-by': readonly string[];
  readonly because: string;
}

/** Practices that contradict each other (`rules/contradictions.yaml`). */
export async function incompatiblePractices(): Promise<readonly Incompatible[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const { pairs } = (await shippedFile('contradictions.yaml')) as { readonly pairs: readonly WrittenPair[] };
  return pairs.map(({ denies, does, because }) => ({ denies, does, reason: because }));
}

interface WrittenPair {
  readonly denies: string;
  readonly does: string;
  readonly because: string;
}
