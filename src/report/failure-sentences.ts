import type { DocumentKind, Failure, FailureKind } from '../model/failure.ts';
import { harmless } from './harmless.ts';
import { languageName } from './plain-words.ts';

/** What a reader is told of a policy that could not be read: what happened, then what to do. One plain sentence each. */
export interface FailureSentences {
  readonly happened: string;
  readonly remedy: string;
}

const saveIt =
  'Open the address in a browser, save the page and scan the saved file (earshot scan page.html), or add --wayback to read the copy of the Internet Archive.';
const later = 'Try again later, or add --wayback to read the copy of the Internet Archive.';
const rightAddress = 'Find the privacy policy itself, often linked at the foot of the page, and scan its address.';

/** Without the facts of the case, which `failureSentences` adds; `happened` has no full stop so that they can follow. */
const sentences: Record<FailureKind, FailureSentences> = {
  'http-status': {
    happened: 'The site did not hand out the page',
    remedy:
      'Check the address in a browser; if the policy opens there, save the page and scan the saved file, else add --wayback to read an archived copy.',
  },
  timeout: { happened: 'The site took too long to answer', remedy: later },
  dns: {
    happened: 'The address leads to no site that could be found',
    remedy: 'Check the spelling of the address and your connection; for a site that is gone add --wayback to read an archived copy.',
  },
  tls: {
    happened: 'The site could not prove that it is who it says it is',
    remedy: 'Check the address; if a browser opens it without a warning, save the page and scan the saved file.',
  },
  refused: { happened: 'The site refused the connection', remedy: later },
  network: { happened: 'The connection broke off', remedy: 'Check your connection and try again.' },
  'too-large': {
    happened: 'The document is larger than what is read in one piece',
    remedy: 'Save the policy alone, without the rest of the page, and scan the saved file.',
  },
  'too-deep': {
    happened: 'The page is nested more deeply than any honest page',
    remedy: 'Open it in a browser, copy the text of the policy and give it to standard input: earshot scan -.',
  },
  'too-slow': {
    happened: 'The page took too long to take apart',
    remedy: 'Open it in a browser, copy the text of the policy and give it to standard input: earshot scan -.',
  },
  'too-many-redirects': {
    happened: 'The site sent the request from page to page without an end',
    remedy: 'Open the address in a browser and scan the address that it ends at.',
  },
  'not-allowed': {
    happened: 'The address is one that is not fetched for safety',
    remedy: 'Use a public http or https address; for a site on your own network add --allow-private.',
  },
  robots: { happened: 'The site asks programs not to fetch this page', remedy: saveIt },
  'bad-encoding': {
    happened: 'The document is stored in a way that could not be read',
    remedy: 'Open it in a browser, save it as a web page or as plain text, and scan the saved file.',
  },
  'unsupported-type': {
    happened: 'The document is of a kind that is not read',
    remedy: 'Give the policy as a web page, a PDF with text, Markdown or plain text.',
  },
  'bot-wall': { happened: 'The site showed a check for robots instead of the policy', remedy: saveIt },
  'consent-wall': { happened: 'The site showed a question about consent instead of the policy', remedy: saveIt },
  'login-wall': {
    happened: 'The site shows the page only to people who log in',
    remedy:
      'Log in with a browser, save the page and scan the saved file (earshot scan page.html), or add --wayback to read a copy from when it was public.',
  },
  'geo-block': {
    happened: 'The site does not show the page in the country the request came from',
    remedy:
      'Ask someone in a country where it opens to save the page, and scan the saved file, or add --wayback to read the copy of the Internet Archive.',
  },
  maintenance: { happened: 'The site is closed for maintenance', remedy: later },
  'soft-404': { happened: 'The site says that there is no such page', remedy: rightAddress },
  'needs-scripts': {
    happened: 'The page is empty until a browser has run its programs',
    remedy:
      'Install Chrome or Chromium and playwright-core (npm install playwright-core) and scan again, or open the address in a browser, save the page and scan the saved file.',
  },
  'wrong-document': { happened: 'What came back is not a privacy policy', remedy: rightAddress },
  'no-policy-found': {
    happened: 'No privacy policy was found from this address',
    remedy: 'Look for a link called “Privacy” on the site and scan the address it leads to.',
  },
  empty: {
    happened: 'The document holds no text',
    remedy: 'Open it in a browser; if the policy shows there, save the page and scan the saved file.',
  },
  'pdf-without-text': {
    happened: 'The PDF holds pictures of pages and no text',
    remedy: 'Run it through a program that recognises text (OCR), or look for a web page with the same policy.',
  },
  'pdf-broken': {
    happened: 'The PDF is damaged or locked',
    remedy: 'Open it in a PDF reader and save it anew without a password, or look for a web page with the same policy.',
  },
  'selector-unmatched': {
    happened: 'The declared part of the page is not there',
    remedy: 'Look at the page and mend the selectors of the declaration, or scan the address alone: the policy is then found by itself.',
  },
  language: {
    happened: 'The policy is in a language that Earshot does not read yet',
    remedy: 'Look for an English version of the same policy and scan its address.',
  },
};

const instead: Record<DocumentKind, string> = {
  terms: 'What came back is terms of use, not a privacy policy',
  help: 'What came back is a help page, not a privacy policy',
  article: 'What came back is an article, not a privacy policy',
  navigation: 'What came back is a page of links, not a privacy policy',
  parked: 'What came back is a page that offers the address for sale',
  'store-page': 'What came back is a page of a shop, not a privacy policy',
  'home-page': 'What came back is a home page, not a privacy policy',
  image: 'What came back is a picture, not a privacy policy',
  other: 'What came back is not a privacy policy',
};

/** Every kind of failure that has its sentences, which is every one: for the schema's test. */
export const failureKinds: readonly string[] = Object.keys(sentences);

function happened(failure: Failure): string {
  if (failure.kind === 'wrong-document') return instead[failure.instead ?? 'other'];
  if (failure.kind === 'language' && failure.language !== undefined)
    return `The policy is in ${languageName(failure.language)}, which Earshot does not read yet`;
  return sentences[failure.kind].happened;
}

/** The failure in two plain sentences, its facts in brackets: "The site did not hand out the page (the server answered 403)." */
export function failureSentences(failure: Failure): FailureSentences {
  const detail = harmless(failure.detail).trim().replace(/\.$/u, '');
  return { happened: `${happened(failure)}${detail === '' ? '' : ` (${detail})`}.`, remedy: sentences[failure.kind].remedy };
}
