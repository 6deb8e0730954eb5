// Bundles src/ and everything it needs from npm into dist/, so that the published package depends on nothing. Run by `npm run build`.
// Mistakes in rules/ are printed, and with --strict they fail the build: whoever writes a rule can try it before it is whole.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ruleMistakes } from './check-rules.mjs';
import { commonJsNames } from './commonjs-names.mjs';
import { dataModule } from './data-module.mjs';
import { notices } from './notices.mjs';
import { virtualData } from './rule-files.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');

const entryPoints = Object.entries({ earshot: 'src/cli/main.ts', 'extract-worker': 'src/extract-worker.ts' }).filter(([, path]) => {
  const exists = existsSync(join(root, path));
  if (!exists) console.error(`build: ${path} is not there yet, left out`);
  return exists;
});

/** Loaded only where they are installed; never bundled: the first holds a compiled library, the others are a user's own. */
const optionalPeers = ['@photostructure/sqlite', 'playwright-core', 'playwright', '@napi-rs/canvas', 'canvas'];

/** Data of more bytes than this lies in a file of its own: Node reads and parses 3.5 MB of JSON in a tenth of the time that it takes for a module with them. */
const mostInlined = 50_000;

/** Data files by path, for as long as a build runs. */
const dataFiles = new Map();

/** The source of a module of data: what is large lies beside it. What is not ASCII is escaped in a file of JSON, so that it is read byte by byte. */
function dataModuleOf(name, value) {
  const read = (file, as) => `readFileSync(new URL('./${file}', import.meta.url)${as})`;
  const source = dataModule(name, value, {
    json: (text) => {
      const json = text.replace(/[^\0-\x7f]/g, escaped);
      return json.length <= mostInlined ? JSON.stringify(json) : read(dataFile(name, 'json', json), ", 'latin1'");
    },
    bytes: (bytes) => read(dataFile(name, 'bin', bytes), ''),
  });
  return `import { readFileSync } from 'node:fs';\n${source}`;
}

/** Notes a file of data; gives its name. */
function dataFile(name, ending, contents) {
  const file = `${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 8).toUpperCase()}.${ending}`;
  dataFiles.set(join(dist, 'chunks', file), contents);
  return file;
}

const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const virtual = {
  name: 'earshot-virtual-modules',
  setup({ onResolve, onLoad }) {
    const modules = virtualData(root);
    onResolve({ filter: /^earshot:/ }, ({ path }) => (path in modules ? { path, namespace: 'earshot' } : undefined));
    onLoad({ filter: /.*/, namespace: 'earshot' }, async ({ path }) => {
      try {
        const { name, value } = modules[path];
        return { contents: dataModuleOf(name, await value()), loader: 'js', watchDirs: [join(root, 'rules'), join(root, 'policies')] };
      } catch (error) {
        return { errors: [{ text: error.message }] };
      }
    });
  },
};

/** What a CommonJS dependency finds when it calls `require` for a module of Node's own inside an ES module. */
const requireForCommonJs =
  "import { createRequire as earshotCreateRequire } from 'node:module';\nconst require = earshotCreateRequire(import.meta.url);";

/** Writes beside the target and renames, so that a command started during a build reads the old file or the new one, never half of one. */
function writeWhole(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}

async function main() {
  const started = performance.now();
  const mistakes = await ruleMistakes(root);
  if (mistakes !== '') {
    const isStrict = process.argv.includes('--strict');
    const shown = isStrict ? mistakes : `${mistakes.split('\n').slice(0, 3).join('\n')}\n(all of them: npm run build -- --strict)`;
    console.error(`build: mistakes in rules/, which a release must not have:\n${shown}`);
    if (isStrict) process.exitCode = 1;
  }
  const result = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entryPoints),
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    chunkNames: 'chunks/[name]-[hash]',
    // Not minified: a stack trace in a bug report must be readable, and shrinking the syntax alone took 2 s of a 3.5 s build (2026-11-22).
    minify: false,
    legalComments: 'none',
    banner: { js: requireForCommonJs },
    external: optionalPeers,
    // The sniffer asks for the names of charsets alone; the other door to them brings 350 kB of tables, and Node's decoder has its own.
    alias: { '@exodus/bytes/encoding.js': '@exodus/bytes/encoding-lite.js' },
    plugins: [virtual, commonJsNames],
    write: false,
    metafile: true,
    logLevel: 'warning',
  });

  const written = new Set();
  // Before the chunks that read them.
  for (const [path, contents] of dataFiles) {
    writeWhole(path, contents);
    written.add(path);
  }
  // Entry points last: they name the chunks, which must be there first.
  for (const { path, text } of result.outputFiles.toSorted(
    (a, b) => Number(b.path.includes('chunks')) - Number(a.path.includes('chunks')),
  )) {
    const isProgram = relative(dist, path) === 'earshot.js';
    writeWhole(path, isProgram && !text.startsWith('#!') ? `#!/usr/bin/env node\n${text}` : text);
    if (isProgram) chmodSync(path, 0o755);
    written.add(path);
  }
  const noticesPath = join(dist, 'THIRD-PARTY-NOTICES.txt');
  writeWhole(noticesPath, notices(root, Object.keys(result.metafile.inputs)));
  written.add(noticesPath);

  // Chunks of an earlier build carry another hash and would be packed too.
  const unfinished = /\.\d+\.tmp$/u;
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = resolve(entry.parentPath, entry.name);
    if (entry.isFile() && !written.has(path) && !unfinished.test(path)) rmSync(path, { force: true });
  }

  const bytes = [...written].reduce((sum, path) => sum + statSync(path).size, 0);
  const program = result.outputFiles.find(({ path }) => relative(dist, path) === 'earshot.js');
  console.error(
    `build: ${written.size} files, ${Math.round(bytes / 1024)} kB in dist/` +
      (program === undefined ? '' : ` (earshot.js ${Math.round(program.contents.length / 1024)} kB)`) +
      `, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}

if (entryPoints.length === 0) {
  console.error('build: nothing to build');
} else {
  try {
    await main();
  } catch (error) {
    // esbuild has already printed what it calls errors, with file and line; anything else has not been said yet.
    if (!('errors' in error)) console.error(error);
    process.exitCode = 1;
  }
}
