import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.ts';
import { judge } from '../../src/judge/judge.ts';
import type { FailureKind } from '../../src/model/failure.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

interface Entry {
  readonly file: string;
  readonly id?: string;
  readonly what?: string;
  readonly lang?: string;
}

interface Verdict {
  /** `policies`, `pages` (policies in HTML or PDF), `other` (what is no policy), `foreign`. */
  readonly group: string;
  readonly what: string;
  /** By a hash of the id: half of each folder was looked at while the judging was built, of the other only totals. */
  readonly half: 'seen' | 'unseen';
  /** `read`, or the name of the failure. */
  readonly came: string;
}

/** What each label of the corpus may come out as: the table of corpus/README.md. */
const accepted: readonly (readonly [labels: string, names: readonly FailureKind[]])[] = [
  ['policy-other-language', ['language']],
  ['home article-with-footer redirect index', ['wrong-document', 'no-policy-found']],
  ['shell needs-script-or-cookies browser-error', ['needs-scripts', 'bot-wall', 'consent-wall']],
  ['soft-404 gone not-found', ['soft-404']],
  ['wall bot-wall blocked', ['bot-wall', 'geo-block', 'consent-wall']],
  ['login login-wall', ['login-wall']],
  ['error-page server-error maintenance account-suspended parked', ['maintenance', 'soft-404', 'wrong-document']],
  ['empty short navigation-only opt-out-page other', ['empty', 'no-policy-found', 'wrong-document']],
  ['terms-instead-of-privacy help-page app-store-page marketing-page wrong-document wrong-company pdf-other-document', ['wrong-document']],
];
const acceptedFor = new Map(accepted.flatMap(([labels, names]) => labels.split(' ').map((label) => [label, names as readonly string[]])));
const policyLabels = new Set(['policy', 'short-policy', 'pdf']);

let verdicts: readonly Verdict[] = [];

beforeAll(async () => {
  if (!existsSync(corpus)) throw new Error(`The corpus is not there: put the shared folder beside the repository (${corpus}).`);
  const folders = [
    ['policies', 'manifest.jsonl'],
    ['html', 'html/manifest.jsonl'],
    ['negatives', 'negatives/manifest.jsonl'],
    ['foreign', 'policies-nonenglish/manifest.jsonl'],
  ] as const;
  const all: Verdict[] = [];
  for (const [folder, manifest] of folders) {
    for (const line of readFileSync(corpus + manifest, 'utf8')
      .trim()
      .split('\n')) {
      const entry = JSON.parse(line) as Entry;
      const what = entry.what ?? (folder === 'foreign' ? 'policy-other-language' : 'policy');
      const url = `file:///corpus/${entry.file}`;
      const extracted = await extract({ bytes: readFileSync(corpus + entry.file), url });
      const failure = extracted.ok ? await judge({ ...extracted.value, url }) : extracted.failure;
      all.push({ group: groupOf(folder, what), what, half: halfOf(entry.id ?? entry.file), came: failure?.kind ?? 'read' });
    }
  }
  verdicts = all;
  console.log(report());
}, 600_000);

function groupOf(folder: string, what: string): string {
  if (folder === 'policies') return 'policies';
  if (what === 'policy-other-language') return 'foreign';
  return policyLabels.has(what) ? 'pages' : 'other';
}

function halfOf(id: string): Verdict['half'] {
  return Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 2), 16) % 2 === 0 ? 'seen' : 'unseen';
}

/** A policy is read; a policy of another company cannot be told from the file, so that either is right; all else is refused. */
const isRight = ({ what, came }: Verdict): boolean =>
  what === 'wrong-company' || (policyLabels.has(what) ? came === 'read' : came !== 'read');
const isNamed = ({ what, came }: Verdict): boolean => acceptedFor.get(what)?.includes(came) === true;
const share = (list: readonly Verdict[], isSo: (verdict: Verdict) => boolean): number => list.filter(isSo).length / list.length;

function select(groups: readonly string[], half?: Verdict['half']): readonly Verdict[] {
  return verdicts.filter((verdict) => groups.includes(verdict.group) && (half === undefined || verdict.half === half));
}

function report(): string {
  const rows = [['what came', 'seen', 'unseen', 'both']];
  const cell = (groups: readonly string[], isSo: (verdict: Verdict) => boolean, half?: Verdict['half']): string => {
    const list = select(groups, half);
    return `${list.filter(isSo).length}/${list.length} ${share(list, isSo).toFixed(3)}`;
  };
  const row = (name: string, groups: readonly string[], isSo: (verdict: Verdict) => boolean): void => {
    rows.push([name, cell(groups, isSo, 'seen'), cell(groups, isSo, 'unseen'), cell(groups, isSo)]);
  };
  row('policies/ read', ['policies'], isRight);
  row('policies in html/ read', ['pages'], isRight);
  row('all policies read', ['policies', 'pages'], isRight);
  row('other pages refused', ['other'], isRight);
  row('other languages named', ['foreign'], isNamed);
  row('refused by an accepted name', ['other', 'foreign'], isNamed);
  row('… without other languages', ['other'], isNamed);
  const table = rows.map(([name = '', ...cells]) => name.padEnd(32) + cells.map((text) => text.padStart(16)).join('')).join('\n');

  const confusion = new Map<string, Map<string, number>>();
  for (const { what, came } of verdicts) {
    const own = confusion.get(what) ?? new Map<string, number>();
    confusion.set(what, own.set(came, (own.get(came) ?? 0) + 1));
  }
  const lines = [...confusion].map(([what, own]) => {
    const counts = [...own].toSorted((a, b) => b[1] - a[1]).map(([came, count]) => `${came} ${count}`);
    return `${what.padEnd(26)} ${counts.join(', ')}`;
  });
  return `${table}\n\n${lines.join('\n')}`;
}

describe('judging real documents', () => {
  it.each(['seen', 'unseen'] as const)('reads 97 of 100 policies, %s half', (half) => {
    expect(share(select(['policies', 'pages'], half), isRight)).toBeGreaterThanOrEqual(0.97);
  });

  it.each(['seen', 'unseen'] as const)('refuses 97 of 100 other pages, %s half', (half) => {
    expect(share(select(['other'], half), isRight)).toBeGreaterThanOrEqual(0.97);
  });

  it.each(['seen', 'unseen'] as const)('names the language of every policy in another, %s half', (half) => {
    expect(share(select(['foreign'], half), isNamed)).toBe(1);
  });

  it.each(['seen', 'unseen'] as const)('refuses 85 of 100 by a name that is accepted for them, %s half', (half) => {
    expect(share(select(['other', 'foreign'], half), isNamed)).toBeGreaterThanOrEqual(0.85);
  });

  it('has a row of the corpus’s own table for every label', () => {
    const unknown = verdicts.map(({ what }) => what).filter((what) => !acceptedFor.has(what) && !policyLabels.has(what));
    expect(unknown).toEqual([]);
  });
});
