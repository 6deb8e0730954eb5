import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { frenchPolicy, otherPolicy, policy } from './policies.ts';
import { earshot, frozenRules, shell, unwrapped, type Run } from './run-earshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'earshot-cli-'));
const voiceQuote =
  'When you press the microphone button, we share your voice recordings with a speech recognition provider that turns them into text.';
let server: Server;
let origin = '';

beforeAll(async () => {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'policy.md': policy,
    'other.md': otherPolicy,
    'french.md': frenchPolicy,
    'empty.md': '',
    'two-words.txt': 'Hello there.',
    'picture.html': Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    'deep.html': `<html><body>${'<div>'.repeat(100_000)}We share your voice.`,
    'big.html': '<p>We share your voice recordings with our partners.</p>\n'.repeat(360_000),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const pdf = await PDFDocument.create();
  pdf.addPage();
  writeFileSync(join(folder, 'picture.pdf'), await pdf.save());
  mkdirSync(join(folder, 'tv/notices'), { recursive: true });
  writeFileSync(join(folder, 'tv/main.md'), policy);
  writeFileSync(join(folder, 'tv/notices/voice.html'), `<title>Voice notice</title><p>${otherPolicy}</p>`);
  writeFileSync(join(folder, 'tv/logo.png'), 'x');
  server = createServer((request, response) => {
    const isPolicy = request.url === '/privacy';
    response.writeHead(isPolicy ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      isPolicy
        ? `<!doctype html><html lang="en"><title>Privacy</title><body><main><h1>Privacy</h1><p>${voiceQuote}</p><p>${policy.slice(-300)}</p></main></body></html>`
        : 'nothing here',
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

const scan = async (...args: readonly string[]): Promise<Run> => await earshot(['scan', ...args, '--rules', frozenRules], { cwd: folder });
const reportOf = ({ out }: Run): Report => JSON.parse(out) as Report;

describe('earshot scan', () => {
  it('reads a file and quotes what it admits, denies and offers', async () => {
    const { code, out, err } = await scan('policy.md');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('What the privacy policy says: Veldora Privacy Policy');
    expect(unwrapped(out)).toContain(`“${voiceQuote}”`);
    expect(out).toContain('It says it does not sell your data');
    expect(unwrapped(out)).toContain('You can turn off voice recognition at any time in the settings of the television.');
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('gives a report in JSON, pretty when it is one', async () => {
    const run = await scan('policy.md', '--format', 'json');
    const report = reportOf(run);
    expect(run.out).toMatch(/^\{\n {2}"version": 1,\n/u);
    expect(report.policies).toMatchObject([
      { status: 'read', title: 'Veldora Privacy Policy', language: 'en', effectiveDate: '2025-03-01' },
    ]);
    expect(report.findings.find(({ practice }) => practice === 'voice/third-party')).toMatchObject({
      stance: 'does',
      severity: 'grave',
      quote: voiceQuote,
      section: ['Veldora Privacy Policy', 'Voice'],
    });
    expect(report.practices['sharing/sale']).toBe('denies');
    expect(report.controls).toMatchObject([{ practice: 'control/settings', about: 'voice' }]);
    expect(report.findings.every(({ link }) => link === undefined)).toBe(true);
  });

  it('reads standard input', async () => {
    const { code, out } = await shell(`cat policy.md | earshot scan - --rules '${frozenRules}' --format json`, { cwd: folder });
    expect(code).toBe(0);
    expect((JSON.parse(out) as Report).policies[0]).toMatchObject({ url: 'stdin:', status: 'read' });
  });

  it('reads a page over HTTP and links to each quote in it', async () => {
    const report = reportOf(await scan(`${origin}/privacy`, '--allow-private', '--format', 'json'));
    expect(report.policies).toMatchObject([{ url: `${origin}/privacy`, status: 'read' }]);
    expect(report.findings.find(({ practice }) => practice === 'voice/third-party')?.link).toMatch(
      new RegExp(`^${origin}/privacy#:~:text=When%20you%20press`, 'u'),
    );
  });

  it('reads several, each as a report of its own: one JSON line each, one CSV header, one SARIF log', async () => {
    const json = await scan('policy.md', 'other.md', '--format', 'json');
    const lines = json.out.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Report).practices['sharing/sale'])).toEqual(['denies', 'does']);
    const csv = await scan('policy.md', 'other.md', '--format', 'csv');
    expect(csv.out.split('\r\n').filter((line) => line.startsWith('row,product'))).toHaveLength(1);
    const sarif = await scan('policy.md', 'other.md', '--format', 'sarif');
    expect((JSON.parse(sarif.out) as { runs: unknown[] }).runs).toHaveLength(2);
    const text = await scan('policy.md', 'other.md');
    expect(text.out.match(/^What the privacy policy says/gmu)).toHaveLength(2);
  });

  it('reads every document of a folder and of those below it, and nothing else', async () => {
    const { code, out } = await scan('tv', '--format', 'json');
    expect(code).toBe(0);
    const urls = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as Report).policies[0]?.url);
    expect(urls.map((url) => url?.slice(url.indexOf('/tv/')))).toEqual(['/tv/main.md', '/tv/notices/voice.html']);
  });

  it('reads what a list names, without its comments', async () => {
    writeFileSync(join(folder, 'list.txt'), '\u{FEFF}# our television\r\npolicy.md\r\n\r\n  other.md  \n');
    const { code, out } = await scan('--list', 'list.txt', '--format', 'json');
    expect({ code, lines: out.trimEnd().split('\n').length }).toEqual({ code: 0, lines: 2 });
  });

  it('looks only for the concerns that are asked for, and still says how to switch them off', async () => {
    const report = reportOf(await scan('policy.md', '--concern', 'voice', '--format', 'json'));
    expect(report.findings.length).toBeGreaterThan(0);
    expect(report.findings.every(({ concern }) => concern === 'voice')).toBe(true);
    expect(Object.keys(report.practices).every((id) => id.startsWith('voice/'))).toBe(true);
    expect(report.controls.length).toBeGreaterThan(0);
  });

  it('writes to a file and nothing to standard output', async () => {
    const { code, out } = await scan('policy.md', '--format', 'json', '--output', 'report.json');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect((JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report).version).toBe(1);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('writes the texts that SARIF points into, one sentence a line', async () => {
    const { code, out } = await scan('policy.md', '--format', 'sarif', '--sarif-artifacts', 'texts/today');
    expect(code).toBe(0);
    const log = JSON.parse(out) as {
      runs: {
        results: {
          ruleId: string;
          locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
        }[];
      }[];
    };
    const place = log.runs[0]?.results.find(({ ruleId }) => ruleId === 'voice/third-party')?.locations[0]?.physicalLocation;
    expect(place?.artifactLocation.uri).toBe('texts/today/policy.txt');
    const lines = readFileSync(join(folder, 'texts/today/policy.txt'), 'utf8').split('\n');
    expect(lines[(place?.region.startLine ?? 0) - 1]).toBe(voiceQuote);
  });

  it('misses a bar that is asked for with exit code 1, and only then', async () => {
    expect((await scan('policy.md', '--fail-on', 'grave')).code).toBe(1);
    expect((await scan('policy.md', '--concern', 'retention', '--fail-on', 'grave')).code).toBe(0);
    expect((await shell(`earshot scan policy.md --rules '${frozenRules}' --fail-on grave | head -1`, { cwd: folder })).code).toBe(1);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const { code, out, err } = await shell(`earshot scan policy.md other.md policy.md --all --rules '${frozenRules}' | head -1`, {
      cwd: folder,
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('What the privacy policy says: Veldora Privacy Policy\n');
  });

  it('loses nothing on the way to a slow reader', async () => {
    const line = `earshot scan policy.md --all --format json --rules '${frozenRules}'`;
    const quick = (await shell(line, { cwd: folder })).out;
    const { out: slow, err } = await shell(
      `for i in $(seq 40); do echo policy.md; done | earshot scan --list - --format json --rules '${frozenRules}' | (sleep 2; while IFS= read -r line; do echo "$line"; done)`,
      { cwd: folder },
    );
    expect(err).toBe('');
    const lines = slow.trimEnd().split('\n');
    expect(lines).toHaveLength(40);
    expect((JSON.parse(lines.at(-1) ?? '') as Report).findings).toEqual((JSON.parse(quick) as Report).findings);
  });

  it('colours when it is told to, and not when it is told not to', async () => {
    const coloured = async (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<boolean> =>
      (await earshot(['scan', 'policy.md', ...args], { cwd: folder, env })).out.includes('\u{1B}[');
    expect(await coloured({})).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1' })).toBe(true);
    expect(await coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1' }, '--no-color')).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1' }, '--no-colour')).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1', NO_COLOR: '' })).toBe(true);
    expect(await coloured({ FORCE_COLOR: '0' })).toBe(false);
  });
});

describe('what cannot be assessed', () => {
  it.each([
    ['a JPEG that is called .html', 'picture.html', 'unsupported-type', 'it is a JPEG image'],
    ['100,000 nested tags', 'deep.html', 'too-deep', 'nested more deeply'],
    ['a page of more than 20 MB', 'big.html', 'too-large', 'larger than 20 MB'],
    ['a PDF without text', 'picture.pdf', 'pdf-without-text', ''],
    ['a policy in French', 'french.md', 'language', 'in French'],
    ['two words', 'two-words.txt', 'empty', 'it has 2 words, too few for a policy'],
  ])('is said with its reason and exit code 3: %s', async (_, file, kind, words) => {
    const [text, json] = [await scan(file), await scan(file, '--format', 'json')];
    expect({ code: text.code, err: text.err }).toEqual({ code: 3, err: '' });
    expect(text.out).toContain('NOT READ');
    expect(unwrapped(text.out)).toContain(words);
    const report = reportOf(json);
    expect(report.policies).toMatchObject([{ status: 'not-read', failure: { kind } }]);
    expect(report.findings).toEqual([]);
    expect(new Set(Object.values(report.practices))).toEqual(new Set(['not-assessed']));
  });

  it.each([
    ['a page that is not there', '/nothing', ['--allow-private'], 'http-status'],
    ['this machine, unless it is allowed', '/privacy', [], 'not-allowed'],
  ])('is said of an address: %s', async (_, path, flags, kind) => {
    const run = await scan(`${origin}${path}`, ...flags, '--format', 'json');
    expect(run.code).toBe(3);
    expect(reportOf(run).policies).toMatchObject([{ url: `${origin}${path}`, status: 'not-read', failure: { kind } }]);
  });

  it('may be allowed, and then does not hide a bar that was missed', async () => {
    expect((await scan('french.md', '--allow-not-assessed')).code).toBe(0);
    expect((await scan('french.md', 'policy.md', '--fail-on', 'grave')).code).toBe(1);
  });
});

describe('a mistake on the command line', () => {
  it.each([
    [
      'no source',
      ['scan'],
      'earshot: name what to scan: a web address, a file, a folder, a product of the catalogue, or "-" for standard input. "earshot scan --help" shows examples.',
    ],
    [
      'a missing file',
      ['scan', 'polcy.md'],
      'earshot: there is no file polcy.md: check the path, or write https:// before it if it is a web address.',
    ],
    ['an empty file', ['scan', 'empty.md'], 'earshot: empty.md is empty: save the page again, with its text in it.'],
    ['empty input', ['scan', '-'], 'earshot: standard input is empty: pipe a page into it, such as "curl -s URL | earshot scan -".'],
    ['standard input twice', ['scan', '-', '-'], 'earshot: "-" may be named once: standard input can be read only once.'],
    ['an unknown command', ['scna', 'x'], "earshot: unknown command 'scna'\n(Did you mean scan?)"],
    ['an unknown flag', ['scan', '--formta', 'json', 'policy.md'], "earshot: unknown option '--formta'\n(Did you mean --format?)"],
    [
      'an unknown format',
      ['scan', '--format', 'jsn', 'policy.md'],
      'earshot: there is no format "jsn": it is text, json, markdown, csv or sarif. Did you mean json?',
    ],
    [
      'a format that is part of every object',
      ['scan', '--format', 'constructor', 'policy.md'],
      'earshot: there is no format "constructor": it is text, json, markdown, csv or sarif.',
    ],
    [
      'an unknown concern',
      ['scan', '--concern', 'voice,locatoin', 'policy.md'],
      'earshot: there is no concern "locatoin": it is voice, location, sharing, government, viewing, biometric, tracking, retention or control. Did you mean location?',
    ],
    [
      'a practice for a concern',
      ['scan', '--concern', 'voice/capture', 'policy.md'],
      'earshot: "voice/capture" is a practice; --concern takes its concern: --concern voice.',
    ],
    [
      'an unknown severity',
      ['scan', '--fail-on', 'sever', 'policy.md'],
      'earshot: there is no bar "sever": it is grave, serious, moderate, minor or worse.',
    ],
    ['a flag without its value', ['scan', 'policy.md', '--format'], "earshot: option '-f, --format <format>' argument missing"],
    [
      'artifacts without SARIF',
      ['scan', 'policy.md', '--sarif-artifacts', 'x'],
      'earshot: --sarif-artifacts goes with --format sarif: the texts are what its alerts point into.',
    ],
    [
      'an output that is the input',
      ['scan', 'policy.md', '--output', './policy.md'],
      'earshot: ./policy.md is one of the documents to be scanned: name another file for --output.',
    ],
    ['an output in no folder', ['scan', 'policy.md', '--output', 'nowhere/x'], '/nowhere to write nowhere/x into: make it first.'],
    ['a missing list', ['scan', '--list', 'nolist'], 'earshot: the list nolist could not be read: check the path and its permissions.'],
    [
      'a missing folder of rules',
      ['scan', 'policy.md', '--rules', 'norules'],
      'earshot: there is no folder of rules norules: check the path.',
    ],
    ['a terminal command for a name', ['scan', '\u{1B}[2Jx.md'], 'earshot: there is no file \u{FFFD}[2Jx.md'],
  ])('is told with exit code 2 and no stack: %s', async (_, args, message) => {
    const { code, out, err } = await earshot(args, { cwd: folder });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /u);
    expect(err).not.toContain('\u{1B}');
  });

  it('costs the other sources nothing', async () => {
    const { code, out, err } = await scan('polcy.md', 'policy.md', '--format', 'json');
    expect(code).toBe(2);
    expect(err).toContain('there is no file polcy.md');
    expect((JSON.parse(out) as Report).policies[0]?.status).toBe('read');
  });

  it('leaves no half-written file', async () => {
    const { code } = await scan('polcy.md', '--output', 'never.txt');
    expect({ code, isThere: existsSync(join(folder, 'never.txt')) }).toEqual({ code: 2, isThere: false });
  });
});

describe('help', () => {
  it.each([['scan'], ['demo'], ['rules'], ['rules', 'list'], ['rules', 'show'], ['rules', 'test'], ['rules', 'new']])(
    'has an example: %s %s',
    async (...words) => {
      const args = words.filter((word) => word !== undefined);
      const { code, out } = await earshot([...args, '--help']);
      expect(code).toBe(0);
      expect(out).toMatch(/\nExamples?:\n {2}\$ .*earshot /u);
    },
  );

  it('is what the bare name gives, as a mistake, so that a lost argument does not pass for success', async () => {
    const { code, out, err } = await earshot([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: earshot');
  });

  it('names the version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    for (const args of [['--version'], ['-V'], ['--version', 'scan']])
      expect(await earshot(args)).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('earshot scan --also', () => {
  it('writes the same reports in other formats, and refuses what is no format and file', async () => {
    const place = mkdtempSync(join(tmpdir(), 'earshot-also-'));
    writeFileSync(join(place, 'policy.md'), policy);
    const { out } = await earshot(['scan', 'policy.md', '--format', 'json', '--also', 'markdown=a.md', '--also', 'csv=a.csv'], {
      cwd: place,
    });
    const { findings } = JSON.parse(out) as { findings: readonly { quote: string }[] };
    expect(findings.length).toBeGreaterThan(0);
    for (const { quote } of findings) expect(readFileSync(join(place, 'a.csv'), 'utf8')).toContain(quote.slice(0, 40));
    expect(readFileSync(join(place, 'a.md'), 'utf8')).toContain('## What the privacy policy says');
    const wrong = await earshot(['scan', 'policy.md', '--also', 'report.md'], { cwd: place });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('--also takes a format and a file');
    rmSync(place, { recursive: true, force: true });
  });
});
