import { addressForm, numberForm, punctuation } from '../analyse/forms.ts';
import type { StrongestFeatures } from '../analyse/classifier/pack-classifier.ts';

const places: Readonly<Record<string, string>> = { lead: ' in the lead', heading: ' in the heading', outer: ' in the heading above' };

/** Tokens that are no words, by their numbers, in words. */
const signs = new Map(
  [
    [punctuation.stop, '“.”'],
    [punctuation.comma, '“,”'],
    [punctuation.semicolon, '“;”'],
    [punctuation.colon, '“:”'],
    [punctuation.open, '“(”'],
    [punctuation.close, '“)”'],
    [punctuation.dash, 'a dash'],
    [punctuation.quote, 'a quotation mark'],
    [punctuation.pipe, 'a cell'],
    [addressForm, 'an address'],
    [numberForm, 'a number'],
  ].map(([form, words]): [string, string] => [`#${form}`, `${words}`]),
);
const shown = (stem: string): string => signs.get(stem) ?? stem;

/** A feature of the classifier for a reader: words are stems, and lexicons stand in angle brackets as in rules. */
export function featureInWords(feature: string): string {
  const [name = '', first = '', second = ''] = feature.split(' ');
  const [place = '', kind = name] = name.includes('-') ? name.split('-') : ['', name];
  const where = places[place] ?? '';
  if (kind === 'word') return `${shown(first)}${where}`;
  if (kind === 'words') return `${shown(first)} ${shown(second)}${where}`;
  if (kind === 'first') return `${shown(first)} at the beginning`;
  if (kind === 'term') return `<${first}>${where}`;
  if (kind === 'terms') return `<${first}> with <${second}>`;
  if (kind === 'behind') return `<${second}> behind <${first}>`;
  if (kind === 'left') return `${shown(second)} before <${first}>`;
  if (kind === 'right') return `${shown(second)} behind <${first}>`;
  return `${kind} ${first}`;
}

/** What counts most for a practice being read, and against it, as lines for a list; [] for a practice that the rules decide alone. */
export function strongestInWords(practice: string, strongest: StrongestFeatures | null): readonly string[] {
  return (['does', 'denies'] as const).flatMap((stance) => {
    const own = strongest?.[`${practice} ${stance}`];
    if (!own) return [];
    const list = (features: readonly string[]): string => features.map(featureInWords).join(', ');
    const what = stance === 'does' ? 'an admission' : 'a denial';
    return [`for ${what}: ${list(own.for)}`, `against ${what}: ${list(own.against)}`];
  });
}
