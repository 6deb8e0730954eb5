/** A group of words that stand for one kind of recipient or data. */
type Group = readonly [name: string, words: RegExp];

/** Whom data goes to. The recipients that policies commonly name; a short list, chosen and not measured. A group is told only by words of its own. */
const recipients: readonly Group[] = [
  [
    'advertisers',
    /\b(?:advertis(?:er|ing partner|ing network|ing compan|ing agenc)\w*|ad (?:network|partner|exchange|server)s?|marketers?|marketing partners?)\b/iu,
  ],
  ['data brokers', /\b(?:data (?:broker|reseller|aggregator)s?|information resellers?)\b/iu],
  [
    'analytics companies',
    /\b(?:analytics (?:provider|partner|compan|service)\w*|measurement (?:partner|compan)\w*|audience measurement)\b/iu,
  ],
  ['social networks', /\bsocial (?:network|media)\w*/iu],
  ['business partners', /\b(?:business|commercial|promotional|strategic|retail|content) partners?\b/iu],
  ['partners', /\bpartners?\b/iu],
  ['third parties', /\bthird[- ]part(?:y|ies)\b/iu],
  [
    'other companies',
    /\b(?:other|another|outside|unaffiliated|non-affiliated) (?:compan(?:y|ies)|organi[sz]ations?|entit(?:y|ies)|business(?:es)?)\b/iu,
  ],
  ['its group', /\b(?:affiliat\w+|subsidiar\w+|parent compan\w+|group compan\w+|family of compan\w+|corporate family)\b/iu],
  ['companies that work for it', /\b(?:service providers?|vendors?|contractors?|suppliers?|processors?|agents)\b/iu],
  [
    'speech companies',
    /\b(?:nuance|speech[- ](?:to[- ]text|recognition) (?:provider|compan|service)\w*|voice (?:service )?providers?)\b/iu,
  ],
  ['authorities', /\b(?:law enforcement|government\w*|authorit(?:y|ies)|police|courts?|regulators?|public bod(?:y|ies))\b/iu],
  ['insurers', /\binsur(?:er|ance compan)\w*/iu],
  ['employers', /\b(?:your employers?|prospective employers?)\b/iu],
  ['researchers', /\b(?:research(?:ers| partners?| institut\w+| organi[sz]ations?)|universit(?:y|ies)|academic\w*)\b/iu],
  ['credit agencies', /\b(?:credit (?:bureau|agenc|reference)\w*)\b/iu],
  ['carriers', /\b(?:mobile (?:operator|carrier|network)s?|network operators?|telecom\w* (?:operator|provider|compan)\w*)\b/iu],
  ['the public', /\b(?:the public|publicly|other users|anyone)\b/iu],
];

/** What the data is. The same source. */
const kindsOfData: readonly Group[] = [
  ['voice', /\b(?:voice|speech|spoken words?|audio|utterances?|recordings?|microphone)\b/iu],
  ['location', /\b(?:(?:geo)?location\w*|gps|where you are|whereabouts|latitude)\b/iu],
  ['precise location', /\bprecise (?:geo)?location\w*/iu],
  ['faces', /\b(?:faces?|facial)\b/iu],
  ['fingerprints and other body measures', /\b(?:biometric\w*|fingerprints?|voiceprints?|iris|retina)\b/iu],
  ['health', /\b(?:health|medical|fitness|heart rate|sleep)\b/iu],
  ['children’s data', /\bchild(?:ren)?(?:['’]s)?\b/iu],
  ['contacts', /\b(?:contacts|address ?book|phone ?book|friends list)\b/iu],
  [
    'messages and calls',
    /\b(?:messages?|e-?mails? content|text messages|phone calls?|call logs?|(?:your|private|electronic|content of) communications)\b/iu,
  ],
  ['photos and videos', /\b(?:photo\w*|pictures?|images|videos?|camera)\b/iu],
  ['what you watch', /\b(?:view(?:ing|ed)|watch(?:ing|ed)?|channels?|programmes?|tv shows?)\b/iu],
  ['browsing', /\b(?:browsing|browser history|web ?sites? you visit|pages you (?:visit|view)|search(?:es| history| queries| terms))\b/iu],
  ['payments', /\b(?:payment|credit card|debit card|bank|financial|purchase\w*|transaction)\b/iu],
  [
    'identifiers of your device',
    /\b(?:device (?:identifier|id)\w*|ip address\w*|mac address\w*|imei|advertising id\w*|unique identifiers?)\b/iu,
  ],
  ['identity papers', /\b(?:passport|driver['’]?s licen[cs]e|social security|government[- ]issued|national id)\b/iu],
  ['race, religion or politics', /\b(?:rac(?:e|ial)|ethnic\w*|religio\w+|political|sexual orientation|trade union)\b/iu],
  ['date of birth', /\b(?:date of birth|birth ?date)\b/iu],
  ['genes', /\b(?:genetic\w*|dna)\b/iu],
];

/** Names whose group is part of another, which says more: who names business partners names partners. */
const within: Readonly<Record<string, readonly string[]>> = {
  partners: ['business partners', 'advertisers', 'analytics companies', 'researchers'],
  location: ['precise location'],
};

const named = (groups: readonly Group[], passage: string): ReadonlySet<string> =>
  new Set(groups.filter(([, words]) => words.test(passage)).map(([name]) => name));

/** Longest passage that is looked at, in characters: a sentence of law has hundreds. */
const longestPassage = 5_000;

function recipientsIn(passage: string): ReadonlySet<string> {
  return named(recipients, passage.slice(0, longestPassage));
}

export function kindsOfDataIn(passage: string): ReadonlySet<string> {
  return named(kindsOfData, passage.slice(0, longestPassage));
}

/** Practices that hand something on, for which it matters to whom. */
function isHandingOn(practice: string): boolean {
  return /^(?:sharing|government)\/|\/(?:sharing|third-party)$/u.test(practice);
}

/** Recipients whom a practice is about by itself: to name them is no news. */
const ownRecipients: Readonly<Record<string, readonly string[]>> = {
  'sharing/advertising': ['advertisers', 'partners', 'third parties'],
  'sharing/affiliates': ['its group'],
  'sharing/brokers': ['data brokers', 'third parties', 'other companies', 'partners', 'business partners'],
  'sharing/merger': ['other companies', 'third parties'],
  'sharing/partners': ['partners', 'business partners', 'third parties', 'other companies'],
  'sharing/processors': ['companies that work for it', 'third parties', 'other companies'],
  'sharing/public': ['the public'],
  'sharing/social': ['social networks'],
  'sharing/transfer': ['other companies', 'third parties'],
  'government/legal': ['authorities'],
  'government/discretionary': ['authorities'],
  'voice/third-party': ['speech companies', 'third parties', 'other companies'],
};

/** Whom a passage names beyond those a practice is about; none for practices that hand nothing on. */
export function recipientsOf(practice: string, passage: string): ReadonlySet<string> {
  if (!isHandingOn(practice)) return new Set();
  const own = ownRecipients[practice] ?? [];
  return new Set([...recipientsIn(passage)].filter((name) => !own.includes(name)));
}

/** The names of `now` that `then` has not, nor a name that is part of one of its own. */
export function newNames(then: ReadonlySet<string>, now: ReadonlySet<string>): readonly string[] {
  return [...now].filter((name) => !then.has(name) && within[name]?.some((other) => then.has(other)) !== true);
}
