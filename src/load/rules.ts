import { createHash } from 'node:crypto';
import { concerns, type Concern, type Severity, type Subject } from '../model/finding.ts';
import type { Claim, LexiconFile, Rule, RuleSet } from '../model/rule.ts';

/** One file below `rules/`, parsed. */
export interface RuleFile {
  /** Ends in `<concern>/<practice>.yaml` or `lexicon/<name>.yaml`; what stands before says where it was read. */
  readonly path: string;
  readonly content: unknown;
}

export interface LoadOptions {
  /** Files, known to be right, that the folder adds to or overrides: a file of the folder takes the place of the one with the same concern and practice. */
  readonly base?: readonly RuleFile[];
  /** Lexicons that the engine itself reads and that must be there (`grammarLexicons` of the engine). */
  readonly grammarLexicons?: readonly string[];
}

/**
 * Reads `<dir>/<concern>/<practice>.yaml` and `<dir>/lexicon/<name>.yaml` and checks every one. What is wrong is one `UserError` that names
 * file, line and column of all mistakes, each with a hint.
 */
export async function loadRules(dir: string, options: LoadOptions = {}): Promise<RuleSet> {
  // A scan with the compiled-in rules needs neither a parser nor a schema.
  const { readRuleFolder } = await import('./rule-folder.ts');
  const { checkRules } = await import('./check-rules.ts');
  const files = await readRuleFolder(dir);
  checkRules(files, { dir, base: options.base ?? [], grammarLexicons: options.grammarLexicons ?? [] });
  const own = new Set(files.map(({ path }) => keyOf(path)));
  return ruleSetFrom([...(options.base ?? []).filter(({ path }) => !own.has(keyOf(path))), ...files]);
}

/** `rules/voice/capture.yaml` → `voice/capture`: how files of different folders are the same rule or lexicon. */
export function keyOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.yaml$/u, '');
}

/** A rule file as it is written; the loader has checked it, or the build has. */
interface WrittenRule {
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly 'turn-off': { readonly how: string; readonly cost: string };
  readonly source: string;
  readonly about?: Subject;
  readonly 'yields-to'?: readonly string[];
  readonly claims: readonly Claim[];
  readonly examples: Rule['examples'];
}

/**
 * The rule set that files make up, without checking them: for those that the build compiled in. Rules come in the order of concerns, then
 * by id. Files that are neither rule nor lexicon (`rules/scoring.yaml`) are left out. The hash is worked out where it is not known.
 */
export function ruleSetFrom(files: readonly RuleFile[], sha256?: string): RuleSet {
  const rules: Rule[] = [];
  const lexicons: LexiconFile[] = [];
  const hash = createHash('sha256');
  const byKey = files.map((file) => ({ key: keyOf(file.path), content: file.content })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  for (const { key, content } of byKey) {
    const [folder, name] = key.split('/');
    const concern = concerns.find((it) => it === folder);
    if (name === undefined || (concern === undefined && folder !== 'lexicon')) continue;
    if (sha256 === undefined) hash.update(`${key}\0${JSON.stringify(content)}\n`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked against the schema when loaded, or when built
    if (concern === undefined) lexicons.push({ ...(content as Omit<LexiconFile, 'name'>), name });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    else rules.push(ruleOf(key, concern, content as WrittenRule));
  }
  const order = ({ concern }: Rule): number => concerns.indexOf(concern);
  return { rules: rules.toSorted((a, b) => order(a) - order(b)), lexicons, sha256: sha256 ?? hash.digest('hex') };
}

function ruleOf(id: string, concern: Concern, { 'turn-off': turnOff, ...written }: WrittenRule): Rule {
  return { id, concern, ...written, turnOff };
}
