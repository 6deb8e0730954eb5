import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { UserError } from '../model/user-error.ts';
import { didYouMean } from './nearest.ts';
import { pointerKeys } from './pointer-keys.ts';
import { lexiconSchema, ruleSchema } from './rule-schemas.ts';
import { keyOf, type RuleFile } from './rules.ts';
import { shortened } from './shortened.ts';
import { lexiconOf, termFault } from './term.ts';
import type { Mistake, YamlFile } from './yaml-file.ts';

/** What the files are checked against beside themselves. */
export interface Surroundings {
  /** The folder, for mistakes that no file has a line for. */
  readonly dir: string;
  /** Files that are there besides and known to be right; one with the same concern and practice as a checked file does not count. */
  readonly base: readonly RuleFile[];
  /** Lexicons that must be there. */
  readonly grammarLexicons: readonly string[];
}

/** Most mistakes that are shown at once: who has more starts with these. */
const mostShown = 30;

/** Compiling the schemas takes longer than checking a hundred rules with them, so it is done once a process. */
function compiledChecks() {
  const ajv = new Ajv2020({ allErrors: true });
  return { checkRule: ajv.compile(ruleSchema), checkLexicon: ajv.compile(lexiconSchema) };
}

let checks: ReturnType<typeof compiledChecks> | undefined;

/** Throws one `UserError` with all mistakes of the files, in their order; nothing comes back where there are none. */
export function checkRules(files: readonly YamlFile[], surroundings: Surroundings): void {
  const { checkRule, checkLexicon } = (checks ??= compiledChecks());
  const names = new Set(
    [...surroundings.base, ...files]
      .map(({ path }) => keyOf(path))
      .filter(isLexicon)
      .map(nameOf),
  );
  const mistakes: Mistake[] = [];
  const isSound = new Map<YamlFile, boolean>();
  for (const file of files) {
    const check = isLexicon(keyOf(file.path)) ? checkLexicon : checkRule;
    const found = [...file.mistakes];
    if (found.length === 0 && !check(file.content)) found.push(...(check.errors ?? []).flatMap((error) => mistakeOf(error, file)));
    if (file.mistakes.length === 0) found.push(...termMistakes(file, names));
    isSound.set(file, found.length === 0);
    if (file.mistakes.length === 0 && !isLexicon(keyOf(file.path))) found.push(...exampleMistakes(file), ...aboutMistakes(file));
    mistakes.push(...found.toSorted((a, b) => a.line - b.line || a.column - b.column));
  }
  const sound = files.filter((file) => isSound.get(file) === true);
  mistakes.push(...circles(sound, surroundings.base));
  const lines = [...new Set(mistakes.map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`))];
  const missing = surroundings.grammarLexicons.filter((name) => !names.has(name));
  if (missing.length > 0) {
    lines.push(
      `${surroundings.dir}: the engine needs ${missing.map((name) => `lexicon/${name}.yaml`).join(', ')}. Copy what is missing from the shipped rules.`,
    );
  }
  if (lines.length === 0) return;
  if (lines.length > 1) lines.unshift(`${lines.length} mistakes in the rules of ${surroundings.dir}:`);
  const rest = lines.length > mostShown + 1 ? [`… and ${lines.length - mostShown - 1} more.`] : [];
  throw new UserError([...lines.slice(0, mostShown + 1), ...rest].join('\n'));
}

const isLexicon = (key: string): boolean => key.startsWith('lexicon/');
const nameOf = (key: string): string => key.slice(key.indexOf('/') + 1);

type Keys = readonly (string | number)[];

/** What a reader calls the part that the keys lead to. */
function partOf(keys: Keys): string {
  const named = keys.findLast((key) => !/^\d+$/u.test(String(key)));
  return named === undefined ? 'the file' : `"${named}"`;
}

const claimKeys = Object.keys(ruleSchema.$defs.claim.properties);
const exampleKeys = Object.keys(ruleSchema.$defs.example.properties);

function knownKeys(keys: Keys, file: YamlFile): readonly string[] {
  if (isLexicon(keyOf(file.path))) return Object.keys(lexiconSchema.properties);
  if (keys.length === 0) return Object.keys(ruleSchema.properties);
  if (keys[0] === 'claims') return claimKeys;
  if (keys[0] === 'turn-off') return ['how', 'cost'];
  return keys.length === 1 ? Object.keys(ruleSchema.properties.examples.properties) : exampleKeys;
}

/** A complaint of the schema in the words of someone who writes rules; none where another says the same. */
function mistakeOf(error: ErrorObject, file: YamlFile): readonly Mistake[] {
  const keys = pointerKeys(error.instancePath);
  const { params } = error;
  const at = (message: string): readonly Mistake[] => [file.mistakeAt(keys, message)];
  // Each branch of the choice between does, says and can complains for itself; the choice as a whole says it better.
  if (error.schemaPath.includes('/oneOf/')) return [];
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      return [file.mistakeAtKey([...keys, key], unknownKey(key, keys, file))];
    }
    case 'required': {
      const key = String(params['missingProperty']);
      return at(`${keys.length === 0 ? `"${key}"` : `"${key}" of ${partOf(keys)}`} is missing.${missingHints[key] ?? ''}`);
    }
    case 'oneOf':
      return at('a claim needs exactly one of does, says and can: the words that make it.');
    case 'dependentRequired':
      return [file.mistakeAtKey([...keys, 'who'], '"who" is only for "does": "says" counts whoever acts, and "can" is always the reader.')];
    case 'enum':
      return at(enumMistake(keys, valueAt(file.content, keys), arrayOf(params['allowedValues'])));
    case 'type':
      return at(typeMistake(keys, valueAt(file.content, keys), String(params['type'])));
    case 'minItems':
      return at(tooFew(keys, Number(params['limit'])));
    case 'minLength':
      return at(`a term of ${partOf(keys)} is empty. Take it out.`);
    case 'pattern':
      // Terms are checked by `termFault`, which says what is wrong.
      if (error.schemaPath.includes('/$defs/term/')) return [];
      return keys[0] === 'includes'
        ? at('the name of a lexicon is its file name without .yaml, and without < and >.')
        : at(`${partOf(keys)} is empty. Write it.`);
    case 'maxLength':
      return at(`a term has at most ${String(params['limit'])} characters. Terms are a few words, not sentences.`);
    case 'uniqueItems':
      return at(`${partOf(keys)} has the same entry twice. Keep one.`);
    default:
      return at(`${partOf(keys)} ${error.message ?? 'does not fit the schema'}.`);
  }
}

const missingHints: Readonly<Record<string, string>> = {
  title: ' It continues "It …": sends your voice to another company.',
  severity: ' One of grave, serious, moderate, minor.',
  source: ' Say where the definition comes from: a law, a ruling, a study.',
  'near-misses': ' Write at least two passages that look like it and are not.',
  denies: ' Write at least one passage that denies it; [] only where no claim can be denied.',
};

/** Keys that people try, and where what they mean is said. */
const otherwise: Readonly<Record<string, string>> = {
  id: 'The id is the path: <concern>/<practice>.yaml.',
  concern: 'The concern is the folder that the file is in.',
  practice: 'The practice is the name of the file.',
  name: 'The name is the name of the file.',
  turnOff: 'It is written turn-off.',
  nearMisses: 'It is written near-misses.',
};

function unknownKey(key: string, keys: Keys, file: YamlFile): string {
  const known = knownKeys(keys, file);
  const where = keys.length === 0 ? '' : ` in ${partOf(keys)}`;
  const other = Object.hasOwn(otherwise, key) ? otherwise[key] : undefined;
  const hint = other === undefined ? didYouMean(key, known) || ` Known are ${known.join(', ')}.` : ` ${other}`;
  return `there is no "${shortened(key)}"${where}.${hint}`;
}

function enumMistake(keys: Keys, value: unknown, allowed: readonly unknown[]): string {
  const names = allowed.map(String);
  const hint = typeof value === 'string' ? didYouMean(value, names) : '';
  return `${partOf(keys)} is ${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}, not ${shown(value)}.${hint}`;
}

const typeNames: Readonly<Record<string, string>> = { string: 'a text', array: 'a list', object: 'a group of keys' };

function typeMistake(keys: Keys, value: unknown, type: string): string {
  const isTerm = /^\d+$/u.test(String(keys.at(-1)));
  if (value === null && keys.length === 0) return 'the file is empty.';
  if (value === null && !isTerm) return `${partOf(keys)} is empty. Write it, or leave the line out if it is not needed.`;
  const wanted = `${isTerm ? `an entry of ${partOf(keys)}` : partOf(keys)} must be ${typeNames[type] ?? type}, not ${shown(value)}.`;
  if (type === 'array') return `${wanted} Put it in brackets: [${typeof value === 'string' ? shortened(value) : '…'}].`;
  if (type === 'object') return isTerm && keys[0] === 'examples' ? `${wanted} Write "text: " before the passage.` : wanted;
  if (value === null) return `${wanted} "#" begins a comment: a term with a number is in quotes, "# days".`;
  if (Array.isArray(value)) return `${wanted} A word that may be missing is written (word).`;
  return typeof value === 'object' ? `${wanted} A text with ": " in it is in quotes.` : `${wanted} Put it in quotes.`;
}

function tooFew(keys: Keys, least: number): string {
  if (keys[0] !== 'examples') return `${partOf(keys)} is empty. Write at least one entry, or leave the line out.`;
  return `a rule carries at least ${least} examples under ${partOf(keys)}: it proves itself.`;
}

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  return `"${shortened(typeof value === 'string' ? value : JSON.stringify(value))}"`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const member = (value: unknown, key: string | number): unknown =>
  Array.isArray(value) ? value[Number(key)] : isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
const valueAt = (content: unknown, keys: Keys): unknown => keys.reduce(member, content);

const termLists: readonly string[] = claimKeys.filter(
  (key) => 'items' in Object(member(ruleSchema.$defs.claim.properties, key)) && key !== 'who',
);

/** Terms that are not spelt as terms are, and lexicons that are not there. */
function termMistakes(file: YamlFile, names: ReadonlySet<string>): readonly Mistake[] {
  if (isLexicon(keyOf(file.path))) {
    const unknown = strings(file, ['includes']).flatMap(([keys, name]) =>
      names.has(name) || !/^[a-z][a-z0-9-]*$/u.test(name) ? [] : [file.mistakeAt(keys, unknownLexicon(name, names, false))],
    );
    return [
      ...unknown,
      ...['terms', 'except'].flatMap((key) => strings(file, [key])).flatMap(([keys, term]) => misspelt(file, keys, term, 'lexicon')),
    ];
  }
  return arrayOf(member(file.content, 'claims')).flatMap((_, index) =>
    termLists
      .flatMap((key) => strings(file, ['claims', index, key]))
      .flatMap(([keys, term]) => {
        const name = lexiconOf(term);
        if (name === undefined) return misspelt(file, keys, term, 'rule');
        return names.has(name) ? [] : [file.mistakeAt(keys, unknownLexicon(name, names, true))];
      }),
  );
}

function strings(file: RuleFile, keys: Keys): readonly (readonly [Keys, string])[] {
  return arrayOf(valueAt(file.content, keys)).flatMap((value, index) =>
    typeof value === 'string' && value !== '' ? [[[...keys, index], value] as const] : [],
  );
}

function misspelt(file: YamlFile, keys: Keys, term: string, where: 'rule' | 'lexicon'): readonly Mistake[] {
  const fault = termFault(term, where);
  return fault === undefined ? [] : [file.mistakeAt(keys, `in the term "${shortened(term)}": ${fault}`)];
}

function unknownLexicon(name: string, names: ReadonlySet<string>, isTerm: boolean): string {
  const written = (it: string): string => (isTerm ? `<${it}>` : it);
  const hint = didYouMean(name, names, written);
  return `there is no lexicon ${written(name)}.${hint === '' ? ` Add lexicon/${name}.yaml, or use one that is there.` : hint}`;
}

/** The examples that a rule must carry beside what the schema asks for. */
function exampleMistakes(file: YamlFile): readonly Mistake[] {
  const mayBeDenied = arrayOf(member(file.content, 'claims')).some(
    (claim) => !['does', 'only-does'].includes(String(member(claim, 'stance'))),
  );
  const denies = valueAt(file.content, ['examples', 'denies']);
  if (!mayBeDenied || !Array.isArray(denies) || denies.length > 0) return [];
  return [
    file.mistakeAt(
      ['examples', 'denies'],
      'a rule carries at least one example under "denies": it proves itself. It may be [] only where every claim says "stance: does".',
    ),
  ];
}

function aboutMistakes(file: YamlFile): readonly Mistake[] {
  const isControl = keyOf(file.path).startsWith('control/');
  if (isControl || member(file.content, 'about') === undefined) return [];
  return [file.mistakeAtKey(['about'], '"about" is for control/* only: it says what a control switches off.')];
}

/** Lexicons that include themselves through others: one mistake for each circle, in the first checked file that it passes. */
function circles(files: readonly YamlFile[], base: readonly RuleFile[]): readonly Mistake[] {
  const checked = new Map(files.map((file) => [keyOf(file.path), file]));
  const byKey = new Map([...base, ...files].map((file) => [keyOf(file.path), file]));
  const done = new Set<string>();
  const mistakes: Mistake[] = [];
  const report = (circle: readonly string[]): void => {
    for (const [index, key] of circle.entries()) {
      const file = checked.get(key);
      const next = circle[(index + 1) % circle.length] ?? key;
      const entry = file === undefined ? undefined : included(file).find(([, name]) => `lexicon/${name}` === next);
      if (file === undefined || entry === undefined) continue;
      const path = [...circle.slice(index), ...circle.slice(0, index + 1)].map(nameOf).join(' → ');
      mistakes.push(file.mistakeAt(entry[0], `this includes the lexicon in itself: ${path}. Take one of them out.`));
      return;
    }
  };
  const follow = (key: string, trail: readonly string[]): void => {
    const file = byKey.get(key);
    if (file === undefined || done.has(key)) return;
    const path = [...trail, key];
    for (const [, name] of included(file)) {
      const start = path.indexOf(`lexicon/${name}`);
      if (start < 0) follow(`lexicon/${name}`, path);
      else report(path.slice(start));
    }
    done.add(key);
  };
  for (const key of byKey.keys()) if (isLexicon(key)) follow(key, []);
  return mistakes;
}

const included = (file: RuleFile): ReturnType<typeof strings> => strings(file, ['includes']);
