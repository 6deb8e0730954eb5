import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { heldTo } from '../../src/cli/bar.ts';
import { exitCode } from '../../src/cli/exit-code.ts';
import { policy } from './policies.ts';
import { earshot, frozenRules, unwrapped, type Run } from './run-earshot.ts';

const cwd = mkdtempSync(join(tmpdir(), 'earshot-gate-'));
const scan = async (...args: readonly string[]): Promise<Run> => await earshot(['scan', ...args, '--rules', frozenRules], { cwd });
const voice =
  'When you press the microphone button, we share your voice recordings with a speech recognition provider that turns them into text.';
/** The same policy with one more clause, with one clause reworded, and without its promise. */
const worse = policy.replace('## Sale', 'We share your voice recordings with our advertising partners.\n\n## Sale');
const reworded = policy.replace('that turns them into text', 'that turns them into written text');
const unpromised = policy.replace('We do not sell your personal information. ', '');
let grave = '';

beforeAll(async () => {
  const files = {
    'policy.md': policy,
    'worse.md': worse,
    'reworded.md': reworded,
    'unpromised.md': unpromised,
    'terms.md': 'Hello there.',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  await scan('policy.md', '--write-baseline', 'known.json', '--quiet');
  const known = JSON.parse(readFileSync(join(cwd, 'known.json'), 'utf8')) as Report;
  grave = known.findings.find(({ quote }) => quote === voice)?.id ?? '';
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const waive = (expires: string, finding = grave): void =>
  writeFileSync(
    join(cwd, 'waivers.yaml'),
    `waivers:\n  - finding: "${finding}"\n    owner: Jo\u00a0Park\n    reason: Switched off in our offices.\n    expires: ${expires}\n`,
  );

describe('--baseline', () => {
  it('is written by --write-baseline, and then fails on nothing that is known', async () => {
    const { code, err } = await scan('policy.md', '--baseline', 'known.json', '--fail-on', 'grave');
    expect(code).toBe(0);
    expect(unwrapped(err)).toMatch(/^earshot: Beside the baseline: 0 new passages, 0 reworded or graver, \d known\. $/u);
    expect((await scan('policy.md', '--fail-on', 'grave')).code).toBe(1);
  });

  it('fails on a clause that is new, and says which', async () => {
    const { code, err } = await scan('worse.md', '--baseline', 'known.json', '--fail-on', 'grave');
    expect(code).toBe(1);
    expect(unwrapped(err)).toMatch(
      /Beside the baseline: [12] new passages?, .*Misses the bar: it sends .* \(grave, new\): “We share your voice recordings with our advertising partners\.” \[[0-9a-f]{16}\]/u,
    );
    expect(err).not.toContain(voice);
  });

  it('without --fail-on is a bar for every severity', async () => {
    expect((await scan('worse.md', '--baseline', 'known.json')).code).toBe(1);
    expect((await scan('policy.md', '--baseline', 'known.json')).code).toBe(0);
  });

  it('takes a clause that was only reworded for known', async () => {
    const { code, err } = await scan('reworded.md', '--baseline', 'known.json', '--fail-on', 'grave');
    expect(code).toBe(0);
    expect(err).toContain('0 new passages, 1 reworded or graver');
  });

  it('with --fail-on worse fails on a promise that is gone, too', async () => {
    const { code, err } = await scan('unpromised.md', '--baseline', 'known.json', '--fail-on', 'worse');
    expect(code).toBe(1);
    expect(unwrapped(err)).toContain('Misses the bar: it no longer says that it does not sell');
    expect((await scan('unpromised.md', '--baseline', 'known.json', '--fail-on', 'grave')).code).toBe(0);
    expect((await scan('policy.md', '--baseline', 'known.json', '--fail-on', 'worse')).code).toBe(0);
  });

  it('never takes a page that could not be read for a policy that became better, nor forgets what was known of it', async () => {
    const blocked = await scan('terms.md', '--baseline', 'known.json', '--fail-on', 'worse');
    expect(blocked.code).toBe(3);
    expect((await scan('terms.md', '--baseline', 'known.json', '--fail-on', 'worse', '--allow-not-assessed')).code).toBe(0);
    for (const source of ['policy.md', 'terms.md'])
      await scan(source, '--product', 'Veldora Aurora', '--write-baseline', 'product.json', '--quiet', '--allow-not-assessed');
    const { findings } = JSON.parse(readFileSync(join(cwd, 'product.json'), 'utf8')) as Report;
    expect(findings.map(({ id }) => id)).toContain(grave);
  });

  it('knows several products apart', async () => {
    await scan('policy.md', 'worse.md', '--write-baseline', 'both.jsonl', '--quiet');
    expect((await scan('policy.md', 'worse.md', '--baseline', 'both.jsonl')).code).toBe(0);
    // What is known of one is new in the other.
    writeFileSync(join(cwd, 'policy2.md'), worse);
    expect((await scan('policy2.md', 'policy.md', '--baseline', 'both.jsonl')).code).toBe(1);
  });

  it('shows in SARIF and in Markdown', async () => {
    const sarif = JSON.parse((await scan('worse.md', '--baseline', 'known.json', '--format', 'sarif', '--quiet')).out) as {
      runs: { results: { baselineState: string }[] }[];
    };
    expect(new Set(sarif.runs[0]?.results.map(({ baselineState }) => baselineState))).toEqual(new Set(['new', 'unchanged']));
    const { out } = await scan('worse.md', '--baseline', 'known.json', '--format', 'markdown', '--quiet');
    expect(out).toContain('### What is new, and what is waived');
  });
});

describe('--waivers', () => {
  it('excuse a finding until their day, with who answers for it', async () => {
    waive('2999-12-31');
    const { code, err } = await scan('policy.md', '--fail-on', 'grave', '--waivers', 'waivers.yaml');
    expect(code).toBe(0);
    expect(unwrapped(err)).toContain(
      `${grave} is waived by Jo\u00a0Park until 31 December 2999: Switched off in our offices.`.replace('\u00a0', ' '),
    );
    const sarif = JSON.parse(
      (await scan('policy.md', '--fail-on', 'grave', '--waivers', 'waivers.yaml', '--format', 'sarif', '--quiet')).out,
    ) as {
      runs: { results: { suppressions?: { status: string; justification: string }[] }[] }[];
    };
    expect(sarif.runs[0]?.results[0]?.suppressions).toMatchObject([{ status: 'accepted' }]);
    expect(sarif.runs[0]?.results[0]?.suppressions?.[0]?.justification).toContain('31 December 2999');
  });

  it('that have expired count again, and say so', async () => {
    waive('2020-01-31');
    const { code, err } = await scan('policy.md', '--fail-on', 'grave', '--waivers', 'waivers.yaml');
    expect(code).toBe(1);
    expect(unwrapped(err)).toMatch(/The waiver of [0-9a-f]{16} by Jo.Park expired on 31 January 2020: it counts again\./u);
  });

  it('of a finding that is not there change nothing', async () => {
    waive('2999-12-31', '00000000000000aa');
    expect((await scan('policy.md', '--fail-on', 'grave', '--waivers', 'waivers.yaml')).code).toBe(1);
  });
});

describe('--max-age', () => {
  const read = { url: 'https://veldora.example/privacy', finalUrl: 'https://veldora.example/privacy', status: 'read', words: 900 } as const;
  const held = (scanned: { readonly archivedAt?: string; readonly lastSeenAt?: string }) => {
    const { lastSeenAt, ...copy } = scanned;
    const known = JSON.parse(readFileSync(join(cwd, 'known.json'), 'utf8')) as Report;
    const report = { ...known, policies: [{ ...read, ...copy }] };
    const bar = { isAsked: false, waivers: [], maxAge: 30, now: Date.parse('2026-11-23T12:00:00Z') };
    return heldTo({ report, context: { practices: [], texts: [null] }, ...(lastSeenAt === undefined ? {} : { lastSeenAt }) }, bar, {
      isAlone: true,
      isQuiet: true,
    });
  };

  it('lets a copy that is older, or a text that the archive has not seen for longer, not count as assessed', () => {
    expect(held({}).isTooOld).toBe(false);
    expect(held({ archivedAt: '2026-11-01T00:00:00.000Z', lastSeenAt: '2026-11-01T00:00:00.000Z' }).isTooOld).toBe(false);
    expect(held({ archivedAt: '2026-10-01T00:00:00.000Z' }).isTooOld).toBe(true);
    expect(held({ lastSeenAt: '2026-10-01T00:00:00.000Z' }).isTooOld).toBe(true);
    expect(exitCode([held({ lastSeenAt: '2026-10-01T00:00:00.000Z' })])).toBe(3);
    expect(exitCode([held({ lastSeenAt: '2026-10-01T00:00:00.000Z' })], { allowNotAssessed: true })).toBe(0);
  });

  it('counts what the archive saw today', async () => {
    const archive = ['--archive', join(cwd, 'archive.sqlite')];
    await scan('policy.md', '--save', '--quiet', ...archive);
    const { code, err } = await scan('file/policy-md', '--from-archive', '--max-age', '30', ...archive);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const ranked = await earshot(['rank', ...archive, '--kind', 'tv', '--max-age', '30'], { cwd });
    expect(unwrapped(ranked.out)).toContain('the policy answers too little');
    const explained = await earshot(['score', 'explain', 'file/policy-md', ...archive, '--kind', 'tv'], { cwd });
    expect(unwrapped(explained.out)).toContain('Where the score comes from: file/policy-md');
  });
});

describe('a bar that cannot be held', () => {
  it.each([
    [['--fail-on', 'worse'], '--fail-on worse needs --baseline FILE'],
    [['--fail-on', 'bad'], 'there is no bar "bad": it is grave, serious, moderate, minor or worse'],
    [['--baseline', 'nothing.json'], 'there is no file or folder nothing.json'],
    [['--baseline', 'policy.md'], 'is not JSON'],
    [['--waivers', 'waivers.yaml'], '--waivers goes with --fail-on or --baseline'],
    [['--fail-on', 'grave', '--waivers', 'nothing.yaml'], 'could not be read'],
    [['--write-baseline', 'nowhere/known.json'], 'there is no folder'],
    [['--max-age', '-1'], '--max-age takes a number of days'],
  ])('is a mistake, found before anything is scanned: %j', async (flags, message) => {
    const { code, err, out } = await scan('policy.md', ...flags);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(out).toBe('');
  });

  it('writes no baseline over a file that is none', async () => {
    const { code, err } = await scan('policy.md', '--write-baseline', 'worse.md');
    expect(code).toBe(2);
    expect(err).toContain('is there and is no baseline');
    expect(readFileSync(join(cwd, 'worse.md'), 'utf8')).toBe(worse);
    expect(existsSync(join(cwd, 'worse.md.tmp'))).toBe(false);
  });
});
