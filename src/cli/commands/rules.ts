import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRuleName } from '../../load/rule-name.ts';
import { shippedAccuracy } from '../../load/shipped-accuracy.ts';
import { shippedRuleFiles } from '../../load/shipped-rules.ts';
import { keyOf } from '../../load/rules.ts';
import type { Accuracy } from '../../model/accuracy.ts';
import { concerns, type Severity } from '../../model/finding.ts';
import type { Example, LexiconFile, Rule, RuleSet } from '../../model/rule.ts';
import { UserError } from '../../model/user-error.ts';
import { harmless } from '../../report/harmless.ts';
import { concernWords, counted } from '../../report/plain-words.ts';
import { columns, wrapped } from '../../report/wrapped.ts';
import { compiledRulesAlone } from '../compiled-rules.ts';
import { strongestInWords } from '../feature-in-words.ts';
import { accuracyInShort, accuracyInWords } from '../accuracy-in-words.ts';
import { claimInWords } from '../claim-in-words.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { oneOf, practiceNamed, shortened } from '../known.ts';
import { painter, type Paint } from '../paint.ts';
import { rulesInUse } from '../rules-in-use.ts';
import { print, tell, terminal } from '../terminal.ts';
import { testRules, type RuleTestFailure } from '../test-rules.ts';

export interface RulesFlags {
  readonly rules?: string;
  readonly colour: boolean;
  readonly color: boolean;
}

const terminalOf = ({ colour, color }: RulesFlags) => terminal(!colour || !color);

/** Styles of the severities, the same as in reports. */
const severityStyles: Record<Severity, Parameters<Paint>[0]> = {
  grave: ['bold', 'red'],
  serious: ['bold', 'yellow'],
  moderate: ['bold', 'cyan'],
  minor: ['bold'],
};

/** `earshot rules list`: a table by concern. */
export async function listRules(flags: RulesFlags): Promise<ExitCode> {
  const { rules, sha256 } = await rulesInUse(flags.rules);
  // Measured for the shipped rules alone: it says nothing of a folder's.
  const accuracy = flags.rules === undefined ? await shippedAccuracy() : null;
  const { hasColour, width } = terminalOf(flags);
  const paint = painter(hasColour);
  const idWidth = Math.max(...rules.map(({ id }) => columns(id))) + 2;
  const severityWidth = 'moderate'.length + 2;
  const blocks = concerns
    .map((concern) => ({ concern, own: rules.filter((rule) => rule.concern === concern) }))
    .filter(({ own }) => own.length > 0)
    .map(({ concern, own }) => [
      paint(['bold'], concernWords[concern]),
      ...own.flatMap(({ id, severity, title }) => [
        `  ${id.padEnd(idWidth)}${paint(severityStyles[severity], severity)}${' '.repeat(severityWidth - severity.length)}${harmless(title)}`,
        ...wrapped(accuracyInShort(accuracy?.practices[id]?.does), width, '      ').map((line) => paint(['dim'], line)),
      ]),
    ]);
  const measured = accuracy === null ? [] : ['', ...wrapped(measuredOn(accuracy, sha256), width)];
  await print(
    `${[
      ...blocks
        .map((lines) => lines.join('\n'))
        .join('\n\n')
        .split('\n'),
      ...measured,
    ].join('\n')}\n\n${counted(rules.length, 'practice')}. "earshot rules show <practice>" shows one of them whole.\n`,
  );
  return exitCodes.done;
}

/** `earshot rules show`: one rule for a reader. */
export async function showRule(id: string, flags: RulesFlags): Promise<ExitCode> {
  const set = await rulesInUse(flags.rules);
  const rule = practiceNamed(id, set.rules);
  const accuracy = flags.rules === undefined ? await shippedAccuracy() : null;
  const learned = flags.rules === undefined ? await learnedOf(rule.id) : [];
  const { width, hasColour } = terminalOf(flags);
  const paint = painter(hasColour);
  const heading = (words: string): string => paint(['bold'], words);
  const paragraph = (words: string, first = '  ', rest = first): readonly string[] => wrapped(harmless(words), width, first, rest);
  const examples = (words: string, list: readonly Example[]): readonly string[] =>
    list.length === 0 ? [] : ['', heading(words), ...list.flatMap((example) => paragraph(exampleInWords(example), '  – ', '    '))];
  const lines = [
    `${heading(`It ${harmless(rule.title)}`)} — ${paint(severityStyles[rule.severity], rule.severity)}`,
    paint(['dim'], `${rule.id}, concern: ${concernWords[rule.concern]}`),
    ...section(heading('Why it matters'), paragraph(rule.why)),
    ...section(heading('How to switch it off'), paragraph(rule.turnOff.how)),
    ...section(heading('What that costs'), paragraph(rule.turnOff.cost)),
    ...section(heading('Source'), paragraph(rule.source)),
    ...section(heading('How often it is right'), accuracyLines(rule.id, accuracy, set.sha256, paragraph)),
    '',
    heading(rule.claims.length === 1 ? 'A policy says it when' : 'A policy says it when one of these holds'),
    ...rule.claims.flatMap((claim, index) => {
      const [first = '', ...others] = claimInWords(claim);
      const mark = `  ${index + 1}. `;
      return [...paragraph(first, mark, '     '), ...others.flatMap((line) => paragraph(line, '     ', '       '))];
    }),
    ...lexiconsOf(rule, set, paragraph, heading),
    ...section(
      heading('What counts most beside these'),
      learned.flatMap((words) => paragraph(words, '  – ', '    ')),
    ),
    ...examples('Passages that admit it', rule.examples.does),
    ...examples('Passages that deny it', rule.examples.denies),
    ...examples('Passages that look like it and are not', rule.examples['near-misses']),
  ];
  await print(`${lines.join('\n')}\n`);
  return exitCodes.done;
}

/** What the sentence classifier learned of a practice. */
async function learnedOf(id: string): Promise<readonly string[]> {
  const { strongest } = await import('earshot:strongest');
  return strongestInWords(id, strongest);
}

/** What the figures rest on, and whether they are of these very rules. */
function measuredOn({ sets, rules }: Accuracy, sha256: string): string {
  const texts = `${counted(sets.tuned.policies.length, 'policy or part of one', 'policies or parts of policies')} that the rules were tuned to and ${sets['held-out'].policies.length} that they never were`;
  return `Measured on labelled texts: ${texts}.${rules === sha256 ? '' : ' The rules that were measured are not these very ones.'}`;
}

/** How right the rule was in each stance, with 95 % intervals, and what that was measured on; [] in a build without figures. */
function accuracyLines(
  id: string,
  accuracy: Accuracy | null,
  sha256: string,
  paragraph: (words: string, first?: string, rest?: string) => readonly string[],
): readonly string[] {
  if (accuracy === null) return [];
  const { does, denies } = accuracy.practices[id] ?? {};
  const said = [
    ...accuracyInWords(does).map((words) => `read as an admission, ${words}`),
    ...accuracyInWords(denies).map((words) => `read as a denial, ${words}`),
  ];
  const lines = said.length === 0 ? ['no labelled text says it: nothing was measured'] : said;
  return [...lines.flatMap((words) => paragraph(words, '  – ', '    ')), ...paragraph(measuredOn(accuracy, sha256))];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function exampleInWords({ text, section: heading, lead }: Example): string {
  return [heading === undefined ? '' : `[${heading}] `, lead === undefined ? '' : `${lead} … `, text].join('');
}

/** Terms of a lexicon that are shown: enough to see what it is about; the file has them all. */
const termsShown = 12;

/** The lexicons that a rule names, each with what it is about and its first terms. */
function lexiconsOf(
  { claims }: Rule,
  { lexicons }: RuleSet,
  paragraph: (words: string, first: string, rest: string) => readonly string[],
  heading: (words: string) => string,
): readonly string[] {
  const named = new Set(claims.flatMap((claim) => Object.values(claim).flat()).flatMap((term) => /^<(.*)>$/u.exec(term)?.[1] ?? []));
  const shown = lexicons.filter(({ name }) => named.has(name));
  if (shown.length === 0) return [];
  return ['', heading('Words it refers to'), ...shown.flatMap((lexicon) => paragraph(lexiconInWords(lexicon), '  ', '      '))];
}

function lexiconInWords({ name, about, terms, includes = [] }: LexiconFile): string {
  const more = terms.length - termsShown;
  const list = [
    ...terms.slice(0, termsShown),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(includes.length > 0 ? [`all of ${includes.map((it) => `<${it}>`).join(', ')}`] : []),
  ];
  return `<${name}> ${about} ${list.join(', ')}`;
}

/** `earshot rules test`: closes with "N examples, N failed" and "N passed, N failed". */
export async function testCommand(id: string | undefined, flags: RulesFlags): Promise<ExitCode> {
  const set = await rulesInUse(flags.rules);
  const practice = id === undefined ? undefined : practiceNamed(id, set.rules).id;
  const { width, hasColour } = terminalOf(flags);
  const paint = painter(hasColour);
  const { examples, failures } = testRules(set, await compiledRulesAlone(set), practice);
  const lines = failures.flatMap((failure) => failureLines(failure, width, paint));
  const verdict = [`${examples} examples, ${failures.length} failed`, `${examples - failures.length} passed, ${failures.length} failed`];
  await print(`${[...lines, ...verdict].join('\n')}\n`);
  return failures.length === 0 ? exitCodes.done : exitCodes.mistake;
}

function failureLines({ practice, kind, example, happened }: RuleTestFailure, width: number, paint: Paint): readonly string[] {
  return [
    paint(['bold', 'red'], `rules/${practice}.yaml, ${kind}:`),
    ...wrapped(harmless(exampleInWords(example)), width, '  “', '   ').map((line, index, all) =>
      index === all.length - 1 ? `${line}”` : line,
    ),
    ...wrapped(harmless(happened), width, '  → ', '    '),
    '',
  ];
}

/** `earshot rules new`: an outline that says what belongs where. */
export async function newRule(id: string, flags: RulesFlags): Promise<ExitCode> {
  const [concern = '', name = '', ...rest] = id.replace(/\.yaml$/u, '').split('/');
  if (name === '' || rest.length > 0)
    throw new UserError(`"${shortened(id)}" is not the id of a practice: it is <concern>/<name>, such as voice/whispering.`);
  oneOf(concern, concerns, 'concern');
  if (!isRuleName(name))
    throw new UserError(`"${shortened(name)}" is not a name for a practice: small letters, digits and hyphens, such as voice/whispering.`);
  const path = join(flags.rules ?? 'rules', concern, `${name}.yaml`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, outline(concern), { flag: 'wx' });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EEXIST') throw new UserError(`${path} is there already, and is left as it is: choose another name.`, { cause });
    throw new UserError(`${path} cannot be written (${String(code)}): name a folder with --rules that you may write to.`, { cause });
  }
  await print(`${path}\n`);
  const shipped = await shippedRuleFiles();
  if (shipped.some((file) => keyOf(file.path) === `${concern}/${name}`))
    tell(`Note: with --rules it takes the place of the shipped rule ${concern}/${name}.`);
  tell(`Fill it in, then try it: earshot rules test ${concern}/${name} --rules ${flags.rules ?? 'rules'}`);
  return exitCodes.done;
}

function outline(concern: string): string {
  const about =
    concern === 'control'
      ? '# What the control is about when nothing in the sentence tells: voice, location, sharing, viewing, biometric, tracking or data.\nabout: data\n'
      : '';
  return `# Continues "It …", in plain words: sends your voice to another company.
title:
# grave, serious, moderate or minor.
severity: moderate
# Why it matters, in a sentence or two, for a reader who is not a lawyer.
why:
# What a reader can do where the policy itself does not say, and what is lost by it.
turn-off:
  how:
  cost:
# Where the definition comes from: a law's article, a ruling, a study.
source:
${about}# The ways in which a policy says it; any one is enough. Each has exactly one of
#   does: an act of the maker (or of "who: [partner]"),  says: words, whoever acts,  can: an act of the reader,
# and may ask for more: what, to, from, for (in the same clause); with, and-with (in the sentence); near; under;
# and for less: not, not-here (in the same clause), not-under, not-what, not-to … (what must not describe the words of that part).
# A term is a few words; <name> is all the words of lexicon/name.yaml. Quotes round a term that begins with "[", "=" or "#".
claims:
  - does: []
    what: []
examples:
  # Three passages or more that admit it, as policies would write them ("text:", with "section:" and "lead:" where they matter) …
  does:
    - text:
    - text:
    - text:
  # … one or more that deny it …
  denies:
    - text:
  # … and two or more that look like it and are not.
  near-misses:
    - text:
    - text:
`;
}
