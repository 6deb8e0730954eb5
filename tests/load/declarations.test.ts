import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDeclarations, readDeclaredService } from '../../src/load/declarations.ts';
import { UserError } from '../../src/model/user-error.ts';

const run = `globalThis.earshotWasRun = true; throw new Error('a filter was run');`;

/** File name → content, as a collection's repository holds them. */
const files: Readonly<Record<string, string>> = {
  'Tellix.json': JSON.stringify({
    name: 'Tellix TV & Radio',
    terms: {
      'Privacy Policy': {
        fetch: 'https://www.tellix.example/privacy',
        select: ['main', { startBefore: '#voice', endBefore: 'footer' }],
        remove: 'nav',
        filter: ['cleanUrls', { removeQueryParams: ['utm_source'] }],
      },
      'Trackers Policy': {
        combine: [{ fetch: 'http://www.tellix.example/a' }, { fetch: 'http://www.tellix.example/b' }],
        select: 'article',
      },
      'Terms of Service': { fetch: 'https://www.tellix.example/terms', select: 'main' },
    },
  }),
  'Tellix.history.json': JSON.stringify({
    'Privacy Policy': [{ fetch: 'https://old.tellix.example/', validUntil: '2020-01-01T00:00:00Z' }],
  }),
  'Tellix.filters.js': run,
  'Tellix.filters.history.js': run,
  'Avono.json': JSON.stringify({
    name: 'Avono',
    documents: { 'Privacy Policy': { fetch: 'https://avono.example/p', select: 'body' } },
    importedFrom: 'https://github.example/avono.xml',
  }),
  'AVONO Cars.json': JSON.stringify({
    name: 'Avono Cars',
    terms: { 'Terms of Service': { fetch: 'https://avono.example/t', select: 'p' } },
  }),
  'Avono-cars.json': JSON.stringify({ name: 'Avono cars', terms: { 'Privacy Policy': { fetch: 'https://avono.example/c' } } }),
  'Odd.json':
    '{\n  "name": "Odd",\n  "terms": {\n    "Privacy Policy": {\n      "fetch": "https://odd.example/",\n      "slect": "main",\n      "screenshot": true\n    }\n  },\n  "licence": "none"\n}\n',
  'Halves.json':
    '{\n  "name": "Halves",\n  "terms": {\n    "Privacy Policy": { "fetch": "https://halves.example/p" },\n    "Trackers Policy": { "fetch": "file:///etc/passwd" },\n    "Parent Organization Privacy Policy": { "fetch": "https://halves.example/o", "select": { "startBefore": "h1" } }\n  }\n}\n',
  'Torn.json': '{\n  "name": "Torn",\n  "terms": { "Privacy Policy": { "fetch": "https://torn.example/", } }\n}\n',
  'Empty.json': '',
  'List.json': '[]',
  '!!!.json': JSON.stringify({ name: '../../etc', terms: { 'Privacy Policy': { fetch: 'https://exclaim.example/' } } }),
};

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'earshot-declarations-'));
  await mkdir(join(root, 'declarations'));
  await mkdir(join(root, 'declarations', 'folder.json'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(root, 'declarations', name), content);
  await writeFile(
    join(root, 'secret.json'),
    JSON.stringify({ name: 'Secret', terms: { 'Privacy Policy': { fetch: 'https://secret.example/' } } }),
  );
  await symlink(join(root, 'secret.json'), join(root, 'declarations', 'Link.json'));
});
afterAll(async () => {
  await rm(root, { recursive: true });
});

describe('a collection of declarations', () => {
  it('is read from the repository or from its folder, service by service', async () => {
    const read = await readDeclarations(root);
    expect(read.services.map(({ id, name, policies }) => [id, name, policies.length])).toEqual([
      ['service', '../../etc', 1],
      ['avono-cars', 'Avono Cars', 0],
      ['avono-cars-2', 'Avono cars', 1],
      ['avono', 'Avono', 1],
      ['halves', 'Halves', 1],
      ['odd', 'Odd', 1],
      ['tellix', 'Tellix TV & Radio', 2],
    ]);
    expect(await readDeclarations(join(root, 'declarations'))).toEqual(read);
  });

  it('gives a service its documents about privacy, and names the others', async () => {
    const { service } = await readDeclaredService(root, 'tellix');
    expect(service).toEqual({
      id: 'tellix',
      name: 'Tellix TV & Radio',
      file: 'Tellix',
      others: ['Terms of Service'],
      hasHistory: true,
      hasFilterCode: true,
      policies: [
        {
          id: 'tellix/privacy-policy',
          termsType: 'Privacy Policy',
          role: 'main',
          pages: [
            {
              fetch: 'https://www.tellix.example/privacy',
              select: ['main', { startBefore: '#voice', endBefore: 'footer' }],
              remove: ['nav'],
            },
          ],
          filters: ['cleanUrls', 'removeQueryParams'],
          unverified: false,
        },
        {
          id: 'tellix/trackers-policy',
          termsType: 'Trackers Policy',
          role: 'cookies',
          pages: [
            { fetch: 'http://www.tellix.example/a', select: ['article'] },
            { fetch: 'http://www.tellix.example/b', select: ['article'] },
          ],
          filters: [],
          unverified: false,
        },
      ],
    });
  });

  it('names filters as not applied, and runs none', async () => {
    const { warnings } = await readDeclaredService(root, 'Tellix TV & Radio');
    expect(warnings.map(({ message }) => message)).toEqual([
      'the filter "cleanUrls", "removeQueryParams" of Privacy Policy is not applied: it is a program, and none is run.',
    ]);
    expect('earshotWasRun' in globalThis).toBe(false);
  });

  it('reads the older form, in which terms were called documents', async () => {
    const { service, warnings } = await readDeclaredService(root, 'avono');
    expect(service.policies[0]?.pages).toEqual([{ fetch: 'https://avono.example/p', select: ['body'] }]);
    expect(warnings).toEqual([]);
  });

  it('takes the present from the present, not from the history beside it', async () => {
    const { service } = await readDeclaredService(root, 'tellix');
    expect(JSON.stringify(service)).not.toContain('old.tellix');
  });

  it('warns of keys that it does not know, with their places', async () => {
    const { warnings, mistakes, service } = await readDeclaredService(root, 'Odd');
    expect(warnings.map(({ line, column, message }) => `${line}:${column}: ${message}`)).toEqual([
      '10:3: the key "licence" is not known and has no effect.',
      '6:7: there is no "slect" here. Did you mean select? It has no effect.',
      '7:7: there is no "screenshot" here. Known are fetch, select, remove, filter, executeClientScripts, combine, role, source, seen, unverified. It has no effect.',
    ]);
    expect(mistakes).toEqual([]);
    expect(service.policies).toHaveLength(1);
  });

  it('loses only the documents that have mistakes, and says which', async () => {
    const { service, mistakes } = await readDeclaredService(root, 'halves');
    expect(service.policies.map(({ id }) => id)).toEqual(['halves/privacy-policy']);
    expect(mistakes.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '5: "fetch" is no web address: it begins with https.',
      '6: a range has one start (startBefore or startAfter) and one end (endBefore or endAfter).',
    ]);
  });

  it('names the place where a file is no JSON', async () => {
    const { mistakes } = await readDeclarations(root);
    const told = mistakes.map(({ path, line, column, message }) => `${path.slice(root.length)}:${line}:${column}: ${message}`);
    expect(told).toContain('/declarations/Torn.json:3:68: this is not JSON: here a key in double quotes is expected.');
    expect(told).toContain('/declarations/Empty.json:1:1: the file ends where a value is missing.');
    expect(told).toContain('/declarations/List.json:1:1: a declaration is an object with "name" and "terms".');
  });

  it('does not follow links out of the folder', async () => {
    const { services } = await readDeclarations(root);
    expect(services.map(({ name }) => name)).not.toContain('Secret');
  });
});

describe('a service that is asked for', () => {
  it.each(['tellix', 'TELLIX', 'tellix tv & radio'])('is found by its name or its file, capitals aside: %s', async (wanted) => {
    expect((await readDeclaredService(root, wanted)).service.id).toBe('tellix');
  });

  it('is never a path', async () => {
    await expect(readDeclaredService(root, '../secret')).rejects.toThrow(`${root} declares no service "../secret".`);
  });

  it('that is not there is a mistake with the nearest name', async () => {
    await expect(readDeclaredService(root, 'Telix')).rejects.toThrow(
      new UserError(`${root} declares no service "Telix". Did you mean Tellix?`),
    );
  });

  it('whose file is broken is a mistake with its place', async () => {
    await expect(readDeclaredService(root, 'Torn')).rejects.toThrow(
      'Torn.json:3:68: this is not JSON: here a key in double quotes is expected.',
    );
  });

  it('is asked of a folder that is there and holds declarations', async () => {
    await expect(readDeclarations(join(root, 'none'))).rejects.toThrow(UserError);
    await expect(readDeclarations(join(root, 'declarations', 'folder.json'))).rejects.toThrow('holds no declarations');
  });
});
