// Scans labelled policies with the built command and scores the reports with the gold set's own evaluate.mjs, one policy
// at a time, so that figures can be summed and resampled over policies.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { claimsOf, shared, unitSplitter } from './units.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist', 'earshot.js');
const units = await unitSplitter();

/**
 * Where each set's texts and labels are. Our own sets are labels only: a name `KIND-SLUG-DATE` is the text `corpus/policies/KIND/SLUG/DATE.md`, and
 * `KIND-SLUG-DATE.FROM-TO` a stretch of it, units FROM to TO, of which alone there are labels.
 */
const folders = {
  dev: join(shared, 'gold', 'dev'),
  aside: join(shared, 'gold', 'aside'),
  ours: join(root, 'tests', 'gold'),
  check: join(root, 'tests', 'gold', 'check'),
  learned: join(root, 'tests', 'gold', 'learned'),
};

const corpusFile = (name) => {
  const [, kind, slug, date] = /^([a-z]+)-(.+)-(\d{4}-\d\d-\d\d)(?:\.\d+-\d+)?$/.exec(name) ?? [];
  return join(shared, 'corpus', 'policies', kind, slug, `${date}.md`);
};

/** First and last unit of a stretch; null for a whole policy. */
export function rangeOf(name) {
  const range = /\.(\d+)-(\d+)$/.exec(name);
  return range === null ? null : [Number(range[1]), Number(range[2])];
}

/** Names, texts and label files of a set. */
export function policiesOf(set) {
  if (!existsSync(shared))
    throw new Error(`no labelled texts: ${shared} is missing; the gold figures need the shared material beside the project`);
  // A set of our own may be empty for a while: texts that were tuned to leave `check`.
  return (existsSync(folders[set]) ? readdirSync(folders[set]) : [])
    .filter((file) => file.endsWith('.labels.jsonl'))
    .toSorted()
    .map((file) => {
      const name = basename(file, '.labels.jsonl');
      const text = set === 'dev' || set === 'aside' ? join(folders[set], `${name}.md`) : corpusFile(name);
      return { name, text, labels: join(folders[set], file) };
    });
}

/** One report a policy, by the built command. */
export function scan(texts) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [cli, 'scan', ...texts, '--format', 'json', '--quiet', '--allow-not-assessed'],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    },
  );
  if (status !== 0) throw new Error(`scan ended with ${status}: ${stderr}`);
  const reports =
    texts.length === 1
      ? [JSON.parse(stdout)]
      : stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line));
  // A labelled policy that is taken for something else is missed whole, and is said.
  reports.forEach(({ policies }, index) => {
    for (const { failure } of policies)
      if (failure !== undefined) console.error(`not read: ${texts[index]}: ${failure.kind}, ${failure.detail}`);
  });
  return reports;
}

/** A stretch's labels, and what is found outside of it as optional ones, which evaluate.mjs counts neither for nor against. */
function labelsWithin([from, to], labels, report, text) {
  const outside = [...claimsOf(report, units(readFileSync(text, 'utf8')))].flatMap((claim) => {
    const [number, practice, stance] = claim.split(' ');
    const unit = Number(number);
    return unit >= from && unit <= to ? [] : [JSON.stringify({ unit, practice, stance, optional: true })];
  });
  return [readFileSync(labels, 'utf8').trimEnd(), ...outside, ''].join('\n');
}

/** Scores of every policy of a set: what evaluate.mjs prints with --json, by name. */
export function measure(set) {
  const policies = policiesOf(set);
  if (policies.length === 0) return [];
  const texts = [...new Set(policies.map((policy) => policy.text))];
  const reportOf = new Map(scan(texts).map((report, index) => [texts[index], report]));
  const folder = mkdtempSync(join(tmpdir(), 'earshot-gold-'));
  try {
    return policies.map(({ name, text, labels }) => {
      const report = reportOf.get(text);
      const range = rangeOf(name);
      const gold = join(folder, name, 'gold');
      const found = join(folder, name, 'reports');
      mkdirSync(gold, { recursive: true });
      mkdirSync(found);
      symlinkSync(text, join(gold, `${name}.md`));
      if (range === null) symlinkSync(labels, join(gold, `${name}.labels.jsonl`));
      else writeFileSync(join(gold, `${name}.labels.jsonl`), labelsWithin(range, labels, report, text));
      writeFileSync(join(found, `${name}.json`), JSON.stringify(report));
      const scores = JSON.parse(
        execFileSync(process.execPath, [join(shared, 'gold', 'evaluate.mjs'), '--gold', gold, '--reports', found, '--json'], {
          encoding: 'utf8',
          maxBuffer: 1 << 28,
        }),
      );
      // Whether a document says something at all is asked of whole ones.
      if (range !== null) scores.documents = zero();
      return { name, scores, rules: report.tool.rules };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const zero = () => ({ right: 0, claims: 0, gold: 0 });
const add = (sum, part) => {
  for (const field of Object.keys(sum)) sum[field] += part?.[field] ?? 0;
  return sum;
};

export const f1 = ({ right, claims, gold }) => (claims + gold === 0 ? Number.NaN : (2 * right) / (claims + gold));

/** What a set is judged by: the name of a figure and where evaluate.mjs keeps it. */
export const figures = {
  headline: (s) => s.headline,
  voice: (s) => s.byConcern.voice,
  location: (s) => s.byConcern.location,
  sharing: (s) => s.byConcern.sharing,
  government: (s) => s.byConcern.government,
  viewing: (s) => s.byConcern.viewing,
  biometric: (s) => s.byConcern.biometric,
  tracking: (s) => s.byConcern.tracking,
  retention: (s) => s.byConcern.retention,
  control: (s) => s.byConcern.control,
  denials: (s) => s.denies,
  'all practices': (s) => s.practice,
  'presence per document': (s) => s.documents,
};

export const total = (results, figure) => results.reduce((sum, { scores }) => add(sum, figure(scores)), zero());

/** 95 % interval of F1 over resampled policies; 2,000 draws from a fixed seed (mulberry32), so the same labels give the same interval. */
export function bootstrap(results, figure, draws = 2000) {
  let state = 20261122;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const values = [];
  for (let draw = 0; draw < draws; draw++) {
    const sum = zero();
    for (let i = 0; i < results.length; i++) add(sum, figure(results[Math.floor(random() * results.length)].scores));
    const value = f1(sum);
    if (!Number.isNaN(value)) values.push(value);
  }
  const sorted = values.toSorted((a, b) => a - b);
  return values.length === 0
    ? [Number.NaN, Number.NaN]
    : [sorted[Math.floor(sorted.length * 0.025)], sorted[Math.floor(sorted.length * 0.975)]];
}

/** Lower-case hex SHA-256 over the label files of some sets, in name order, and further files behind them: the labels' version. */
export function labelsVersion(sets, further = []) {
  const hash = createHash('sha256');
  for (const set of sets) for (const { name, labels } of policiesOf(set)) hash.update(`${set}/${name}\n`).update(readFileSync(labels));
  for (const path of further) hash.update(readFileSync(path));
  return hash.digest('hex');
}
