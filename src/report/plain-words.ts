import type { Actor, Concern, Condition, Finding, Severity, Subject } from '../model/finding.ts';
import type { Verdict } from '../model/review.ts';
import { harmless } from './harmless.ts';

/** A concern as a heading. */
export const concernWords: Record<Concern, string> = {
  voice: 'Voice',
  location: 'Location',
  sharing: 'Sharing',
  government: 'Authorities',
  viewing: 'What you watch and do',
  biometric: 'Your body',
  tracking: 'Tracking',
  retention: 'How long it is kept',
  control: 'Your choices',
};

/** What a control is about, after "about". */
export const subjectWords: Record<Subject, string> = {
  voice: 'your voice',
  location: 'your location',
  sharing: 'sharing',
  viewing: 'what you watch and do',
  biometric: 'your body',
  tracking: 'tracking',
  data: 'your data as a whole',
};

export const severityWords: Record<Severity, string> = { grave: 'grave', serious: 'serious', moderate: 'moderate', minor: 'minor' };

const conditionWords: Record<Condition, string> = {
  consent: 'with your consent',
  'opt-in': 'if you turn it on',
  setting: 'depending on a setting',
  'legal-duty': 'where the law requires it',
  region: 'in some regions',
  age: 'depending on age',
  feature: 'when you use the feature',
};

/** Only where another company acts: what the reader does stands in the quote, and an unclear actor is what was not understood, not what was not said. */
const actorWords: Record<Actor, string | null> = { maker: null, partner: 'done by another company', user: null, unclear: null };

/** What a reader must know beside the words of a quote: hedges, conditions, who acts, and that the reading is not a sure one. */
export function remarks(finding: Finding): readonly string[] {
  const remarked = [
    finding.hedged ? (finding.stance === 'does' ? 'said with “may” or the like' : 'not said firmly') : null,
    ...finding.conditions.map((condition) => conditionWords[condition]),
    actorWords[finding.actor],
    finding.confidence === 'high' ? null : `${finding.confidence} confidence`,
    finding.verdict === undefined ? null : verdictWords(finding.verdict),
  ];
  return remarked.filter((remark) => remark !== null);
}

/** "found wrong by Jo on 3 March 2026: it is about employees". */
export function verdictWords({ verdict, by, date, note }: Verdict): string {
  const what = verdict === 'wrong' ? 'found wrong' : 'checked';
  return `${what} by ${harmless(by)} on ${plainDate(date)}${note === undefined ? '' : `: ${harmless(note)}`}`;
}

/** An English verb in the third person to its base: "sends" → "send", "carries" → "carry", "has" → "have". */
function baseOf(verb: string): string {
  const irregular: Readonly<Record<string, string>> = { has: 'have', does: 'do', goes: 'go' };
  const known = irregular[verb];
  if (known !== undefined) return known;
  if (/[^aeiou]ies$/u.test(verb)) return verb.replace(/ies$/u, 'y');
  return /(?:ss|sh|ch|x|zz)es$/u.test(verb) ? verb.slice(0, -2) : verb.replace(/s$/u, '');
}

/**
 * A practice's title, which continues "It …", without its ending: "sends your voice" → "send your voice". Verbs in a row ("stores, uses
 * and sells …") are all turned. Nothing comes back where it starts with no verb in the third person.
 */
function infinitive(title: string): string | undefined {
  const verbs = /^\p{Ll}+s(?:, \p{Ll}+s)*(?:,? (?:or|and) \p{Ll}+s)?(?=\s|$)/u.exec(title)?.[0];
  if (verbs === undefined) return undefined;
  const turned = /^is\s/u.test(title) ? 'be' : verbs.replace(/\p{Ll}+s(?=,|\s|$)/gu, baseOf).replace(/ and (?=\p{Ll}+$)/u, ' or ');
  return turned + title.slice(verbs.length);
}

/** The title turned round so that it continues "It says it …": "does not send your voice to another company", "cannot hear you". */
export function negated(title: string): string {
  const modal = /^(can|may|might|could|will) (.*)$/su.exec(title);
  if (modal !== null) return modal[1] === 'can' ? `cannot ${modal[2]}` : `will not ${modal[2]}`;
  if (title.startsWith('is ')) return `is not ${title.slice(3)}`;
  return `does not ${infinitive(title) ?? `do this: ${title}`}`;
}

/** The title as something that may be, for what a policy says only with "may": "may send your voice to another company". */
export function possible(title: string): string {
  const base = infinitive(title);
  return base === undefined ? title : `may ${base}`;
}

/** `2026-03-01` as "1 March 2026"; anything else as it came. */
export function plainDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/u.exec(date);
  const month = months[Number(parts?.[2]) - 1];
  return parts === null || month === undefined ? harmless(date) : `${Number(parts[3])} ${month} ${parts[1]}`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A BCP 47 tag as the English name of the language; the tag itself where it names none. */
export function languageName(tag: string): string {
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(tag)) return harmless(tag);
  // Nearly every policy that is read: the table of all languages takes longer to load than a page to read.
  if (tag === 'en') return 'English';
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'code' }).of(tag) ?? tag;
}

/** "1 passage", "4,812 words". */
export function counted(count: number, one: string, many = `${one}s`): string {
  // As `toLocaleString('en')` writes whole numbers, without loading the numbers of all languages, which takes as long as reading ten pages.
  return `${String(count).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')} ${count === 1 ? one : many}`;
}
