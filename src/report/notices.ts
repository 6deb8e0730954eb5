import type { ReadingComparison } from '../model/change.ts';
import type { Failure } from '../model/failure.ts';
import type { Practice } from '../model/rule.ts';
import { headlineOf, sayingOf } from './diff-arrangement.ts';
import { failureSentences } from './failure-sentences.ts';
import { prettyJson } from './pretty-json.ts';

/** What is announced: an accepted change of a policy, or, apart from changes, that a policy could not be read several times in a row. */
export type Notice =
  | {
      readonly event: 'change';
      readonly policy: string;
      /** ISO 8601 in UTC: when the text before and this one were taken. */
      readonly before: string;
      readonly at: string;
      /** SHA-256 of the bytes of the new text. */
      readonly sha256: string;
      readonly comparison: ReadingComparison;
    }
  | { readonly event: 'failure'; readonly policy: string; readonly at: string; readonly failure: Failure; readonly inARow: number };

/** Things that changed that one notice tells at most; the archive has the rest. */
const mostChanges = 50;

/** A notice as one line of JSON, short enough for a chat or a queue: effects, promises, and each change of a finding in plain words with its quote. */
export function noticeLine(notice: Notice, practices: readonly Practice[]): string {
  const value = notice.event === 'change' ? changeNotice(notice, practices) : failureNotice(notice);
  return `${JSON.stringify(JSON.parse(prettyJson(value, keys)))}\n`;
}

const keys =
  'version event policy before at sha256 effects promises changes more failure kind inARow says effect practice why quote worse better neutral'.split(
    ' ',
  );

function changeNotice(
  { event, policy, before, at, sha256, comparison }: Extract<Notice, { event: 'change' }>,
  practices: readonly Practice[],
): unknown {
  const told = comparison.findings.filter(({ effect }) => effect !== 'neutral');
  return {
    version: 1,
    event,
    policy,
    before,
    at,
    sha256,
    effects: comparison.effects,
    promises: comparison.promises.map(({ practice, before: finding, why }) => ({
      practice,
      says: sayingOf(finding, practices).replace(/^It says/u, 'It said'),
      quote: finding.quote,
      why,
    })),
    changes: told.slice(0, mostChanges).map((change) => ({
      effect: change.effect,
      kind: change.kind,
      practice: change.practice,
      says: headlineOf(change, practices),
      why: change.why,
      quote: (change.kind === 'gone' ? change.before : change.after).quote,
    })),
    more: Math.max(0, told.length - mostChanges),
  };
}

function failureNotice({ event, policy, at, failure, inARow }: Extract<Notice, { event: 'failure' }>): unknown {
  return { version: 1, event, policy, at, inARow, failure: { kind: failure.kind, says: failureSentences(failure).happened } };
}
