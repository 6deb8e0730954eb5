import type { Verdict } from './review.ts';
import type { Span } from './text.ts';

/** The nine concerns of the taxonomy, in the order in which they are shown. */
export const concerns = ['voice', 'location', 'sharing', 'government', 'viewing', 'biometric', 'tracking', 'retention', 'control'] as const;
export type Concern = (typeof concerns)[number];

export type Stance = 'does' | 'denies';

/** From worst to mildest. */
export const severities = ['grave', 'serious', 'moderate', 'minor'] as const;
export type Severity = (typeof severities)[number];

export const confidences = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof confidences)[number];

/** What the policy makes its claim depend on. */
export type Condition = 'consent' | 'opt-in' | 'setting' | 'legal-duty' | 'region' | 'age' | 'feature';

/** Who acts in the claim. */
export type Actor = 'maker' | 'partner' | 'user' | 'unclear';

/** What a control is about (`control/*` findings only). */
export const subjects = ['voice', 'location', 'sharing', 'viewing', 'biometric', 'tracking', 'data'] as const;
export type Subject = (typeof subjects)[number];

/**
 * Which controls answer a concern: those about the same thing; what is kept answers to controls over the data. Nobody can switch
 * off the authorities, and a control needs no control.
 */
export const controlOf: Readonly<Record<Concern, Subject | null>> = {
  voice: 'voice',
  location: 'location',
  sharing: 'sharing',
  government: null,
  viewing: 'viewing',
  biometric: 'biometric',
  tracking: 'tracking',
  retention: 'data',
  control: null,
};

/** One sentence of a policy that says the maker does, or does not do, a practice. */
export interface Finding {
  /** 16 hex digits; the same while the practice, the stance and the sentence stay, wherever it moves. */
  readonly id: string;
  /** Such as `voice/third-party`. */
  readonly practice: string;
  readonly concern: Concern;
  readonly stance: Stance;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Said with "may", "might", "reserve the right" and the like. */
  readonly hedged: boolean;
  readonly conditions: readonly Condition[];
  readonly actor: Actor;
  /** One sentence, in the policy's own words: `text.slice(...span) === quote`. */
  readonly quote: string;
  readonly span: Span;
  /** Which of the report's policies it is from. */
  readonly policy: number;
  readonly section: readonly string[];
  /** The sentence that introduces the list the quote stands in. */
  readonly lead?: string;
  /** URL with a text fragment that jumps to the quote. */
  readonly link?: string;
  readonly about?: Subject;
  /** What a person said of it; one that is `wrong` counts for nothing. */
  readonly verdict?: Verdict;
}
