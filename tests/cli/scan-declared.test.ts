import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/analyse/compile.ts';
import { grammarLexicons } from '../../src/analyse/layout.ts';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import { loadRules } from '../../src/load/rules.ts';
import type { PolicyDeclaration } from '../../src/model/maker.ts';
import type { Report } from '../../src/model/report.ts';
import { scan, type DeclaredProduct } from '../../src/scan.ts';
import { loopbackOptions, startLoopbackWeb, type LoopbackWeb, type Route } from '../helpers/loopback-web.ts';
import { earshot, frozenRules } from './run-earshot.ts';

const filler =
  'The rest of this page is here only to be long enough for a policy, so it says nothing of any weight about anybody, and that at some length, in words that no rule has ever looked for. ';
const page =
  (body: string): Route =>
  (_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><head><title>Privacy Policy</title></head><body>${body}</body></html>`);
  };
const voice = '<h2 id="voice">Voice</h2><p>We share your voice recordings with other companies.</p>';
const sale = '<h2 id="sale">Sale</h2><p>We sell your personal information to other companies.</p>';

let web: LoopbackWeb;
let folder = '';

beforeAll(async () => {
  web = await startLoopbackWeb({
    '/': page(`<main><h1>Tellix</h1><p>Televisions.</p></main><footer><a href="/now">Privacy Policy</a></footer>`),
    '/now': page(`<main><h1>Privacy Policy</h1>${voice}<p>${filler}</p></main>`),
    '/policy': page(
      `<main><h1>Privacy Policy</h1>${voice}<div class="noise"><p>We sell your personal information to other companies.</p></div><p>${filler}</p>${sale}</main>`,
    ),
    '/part-1': page(`<nav><p>Other things.</p></nav><article><h1>Privacy Policy</h1>${voice}<p>${filler}</p></article>`),
    '/part-2': page(`<nav><p>Other things.</p></nav><article>${sale}<p>${filler}</p></article>`),
    '/wall': (_, response) => {
      response.statusCode = 403;
      response.end('no');
    },
  });
  folder = await mkdtemp(join(tmpdir(), 'earshot-declared-'));
  const at = (path: string): string => `${web.origin}${path}`;
  const services: Readonly<Record<string, unknown>> = {
    Tellix: {
      name: 'Tellix TV',
      terms: {
        'Privacy Policy': {
          fetch: at('/policy'),
          select: [{ startBefore: 'h1', endBefore: '#sale' }],
          remove: '.noise',
          filter: ['cleanUrls'],
        },
        'Terms of Service': { fetch: at('/terms'), select: 'main' },
      },
      licence: 'none',
    },
    Parts: {
      name: 'Parts',
      terms: { 'Privacy Policy': { combine: [{ fetch: at('/part-1') }, { fetch: at('/part-2') }], select: 'article' } },
    },
    Moved: { name: 'Moved', documents: { 'Privacy Policy': { fetch: at('/policy'), select: '#policy' } } },
    Half: { name: 'Half', terms: { 'Privacy Policy': { fetch: at('/policy'), select: ['h1', '.policy'] } } },
    Shop: { name: 'Shop', terms: { 'Terms of Service': { fetch: at('/terms'), select: 'main' } } },
  };
  await mkdir(join(folder, 'declarations'));
  for (const [name, content] of Object.entries(services))
    await writeFile(join(folder, 'declarations', `${name}.json`), `${JSON.stringify(content, null, 2)}\n`);
});
afterAll(async () => {
  await web.close();
  await rm(folder, { recursive: true });
});

async function scanService(service: string, ...flags: readonly string[]) {
  const { code, out, err } = await earshot([
    'scan',
    '--declarations',
    folder,
    service,
    '--allow-private',
    '--rules',
    frozenRules,
    '--format',
    'json',
    ...flags,
  ]);
  return { code, err, report: out === '' ? undefined : (JSON.parse(out) as Report) };
}

/** What is admitted, each sentence once, whatever practices it is about. */
const does = (report: Report | undefined): readonly string[] => [
  ...new Set((report?.findings ?? []).filter(({ stance }) => stance === 'does').map(({ quote }) => quote)),
];

describe('scan --declarations', () => {
  it('reads what a service declares, and only the parts of the page that it selects', async () => {
    const { code, report } = await scanService('tellix');
    expect(code).toBe(0);
    expect(report?.product).toBe('Tellix TV');
    expect(does(report)).toEqual(['We share your voice recordings with other companies.']);
    expect(report?.policies).toMatchObject([
      { url: `${web.origin}/policy`, status: 'read', role: 'main', found: ['it is declared for Tellix TV'] },
    ]);
  });

  it('names filters and unknown keys with their places on standard error, unless it is to be quiet', async () => {
    const path = join(folder, 'declarations', 'Tellix.json');
    const { err } = await scanService('tellix');
    expect(err).toContain(`earshot: ${path}:22:3: the key "licence" is not known and has no effect.`);
    expect(err).toContain(
      `earshot: ${path}:4:5: the filter "cleanUrls" of Privacy Policy is not applied: it is a program, and none is run.`,
    );
    expect((await scanService('tellix', '--quiet')).err).toBe('');
  });

  it('joins the pages that are to be combined to one document', async () => {
    const { report } = await scanService('parts');
    expect(report?.policies).toHaveLength(1);
    expect(report?.policies[0]?.parts?.map(({ url }) => url)).toEqual([`${web.origin}/part-1`, `${web.origin}/part-2`]);
    expect(does(report).toSorted()).toEqual([
      'We sell your personal information to other companies.',
      'We share your voice recordings with other companies.',
    ]);
  });

  it('does not read the rest of the page where the selected part is not there', async () => {
    const { code, report } = await scanService('moved');
    expect(code).toBe(3);
    expect(report?.findings).toEqual([]);
    expect(report?.policies[0]?.failure).toEqual({ kind: 'selector-unmatched', detail: '"#policy" matches nothing on the page' });
  });

  it('names the part that is missing where the others are no policy', async () => {
    const { report } = await scanService('half');
    expect(report?.policies[0]?.failure).toEqual({
      kind: 'selector-unmatched',
      detail: '".policy" matches nothing on the page, and what the others match is no policy',
    });
  });

  it.each([
    ['Shop', 'Shop declares no document about privacy that can be read. It declares Terms of Service.'],
    ['Telix', 'declares no service "Telix". Did you mean Tellix?'],
    ['../Tellix', 'declares no service "../Tellix".'],
  ])('says what is wrong with the service %s', async (service, expected) => {
    const { code, err, report } = await scanService(service);
    expect({ code, report }).toEqual({ code: 2, report: undefined });
    expect(err).toContain(expected);
  });
});

describe('scan of a product of the catalogue', () => {
  const policy = (path: string): PolicyDeclaration => ({
    id: 'tellix/privacy-policy',
    termsType: 'Privacy Policy',
    role: 'main',
    pages: [{ fetch: `${web.origin}${path}` }],
    filters: [],
    source: 'tosdr/tosback2',
    seen: '2020-01-01',
    unverified: true,
  });
  const read = async (...paths: readonly string[]): Promise<Report> => {
    const set = await loadRules(frozenRules, { grammarLexicons });
    const target: DeclaredProduct = {
      product: { id: 'tellix/tv', name: 'Tellix TV', home: `${web.origin}/` },
      policies: paths.map(policy),
    };
    const options = {
      compiled: compile(set),
      rulesSha256: set.sha256,
      version: '9.9.9',
      fetch: fetchOptions(loopbackOptions()),
      stdin: (async function* none(): AsyncGenerator<string> {
        yield await Promise.resolve('');
      })(),
      clock: () => Date.parse('2026-03-01T12:00:00Z'),
    };
    return (await scan([target], options)).report;
  };

  it('reads its declared policies, and says where their addresses are from', async () => {
    const { policies } = await read('/now');
    expect(policies).toMatchObject([
      {
        url: `${web.origin}/now`,
        status: 'read',
        found: ['it is declared for Tellix TV (by tosdr/tosback2, last seen 2020-01-01, not confirmed of late)'],
      },
    ]);
  });

  it('looks for them from the home page where none is declared', async () => {
    const { policies, seen } = await read();
    expect(policies).toMatchObject([{ url: `${web.origin}/now`, status: 'read', role: 'main' }]);
    expect(seen ?? []).toEqual([]);
  });

  it('looks for them from the home page where all that were declared have moved, and tells the old addresses', async () => {
    const { policies, seen } = await read('/gone', '/gone-too');
    expect(policies).toMatchObject([{ url: `${web.origin}/now`, status: 'read' }]);
    expect(seen).toMatchObject([
      {
        url: `${web.origin}/gone`,
        reason: 'gone',
        detail: expect.stringContaining('is not there any more (the server answered 404') as string,
      },
      { url: `${web.origin}/gone-too`, reason: 'gone' },
    ]);
  });

  it('takes a wall for a wall, and looks for nothing in its place', async () => {
    const { policies } = await read('/wall');
    expect(policies).toMatchObject([{ url: `${web.origin}/wall`, status: 'not-read', failure: { kind: 'http-status', status: 403 } }]);
  });

  it('is named by its id, and a maker or a misspelt id says which there are', async () => {
    const { code, err } = await earshot(['scan', 'samsung/smart-tvs']);
    expect(code).toBe(2);
    expect(err).toBe(
      'earshot: there is no file "samsung/smart-tvs", and no product of that name in the catalogue. Did you mean samsung/smart-tv?\n',
    );
    expect((await earshot(['scan', 'vizio'])).err).toBe('earshot: VIZIO is a maker: name its product, vizio/smartcast-tv.\n');
  });

  it('gives way to a file of the same name', async () => {
    await mkdir(join(folder, 'vizio'));
    await writeFile(
      join(folder, 'vizio', 'smartcast-tv'),
      `# Privacy Policy\n\nWe share your voice recordings with other companies.\n\n${filler}\n`,
    );
    const { out } = await earshot(['scan', 'vizio/smartcast-tv', '--rules', frozenRules, '--format', 'json'], { cwd: folder });
    expect((JSON.parse(out) as Report).policies[0]?.url).toMatch(/^file:.*vizio\/smartcast-tv$/u);
  });
});
