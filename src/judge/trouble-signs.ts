import type { DocumentKind, Failure, FailureKind } from '../model/failure.ts';

/** What a page in place of a policy says for itself, in the words of servers, hosts and walls. */
interface TroubleSign {
  readonly kind: FailureKind;
  readonly instead?: DocumentKind;
  readonly says: RegExp;
}

/**
 * In the order in which they are asked: what names its cause first. The words are those of the status texts of RFC 9110, of the default pages of
 * Apache, nginx, IIS, Varnish, WordPress and cPanel, and of the walls of Cloudflare, Akamai, Imperva, DataDome, PerimeterX and reCAPTCHA.
 */
const signs: readonly TroubleSign[] = [
  {
    kind: 'wrong-document',
    instead: 'parked',
    says: /\bdomain(?: name)? (?:is|may be|might be)(?: now| available)? for sale|\bbuy this domain|parked (?:free|domain)|domain has expired|(?:web server|apache2?|nginx) is (?:successfully )?(?:installed|running|working)|no website configured at this address|welcome to nginx/iu,
  },
  {
    kind: 'wrong-document',
    instead: 'other',
    says: /\baccount (?:has been |is )?(?:suspended|disabled)\b|this (?:web)?site (?:has been|is) (?:suspended|disabled)/iu,
  },
  {
    kind: 'geo-block',
    says: /(?:n[o']t|n’t|un)(?: (?:currently|yet))? ?(?:available|accessible|offered|supported) (?:\w+ )?(?:in|from|to) (?:your|this) (?:country|region|location|area)|your (?:country|region) is (?:not|un)|access from your (?:country|location|region)|(?:unavailable|not available) for legal reasons|visitors? (?:from|in) (?:the )?(?:european|your (?:country|region))/iu,
  },
  {
    kind: 'bot-wall',
    says: /\bcaptcha\b|(?:are|you'?re|you’re) (?:a |not a )?(?:human|robot)|not (?:a )?(?:ro)?bots?\b|you were a bot|checking (?:your|if the site) (?:browser|connection)|unusual (?:traffic|activity)|automated (?:requests|queries|access)|access (?:to this page )?(?:has been )?denied|you have been blocked|request (?:was |has been )?blocked|403 forbidden|forbidden\W+you don|verify(?:ing)? (?:that )?you(?:r connection| are)|security (?:check|service to protect)|just a moment|pardon (?:our|the) interruption|rate limit|too many requests|incapsula incident|don'?t have permission to access|attention required|client challenge|security (?:checkpoint|verification)|human verification|one more step|ddos protection|javascript and cookies to continue|please wait while/iu,
  },
  {
    kind: 'needs-scripts',
    says: /(?:enabl|turn|switch|activat)\w* (?:on )?java ?script|java ?script (?:is |must be |to be |has been )?(?:not |currently )?(?:enabled|required|disabled|turned|switched)|(?:requires?|need|without) java ?script|turn (?:java ?script) on|(?:unsupported|outdated|out of date|old) (?:web )?browser|browser (?:is|you are using is) (?:not supported|out of date|outdated|unsupported)|(?:enable|accept|turn on) cookies (?:in|on|to)|cookies (?:are|must be|is) (?:not |currently )?(?:disabled|enabled)|does not support (?:frames|java ?script)/iu,
  },
  {
    kind: 'maintenance',
    says: /(?:down|closed|offline|undergoing|scheduled|for|carry out|performing|site|system|under) (?:\w+ )?(?:maintenance|upgrades?\b)|(?:be|come|check) (?:right )?back (?:soon|shortly|later)|temporarily (?:un|not )(?:available|able)|temporarily (?:down|offline|closed|out of)|(?:50[0234])\W{1,3}(?:error|internal|bad|service|gateway)|(?:error|status) 50\d|bad gateway|gateway time-?\s?out|service (?:is )?(?:temporarily )?unavailable|internal server error|something went wrong|error occurred|(?:technical|server|unexpected|application|runtime) (?:error|difficulties|problems?)|database (?:connection|error)|connection to the database|under construction|upgrading|we(?:'|’)?(?:re| are) (?:currently )?(?:offline|down)|try again (?:later|in a few)|page contains the following errors|high (?:volume|traffic)|experiencing (?:\w+ ){0,2}(?:problems|difficult|issues)/iu,
  },
  {
    kind: 'soft-404',
    says: /\b40[4]\b|\bnot found\b|(?:can(?:'|’)?t|cannot|could ?n[o']?t|could not|unable to|couldn(?:'|’)t) (?:be found|find|locate|be displayed|be located|display)|page (?:you (?:\w+ ){1,6})?(?:does ?n[o'’]t|does not|no longer) exist|(?:does ?n['’]?t|does not|doesn['’]t|no longer) exist|(?:page|content|document|notice|policy|site|article|file|link|resource|url)(?: you (?:\w+ ){1,4})?(?: \w+)? (?:is|was|has|may|might|are|may be)(?:n['’]t| not| no longer| currently un| un| been)? ?(?:available|removed|deleted|moved|retired|broken|invalid)|invalid url|(?:no longer|isn(?:'|’)t|not) available|is now discontinued|has been discontinued|nothing (?:was )?found|old link|410 gone|broken link|problem with (?:the|your) (?:page|request)|page is gone/iu,
  },
  {
    kind: 'login-wall',
    says: /\b(?:log|sign) ?in (?:to|or|with|below)\b|must (?:be logged|log|sign) in|please (?:log|sign) ?in|forgot(?:ten)? (?:your )?(?:password|email|user)|already (?:on|a member|have an account|registered)|session has expired|password required|members only|create (?:an|your|a new) account/iu,
  },
  {
    kind: 'consent-wall',
    says: /\b(?:accept|allow|reject|agree to) (?:all|cookies)|agree and close|(?:manage|cookie|consent) (?:preferences|choices|settings|options)|before you continue|(?:cookies|consent)\W{1,3}(?:accept|decline|got it)/iu,
  },
];

/** Pages say these of each other ("not found … try again later"): what is said first counts. */
const vague: ReadonlySet<FailureKind> = new Set(['needs-scripts', 'maintenance', 'soft-404']);

const headings: Partial<Record<FailureKind, string>> = {
  'bot-wall': 'the page asks whether a person is there',
  'consent-wall': 'the page asks about cookies and has no more text than that',
  'login-wall': 'the page is a form to sign in',
  'geo-block': 'the page says that it is not shown in this country',
  maintenance: 'the page says that something on the site does not work at the moment',
  'soft-404': 'the page says that what was asked for is not there',
  'needs-scripts': 'the page asks for a browser with JavaScript or cookies',
};

/** The trouble that a short text names, with the words that name it. */
export function troubleIn(text: string, only?: readonly FailureKind[]): Failure | undefined {
  let earliest: { readonly at: number; readonly failure: Failure } | undefined;
  for (const { kind, instead, says } of signs) {
    if (only !== undefined && !only.includes(kind)) continue;
    const found = says.exec(text);
    if (found === null) continue;
    const detail = `it says “${clause(text, found.index, found[0].length)}”`;
    const failure: Failure = instead === undefined ? { kind, detail } : { kind, instead, detail };
    if (!vague.has(kind)) return earliest?.failure ?? failure;
    if (earliest === undefined || found.index < earliest.at) earliest = { at: found.index, failure };
  }
  return earliest?.failure;
}

/** A text of a few words that speaks of an error, in a server's own terms. */
export function isErrorText(text: string): boolean {
  return /\b(?:errors?|fail(?:ed|ure)|exception|unable|warning|timed? ?out|fatal)\b/iu.test(text);
}

/** The facts of a failure that is told by the kind of text alone. */
export function troubleOf(kind: FailureKind): Failure {
  return { kind, detail: headings[kind] ?? 'the text is not that of a policy' };
}

/** Up to 80 characters of the line around the words. */
function clause(text: string, at: number, length: number): string {
  const from = Math.max(text.lastIndexOf('\n', at) + 1, at - 40);
  const lineEnd = text.indexOf('\n', at + length);
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, Math.max(at + length, from + 80));
  const cut = text.slice(from, to).trim();
  return from > 0 && text[from - 1] !== '\n' ? `…${cut.replace(/^\S*\s/u, '')}` : cut;
}
