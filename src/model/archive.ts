import type { Failure } from './failure.ts';
import type { Kind } from './kind.ts';
import type { Snapshot } from './snapshot.ts';

/** How a snapshot came into the archive. `ota`: from a history of Open Terms Archive; `corpus`: from a folder of dated texts. */
export const origins = ['fetch', 'ota', 'wayback', 'warc', 'file', 'corpus'] as const;
export type Origin = (typeof origins)[number];

/**
 * What a snapshot is beside the one before it: the first of its policy, a change by the maker, or `technical`: the same document, cut out or
 * turned into text in another way by whoever recorded it, which is no change of the policy.
 */
export type Lane = 'first' | 'change' | 'technical';

/** `accepted`: published as the policy's text. `held`: waits for agreement or a person. `rejected`: kept, and never published. */
export type Standing = 'accepted' | 'held' | 'rejected';

/** Why a snapshot stands as it does. Source: DESIGN.md, "The archive". */
export type StandingReason =
  /** Accepted: the first text of its policy, seen twice. */
  | 'first'
  /** Accepted: a text never seen before, seen twice. */
  | 'confirmed'
  /** Held or accepted: an earlier text of the policy is back. */
  | 'returned'
  /** Held or accepted: it lost more than 60 % of its words. */
  | 'shortened'
  /** Held: it is in another language than the text before. */
  | 'language-switched'
  /** Held: it is another kind of document (terms, help, an article …). */
  | 'other-document'
  /** Held: nobody has seen it twice yet. */
  | 'unconfirmed'
  /** Rejected: held, and gone before it was confirmed. */
  | 'did-not-stand'
  /** Rejected: no text of a policy at all (bot wall, error page …); `failure` says what. */
  | 'not-read'
  /** Accepted or rejected by a person; `note` says why. */
  | 'by-hand';

/** What is known of a snapshot's text without reading it again. */
export interface TextFacts {
  /** 32 hex digits: the same for texts that have the same words in the same order, whatever their bytes, case, signs and white space. */
  readonly print: string;
  readonly words: number;
  /** BCP 47 primary subtag; absent where it could not be told. */
  readonly language?: string;
  /** Why it was not read as a policy; absent where it was. */
  readonly failure?: Failure;
}

/** A page of a snapshot as the archive lists it: everything but the bytes. */
export type KeptPage = Omit<Snapshot, 'body' | 'further'>;

/** A snapshot as the archive lists it: everything but the bytes. */
export interface KeptSnapshot extends KeptPage, TextFacts {
  /** The other pages of a policy that is split over several, in reading order; absent for one of one page. */
  readonly further?: readonly KeptPage[];
  /** 16 hex digits, made of policy, origin, time and bytes: the same in every archive that has it. */
  readonly id: string;
  /** The id of its policy, 'maker/slug'. */
  readonly policy: string;
  /** Of all its pages. */
  readonly bytes: number;
  readonly origin: Origin;
  /** Where exactly: a commit, a WARC file, an address at the Wayback Machine. */
  readonly source?: string;
  readonly lane: Lane;
  readonly standing: Standing;
  readonly because: StandingReason;
  /** What a reader is told of it in a clause: "83 % shorter than on 2026-03-01". */
  readonly detail?: string;
  /** How many fetches agree on this text; at least 1. */
  readonly seen: number;
  /** ISO 8601 in UTC: the last of them. */
  readonly lastSeenAt: string;
  /** ISO 8601 in UTC: when it got its standing. */
  readonly decidedAt: string;
  /** The person who decided; absent where the rules did. */
  readonly decidedBy?: string;
  /** The person's reason. */
  readonly note?: string;
}

/** A policy of which snapshots are kept. */
export interface PolicyRecord {
  /** 'maker/slug', as in the catalogue. */
  readonly id: string;
  /** What its archive calls it: "Privacy Policy". */
  readonly name: string;
  /** Where it is fetched from; absent where only a history of it is known. */
  readonly url?: string;
  /** Which part it has in a product's set, such as 'main' or 'voice-notice'. */
  readonly role?: string;
}

/** A product and the policies it is under. One policy may be named by several products. */
export interface ProductRecord {
  /** 'maker/product'. */
  readonly id: string;
  readonly name: string;
  /** The maker's name, in words. */
  readonly maker: string;
  /** Absent where nobody said: an imported service. */
  readonly kind?: Kind;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country?: string;
  /** Ids of policies, the main one first. */
  readonly policies: readonly string[];
}

/** A fetched or imported snapshot on its way in. */
export interface Arrival {
  readonly policy: string;
  readonly snapshot: Snapshot;
  readonly facts: TextFacts;
  readonly origin: Origin;
  readonly source?: string;
  readonly lane?: Lane;
  /** How many fetches agreed on it before it came here (a second fetch in the same run, 24 hours in a history): at least 1. */
  readonly seen: number;
  /** ISO 8601 in UTC: the last of them; `snapshot.fetchedAt` when left out. */
  readonly lastSeenAt?: string;
  /** ISO 8601 in UTC: its place in the order of its policy's history, where `fetchedAt` goes back in time (a technical upgrade of an old page). */
  readonly orderedAt?: string;
}

/** What is remembered of a policy when a snapshot arrives. */
export interface PolicyPast {
  /** The text that is published now. */
  readonly current: KeptSnapshot | null;
  /** Whether a text with these words was ever accepted before. */
  readonly wasAccepted: (print: string) => boolean;
  /** What is held of the policy, oldest first. */
  readonly held: readonly KeptSnapshot[];
}

/** What becomes of an arrival. */
export type Decision =
  /** It is the text that is published: noted as checked. What was held did not stand. */
  | { readonly kind: 'unchanged' }
  /** It is a text that is held already: seen once more, and perhaps accepted for it. */
  | {
      readonly kind: 'seen-again';
      readonly id: string;
      readonly standing: Standing;
      readonly because: StandingReason;
      readonly detail?: string;
    }
  /** It is kept as a snapshot of its own. What else was held did not stand. */
  | { readonly kind: 'new'; readonly standing: Standing; readonly because: StandingReason; readonly detail?: string };

/** The rules of acceptance: pure, since an archive calls it while it keeps all other writers out. */
export type Decide = (arrival: Arrival, past: PolicyPast) => Decision;

/** What became of an arrival. */
export interface Taken {
  readonly decision: Decision;
  /** The snapshot it is now, or whose text it agrees with. */
  readonly snapshot: KeptSnapshot;
  /** What was published before it. */
  readonly before: KeptSnapshot | null;
  /** The archive had this very arrival already: nothing was done. */
  readonly wasKnown: boolean;
}

/** Something that happened to a policy, in the order in which the archive learned of it. Imported histories add none. */
export interface ArchiveEvent {
  /** Rises with every event; gaps mean nothing. */
  readonly cursor: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly policy: string;
  /** `unchanged`: checked, and the published text still stands. `not-read`: looked for, and not had. */
  readonly kind: 'unchanged' | 'not-read' | Standing;
  /** The snapshot it is about; absent for `not-read` without bytes. */
  readonly snapshot?: string;
  /** `not-read` only. */
  readonly failure?: Failure;
}

/** What a derived value was made from: it can be made again at any time. */
export interface DerivedKey {
  /** SHA-256 of the bytes and of what else the reading depends on. */
  readonly sha256: string;
  /** Names the program that made it, by its sources. */
  readonly program: string;
  /** SHA-256 of the rule set; absent for texts, which need none. */
  readonly rules?: string;
}

/** What `check` found. */
export interface ArchiveHealth {
  readonly snapshots: number;
  /** Bodies whose bytes were looked at. */
  readonly bodies: number;
  /** Bytes as served, and as kept. */
  readonly bytes: number;
  readonly keptBytes: number;
  /** One sentence for each fault; [] when sound. */
  readonly faults: readonly string[];
}

/** Which snapshots are asked for. */
export interface SnapshotQuery {
  readonly policy?: string;
  readonly standing?: Standing;
  /** Of any page. */
  readonly sha256?: string;
}

/**
 * Keeps what was read. One port, one contract (tests/archive/contract.ts), every adapter. Each writing call is one transaction: what has
 * resolved is on the disk. Several processes may use one archive at once.
 */
export interface Archive {
  /** Adds products and policies, or puts them in the place of those with the same ids. Their snapshots stay. */
  readonly put: (what: { readonly products?: readonly ProductRecord[]; readonly policies?: readonly PolicyRecord[] }) => Promise<void>;
  /** All products, by id. */
  readonly products: () => Promise<readonly ProductRecord[]>;
  /** All policies, by id. */
  readonly policies: () => Promise<readonly PolicyRecord[]>;

  /** Takes arrivals in, in their order and all or none; other writers wait. Policies that are not known yet are added by their id. */
  readonly take: (arrivals: readonly Arrival[], decide: Decide) => Promise<readonly Taken[]>;
  /** Notes that a policy could not be read, with what came instead, if anything did; kept once in a row for each kind of failure. */
  readonly noteNotRead: (policy: string, at: string, failure: Failure, capture?: Snapshot) => Promise<void>;
  /** A person's decision. The snapshot as it stands then, or null when there is none with that id. */
  readonly decideByHand: (
    id: string,
    standing: 'accepted' | 'rejected',
    why: { readonly by: string; readonly note: string; readonly at: string },
  ) => Promise<KeptSnapshot | null>;

  /** The text that is published: the latest accepted snapshot of the policy. */
  readonly current: (policy: string) => Promise<KeptSnapshot | null>;
  /** In order of time, oldest first. */
  readonly snapshots: (query: SnapshotQuery) => Promise<readonly KeptSnapshot[]>;
  /** By its id, or as much of its start as tells it from others. */
  readonly snapshot: (id: string) => Promise<KeptSnapshot | null>;
  /** The bytes with that SHA-256, null where they are not kept. */
  readonly body: (sha256: string) => Promise<Uint8Array | null>;
  /** What happened after a cursor (0: from the beginning), oldest first, at most `limit` (10,000). */
  readonly eventsSince: (
    cursor: number,
    options?: { readonly policy?: string; readonly limit?: number },
  ) => Promise<readonly ArchiveEvent[]>;

  /** What was derived before, as it was put; null where it was not, or can no longer be had. What one program and one set of rules made is kept: the last that put something. */
  readonly derived: (key: DerivedKey) => Promise<unknown>;
  readonly putDerived: (values: readonly { readonly key: DerivedKey; readonly value: unknown }[]) => Promise<void>;
  /** How far an import or a run came, under a name of its own; null before the first. */
  readonly bookmark: (name: string) => Promise<string | null>;
  readonly putBookmark: (name: string, value: string | null) => Promise<void>;

  /** Looks at every byte kept. */
  readonly check: (onBody?: (done: number, all: number) => void) => Promise<ArchiveHealth>;
  /** Drops what can be derived again, joins runs of *unchanged* events to their first and last, and gives room back to the disk. */
  readonly compact: () => Promise<{ readonly bytesBefore: number; readonly bytesAfter: number }>;
  /** Writes a sound copy while others read and write. */
  readonly copyTo: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
