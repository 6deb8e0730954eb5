import type { Confidence, Stance } from '../../model/finding.ts';
import type { BlockKind } from '../../model/text.ts';
import { isDeniable } from '../denied.ts';
import type { Sentence } from '../sentence.ts';
import { has } from '../english/clause.ts';
import { is } from '../english/words.ts';
import type { Forms } from '../forms.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Calibration, confidenceOf, evidenceFor, evidenceNames, leastMargin, no, probabilityOf } from './calibration.ts';
import { type ClaimName, claimParts, oppositeOf } from './claim-name.ts';
import { makeMargins, type PackedWeights } from './feature-weights.ts';
import { rememberLead } from './features.ts';
import { makeSentenceNetwork, type PackedNetwork } from './sentence-network.ts';

/** What `npm run learn` learned, packed for the engine: plain JSON but for its columns of numbers. */
export interface PackedClassifier extends PackedWeights {
  /** What it can tell, in the order of their numbers. */
  readonly claims: readonly ClaimName[];
  readonly network: PackedNetwork;
  readonly calibration: Calibration;
}

/** A claim that a sentence makes, as far as the rules and the classifier can tell. */
export interface Likely {
  readonly practice: string;
  readonly stance: Stance;
  readonly confidence: Confidence;
}

/** A linear classifier of sentences, and what it and the rules say together. */
export interface SentenceClassifier {
  /** Can it tell this claim? Of the others the rules decide alone. */
  readonly knows: (claim: ClaimName) => boolean;
  /** The claims that a sentence is likely to make, of those it knows. */
  readonly weigh: (
    sentence: Sentence,
    around: Surroundings,
    block: BlockKind,
    ruled: ReadonlyMap<ClaimName, Confidence>,
  ) => readonly Likely[];
}

/** Does a negation stand in a sentence, whatever it governs? */
export const hasNegation = ({ tokens, from, to }: Sentence, forms: Forms): boolean => {
  for (let i = from; i < to; i++) if (has(forms.classOf(tokens.form[i] ?? 0), is.not | is.none)) return true;
  return false;
};

/**
 * Is an admission that only the classifier reads refuted by what the grammar knows of its place ("share your location" below "We will never:"), or by a denial that the rules are sure of? Beside
 * one of those 1 of 11 was right on makers held out; beside one of medium confidence 15 of 33.
 */
const isRefuted = (
  { practice, stance }: Pick<Likely, 'practice' | 'stance'>,
  contrary: Confidence | undefined,
  { denied }: Surroundings,
): boolean => stance === 'does' && (contrary === 'high' || isDeniable(practice, denied));

/** Makes the classifier for texts that are read with one table of forms and one list of lexicons. */
export function makeSentenceClassifier(packed: PackedClassifier, forms: Forms, tags: ReadonlyMap<string, number>): SentenceClassifier {
  const { claims, calibration } = packed;
  const known = new Set(claims);
  const parts = claims.map(claimParts);
  const opposites = claims.map((claim) => claims.indexOf(oppositeOf(claim)));
  const counts = evidenceNames.map((name) => calibration.evidence[name]);
  const marginsOf = makeMargins(packed, forms, tags);
  const marginsOfLead = rememberLead((lead, place) => marginsOf(lead, place, 'paragraph', new Float64Array(claims.length)));
  const margins = new Float64Array(claims.length);
  const askNetwork = makeSentenceNetwork(packed.network, forms);
  return {
    knows: (claim) => known.has(claim),
    weigh: (sentence, around, block, ruled) => {
      marginsOf(sentence, around, block, margins);
      // Most sentences make no claim by far, and nothing else is asked.
      if (ruled.size === 0 && margins.every((margin) => margin < leastMargin)) return [];
      const leadMargins = marginsOfLead(around);
      const isNegated = hasNegation(sentence, forms);
      const place = { ruled, isRow: block === 'row', isTitle: around.isTitle, isNegated };
      const likely: Likely[] = [];
      let logitOf: ((claim: number) => number) | null = null;
      for (let k = 0; k < claims.length; k++) {
        const margin = margins[k] ?? 0;
        const claim = claims[k];
        const part = parts[k];
        if (claim === undefined || part === undefined) continue;
        const isRuled = ruled.size > 0 && ruled.has(claim);
        if (margin < leastMargin && !isRuled) continue;
        const contrary = isRuled ? undefined : ruled.get(oppositeOf(claim));
        if (!isRuled && isRefuted(part, contrary, around)) continue;
        logitOf ??= askNetwork(sentence, around, block);
        const opposite = opposites[k] ?? -1;
        const other = opposite < 0 ? no : { margin: margins[opposite] ?? no.margin, logit: logitOf(opposite) };
        const pieces = evidenceFor(claim, { margin, logit: logitOf(k) }, other, { ...place, leadMargin: leadMargins?.[k] ?? null });
        const own = (calibration.claims[k] ?? 0) + (isRuled ? (calibration.ruledClaims[k] ?? 0) : 0);
        const confidence = confidenceOf(probabilityOf(pieces, counts, own));
        if (confidence === null) continue;
        // What a negation governs the grammar knows and the classifier does not: where the rules do not say so too, it is for a person to check, and so is a
        // denial without a negation. What the rules read as an admission no sentence without one denies: "We sell your data" is a rare way to begin.
        const isUnsaid = !isRuled && part.stance === 'denies' && !isNegated;
        if (isUnsaid && opposite >= 0 && ruled.has(oppositeOf(claim))) continue;
        const isDoubtful = !isRuled && (isNegated || isUnsaid || contrary !== undefined);
        likely.push({ ...part, confidence: isDoubtful ? 'low' : confidence });
      }
      return likely;
    },
  };
}
