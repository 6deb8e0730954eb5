import type { PolicyText } from '../../model/text.ts';

/** Capitalised words that name no maker. */
const common = new Set(
  'The This These Those Our Your We You Us It If When For In On At By From To As And Or But With Privacy Policy Policies Notice Statement Terms Service Services Information Data Personal Account Website Site Sites App Apps Application Applications Content User Users Customer Customers Company Device Devices Product Products Please Such Any All Each Some Other Others Third Parties Party Cookie Cookies Children Child Parent Parents California United States European Union Economic Area GDPR CCPA EU EEA UK US USA Act Law Rights Right Section Effective Date Last Updated January February March April May June July August September October November December However Also Certain Learn More Contact Email Android Nevada Virginia Colorado Canada Internet Web IP GPS Wi-Fi Bluetooth They He She Who What How Why Where Partners Advertisers Providers Provider Drivers Passengers Riders Members Member Subscriber Subscribers Customers Consumer Consumers Platform Usage Technical Location Voice Automatically Additionally Similarly Depending Once While Although Because Since After Before During Under Through Both Neither Nothing None No Not Never'.split(
    ' ',
  ),
);

/** A capitalised name before a verb that a maker does in its policy: the name is the maker's. */
const acting =
  /\b([A-Z][A-Za-z0-9&’'-]{1,60}) (?:may|will|can|collects?|uses?|shares?|does|do|has|is|respects?|receives?|stores?|retains?|processes|provides?|offers?|takes?|believes?|reserves?|discloses?|sells?|uses|keeps?|knows|cares|values|complies|transfers?|cannot|also)\b/g;

/** Companies that every policy names: the maker's own only when it acts often. */
const everywhere = /^(?:Google|Facebook|Apple|Amazon|Twitter|Microsoft|YouTube|Instagram|Alexa|Nielsen|LinkedIn|Samsung|Stripe|PayPal)$/;
const manyActs = 10;

/** A word that also stands in lower case more often than in one of five places is no name ("Partner", "Additional"). */
const mostLowerCase = 0.2;

function timesIn(text: string, word: string): number {
  let times = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) times++;
  return times;
}

/** How many times a name must act before it is taken for the maker's. */
const leastActs = 3;

/** What a company does with data in its own policy rather than in others': "Acme may share your data with …". */
const disclosing =
  /(?<!\b(?:does|do|if|when|that|information|data) )\b([A-Z][\w&’'-]{1,40})(?:,? (?:may|will|can|does not|do not|shall|might))?(?: also| only| never)? (?:shares?|discloses?|sells?|transfers?) (?:your|personal|certain|any|the|some|such|this|data|information)\b/g;

/** Words of what a policy names beside its maker: laws, authorities, marks of devices. */
const otherThings =
  /\b(?:Protection|Authority|Authorities|Regulations?|Commission|Commissioner|Initiative|Alliance|Protocol|Identifiers?|Officer|Address|Objects?|Storage|Technolog(?:y|ies)|Disclosures?|Association|Court|Track|Act|PII|CPNI|UDID|IDFA|GAID|GPS|SDKs?|API|APIs|HTTP|HTML|DNT|GPC|DPO|ISP|SIM|SMS|URLs?|Pursuant)\b/;

/** How a bracket begins that says what a maker is called: `("we"`, `(collectively, "Acme"`. */
const naming = /\((?:collectively,? |together,? |hereinafter,? |the )*[“"‘']?(?:we|us|our|We|Us|Our|the Company|[A-Z]\w+)[”"’',]/g;

/** From well before the first such bracket to behind the last: names of four words of 60 characters, a company's form and 60 more fit in 400. */
function aroundBrackets(opening: string): string {
  const brackets = [...opening.matchAll(naming)];
  const [first, last] = [brackets[0], brackets.at(-1)];
  if (!first || !last) return '';
  return opening.slice(Math.max(0, first.index - 400), last.index + last[0].length);
}

/**
 * The maker's names as the text gives them: what stands before ("we", "us"), what acts most often, and the first words
 * of the title. In lower case, as terms for the lexicon `maker`; at most 12.
 */
export function makerNames(text: PolicyText): string[] {
  const names = new Map<string, number>();
  const count = (name: string, weight: number): void => {
    const bare = name
      .replace(/[’']s$/, '')
      .replace(/[.,]+$/, '')
      .trim();
    const words = bare.split(/\s+/);
    if (otherThings.test(bare) || bare.length < 2 || bare.length > 40 || words.every((word) => common.has(word)) || words.length > 4)
      return;
    names.set(bare, (names.get(bare) ?? 0) + weight);
  };
  const sample = text.text.slice(0, 200_000);
  const opening = text.text.slice(0, 12_000);
  for (const found of aroundBrackets(opening).matchAll(
    /\b([A-Z][\w&’'.-]{0,60}(?: [A-Z][\w&’'.-]{0,60}){0,3})(?:,? (?:Inc|LLC|Ltd|Limited|Corp|Corporation|GmbH|B\.V|AB|OÜ|Co)\b\.?)?[^.()]{0,60}\((?:collectively,? |together,? |hereinafter,? |the )*[“"‘']?(?:we|us|our|We|Us|Our|the Company|[A-Z]\w+)[”"’',]/g,
  ))
    count(found[1] ?? '', leastActs);
  for (const found of sample.matchAll(/[“"]([A-Z][A-Za-z0-9&]{2,20})[”"](?:,| or| and|\))/g)) count(found[1] ?? '', 1);
  for (const found of sample.matchAll(acting)) if (!common.has(found[1] ?? '')) count(found[1] ?? '', 1);
  // "Portal is a Facebook Product", "a Verizon company": whose house it is.
  for (const found of opening.matchAll(
    /\b(?:is|are) (?:an?|part of the|part of) ([A-Z][\w&]+(?: [A-Z][\w&]+)?) (?:[Pp]roduct|company|Company|subsidiary|[Ss]ervice|group|Group|brand)\b/g,
  ))
    count(found[1] ?? '', manyActs);
  for (const found of sample.matchAll(disclosing)) if (!common.has(found[1] ?? '')) count(found[1] ?? '', leastActs - 1);
  const title = /^([A-Z][\w&.-]*(?: [A-Z][\w&.-]*)?) (?:Privacy|Global Privacy|U\.?S\.? Privacy|Supplemental|Data)/.exec(
    text.title ?? text.text.slice(0, 120),
  );
  if (title?.[1]) count(title[1], manyActs);
  const isCommonWord = (name: string): boolean => timesIn(sample, ` ${name.toLowerCase()}`) > timesIn(sample, name) * mostLowerCase;
  return [...names]
    .filter(([name, n]) => n >= (everywhere.test(name) ? manyActs : leastActs) && /^[\w&’' .-]+$/.test(name))
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 12)
    .filter(([name]) => !isCommonWord(name))
    .map(([name]) =>
      name
        .toLowerCase()
        .replace(/[’]/g, "'")
        .replace(/[^a-z0-9&' -]/g, ' ')
        .trim(),
    )
    .filter((name) => name.length > 1)
    .map((name) =>
      name
        .split(/\s+/)
        .map((word) => `=${word}`)
        .join(' '),
    );
}

/** What stands behind a maker's name for the companies of its group: "the Acme companies". */
const groupWords = ['companies', 'entities', 'brands', 'family', 'group', 'affiliates', 'businesses', 'subsidiaries'];

/** How a text may call the other companies of its maker's group, as terms: the maker's names with such a word. */
export const groupNames = (names: readonly string[]): string[] => names.flatMap((name) => groupWords.map((word) => `${name} =${word}`));

/** The opposite of them: "non-Acme companies". */
export const strangerNames = (names: readonly string[]): string[] =>
  names.flatMap((name) => groupWords.map((word) => `=non ${name} =${word}`));
