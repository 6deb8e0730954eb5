import { readFileSync, readdirSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeOnly } from './tools/code-only.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Room {
  /** The other rooms, and files directly in `src/`, that it may import. */
  readonly mayImport: readonly string[];
  /** Same input, same output: no clock, disk, network or dice. */
  readonly isPure: boolean;
  /** What a broken wall would cost. */
  readonly because: string;
}

const pureMiddle = 'it is a pure step that anyone can start from a saved value; what it needs comes in as a parameter';

/** The rooms and walls of src/README.md; a file directly in `src/` is a room of its own. */
const rooms: Readonly<Record<string, Room>> = {
  model: { mayImport: [], isPure: true, because: 'every room reads it, so whatever it imported, every room would' },
  load: { mayImport: ['model'], isPure: false, because: 'it only reads what people wrote, and judges nothing' },
  fetch: { mayImport: ['model', 'judge'], isPure: false, because: 'the network hands on bytes and does not know what is in them' },
  extract: { mayImport: ['model'], isPure: true, because: pureMiddle },
  judge: { mayImport: ['model'], isPure: true, because: pureMiddle },
  analyse: { mayImport: ['model'], isPure: true, because: pureMiddle },
  score: { mayImport: ['model'], isPure: true, because: pureMiddle },
  compare: { mayImport: ['model'], isPure: true, because: pureMiddle },
  report: { mayImport: ['model'], isPure: true, because: pureMiddle },
  archive: {
    mayImport: ['model'],
    isPure: false,
    because: 'it keeps values and derives nothing, so that a better extractor re-reads the past',
  },
  fleet: {
    mayImport: ['model', 'scan', 'archive'],
    isPure: false,
    because: 'it runs many scans, each by scan.ts, and knows no step of them',
  },
  demo: { mayImport: ['model'], isPure: false, because: 'the made-up makers are to be met like any other: over HTTP' },
  'extract-guarded': {
    mayImport: ['model', 'extract', 'extract-worker'],
    isPure: false,
    because: 'it only puts limits round extract',
  },
  'extract-worker': { mayImport: ['model', 'extract'], isPure: false, because: 'it only runs extract on another thread' },
  'read-snapshot': {
    mayImport: ['model', 'extract', 'extract-guarded', 'judge', 'analyse'],
    isPure: false,
    because: 'it makes a read policy of bytes, wherever they came from',
  },
  'warc-documents': {
    mayImport: ['model', 'fetch', 'read-snapshot'],
    isPure: false,
    because: 'it reads the pages that somebody else has fetched, and fetches none',
  },
  'visit-page': {
    mayImport: ['model', 'fetch', 'read-snapshot'],
    isPure: false,
    because: 'it is the step that the search for policies is made of, and knows nothing of rules',
  },
  scan: {
    mayImport: [
      'model',
      'read-snapshot',
      'visit-page',
      'warc-documents',
      'load',
      'fetch',
      'extract',
      'extract-guarded',
      'judge',
      'analyse',
      'score',
      'compare',
      'report',
      'archive',
    ],
    isPure: false,
    because: 'it joins the steps, and what calls it stands to its right',
  },
  cli: {
    mayImport: ['model', 'load', 'fetch', 'extract', 'extract-guarded', 'judge', 'analyse', 'score', 'compare', 'report', 'archive'].concat(
      ['fleet', 'demo', 'scan', 'read-snapshot', 'visit-page'],
    ),
    isPure: false,
    because: 'it is the outermost room',
  },
};

const sources = readdirSync(`${root}/src`, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
  .map((path) => path.slice(path.lastIndexOf('/src/') + 1))
  .toSorted();

const code = new Map(
  sources.filter((path) => /\.tsx?$/u.test(path)).map((path) => [path, readFileSync(`${root}/${path}`, 'utf8')] as const),
);

/** `src/voice/x.ts` → `voice`, `src/scan.ts` → `scan`. */
function roomOf(path: string): string {
  return path.split('/')[1]?.replace(/\.tsx?$/u, '') ?? '';
}

/** Everything a source imports: statically, for its types alone, or when it runs. Import lines start at the margin: the formatter sees to it. */
function importsOf(source: string): readonly string[] {
  const forms = [
    /^(?:import|export)\b[^'"`;]*?\bfrom\s*'([^']+)'/gmu,
    /^import\s*'([^']+)'/gmu,
    /\bimport\(\s*['"`]([^'"`]+)['"`]/gu,
    /\brequire\(\s*['"`]([^'"`]+)['"`]/gu,
  ];
  return forms.flatMap((form) => [...source.matchAll(form)].map((match) => match[1] ?? ''));
}

/** Node's own modules that compute and reach nothing outside. */
const harmlessModules = new Set(['node:util', 'node:buffer', 'node:crypto', 'node:string_decoder', 'node:url', 'node:path/posix']);
const reachingPackages = /^(?:undici|playwright|pg|kysely|pg-boss|pino|commander|@photostructure\/sqlite|yaml|ajv)(?:[/-]|$)/u;

const impure: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\b|\bnew Date(?:\(\s*\)|\s*[;,)])|(?<![\w.])performance\./u, 'reads the clock'],
  [/\bMath\.random\b|\brandom(?:UUID|Bytes|Int|FillSync)\b|\bgetRandomValues\b/u, 'throws dice'],
  [/(?<![\w.$])process[.[]/u, 'reads the process it runs in'],
  [/(?<![\w.$])(?:fetch|setTimeout|setInterval|setImmediate)\(/u, 'waits for the world'],
  [/(?<![\w.$])console\./u, 'prints'],
];

function list(faults: readonly string[]): string {
  return faults.length === 0 ? '' : `\n${faults.join('\n')}\n`;
}

describe('the rooms of src/', () => {
  it('holds only the rooms and files of the table', () => {
    const strangers = sources.filter((path) => path !== 'src/README.md' && !(roomOf(path) in rooms)).map((path) => `${path}: no such room`);
    expect(list(strangers), 'The rooms of src/ are fixed (src/README.md): find the room whose step this is part of.').toBe('');
  });

  it.each(Object.entries(rooms))('%s imports only what stands to its left', (room, { mayImport, because }) => {
    const faults: string[] = [];
    for (const [path, source] of code) {
      if (roomOf(path) !== room) continue;
      for (const specifier of importsOf(source)) {
        if (!specifier.startsWith('.')) continue;
        const target = posix.join(dirname(path), specifier);
        const other = roomOf(target);
        if (!target.startsWith('src/')) faults.push(`${path} imports ${specifier}, which is outside src/`);
        else if (other !== room && !mayImport.includes(other)) faults.push(`${path} imports ${specifier}`);
      }
    }
    const allowed = mayImport.length === 0 ? 'nothing' : mayImport.join(', ');
    expect(list(faults), `"${room}" may import ${allowed}: ${because}. Move the shared shape to src/model, or pass the value in.`).toBe('');
  });

  it.each(Object.entries(rooms).filter(([, { isPure }]) => isPure))('%s is pure: no clock, disk, network or dice', (room) => {
    const faults: string[] = [];
    for (const [path, source] of code) {
      if (roomOf(path) !== room) continue;
      for (const specifier of importsOf(source)) {
        const isReaching = (specifier.startsWith('node:') && !harmlessModules.has(specifier)) || reachingPackages.test(specifier);
        if (isReaching) faults.push(`${path} imports ${specifier}`);
      }
      codeOnly(source)
        .split('\n')
        .forEach((line, index) => {
          for (const [pattern, does] of impure) if (pattern.test(line)) faults.push(`${path}:${index + 1} ${does}: ${line.trim()}`);
        });
    }
    expect(list(faults), `The middle is pure: same input, same output. Take the clock, the file or the network as a parameter.`).toBe('');
  });
});

describe('the house', () => {
  it('keeps its top level', () => {
    const fixed = new Set([
      'src',
      'rules',
      'policies',
      'tests',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'README.md',
      'LICENSE',
    ]);
    const ignored = new Set(
      readFileSync(`${root}/.gitignore`, 'utf8')
        .split('\n')
        .map((line) => line.replace(/\/$/u, '')),
    );
    const strangers = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !fixed.has(name) && !ignored.has(name) && !name.endsWith('.log'),
    );
    expect(list(strangers), "The top level is fixed: a tool's settings live under tests/ or in package.json.").toBe('');
  });

  it('has no drawer for odds and ends', () => {
    const drawers = sources.filter((path) => /(?:^|[/-])(?:utils?|core|common|helpers?)(?:[/.-]|$)/u.test(path));
    expect(list(drawers), 'A name says what is inside: find the room and the word for it.').toBe('');
  });

  it('names files in kebab-case', () => {
    const odd = sources.filter(
      (path) => path !== 'src/README.md' && !/^(?:[a-z0-9]+(?:[-.][a-z0-9]+)*\/)*[a-z0-9]+(?:[-.][a-z0-9]+)*$/u.test(path),
    );
    expect(list(odd), 'A file is named for its main export, in kebab-case.').toBe('');
  });

  it('never imports natural whole', () => {
    const faults = [...code].filter(([, source]) => importsOf(source).includes('natural')).map(([path]) => path);
    expect(list(faults), 'It prints to stdout, reads .env and loads database drivers: import the one file that is needed.').toBe('');
  });

  it('exports by name only', () => {
    const faults = [...code].filter(([, source]) => /^export\s+default\b|\bas\s+default\b/mu.test(codeOnly(source))).map(([path]) => path);
    expect(list(faults), 'A default export has a new name in every file that imports it.').toBe('');
  });

  it('imports files by their real name', () => {
    const faults = [...code].flatMap(([path, source]) =>
      importsOf(source)
        .filter((specifier) => specifier.startsWith('.') && !/\.(?:tsx?|json)$/u.test(specifier))
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(list(faults), 'Imports end in .ts: the same path works in Node, the bundler, the compiler and the tests.').toBe('');
  });

  it('ends the process only in cli', () => {
    const faults = [...code]
      .filter(([path, source]) => roomOf(path) !== 'cli' && /(?<![\w.$])process\.exit\b/u.test(codeOnly(source)))
      .map(([path]) => path);
    expect(list(faults), 'Exit codes are decided in one place: return a value or throw.').toBe('');
  });
});

describe('the reading of sources that these tests rest on', () => {
  it('sees code and not the words in comments, strings, templates and patterns', () => {
    const source = [
      "const a = 'process.exit'; // Date.now()",
      '/* Math.random()',
      "*/ const b = `console.log(${Date.now() + `${'{'}`}) process.env`;",
      'const c = 1 / 2; const d = /process\\.[/]exit/g.test(a) ? c / b : 3;',
      'performance.now();',
    ].join('\n');
    const seen = codeOnly(source);
    expect(seen.split('\n')).toHaveLength(5);
    expect(seen).toContain('Date.now() +');
    expect(seen).toContain('c / b : 3');
    expect(seen).toContain('performance.now();');
    expect(seen).not.toMatch(/process|Math|console/u);
  });

  it('finds imports of every form, for types too', () => {
    const source = [
      "import type { A } from './a.ts';",
      "import {\n  b,\n  c,\n} from './b.ts';",
      "export { d } from './d.ts';",
      "export * from './e.ts';",
      "import './f.ts';",
      "const g = await import('./g.ts');",
      "type H = import('./h.ts').H;",
    ].join('\n');
    expect([...importsOf(source)].toSorted()).toEqual(['a', 'b', 'd', 'e', 'f', 'g', 'h'].map((name) => `./${name}.ts`));
  });
});
