// npm run bench [-- --gate] [-- ROW …]: the ratios of ../shared/PERFORMANCE.md, rows 1 to 3 and 6 to 13. Each is two things run in turn, at least
// seven pairs, the median over the pairs; CPU and wall. With --gate it exits with 1 when a target is missed (by CPU time; rows 10 and 11 by wall).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtModules, importBundled } from '../tools/import-bundled.mjs';
import { virtualModules } from '../tools/rule-files.mjs';
import { historyRows } from './history.mjs';
import { cloneSample, logWithPatches, recordedTexts } from './histories.mjs';
import { claimsAsRules, sentencePatterns, withMadeUpLexicons, withMadeUpRules } from './workloads.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = join(root, '..', 'shared');
const pairs = 7;
const rows = process.argv.slice(2).filter((arg) => /^\d+$/u.test(arg));
const isAsked = (row) => rows.length === 0 || rows.includes(String(row));
const missed = [];

/** What one run of `work` takes, in seconds. Garbage of the one before is collected first where node lets us. */
function timed(work) {
  globalThis.gc?.();
  const started = performance.now();
  const cpu = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - started) / 1e3 };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const short = (number) => (number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2));

/**
 * Runs two works in turn and prints how they compare. `isAtLeast` tells whether first/second must reach the target (speeds) or must not
 * exceed it (costs). Sizes are characters, for the MB/s.
 */
function compare({ row, what, first, second, target, isAtLeast, by = 'cpu', warmUps = 2, time = timed }) {
  for (let k = 0; k < warmUps; k++) for (const { work } of [first, second]) time(work);
  const runs = Array.from({ length: pairs }, () => [time(first.work), time(second.work)]);
  // Cost for each character, or for each run where there is none.
  const cost = ({ size = 1 }, run, clock) => run[clock] / size;
  const ratioOf = (clock) =>
    median(
      runs.map(([a, b]) => (isAtLeast ? cost(second, b, clock) / cost(first, a, clock) : cost(first, a, clock) / cost(second, b, clock))),
    );
  const ratios = { cpu: ratioOf('cpu'), wall: ratioOf('wall') };
  const speed = (part, index) =>
    part.size === undefined
      ? `${part.name} ${(1000 * median(runs.map((run) => run[index].wall))).toFixed(0)} ms`
      : `${part.name} ${short(part.size / 1e6 / median(runs.map((run) => run[index].cpu)))} MB/s`;
  const isMet = isAtLeast ? ratios[by] >= target : ratios[by] <= target;
  if (!isMet) missed.push(`row ${row}: ${what}`);
  const clocks = by === 'cpu' ? `CPU ${short(ratios.cpu)}×, wall ${short(ratios.wall)}×` : `wall ${short(ratios.wall)}×`;
  console.log(
    `${row}  ${what}: ${clocks}   target ${isAtLeast ? '≥' : '≤'} ${target}   ${isMet ? 'met' : 'MISSED'}   (${speed(first, 0)}; ${speed(second, 1)})`,
  );
}

/** Row 12: the pair that takes longest, each by the best of three, since on a shared machine any run may be broken off. */
function slowestPair(compareAll, compareKeyed) {
  const limit = 50;
  let slowest = 0;
  compareAll((before, after, memory) => {
    let best = Infinity;
    for (let k = 0; k < 3 && (k === 0 || best > limit / 4); k++) {
      const started = performance.now();
      // The answer of the run before would be remembered.
      compareKeyed(before, after, { ...memory, compared: new WeakMap() });
      best = Math.min(best, performance.now() - started);
    }
    slowest = Math.max(slowest, best);
  });
  const isMet = slowest <= limit;
  if (!isMet) missed.push('row 12: slowest real pair to compare');
  console.log(`12  slowest real pair to compare: ${slowest.toFixed(1)} ms   target ≤ ${limit} ms   ${isMet ? 'met' : 'MISSED'}`);
}

/** Policies of the corpus, every so many, in order of path, until their text is as long as asked for. */
function policies(extractMarkdown, least) {
  const folder = join(shared, 'corpus', 'policies');
  if (!existsSync(folder)) {
    console.error(`bench: the policies of the corpus are not there: ${folder} is missing.`);
    process.exit(2);
  }
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const texts = [];
  let size = 0;
  for (let k = 0; size < least; k += 37) {
    const text = extractMarkdown(readFileSync(join(folder, paths[k % paths.length]), 'utf8'));
    texts.push(text);
    size += text.text.length;
  }
  return texts;
}

const sizeOf = (texts) => texts.reduce((sum, { text }) => sum + text.length, 0);

/** One text of at least so many characters: the same policies one behind the other, again and again. */
function longText(texts, least) {
  let text = '';
  const blocks = [];
  for (let k = 0; text.length < least; k++) {
    const part = texts[k % texts.length];
    const by = text.length;
    const moved = ([start, end]) => [start + by, end + by];
    for (const block of part.blocks)
      blocks.push({
        ...block,
        span: moved(block.span),
        leads: block.leads.map(moved),
        ...(block.cells === undefined ? {} : { cells: block.cells.map((cell) => ({ ...cell, span: moved(cell.span) })) }),
      });
    text += `${part.text}\n`;
  }
  return { text, blocks, words: 0 };
}

/** natural's own way: its tokenizer and its stemmer over sentences; its sentence splitter is quadratic, so a plain pattern splits. */
function naturalReader() {
  const require = createRequire(join(root, 'package.json'));
  const porter = require('natural/lib/natural/stemmers/porter_stemmer.js');
  const { WordTokenizer } = require('natural/lib/natural/tokenizers/regexp_tokenizer.js');
  const tokenizer = new WordTokenizer();
  return (texts) => {
    let stems = 0;
    for (const { text, blocks } of texts)
      for (const { span } of blocks)
        for (const sentence of text.slice(...span).split(/(?<=[.!?])\s+(?=[A-Z0-9"“(])/u))
          for (const word of tokenizer.tokenize(sentence)) stems += porter.stem(word).length;
    return stems;
  };
}

/** A process from start to end. */
function timedProcess(args) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr.slice(0, 500)}`);
  const seconds = (performance.now() - started) / 1e3;
  return { cpu: seconds, wall: seconds };
}

/** A real page that the command reads as a policy: of the middle of the corpus by size. */
function page(program) {
  const folder = join(shared, 'corpus', 'html');
  if (!existsSync(folder)) {
    console.error(`bench: the pages of the corpus are not there: ${folder} is missing.`);
    process.exit(2);
  }
  const pages = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, size: readFileSync(path).length }))
    .toSorted((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1));
  for (const { path, size } of pages.slice(pages.length >> 1))
    if (spawnSync(process.execPath, [program, 'scan', path, '--quiet'], { stdio: 'ignore' }).status === 0) return { path, size };
  throw new Error('no page of the corpus is read as a policy');
}

const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
try {
  const built = await importBundled(root, "export * from './tests/bench/engine.ts';", virtualModules(root));
  const { analyse, compile, compiledRules, extractMarkdown, ruleSetFrom, ruleFiles } = built;
  const set = ruleSetFrom(ruleFiles);
  const compiled = await compiledRules(set);
  const texts = policies(extractMarkdown, 500_000);
  const size = sizeOf(texts);
  const claims = set.rules.reduce((sum, rule) => sum + rule.claims.length, 0);
  console.log(
    `${texts.length} policies, ${short(size / 1e6)} MB; ${set.rules.length} rules of ${claims} claims, ${set.lexicons.length} lexicons. Ratios are medians of ${pairs} pairs.`,
  );
  const read = (of, rules) => ({ name: 'engine', size: sizeOf(of), work: () => of.forEach((text) => analyse(text, rules)) });

  if (isAsked(6)) {
    const readNaturally = naturalReader();
    console.log('6  (wink-nlp and textlint are no dependencies of this project and are not compared)');
    compare({
      row: 6,
      what: 'engine / natural: sentences, tokens and stems',
      target: 75,
      isAtLeast: true,
      first: read(texts, compiled),
      second: { name: 'natural', size, work: () => readNaturally(texts) },
    });
  }
  if (isAsked(7)) {
    // A quarter of the text: at 300 patterns it takes them seconds.
    const few = policies(extractMarkdown, 100_000);
    const sentences = few.flatMap(({ text, blocks }) =>
      blocks.flatMap(({ span }) => text.slice(...span).split(/(?<=[.!?])\s+(?=[A-Z0-9"“(])/u)),
    );
    for (const [count, target] of [
      [60, 12],
      [300, 70],
    ]) {
      const rules = claimsAsRules(set, count);
      const patterns = sentencePatterns(rules);
      let hits = 0;
      compare({
        row: 7,
        what: `engine / one regular expression for each of ${count} rules (a claim each)`,
        target,
        isAtLeast: true,
        warmUps: 1,
        first: read(few, compile(rules)),
        second: {
          name: 'patterns',
          size: sizeOf(few),
          work: () => {
            for (const sentence of sentences) for (const pattern of patterns) if (pattern.test(sentence)) hits++;
          },
        },
      });
    }
  }
  if (isAsked(8)) {
    console.log('8  (the further rules and terms are made up: they are looked for in every text and found in none; rules alone)');
    const alone = compile(set);
    compare({
      row: 8,
      what: 'ten times the rules / the rules',
      target: 1.3,
      isAtLeast: false,
      first: { ...read(texts, compile(withMadeUpRules(set, 9))), name: 'ten times' },
      second: read(texts, alone),
    });
    compare({
      row: 8,
      what: 'ten times the lexicon / the lexicon',
      target: 1.8,
      isAtLeast: false,
      first: { ...read(texts, compile(withMadeUpLexicons(set, 9))), name: 'ten times' },
      second: read(texts, alone),
    });
  }
  if (isAsked(9)) {
    const [short100k, long10M] = [longText(texts, 100_000), longText(texts, 10_000_000)];
    const times = 20;
    compare({
      row: 9,
      what: 'cost of a character of 10 MB / of 100 kB',
      target: 1.3,
      isAtLeast: false,
      warmUps: 1,
      first: { name: '10 MB', size: long10M.text.length, work: () => analyse(long10M, compiled) },
      second: {
        name: '100 kB',
        size: short100k.text.length * times,
        work: () => {
          for (let k = 0; k < times; k++) analyse(short100k, compiled);
        },
      },
    });
  }
  if (isAsked(10)) {
    const program = join(root, 'dist', 'earshot.js');
    const { path, size: bytes } = page(program);
    const node = { name: 'node', work: ['-e', '0'] };
    compare({
      row: 10,
      what: `scan page.html (${Math.round(bytes / 1000)} kB) / starting Node`,
      target: 3,
      isAtLeast: false,
      by: 'wall',
      time: timedProcess,
      first: { name: 'scan', work: [program, 'scan', path, '--quiet'] },
      second: node,
    });
    compare({
      row: 10,
      what: '--version / starting Node',
      target: 1.2,
      isAtLeast: false,
      by: 'wall',
      time: timedProcess,
      first: { name: '--version', work: [program, '--version'] },
      second: node,
    });
  }
  if (isAsked(11) || isAsked(12)) {
    const { compareKeyed, keyed, makeTextMemory } = built;
    const repository = cloneSample(shared, folder);
    // The same bytes are one text: archives go back and forth between two of them, and whoever reads one knows its hash.
    const known = new Map();
    const textOf = (text) => {
      if (!known.has(text)) known.set(text, extractMarkdown(text));
      return known.get(text);
    };
    const histories = recordedTexts(repository).map((versions) => versions.map(textOf));
    const compareAll = (onPair) => {
      for (const versions of histories) {
        const memory = makeTextMemory();
        let before;
        for (const text of versions) {
          const after = keyed(text, memory);
          if (before !== undefined) onPair(before, after, memory);
          before = after;
        }
      }
    };
    if (isAsked(11))
      compare({
        row: 11,
        what: 'comparing all consecutive pairs of a history, read before / git log -p',
        target: 0.7,
        isAtLeast: false,
        by: 'wall',
        warmUps: 1,
        first: { name: 'compare', work: () => compareAll((before, after, memory) => compareKeyed(before, after, memory)) },
        second: { name: 'git log -p', work: () => logWithPatches(repository) },
      });
    if (isAsked(12)) slowestPair(compareAll, compareKeyed);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const history = [1, 2, 3, 13].filter(isAsked);
if (history.length > 0) missed.push(...(await historyRows({ root, shared, rows: history, virtual: builtModules(virtualModules(root)) })));
if (missed.length > 0) {
  console.log(`${missed.length} missed: ${missed.join('; ')}`);
  if (process.argv.includes('--gate')) process.exitCode = 1;
}
