import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkMaker } from '../../src/load/check-maker.ts';
import { makerFrom, readMakers } from '../../src/load/makers.ts';
import { yamlFile } from '../../src/load/yaml-file.ts';
import { UserError } from '../../src/model/user-error.ts';

const head = 'name: Tellix\nhome: https://www.tellix.example/\ncountry: FI\n';
const product = 'products:\n  tv:\n    name: Tellix TV\n    kind: tv\n';

function mistakesIn(text: string): readonly string[] {
  return checkMaker(yamlFile('policies/tellix/maker.yaml', Buffer.from(text))).map(
    ({ line, column, message }) => `${line}:${column}: ${message}`,
  );
}

function maker(text: string) {
  expect(mistakesIn(text)).toEqual([]);
  return makerFrom('tellix', yamlFile('maker.yaml', Buffer.from(text)).content);
}

describe("a maker's file", () => {
  it('gives products the policies that it declares', () => {
    const { products, policies } = maker(
      `${head}terms:\n  Privacy Policy:\n    fetch: https://www.tellix.example/privacy\n    select: main\n    source: seen by hand\n    seen: '2026-03-01'\n` +
        `  Privacy Policy (Voice):\n    fetch: https://www.tellix.example/voice\n    unverified: true\n${product}` +
        `  radio:\n    name: Tellix Radio\n    kind: voice\n    home: https://radio.tellix.example/\n    policies: [Privacy Policy]\n`,
    );
    expect(products).toEqual([
      {
        id: 'tellix/tv',
        name: 'Tellix TV',
        kind: 'tv',
        home: 'https://www.tellix.example/',
        policies: ['tellix/privacy-policy', 'tellix/privacy-policy-voice'],
      },
      {
        id: 'tellix/radio',
        name: 'Tellix Radio',
        kind: 'voice',
        home: 'https://radio.tellix.example/',
        policies: ['tellix/privacy-policy'],
      },
    ]);
    expect(policies).toEqual([
      {
        id: 'tellix/privacy-policy',
        termsType: 'Privacy Policy',
        role: 'main',
        pages: [{ fetch: 'https://www.tellix.example/privacy', select: ['main'] }],
        filters: [],
        source: 'seen by hand',
        seen: '2026-03-01',
        unverified: false,
      },
      {
        id: 'tellix/privacy-policy-voice',
        termsType: 'Privacy Policy',
        about: 'Voice',
        role: 'voice',
        pages: [{ fetch: 'https://www.tellix.example/voice' }],
        filters: [],
        unverified: true,
      },
    ]);
  });

  it('takes a block of an Open Terms Archive declaration as it stands there, in JSON', () => {
    const { policies } = maker(
      `${head}${product}terms:\n  {\n    "Privacy Policy": {\n      "fetch": "https://tellix.example/legal",\n      "select": ["h1", {"startAfter": "#privacy", "endBefore": "footer"}],\n` +
        `      "remove": ".ads",\n      "filter": ["cleanUrls", {"removeQueryParams": ["utm_source"]}],\n      "executeClientScripts": true\n    },\n` +
        `    "Terms of Service": {\n      "fetch": "https://tellix.example/terms",\n      "select": "main"\n    }\n  }\n`,
    );
    expect(policies).toEqual([
      {
        id: 'tellix/privacy-policy',
        termsType: 'Privacy Policy',
        role: 'main',
        pages: [
          {
            fetch: 'https://tellix.example/legal',
            select: ['h1', { startAfter: '#privacy', endBefore: 'footer' }],
            remove: ['.ads'],
            executeClientScripts: true,
          },
        ],
        filters: ['cleanUrls', 'removeQueryParams'],
        unverified: false,
      },
    ]);
  });

  it('takes every document about privacy, and tells its part by its name', () => {
    const names = [
      'Privacy Policy',
      "Children's Privacy Policy",
      'Biometric Privacy Policy',
      'Privacy Policy (California)',
      'Trackers Policy',
      'Live Policy',
    ];
    const blocks = names.map((name, index) => `  "${name}": { fetch: "https://tellix.example/${index}" }\n`).join('');
    const { policies } = maker(`${head}${product}terms:\n${blocks}`);
    expect(policies.map(({ role }) => role)).toEqual(['main', 'children', 'biometric', 'state', 'cookies']);
  });

  it('gives the parts of "combine" what stands beside it', () => {
    const { policies } = maker(
      `${head}${product}terms:\n  Privacy Policy:\n    select: main\n    remove: nav\n    combine:\n      - fetch: https://tellix.example/1\n      - fetch: https://tellix.example/2\n        select: article\n`,
    );
    expect(policies[0]?.pages).toEqual([
      { fetch: 'https://tellix.example/1', select: ['main'], remove: ['nav'] },
      { fetch: 'https://tellix.example/2', select: ['article'], remove: ['nav'] },
    ]);
  });
});

describe("a mistake in a maker's file", () => {
  const terms = (block: string): string => `${head}${product}terms:\n  Privacy Policy:\n${block}`;
  it.each([
    ['a key that is misspelt', `${head}${product}contry: FI\n`, '8:1: there is no "contry" here. Did you mean country?'],
    ['a name that is missing', `home: https://tellix.example/\ncountry: FI\n${product}`, '1:1: "name" is missing.'],
    [
      'a country that is none',
      `name: Tellix\nhome: https://tellix.example/\ncountry: UK\n${product}`,
      '3:10: there is no country UK. The United Kingdom is GB.',
    ],
    [
      'a country in words',
      `name: Tellix\nhome: https://tellix.example/\ncountry: Finland\n${product}`,
      '3:10: "country" is two capital letters (ISO 3166-1), such as US.',
    ],
    [
      'a home page over http',
      `name: Tellix\nhome: http://tellix.example/\ncountry: FI\n${product}`,
      '2:7: "home" begins with http: write https.',
    ],
    [
      'a kind that there is not',
      `${head}products:\n  tv:\n    name: Tellix TV\n    kind: tvs\n`,
      '7:11: "kind" is one of tv, streaming, voice, phone, ride, carrier, social, photo, camera, wearable, car, device. Did you mean tv?',
    ],
    [
      'an id that could leave the folder',
      `${head}products:\n  ../tv:\n    name: Tellix TV\n    kind: tv\n`,
      '5:3: "../tv" is no id: small letters, digits and hyphens, such as tv.',
    ],
    [
      'a policy that is not declared',
      `${head}${product}    policies: [Privacy Polcy]\nterms:\n  Privacy Policy: { fetch: 'https://tellix.example/p' }\n`,
      '8:16: "Privacy Polcy" does not stand under "terms". Did you mean Privacy Policy?',
    ],
    [
      'a type that is misspelt',
      `${head}${product}terms:\n  Privacy Polcy: { fetch: 'https://tellix.example/p' }\n`,
      '9:3: there is no type of document "Privacy Polcy". Did you mean Privacy Policy?',
    ],
    [
      'two documents with one id',
      `${head}${product}terms:\n  Privacy Policy (TV): { fetch: 'https://tellix.example/p' }\n  Privacy Policy (tv): { fetch: 'https://tellix.example/q' }\n`,
      '10:3: this and "Privacy Policy (TV)" would have one id, privacy-policy-tv. Name one of them otherwise.',
    ],
    [
      'a key of terms that is misspelt',
      terms('    fech: https://tellix.example/p\n'),
      '10:5: there is no "fech" here. Did you mean fetch?',
    ],
    [
      'an address with a password',
      terms('    fetch: https://me:secret@tellix.example/p\n'),
      '10:12: "fetch" holds a name or password: leave them out.',
    ],
    [
      'an address that is no web address',
      terms('    fetch: javascript:alert(1)\n'),
      '10:12: "fetch" is no web address: it begins with https.',
    ],
    [
      'a selector lost in a comment',
      terms('    fetch: https://tellix.example/p\n    select: #main\n'),
      '11:5: this is a CSS selector (a text; "#" begins a comment, so put it in quotes), a range such as {startBefore: h1, endBefore: footer}, or a list of those.',
    ],
    [
      'a range without an end',
      terms('    fetch: https://tellix.example/p\n    select: { startBefore: h1 }\n'),
      '11:13: a range has one start (startBefore or startAfter) and one end (endBefore or endAfter).',
    ],
    [
      'a range that is misspelt',
      terms('    fetch: https://tellix.example/p\n    select: { startbefore: h1, endBefore: p }\n'),
      '11:15: there is no "startbefore" here. Did you mean startBefore?',
    ],
    [
      'an address beside "combine"',
      terms('    fetch: https://tellix.example/p\n    combine:\n      - fetch: https://tellix.example/q\n'),
      '10:5: "fetch" stands in each part of "combine", not beside it.',
    ],
    [
      'a day that is none',
      terms('    fetch: https://tellix.example/p\n    seen: 2026-02-30\n'),
      '11:11: "seen" is a day of the calendar, as YYYY-MM-DD.',
    ],
    [
      'a role that there is not',
      terms('    fetch: https://tellix.example/p\n    role: voices\n'),
      '11:11: "role" is one of main, voice, viewing, state, children, biometric, cookies, regional, other. Did you mean voice?',
    ],
  ])('has its place, what is wrong and what to do: %s', (_, text, expected) => {
    const found = mistakesIn(text);
    expect(found).toContain(expected);
    expect(found.filter((line) => !line.includes('is missing') || expected.includes('is missing'))).toEqual([expected]);
  });

  it('is found in a list, a lone text and nothing at all', () => {
    for (const text of ['- a\n', 'Tellix\n', '']) expect(mistakesIn(text)).toEqual(['1:1: a maker has name, home, country and products.']);
  });
});

describe('a folder of makers', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earshot-makers-'));
    await mkdir(join(folder, 'tellix'));
    await mkdir(join(folder, 'avono'));
    await writeFile(join(folder, 'tellix', 'maker.yaml'), head + product);
    await writeFile(join(folder, 'avono', 'maker.yaml'), head.replace('Tellix', 'Avono') + product);
    await writeFile(join(folder, 'README.md'), 'Ours.');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('is read in the order of ids', async () => {
    expect((await readMakers(folder)).map(({ id, name }) => `${id} ${name}`)).toEqual(['avono Avono', 'tellix Tellix']);
  });

  it('names every mistake of every file', async () => {
    await writeFile(join(folder, 'avono', 'maker.yaml'), `${head}products: {}\n`);
    await expect(readMakers(folder)).rejects.toThrow(
      new UserError(`${join(folder, 'avono', 'maker.yaml')}:4:11: a maker has at least one product.`),
    );
    await writeFile(join(folder, 'avono', 'maker.yaml'), head + product);
  });

  it('holds makers under names that are safe', async () => {
    await mkdir(join(folder, 'My Maker'));
    await expect(readMakers(folder)).rejects.toThrow("a maker's folder is named with small letters, digits and hyphens, such as my-maker.");
    await rm(join(folder, 'My Maker'), { recursive: true });
  });

  it('that is missing, or a maker without a file, is the mistake of a person', async () => {
    await expect(readMakers(join(folder, 'none'))).rejects.toThrow(UserError);
    await mkdir(join(folder, 'empty'));
    await expect(readMakers(folder)).rejects.toThrow('maker.yaml could not be read');
    await rm(join(folder, 'empty'), { recursive: true });
  });
});
