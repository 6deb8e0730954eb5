import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listedIn, sourcesOf } from '../../src/cli/sources.ts';
import { UserError } from '../../src/model/user-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'earshot-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what an argument names', () => {
  it.each([
    ['https://www.example.com/privacy', { url: 'https://www.example.com/privacy' }],
    ['HTTP://example.com', { url: 'HTTP://example.com' }],
    ['ftp://example.com/x', { url: 'ftp://example.com/x' }],
    ['www.example.com/privacy', { url: 'https://www.example.com/privacy', isBareHost: true }],
    ['example.com', { url: 'https://example.com', isBareHost: true }],
    ['example.co.uk/legal/privacy.html?x=1#y', { url: 'https://example.co.uk/legal/privacy.html?x=1#y', isBareHost: true }],
    ['example.com:8443/privacy', { url: 'https://example.com:8443/privacy', isBareHost: true }],
    ['127.0.0.1:8080/privacy', { url: 'https://127.0.0.1:8080/privacy', isBareHost: true }],
    ['www.guvern.md', { url: 'https://www.guvern.md', isBareHost: true }],
    ['-', { path: '-' }],
    ['policy.md', { path: 'policy.md' }],
    ['privacy-policy.html', { path: 'privacy-policy.html' }],
    ['policies/tv.html', { path: 'policies/tv.html' }],
    ['./example.com', { path: './example.com' }],
    ['/tmp/example.com', { path: '/tmp/example.com' }],
    ['file:///tmp/nothing.html', { path: 'file:///tmp/nothing.html' }],
    ['C:\\policy.html', { path: 'C:\\policy.html' }],
    ['policy', { path: 'policy' }],
    ['a b.com', { path: 'a b.com' }],
  ])('%s', async (arg, source) => {
    expect(await sourcesOf([arg])).toEqual([source]);
  });

  it('is a file first, where there is one of that name', async () => {
    const path = join(folder, 'www.example.com');
    writeFileSync(path, 'x');
    expect(await sourcesOf([path])).toEqual([{ path }]);
  });

  it('is every document of a folder, in order, without hidden folders', async () => {
    const inner = join(folder, 'docs');
    for (const name of ['b.MD', 'a.html', 'c/d.pdf', 'c/e.txt', 'f.json', '.git/g.md', 'node_modules/h/i.md']) {
      mkdirSync(join(inner, name, '..'), { recursive: true });
      writeFileSync(join(inner, name), 'x');
    }
    expect(await sourcesOf([inner])).toEqual(['a.html', 'b.MD', 'c/d.pdf', 'c/e.txt'].map((name) => ({ path: join(inner, name) })));
  });

  it('is a mistake when it is an empty folder, or nothing', async () => {
    mkdirSync(join(folder, 'none'));
    await expect(sourcesOf([join(folder, 'none')])).rejects.toThrow('holds no document');
    await expect(sourcesOf([''])).rejects.toThrow(UserError);
  });
});

describe('a list', () => {
  const lines = async (text: string): Promise<readonly string[]> =>
    await listedIn(
      '-',
      (async function* input() {
        yield await Promise.resolve(text);
      })(),
    );

  it('names something on every line that is neither empty nor a comment', async () => {
    expect(await lines('\u{FEFF}a.md\r\n\n # no\n#no\n  b.md\t\rc#d.md')).toEqual(['a.md', 'b.md', 'c#d.md']);
  });

  it('must name something, and not standard input', async () => {
    await expect(lines('\n# only this\n')).rejects.toThrow('names nothing');
    await expect(lines('a\n-\n')).rejects.toThrow('names "-"');
  });
});
