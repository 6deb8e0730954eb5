import { readFile } from 'node:fs/promises';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { Waiver } from '../model/gate.ts';
import { UserError } from '../model/user-error.ts';
import { didYouMean } from './nearest.ts';
import { pointerKeys } from './pointer-keys.ts';
import { isDate, toldOnce } from './reviews.ts';
import { shortened } from './shortened.ts';
import { waiversSchema } from './waiver-schema.ts';
import { yamlFile, type Mistake, type YamlFile } from './yaml-file.ts';

/** The waivers of a file. A missing or unreadable file is a `UserError`, and so is anything wrong in it, with line and column of all mistakes. */
export async function readWaivers(path: string): Promise<readonly Waiver[]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new UserError(`the waivers ${path} could not be read: check the path and its permissions.`, { cause });
  });
  return waiversFrom(path, bytes);
}

/** The same of bytes that have been read. */
export function waiversFrom(path: string, bytes: Uint8Array): readonly Waiver[] {
  const file = yamlFile(path, bytes);
  const mistakes = file.mistakes.length > 0 ? file.mistakes : mistakesOf(file);
  if (mistakes.length > 0) throw toldOnce(mistakes);
  return waiversIn(file);
}

function waiversIn(file: YamlFile): readonly Waiver[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked against the schema below
  return (file.content as { readonly waivers: readonly Waiver[] }).waivers;
}

function mistakesOf(file: YamlFile): readonly Mistake[] {
  const check = new Ajv2020({ allErrors: true, formats: { date: isDate } }).compile(waiversSchema);
  if (!check(file.content))
    return (check.errors ?? []).flatMap((error) => mistakeOf(error, file)).toSorted((a, b) => a.line - b.line || a.column - b.column);
  const seen = new Set<string>();
  return waiversIn(file).flatMap(({ finding }, index) => {
    const isAgain = seen.has(finding);
    seen.add(finding);
    return isAgain ? [file.mistakeAt(['waivers', index, 'finding'], `"${finding}" is waived twice. Keep one.`)] : [];
  });
}

const waiverKeys = Object.keys(waiversSchema.properties.waivers.items.properties);

function mistakeOf(error: ErrorObject, file: YamlFile): readonly Mistake[] {
  const keys = pointerKeys(error.instancePath);
  const last = keys.at(-1);
  const part = last === undefined ? 'the file' : /^\d+$/u.test(last) ? 'a waiver' : `"${last}"`;
  const at = (message: string): readonly Mistake[] => [file.mistakeAt(keys, message)];
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = keys.length === 0 ? ['waivers'] : waiverKeys;
      return [
        file.mistakeAtKey(
          [...keys, key],
          `there is no "${shortened(key)}" here.${didYouMean(key, known) || ` Known are ${known.join(', ')}.`}`,
        ),
      ];
    }
    case 'required':
      return at(`"${String(params['missingProperty'])}" of ${part} is missing.`);
    case 'type':
      if (keys.length === 0) return at('the file holds "waivers:" and below it a list of them.');
      if (last === 'finding') return at('"finding" is 16 hex digits in quotes: "0123456789abcdef".');
      return at(
        `${part} must be ${params['type'] === 'string' ? 'a text: put it in quotes' : params['type'] === 'array' ? 'a list' : 'a group of keys'}.`,
      );
    case 'format':
      return at(`${part} is a day of the calendar, as YYYY-MM-DD.`);
    case 'pattern':
      if (last === 'expires') return [];
      return at(
        last === 'finding'
          ? '"finding" is the id of a finding: 16 hex digits, as "earshot review <report>" lists them.'
          : `${part} is empty. Write it.`,
      );
    case 'maxLength':
      return at(`${part} has at most ${String(params['limit'])} characters.`);
    default:
      return at(`${part} ${error.message ?? 'does not fit the schema'}.`);
  }
}
