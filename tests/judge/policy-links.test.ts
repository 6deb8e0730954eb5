import { describe, expect, it } from 'vitest';
import { localeOfLink } from '../../src/judge/locale.ts';
import { nextPart } from '../../src/judge/next-part.ts';
import { addressScore, policyLinks, policyScore, type PolicyLink } from '../../src/judge/policy-links.ts';
import { roleOf } from '../../src/judge/policy-role.ts';
import { isTextOf, printOf } from '../../src/judge/same-text.ts';
import type { PageLink, PageStructure } from '../../src/model/page-structure.ts';

const home = 'https://www.auralis.test/';

function structureOf(links: readonly Partial<PageLink>[]): PageStructure {
  return {
    format: 'html',
    parser: 'htmlparser2',
    noscript: '',
    counts: {
      scripts: 0,
      scriptBytes: 0,
      forms: 0,
      passwordFields: 0,
      links: links.length,
      words: 0,
      linkWords: 0,
      proseWords: 0,
      contentWords: 0,
      consentWords: 0,
      iframes: 0,
      images: 0,
    },
    links: links.map((link) => ({ text: '', href: home, rel: '', place: 'footer', ...link })),
  };
}

const linksOf = (...links: readonly Partial<PageLink>[]): readonly PolicyLink[] =>
  policyLinks(structureOf(links), { url: home, own: ['auralis'], isOwn: (url) => new URL(url).host.endsWith('auralis.test') });
const first = (text: string, path: string): PolicyLink | undefined => linksOf({ text, href: new URL(path, home).href })[0];

describe('a link to a policy', () => {
  it('scores by its words, its address and its place, best first', () => {
    const links = linksOf(
      { text: 'Terms', href: `${home}terms` },
      { text: 'Read about privacy', href: `${home}learn/x`, place: 'content' },
      { text: 'Privacy Policy', href: `${home}legal/privacy-policy` },
    );
    expect(links.map(({ text }) => text)).toEqual(['Privacy Policy', 'Read about privacy', 'Terms']);
    expect(links.map(({ leadsTo }) => leadsTo)).toEqual(['policy', 'policy', 'hub']);
  });

  it.each([
    ['Your Privacy Choices', '/privacy-choices'],
    ['Do Not Sell My Personal Information', '/do-not-sell'],
    ['Privacy Settings', '/account/privacy'],
    ['Log in', '/login?return=%2Fprivacy'],
    ['Privacy Notice for Job Applicants', '/careers/privacy'],
    ['Data Processing Addendum', '/legal/dpa'],
    ['5 tips to protect your privacy', '/blog/2024/05/privacy-tips'],
    ['Home', '/'],
    ['Privacy wallpaper', '/privacy.jpg'],
  ])('is not one to a settings page, an article or a document for others: %s', (text, path) => {
    expect(first(text, path)?.leadsTo ?? 'nothing').not.toBe('policy');
  });

  it("on another company's site scores less, and says so", () => {
    const [own, other] = linksOf({ text: 'Privacy', href: `${home}privacy` }, { text: 'Privacy', href: 'https://elsewhere.test/privacy' });
    expect(own?.isOwn).toBe(true);
    expect(other?.isOwn).toBe(false);
    expect(other?.score ?? 100).toBeLessThan(own?.score ?? 0);
  });

  it('is named once for each page, whatever fragments lead into it', () => {
    expect(linksOf({ text: 'Privacy', href: `${home}privacy#a` }, { text: 'Privacy Policy', href: `${home}privacy#b` })).toHaveLength(1);
  });

  it('costs little however long and odd', () => {
    const odd = Array.from({ length: 50 }, (_, index) => ({
      text: 'privacy '.repeat(500),
      href: `${home}${'%E0%A4%A/privacy-'.repeat(400)}${index}?${'lang=en&'.repeat(400)}`,
    }));
    expect(linksOf(...odd).every(({ score }) => score <= 100)).toBe(true);
  });

  it.each([
    ['https://a.test/privacy-policy', true],
    ['https://a.test/legal/privacy', true],
    ['https://a.test/de/datenschutz', true],
    ['https://a.test/products/privacy-screen-protector/reviews/4', false],
    ['https://a.test/blog/2024/05/privacy', false],
    ['https://a.test/sitemap.xml', false],
  ])('is told by its address alone: %s', (url, isLikely) => {
    expect(addressScore(url) >= policyScore + 20).toBe(isLikely);
  });
});

describe('the part of a document', () => {
  it.each([
    ['Privacy Policy', 'main'],
    ['Auralis Privacy Notice', 'main'],
    ['Privacy & Cookies', 'main'],
    ['Privacy Policy (United States)', 'main'],
    ['Datenschutzerklärung', 'main'],
    ['Voice Recognition Notice', 'voice'],
    ['In-Ride Audio Recording', 'voice'],
    ['Viewing Information Services', 'viewing'],
    ['ACR Privacy Notice', 'viewing'],
    ['California Privacy Notice', 'state'],
    ['Consumer Health Data Privacy Policy', 'state'],
    ["Children's Privacy Policy", 'children'],
    ['Biometric Data Notice', 'biometric'],
    ['Cookies', 'cookies'],
    ['Europe Privacy Policy Addendum', 'regional'],
    ['Mobile Network Notice', 'other'],
    ['Privacy Notice for Auralis Watch', 'other'],
    ['Terms of Use', undefined],
    ['Smart TVs', undefined],
    ['Voice remotes', undefined],
  ])('is told by its name: %s', (title, role) => {
    expect(roleOf(title, ['auralis'])).toBe(role);
  });
});

describe('whose text it is', () => {
  it.each([
    ['Privacy Policy (UK)', '/p', ['GB'], undefined],
    ['Privacy', '/en-us/privacy', ['US'], 'en'],
    ['Privacy', '/us/en/privacy', ['US'], 'en'],
    ['Privacy', '/de/en/privacy', ['DE'], 'en'],
    ['Datenschutz', '/de/datenschutz', [], 'de'],
    ['Privacy', '/privacy?locale=en_GB', ['GB'], 'en'],
    ['Privacy', '/id/48150786', [], undefined],
    ['Privacy for US residents', '/p', ['US'], undefined],
    ['Tell us about privacy', '/p', [], undefined],
    ['Privacy notice for the EEA', '/p', ['EU'], undefined],
    ['Français', '/fr/vie-privee', [], 'fr'],
  ] as const)('is told by words and address: %s %s', (text, path, countries, language) => {
    const locale = localeOfLink(text, `https://www.auralis.test${path}`, undefined);
    expect(locale.countries).toEqual(countries);
    expect(locale.language).toBe(language);
  });

  it('is that of the site where neither tells', () => {
    expect(localeOfLink('Privacy', 'https://auralis.co.uk/privacy', undefined).countries).toEqual(['GB']);
    expect(localeOfLink('Privacy', 'https://auralis.tv/privacy', undefined).countries).toEqual([]);
  });
});

describe('the next page of a document', () => {
  const next = (here: string, ...links: readonly Partial<PageLink>[]): string | undefined =>
    nextPart(structureOf(links), `${home}${here}`)?.slice(home.length);

  it.each([
    ['privacy', { text: 'Next', href: `${home}privacy?page=2` }, 'privacy?page=2'],
    ['privacy/1', { text: '2', href: `${home}privacy/2` }, 'privacy/2'],
    ['privacy-1.html', { text: 'Weiter »', href: `${home}privacy-2.html` }, 'privacy-2.html'],
    ['privacy/collect', { text: 'Next: How we share', href: `${home}privacy/share` }, 'privacy/share'],
    ['privacy', { rel: 'next', href: `${home}privacy/page/2`, place: 'head' }, 'privacy/page/2'],
    ['privacy', { text: 'Next', href: `${home}blog/2` }, undefined],
    ['privacy', { text: 'Next', href: 'https://elsewhere.test/privacy?page=2' }, undefined],
    ['privacy', { text: '3', href: `${home}privacy?page=3` }, undefined],
    ['legal/privacy', { text: 'Next', href: `${home}legal/terms` }, undefined],
  ] as const)('of %s is told by its link', (here, link, expected) => {
    expect(next(here, link)).toBe(expected);
  });
});

describe('a text that another holds', () => {
  const long = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ');

  it('is the same text once more, whatever its case and signs', () => {
    expect(isTextOf(printOf(long.toUpperCase()), printOf(`${long}. And a line more.`))).toBe(true);
  });

  it('is not one that says a chapter more', () => {
    expect(
      isTextOf(printOf(`${long} ${'another chapter follows here '.repeat(1)}${long.replaceAll('word', 'other')}`), printOf(long)),
    ).toBe(false);
  });
});
