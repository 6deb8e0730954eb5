import { serveDemo, type ServedMaker } from '../../demo/serve-demo.ts';
import { fetchOptions } from '../../fetch/fetch-options.ts';
import { shippedScoring } from '../../load/scoring.ts';
import { incompatiblePractices, owedOf } from '../../load/shipped-data.ts';
import { controlOf, severities, type Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { arrangement, placeOf, practiceOf } from '../../report/arrangement.ts';
import { failureSentences } from '../../report/failure-sentences.ts';
import { partWords } from '../../report/found-words.ts';
import { harmless, harmlessUrl } from '../../report/harmless.ts';
import { counted, remarks } from '../../report/plain-words.ts';
import { wrapped } from '../../report/wrapped.ts';
import { scan, type ReadOptions, type Scan } from '../../scan.ts';
import { compiledRules } from '../compiled-rules.ts';
import type { DemoResult } from '../demo-site.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { painter, type Paint } from '../paint.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { print, progress, terminal } from '../terminal.ts';

export interface DemoFlags {
  readonly quiet?: true;
  readonly colour: boolean;
  readonly color: boolean;
}

/** Passages shown for each maker. Source: DESIGN.md, "the five gravest passages". */
const passagesShown = 5;

/** `earshot demo`: the whole path on four made-up makers, over HTTP on this machine. */
export async function demoCommand(flags: DemoFlags, version: string): Promise<ExitCode> {
  const { width, hasColour, isWatched } = terminal(!flags.colour || !flags.color);
  const paint = painter(hasColour);
  const shown = progress(isWatched && flags.quiet !== true);
  const set = await rulesInUse(undefined);
  const compiled = await compiledRules(set);
  const incompatible = await incompatiblePractices();
  const scoring = await shippedScoring();
  const fetch = fetchOptions({ allowPrivate: true });
  const demo = await serveDemo();
  const results: DemoResult[] = [];
  try {
    await print(
      `${wrapped('Four made-up makers, served on this machine and scanned from their bare home pages. No word of their policies is real.', width).join('\n')}\n`,
    );
    for (const maker of demo.makers) {
      const options: ReadOptions = {
        compiled,
        rulesSha256: set.sha256,
        version,
        product: maker.product,
        kind: { name: maker.kind, owed: await owedOf(maker.kind) },
        incompatible,
        scoring,
      };
      const say = (words: string): void => shown.show(`${maker.name}: ${words}`);
      const result = await scan([{ url: maker.home }], { ...options, fetch, stdin: process.stdin, clock: Date.now, say });
      shown.clear();
      results.push({ maker, result, options });
      await print(`\n${makerLines(maker, result, width, paint).join('\n')}\n`);
    }
  } finally {
    shown.clear();
    await demo.close();
  }
  await print(
    `\n${table(results, paint).join('\n')}\n\n${wrapped('Earshot grades what the policy says, not how private a device is. To scan a real one: earshot scan https://…', width).join('\n')}\n`,
  );
  shown.show('Writing their site');
  const { demoSite } = await import('../demo-site.ts');
  const firstPage = await demoSite(results);
  shown.clear();
  await print(`\nThe same as a web site, with what changed; open it in a browser:\n${firstPage}\n`);
  return exitCode(results.map(({ result }) => ({ kind: 'report', report: result.report })));
}

function makerLines({ name, product }: ServedMaker, result: Scan, width: number, paint: Paint): readonly string[] {
  const { report } = result;
  const title = product.startsWith(name) ? product : `${name}: ${product}`;
  return [
    paint(['bold'], `${harmless(title)} ${'─'.repeat(Math.max(0, width - title.length - 1))}`),
    ...documents(report, width, paint),
    ...gravest(result).flatMap((finding, index) => ['', ...passage(finding, index + 1, result, width, paint)]),
  ];
}

function documents({ policies }: Report, width: number, paint: Paint): readonly string[] {
  return policies.flatMap((policy) => {
    const name = harmless(policy.title ?? harmlessUrl(policy.finalUrl));
    if (policy.failure !== undefined)
      return wrapped(`NOT READ: ${name}. ${failureSentences(policy.failure).happened}`, width, '  ', '    ').map((line) =>
        paint(['yellow'], line),
      );
    return wrapped([name, ...partWords(policy), counted(policy.words, 'word')].join(', '), width, '  ', '    ').map((line) =>
      paint(['dim'], line),
    );
  });
}

/** The gravest admissions, of different practices as far as they go: five sentences on one matter would hide the others. */
function gravest({ report, context }: Scan): readonly Finding[] {
  const groups = arrangement(report, context).admissions.map(({ findings }) => findings);
  const depth = Math.max(0, ...groups.map((findings) => findings.length));
  const inTurn = Array.from({ length: depth }, (_, round) => groups.flatMap((findings) => findings[round] ?? [])).flat();
  return inTurn
    .filter((finding, index) => inTurn.findIndex((other) => placeOf(other) === placeOf(finding)) === index)
    .slice(0, passagesShown);
}

function passage(finding: Finding, number: number, { report, context }: Scan, width: number, paint: Paint): readonly string[] {
  const practice = practiceOf(finding.practice, context);
  const control = report.controls.find(({ about }) => about === controlOf[finding.concern]);
  const place = [finding.section.map(harmless).join(' › '), ...remarks(finding)].filter((words) => words !== '').join(' · ');
  const advice = control === undefined ? harmless(practice.turnOff.how) : `“${harmless(control.quote)}”`;
  return [
    ...wrapped(`It ${harmless(practice.title)} — ${finding.severity}`, width, `${number}. `, '   ').map((line) =>
      paint(finding.severity === 'grave' ? ['bold', 'red'] : ['bold'], line),
    ),
    ...(finding.lead === undefined ? [] : wrapped(harmless(finding.lead), width, '    ').map((line) => paint(['dim'], line))),
    ...wrapped(`“${harmless(finding.quote)}”`, width, '   ', '    '),
    ...wrapped(place, width, '    ').map((line) => paint(['dim'], line)),
    ...(advice === '' ? [] : wrapped(`Turn it off: ${advice}`, width, '   ', '    ')),
  ];
}

/** One line a maker: how many practices are admitted by severity, how many denied and silent. */
function table(results: readonly { readonly maker: ServedMaker; readonly result: Scan }[], paint: Paint): readonly string[] {
  const heads = ['', ...severities, 'denied', 'silent', 'owed', 'contradictions'];
  const rows = results.map(({ maker, result }) => {
    const { admissions, denials, owed, silentCount, contradictions } = arrangement(result.report, result.context);
    const bySeverity = severities.map((severity) => admissions.filter((group) => group.severity === severity).length);
    return [maker.name, ...[...bySeverity, denials.length, silentCount, owed.length, contradictions.length].map(String)];
  });
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [
    paint(['bold'], line(heads).trimEnd()),
    ...rows.map(line),
    paint(['dim'], 'Practices admitted, by severity; denied; not spoken of;'),
    paint(['dim'], 'questions owed an answer that get none; contradictions.'),
  ];
}
