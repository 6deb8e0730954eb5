import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import { readLocal } from '../../src/load/read-document.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { frenchPolicy, otherPolicy, policy } from './policies.ts';
import { earshot, frozenRules } from './run-earshot.ts';

const cwd = mkdtempSync(join(tmpdir(), 'earshot-verify-'));
const env = { XDG_DATA_HOME: join(cwd, 'data') };
const run = async (...args: readonly string[]) => await earshot([...args, '--rules', frozenRules], { cwd, env });
const verify = async (...args: readonly string[]) => await run('verify', ...args);

beforeAll(async () => {
  writeFileSync(join(cwd, 'veldora.md'), policy);
  writeFileSync(join(cwd, 'notice.md'), otherPolicy);
  writeFileSync(join(cwd, 'french.md'), frenchPolicy);
  await run(
    'scan',
    'veldora.md',
    'notice.md',
    'french.md',
    '--product',
    'Veldora TV',
    '--kind',
    'tv',
    '--format',
    'json',
    '--output',
    'set.json',
    '--quiet',
  );
  await run('scan', 'veldora.md', '--concern', 'voice', '--format', 'json', '--output', 'voice.json', '--quiet');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('earshot verify', () => {
  it('finds a report of files the same, byte for byte, failures and all', async () => {
    expect(await verify('set.json')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^The same, byte for byte: \d+ findings recomputed from 3 documents\.\n$/u) as string,
    });
    expect(await verify('voice.json', '--quiet')).toEqual({ code: 0, err: '', out: '' });
  });

  it('says with 4 where a report was changed by hand', async () => {
    const saved = readFileSync(join(cwd, 'set.json'), 'utf8');
    writeFileSync(join(cwd, 'forged.json'), saved.replace('We sell your personal information', 'We never sell your personal information'));
    const { code, out } = await verify('forged.json');
    expect(code).toBe(4);
    expect(out).toMatch(/^Different, first at findings\[\d+\]\.quote:\n {2}saved {7}"We never sell .*\n {2}recomputed {2}"We sell /u);
  });

  it('says with 4 that a file with the same values is written in another way', async () => {
    writeFileSync(join(cwd, 'dense.json'), JSON.stringify(JSON.parse(readFileSync(join(cwd, 'set.json'), 'utf8'))));
    expect(await verify('dense.json')).toMatchObject({ code: 4, out: expect.stringContaining('the same values, but') as string });
  });

  it('says with 4 that other rules were used', async () => {
    const { code, out } = await earshot(['verify', 'voice.json'], { cwd, env });
    expect(code).toBe(4);
    expect(out).toContain('The report was made with other rules');
  });

  it('takes moved documents from --file, told by their bytes', async () => {
    renameSync(join(cwd, 'veldora.md'), join(cwd, 'moved.md'));
    try {
      expect(await verify('voice.json')).toMatchObject({
        code: 3,
        err: expect.stringContaining('are neither in the archive nor among the files named') as string,
      });
      expect((await verify('voice.json', '--file', 'notice.md', 'moved.md')).code).toBe(0);
      writeFileSync(join(cwd, 'veldora.md'), otherPolicy);
      expect((await verify('voice.json')).code).toBe(3);
    } finally {
      renameSync(join(cwd, 'moved.md'), join(cwd, 'veldora.md'));
    }
  });

  it('takes documents from the archive', async () => {
    const path = join(cwd, 'archive.sqlite');
    const archive = await openArchive(path, { create: true });
    const read = await readLocal(join(cwd, 'veldora.md'), { stdin: process.stdin, clock: () => 0 });
    if (!read.ok) throw new Error('the policy could not be read');
    await archive.take(
      [{ policy: 'veldora/privacy-policy', snapshot: read.value, facts: { print: 'ab'.repeat(16), words: 80 }, origin: 'file', seen: 2 }],
      () => ({ kind: 'new', standing: 'accepted', because: 'first' }),
    );
    await archive.close();
    renameSync(join(cwd, 'veldora.md'), join(cwd, 'moved.md'));
    try {
      expect(await verify('voice.json', '--archive', path)).toMatchObject({ code: 0, err: '' });
    } finally {
      renameSync(join(cwd, 'moved.md'), join(cwd, 'veldora.md'));
    }
  });

  it('reads each page of a split policy by its own selectors, not by those of the first', async () => {
    const html = (text: string): string =>
      `<html lang="en"><head><title>Privacy Policy</title></head><body><main><p class="note">Read this first.</p><p>${text.replaceAll('\n\n', '</p><p>')}</p></main></body></html>`;
    const pages: Snapshot[] = [];
    for (const [name, text] of [policy, otherPolicy].entries()) {
      const file = join(cwd, `page-${name}.html`);
      writeFileSync(file, html(text));
      const read = await readLocal(file, { stdin: process.stdin, clock: () => 0 });
      if (!read.ok) throw new Error('the page could not be read');
      pages.push(read.value);
      rmSync(file);
    }
    const [first, second] = pages;
    if (first === undefined || second === undefined) throw new Error('there are two pages');
    const path = join(cwd, 'split.sqlite');
    const archive = await openArchive(path, { create: true });
    const id = 'veldora/privacy-policy';
    await archive.put({
      policies: [{ id, name: 'Privacy Policy' }],
      products: [{ id: 'veldora/tv', name: 'TV', maker: 'Veldora', kind: 'tv', policies: [id] }],
    });
    const snapshot = { ...first, selection: { select: ['main'], remove: ['.note'] }, further: [second] };
    await archive.take([{ policy: id, snapshot, facts: { print: 'ab'.repeat(16), words: 160 }, origin: 'file', seen: 2 }], () => ({
      kind: 'new',
      standing: 'accepted',
      because: 'first',
    }));
    await archive.close();
    await run('scan', 'veldora/tv', '--from-archive', '--archive', path, '--format', 'json', '--output', 'split.json', '--quiet');
    expect(await verify('split.json', '--archive', path)).toMatchObject({ code: 0, err: '' });
  });

  it('explains what is no report', async () => {
    expect(await verify('moved.md')).toMatchObject({ code: 2 });
    expect(await verify('notice.md')).toMatchObject({ code: 2, err: expect.stringContaining('is not JSON') as string });
  });
});
