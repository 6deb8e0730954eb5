import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { earshot } from './run-earshot.ts';

describe('earshot demo', () => {
  it('reads every document of the four makers over HTTP, shows passages of each and a table', async () => {
    const { code, out, err } = await earshot(['demo']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toContain('NOT READ');
    for (const name of ['Veldora', 'Halberry', 'Zipwend', 'Pelliqo']) expect(out).toMatch(new RegExp(`^${name} +\\d`, 'mu'));
    expect(out.match(/^1\. It /gmu)).toHaveLength(4);
    expect(out.match(/^5\. It /gmu)).toHaveLength(4);
    expect(out).toContain('Turn it off: ');
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('ends with the path of a site of them, which shows what changed', async () => {
    const { out } = await earshot(['demo']);
    const first = out.trimEnd().split('\n').at(-1) ?? '';
    expect(await readFile(first, 'utf8')).toContain('product/veldora/tv.html');
    expect(await readFile(join(dirname(first), 'changes/veldora/tv/2026-03-03.html'), 'utf8')).toContain('Promises that are gone');
  });
});
