import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { startLoopbackWeb, type LoopbackWeb } from '../helpers/loopback-web.ts';
import { otherPolicy, policy } from './policies.ts';
import { earshot, frozenRules, unwrapped, type Run } from './run-earshot.ts';

const cwd = mkdtempSync(join(tmpdir(), 'earshot-scan-archive-'));
const run = async (...args: readonly string[]): Promise<Run> =>
  await earshot(['scan', ...args, '--archive', 'a.sqlite', '--rules', frozenRules, '--allow-private'], { cwd });
let web: LoopbackWeb;

beforeAll(async () => {
  const html = `<html lang="en"><head><title>Veldora Privacy Policy</title></head><body><p>${policy.replaceAll('\n\n', '</p><p>')}</p></body></html>`;
  web = await startLoopbackWeb({ '/privacy': (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(html) });
  writeFileSync(join(cwd, 'veldora.md'), policy);
  writeFileSync(join(cwd, 'notice.md'), otherPolicy);
});
afterAll(async () => {
  rmSync(cwd, { recursive: true, force: true });
  await web.close();
});

describe('earshot scan --save and --from-archive', () => {
  it('keeps what was read, and reads it again without the network', async () => {
    const saved = await run('veldora.md', '--save', '--product', 'Aurora', '--format', 'json');
    expect(saved.code).toBe(0);
    expect(saved.err).toBe('Kept: file/veldora-md\nThe archive is a.sqlite.\n');
    const again = await run('file/aurora', '--from-archive', '--format', 'json');
    expect(again).toMatchObject({ code: 0, err: '' });
    const [before, after] = [JSON.parse(saved.out) as Report, JSON.parse(again.out) as Report];
    expect(after.findings).toEqual(before.findings);
    expect(after.product).toBe('Aurora');
    expect((await run('veldora.md', '--save', '--format', 'json')).err).toContain('Unchanged: file/veldora-md');
  });

  it('keeps a page of the web when a second fetch agrees', async () => {
    const { err, code } = await run(`${web.origin}/privacy`, '--save');
    expect(err).toContain('Kept: 127-0-0-1/privacy');
    expect(code).toBe(0);
    expect(unwrapped((await run('127-0-0-1/privacy', '--from-archive')).out)).toContain('“We do not sell your personal information.”');
  });

  it.each([
    [['nobody/nothing', '--from-archive'], 'the archive holds no product "nobody/nothing"'],
    [['veldora.md', '--save', '--from-archive'], 'two directions'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, err } = await run(...args);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});
