import type { Finding } from './finding.ts';

/** What a baseline knows of a finding. `updated`: it is reworded, or taken for graver than then. Names: SARIF 2.1.0, 3.27.24. */
export type BaselineState = 'new' | 'unchanged' | 'updated';

/** A finding beside a baseline. */
export interface Compared {
  readonly state: BaselineState;
  /** It says more than it did, or counts as graver: in a sentence each. [] where it is no worse, and for `new`. */
  readonly worse: readonly string[];
}

/** Somebody's word that a finding is known and no reason to fail, until a day. */
export interface Waiver {
  /** The finding's id, 16 hex digits. */
  readonly finding: string;
  readonly owner: string;
  readonly reason: string;
  /** YYYY-MM-DD: the last day on which it holds, in UTC. */
  readonly expires: string;
}

/** What a scan is held to, worked out for one report. */
export interface Gate {
  /** By finding id; absent where no baseline was given. */
  readonly compared?: ReadonlyMap<string, Compared>;
  /** Waivers that hold today, by finding id. */
  readonly waivers: ReadonlyMap<string, Waiver>;
  /** Waivers of findings of this report that hold no more. */
  readonly expired: ReadonlyMap<string, Waiver>;
  /** Findings that miss the bar. */
  readonly missed: readonly Finding[];
  /** Denials of the baseline that no document repeats, where that is a bar and all documents were read. */
  readonly lost: readonly Finding[];
}
