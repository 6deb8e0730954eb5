import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compile, type Compiled } from '../../src/analyse/compile.ts';
import { grammarLexicons } from '../../src/analyse/layout.ts';
import { fetchOptions, type RawFetchOptions } from '../../src/fetch/fetch-options.ts';
import { loadRules } from '../../src/load/rules.ts';
import type { Report } from '../../src/model/report.ts';
import { scan, type ScanOptions } from '../../src/scan.ts';
import { loopbackOptions } from '../helpers/loopback-web.ts';
import {
  germanPolicy,
  hero,
  policyWords,
  sitePage,
  startSites,
  voiceWords,
  type MadeUpSites,
  type SitePage,
  type Sites,
} from '../helpers/made-up-sites.ts';

let compiled: Compiled;
let web: MadeUpSites | undefined;

beforeAll(async () => {
  compiled = compile(await loadRules(fileURLToPath(new URL('../rules-frozen', import.meta.url)), { grammarLexicons }));
});
afterEach(ended);

async function ended(): Promise<void> {
  await web?.close();
  web = undefined;
}

async function* nothing(): AsyncGenerator<string> {
  yield await Promise.resolve('');
}

interface Asked extends Partial<ScanOptions> {
  readonly raw?: RawFetchOptions;
  readonly isBareHost?: boolean;
}

/** Scans from one address of the sites; addresses in the report are without the port. */
async function from(sites: Sites, host: string, path = '/', { raw = {}, isBareHost = false, ...more }: Asked = {}): Promise<Report> {
  web ??= await startSites(sites);
  const fetch = fetchOptions(loopbackOptions(raw));
  const options: ScanOptions = { compiled, rulesSha256: '', version: '9.9.9', fetch, stdin: nothing(), clock: () => 0, ...more };
  const { report } = await scan([{ url: web.url(host, path), isBareHost }], options);
  return JSON.parse(JSON.stringify(report).replaceAll(`:${web.port}`, '')) as Report;
}

const addresses = (report: Report): readonly string[] => report.policies.map(({ finalUrl }) => finalUrl.replace(/^http:\/\//u, ''));
const outcome = ({ policies: [policy] }: Report): string => policy?.failure?.kind ?? policy?.status ?? 'nothing';
const privacy = (maker: string, about = ''): string => sitePage(`Privacy Policy | ${maker}`, policyWords(maker, 'Privacy Policy', about));

describe('from a home page', () => {
  it.each([
    ['English', 'en', 'Privacy', '/legal/p17'],
    ['Spanish', 'es', 'Política de privacidad', '/p17'],
    ['German', 'de', 'Datenschutzerklärung', '/p17'],
    ['Japanese', 'ja', 'プライバシーポリシー', '/p17'],
    ['French', 'fr', 'Politique de confidentialité', '/p17'],
    ['Portuguese', 'pt', 'Política de Privacidade', '/p17'],
    ['Russian', 'ru', 'Политика конфиденциальности', '/p17'],
    ['Italian', 'it', 'Informativa sulla privacy', '/p17'],
    ['Dutch', 'nl', 'Privacyverklaring', '/p17'],
    ['Polish', 'pl', 'Polityka prywatności', '/p17'],
    ['Turkish', 'tr', 'Gizlilik Politikası', '/p17'],
    ['Chinese', 'zh', '隐私政策', '/p17'],
    ['Persian', 'fa', 'سیاست حفظ حریم خصوصی', '/p17'],
    ['Vietnamese', 'vi', 'Chính sách bảo mật', '/p17'],
    ['Czech', 'cs', 'Zásady ochrany osobních údajů', '/p17'],
  ])('in %s the link in the footer leads to the policy', async (_, lang, words, path) => {
    const home = sitePage('Auralis', hero, {
      lang,
      menu: [['TV', '/tv']],
      footer: [
        ['A', '/about'],
        [words, path],
      ],
    });
    const report = await from({ 'auralis.test': { '/': home, [path]: privacy('Auralis') } }, 'auralis.test');
    expect(addresses(report)).toEqual([`auralis.test${path}`]);
    expect(outcome(report)).toBe('read');
    expect(report.policies[0]).toMatchObject({ role: 'main', found: [`the footer of http://auralis.test/ links to it as “${words}”`] });
  });

  it('an address that speaks of privacy tells where the words do not', async () => {
    const home = sitePage('Auralis', hero, { footer: [['Small print', '/legal/privacy-notice.html']] });
    const report = await from({ 'auralis.test': { '/': home, '/legal/privacy-notice.html': privacy('Auralis') } }, 'auralis.test');
    expect(report.policies[0]?.found).toEqual([
      'the footer of http://auralis.test/ links to it as “Small print”',
      'its address speaks of privacy (/legal/privacy-notice.html)',
    ]);
  });

  it('a page that only links on is followed: the terms, a refresh, a frame', async () => {
    const ends = { '/p17': privacy('Auralis') };
    const viaTerms = {
      '/': sitePage('Auralis', hero, { footer: [['Terms', '/terms']] }),
      '/terms': sitePage(
        'Terms',
        '<h1>Terms of Use</h1><p>By using this site you agree to these terms.</p><p>See our <a href="/p17">privacy policy</a>.</p>',
      ),
    };
    expect(addresses(await from({ 'auralis.test': { ...viaTerms, ...ends } }, 'auralis.test'))).toEqual(['auralis.test/p17']);
    await ended();
    const viaRefresh = {
      '/': '<html><head><meta http-equiv="refresh" content="0; url=/home"></head><body></body></html>',
      '/home': sitePage('Auralis', hero, { footer: [['Privacy', '/p17']] }),
    };
    expect(addresses(await from({ 'auralis.test': { ...viaRefresh, ...ends } }, 'auralis.test'))).toEqual(['auralis.test/p17']);
    await ended();
    const viaFrame = {
      '/': sitePage('Auralis', hero, { footer: [['Privacy', '/shell']] }),
      '/shell': '<html><head><title>Privacy</title></head><body><iframe src="/p17"></iframe></body></html>',
    };
    expect(addresses(await from({ 'auralis.test': { ...viaFrame, ...ends } }, 'auralis.test'))).toEqual(['auralis.test/p17']);
  });

  it('a <link rel="privacy-policy"> is enough', async () => {
    const home = sitePage('Auralis', hero, { head: '<link rel="privacy-policy" href="/p17">' });
    const report = await from({ 'auralis.test': { '/': home, '/p17': privacy('Auralis') } }, 'auralis.test');
    expect(report.policies[0]?.found).toEqual(['http://auralis.test/ names it as its privacy policy (rel="privacy-policy")']);
  });

  it('without a link the usual addresses are asked, and no more than needed', async () => {
    const report = await from(
      { 'auralis.test': { '/': sitePage('Auralis', hero), '/privacy-policy': privacy('Auralis') } },
      'auralis.test',
    );
    expect(report.policies[0]?.found).toEqual(['it stands at an address that many makers use, and no page looked at links to it']);
    expect(web?.asked()).toEqual(['auralis.test/', 'auralis.test/privacy', 'auralis.test/privacy-policy']);
  });

  it.each(['plain', 'gz'])('as a last resort the map of the site is read: an index, %s', async (kind) => {
    const urls = Array.from({ length: 50 }, (_, index) => `<url><loc>SITE/products/${index}</loc></url>`).join('');
    const map = `<?xml version="1.0"?><urlset>${urls}<url><loc>SITE/company/our-privacy-policy-2026</loc></url></urlset>`;
    const name = kind === 'gz' ? '/sitemap-pages.xml.gz' : '/sitemap-pages.xml';
    const site = (text: string): string => text.replaceAll('SITE', web?.url('auralis.test', '') ?? '');
    const sites: Sites = {
      'auralis.test': {
        '/': sitePage('Auralis', hero),
        '/robots.txt': (_, response) => void response.end(site('User-agent: *\nDisallow: /account\nSitemap: SITE/maps.xml\n')),
        '/maps.xml': (_, response) =>
          void response.end(
            site(
              `<sitemapindex><sitemap><loc>SITE/sitemap-products.xml</loc></sitemap><sitemap><loc>SITE${name}</loc></sitemap></sitemapindex>`,
            ),
          ),
        [name]: (_, response) => void response.end(kind === 'gz' ? gzipSync(site(map)) : site(map)),
        '/company/our-privacy-policy-2026': privacy('Auralis'),
      },
    };
    const report = await from(sites, 'auralis.test');
    expect(addresses(report)).toEqual(['auralis.test/company/our-privacy-policy-2026']);
    expect(report.policies[0]?.found?.[0]).toContain("the site's map");
    expect(web?.asked()).not.toContain('auralis.test/sitemap-products.xml');
  });

  it('where there is none it says what was tried, and asks for few pages', async () => {
    const report = await from({ 'auralis.test': { '/': sitePage('Auralis', hero, { menu: [['TV', '/tv']] }) } }, 'auralis.test');
    expect(outcome(report)).toBe('no-policy-found');
    expect(report.policies[0]?.failure?.detail).toMatch(/^none of the 1 links of .* \/privacy \/privacy-policy .*\/sitemap\.xml$/u);
    expect(web?.asked().length).toBeLessThanOrEqual(10);
  });

  it('that only scripts can build, no address is guessed beyond the first', async () => {
    const shell =
      '<html><head><title>Auralis</title></head><body><div id="app"></div><script src="/a.js"></script><script src="/b.js"></script></body></html>';
    const every = Object.fromEntries(['/', '/privacy', '/privacy-policy', '/legal/privacy'].map((path) => [path, shell]));
    expect(outcome(await from({ 'auralis.test': every }, 'auralis.test'))).toBe('needs-scripts');
    expect(web?.asked()).toEqual(['auralis.test/', 'auralis.test/privacy']);
  });

  it('pages that link to each other in a circle are visited once each', async () => {
    const to = (next: string): string =>
      sitePage('Legal', '<p>Legal matters.</p>', {
        footer: [
          ['Legal', next],
          ['Terms', '/a'],
          ['Legal notices', '/b'],
          ['Policies', '/c'],
        ],
      });
    const report = await from({ 'auralis.test': { '/': to('/a'), '/a': to('/b'), '/b': to('/c'), '/c': to('/') } }, 'auralis.test');
    expect(outcome(report)).toBe('no-policy-found');
    const asked = web?.asked() ?? [];
    expect(new Set(asked).size).toBe(asked.length);
  });
});

describe('what only looks like the policy', () => {
  it("another company's is not taken for it", async () => {
    const home = sitePage('Auralis', hero, { footer: [['Privacy', 'http://big-other.test/privacy']] });
    const sites = { 'auralis.test': { '/': home }, 'big-other.test': { '/privacy': privacy('Bigother') } };
    web = await startSites(sites);
    const report = await from({}, 'auralis.test', '/', {});
    expect(outcome(report)).toBe('no-policy-found');
  });

  it("the maker's own on another site is, since it names the maker", async () => {
    web = await startSites({ 'auralis.test': {}, 'docs-host.test': { '/policies/4711': privacy('Auralis') } });
    const away = web.url('docs-host.test', '/policies/4711');
    await ended();
    const home = (port: string): string => sitePage('Auralis', hero, { footer: [['Privacy Policy', away.replace(/:\d+/u, `:${port}`)]] });
    web = await startSites({
      'auralis.test': { '/': (request, response) => void response.end(home(/:(\d+)/u.exec(request.headers.host ?? '')?.[1] ?? '')) },
      'docs-host.test': { '/policies/4711': privacy('Auralis') },
    });
    const report = await from({}, 'auralis.test');
    expect(addresses(report)).toEqual(['docs-host.test/policies/4711']);
  });

  it('a blog about privacy and a page of settings are not', async () => {
    const home = sitePage('Auralis', hero, {
      menu: [
        ['Why privacy matters: five tips for your home', '/blog/why-privacy-matters'],
        ['Your Privacy Choices', '/privacy-choices'],
      ],
      footer: [['Legal', '/p17']],
    });
    const blog = sitePage(
      'Why privacy matters | Auralis blog',
      '<h1>Why privacy matters</h1><p>Posted by Jo. Here are five tips that experts told us.</p>'.repeat(5),
    );
    const report = await from(
      { 'auralis.test': { '/': home, '/blog/why-privacy-matters': blog, '/p17': privacy('Auralis') } },
      'auralis.test',
    );
    expect(addresses(report)).toEqual(['auralis.test/p17']);
    expect(web?.asked()).not.toContain('auralis.test/privacy-choices');
  });

  it('a page that is called so and cannot be read is what is reported, not another page', async () => {
    const wall: SitePage = (_, response) =>
      void response
        .writeHead(403, { 'content-type': 'text/html' })
        .end('<title>Just a moment...</title><h1>Checking your browser</h1><p>Verify you are human.</p>');
    const home = sitePage('Auralis', hero, {
      footer: [
        ['Privacy Policy', '/p17'],
        ['Terms', '/terms'],
      ],
    });
    const report = await from({ 'auralis.test': { '/': home, '/p17': wall } }, 'auralis.test');
    expect(report.policies).toMatchObject([
      { url: 'http://auralis.test/p17', status: 'not-read', failure: { kind: 'bot-wall' }, role: 'main' },
    ]);
    expect(report.policies[0]?.failure?.detail).toMatch(/^the server answered 403; it says “/u);
    expect(web?.asked()).not.toContain('auralis.test/privacy');
  });
});

describe('the set of a product', () => {
  const set: Sites = {
    'auralis.test': {
      '/': sitePage('Auralis', hero, {
        footer: [
          ['Privacy Policy', '/privacy'],
          ['Voice Recognition Notice', '/voice'],
          ['Cookie Settings', '/cookie-settings'],
        ],
      }),
      '/privacy': sitePage(
        'Privacy Policy | Auralis',
        `${policyWords('Auralis')}<p>See also our <a href="/viewing">Viewing Information Services notice</a>, the <a href="/california">California Privacy Notice</a>, the
<a href="/kids">Children's Privacy Policy</a>, the <a href="/print/privacy">Privacy Policy (printable)</a>, the <a href="/jobs">Privacy Notice for Job Applicants</a>,
<a href="/privacy-2019">previous versions of this privacy policy</a> and the <a href="/gone">Biometric Data Notice</a>.</p>`,
      ),
      '/voice': sitePage('Voice Recognition Notice | Auralis', voiceWords('Auralis')),
      '/viewing': sitePage(
        'Viewing Information Services | Auralis',
        policyWords('Auralis', 'Viewing Information Services Notice', 'We collect what you watch by automatic content recognition.'),
      ),
      '/california': sitePage(
        'California Privacy Notice | Auralis',
        policyWords('Auralis', 'California Privacy Notice', 'You have rights under the CCPA.'),
      ),
      '/kids': sitePage(
        "Children's Privacy Policy | Auralis",
        policyWords('Auralis', "Children's Privacy Policy", 'We ask parents before we collect information from children.'),
      ),
      '/print/privacy': sitePage('Privacy Policy | Auralis', policyWords('Auralis')),
    },
  };

  it('is read one hop deep, main policy first, each with its part', async () => {
    const report = await from(set, 'auralis.test');
    expect(report.policies.map(({ role, finalUrl, status }) => `${role} ${finalUrl.replace('http://auralis.test', '')} ${status}`)).toEqual(
      ['main /privacy read', 'voice /voice read', 'viewing /viewing read', 'state /california read', 'children /kids read'],
    );
    expect(report.policies[2]?.found?.[0]).toBe(
      'the text of http://auralis.test/privacy links to it as “Viewing Information Services notice”',
    );
    expect(report.policies[3]?.country).toBe('US');
  });

  it('says what else was met: the same text once more, what is gone, former versions', async () => {
    const report = await from(set, 'auralis.test');
    const reasons = Object.fromEntries((report.seen ?? []).map(({ url, reason }) => [url.replace('http://auralis.test', ''), reason]));
    expect(reasons).toMatchObject({ '/print/privacy': 'same-text', '/gone': 'gone' });
    expect(web?.asked()).not.toContain('auralis.test/jobs');
    expect(web?.asked()).not.toContain('auralis.test/cookie-settings');
  });

  it('is the same from its voice notice, which keeps no company but its main policy', async () => {
    const withLink = {
      'auralis.test': {
        ...set['auralis.test'],
        '/voice': sitePage('Voice Recognition Notice', voiceWords('Auralis'), { footer: [['Privacy Policy', '/privacy']] }),
      },
    };
    const report = await from(withLink, 'auralis.test', '/voice');
    expect(report.policies.map(({ role }) => role)).toEqual(['main', 'voice', 'viewing', 'state', 'children']);
    expect(report.policies[1]?.found).toBeUndefined();
  });

  it('stays unread where only the page named is asked for', async () => {
    const report = await from(set, 'auralis.test', '/privacy', { only: true });
    expect(addresses(report)).toEqual(['auralis.test/privacy']);
    expect(web?.asked()).toEqual(['auralis.test/privacy']);
  });

  it('has a place for a notice that could not be read, since it may say anything', async () => {
    const broken = {
      'auralis.test': {
        ...set['auralis.test'],
        '/voice': '<html><head><title>Auralis</title></head><body><div id="root"></div><script src="a.js"></script></body></html>',
      },
    };
    const report = await from(broken, 'auralis.test');
    expect(report.policies[1]).toMatchObject({ role: 'voice', status: 'not-read', failure: { kind: 'needs-scripts' } });
  });

  it('is capped at twelve documents', async () => {
    const notices = Array.from(
      { length: 30 },
      (_, index) => `<a href="/notice-${index}">Privacy Notice for the Model Q${String.fromCharCode(97 + index)}</a>`,
    );
    const words = (index: number): string => Array.from({ length: 60 }, (_, at) => `w${index}x${at}`).join(' ');
    const pages = Object.fromEntries(notices.map((_, index) => [`/notice-${index}`, privacy('Auralis', words(index))]));
    const report = await from(
      { 'auralis.test': { '/': privacy('Auralis').replace('</main>', `${notices.join(' ')}</main>`), ...pages } },
      'auralis.test',
    );
    expect(report.policies).toHaveLength(12);
    expect(report.seen?.filter(({ reason }) => reason === 'limit').length).toBeGreaterThan(10);
  });
});

describe('countries and languages', () => {
  const choice: Sites = {
    'auralis.test': {
      '/': sitePage('Auralis', hero, {
        footer: [
          ['Datenschutz (Deutschland)', '/de/privacy'],
          ['Privacy Policy (United Kingdom)', '/uk/privacy'],
          ['Privacy Policy (United States)', '/us/privacy'],
          ['Privacy Policy (EEA)', '/eu/privacy'],
        ],
      }),
      '/us/privacy': privacy('Auralis', 'It is for the United States.'),
      '/uk/privacy': privacy('Auralis', 'It is for the United Kingdom.'),
      '/eu/privacy': privacy('Auralis', 'It is for the European Economic Area.'),
      '/de/privacy': sitePage('Datenschutz', germanPolicy, { lang: 'de' }),
      '/en-gb/': sitePage('Auralis', hero, {
        lang: 'en-GB',
        footer: [
          ['Privacy (US)', '/us/privacy'],
          ['Privacy (UK)', '/uk/privacy'],
        ],
      }),
    },
  };

  it.each([
    ['US', '/us/privacy', 'US'],
    ['GB', '/uk/privacy', 'GB'],
    ['FR', '/eu/privacy', 'EU'],
  ])('the text for readers in %s is read when it is asked for', async (country, path, told) => {
    const report = await from(choice, 'auralis.test', '/', { country });
    expect(addresses(report)).toEqual([`auralis.test${path}`]);
    expect(report.policies[0]?.country).toBe(told);
    const others = (report.seen ?? [])
      .filter(({ reason }) => reason === 'country' || reason === 'language')
      .map(({ url }) => url.replace('http://auralis.test', ''));
    expect([...others, path].toSorted()).toEqual(['/de/privacy', '/eu/privacy', '/uk/privacy', '/us/privacy']);
  });

  it('the country of the page given is taken where none is asked for', async () => {
    const report = await from(choice, 'auralis.test', '/en-gb/');
    expect(report.policies[0]).toMatchObject({ finalUrl: 'http://auralis.test/uk/privacy', country: 'GB' });
    expect(report.seen).toMatchObject([{ url: 'http://auralis.test/us/privacy', country: 'US', reason: 'country' }]);
  });

  it('a policy in another language leads on to its English version', async () => {
    const german = sitePage('Datenschutz | Auralis', germanPolicy, {
      lang: 'de',
      head: '<link rel="alternate" hreflang="en" href="/en/p18"><link rel="alternate" hreflang="fr" href="/fr/p18">',
    });
    const sites = {
      'auralis.test': {
        '/': sitePage('Auralis', hero, { lang: 'de', footer: [['Datenschutz', '/p18']] }),
        '/p18': german,
        '/en/p18': privacy('Auralis'),
      },
    };
    const report = await from(sites, 'auralis.test');
    expect(addresses(report)).toEqual(['auralis.test/en/p18']);
    expect(report.policies[0]?.found).toEqual(['http://auralis.test/p18 names it as its version for “en”']);
  });

  it('a policy in another language alone is reported as such', async () => {
    const sites = {
      'auralis.test': {
        '/': sitePage('Auralis', hero, { lang: 'de', footer: [['Datenschutz', '/p18']] }),
        '/p18': sitePage('Datenschutz', germanPolicy, { lang: 'de' }),
      },
    };
    const report = await from(sites, 'auralis.test');
    expect(report.policies).toMatchObject([{ finalUrl: 'http://auralis.test/p18', failure: { kind: 'language', language: 'de' } }]);
  });
});

describe('a document over several pages', () => {
  const part = (heading: string, sentences: string, next?: string): string =>
    sitePage(
      'Privacy Policy | Auralis',
      `<h1>Auralis Privacy Policy</h1><h2>${heading}</h2>${sentences}${next === undefined ? '' : `<p><a href="${next}">Next</a></p>`}`,
    );
  const [one, two, three] = policyWords('Auralis').split(/(?=<h2>How we use|<h2>Your rights)/u);

  it('is read whole, once, in order', async () => {
    const site = {
      '/privacy': part('One', one ?? '', '/privacy?page=2'),
      '/privacy?page=2': part('Two', two ?? '', '/privacy?page=3'),
      '/privacy?page=3': part('Three', three ?? ''),
    };
    web = await startSites({ 'auralis.test': site });
    const { report, context } = await scan([{ url: web.url('auralis.test', '/privacy') }], {
      compiled,
      rulesSha256: '',
      version: '9',
      fetch: fetchOptions(loopbackOptions()),
      stdin: nothing(),
      clock: () => 0,
    });
    expect(report.policies).toHaveLength(1);
    expect(report.policies[0]?.parts?.map(({ url }) => new URL(url).search)).toEqual(['', '?page=2', '?page=3']);
    const [text = ''] = context.texts;
    expect(text?.match(/We collect your name/gu)).toHaveLength(1);
    expect(text?.match(/Auralis Privacy Policy/gu)).toHaveLength(1);
    expect(text).toMatch(/We collect your name[\s\S]*We share personal information[\s\S]*You may ask us/u);
  });

  it('is not read where one of its pages cannot be', async () => {
    const site: Sites = {
      'auralis.test': {
        '/privacy/1': part('One', one ?? '', '/privacy/2'),
        '/privacy/2': (_, response) => void response.writeHead(500).end('oops'),
      },
    };
    const report = await from(site, 'auralis.test', '/privacy/1');
    expect(report.policies).toMatchObject([{ status: 'not-read', failure: { kind: 'http-status' } }]);
    expect(report.policies[0]?.failure?.detail).toContain('page 2 of it');
  });

  it('has its tabs and closed panels in it, and not the next article of a blog', async () => {
    const tabs = policyWords('Auralis')
      .split(/(?=<h2>)/u)
      .map(
        (chapter, index) =>
          `<div role="tabpanel" class="tab-pane ${index === 0 ? 'active' : 'hidden'}" ${index === 0 ? '' : 'hidden aria-hidden="true"'}>${chapter}</div>`,
      );
    const page = sitePage('Privacy Policy', `${tabs.join('')}<p><a rel="next" href="/blog/summer">Next</a></p>`);
    const report = await from({ 'auralis.test': { '/legal/privacy': page } }, 'auralis.test', '/legal/privacy');
    expect(report.policies[0]?.parts).toBeUndefined();
    expect(report.policies[0]?.words).toBeGreaterThan(200);
    expect(web?.asked()).toEqual(['auralis.test/legal/privacy']);
  });
});

describe('manners', () => {
  it('a bare host name is asked by https first and then by http', async () => {
    web = await startSites({ 'auralis.test': { '/': privacy('Auralis') } });
    const { report } = await scan([{ url: web.url('auralis.test').replace('http:', 'https:'), isBareHost: true }], {
      compiled,
      rulesSha256: '',
      version: '9',
      fetch: fetchOptions(loopbackOptions()),
      stdin: nothing(),
      clock: () => 0,
    });
    expect(report.policies).toMatchObject([{ finalUrl: web.url('auralis.test'), status: 'read' }]);
  });

  it('what robots.txt forbids is not asked for, and ignoring it is on record', async () => {
    const sites: Sites = {
      'auralis.test': {
        '/': sitePage('Auralis', hero, { footer: [['Privacy Policy', '/p17']] }),
        '/robots.txt': (_, response) => void response.end('User-agent: *\nDisallow: /p17\n'),
        '/p17': privacy('Auralis'),
      },
    };
    const refused = await from(sites, 'auralis.test');
    expect(refused.policies).toMatchObject([
      { status: 'not-read', failure: { kind: 'robots' }, robots: { allowed: false, because: 'rule', line: 2 } },
    ]);
    expect(web?.asked()).toEqual(['auralis.test/']);
    const ignored = await from(sites, 'auralis.test', '/', { raw: { ignoreRobots: true } });
    expect(ignored.policies).toMatchObject([{ status: 'read', robots: { because: 'ignored' } }]);
  });

  it('every page that is asked for is named to whoever watches', async () => {
    const said: string[] = [];
    const sites = {
      'auralis.test': { '/': sitePage('Auralis', hero, { footer: [['Privacy Policy', '/p17']] }), '/p17': privacy('Auralis') },
    };
    await from(sites, 'auralis.test', '/', { say: (words) => said.push(words.replace(/:\d+/u, '')) });
    expect(said).toEqual(['Reading http://auralis.test/', 'Reading “Privacy Policy” at http://auralis.test/p17']);
  });

  it('a page kept from before is asked for with its validators', async () => {
    const sites: Sites = {
      'auralis.test': {
        '/privacy': (request, response) => {
          if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
          else response.writeHead(200, { 'content-type': 'text/html', etag: '"v1"' }).end(privacy('Auralis'));
        },
      },
    };
    web = await startSites(sites);
    const { fetchPage } = await import('../../src/fetch/fetch-page.ts');
    const first = await fetchPage(web.url('auralis.test', '/privacy'), fetchOptions(loopbackOptions()));
    if (!first.ok) throw new Error(first.failure.detail);
    const before = first.value;
    const report = await from(sites, 'auralis.test', '/privacy', {
      stored: (url, language) => (url === before.url && language === before.acceptLanguage ? before : undefined),
    });
    expect(report.policies).toMatchObject([{ status: 'read', sha256: before.sha256 }]);
  });
});
