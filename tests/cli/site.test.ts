import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../src/archive/open-archive.ts';
import { earshot } from './run-earshot.ts';

const policy = `<!DOCTYPE html><html lang="en"><title>Privacy Policy of Quillon</title><h1>Privacy Policy</h1>
<p>This privacy policy explains how Quillon collects, uses and shares personal information about you when you use the Quillon television.</p>
<p>If you enable voice recognition, your spoken words are recorded and sent to a third party that turns speech into text.</p>
<p>We do not sell your personal information. You can delete your voice recordings in the settings of the television.</p>
<p>We keep viewing history, and we share it with advertising partners who show you advertising that is based on your interests.</p></html>`;

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'earshot-site-'));
  onTestFinished(async () => await rm(made, { recursive: true }));
  return made;
}

async function savedReport(into: string, product: string, name = 'report.json'): Promise<string> {
  const page = join(into, 'policy.html');
  await writeFile(page, policy);
  const saved = join(into, name);
  const { code, err } = await earshot(['scan', page, '--product', product, '--kind', 'tv', '--format', 'json', '--output', saved]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return saved;
}

describe('earshot site', () => {
  it('writes a site from a saved report and says where it begins', async () => {
    const into = await folder();
    const saved = await savedReport(into, 'Quillon Television');
    const out = join(into, 'site');
    expect(await earshot(['site', saved, '--out', out])).toEqual({ code: 0, out: `${join(out, 'index.html')}\n`, err: '' });
    const page = await readFile(join(out, 'product/quillon-television/tv.html'), 'utf8');
    expect(page).toContain('your spoken words are recorded and sent to a third party');
    expect(await readFile(join(out, 'index.html'), 'utf8')).toContain('product/quillon-television/tv.html');
  });

  it('shows what the archive holds: the newest text, its history, and what could not be read', async () => {
    const into = await folder();
    const file = join(into, 'archive.sqlite');
    const archive = await openArchive(file, { create: true });
    const policies = ['privacy', 'shut'].map((name) => ({
      id: `quillon/${name}`,
      name: 'Privacy Policy',
      url: `https://www.quillon.example/${name}`,
    }));
    const product = (id: string, name: string, kind: 'tv' | 'camera', of: string) => ({
      id: `quillon/${id}`,
      name,
      maker: 'Quillon',
      kind,
      country: 'SE',
      policies: [of],
    });
    await archive.put({
      policies,
      products: [product('tv', 'Television', 'tv', 'quillon/privacy'), product('eye', 'Eye', 'camera', 'quillon/shut')],
    });
    const texts = [policy, policy.replace('We do not sell your personal information.', 'We may sell your personal information.')];
    for (const [index, text] of texts.entries()) {
      const body = Buffer.from(text);
      const snapshot = {
        url: 'https://www.quillon.example/privacy',
        finalUrl: 'https://www.quillon.example/privacy',
        redirects: [],
        headers: {},
        body,
        status: 200,
        fetchedAt: `202${index + 4}-05-01T00:00:00.000Z`,
        sha256: createHash('sha256').update(body).digest('hex'),
      };
      const facts = { print: String(index).repeat(32), words: 100, language: 'en' };
      await archive.take([{ policy: 'quillon/privacy', snapshot, facts, origin: 'fetch', seen: 2 }], () => ({
        kind: 'new',
        standing: 'accepted',
        because: 'confirmed',
      }));
    }
    await archive.noteNotRead('quillon/shut', '2025-06-01T00:00:00.000Z', { kind: 'bot-wall', detail: 'the server answered 403' });
    await archive.close();
    const out = join(into, 'site');
    expect(await earshot(['site', '--archive', file, '--out', out])).toEqual({ code: 0, out: `${join(out, 'index.html')}\n`, err: '' });
    expect(await readFile(join(out, 'product/quillon/tv.html'), 'utf8')).toContain('We may sell your personal information.');
    expect(await readFile(join(out, 'changes/quillon/tv/2025-05-01.html'), 'utf8')).toContain('Promises that are gone');
    expect(await readFile(join(out, 'unread.html'), 'utf8')).toContain('the server answered 403');
    expect((await readdir(join(out, 'text'))).length).toBe(1);
    expect((await earshot(['site', '--archive', file, '--out', out, '--no-texts'])).code).toBe(0);
    expect(await readdir(join(out, 'text'))).toEqual([]);
  });

  it('brings a site up to date: takes away what is gone and leaves what it did not write', async () => {
    const into = await folder();
    const out = join(into, 'site');
    const one = await savedReport(into, 'One', 'one.json');
    const other = await savedReport(into, 'Other', 'other.json');
    expect((await earshot(['site', one, other, '--out', out])).code).toBe(0);
    await writeFile(join(out, 'CNAME'), 'example.org');
    expect((await earshot(['site', other, '--out', out])).code).toBe(0);
    expect(await readdir(join(out, 'product/other'))).toEqual(['tv.html']);
    expect(await readdir(join(out, 'product/one'))).toEqual([]);
    expect(await readFile(join(out, 'CNAME'), 'utf8')).toBe('example.org');
  });

  it('writes nothing into a folder that holds other things', async () => {
    const into = await folder();
    const saved = await savedReport(into, 'Quillon Television');
    const { code, err } = await earshot(['site', saved, '--out', into]);
    expect(code).toBe(2);
    expect(err).toContain('holds other things and no site of Earshot');
    expect((await readdir(into)).toSorted()).toEqual(['policy.html', 'report.json']);
  });

  it.each([
    ['a file that is no report', ['package.json'], 'is no report of Earshot'],
    ['a file that is not there', ['missing.json'], 'there is no file or folder missing.json'],
    ['no report and no archive', ['--archive', 'missing.sqlite'], 'missing.sqlite'],
    ['a base path without slashes', ['--base-path', 'x', 'package.json'], 'begins and ends with a slash'],
    ['an address that is none', ['--site-url', 'javascript:alert(1)', 'package.json'], 'is no address of a site'],
  ])('says what is wrong with %s', async (_what, args, sentence) => {
    const { code, err } = await earshot(['site', '--out', join(await folder(), 'site'), ...args]);
    expect(err.replaceAll(/\s+/gu, ' ')).toContain(sentence);
    expect(code).toBe(2);
  });
});
