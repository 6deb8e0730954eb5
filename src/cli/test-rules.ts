import { analyse } from '../analyse/analyse.ts';
import type { Compiled } from '../analyse/compile.ts';
import type { Example, Rule, RuleSet } from '../model/rule.ts';
import type { Block, PolicyText, Span } from '../model/text.ts';

/** The lists of examples that a rule carries. */
export type ExampleKind = keyof Rule['examples'];

/** An example that its rule misreads. */
export interface RuleTestFailure {
  readonly practice: string;
  readonly kind: ExampleKind;
  readonly example: Example;
  /** What was read, against what should have been. */
  readonly happened: string;
}

export interface RuleTestResult {
  readonly examples: number;
  readonly failures: readonly RuleTestFailure[];
}

/** Marks of the words in an example that must be quoted. */
const marks = /[«»]/gu;

/** A passage as the engine gets it: its heading, the sentence that leads to it, and its text, which is a list item if there is such a sentence. */
export function textOf({ text, section, lead }: Example): PolicyText {
  const lines = [section, lead, text.replace(marks, '')].map((line) => line?.replaceAll(/\s+/gu, ' ').trim());
  const spans: (Span | undefined)[] = [];
  let at = 0;
  for (const line of lines) {
    spans.push(line === undefined ? undefined : [at, at + line.length]);
    if (line !== undefined) at += line.length + 1;
  }
  const [headingAt, leadAt, textAt] = spans;
  const headings = lines[0] === undefined ? [] : [lines[0]];
  const blocks: readonly (Block | undefined)[] = [
    headingAt && { kind: 'heading', span: headingAt, level: 1, section: [], leads: [] },
    leadAt && { kind: 'paragraph', span: leadAt, level: 0, section: headings, leads: [] },
    textAt && {
      kind: leadAt ? 'item' : 'paragraph',
      span: textAt,
      level: leadAt ? 1 : 0,
      section: headings,
      leads: leadAt ? [leadAt] : [],
    },
  ];
  const whole = lines.filter((line) => line !== undefined).join('\n');
  return { text: whole, blocks: blocks.filter((block) => block !== undefined), language: 'en', words: whole.split(/\s+/u).length };
}

/** The first words between « and », with white space as the engine sees it. */
function marked(text: string): string | undefined {
  return /«([^»]*)»/u.exec(text)?.[1]?.replaceAll(/\s+/gu, ' ').trim();
}

/** What is wrong with the reading of an example; undefined where it is right. */
function fault(kind: ExampleKind, example: Example, practice: string, compiled: Compiled): string | undefined {
  const text = textOf(example);
  // The lead is a sentence of its own and may well be a claim; the example is about the passage.
  const passage = text.blocks.at(-1)?.span[0] ?? 0;
  const found = analyse(text, compiled).filter((finding) => finding.practice === practice && finding.span[0] >= passage);
  const stances = new Set(found.map(({ stance }) => stance));
  if (kind === 'near-misses') {
    return stances.size === 0 ? undefined : `read as ${[...stances].join(' and ')}, and must not be: “${found[0]?.quote ?? ''}”`;
  }
  if (!stances.has(kind))
    return stances.size === 0 ? `nothing was found, and it ${kind}` : `read as ${[...stances].join()}, and it ${kind}`;
  if (kind === 'denies' && stances.has('does')) return 'read as does as well, and it only denies';
  const words = marked(example.text);
  return words === undefined || found.some(({ stance, quote }) => stance === kind && quote.includes(words))
    ? undefined
    : `the quote lacks “${words}”: “${found[0]?.quote ?? ''}”`;
}

/** Reads every rule's own examples with all the rules; with `practice`, only those of that one. */
export function testRules(set: RuleSet, compiled: Compiled, practice?: string): RuleTestResult {
  const rules = set.rules.filter(({ id }) => practice === undefined || id === practice);
  const all = rules.flatMap(({ id, examples }) =>
    (['does', 'denies', 'near-misses'] as const).flatMap((kind) => examples[kind].map((example) => ({ practice: id, kind, example }))),
  );
  const failures = all.flatMap(({ practice: id, kind, example }) => {
    const happened = fault(kind, example, id, compiled);
    return happened === undefined ? [] : [{ practice: id, kind, example, happened }];
  });
  return { examples: all.length, failures };
}
