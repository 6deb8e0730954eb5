import type { Claim, Term } from '../model/rule.ts';

const actors = { maker: 'the maker', partner: 'another company', user: 'the reader', anyone: 'anyone' } as const;

/** The parts of a claim that are lists of terms, each as the words that come before its terms. */
const parts: readonly (readonly [
  key: 'what' | 'to' | 'from' | 'for' | 'with' | 'and-with' | 'near' | 'under' | 'not' | 'not-under',
  words: string,
])[] = [
  ['what', 'acting on'],
  ['to', 'handed to'],
  ['from', 'coming from'],
  ['for', 'for the purpose of'],
  ['with', 'in the same sentence:'],
  ['and-with', 'and in the same sentence:'],
  ['near', 'in the sentence, its headings, its lead or the sentence before:'],
  ['under', 'under a heading or lead that says'],
  ['not', 'but not where the sentence says'],
  ['not-under', 'but not under a heading or lead that says'],
];

/** A claim as sentences for a reader: how it is made, then what must be met beside, one line each. */
export function claimInWords(claim: Claim): readonly string[] {
  return [
    anchorInWords(claim),
    ...parts.flatMap(([key, words]) => (claim[key] === undefined ? [] : [`${words} ${either(claim[key])}`])),
    ...remarks(claim),
  ];
}

function anchorInWords({ does, says, can, who }: Claim): string {
  if (does !== undefined) return `${(who ?? ['maker']).map((actor) => actors[actor]).join(' or ')} does one of: ${either(does)}`;
  return says === undefined ? `the reader can: ${either(can ?? [])}` : `the sentence says: ${either(says)}`;
}

function either(terms: readonly Term[]): string {
  return terms.map((term) => (term.startsWith('<') ? term : `“${term}”`)).join(', ');
}

function remarks({ stance = 'as-said', confidence = 'high', anywhere }: Claim): readonly string[] {
  return [
    ...(stance === 'as-said'
      ? []
      : [
          stance === 'does'
            ? 'always read as an admission, even where something is negated'
            : 'always read as a denial, whatever is negated',
        ]),
    ...(confidence === 'high' ? [] : [`a match is of ${confidence} confidence at best`]),
    ...(anywhere === 'yes' ? ['counts in questions, definitions, announcements and advice too'] : []),
  ];
}
