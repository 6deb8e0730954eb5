/** Why a page may or may not be read, as far as robots.txt goes. Part of every fetched page, so that the decision can be looked up later. */
export interface RobotsDecision {
  readonly allowed: boolean;
  /**
   * `rule`: a line of robots.txt decided. `no-rule`: there is a robots.txt, nothing in it speaks of this address. `no-robots`: there is none (4xx).
   * `unreachable`: it could not be read (5xx, no answer), which forbids everything. `ignored`: the person asked not to look.
   */
  readonly because: 'rule' | 'no-rule' | 'no-robots' | 'unreachable' | 'ignored';
  /** `rule` only: the line, such as "Disallow: /private". As the server wrote it, so to be made printable before it is shown. */
  readonly rule?: string;
  /** `rule` only: its number in the file, from 1. */
  readonly line?: number;
  /** The agent whose group was followed: our product token in lower case, or `*`. */
  readonly agent?: string;
  /** Seconds between requests which the group asks for. */
  readonly crawlDelay?: number;
}
