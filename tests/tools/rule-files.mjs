import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { inlined } from './data-module.mjs';
import { packedClassifier, strongest } from './pack-classifier.mjs';
import { preparedRules } from './prepared-rules.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Every YAML file below `rules/`, parsed, sorted by path so that two builds of one tree are equal byte for byte.
 * A mistake is thrown as one error that names file, line and column of all of them.
 */
function readRuleFiles(root = repository) {
  const paths = readdirSync(join(root, 'rules'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\/+/u, ''))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const mistakes = [];
  const ruleFiles = paths.map((path) => {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(join(root, path), 'utf8'), { lineCounter: lines, prettyErrors: false });
    for (const error of document.errors) {
      const { line, col } = lines.linePos(error.pos[0]);
      mistakes.push(`${path}:${line}:${col}: ${error.message}`);
    }
    return { path, content: document.errors.length === 0 ? document.toJS() : null };
  });
  if (mistakes.length > 0) throw new Error(`These rule files are not YAML:\n${mistakes.join('\n')}`);
  return ruleFiles;
}

/** Every `policies/<maker>/maker.yaml`, parsed, and what lies beside it as text, sorted so that two builds of one tree are equal byte for byte. */
function readCatalogue(root = repository) {
  const dir = join(root, 'policies');
  const makers = [];
  const beside = [];
  const mistakes = [];
  const folders = existsSync(dir) ? readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
  for (const { name } of folders.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const paths = readdirSync(join(dir, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\/+/u, ''))
      .toSorted((a, b) => (a < b ? -1 : 1));
    for (const path of paths) {
      const text = readFileSync(join(root, path), 'utf8');
      if (path !== `policies/${name}/maker.yaml`) {
        beside.push({ path, text });
        continue;
      }
      const lines = new LineCounter();
      const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
      for (const error of document.errors) {
        const { line, col } = lines.linePos(error.pos[0]);
        mistakes.push(`${path}:${line}:${col}: ${error.message}`);
      }
      if (document.errors.length === 0) makers.push({ id: name, content: document.toJS() });
    }
  }
  if (mistakes.length > 0) throw new Error(`These files of makers are not YAML:\n${mistakes.join('\n')}`);
  return { makers, beside };
}

/** `rules/accuracy.json`, or null while it has not been measured. */
function accuracy(root) {
  const path = join(root, 'rules', 'accuracy.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** The files that the site carries as they are: style sheet, script and icon. */
function siteAssets(root) {
  const folder = join(root, 'src/report/site/assets');
  return readdirSync(folder)
    .toSorted()
    .map((name) => ({ name, content: readFileSync(join(folder, name), 'utf8') }));
}

/** Names the program that makes findings of bytes: a hash of its sources, of what it learned, and of the packages that it is built with. Whatever changes there changes the name. */
function engineHash(root) {
  const rooms = ['src/extract', 'src/judge', 'src/analyse'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\/+/u, '')),
  );
  const files = [
    'package-lock.json',
    'rules/classifier.json',
    'rules/network.json',
    'rules/weights.tsv',
    'src/read-snapshot.ts',
    'src/extract-guarded.ts',
    'src/extract-worker.ts',
    ...rooms,
  ].toSorted((a, b) => (a < b ? -1 : 1));
  const hash = createHash('sha256');
  for (const path of files)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/**
 * The data that is worked out at build time, by the specifier of its module: the name it is exported under, and its value, plain JSON and columns of numbers.
 * `virtual-modules.d.ts` gives the types.
 */
export function virtualData(root = repository) {
  return {
    'earshot:rule-files': { name: 'ruleFiles', value: () => readRuleFiles(root) },
    'earshot:prepared': { name: 'prepared', value: () => preparedRules(root, readRuleFiles(root)) },
    'earshot:classifier': { name: 'classifier', value: () => packedClassifier(root) },
    'earshot:strongest': { name: 'strongest', value: () => strongest(root) },
    'earshot:catalogue': { name: 'catalogue', value: () => readCatalogue(root) },
    'earshot:accuracy': { name: 'accuracy', value: () => accuracy(root) },
    'earshot:site-assets': { name: 'siteAssets', value: () => siteAssets(root) },
    'earshot:engine': { name: 'engine', value: () => engineHash(root) },
    'earshot:version': { name: 'version', value: () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version },
  };
}

/** The modules of that data, by specifier: what gives their source text. */
export const virtualModules = (root = repository) =>
  Object.fromEntries(
    Object.entries(virtualData(root)).map(([specifier, { name, value }]) => [specifier, async () => inlined(name, await value())]),
  );
