import type { Role } from '../model/maker.ts';
import { countriesIn, stateNames, withoutCountries } from './countries.ts';
import { namingOf } from './policy-names.ts';

/** What the parts of a set are called, in the order in which they are asked: a children's voice notice is about children first. */
const parts: readonly (readonly [role: Role, pattern: RegExp])[] = [
  [
    'children',
    /\bchild(?:ren)?\b|\bkids?\b|\bcoppa\b|\bminors?\b|\bteens?\b|\bstudents?\b|\bfamily (?:privacy|accounts?)\b|kinder|enfants|niños|crianças/iu,
  ],
  ['biometric', /\bbiometrics?\b|\bface ?print|\bfacial\b|\bface (?:data|recognition|id)\b|\bvoice ?prints?\b/iu],
  ['voice', /\bvoice\b|\bspeech\b|\b(?:audio|sound|call) record\w*|\baudio (?:data|notice|supplement)\b|\bmicrophones?\b/iu],
  [
    'viewing',
    /\bviewing\b|\bacr\b|\b(?:automatic )?content recognition\b|\binteractive (?:tv|television)\b|\bsmart[- ]?tv\b|\bwatch(?:ing)? (?:data|history)\b|\btv (?:data|privacy|ad)/iu,
  ],
  ['state', stateNames],
  ['cookies', /cookies?\b|\btrackers?\b|\btracking technolog|\bsimilar technologies\b|\binterest[- ]based ad/iu],
];

/** What calls a text a document of its own, beside "privacy policy". */
const documentNoun =
  /\b(?:polic(?:y|ies)|notices?|statements?|supplements?|addend(?:um|a)|disclosures?|services|declaration|information|recording)\b/iu;
/** What an addition to the main document is called. */
const additionNoun = /\b(?:supplement(?:al|ary)?|addend(?:um|a)|additional|annex|appendix|specific)\b/iu;
/** Matters of data that a notice may be about without the word privacy. */
const dataMatter =
  /\b(?:voice|speech|audio|viewing|video|camera|image|location|network|mobile|biometrics?|face|facial|health|wellness|data|information|personal|cookies?|ads?|advertising|account|app|device|vehicle|connected|telematics|sensor|recording|privacy|ccpa|cpra|children)\b/iu;

/** Words that tell the main document from no other. */
const plainWords =
  /\b(?:privacy|policy|policies|notices?|statements?|declaration|practices|agreement|cent(?:er|re)|hub|the|our|your|we|you|us|to|of|in|at|for|on|a|an|and|or|with|by|read|view|see|click|here|full|complete|general|global|worldwide|international|online|customer|consumer|users?|website|web|site|sites|services?|products?|data|personal|information|protection|use|usage|collection|security|legal|terms|conditions|opens?|new|window|tab|external|link|pdf|html|download|print|version|updated?|last|effective|current|rights?|is|how|protect|about|company|group|inc|ltd|llc|corp|limited|gmbh|com|www|english|en|page|home|copyright|all|reserved|and|index|php|aspx|privacypolicy)\b/giu;

/**
 * The part that a document plays in a product's set, by its title or the words of a link to it: undefined where they name no such document.
 * `own` are names of the maker and its product, which tell its main policy from no other.
 */
export function roleOf(words: string, own: readonly string[] = []): Role | undefined {
  const isPart = parts.find(([, pattern]) => pattern.test(words))?.[0];
  const naming = namingOf(words);
  if (isPart !== undefined && (naming !== undefined || (documentNoun.test(words) && dataMatter.test(words)))) {
    // "Privacy and cookies" and "Privacy & Cookie Policy" are the main document.
    return isPart === 'cookies' && /\bprivacy\b|datenschutz|confidentialit|privacidad/iu.test(words) ? 'main' : isPart;
  }
  if (isPart === 'cookies' && /^\W*(?:use of |about |our )?cookies?\W*$/iu.test(words)) return 'cookies';
  if (naming === undefined)
    return documentNoun.test(words) && dataMatter.test(words) && /\b(?:notice|supplement|addendum)\b/iu.test(words) ? 'other' : undefined;
  const hasCountry = countriesIn(words).length > 0;
  if (hasCountry && additionNoun.test(words)) return 'regional';
  // Words of another language are not taken apart: what names the document is the document.
  if (naming.language !== 'en') return 'main';
  return residue(words, own) === '' ? 'main' : 'other';
}

/** What is left of a title when everything is taken out that the main document's title may hold. */
function residue(words: string, own: readonly string[]): string {
  let rest = withoutCountries(words)
    .toLowerCase()
    .replaceAll(/\([^)]*\)|[’']s?\b/gu, ' ');
  for (const name of own) if (name.length >= 2) rest = rest.replaceAll(name.toLowerCase(), ' ');
  return rest
    .replaceAll(/[\d_\-|.,:;/&+@#!?*"“”›»®™©()–—•·]+/gu, ' ')
    .replaceAll(plainWords, ' ')
    .replaceAll(/[^\p{L}]+/gu, '');
}

/** The order in which a set is read and shown. */
export const roleOrder: readonly Role[] = ['main', 'voice', 'viewing', 'biometric', 'state', 'children', 'regional', 'cookies', 'other'];
