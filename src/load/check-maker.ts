import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { kinds } from '../model/kind.ts';
import { makerSchema } from './maker-schema.ts';
import { didYouMean } from './nearest.ts';
import { pointerKeys } from './pointer-keys.ts';
import { shortened } from './shortened.ts';
import { addressFault, slugOf, termsFaults, termsKeyFault, type Fault, type Keys } from './terms-block.ts';
import type { Mistake, YamlFile } from './yaml-file.ts';

let compiled: ValidateFunction | undefined;

/** Everything wrong in a maker's file, in the order of its lines. */
export function checkMaker(file: YamlFile): readonly Mistake[] {
  if (file.mistakes.length > 0) return file.mistakes;
  const check = (compiled ??= new Ajv2020({ allErrors: true, formats: { uri: true, date: true } }).compile(makerSchema));
  const faults: Fault[] = [];
  // Blocks of terms are checked by hand, as those of a whole collection are: the schema's alternatives complain about each other.
  if (!check(file.content)) faults.push(...(check.errors ?? []).filter(isOutsideTerms).flatMap((error) => faultOf(error, file.content)));
  const content = recordOf(file.content);
  for (const [key, block] of Object.entries(recordOf(content['terms']))) {
    const wrong = termsKeyFault(key);
    if (wrong !== undefined) faults.push({ keys: ['terms', key], atKey: true, message: wrong });
    faults.push(...termsFaults(block, ['terms', key], { allowHttp: false }));
  }
  faults.push(...meaningFaults(content));
  return faults
    .map(({ keys, message, atKey }) => (atKey === true ? file.mistakeAtKey(keys, message) : file.mistakeAt(keys, message)))
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
}

const isOutsideTerms = ({ instancePath }: ErrorObject): boolean => !instancePath.startsWith('/terms/');

/** What a schema cannot say: places, names that must be there, ids that must differ. */
function meaningFaults(content: Plain): readonly Fault[] {
  const faults: Fault[] = [];
  const terms = recordOf(content['terms']);
  const { country } = content;
  if (typeof country === 'string' && /^[A-Z]{2}$/u.test(country) && !isCountry(country))
    faults.push({ keys: ['country'], message: `there is no country ${country}.${country === 'UK' ? ' The United Kingdom is GB.' : ''}` });
  const home = content['home'] === undefined ? undefined : addressFault(content['home'], false);
  if (home !== undefined) faults.push({ keys: ['home'], message: `"home" ${home}` });
  const slugs = new Map<string, string>();
  for (const key of Object.keys(terms)) {
    const slug = slugOf(key);
    const other = slugs.get(slug);
    if (other !== undefined)
      faults.push({
        keys: ['terms', key],
        atKey: true,
        message: `this and "${shortened(other)}" would have one id, ${slug}. Name one of them otherwise.`,
      });
    slugs.set(slug, key);
  }
  for (const [slug, product] of Object.entries(recordOf(content['products']))) {
    const { policies, home: own } = recordOf(product);
    const wrong = own === undefined ? undefined : addressFault(own, false);
    if (wrong !== undefined) faults.push({ keys: ['products', slug, 'home'], message: `"home" ${wrong}` });
    if (!Array.isArray(policies)) continue;
    const named: readonly unknown[] = policies;
    for (const [index, key] of named.entries())
      if (typeof key === 'string' && !Object.hasOwn(terms, key))
        faults.push({
          keys: ['products', slug, 'policies', index],
          message: `"${shortened(key)}" does not stand under "terms".${didYouMean(key, Object.keys(terms))}`,
        });
  }
  return faults;
}

/** Whether ICU names a country of that code, and names it by that code ("UK" it takes for GB). */
function isCountry(code: string): boolean {
  const isCanonical = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
  return isCanonical && new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code) !== undefined;
}

const makerKeys = Object.keys(makerSchema.properties);
const productKeys = Object.keys(makerSchema.properties.products.additionalProperties.properties);

/** A complaint of the schema in the words of someone who writes such a file; none where another says the same. */
function faultOf(error: ErrorObject, content: unknown): readonly Fault[] {
  const keys: Keys = pointerKeys(error.instancePath);
  const { params } = error;
  const last = String(keys.findLast((key) => !/^\d+$/u.test(String(key))) ?? '');
  const part = keys.length === 0 ? 'the file' : `"${shortened(last)}"`;
  const at = (message: string): readonly Fault[] => [{ keys, message }];
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = keys.length === 0 ? makerKeys : productKeys;
      const message = `there is no "${shortened(key)}" here.${didYouMean(key, known) || ` Known are ${known.join(', ')}.`}`;
      return [{ keys: [...keys, key], atKey: true, message }];
    }
    case 'required':
      return at(`"${String(params['missingProperty'])}"${keys.length === 0 ? '' : ` of ${part}`} is missing.`);
    case 'enum':
      return at(`${part} is one of ${kinds.join(', ')}.${didYouMean(String(valueAt(content, keys)), kinds)}`);
    case 'propertyNames': {
      const name = String(params['propertyName']);
      const message = `"${shortened(name)}" is no id: small letters, digits and hyphens, such as ${slugOf(name) || 'smart-tv'}.`;
      return last === 'products' ? [{ keys: [...keys, name], atKey: true, message }] : [];
    }
    case 'type':
      if (keys.length === 0) return at('a maker has name, home, country and products.');
      return at(`${part} must be ${typeNames[String(params['type'])] ?? String(params['type'])}.`);
    case 'minProperties':
      return at('a maker has at least one product.');
    case 'uniqueItems':
      return at(`${part} has the same entry twice. Keep one.`);
    case 'maxLength':
      return error.propertyName === undefined ? at(`${part} has at most ${String(params['limit'])} characters.`) : [];
    case 'pattern':
      // What is wrong with an address or an id is said better elsewhere.
      if (error.propertyName !== undefined || last === 'home') return [];
      return at(last === 'country' ? '"country" is two capital letters (ISO 3166-1), such as US.' : `${part} is empty. Write it.`);
    default:
      return at(`${part} ${error.message ?? 'does not fit the schema'}.`);
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text: put it in quotes',
  object: 'a group of keys',
  array: 'a list: [ … ]',
};

type Plain = Readonly<Record<string, unknown>>;

const recordOf = (value: unknown): Plain =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object that is no list is keys and values
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {};

function valueAt(content: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>(
    (value, key) => (Array.isArray(value) ? (value as readonly unknown[])[Number(key)] : recordOf(value)[String(key)]),
    content,
  );
}
