import type { Arrival, Decision, KeptSnapshot, PolicyPast, StandingReason, TextFacts } from '../model/archive.ts';

/** What a text must do to be published. */
export interface AcceptanceRules {
  /** Share of the words that may go at once; above it the text is held. Source: DESIGN.md, "The archive" (88 % of drops beyond 60 % recover). */
  readonly mostLost: number;
  /** Fetches that must agree on a new text. Source: the same. */
  readonly agreeing: number;
  /** Fetches that must agree on a held text, and the days over which they must lie. Source: the same. */
  readonly standing: { readonly fetches: number; readonly days: number };
}

const acceptanceRules: AcceptanceRules = { mostLost: 0.6, agreeing: 2, standing: { fetches: 3, days: 7 } };

/** A text shorter than this cannot be said to have lost a share of its words: 60 % of 50 is noise. */
const fewestWords = 50;

/**
 * What becomes of a fetched text, given what is remembered of its policy: published at once only when it is new, whole, in the same language,
 * the same kind of document, and seen twice. Source: DESIGN.md, "The archive".
 */
export function standingOf(arrival: Arrival, past: PolicyPast, rules: AcceptanceRules = acceptanceRules): Decision {
  const { facts } = arrival;
  const { current } = past;
  if (current?.print === facts.print) return { kind: 'unchanged' };

  const again = past.held.findLast(({ print }) => print === facts.print);
  if (again !== undefined) return heldAgain(again, arrival, past, rules);

  const doubt = doubtOf(arrival, past, rules);
  const seenAt = arrival.lastSeenAt ?? arrival.snapshot.fetchedAt;
  if (doubt !== undefined)
    return hasStood(arrival.snapshot.fetchedAt, seenAt, arrival.seen, doubt.because, rules) ? accepted(doubt) : held(doubt);
  if (arrival.seen < rules.agreeing) return held({ because: 'unconfirmed' });
  return accepted({ because: current === null ? 'first' : 'confirmed' });
}

interface Doubt {
  readonly because: StandingReason;
  readonly detail?: string;
}

const held = (doubt: Doubt): Decision => ({ kind: 'new', standing: 'held', ...doubt });
const accepted = (reason: Doubt): Decision => ({ kind: 'new', standing: 'accepted', ...reason });

/** A text that is held already: once more, and enough of it? */
function heldAgain(again: KeptSnapshot, arrival: Arrival, past: PolicyPast, rules: AcceptanceRules): Decision {
  const { id } = again;
  const seen = again.seen + arrival.seen;
  const seenAt = arrival.lastSeenAt ?? arrival.snapshot.fetchedAt;
  // What was only waiting for a second fetch may have been overtaken by a text that makes it doubtful.
  const doubt = again.because === 'unconfirmed' ? doubtOf(arrival, past, rules) : { because: again.because };
  if (doubt === undefined) {
    const because = past.current === null ? 'first' : 'confirmed';
    return {
      kind: 'seen-again',
      id,
      ...(seen >= rules.agreeing ? { standing: 'accepted', because } : { standing: 'held', because: 'unconfirmed' }),
    };
  }
  return {
    kind: 'seen-again',
    id,
    standing: hasStood(again.fetchedAt, seenAt, seen, doubt.because, rules) ? 'accepted' : 'held',
    ...doubt,
  };
}

/** Only what is a policy's text for certain is published without a person: another language or document never is. */
const mayStand: ReadonlySet<StandingReason> = new Set(['returned', 'shortened']);

const day = 86_400_000;

function hasStood(since: string, until: string, seen: number, because: StandingReason, { standing }: AcceptanceRules): boolean {
  return mayStand.has(because) && seen >= standing.fetches && Date.parse(until) - Date.parse(since) >= standing.days * day;
}

/** Why a text is not believed at once; undefined where nothing speaks against it. */
function doubtOf({ facts, lane }: Arrival, { current, wasAccepted }: PolicyPast, { mostLost }: AcceptanceRules): Doubt | undefined {
  if (current === null) return undefined;
  const date = current.lastSeenAt.slice(0, 10);
  if (kindOf(facts) !== kindOf(current)) {
    return { because: 'other-document', detail: `${documentInWords(facts)}, and on ${date} it was ${documentInWords(current)}` };
  }
  if (facts.language !== undefined && current.language !== undefined && facts.language !== current.language) {
    return { because: 'language-switched', detail: `its language is ${facts.language}, and on ${date} it was ${current.language}` };
  }
  const lost = 1 - facts.words / Math.max(1, current.words);
  if (lost > mostLost && current.words >= fewestWords) {
    return {
      because: 'shortened',
      detail: `${Math.floor(lost * 100)} % shorter than on ${date} (${facts.words} words, before ${current.words})`,
    };
  }
  // Whoever cuts a page out in another way and then as before has changed nothing of the policy.
  if (lane !== 'technical' && wasAccepted(facts.print)) return { because: 'returned', detail: 'an earlier text is back, word for word' };
  return undefined;
}

/**
 * What kind of document it is, as far as a change of it is sure: a policy (in a language that is not read, too), some other document, or which trouble. What
 * another document is (terms, help, an article) is told too unsurely to hold a text for it.
 */
function kindOf({ failure }: TextFacts): string {
  if (failure === undefined || failure.kind === 'language') return 'policy';
  return failure.kind;
}

function documentInWords(facts: TextFacts): string {
  const kind = kindOf(facts);
  return kind === 'policy' ? 'a policy' : `no policy (${facts.failure?.instead ?? kind})`;
}
