/** What a cell, or the beginning of an answer, says of what it answers for. */
export type Verdict = 'yes' | 'no';

/** Characters of a cell at most for it to be a bare verdict. */
const longestVerdict = 24;

/** What a cell that only says yes or no says. */
export function verdictOf(words: string): Verdict | null {
  if (words.length > longestVerdict) return null;
  if (/^(?:yes|✓|✔|✅|☑|x|collected|shared|sold|disclosed)[\W\uFE0F]*$/iu.test(words)) return 'yes';
  return /^(?:no|none|no one|nobody|neither|nothing|n\/a|false|never|0|zero|nil|(?:not|never) (?:by us|from us|(?:currently )?\p{L}+(?:ed|d|t|n))|✗|✘|✕|✖|❌|❎|☒|-|–|—)[\W\uFE0F]*$/iu.test(
    words,
  )
    ? 'no'
    : null;
}

/** Characters of an answer that are looked at. */
export const longestOpening = 40;

/** "Yes" or "No" with which an answer or a cell begins ("Yes, to advertising networks"), and not "No longer …" or "No personal data …"; "We do not." says no as well. */
export function openingVerdict(words: string): Verdict | null {
  if (/^Yes\b/.test(words)) return 'yes';
  if (/^(?:No|NO|Nope|Never)\b(?! longer| one| personal| information| data| \p{Ll})/u.test(words)) return 'no';
  if (/^N\/A\b/.test(words)) return 'no';
  return /^(?:(?:Absolutely |Certainly |Definitely |Of course )?[Nn]ot(?: at all)?|(?:No, )?\p{Lu}[\p{L}’']*(?: \p{L}+)? (?:(?:do|does|will|is|are|can|have|has)(?: not|n['’]t)|cannot|won['’]t|can['’]t|never (?:do|does|will)))[.,;!–—]/u.test(
    words,
  )
    ? 'no'
    : null;
}

/** Characters of such a line at most: a label of 120, a verdict of 24, and what stands between and behind. */
const longestLabelled = 160;

/** A label and its verdict in one line: "Sale of your data: none", "Precise location – not collected". */
export const labelledVerdict = (words: string): Verdict | null => {
  if (words.length > longestLabelled) return null;
  const label = /^[^.:;–—?!]{3,120}(?::|\s[–—-])\s+(?<verdict>[^.:;]{1,24})\.?$/u.exec(words.trim());
  const verdict = label?.groups?.['verdict'];
  return verdict !== undefined && /\p{L}|0/u.test(verdict) && verdictOf(verdict) === 'no' ? 'no' : null;
};

/** What a column tells of: "Collected?" that data is taken at all, "Sold or shared" that it is handed on; null of something else. */
export function columnOf(header: string): 'all' | 'handing-on' | null {
  if (/\b(?:collect|obtain|gather|record|process|reach|leaves?\b|upload)/i.test(header)) return 'all';
  return /\b(?:shar|s[eo]ld?\b|sell|sale|disclos|transfer|provid|recipient|third part|receiv|sees?\b|access)/i.test(header)
    ? 'handing-on'
    : null;
}

/** Columns that say under which condition or how something is done, not whether it is: "Consent asked first?", "Optional". */
export const isAboutManner = (header: string): boolean =>
  /\b(?:consent|asked|option|opt|requir|mandatory|necessary|choice|choose|control|linked|encrypt|delet)/i.test(header);

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
