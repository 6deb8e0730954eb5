import type { Span } from '../model/text.ts';
import { type Sentence, within } from './sentence.ts';
import { makeGovernor, type Trial } from './candidates.ts';
import type { Compiled } from './compile.ts';
import { deniesBelow } from './denied.ts';
import { asRead } from './english/answers.ts';
import { makeParse } from './english/clause.ts';
import { parseSentence } from './english/parse.ts';
import type { Governor } from './surroundings.ts';
import { makeTokens, type Tokens, tokenize } from './tokens.ts';

/** Sentences beyond this many tokens are read as lists of words only: no one writes 2,000 words between two full stops but a machine. */
const longestSentence = 2_000;

export function newSentence(text: string, tokens: Tokens, compiled: Compiled): Sentence {
  return {
    text,
    tokens,
    matches: compiled.lexicon.makeMatches(),
    parse: makeParse(tokens.start.length),
    from: 0,
    to: 0,
    acts: new Map(),
  };
}

/** Fills a sentence with tokens [from, to): its terms at once, its grammar when `parse` is asked for. */
export function fill(sentence: Sentence, from: number, to: number, compiled: Compiled): void {
  sentence.acts.clear();
  // What was parsed last is another sentence's, even where it had the same place in its block.
  sentence.parse.from = -1;
  sentence.from = from;
  sentence.to = Math.min(to, from + longestSentence);
  compiled.lexicon.find(sentence.tokens, sentence.from, sentence.to, sentence.matches);
}

export function grammar(sentence: Sentence, compiled: Compiled): void {
  parseSentence(sentence.text, sentence.tokens, sentence.from, sentence.to, compiled.forms, sentence.parse);
}

/** A sentence that stands elsewhere (a lead, a heading), with tokens of its own. */
export function standing(text: string, from: number, to: number, compiled: Compiled): Sentence {
  // English has six characters to a word with its blank; what is shorter still makes the table grow.
  const tokens = makeTokens(Math.ceil((to - from) / 4) + 8);
  tokenize(text, from, to, compiled.forms, tokens);
  const sentence = newSentence(text, tokens, compiled);
  fill(sentence, 0, tokens.count, compiled);
  grammar(sentence, compiled);
  return sentence;
}

/** "Group companies", "Our service providers": a heading that names a party and tells of no act. */
function isParty({ matches, parse, from, to }: Sentence, { grammar: slots }: Compiled): boolean {
  const first = parse.clauses[0];
  return to - from <= longestParty && (!first || first.verb >= first.end) && within(matches, slots.others, from, Math.min(from + 2, to));
}

/** Words of such a heading at most: "Advertising and marketing partners". */
const longestParty = 5;

/** What stands above the sentences of one text, each read once: leads by their place, headings by their words, and what each gives to fragments. */
export interface Above {
  readonly leadAt: (span: Span) => Sentence;
  readonly headingOf: (heading: string) => Sentence;
  readonly governorOf: (sentence: Sentence) => Governor;
  /** Does it tell of an act that fragments can go on with? */
  readonly acts: (sentence: Sentence) => boolean;
  /** Do these leads, or the innermost heading where there are none, deny what is left open to the fragments below them? */
  readonly isDeniedBy: (leads: readonly Sentence[], headings: readonly Sentence[]) => boolean;
}

export function makeAbove(text: string, compiled: Compiled, trial: Trial): Above {
  const leads = new Map<number, Sentence>();
  const headings = new Map<string, Sentence>();
  const governors = new Map<Sentence, Governor>();
  const governorOf = (sentence: Sentence): Governor => {
    let governor = governors.get(sentence);
    if (!governor) governors.set(sentence, (governor = makeGovernor(sentence, compiled, trial)));
    return governor;
  };
  const denying = new Map<Sentence, boolean>();
  const isDenying = (sentence: Sentence, isHeading: boolean): boolean => {
    let denies = denying.get(sentence);
    if (denies === undefined) denying.set(sentence, (denies = deniesBelow(sentence, compiled, isHeading)));
    return denies;
  };
  return {
    leadAt: (span) => {
      let lead = leads.get(span[0]);
      if (!lead) leads.set(span[0], (lead = standing(text, span[0], span[1], compiled)));
      return lead;
    },
    headingOf: (heading) => {
      let sentence = headings.get(heading);
      if (!sentence) {
        const meant = asRead(heading);
        headings.set(heading, (sentence = standing(meant, 0, meant.length, compiled)));
      }
      return sentence;
    },
    governorOf,
    acts: (sentence) => governorOf(sentence).acts && !isParty(sentence, compiled),
    isDeniedBy: (above, headingsAbove) => {
      if (above.length > 0) return above.some((lead) => isDenying(lead, false));
      const heading = headingsAbove.at(-1);
      return heading !== undefined && isDenying(heading, true);
    },
  };
}
