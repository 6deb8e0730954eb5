import type { PolicyText } from '../model/text.ts';

/** Characters that are looked at: the longest text of the corpus has 299,000 (2026-11-22), and a hostile page may have 20 million. */
const longest = 400_000;
/** Words of a sentence; shorter runs are headings, labels and menus. */
const fewestInSentence = 5;
/** Words after which a run without a full stop is cut, so that a page without any is not one sentence. */
const mostInSentence = 80;
/** Sentences that a part of a page has at least, to be a policy by itself. */
const partSentences = 30;

const acts = words(`collect collects collected collecting collection use uses used using share shares shared sharing disclose discloses
  disclosed disclosing disclosure process processes processed processing store stores stored storing retain retains retained retention receive
  receives received obtain obtains obtained gather gathers gathered sell sells sold transfer transfers transferred access delete deleted
  deletion erase record records recorded send sends sent transmit transmits transmitted track tracks tracked provide provided
  keep keeps kept listen listens listened convert converts converted save saves saved saving review reviews reviewed analyze analyzes analyzed analyse
  analysed combine combines combined give gives identify identifies identified`);
const data =
  words(`information data cookie cookies identifiers pii recording recordings voice voices voiceprint voiceprints speech audio transcript
  transcripts conversation conversations location locations photos faces messages history histories records identifier ip viewing`);
const maker = words('we us our ours');
const contractWords = words(`warranty warranties liable liability indemnify indemnification arbitration arbitrator licence license licensed
  licensee jurisdiction termination terminate infringe infringes infringing infringement copyright trademark trademarks prohibited merchantability
  consequential damages`);
/** Words of those who report what others said and did. */
const reporting =
  words(`said told spokesman spokeswoman spokesperson reporter reporters lawmakers researchers critics investigators lawsuit watchdog
  regulators headline newspaper`);
const privacyWords = words('privacy cookie cookies gdpr ccpa pii personally');
/** First word → second words that make a term of privacy of the two. */
const privacyPairs: Readonly<Record<string, ReadonlySet<string>>> = {
  personal: words('information data details'),
  third: words('party parties'),
  data: words('protection controller subject subjects'),
  your: words('information data'),
  information: words('we that about you'),
  opt: words('out in'),
};

/** What a text's words and sentences say of its kind. Counts, over the first 400,000 characters. */
export interface TextSigns {
  readonly words: number;
  /** Runs of at least five words between full stops or line ends. */
  readonly sentences: number;
  /** Sentences that name an act on data and data: "collect … information". */
  readonly practices: number;
  /** Most practices among any 30 sentences in a row: a policy that is one part of a long page shows here. */
  readonly densest: number;
  /** Practices that name the maker ("we", "us", "our") as well. */
  readonly ownPractices: number;
  /** Sentences that name the maker. */
  readonly ownSentences: number;
  /** Terms of privacy: "personal data", "cookies", "opt out". */
  readonly privacyTerms: number;
  /** Terms of contracts: "liability", "arbitration", "licence". */
  readonly contractTerms: number;
  /** Words of reports: "said", "a spokeswoman"; 0 unless there are two different ones. */
  readonly reportWords: number;
  /** Words in blocks of at most four words: menus, labels, headings. */
  readonly labelWords: number;
}

export function measureText({ text, blocks }: Pick<PolicyText, 'text' | 'blocks'>): TextSigns {
  const signs = {
    words: 0,
    sentences: 0,
    practices: 0,
    ownPractices: 0,
    ownSentences: 0,
    privacyTerms: 0,
    contractTerms: 0,
    reportWords: 0,
  };
  const reports = new Set<string>();
  const isPractice: boolean[] = [];
  let own = { words: 0, act: false, data: false, maker: false };
  const endSentence = (): void => {
    if (own.words >= fewestInSentence) {
      signs.sentences++;
      isPractice.push(own.act && own.data);
      if (own.maker) signs.ownSentences++;
      if (own.act && own.data) {
        signs.practices++;
        if (own.maker) signs.ownPractices++;
      }
    }
    own = { words: 0, act: false, data: false, maker: false };
  };
  let before = '';
  for (const [token] of text
    .slice(0, longest)
    .toLowerCase()
    .matchAll(/<[^<>\n]{0,300}>|https?:\/\/\S+|[\p{L}\p{N}]+|[.!?](?=\s|$)|\n/gu)) {
    if (/^[.!?\n]/u.test(token)) {
      endSentence();
      before = '';
      continue;
    }
    if (token.startsWith('<') || token.startsWith('http')) continue;
    signs.words++;
    own.words++;
    if (acts.has(token)) own.act = true;
    if (data.has(token)) own.data = true;
    if (maker.has(token)) own.maker = true;
    if (contractWords.has(token)) signs.contractTerms++;
    if (reporting.has(token)) {
      signs.reportWords++;
      reports.add(token);
    }
    if (privacyWords.has(token) || (Object.hasOwn(privacyPairs, before) && privacyPairs[before]?.has(token) === true)) signs.privacyTerms++;
    before = token;
    if (own.words >= mostInSentence) endSentence();
  }
  endSentence();
  // A voice notice speaks of what was said, and of nothing else that reporters write.
  if (reports.size < 2) signs.reportWords = 0;
  return { ...signs, densest: densestPart(isPractice), labelWords: labelWordsOf(text, blocks) };
}

function densestPart(isPractice: readonly boolean[]): number {
  let now = 0;
  let most = 0;
  isPractice.forEach((is, index) => {
    if (is) now++;
    if (isPractice[index - partSentences] === true) now--;
    most = Math.max(most, now);
  });
  return most;
}

function labelWordsOf(text: string, blocks: PolicyText['blocks']): number {
  let count = 0;
  for (const { span } of blocks) {
    if (span[1] > longest) break;
    if (span[1] - span[0] > 60) continue;
    const inBlock = text.slice(...span).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    if (inBlock <= 4) count += inBlock;
  }
  return count;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u));
}
