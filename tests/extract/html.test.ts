import { describe, expect, it } from 'vitest';
import { extract, type Extracted } from '../../src/extract/extract.ts';
import { renderBlocks, sectionOf } from './render-blocks.ts';

const prose = 'When you speak to the remote control, we record your words and send them to a company that turns them into text.';
const more = 'We keep what you said for as long as we think that it helps us to make the service better for you and for others.';

const page = async (html: string, url = 'https://tv.example/legal/privacy'): Promise<Extracted> => {
  const outcome = await extract({ bytes: new TextEncoder().encode(html), contentType: 'text/html', url });
  if (!outcome.ok) throw new Error(`not extracted: ${outcome.failure.kind}`);
  return outcome.value;
};
const blocks = async (body: string): Promise<string[]> => renderBlocks((await page(`<!doctype html><body>${body}</body>`)).text);

describe('blocks of a page', () => {
  it('joins inline elements and splits block elements', async () => {
    expect(await blocks(`<p>We <b>ne</b>ver <a href="#">sell</a> it.</p><div>${prose}</div>`)).toEqual([
      'p We never sell it.',
      `p ${prose}`,
    ]);
  });

  it('reads headings, lists and their leads', async () => {
    expect(
      await blocks(
        '<h1>Voice</h1><p>Hello. We share it with:<ul><li>partners, such as:<ol><li>one</li></ol><li><p>courts</p><p>and more</p></ul>',
      ),
    ).toEqual([
      'h1 Voice',
      'p Hello. We share it with:',
      'i1 partners, such as: <= We share it with:',
      'i2 one <= We share it with: / partners, such as:',
      'i1 courts <= We share it with:',
      'p and more <= We share it with:',
    ]);
  });

  it('splits paragraphs at two breaks and items at one', async () => {
    expect(await blocks('We keep:<br>• voices<br>• places<br><br>Until when is<br>not said.')).toEqual([
      'p We keep:',
      'i1 voices <= We keep:',
      'i1 places <= We keep:',
      'p Until when is not said.',
    ]);
  });

  it('makes items of paragraphs that begin with bullets', async () => {
    expect(await blocks('<p>We keep:</p><p>· voices</p><p>– places</p><p>a) faces</p>')).toEqual([
      'p We keep:',
      'i1 voices <= We keep:',
      'i1 places <= We keep:',
      'i1 faces <= We keep:',
    ]);
  });

  it.each([
    ['a bold paragraph', `<p><strong>Voice data</strong></p><p>${prose}</p>`],
    ['a styled span', `<div><span style="font-weight:700">Voice data</span></div><p>${prose}</p>`],
    ['a definition term', `<dl><dt>Voice data</dt><dd>${prose}</dd></dl>`],
    ['a summary', `<details><summary>Voice data</summary><p>${prose}</p></details>`],
    ['an accordion button', `<button aria-expanded="false">Voice data</button><div style="display:none"><p>${prose}</p></div>`],
    ['a title class', `<div class="accordion-title">Voice data</div><div class="panel" hidden>${prose}</div>`],
    ['a legend', `<fieldset><legend>Voice data</legend>${prose}</fieldset>`],
    ['a heading role', `<div role="heading" aria-level="3">Voice data</div><p>${prose}</p>`],
  ])('makes a heading of %s', async (_, html) => {
    const { text } = await page(`<h2>What we hear</h2>${html}`);
    expect(sectionOf(text, 'When you speak')).toEqual(['What we hear', 'Voice data']);
  });

  it('keeps a run-in title as a sentence of its paragraph', async () => {
    expect(await blocks(`<p><b>Location data.</b> ${prose}</p>`)).toEqual([`p Location data. ${prose}`]);
  });

  it('keeps a long "heading" quotable', async () => {
    expect(await blocks(`<h4>${prose} ${more}</h4>`)).toEqual([`p ${prose} ${more}`]);
  });

  it('reads preformatted text and text areas as plain text', async () => {
    expect(await blocks('<pre>VOICE\n\nWe keep:\n - what you say\n - when you\n   say it\n</pre>')).toEqual([
      'h1 VOICE',
      'p We keep:',
      'i1 what you say <= We keep:',
      'i1 when you say it <= We keep:',
    ]);
  });

  it('folds white space and removes what cannot be seen', async () => {
    expect(await blocks('<p>We\n  do&nbsp;not\u200b se&shy;ll \u001b[31mit\u202e.</p>')).toEqual(['p We do not sell it.']);
  });
});

describe('what is no text of the policy', () => {
  const menu = '<ul><li><a href="/tv">Televisions</a></li><li><a href="/phone">Telephones</a></li></ul>';

  it('leaves out menus, footers, scripts, styles and templates', async () => {
    expect(
      await blocks(
        `<header><nav>${menu}</nav></header><script>var a = "<p>no</p>"</script><style>p{}</style><template><p>${more}</p></template><svg><title>no</title></svg><main><h1>Policy</h1><p>${prose}</p></main><footer><p>© Example</p>${menu}</footer>`,
      ),
    ).toEqual(['h1 Policy', `p ${prose}`]);
  });

  it.each([
    ['OneTrust', '<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk">'],
    ['Cookiebot', '<div id="CybotCookiebotDialog"><div>'],
    ['TrustArc', '<div id="truste-consent-track"><div>'],
    ['Didomi', '<div id="didomi-host"><div>'],
    ['Usercentrics', '<div id="usercentrics-root"><div>'],
    ['Osano', '<div class="osano-cm-window"><div>'],
    ['a home-made banner', '<div class="site-cookie-banner"><div>'],
  ])('leaves out the banner of %s', async (_, open) => {
    const banner = 'We and our 842 partners store and access personal data on your device and choose what you see there.';
    const { text, structure } = await page(
      `<body><h1>Policy</h1><p>${prose}</p><p>${more}</p>${open}<p>${banner}</p><button>Accept</button></div></div></body>`,
    );
    expect(text.text).not.toContain('842 partners');
    expect(structure.counts.consentWords).toBeGreaterThan(15);
  });

  it('keeps a policy inside a form, an element called header, or a dialog', async () => {
    for (const open of ['<form id="aspnetForm"><div>', '<div class="header footer"><div>', '<div role="dialog"><div>', '<footer><div>']) {
      const { text } = await page(`<body><nav>${menu}</nav>${open}<h1>Policy</h1>${`<p>${prose}</p><p>${more}</p>`.repeat(5)}`);
      expect(text.words, open).toBe(1 + 5 * 47);
    }
  });

  it('keeps closed accordions and tab panels, and drops hidden labels', async () => {
    expect(
      await blocks(
        `<h2>Policy</h2><p>${prose}</p><div style="display: none">${more}</div><div role="tabpanel" aria-hidden="true"><p>No, never.</p></div><span class="sr-only">Opens in a new tab</span><p hidden>Wrong password</p>`,
      ),
    ).toEqual(['h2 Policy', `p ${prose}`, `p ${more}`, 'p No, never.']);
  });

  it('does not lose sections of a badly nested page', async () => {
    const section = (name: string): string => `<div><div><h2>${name}</h2></div><div><p>${prose}</p></div></div>`;
    const { text } = await page(
      `<body><div id="menu">${menu}</div><div><div>${section('One')}</div></div>${section('Two')}<table><tr><td>${section('Three')}</td></tr></table>`,
    );
    expect(text.blocks.filter(({ kind }) => kind === 'heading').map(({ span }) => text.text.slice(...span))).toEqual([
      'One',
      'Two',
      'Three',
    ]);
  });

  it('leaves out commands but not titles on buttons', async () => {
    expect(await blocks(`<p>${prose}</p><button>Read more</button><button>We may share what we hear with others</button>`)).toEqual([
      `p ${prose}`,
      'p We may share what we hear with others',
    ]);
  });

  it('is not misled by tags inside scripts and comments', async () => {
    expect(
      await blocks(`<!-- <script> --><p>One ${prose}</p><script>"<!--<script>"</script><p title="</p><script>">Two ${more}</p>`),
    ).toEqual([`p One ${prose}`, `p Two ${more}`]);
  });
});

describe('tables', () => {
  it('carries header cells to each cell, over spans', async () => {
    expect(
      await blocks(
        '<table><thead><tr><th rowspan="2">Category</th><th colspan="2">Disclosed</th></tr><tr><th>to partners</th><th>to courts</th></tr></thead><tr><td rowspan="2">Voice</td><td>Yes</td><td>No</td></tr><tr><td>Sometimes</td><td>Never</td></tr></table>',
      ),
    ).toEqual([
      'h6 Category | Disclosed | Disclosed',
      'h6 to partners | to courts',
      'r [Category: Voice] [Disclosed to partners: Yes] [Disclosed to courts: No]',
      'r [Category: ] [Disclosed to partners: Sometimes] [Disclosed to courts: Never]',
    ]);
  });

  it('takes a first row in bold, or with the usual names, for column titles', async () => {
    for (const cell of ['<b>Category</b></td><td><b>Kept for</b>', 'Category of data</td><td>Retention period']) {
      const lines = await blocks(`<table><tr><td>${cell}</td></tr><tr><td>Voice</td><td>2 years</td></tr></table>`);
      expect(lines[0]).toMatch(/^h6 /u);
      expect(lines[1]).toMatch(/^r \[Categ.*: Voice\] \[.*: 2 years\]$/u);
    }
  });

  it('reads layout tables as plain blocks', async () => {
    const layout = `<h2>Voice</h2><p>${prose}</p><ul><li>one</li></ul>`;
    for (const html of [
      `<table><tr><td>${layout}</td></tr></table>`,
      `<table role="presentation"><tr><td>Left</td><td>${layout}</td></tr></table>`,
      `<table><tr><td>Left</td><td><table><tr><td>${layout}</td></tr></table></td></tr></table>`,
    ]) {
      expect(await blocks(html), html).toEqual(expect.arrayContaining(['h2 Voice', `p ${prose}`, 'i1 one']));
    }
  });

  it('lets a lone cell head or introduce its rows', async () => {
    expect(
      await blocks(
        '<table><tr><td colspan="2"><b>Voice</b><br>We collect:</td></tr><tr><td>Words</td><td>as you say them</td></tr><tr><td>Noise</td><td>as it comes</td></tr></table>',
      ),
    ).toEqual(['h2 Voice', 'p We collect:', 'r [Words] [as you say them] <= We collect:', 'r [Noise] [as it comes] <= We collect:']);
  });

  it('survives absurd spans', async () => {
    const { text } = await page(`<table>${'<tr><td colspan="99999" rowspan="99999">a</td><td>b</td></tr>'.repeat(50)}</table>`);
    expect(text.words).toBeGreaterThan(0);
  });
});

describe('a text that a page holds twice', () => {
  const chapters = Array.from({ length: 6 }, (_, index) => `<h2>Chapter ${index}</h2><p>${prose} It is number ${index}.</p>`).join('');

  it('for wide and for narrow screens is read once', async () => {
    const { text } = await page(
      `<main><div class="desktop-only">${chapters}</div><div class="mobile-only" hidden>${chapters}</div><p>The end.</p></main>`,
    );
    expect(text.text.match(/It is number 3/gu)).toHaveLength(1);
    expect(text.text).toContain('The end.');
  });

  it('stays where it is a part that is said of two products', async () => {
    const part = `<h2>Rights</h2><p>${prose}</p><p>You may ask us.</p><p>We answer.</p>`;
    const { text } = await page(`<main>${part}${chapters}${chapters.replaceAll('number', 'product')}${part}</main>`);
    expect(text.text.match(/You may ask us/gu)).toHaveLength(2);
  });
});

describe('the structure of a page', () => {
  it('holds what judging it takes', async () => {
    const { structure } = await page(`<html lang="en-GB"><head><title> Privacy &amp; you </title><base href="https://cdn.example/a/">
      <meta name="description" content="How we hear you"><meta property="og:type" content="website"><link rel="canonical" href="/privacy"><link rel="stylesheet" href="s.css"><link rel="alternate" hreflang="de-AT" href="de">
      <meta http-equiv="refresh" content="5; url='next.html'"><script>12345</script><script src="x"></script></head><body>
      <noscript><p>Please enable <b>JavaScript</b></p></noscript><header><a href="/home">Home</a></header>
      <form><input type="password"></form><iframe src="y"></iframe><img src="z" alt="">
      <main><h1>Privacy <em>policy</em></h1><p>${prose} <a href="voice.html" rel="nofollow">Voice notice</a></p></main>
      <footer><a href="https://tv.example/ccpa#x">Your choices</a><a href="mailto:a@b.example">Mail</a><a href="javascript:x()">X</a><a href="/p"><img alt="Picture"></a></footer>`);
    expect(structure).toMatchObject({
      format: 'html',
      parser: 'htmlparser2',
      title: 'Privacy & you',
      h1: 'Privacy policy',
      lang: 'en-GB',
      description: 'How we hear you',
      ogType: 'website',
      canonical: 'https://cdn.example/privacy',
      refresh: { seconds: 5, url: 'https://cdn.example/a/next.html' },
      noscript: 'Please enable JavaScript',
      counts: { scripts: 2, scriptBytes: 5, forms: 1, passwordFields: 1, links: 6, iframes: 1, images: 2 },
      links: [
        { text: '', href: 'https://cdn.example/a/de', rel: 'alternate', place: 'head', hreflang: 'de-AT' },
        { text: 'Home', href: 'https://cdn.example/home', rel: '', place: 'header' },
        { text: '', href: 'https://cdn.example/a/y', rel: '', place: 'frame' },
        { text: 'Voice notice', href: 'https://cdn.example/a/voice.html', rel: 'nofollow', place: 'content' },
        { text: 'Your choices', href: 'https://tv.example/ccpa#x', rel: '', place: 'footer' },
        { text: 'Picture', href: 'https://cdn.example/p', rel: '', place: 'footer' },
      ],
    });
    expect(structure.counts.contentWords).toBe(27);
    expect(structure.counts.linkWords).toBe(7);
  });

  it('caps the links at 2,000', async () => {
    const { structure } = await page('<a href="/x">x</a>'.repeat(3000));
    expect(structure.links).toHaveLength(2000);
    expect(structure.counts.links).toBe(3000);
  });

  it('tells a shell by its counts', async () => {
    const { text, structure } = await page(
      '<body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script>1</script></body>',
    );
    expect(text.words).toBe(0);
    expect(structure).toMatchObject({ noscript: 'You need to enable JavaScript to run this app.', counts: { scripts: 1, words: 0 } });
  });

  it('reads the text for browsers without scripts where it is the policy', async () => {
    const { text } = await page(
      `<body><div id="root"></div><noscript><h1>Policy</h1>${`<p>${prose}</p><p>${more}</p>`.repeat(5)}</noscript>`,
    );
    expect(text.words).toBe(1 + 5 * 47);
  });
});

describe('hostile pages', () => {
  it('refuses 100,000 nested tags as too deep', async () => {
    const outcome = await extract({ bytes: new TextEncoder().encode(`<html>${'<div>'.repeat(100_000)}x`), url: 'https://a.example/' });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'too-deep' } });
  });

  it('is not deceived about depth by stray end tags', async () => {
    const outcome = await extract({
      bytes: new TextEncoder().encode(`<html><body>${'<div></b>'.repeat(10_000)}`),
      url: 'https://a.example/',
    });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'too-deep' } });
  });

  it.each([
    ['unclosed items', '<ul>' + '<li>We share it with:'.repeat(5000)],
    ['nested lists', '<ul><li>a:'.repeat(1400)],
    ['attributes', `<a ${Array.from({ length: 50_000 }, (_, n) => `a${n}=1`).join(' ')}>x`],
    ['comments', '<!--'.repeat(50_000)],
    ['half tags', '<a '.repeat(50_000)],
    ['quotes', '<a href="'.repeat(50_000)],
    ['styles', '<style '.repeat(50_000)],
    ['cells', `<table><tr>${'<td>a'.repeat(20_000)}`],
    ['entities', '&amp'.repeat(50_000)],
  ])('comes to an end with %s', async (_, html) => {
    expect((await extract({ bytes: new TextEncoder().encode(`<html><body>Hello ${html}`), url: 'https://a.example/' })).ok).toBe(true);
  });
});
