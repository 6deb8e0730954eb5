import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { earshot } from './run-earshot.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-products-'));
  await mkdir(join(folder, 'tellix'));
  await writeFile(
    join(folder, 'tellix', 'maker.yaml'),
    'name: Tellix\nhome: https://www.tellix.example/\ncountry: FI\n' +
      'terms:\n  Privacy Policy: { fetch: "https://www.tellix.example/privacy" }\n  Privacy Policy (Voice): { fetch: "https://www.tellix.example/voice", unverified: true }\n' +
      'products:\n  tv: { name: "=Tellix\\u001b[31m TV", kind: tv }\n  speaker: { name: Tellix Speaker, kind: voice, policies: [] }\n  radio: { name: Tellix Radio, kind: voice, policies: [Privacy Policy] }\n',
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('earshot products', () => {
  it('lists products by kind, with what is known of their policies', async () => {
    const { code, out, err } = await earshot(['products', '--policies', folder]);
    expect(err).toBe('');
    expect(out).toBe(
      `tv (1)
  tellix/tv       FI  =Tellix␛[31m TV                               2 policies ?

voice (2)
  tellix/speaker  FI  Tellix Speaker                                home page
  tellix/radio    FI  Tellix Radio                                  1 policy

3 products. "home page" (1): no address of a policy is declared, a scan looks
for it from there. "?" (1): nobody has confirmed the address of late. Scan one
by its name: earshot scan tellix/tv.
`,
    );
    expect(code).toBe(0);
  });

  it('writes a table in which no cell is a formula', async () => {
    const { out } = await earshot(['products', '--policies', folder, '--format', 'csv', '--kind', 'tv']);
    expect(out).toBe(
      'product,name,kind,maker,country,home,policies,unverified\r\n' +
        "tellix/tv,'=Tellix␛[31m TV,tv,Tellix,FI,https://www.tellix.example/,https://www.tellix.example/privacy; https://www.tellix.example/voice,1\r\n",
    );
  });

  it('writes data for programs', async () => {
    const { out } = await earshot(['products', 'radio', '--policies', folder, '--format', 'json']);
    expect(JSON.parse(out)).toEqual([
      {
        id: 'tellix/radio',
        name: 'Tellix Radio',
        kind: 'voice',
        maker: 'Tellix',
        country: 'FI',
        home: 'https://www.tellix.example/',
        policies: ['https://www.tellix.example/privacy'],
        unverified: 0,
      },
    ]);
  });

  it('lists the catalogue that it was built with', async () => {
    const { out, code } = await earshot(['products', '--kind', 'tv']);
    expect(code).toBe(0);
    expect(out).toContain('samsung/smart-tv');
    expect(out).toContain('vizio/smartcast-tv');
  });

  it('says so where there is no such product or kind', async () => {
    expect(await earshot(['products', 'smasung'])).toEqual({
      code: 2,
      out: '',
      err: 'earshot: the catalogue has no product for "smasung". Did you mean samsung?\n',
    });
    const { err } = await earshot(['products', '--kind', 'tvs']);
    expect(err).toContain('there is no kind of product "tvs"');
  });
});
