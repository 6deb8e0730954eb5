import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'cheerio/slim';
import { posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SiteFile, SiteInput } from '../../src/model/site.ts';
import { UserError } from '../../src/model/user-error.ts';
import reportSchema from '../../src/report/report.schema.json' with { type: 'json' };
import siteSchema from '../../src/report/site/site.schema.json' with { type: 'json' };
import { relative } from '../../src/report/site/links.ts';
import { site } from '../../src/report/site/site.ts';
import { madeInput, manyProducts } from '../site/made-site.ts';

let input: SiteInput;
let files: readonly SiteFile[];
let byPath: ReadonlyMap<string, string>;

beforeAll(async () => {
  input = await madeInput({ basePath: '/', siteUrl: 'https://report.example/tv/' });
  files = site(input);
  byPath = new Map(files.map(({ path, content }) => [path, content]));
});

const pages = (): readonly SiteFile[] => files.filter(({ path }) => path.endsWith('.html'));
const page = (path: string): string => {
  const content = byPath.get(path);
  if (content === undefined) throw new Error(`there is no ${path}`);
  return content;
};

describe('the site', () => {
  it('is the same, byte for byte, for the same products in whatever order', () => {
    expect(site({ ...input, products: input.products.toReversed() })).toEqual(files);
  });

  it('names a practice once on the page of a concern: what is denied of a part of it stands with its quote on the page of the product', () => {
    const of = (path: string): string => load(page(path))('main').text();
    expect(of('product/veldora/tv.html')).toContain('It says it does not send what you say to another company');
    expect(of('kind/tv/voice.html')).toContain('It sends what you say to another company');
    expect(of('kind/tv/voice.html')).not.toContain('It says it does not send what you say to another company');
    expect(of('kind/tv/voice.html')).toContain('It says it does not know you by your voice');
  });

  it('has only links that lead somewhere, fragments too', () => {
    const ids = new Map(
      pages().map(({ path, content }) => [path, new Set([...content.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id ?? ''))]),
    );
    const lost: string[] = [];
    for (const { path, content } of pages()) {
      if (path === '404.html') continue;
      for (const [, href = ''] of content.matchAll(/ (?:href|src)="([^"]*)"/gu)) {
        if (/^https?:/u.test(href)) continue;
        const [target = '', fragment] = href.replaceAll('&amp;', '&').split('#');
        const file = target === '' ? path : posix.join(posix.dirname(path), target);
        if (!byPath.has(file)) lost.push(`${path}: ${href}`);
        else if (fragment !== undefined && fragment !== 'main' && ids.get(file)?.has(fragment) !== true) lost.push(`${path}: ${href}`);
      }
    }
    expect(lost).toEqual([]);
  });

  it('gives every element of a page an id of its own', () => {
    for (const { path, content } of pages()) {
      const ids = [...content.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        path,
      ).toEqual([]);
    }
  });

  it('has a strict policy on every page, and nothing that would need an exception from it', () => {
    for (const { path, content } of pages()) {
      expect(content, path).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none';`);
      const document = load(content);
      expect(document('[style], style, iframe, object, embed, base, form[action], [onclick], [onload]').length, path).toBe(0);
      expect(document('script:not([src])').length, path).toBe(0);
    }
  });

  it('says its address, its description and what a preview shows on every page', () => {
    const document = load(page('product/veldora/tv.html'));
    expect(document('link[rel=canonical]').attr('href')).toBe('https://report.example/tv/product/veldora/tv.html');
    expect(document('meta[property="og:title"]').attr('content')).toBe('Veldora Aurora TV');
    expect(document('meta[property="og:description"]').attr('content')).toContain('its privacy policy admits');
    for (const { path, content } of pages()) expect(load(content)('meta[name=description]').attr('content'), path).not.toBe('');
  });

  it('lists every page in the sitemap but copies of texts and the page that is not there', () => {
    const listed = [...(byPath.get('sitemap.xml') ?? '').matchAll(/<loc>([^<]+)<\/loc>/gu)].map(([, url]) => url);
    expect(listed).toContain('https://report.example/tv/');
    expect(listed).toContain('https://report.example/tv/product/veldora/tv.html');
    expect(listed.filter((url) => /404|\/text\//u.test(url ?? ''))).toEqual([]);
    expect(byPath.get('robots.txt')).toContain('Sitemap: https://report.example/tv/sitemap.xml');
  });

  it('refuses ids that would lead out of its folder, and two products of one id', () => {
    const [first] = input.products;
    if (first === undefined) throw new Error('no product');
    const named = (id: string) => ({ ...input, products: [{ ...first, product: { ...first.product, id } }] });
    for (const id of ['../etc/passwd', 'a/../b', 'a', 'A/B', 'a/b/c', '', 'a/b.html', '__proto__'])
      expect(() => site(named(id)), id).toThrow(UserError);
    expect(() => site({ ...input, products: [first, first] })).toThrow('two products');
  });

  it('can be made of no product at all', () => {
    expect(site({ ...input, products: [] }).map(({ path }) => path)).toContain('index.html');
  });
});

describe('a product page', () => {
  it('shows every quote of the report, in the words of the policy', () => {
    const product = input.products.find((one) => one.product.id === 'veldora/tv');
    const text = load(page('product/veldora/tv.html'))('main').text();
    for (const { quote } of product?.report.findings ?? []) expect(text).toContain(quote);
  });

  it('leads from each quote to the live page and to the text as it was read', () => {
    const document = load(page('product/veldora/tv.html'));
    const clauses = document('figure.clause').toArray();
    expect(clauses.length).toBeGreaterThan(20);
    for (const clause of clauses) {
      const links = document(clause)
        .find('a')
        .toArray()
        .map((link) => document(link).attr('href') ?? '');
      expect(links.some((href) => href.startsWith('https://www.veldora.example/'))).toBe(true);
      expect(links.some((href) => href.startsWith('../../text/'))).toBe(true);
    }
  });

  it('marks each quote in the text as it was read', () => {
    const product = input.products.find((one) => one.product.id === 'veldora/tv');
    const finding = product?.report.findings[0];
    const sha256 = product?.report.policies[finding?.policy ?? 0]?.sha256 ?? '';
    const marks = load(page(`text/${sha256.slice(0, 16)}.html`));
    expect(marks(`#p${finding?.span[0]}`).text()).toContain(finding?.quote.slice(0, 40));
  });

  it("shows the maker's reply beside the clause or the practice it is about, and readers' verdicts", () => {
    const document = load(page('product/veldora/tv.html'));
    expect(document('figure .reply').text()).toContain(
      'Veldora <b>press</b> replied on 1 April 2026:This is for your comfort.We say so openly.',
    );
    expect(document('.group > .reply').text()).toContain('Everybody does it.');
    expect(document('main').text()).toContain('checked by Jo on 1 May 2026: it is <i>plain</i>');
    expect(document('.groups.wrong').text()).toContain('Found wrong by a reader, and not counted');
  });

  it('says how to switch things off in the words of the policy, and what it costs', () => {
    const controls = load(page('product/veldora/tv.html'))('#controls').text();
    expect(controls).toContain('Go to Settings > General > Privacy > Voice Recognition and choose Off.');
    expect(controls).toContain('What it costs you: ');
  });

  it('says openly what was not read, and makes nothing of it', () => {
    const text = load(page('product/shut/wearable.html'))('main').text();
    expect(text).toContain('The site showed a check for robots instead of the policy');
    expect(text).toContain('Not ranked');
    expect(text).not.toMatch(/It admits|is silent on|Silent/u);
    expect(page('unread.html')).toContain('product/shut/wearable.html');
  });

  it('tells silence, denial, admission and what was not read apart in the tables', () => {
    const cells = new Set(
      ['compare/tv.html', 'compare/wearable.html'].flatMap((path) => {
        const document = load(page(path));
        return document('td.an')
          .toArray()
          .map((cell) => document(cell).text());
      }),
    );
    expect([...cells]).toEqual(expect.arrayContaining(['Yes', 'No', 'Silent', 'Not read']));
  });

  it('shows what changed, word by word, and what it means', () => {
    const document = load(page('changes/veldora/tv/2026-03-03.html'));
    expect(document('ins').text()).toContain('24 ');
    expect(document('del').text()).toContain('6 ');
    expect(document('h1').text()).toBe('What changed in Veldora Aurora TV on 3 March 2026');
    expect(document('.ef.worse').length).toBeGreaterThan(0);
  });
});

describe('what a policy brings along', () => {
  it('is never markup, wherever it is shown', () => {
    for (const { path, content } of pages()) {
      const document = load(content);
      expect(document('script:not([src]), blockquote img, blockquote script, [onerror], [onmouseover]').length, path).toBe(0);
      const schemes = document('a')
        .toArray()
        .map((link) => /^[a-z]+:/iu.exec(document(link).attr('href') ?? '')?.[0] ?? 'relative');
      for (const scheme of schemes) expect(['https:', 'http:', 'relative'], path).toContain(scheme);
      // Right-to-left overrides are shown by name.
      expect(content, path).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
    }
  });

  it('ends no script, feed, table or picture early', () => {
    expect(files.length).toBeGreaterThan(100);
    for (const { path, content } of files) {
      if (path.endsWith('.js') && path !== 'assets/site.js') expect(content, path).not.toContain('<');
      if (path.endsWith('.svg')) expect(load(content, { xml: true })('script, image').length, path).toBe(0);
      if (path.endsWith('.atom')) expect(load(content, { xml: true })('feed').length, path).toBe(1);
      if (path.endsWith('.csv')) for (const line of content.split('\r\n')) expect(line, path).not.toMatch(/^"?[=+@]/u);
    }
  });
});

describe('the data beside the pages', () => {
  it('holds to its schemas', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    ajv.addSchema(reportSchema);
    ajv.addSchema(siteSchema);
    const checked: string[] = [];
    for (const { path, content } of files) {
      const name = path.startsWith('api/v1/products/') ? 'product' : /^api\/v1\/([a-z]+)\.json$/u.exec(path)?.[1];
      if (name === undefined) continue;
      const ok = ajv.validate(`urn:earshot:schema:site:1#/$defs/${name}`, JSON.parse(content));
      expect(ok, `${path}: ${ajv.errorsText()}`).toBe(true);
      checked.push(name);
    }
    expect([...new Set(checked)].toSorted()).toEqual(['changes', 'index', 'practices', 'product', 'ranking', 'unread']);
  });

  it('names every product and file in its index', () => {
    const index = JSON.parse(page('api/v1/index.json')) as { files: string[]; schemas: string[]; products: { json: string }[] };
    for (const path of [...index.files, ...index.schemas, ...index.products.map(({ json }) => json)])
      expect(byPath.has(path), path).toBe(true);
    expect(index.products).toHaveLength(input.products.length);
  });

  it('has a feed of accepted changes that reads the same every time', () => {
    const feed = load(page('changes.atom'), { xml: true });
    expect(feed('entry').length).toBe(2);
    expect(feed('entry > title').first().text()).toContain('Veldora Aurora TV');
    expect(feed('entry > updated').first().text()).toBe('2026-03-03T00:00:00.000Z');
    expect(feed('entry > link').first().attr('href')).toBe('https://report.example/tv/changes/veldora/tv/2026-03-03.html');
  });
});

it('keeps the ranking of 500 products below 300 kB', async () => {
  const ranking = site(await manyProducts(500)).find(({ path }) => path === 'index.html')?.content ?? '';
  expect(load(ranking)('main a[href^="product/"]').length).toBe(500);
  expect(Buffer.byteLength(ranking)).toBeLessThan(300_000);
}, 120_000);

it.each([
  ['index.html', 'kind/tv.html', 'kind/tv.html'],
  ['kind/tv/voice.html', 'kind/tv.html', '../tv.html'],
  ['kind/tv/voice.html', 'kind/tv/location.html', 'location.html'],
  ['product/a/b.html', 'product/a/b.html#f-1', '#f-1'],
  ['product/a/b.html', 'index.html', '../../index.html'],
  ['product/a/b.html', 'product/c/d.html#x', '../c/d.html#x'],
  ['a/a/b.html', 'a/b/b.html', '../b/b.html'],
])('links from %s to %s as %s', (from, to, expected) => {
  expect(relative(from, to)).toBe(expected);
});
