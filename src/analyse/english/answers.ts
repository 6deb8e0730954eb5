/** What a cell, or the beginning of an answer, says of what it answers for. */
export type Verdict = 'yes' | 'no';

/** Characters of a cell at most for it to be a bare verdict. */
const longestVerdict = 24;

/** What a cell that only says yes or no says. */
export function verdictOf(words: string): Verdict | null {
  if (words.length > longestVerdict) return null;
  if (/^(?:yes|✓|✔|x|collected|shared|sold|disclosed)\W*$/i.test(words)) return 'yes';
  return /^(?:no|none|n\/a|never|not (?:collected|shared|sold|disclosed|applicable)|✗|✘|-|–|—)\W*$/i.test(words) ? 'no' : null;
}

/** "Yes" or "No" with which an answer or a cell begins ("Yes, to advertising networks"), and not "No longer …" or "No personal data …". */
export function openingVerdict(words: string): Verdict | null {
  const opening = /^(Yes|No)\b(?! longer| one| personal| information| data)/.exec(words);
  return opening ? (opening[1] === 'Yes' ? 'yes' : 'no') : null;
}

/** Such an opening that is all there is before the next sentence: "No." */
export const isBareVerdict = (words: string): boolean => /^(?:Yes|No)[.!]?$/.test(words.trim());

/** Headers under which a table shows what the thing in its first column is, not what is done with it. */
const describing = /\b(?:example|description|detail|type|what (?:it|this|we)|includ|element|(?:data|information)(?: we use)?$)/i;
/** And those under which something else is told, whatever they have in common with the above. */
const telling = /\b(?:source|purpose|why|recipient|third|party|parties|retention|retain|how long|legal|basis|right|choice)/i;

/** "Examples", "What this includes": what stands below is more of what the first column names. */
export const isDescribing = (header: string): boolean => header === '' || (describing.test(header) && !telling.test(header));

/** Headings without a verb that announce to whom data goes: "Categories of recipients", "Who has access to your data". */
const announcing =
  /^\W*(?:\d[\d.]*\s+)?(?:(?:(?:the )?categories of )?(?:data |third[- ]party )?recipients?\b|(?:(?:the )?categories of )?third part(?:y|ies)$|who (?:else )?(?:(?:may|can|will|might) )?(?:see|sees|receive|receives|get|gets|access|accesses|have|has)\b)/i;

/** "Sold or shared": sharing, too, is here what California's law calls so (Cal. Civ. Code § 1798.140(ah)), which is no other disclosure. */
const statutory = /\b(sold|sells?|sale|selling)(?: or |\/| \/ | and )(?:shared?|sharing)\b/gi;

/** A heading or header as the grammar is to read it: one that announces recipients as the sentence it stands for. */
export const asRead = (heading: string): string =>
  announcing.test(heading) ? 'We disclose your personal information to the following recipients' : heading.replace(statutory, '$1');

/** A question in the reader's mouth ("Do you sell my data?") as the maker would ask it ("Do we sell your data?"). */
export function asMakersQuestion(question: string): string {
  if (!/\b(?:my|me|I|mine)\b/.test(question)) return question;
  const swapped: Readonly<Record<string, string>> = {
    you: 'we',
    your: 'our',
    yours: 'ours',
    my: 'your',
    mine: 'yours',
    me: 'you',
    i: 'you',
  };
  return question.replace(/\b(?:you|your|yours|my|mine|me|I)\b/gi, (word) => swapped[word.toLowerCase()] ?? word);
}
