// Rows 1 to 3 and 13 of ../shared/PERFORMANCE.md, over the sample history: what scanning and importing it costs beside reading the same contents out of
// git. Run by run.mjs. A process and what it starts are measured together by the shell's `times`. Three pairs and not seven: one run takes half a minute.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../tools/import-bundled.mjs';

const pairs = 3;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** CPU and wall seconds of a shell line, with all that it starts. */
function timed(line, cwd) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `${line}\ncode=$?; times; exit $code`], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const wall = (performance.now() - started) / 1e3;
  if (status !== 0) throw new Error(`${line} ended with ${status}: ${stderr.slice(0, 500)}`);
  const children = stdout.trim().split('\n').at(-1) ?? '';
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/gu)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
  return { cpu, wall, out: stdout };
}

/** Prints the rows that are asked for; gives those that miss their target. */
export async function historyRows({ root, shared, rows, virtual }) {
  const bundle = join(shared, 'history', 'ota-versions-sample.bundle');
  if (!existsSync(bundle)) {
    console.error(`bench: the sample history is not there: ${bundle} is missing.`);
    process.exit(2);
  }
  const missed = [];
  const folder = mkdtempSync(join(tmpdir(), 'earshot-history-'));
  const say = (row, what, ratio, target, detail) => {
    const isMet = ratio <= target;
    if (!isMet) missed.push(`row ${row}: ${what}`);
    console.log(`${row}  ${what}: ${ratio.toFixed(2)}   target ≤ ${target}   ${isMet ? 'met' : 'MISSED'}   (${detail})`);
  };
  try {
    spawnSync('git', ['clone', '--quiet', '--bare', '-b', 'main', bundle, 'sample.git'], { cwd: folder, stdio: 'inherit' });
    timed(
      "git -C sample.git log --reverse --raw --no-abbrev --no-renames --format= | awk -F'[ \\t]' '$4 !~ /^0+$/ {print $6 \"\\t\" $4}' | sort -s -t$'\\t' -k1,1 | awk -F'\\t' '!seen[$2]++ {print $2}' > blobs",
      folder,
    );
    const yardstick = 'git -C sample.git cat-file --batch --buffer < blobs > /dev/null';
    const outfile = join(root, 'node_modules', '.cache', `earshot-history-${process.pid}.mjs`);
    const source = `
          import { readFileSync } from 'node:fs';
          import { readBlobs } from './src/archive/ota/read-blobs.ts';
          import { analyse } from './src/analyse/analyse.ts';
          import { compiledRules } from './src/cli/compiled-rules.ts';
          import { extractMarkdown } from './src/extract/markdown.ts';
          import { ruleSetFrom } from './src/load/rules.ts';
          import { ruleFiles } from 'earshot:rule-files';
          const [, , list, way] = process.argv;
          const compiled = await compiledRules(ruleSetFrom(ruleFiles));
          const memory = way === 'remembered' ? new Map() : undefined;
          let findings = 0;
          for await (const { bytes } of readBlobs('sample.git', readFileSync(list, 'utf8').trim().split('\\n')))
            if (bytes !== null && way !== 'nothing') {
              const text = extractMarkdown(bytes.toString('utf8'));
              if (way !== 'extracted') findings += analyse(text, compiled, memory === undefined ? {} : { memory }).length;
            }
          console.log(JSON.stringify({ findings, rss: process.resourceUsage().maxRSS / 1024 }));`;
    await build({ ...bundleOptions(root, source, virtual), outfile });
    const scanned = (way) => timed(`${process.execPath} ${outfile} blobs ${way}`, folder);
    const against = (row, what, way, target) => {
      const runs = Array.from({ length: pairs }, () => [scanned(way), timed(yardstick, folder)]);
      const ratio = median(runs.map(([a, b]) => a.cpu / b.cpu));
      say(
        row,
        `${what} / git cat-file --batch of the same contents`,
        ratio,
        target,
        `CPU; ${median(runs.map(([a]) => a.cpu)).toFixed(1)} s against ${median(runs.map(([, b]) => b.cpu)).toFixed(2)} s`,
      );
      return runs[0]?.[0].out ?? '';
    };
    if (rows.includes(1) || rows.includes(13)) {
      const out = against(1, 'scanning the history, each paragraph once', 'remembered', 6);
      const { rss, findings } = JSON.parse(out.split('\n')[0] ?? '{}');
      say(13, 'peak memory of scanning the history, MiB', rss, 256, `${findings} findings in all texts`);
    }
    if (rows.includes(2)) against(2, 'the same without remembering', 'whole', 18);
    if (rows.includes(3) || rows.includes(13)) {
      const program = join(root, 'dist', 'earshot.js');
      const line = `${process.execPath} --require ./rss.cjs ${program} import ota sample.git --archive a.sqlite --quiet`;
      writeFileSync(join(folder, 'rss.cjs'), "process.on('exit', () => console.log('rss ' + process.resourceUsage().maxRSS / 1024));");
      const full = timed(line, folder);
      const again = Array.from({ length: pairs }, () => timed(line, folder));
      say(
        3,
        'importing again when nothing is new / the whole import',
        median(again.map(({ cpu }) => cpu)) / full.cpu,
        0.02,
        `CPU; ${full.cpu.toFixed(1)} s the first time, once`,
      );
      say(13, 'peak memory of importing the history, MiB', Number(/^rss ([\d.]+)$/mu.exec(full.out)?.[1]), 256, 'once');
    }
    rmSync(outfile, { force: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return missed;
}
