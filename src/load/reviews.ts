import { readFile } from 'node:fs/promises';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { Review, Reviews } from '../model/review.ts';
import { UserError } from '../model/user-error.ts';
import { didYouMean } from './nearest.ts';
import { pointerKeys } from './pointer-keys.ts';
import { reviewsSchema } from './review-schema.ts';
import { shortened } from './shortened.ts';
import { yamlFile, type Mistake, type YamlFile } from './yaml-file.ts';

/** The verdicts of a file. A missing or unreadable file is a `UserError`, and so is anything wrong in it, with line and column of all mistakes. */
export async function readReviews(path: string): Promise<Reviews> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new UserError(`the reviews ${path} could not be read: check the path and its permissions. "earshot review" writes such a file.`, {
      cause,
    });
  });
  return reviewsFrom(path, bytes);
}

/** The same of bytes that have been read. */
export function reviewsFrom(path: string, bytes: Uint8Array): Reviews {
  const file = yamlFile(path, bytes);
  const mistakes = file.mistakes.length > 0 ? file.mistakes : mistakesOf(file);
  if (mistakes.length > 0) throw toldOnce(mistakes);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked against the schema above
  const { reviews } = file.content as { readonly reviews: Readonly<Record<string, Review>> };
  return new Map(Object.entries(reviews));
}

function mistakesOf(file: YamlFile): readonly Mistake[] {
  const check = new Ajv2020({ allErrors: true, formats: { date: isDate } }).compile(reviewsSchema);
  if (check(file.content)) return [];
  return (check.errors ?? []).flatMap((error) => mistakeOf(error, file)).toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** Most mistakes that are shown at once. */
const mostShown = 30;

/** What is wrong in a small file, each mistake once, as the error to throw. */
export function toldOnce(mistakes: readonly Mistake[]): UserError {
  const lines = mistakes.map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`);
  return new UserError([...new Set(lines)].slice(0, mostShown).join('\n'));
}

/** Whether `YYYY-MM-DD` is a day of the calendar: 30 February is none. */
export function isDate(written: string): boolean {
  const time = Date.parse(`${written}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/u.test(written) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}

const reviewKeys = Object.keys(reviewsSchema.properties.reviews.additionalProperties.properties);

function mistakeOf(error: ErrorObject, file: YamlFile): readonly Mistake[] {
  const keys = pointerKeys(error.instancePath);
  const part = keys.at(-1) === undefined ? 'the file' : `"${shortened(keys.at(-1) ?? '')}"`;
  const at = (message: string): readonly Mistake[] => [file.mistakeAt(keys, message)];
  const { params } = error;
  switch (error.keyword) {
    case 'propertyNames': {
      const name = String(params['propertyName']);
      const what = `"${shortened(name)}" is no id of a finding: that is 16 hex digits, as "earshot review <report>" lists them.`;
      return [file.mistakeAtKey([...keys, name], what)];
    }
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = keys.length === 0 ? ['reviews'] : reviewKeys;
      return [
        file.mistakeAtKey(
          [...keys, key],
          `there is no "${shortened(key)}" here.${didYouMean(key, known) || ` Known are ${known.join(', ')}.`}`,
        ),
      ];
    }
    case 'required':
      return at(`"${String(params['missingProperty'])}" of ${part} is missing.`);
    case 'enum':
      return at(`${part} is ${Array.isArray(params['allowedValues']) ? params['allowedValues'].join(' or ') : 'something else'}.`);
    case 'type':
      return at(
        keys.length === 0
          ? 'the file holds "reviews:" and below it the verdicts.'
          : `${part} must be ${params['type'] === 'string' ? 'a text: put it in quotes' : 'a group of keys'}.`,
      );
    case 'format':
      return at(`${part} is a day of the calendar, as YYYY-MM-DD.`);
    case 'pattern':
      // A key's own complaint says more, and so does the format's.
      if (error.propertyName !== undefined || keys.at(-1) === 'date') return [];
      return at(keys.at(-1) === 'practice' ? `${part} is such as voice/third-party.` : `${part} is empty. Write it.`);
    case 'maxLength':
      return at(`${part} has at most ${String(params['limit'])} characters.`);
    default:
      return at(`${part} ${error.message ?? 'does not fit the schema'}.`);
  }
}
