import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PolicyDeclaration } from '../model/maker.ts';
import { UserError } from '../model/user-error.ts';
import { jsonFault } from './json-fault.ts';
import { didYouMean } from './nearest.ts';
import { shortened } from './shortened.ts';
import { isAboutPrivacy, policyFrom, slugOf, termsFaults, termsKey, type Keys } from './terms-block.ts';
import { yamlFile, type Mistake } from './yaml-file.ts';

/** A service of a collection of declarations, as Open Terms Archive keeps them. */
export interface DeclaredService {
  /** A safe id made of its file's name; unique in its collection. */
  readonly id: string;
  /** The name that the file gives it, else the file's. */
  readonly name: string;
  /** The file's name without its ending. */
  readonly file: string;
  /** Its documents about privacy. */
  readonly policies: readonly PolicyDeclaration[];
  /** Names of its other documents, which are not read: terms of service and such. */
  readonly others: readonly string[];
  /** Earlier declarations lie beside it; they say where documents were and hold nothing for the present. */
  readonly hasHistory: boolean;
  /** Code for its filters lies beside it; it is never run. */
  readonly hasFilterCode: boolean;
}

/** A whole collection. One service's mistakes cost the others nothing. */
export interface Declarations {
  /** Those with at least one document about privacy and those without, by file name. */
  readonly services: readonly DeclaredService[];
  /** What is wrong, and costs the document or the service it is in. */
  readonly mistakes: readonly Mistake[];
  /** What is unknown or not applied, and costs nothing. */
  readonly warnings: readonly Mistake[];
}

/** Largest declaration, in bytes: the largest of 1,207 has 6 kB (2026-11). */
const largestFile = 1_000_000;
/** Files read at a time. */
const atOnce = 16;

const rootKeys = ['name', 'terms', 'documents', 'importedFrom'];

/**
 * Reads a collection: the folder itself or the repository that holds it as `declarations/`. Both forms are read, `terms` and the older
 * `documents`. History files are recognised and say nothing of the present; filters are named and never run, nor is their code loaded. A folder that
 * is missing or holds no declaration is a `UserError`.
 */
export async function readDeclarations(dir: string): Promise<Declarations> {
  const { folder, names } = await filesOf(dir);
  return await readServices(folder, names, serviceFiles(names));
}

/** One service of a collection by its name, its file's name or its id, capitals aside; a `UserError` where there is none, with what was most likely meant. */
export async function readDeclaredService(dir: string, wanted: string): Promise<Declarations & { readonly service: DeclaredService }> {
  const { folder, names } = await filesOf(dir);
  const files = serviceFiles(names);
  const isWanted = (name: string): boolean => name.toLowerCase() === wanted.toLowerCase() || slugOf(name) === wanted;
  const named = files.filter((file) => isWanted(serviceName(file)));
  // Most are named as they call themselves; for the others every file has to be opened.
  const read = await readServices(folder, names, named.length > 0 ? named : files);
  const service = read.services.find(({ name, id, file }) => isWanted(file) || isWanted(name) || id === wanted);
  if (service !== undefined) {
    const own = ({ path }: Mistake): boolean => path === join(folder, `${service.file}.json`);
    return { ...read, mistakes: read.mistakes.filter(own), warnings: read.warnings.filter(own), service };
  }
  const broken = read.mistakes.find(({ path }) => isWanted(serviceName(basename(path))));
  if (broken !== undefined) throw new UserError(`${broken.path}:${broken.line}:${broken.column}: ${broken.message}`);
  const known = read.services.flatMap(({ name, file }) => [file, name]);
  throw new UserError(
    `${dir} declares no service "${shortened(wanted)}".${didYouMean(wanted, known) || ` It has ${read.services.length} others.`}`,
  );
}

async function filesOf(dir: string): Promise<{ readonly folder: string; readonly names: readonly string[] }> {
  for (const folder of [join(dir, 'declarations'), dir]) {
    const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
      if (folder !== dir) return [];
      throw new UserError(`the folder of declarations ${dir} could not be read: check the path and its permissions.`, { cause });
    });
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    if (serviceFiles(names).length > 0) return { folder, names: names.toSorted((a, b) => (a < b ? -1 : 1)) };
  }
  throw new UserError(`${dir} holds no declarations: a service is a file <service>.json in it or in its folder "declarations".`);
}

function serviceFiles(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.endsWith('.json') && !name.endsWith('.history.json') && !name.startsWith('.'));
}

function serviceName(file: string): string {
  return file.slice(0, -'.json'.length);
}

async function readServices(folder: string, names: readonly string[], files: readonly string[]): Promise<Declarations> {
  const beside = new Set(names);
  const services: DeclaredService[] = [];
  const mistakes: Mistake[] = [];
  const warnings: Mistake[] = [];
  const taken = new Set<string>();
  for (let from = 0; from < files.length; from += atOnce) {
    const some = await Promise.all(files.slice(from, from + atOnce).map(async (file) => ({ file, read: await serviceIn(folder, file) })));
    for (const { file, read } of some) {
      mistakes.push(...read.mistakes);
      warnings.push(...read.warnings);
      if (read.content === undefined) continue;
      const name = serviceName(file);
      const id = freeId(slugOf(name) || 'service', taken);
      const documents = Object.entries(read.content.documents);
      services.push({
        id,
        name: read.content.name ?? name,
        file: name,
        policies: documents.filter(([key]) => isAboutPrivacy(termsKey(key).termsType)).map(([key, block]) => policyFrom(id, key, block)),
        others: documents.map(([key]) => key).filter((key) => !isAboutPrivacy(termsKey(key).termsType)),
        hasHistory: beside.has(`${name}.history.json`),
        hasFilterCode: beside.has(`${name}.filters.js`),
      });
    }
  }
  return { services, mistakes, warnings };
}

/** "BRED Access" and "Bred Access" are two services of one collection. */
function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}-${count}`;
  taken.add(id);
  return id;
}

interface ReadService {
  /** Without the documents that have mistakes; absent where the file as a whole has. */
  readonly content?: { readonly name?: string; readonly documents: Readonly<Record<string, unknown>> };
  readonly mistakes: readonly Mistake[];
  readonly warnings: readonly Mistake[];
}

async function serviceIn(folder: string, file: string): Promise<ReadService> {
  const path = join(folder, file);
  const whole = (message: string, line = 1, column = 1): ReadService => ({ mistakes: [{ path, line, column, message }], warnings: [] });
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return whole('the file could not be read: check its permissions.');
  if (bytes.length > largestFile) return whole(`the file has ${bytes.length} bytes. A declaration has at most ${largestFile}.`);
  const text = new TextDecoder().decode(bytes);
  const content = parsed(text);
  if (content === undefined) {
    const { line, column, message } = jsonFault(text);
    return whole(message, line, column);
  }
  if (!isRecord(content)) return whole('a declaration is an object with "name" and "terms".');
  // Only a file with something to tell is parsed again for its places; JSON is YAML.
  let places: ReturnType<typeof yamlFile> | undefined;
  const placed = (keys: Keys, message: string, atKey = false): Mistake => {
    places ??= yamlFile(path, bytes);
    if (places.mistakes.length > 0) return { path, line: 1, column: 1, message };
    return atKey ? places.mistakeAtKey(keys, message) : places.mistakeAt(keys, message);
  };
  const { name, terms, documents } = content;
  const mistakes: Mistake[] = [];
  const warnings = Object.keys(content)
    .filter((key) => !rootKeys.includes(key))
    .map((key) => placed([key], `the key "${shortened(key)}" is not known and has no effect.${didYouMean(key, rootKeys)}`, true));
  const form = terms === undefined && documents !== undefined ? 'documents' : 'terms';
  if (terms !== undefined && documents !== undefined)
    warnings.push(placed(['documents'], '"documents" is the older name of "terms", which is here too: only "terms" is read.', true));
  const blocks = content[form];
  if (!isRecord(blocks))
    return {
      mistakes: [placed(blocks === undefined ? [] : [form], `"${form}" is missing or no object: the documents by their types.`)],
      warnings,
    };
  const sound: Record<string, unknown> = {};
  for (const [key, block] of Object.entries(blocks)) {
    const faults = termsFaults(block, [form, key], { allowHttp: true });
    for (const { keys, message } of faults.filter(({ isUnknownKey }) => isUnknownKey === true))
      warnings.push(placed(keys, `${message} It has no effect.`, true));
    const wrong = faults.filter(({ isUnknownKey }) => isUnknownKey !== true);
    if (slugOf(key) === '') mistakes.push(placed([form, key], 'the document has no name.', true));
    else if (wrong.length > 0) mistakes.push(...wrong.map(({ keys, message, atKey }) => placed(keys, message, atKey)));
    else if (isRecord(block)) {
      sound[key] = knownOnly(block);
      const [policy] = isAboutPrivacy(termsKey(key).termsType) ? [policyFrom('x', key, block)] : [];
      if (policy !== undefined && policy.filters.length > 0) {
        const list = policy.filters.map((filter) => `"${shortened(filter)}"`).join(', ');
        warnings.push(
          placed([form, key], `the filter ${list} of ${shortened(key)} is not applied: it is a program, and none is run.`, true),
        );
      }
    }
  }
  return { content: { ...(typeof name === 'string' && name.trim() !== '' ? { name } : {}), documents: sound }, mistakes, warnings };
}

/** Ours mean nothing in a foreign collection. */
function knownOnly(block: Plain): Plain {
  const { fetch, select, remove, filter, executeClientScripts, combine } = block;
  return Object.fromEntries(
    Object.entries({ fetch, select, remove, filter, executeClientScripts, combine }).filter(([, value]) => value !== undefined),
  );
}

type Plain = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{FEFF}/u, ''));
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
