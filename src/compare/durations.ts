/** A length of time as a policy states it. */
export interface Duration {
  readonly days: number;
  /** As written: "18 months". */
  readonly words: string;
}

/** Days in a unit; a month is a twelfth of the Gregorian year of 365.2425 days. */
const daysIn: Readonly<Record<string, number>> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 365.2425 / 12,
  year: 365.2425,
};

const ones =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const numberWords: ReadonlyMap<string, number> = new Map([
  ...ones.map((word, index) => [word, index + 1] as const),
  ...['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].map((word, index) => [word, (index + 2) * 10] as const),
  ['twenty four', 24],
  ['thirty six', 36],
  ['forty eight', 48],
  ['hundred', 100],
]);

const number = `\\d{1,5}(?:[.,]\\d{1,3})?|twenty[- ]four|thirty[- ]six|forty[- ]eight|${[...numberWords.keys()].filter((word) => !word.includes(' ')).join('|')}`;
/** "18 months", "eighteen (18) months", "a 90-day period", "two full years". */
const duration = new RegExp(
  `\\b(${number})(?: ?\\((\\d{1,5})\\))?[ -](?:(?:full|calendar|business|working|consecutive|more|additional) )?(minute|hour|day|week|month|year)s?\\b(?! (?:old|of age))`,
  'giu',
);

/** All lengths of time in a passage, in order; ages ("13 years old", "under 16 years of age") are none. */
export function durationsIn(passage: string): readonly Duration[] {
  return [...passage.matchAll(duration)].flatMap(([words, written = '', inDigits, unit = '']) => {
    const days = numberOf(inDigits ?? written) * (daysIn[unit.toLowerCase()] ?? 0);
    return days > 0 ? [{ days, words }] : [];
  });
}

function numberOf(written: string): number {
  const known = numberWords.get(written.toLowerCase().replace('-', ' '));
  // "1,000 days" has a thousand, "1,5 years" one and a half.
  return known ?? Number(/,\d{3}$/u.test(written) ? written.replace(',', '') : written.replace(',', '.'));
}

/** The longest of them; undefined where there is none. */
export function longest(durations: readonly Duration[]): Duration | undefined {
  return durations.toSorted((a, b) => b.days - a.days)[0];
}
