import type { Claim, Term } from '../model/rule.ts';

const actors = { maker: 'the maker', partner: 'another company', user: 'the reader', anyone: 'anyone' } as const;

/** The parts of a claim that are lists of terms, each as the words that come before its terms. */
const parts: readonly (readonly [
  key:
    | 'what'
    | 'not-what'
    | 'by'
    | 'not-by'
    | 'to'
    | 'not-to'
    | 'from'
    | 'not-from'
    | 'for'
    | 'not-for'
    | 'with'
    | 'and-with'
    | 'near'
    | 'under'
    | 'not'
    | 'not-here'
    | 'not-under',
  words: string,
])[] = [
  ['what', 'acting on'],
  ['not-what', 'which is not described as'],
  ['by', 'done by'],
  ['not-by', 'who are not described as'],
  ['to', 'handed to'],
  ['not-to', 'who are not described as'],
  ['from', 'coming from'],
  ['not-from', 'which is not described as'],
  ['for', 'for the purpose of'],
  ['not-for', 'which is not described as'],
  ['with', 'in the same sentence:'],
  ['and-with', 'and in the same sentence:'],
  ['near', 'in the sentence, its headings, its lead or the sentence before:'],
  ['under', 'under a heading or lead that says'],
  ['not', 'but not where the sentence says'],
  ['not-here', 'but not where the same clause says'],
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

const stances = {
  'as-said': [],
  does: ['always read as an admission, even where something is negated'],
  denies: ['always read as a denial, whatever is negated'],
  'only-does': ['counts only as an admission'],
  'only-denies': ['counts only as a denial'],
} as const;

function remarks({ stance = 'as-said', confidence = 'high', anywhere, exact, referent }: Claim): readonly string[] {
  return [
    ...stances[stance],
    ...(referent === 'yes' ? ['“it” or “this information” may point to the sentence before, the lead or the heading'] : []),
    ...(exact === 'yes' ? ['counts only as a plain statement'] : []),
    ...(confidence === 'high' ? [] : [`a match is of ${confidence} confidence at best`]),
    ...(anywhere === 'yes' ? ['counts in questions, definitions, announcements and advice too'] : []),
  ];
}
