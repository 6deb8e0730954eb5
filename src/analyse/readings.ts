import type { Actor, Confidence, Stance } from '../model/finding.ts';
import type { Compiled } from './compile.ts';
import { isDeniable } from './denied.ts';
import { has as hasClass } from './english/clause.ts';
import { exceptingOpener, isClaiming, isPlural } from './english/phrases.ts';
import { is } from './english/words.ts';
import { holds } from './matches.ts';
import type { Pattern } from './layout.ts';
import type { Act, Sentence } from './sentence.ts';
import type { Surroundings } from './surroundings.ts';
import type { Slot } from './tag-sets.ts';

/** One claim read in a sentence, before it becomes a finding. */
export interface Reading {
  readonly pattern: Pattern;
  readonly stance: Stance;
  readonly confidence: Confidence;
  readonly actor: Actor;
  readonly hedged: boolean;
  /** A "not" stands among its words, which may be the verb's: "your location is not derived from …". */
  readonly spansNot: boolean;
}

/** A pattern that holds of an act, before its stance is known. */
export interface Told {
  readonly pattern: Pattern;
  readonly act: Act;
  readonly isNegated: boolean;
  /** Steps by which it is less sure than the pattern says. */
  readonly loss: number;
  readonly spansNot: boolean;
}

/** How sure, as a number: the surer the higher. */
export const rank: Readonly<Record<Confidence, number>> = { high: 2, medium: 1, low: 0 };

const byRank: readonly Confidence[] = ['low', 'medium', 'high'];

/** May the subject of an act be the maker's: a name, or one thing ("the lamp"), not some kind of others ("operators")? */
function isName({ text, tokens, parse }: Sentence, act: Act): boolean {
  const last = act.clause.subjectEnd - 1;
  if (/\p{Lu}/u.test(text[tokens.start[last] ?? 0] ?? '')) return true;
  return (
    hasClass(parse.classes[act.clause.subjectStart] ?? 0, is.determiner) &&
    !isPlural(text.slice(tokens.start[last] ?? 0, tokens.end[last] ?? 0))
  );
}

/** A condition claims nothing ("if we do not …"); a clause of reason, result or concession does ("while we do not …", "so it is never …"). */
const isCondition = (act: Act): boolean => act.clause.kind === 'adverbial' && !isClaiming(act.clause.opener);

/** The stances that a pattern takes of an act. */
function stancesOf({ pattern, act }: Told, negated: boolean, sentence: Sentence): readonly Stance[] {
  const { stance, kind } = pattern;
  if (stance === 'does' || stance === 'denies') return [stance];
  if (!negated) return stance === 'only-denies' ? [] : ['does'];
  if (stance === 'only-does') return [];
  // Only the maker can deny for itself, and a condition ("if you do not …") denies nothing.
  if (kind !== 'can' && (act.actor === 'partner' || act.actor === 'user' || isCondition(act))) return [];
  // "Operators may not disclose" denies nothing for the maker.
  return kind === 'does' && act.actor === 'unclear' && act.hasSubject && !isName(sentence, act) ? [] : ['denies'];
}

/** Adds what is told of an act to what was found; an answer turns what its words say round. */
export function addReadings(told: Told, sentence: Sentence, { answer, denied }: Surroundings, compiled: Compiled, found: Reading[]): void {
  const { pattern, act, loss, spansNot } = told;
  const { actor, hedged } = act;
  if (pattern.exact && loss > 0) return;
  const negated = told.isNegated !== (answer === 'no');
  if (!negated && isDeniable(pattern.rule.id, denied)) return;
  const confidence = byRank[Math.max(0, rank[pattern.confidence] - loss)] ?? 'low';
  for (const stance of stancesOf(told, negated, sentence)) {
    found.push({ pattern, actor, hedged, stance, confidence, spansNot });
    // "not … unless you agree", "never without your consent": it happens in that case.
    if (stance === 'denies' && pattern.stance === 'as-said' && isTurnedRound(sentence, compiled))
      found.push({ pattern, actor, hedged, stance: 'does', confidence: 'low', spansNot: false });
  }
}

/** A denial whose exception says that it happens all the same. */
function isTurnedRound(sentence: Sentence, compiled: Compiled): boolean {
  const { grammar } = compiled;
  const has = (slot: Slot): boolean => holds(sentence.matches.all, slot);
  if (sentence.parse.clauses.some((clause) => clause.opener === exceptingOpener)) return true;
  return (sentence.parse.hasException || has(grammar['opt-in'])) && has(grammar.consent);
}
