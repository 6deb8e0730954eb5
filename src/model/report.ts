import type { Failure } from './failure.ts';
import type { Finding, Subject } from './finding.ts';
import type { Kind } from './kind.ts';
import type { Role } from './maker.ts';
import type { RobotsDecision } from './robots-decision.ts';
import type { Practice } from './rule.ts';
import type { Bounds, Score } from './score.ts';
import type { Span } from './text.ts';

/** One document of a scan: read, or not read and why. */
export interface PolicyReading {
  readonly url: string;
  readonly finalUrl: string;
  readonly title?: string;
  readonly language?: string;
  readonly effectiveDate?: string;
  readonly sha256?: string;
  readonly status: 'read' | 'not-read';
  readonly failure?: Failure;
  /** A browser had to build the page: what was read is what a reader sees, not what the server sent. */
  readonly rendered?: true;
  /** What was read is an archive's copy, which may be older than what the site shows today. */
  readonly from?: 'wayback' | 'warc';
  /** With `from`: when the copy was taken, ISO 8601 in UTC. */
  readonly archivedAt?: string;
  /** With `from`: where the copy is. */
  readonly copy?: string;
  /** With `from`: why the site itself was not read, where it was asked. */
  readonly siteFailure?: Failure;
  readonly words: number;
  /** What part it plays in the product's set; absent for a document that was named by itself and reads like none of them. */
  readonly role?: Role;
  /** How it was found, in clauses: "the footer of https://www.example.com/ links to it as “Privacy”". Absent for what was named. */
  readonly found?: readonly string[];
  /** The country whose readers it speaks to: ISO 3166-1 alpha-2, or `EU`; absent where it names none. */
  readonly country?: string;
  /** Pages only. */
  readonly robots?: RobotsDecision;
  /** The pages of a document that its maker has split over several, in reading order; `sha256` of the reading is that of the first. */
  readonly parts?: readonly { readonly url: string; readonly sha256: string }[];
}

/** Why a document that was met on the way is not among those that were read. */
export type SeenReason = 'country' | 'language' | 'same-text' | 'not-a-policy' | 'gone' | 'other-maker' | 'older' | 'limit';

/** A document that was met while the policies of a product were looked for, and that is not part of the report. */
export interface SeenDocument {
  readonly url: string;
  /** Its own title, or the words of the link to it. */
  readonly title?: string;
  readonly role?: Role;
  readonly country?: string;
  readonly language?: string;
  readonly reason: SeenReason;
  /** The same in a clause: "it is for readers in Germany". */
  readonly detail: string;
}

/** What a whole scan says of one practice. Silence, denial, admission and "could not look" stay apart. */
export type Answer = 'does' | 'denies' | 'both' | 'silent' | 'not-assessed';

/** A sentence in which the policy tells its reader how to switch something off, see it or have it deleted. */
export interface Control {
  readonly about: Subject;
  readonly quote: string;
  readonly span: Span;
  readonly policy: number;
  /** The `control/*` practice. */
  readonly practice: string;
  readonly link?: string;
}

/** An admission and a denial that cannot both be true. */
export interface Contradiction {
  /** What is admitted. */
  readonly practice: string;
  /** What is denied, where that is another practice. */
  readonly denies?: string;
  /** Why the two cannot both be true, where they are two practices. */
  readonly reason?: string;
  /** Ids of the admission and the denial. */
  readonly findings: readonly [string, string];
}

/** A question that a policy of this kind of product should answer, and whether it does. */
export interface OwedAnswer {
  /** Such as "Is speech kept?". */
  readonly asks: string;
  /** Practices of which any one, admitted or denied, answers it. */
  readonly practices: readonly string[];
  readonly reason: string;
  readonly answer: Answer;
}

/** Everything a scan of one product found, as plain JSON: the published report, version 1. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: 'earshot'; readonly version: string; readonly rules: string; readonly extractor: string };
  /** ISO 8601 in UTC. */
  readonly scannedAt: string;
  readonly product?: string;
  readonly kind?: Kind;
  readonly policies: readonly PolicyReading[];
  /** Documents that were met on the way and are not read here; absent where nothing was looked for. */
  readonly seen?: readonly SeenDocument[];
  /** Gravest first; at equal severity the unhedged before the hedged, then by confidence, then by place. */
  readonly findings: readonly Finding[];
  /** Every practice of the rule set. */
  readonly practices: Readonly<Record<string, Answer>>;
  readonly contradictions: readonly Contradiction[];
  /** Of products whose kind is known: what a reader is owed an answer to, in the order of `rules/owed.yaml`. */
  readonly owed?: readonly OwedAnswer[];
  readonly controls: readonly Control[];
  /** null where none was computed: a report of an older Earshot. */
  readonly score: Score | null;
  /** Those of `score`, once more where a reader of the report looks first. */
  readonly coverage: number | null;
  readonly bounds: Bounds | null;
}

/** What a reporter needs beside the report: what to tell a reader of each practice, in the rule set's order. */
export interface ReportContext {
  readonly practices: readonly Practice[];
  /** The texts of `report.policies`, null where not read; SARIF artifacts are made of them. */
  readonly texts: readonly (string | null)[];
}
