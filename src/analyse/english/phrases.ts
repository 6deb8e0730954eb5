/** How sentences begin that only send the reader elsewhere: "See the Voice Notice." */
export const referrals: ReadonlySet<string> = new Set(['see', 'visit', 'refer', 'click', 'read', 'learn']);

/** The preposition that brings the party behind a passive or a noun for an act: "shared by", "the use by". */
export const agentMark = 'by';

/** Whose act a noun with this possessive is: "our use", "your access". */
export const ownerOf = (possessive: string): 'maker' | 'user' | 'unclear' =>
  possessive === 'our' ? 'maker' : possessive === 'your' ? 'user' : 'unclear';

/** What follows "are given" where somebody is given data: "access", "with". */
export const isGivenWord = (word: string): boolean => word === 'access' || word === 'with';

/** Words before a noun that say it was named before: "such companies", "that provider". */
export const isPointingWord = (word: string): boolean => word === 'such' || word === 'that' || word === 'this';

/** Verbs of a lead that only introduces what follows: "The information we collect includes:". */
export const isIntroducing = (verb: string): boolean => /^(?:includ|contain|consist|compris|depend|fall|follow)/i.test(verb);

/** Words that stand for what a list then names: "We do none of the following things:". */
export const isAnnouncing = (word: string): boolean => /^(?:none|of|following|things?|with|it|them|your|data|information)$/.test(word);

/** "We do not keep it for ever": it is kept for a while. */
export const isUnending = (word: string, next: string): boolean =>
  /^(?:forever|indefinitely|permanently|eternally)$/.test(word) || (word === 'for' && next === 'ever');

/** Words that name what is told of: "What we never do", and not "When we never ask". */
export const isNaming = (word: string): boolean => word === 'what' || word === 'which';

/** Words that point to what follows. */
export const isPointingOn = (word: string): boolean => word === 'following' || word === 'below' || word === 'these';

/** Verbs that, denied, leave open whether what hangs on them is done: "We do not need your consent to:". */
export const isLeavingOpen = (verb: string): boolean =>
  /^(?:needs?|requires?|required|charge|ask|oblige|obliged|limits?|prevents?|prohibits?|restricts?|keeps?|stops?|bars?|hinders?)$/.test(
    verb,
  );

/** Verbs that deny what hangs on them: "We refrain from:", "has stopped selling". "Stops" and "ceases" are not among them: they tell of something that ends a case. */
const declining = new Set(
  ['refrain', 'abstain', 'refuse', 'decline', 'avoid']
    .flatMap((verb) => [verb, `${verb}s`, verb.endsWith('e') ? `${verb}d` : `${verb}ed`])
    .concat('ceased', 'stopped'),
);
export const isDeclining = (verb: string): boolean => declining.has(verb);

/** Words that leave out what stands behind them: "all of these except your location". "Besides" and "apart from" may well add to it. */
export const isExcluding = (word: string): boolean => /^(?:except|excepting|excluding|than)$/.test(word);

/** Prepositions that go on with a noun phrase: "except for the name of your device". */
export const isGoingOn = (word: string): boolean => word === 'for' || word === 'of';

/** What stands before "than" where it sets a bound: "not longer than needed". */
export const isMeasure = (word: string): boolean => word === 'longer' || word === 'more';

/** Openers of adverbial clauses that claim what they say (reason, result, concession), and not a condition. */
export const isClaiming = (opener: string): boolean => /^(?:while|although|though|whereas|so|because|since)$/.test(opener);

/** The opener of the clause in which a denial ends: "unless you agree". */
export const exceptingOpener = 'unless';

/** The ending of a plural noun. */
export const isPlural = (noun: string): boolean => noun.endsWith('s');

/** What stands in brackets at the first place of a list in running text: "(1)", "(a)", "(i)". */
export const isFirstMark = (mark: string): boolean => /^[1ai]$/i.test(mark);

/** A plural in brackets right behind its word: "partner(s)". */
export const pluralInBrackets = /^\((?:s|es|ies)\)/;
