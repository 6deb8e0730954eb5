import type { DocumentKind, Failure, FailureKind } from '../model/failure.ts';
import type { PageStructure } from '../model/page-structure.ts';
import type { PolicyText } from '../model/text.ts';
import { foreignPolicyTerms } from './foreign-policy.ts';
import { measureText, type TextSigns } from './measure-text.ts';
import type { PassageKind } from './passage-kind.ts';
import { isErrorText, troubleIn, troubleOf } from './trouble-signs.ts';

/** What came back for an address, as `extract` reads it. */
export interface JudgedDocument {
  readonly text: PolicyText;
  readonly structure: PageStructure;
  /** HTTP status; absent for files. */
  readonly status?: number;
  readonly url: string;
  /** The `Content-Type`, where there was one. */
  readonly mediaType?: string;
  /** Words of the last accepted text from this address, where there is one. */
  readonly previousWords?: number;
}

/** The language whose grammar the rules are written for, as a BCP 47 primary subtag. */
const readLanguage = 'en';
/** Walls, errors and shells have fewer words; so have five of 415 policies in the corpus (2026-11-22), which are told by their claims. */
const shortText = 400;
/** Characters in which a page in place of a policy says what it is. */
const firstPart = 4000;
/** Characters of its headline. */
const headline = 200;
/** Fewest words that a shell can have beside menus: below, what scripts would add is what was asked for. */
const fewestShown = 30;
/** A policy that loses more than 60 % of its words is held by the archive (DESIGN.md): its successor must be plainly a policy. */
const shrunken = 0.4;

/** Names of documents about privacy, as titles and headings give them. */
const policyName =
  /\bprivacy\b|\bcookies? (?:policy|notice|statement)|data (?:protection|policy|collection|processing|usage)|personal (?:data|information)|(?:viewing|voice) (?:data|information|recognition)|(?:voice|viewing|audio|location|network|biometric|california|state|regional)\b[^\n]{0,30}\b(?:notice|supplement|statement|disclosure)|your (?:data|information)\b/iu;
/** Names that only such documents have, as opposed to pages that speak of privacy. */
const noticeTitle =
  /\b(?:privacy|cookies?|personal (?:data|information)|data (?:protection|processing|usage|collection)|voice|viewing|audio|location|network|biometric|california|state|regional)\b[^\n|]{0,40}\b(?:policy|notice|statement|supplement|addendum|disclosures?|services)\b|^(?:[^\n|:–—-]{1,40}[|:–—-]\s*)?(?:our |your )?(?:data )?privacy\s*(?:[|–—-].*)?$/imu;
/** Names of other documents that makers publish beside their policies. */
const otherName = /\bterms\b|acceptable use|refund|returns\b|shipping|code of conduct|guidelines|warranty|end.user licen[cs]e|\beula\b/iu;
const termsName = /\bterms\b|conditions|agreement|legal notice|warranty/iu;

/**
 * What came back is judged before it is believed: null for a privacy policy (or notice, or supplement, or a passage that makes claims) in
 * English, else the failure that names what it is instead. The structure decides where it can; where it leaves a doubt, a classifier of
 * passages gives the second opinion, and is loaded only then.
 */
export async function judge(document: JudgedDocument): Promise<Failure | null> {
  const { text, structure } = document;
  const first = [structure.title ?? '', structure.h1 ?? '', text.text.slice(0, firstPart)].join('\n');
  if (text.words === 0) return nothingShown(document);
  const feed = /^\s*(?:application|text)\/(?:(?:rss|atom)\+)?xml\b/iu.exec(document.mediaType ?? '');
  if (feed !== null && structure.format !== 'html')
    return { kind: 'wrong-document', instead: 'other', detail: `it is data for programs (${feed[0].trim()})` };

  const signs = measureText(text);
  const short = signs.words < shortText ? troubleInShort(document, signs, first) : undefined;
  if (short !== undefined) return short;

  const foreign = foreignText(document);
  if (foreign !== undefined) return foreign;

  if (isPlainPolicy(signs)) return null;
  return await secondOpinion(document, signs, first);
}

/** A page on which nothing can be read: why. */
function nothingShown({ structure }: JudgedDocument): Failure {
  const { counts, noscript } = structure;
  if (structure.refresh !== undefined) return sentOn(structure);
  const said = noscript === '' ? undefined : troubleIn(`${structure.title ?? ''}\n${noscript}`);
  if (said !== undefined) return said;
  const titled = troubleIn(structure.title ?? '');
  if (titled !== undefined) return titled;
  if (counts.passwordFields > 0) return troubleOf('login-wall');
  if (counts.consentWords > 0) return troubleOf('consent-wall');
  if (counts.scripts > 0)
    return {
      kind: 'needs-scripts',
      detail: `the page has ${counts.scripts} script${counts.scripts === 1 ? '' : 's'} and no text of its own`,
    };
  if (counts.iframes > 0) return { kind: 'needs-scripts', detail: 'the page shows another page in a frame and has no text of its own' };
  if (counts.links > 0) return { kind: 'no-policy-found', detail: 'the page has links and no text of its own' };
  return { kind: 'empty', detail: 'there is no text in it' };
}

function sentOn({ refresh }: PageStructure): Failure {
  return { kind: 'no-policy-found', detail: `the page only sends its reader on${refresh?.url === undefined ? '' : ` to ${refresh.url}`}` };
}

/** Walls, errors and shells: pages of few words that make no claims, or whose headline says so. */
function troubleInShort(document: JudgedDocument, signs: TextSigns, first: string): Failure | undefined {
  const { structure, text, status } = document;
  const { counts } = structure;
  const sends = structure.refresh !== undefined || /\bredirect(?:ed|ing)\b/iu.test(first.slice(0, headline));
  if (sends && signs.practices === 0 && text.words < 60) return sentOn(structure);

  const headlines = `${structure.title ?? ''}\n${structure.h1 ?? ''}\n${text.text.slice(0, headline)}`;
  const isClaimless = signs.practices === 0;
  const said = isClaimless
    ? troubleIn(first, loud)
    : signs.practices < 3 && signs.ownPractices < 2
      ? troubleIn(headlines, loud)
      : undefined;
  if (said !== undefined) return said;

  const asksConsent = troubleIn(first, ['consent-wall']);
  if (asksConsent !== undefined && text.words < 250 && signs.practices < 5 && !policyTitle(structure)) return asksConsent;
  if (isClaimless && isSignIn(document, first)) return troubleIn(first, ['login-wall']) ?? troubleOf('login-wall');
  if (isClaimless && counts.consentWords > text.words && text.words < 80) return troubleOf('consent-wall');
  const isScripted = counts.scriptBytes > 5000 || (counts.scripts > 3 && text.words < 15);
  if (isClaimless && text.words < fewestShown && counts.words < 60 && isScripted) {
    return { kind: 'needs-scripts', detail: `the page has ${counts.scripts} scripts and ${inWords(text.words)} of its own` };
  }
  if (status !== undefined && status >= 400) return { kind: 'http-status', status, detail: `the server answered ${status}` };
  return undefined;
}

/** A form to sign in and little else: home pages have one, too, among many links. */
function isSignIn({ structure: { counts }, text }: JudgedDocument, first: string): boolean {
  if (counts.words > 300 || counts.links > 25) return false;
  if (counts.passwordFields > 0) return true;
  return text.words < 150 && (/password/iu.test(first) || text.words < 60) && troubleIn(first, ['login-wall']) !== undefined;
}

/** The troubles that are told by what a page says, whatever else stands on it; a form to sign in or a cookie banner stands on many pages. */
const loud: readonly FailureKind[] = ['geo-block', 'bot-wall', 'needs-scripts', 'maintenance', 'soft-404', 'wrong-document'];

/** A text in another language: a policy (or too little known of the language to say no), or another page. */
function foreignText({ text, structure }: JudgedDocument): Failure | undefined {
  const foreign = otherLanguage(text);
  if (foreign === null) return undefined;
  const { language = '' } = foreign;
  const named = foreignPolicyTerms(`${structure.title ?? ''}\n${structure.h1 ?? ''}\n${text.text}`, language);
  const isOther = named === 0 || (named === 1 && text.words > 100) || (named !== undefined && isMostlyLinks(structure) && named < 5);
  if (isOther) {
    const instead = insteadByStructure(structure) ?? 'other';
    return {
      kind: 'wrong-document',
      instead,
      detail: `the text is in another language than English (${language}) and does not speak of privacy`,
    };
  }
  return foreign;
}

/** Why a text that is a policy, by whoever's word, can still not be read: null for one in English, and for one whose language cannot be told. */
export function otherLanguage(text: PolicyText): Failure | null {
  const language = text.language?.split('-')[0]?.toLowerCase();
  if (language === undefined || language === readLanguage) return null;
  return { kind: 'language', detail: `the text is in another language than English (${language})`, language };
}

/**
 * Whether structure alone makes it a policy. Of the 415 policies of the corpus that were looked at 389 pass, of 81 other pages none
 * (2026-11-22; tests/real/judge.test.ts): terms have at most one practice in seven sentences, and nearly three terms of contracts for one of privacy.
 */
function isPlainPolicy(signs: TextSigns): boolean {
  return (
    !isReport(signs) &&
    signs.practices >= 8 &&
    signs.practices >= signs.sentences * 0.2 &&
    signs.privacyTerms >= signs.words * 0.008 &&
    signs.privacyTerms >= signs.contractTerms * 2 &&
    signs.ownSentences >= signs.sentences * 0.2
  );
}

/** News quote: in the 415 policies that were looked at one word of reports stands in 49 sentences at most (2026-11-22). */
function isReport({ reportWords, sentences }: TextSigns): boolean {
  return reportWords >= 3 && reportWords >= sentences * 0.06;
}

function isShrunken({ previousWords, text }: JudgedDocument): boolean {
  return previousWords !== undefined && text.words < previousWords * shrunken;
}

/** What the classifier makes of a text that its structure leaves in doubt. */
async function secondOpinion(document: JudgedDocument, signs: TextSigns, first: string): Promise<Failure | null> {
  const { text, structure } = document;
  const { classify } = await import('./shipped-classifier.ts');
  const { policy, kind } = classify(text.text);

  if (isReport(signs)) return notAPolicy(document, signs, first, 'article');
  const titled = policyTitle(structure) || policyName.test(text.text.slice(0, headline));
  const practiceShare = signs.practices / Math.max(1, signs.sentences);
  const isContract = signs.contractTerms > signs.privacyTerms * 2;
  // What is left of a policy that has shrunk must not need the benefit of a doubt.
  if (isShrunken(document) && !(titled && policy >= 0.7)) return notAPolicy(document, signs, first, kind);
  const titles = `${structure.title ?? ''}\n${structure.h1 ?? ''}`;
  if (otherName.test(titles) && !policyName.test(titles) && signs.practices < 8) return notAPolicy(document, signs, first, 'terms');
  const isNotice = noticeTitle.test(titles);
  // A notice by its name, whose maker says in every fifth sentence what it does with data: voice notices share few words with policies.
  if (isNotice && !isContract && signs.ownPractices >= 3 && practiceShare >= 0.2) return null;
  if (signs.words < 120) {
    // A passage that somebody sent, or a notice of three lines: it must say what is done with data. A page has a title to tell it by.
    const isUntitled = structure.format !== 'html' || structure.title === undefined;
    if (signs.practices > 0 && (isNotice || policy > 0.5 || (isUntitled && signs.ownPractices > 0))) return null;
    if (titled && policy > 0.6 && signs.privacyTerms >= 2) return null;
  } else if (!isContract && practiceShare >= 0.08 && signs.practices >= 3 && (isNotice || signs.privacyTerms >= signs.words * 0.006)) {
    if (policy >= (titled ? 0.35 : 0.5)) return null;
  }
  // A policy that is one part of a long page: terms and privacy in one document, or a policy below a catalogue.
  const hasPart = signs.densest >= 10 || (policyTitle(structure) && signs.practices >= 10);
  if (hasPart && signs.privacyTerms >= signs.contractTerms * 0.4) return null;
  return notAPolicy(document, signs, first, kind);
}

function notAPolicy({ text, structure }: JudgedDocument, signs: TextSigns, first: string, kind: PassageKind | undefined): Failure {
  const headed = troubleIn(
    `${structure.title ?? ''}\n${structure.h1 ?? ''}\n${first.split('\n').slice(2, 5).join('\n').slice(0, headline)}`,
    loud,
  );
  if (headed !== undefined) return headed;
  if (signs.words < shortText) {
    const { links, linkWords, words } = structure.counts;
    if (text.words < 100 && (links > 10 || linkWords >= words / 4) && links > 1) {
      return { kind: 'no-policy-found', detail: `the page has ${links} links and ${inWords(text.words)} of its own` };
    }
    const trouble = kind === undefined ? undefined : troubleKinds[kind];
    if (trouble !== undefined && signs.practices === 0) return troubleOf(trouble);
    if (text.words < fewestShown && isErrorText(first)) return troubleOf('maintenance');
    if (text.words < fewestShown && kind !== 'parked')
      return { kind: 'empty', detail: `it has ${inWords(text.words)}, too few for a policy` };
  }
  const instead = insteadOf(structure, signs, kind);
  return { kind: 'wrong-document', instead, detail: detailOf(signs) };
}

const troubleKinds: Partial<Record<PassageKind, FailureKind>> = {
  'not-found': 'soft-404',
  maintenance: 'maintenance',
  bot: 'bot-wall',
  login: 'login-wall',
  banner: 'consent-wall',
};

const documentKinds: Partial<Record<PassageKind, DocumentKind>> = {
  terms: 'terms',
  help: 'help',
  article: 'article',
  home: 'home-page',
  navigation: 'navigation',
  store: 'store-page',
  parked: 'parked',
};

function insteadOf(structure: PageStructure, signs: TextSigns, kind: PassageKind | undefined): DocumentKind {
  if (signs.contractTerms >= 8 && signs.contractTerms >= signs.words * 0.006) return 'terms';
  if (termsName.test(`${structure.title ?? ''} ${structure.h1 ?? ''}`) && signs.contractTerms > 2) return 'terms';
  return insteadByStructure(structure) ?? documentKinds[kind ?? 'policy'] ?? (signs.labelWords > signs.words / 2 ? 'navigation' : 'other');
}

/** What the page is by its markup alone: a table of links, or an article that says so. */
function insteadByStructure(structure: PageStructure): DocumentKind | undefined {
  if (structure.ogType?.toLowerCase() === 'article') return 'article';
  if (isMostlyLinks(structure)) return 'navigation';
  return undefined;
}

function isMostlyLinks({ counts }: PageStructure): boolean {
  return counts.linkWords > counts.words / 2 && counts.proseWords < counts.words / 3;
}

function policyTitle({ title, h1 }: PageStructure): boolean {
  return policyName.test(`${title ?? ''}\n${h1 ?? ''}`);
}

function detailOf({ sentences, practices, privacyTerms, words }: TextSigns): string {
  if (practices === 0) return `none of its ${sentences} sentences says what is done with data`;
  return `${practices} of its ${sentences} sentences speak of what is done with data, and ${privacyTerms} of its ${words} words of privacy`;
}

function inWords(count: number): string {
  return `${count} ${count === 1 ? 'word' : 'words'}`;
}
