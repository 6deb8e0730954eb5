import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { largestDocument, readLocal } from '../../src/load/read-document.ts';
import { UserError } from '../../src/model/user-error.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-read-'));
  writeFileSync(join(folder, 'policy.html'), '<p>We keep your recordings.</p>');
  writeFileSync(join(folder, 'empty.html'), '');
  writeFileSync(join(folder, 'huge.html'), Buffer.alloc(largestDocument + 1, 'a'));
  writeFileSync(join(folder, 'full.html'), Buffer.alloc(largestDocument, 'a'));
  mkdirSync(join(folder, 'saved'));
  symlinkSync('circle.html', join(folder, 'circle.html'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const clock = (): number => Date.parse('2026-03-01T12:00:00Z');
const stdin = (...chunks: readonly (string | Uint8Array)[]): Readable => Readable.from(chunks);
const read = async (source: string): ReturnType<typeof readLocal> => await readLocal(source, { clock, stdin: stdin() });

async function mistake(source: string): Promise<string> {
  const error: unknown = await read(source).then(
    () => 'it was read',
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error instanceof UserError ? error.message : '';
}

describe('a file', () => {
  test('is a snapshot with its own address, bytes, hash and time, and no headers', async () => {
    const path = join(folder, 'policy.html');
    const url = pathToFileURL(path).href;
    const outcome = await read(path);
    expect(outcome.ok && outcome.value).toEqual({
      url,
      finalUrl: url,
      redirects: [url],
      headers: {},
      fetchedAt: '2026-03-01T12:00:00.000Z',
      sha256: 'e3c1a99c6076922ceec1cc57b23d4f24cdbc1fb496f04aa00871ecaa6357f6cb',
      body: new Uint8Array(Buffer.from('<p>We keep your recordings.</p>')),
    });
  });

  test('may be named by a file: address', async () => {
    expect((await read(pathToFileURL(join(folder, 'policy.html')).href)).ok).toBe(true);
  });

  test('of more than 20 MB is too large, of exactly 20 MB is not', async () => {
    expect(await read(join(folder, 'huge.html'))).toEqual({
      ok: false,
      failure: { kind: 'too-large', detail: `${join(folder, 'huge.html')} is larger than 20 MB` },
    });
    expect((await read(join(folder, 'full.html'))).ok).toBe(true);
  });

  test('without an end is too large as well', async () => {
    expect(await read('/dev/zero')).toMatchObject({ ok: false, failure: { kind: 'too-large' } });
  });

  test.each([
    ['missing.html', 'there is no file'],
    ['policy.html/inside.html', 'a part of the path is a file'],
    ['saved', 'is a folder, not a document'],
    ['empty.html', 'is empty'],
    ['circle.html', 'is a link that leads in a circle'],
    ['a'.repeat(5000), 'too long for a path'],
    ['zero\0.html', 'zero character'],
  ])('that cannot be used is a person’s mistake, named with a way out: %.20s', async (name, words) => {
    const message = await mistake(join(folder, name));
    expect(message).toContain(words);
    expect(message).toContain(folder);
    expect(message).toMatch(/: .+\.$/);
  });

  test('that may not be read is a person’s mistake', async () => {
    // A superuser may read everything, so there the system's own unreadable file stands in.
    const locked = join(folder, 'locked.html');
    writeFileSync(locked, 'x');
    chmodSync(locked, 0o000);
    const message = process.getuid?.() === 0 ? await mistake('/proc/self/mem') : await mistake(locked);
    expect(message).toMatch(/could not be read|may not be read/);
  });

  test('address of another machine, or none at all, is a person’s mistake', async () => {
    expect(await mistake('file://server/share/policy.html')).toContain('is not the address of a file on this machine');
  });

  test('name cannot play with the terminal', async () => {
    expect(await mistake(join(folder, '\u001b[2J\u202egone.html'))).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('standard input', () => {
  test('is a snapshot called stdin:, from bytes or words', async () => {
    const outcome = await readLocal('-', { clock, stdin: stdin('<p>Donn\u00e9es ', new TextEncoder().encode('priv\u00e9es</p>')) });
    expect(outcome.ok && outcome.value.url).toBe('stdin:');
    expect(outcome.ok && new TextDecoder().decode(outcome.value.body)).toBe('<p>Donn\u00e9es priv\u00e9es</p>');
  });

  test('without an end is too large', async () => {
    function* endless(): Generator<Uint8Array> {
      for (;;) yield new Uint8Array(1_000_000);
    }
    const outcome = await readLocal('-', { clock, stdin: Readable.from(endless()) });
    expect(outcome).toEqual({ ok: false, failure: { kind: 'too-large', detail: 'standard input is larger than 20 MB' } });
  });

  test('with nothing in it is a person’s mistake', async () => {
    expect(await mistake('-')).toBe('standard input is empty: pipe a page into it, such as "curl -s URL | earshot scan -".');
  });
});
