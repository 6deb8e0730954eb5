import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fetchOptions, type RawFetchOptions } from '../../src/fetch/fetch-options.ts';
import { fetchPage } from '../../src/fetch/fetch-page.ts';
import { findBrowser, type BrowserPlaces } from '../../src/fetch/find-browser.ts';
import { renderPage, type RenderOutcome } from '../../src/fetch/render-page.ts';
import { sameSite } from '../../src/fetch/same-site.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { testChromium } from '../helpers/chromium.ts';
import { loopbackOptions, startLoopbackWeb, type LoopbackWeb, type Route } from '../helpers/loopback-web.ts';

let browser: BrowserPlaces;
beforeAll(async () => {
  browser = { named: (await testChromium()).executablePath, path: '', platform: process.platform, programs: [] };
});

let web: LoopbackWeb | undefined;
afterEach(async () => {
  await web?.close();
  web = undefined;
});

const html =
  (body: string, head = ''): Route =>
  (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html lang="en"><head><title>Privacy Policy</title>${head}</head><body>${body}</body></html>`);

const script =
  (code: string): Route =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);

const shell = (code: string): Route => html(`<div id="root"></div><script>${code}</script>`);

/** Fetches a page of a web with these routes and builds it, with the real clock. */
async function built(path: string, routes: Readonly<Record<string, Route>>, raw: RawFetchOptions = {}): Promise<RenderOutcome> {
  web = await startLoopbackWeb(routes);
  const { clock: _clock, sleep: _sleep, ...loopback } = loopbackOptions();
  const options = fetchOptions({ ...loopback, ...raw });
  const page = await fetchPage(`${web.origin}${path}`, options);
  if (!page.ok) throw new Error(page.failure.detail);
  return await renderPage(page.value, options, { browser });
}

function bodyOf(outcome: RenderOutcome): string {
  if (!outcome.ok) throw new Error(`${outcome.failure.kind}: ${outcome.failure.detail}`);
  return Buffer.from(outcome.value.body).toString('utf8');
}

/** A page as if it had been fetched, so that nothing need be allowed to be asked. */
function pageOf(body: string, url = 'https://tv.example/privacy'): Snapshot {
  const bytes = Buffer.from(body);
  return {
    url,
    finalUrl: url,
    redirects: [url],
    status: 200,
    headers: { 'content-type': 'text/html' },
    fetchedAt: '2026-03-01T12:00:00.000Z',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    body: bytes,
  };
}

/** A new folder for the files of one test. */
async function folderOfBrowsers(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'earshot-browser-'));
  onTestFinished(async () => await rm(made, { recursive: true }));
  return made;
}

describe('a page that scripts build', () => {
  it('is read as a browser shows it, and says so', async () => {
    const outcome = await built('/privacy', {
      '/privacy': html('<div id="root"></div><script src="/app.js"></script>'),
      '/app.js': script(
        `fetch('/policy.json').then((r) => r.json()).then(({ text }) => { setTimeout(() => { document.getElementById('root').innerHTML = '<h1>Privacy</h1><p>' + text + '</p>'; }, 300); });`,
      ),
      '/policy.json': (_, response) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end('{"text":"We record what you say & keep it."}'),
    });
    expect(bodyOf(outcome)).toContain('<p>We record what you say &amp; keep it.</p>');
    expect(outcome).toMatchObject({
      ok: true,
      value: { rendered: true, finalUrl: `${web?.origin}/privacy`, headers: { 'content-type': 'text/html; charset=utf-8' }, status: 200 },
    });
    expect(web?.paths()).toEqual(['/robots.txt', '/privacy', '/app.js', '/policy.json']);
    for (const { headers } of web?.asked ?? []) expect(headers['user-agent']).toMatch(/^Earshot\/.*\+https:/u);
  });

  it('has its accordions, details and "read more" opened, however deep', async () => {
    const outcome = await built('/', {
      '/': shell(`
        const root = document.getElementById('root');
        root.innerHTML = '<details><summary>Voice</summary><p id="d">We hear you.</p></details>'
          + '<h3><button id="a" aria-expanded="false" aria-controls="p">Sharing</button></h3><div id="p" hidden></div>'
          + '<span><a href="#" id="m">Read more</a></span><div id="rest"></div>'
          + '<nav><button id="menu" aria-expanded="false">Menu</button></nav><a href="/elsewhere" id="l">Read more</a>'
          + '<form action="/send"><button id="s">Show all</button></form>';
        document.getElementById('a').onclick = (e) => {
          e.target.setAttribute('aria-expanded', 'true');
          document.getElementById('p').innerHTML = '<p>We sell it.</p><button id="b" aria-expanded="false">Inner</button><div id="q"></div>';
          document.getElementById('b').onclick = (f) => { f.target.setAttribute('aria-expanded', 'true'); setTimeout(() => { document.getElementById('q').textContent = 'To brokers.'; }, 100); };
        };
        document.getElementById('m').onclick = () => { document.getElementById('rest').textContent = 'And keep it for ever.'; };
        document.getElementById('menu').onclick = () => { document.body.append('MENU'); };
      `),
    });
    const body = bodyOf(outcome);
    for (const words of ['We hear you.', 'We sell it.', 'To brokers.', 'And keep it for ever.']) expect(body).toContain(words);
    expect(body).not.toContain('MENU');
    expect(body).not.toMatch(/id="p"[^>]*hidden/u);
    expect(web?.paths().filter((path) => /elsewhere|send/u.test(path))).toEqual([]);
  });

  it('gives the text of every tab, also where one takes the place of another', async () => {
    const outcome = await built('/', {
      '/': shell(`
        const root = document.getElementById('root');
        const texts = { one: 'The first tab speaks of voices.', two: 'The second tab speaks of places.', three: 'The third tab speaks of faces.' };
        const show = (which) => {
          root.innerHTML = '<div role="tablist">' + Object.keys(texts).map((t) => '<button role="tab" id="' + t + '" aria-selected="' + (t === which) + '" aria-controls="panel">' + t + '</button>').join('') + '</div><div role="tabpanel" id="panel"></div>';
          for (const t of Object.keys(texts)) document.getElementById(t).onclick = () => show(t);
          setTimeout(() => { document.getElementById('panel').innerHTML = '<p>' + texts[which] + '</p>'; }, 120);
        };
        show('one');
      `),
    });
    const body = bodyOf(outcome);
    for (const words of ['The first tab', 'The second tab', 'The third tab']) expect(body.split(words)).toHaveLength(2);
  });

  it('gives what stands in shadow roots, with the page’s own words in their slots', async () => {
    const outcome = await built('/', {
      '/': html(`<policy-text><p>We keep recordings.</p></policy-text><script>
        customElements.define('policy-text', class extends HTMLElement {
          connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<section><h2>Voice</h2><slot></slot><p>And share them.</p></section>'; }
        });</script>`),
    });
    expect(bodyOf(outcome)).toMatch(/<h2>Voice<\/h2><div><p>We keep recordings\.<\/p><\/div><p>And share them\.<\/p>/u);
  });

  it('gives the frames of its own site in their place, and does not ask for those of others', async () => {
    const other = await startLoopbackWeb({ '/advert': html('<p>Buy!</p>') });
    try {
      const outcome = await built('/', {
        '/': shell(
          `document.getElementById('root').innerHTML = '<p>Before.</p><iframe src="/part"></iframe><p>After.</p><iframe src="http://ads.example:${other.port}/advert"></iframe>';`,
        ),
        '/part': html('<p>We share it with partners.</p>'),
      });
      expect(bodyOf(outcome)).toMatch(/Before\.[^]*We share it with partners\.[^]*After\./u);
      expect(other.paths()).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('that loads its parts as they come into view is scrolled through', async () => {
    const outcome = await built('/', {
      '/': shell(`
        const root = document.getElementById('root');
        for (let i = 0; i < 8; i += 1) {
          const part = document.createElement('section');
          part.style.height = '900px';
          new IntersectionObserver(([entry]) => { if (entry.isIntersecting) part.textContent = 'Part number ' + i + '.'; }).observe(part);
          root.append(part);
        }`),
    });
    for (let part = 0; part < 8; part += 1) expect(bodyOf(outcome)).toContain(`Part number ${part}.`);
  });

  it('that sends its window on is followed, by the rules of robots.txt', async () => {
    const routes = {
      '/robots.txt': (_: unknown, response: Parameters<Route>[1]) => void response.end('User-agent: *\nDisallow: /secret\n'),
      '/': shell(`location.href = '/moved-here';`),
      '/moved-here': (_: unknown, response: Parameters<Route>[1]) => void response.writeHead(302, { location: '/en/privacy' }).end(),
      '/en/privacy': html('<p id="x">We track you.</p><script>document.getElementById("x").textContent += " Always.";</script>'),
      '/to-secret': shell(`document.getElementById('root').textContent = 'Here.'; location.href = '/secret';`),
      '/secret': html('<p>Secret</p>'),
    };
    const outcome = await built('/', routes);
    expect(bodyOf(outcome)).toContain('We track you. Always.');
    expect(outcome).toMatchObject({ value: { finalUrl: `${web?.origin}/en/privacy` } });
    await web?.close();
    await built('/to-secret', routes);
    expect(web?.paths()).not.toContain('/secret');
  });

  it('is kept with everything it was built of', async () => {
    const kept: Exchange[] = [];
    await built(
      '/',
      { '/': html('<script src="/a.js"></script>'), '/a.js': script('document.body.append("We listen.")') },
      { onExchange: (exchange) => void kept.push(exchange) },
    );
    expect(kept.map(({ url }) => new URL(url).pathname)).toEqual(['/robots.txt', '/', '/a.js']);
  });

  it('may ask its own site by POST, and nobody else', async () => {
    const other = await startLoopbackWeb({});
    const asked: string[] = [];
    try {
      const outcome = await built('/', {
        '/': shell(`
          fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"q":"policy"}' }).then((r) => r.text()).then((t) => { document.getElementById('root').textContent = t; });
          fetch('http://collect.example:${other.port}/', { method: 'POST', mode: 'no-cors', body: 'you were here' }).catch(() => undefined);
          navigator.sendBeacon('/beacon', 'bye'); new Image().src = '/pixel.gif';`),
        '/graphql': async (request, response) => {
          for await (const chunk of request) asked.push(String(chunk));
          response.end('The policy, by POST.');
        },
      });
      expect(bodyOf(outcome)).toContain('The policy, by POST.');
      expect(asked.join('')).toBe('{"q":"policy"}');
      expect(other.paths()).toEqual([]);
      expect(web?.paths().filter((path) => /beacon|pixel/u.test(path))).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

describe('a hostile page in the browser', () => {
  let inside: LoopbackWeb;
  beforeAll(async () => {
    inside = await startLoopbackWeb({
      '/secret': (_, response) => void response.writeHead(200, { 'access-control-allow-origin': '*' }).end('the secret'),
    });
  });
  afterAll(async () => await inside.close());

  /** A page that was fetched from the public web, under options that allow no private address; every name leads to this machine. */
  async function hostile(code: string, limits: Parameters<typeof renderPage>[2]['limits'] = {}): Promise<RenderOutcome> {
    const { clock: _clock, sleep: _sleep, ...loopback } = loopbackOptions();
    const options = fetchOptions({ ...loopback, allowPrivate: false });
    const page = pageOf(
      `<!doctype html><html><body><p id="out">Start.</p><script>const out = (t) => document.getElementById('out').append(' ' + t);${code}</script></body></html>`,
    );
    return await renderPage(page, options, { browser, limits });
  }

  it.concurrent.each([
    ['fetch of an address', (port: number) => `fetch('http://127.0.0.1:${port}/secret').then((r) => r.text()).then(out, () => out('no'));`],
    [
      'fetch of a hex address',
      (port: number) => `fetch('http://0x7f000001:${port}/secret').then((r) => r.text()).then(out, () => out('no'));`,
    ],
    [
      'fetch of an IPv6 address',
      (port: number) => `fetch('http://[::ffff:127.0.0.1]:${port}/secret').then((r) => r.text()).then(out, () => out('no'));`,
    ],
    [
      'fetch of a name that leads inside',
      (port: number) => `fetch('http://innocent.example:${port}/secret').then((r) => r.text()).then(out, () => out('no'));`,
    ],
    ['fetch of localhost', (port: number) => `fetch('http://localhost:${port}/secret').then((r) => r.text()).then(out, () => out('no'));`],
    [
      'script',
      (port: number) =>
        `const s = document.createElement('script'); s.onerror = () => out('no'); s.src = 'http://127.0.0.1:${port}/secret'; document.body.append(s);`,
    ],
    [
      'worker',
      (port: number) =>
        `new Worker(URL.createObjectURL(new Blob(["fetch('http://127.0.0.1:${port}/secret').then((r) => r.text()).then((t) => postMessage(t), () => postMessage('no'))"]))).onmessage = (e) => out(e.data);`,
    ],
    [
      'web socket',
      (port: number) =>
        `const w = new WebSocket('ws://127.0.0.1:${port}/secret'); w.onopen = () => out('the secret'); w.onerror = w.onclose = () => out('no');`,
    ],
    [
      'web socket in a worker',
      (port: number) =>
        `new Worker(URL.createObjectURL(new Blob(["const w = new WebSocket('ws://127.0.0.1:${port}/secret'); w.onopen = () => postMessage('the secret'); w.onerror = () => postMessage('no');"]))).onmessage = (e) => out(e.data);`,
    ],
    [
      'event stream',
      (port: number) =>
        `const e = new EventSource('http://127.0.0.1:${port}/secret'); e.onopen = () => out('the secret'); e.onerror = () => { e.close(); out('no'); };`,
    ],
    [
      'frame',
      (port: number) =>
        `const f = document.createElement('iframe'); f.src = 'http://127.0.0.1:${port}/secret'; document.body.append(f); setTimeout(() => out('no'), 300);`,
    ],
    ['new window', (port: number) => `const w = open('http://127.0.0.1:${port}/secret'); setTimeout(() => out('no'), 300);`],
    [
      'form',
      (port: number) =>
        `document.body.insertAdjacentHTML('beforeend', '<form id=f method=post action="http://127.0.0.1:${port}/secret"></form>'); document.getElementById('f').submit(); out('no');`,
    ],
    ['window sent on', (port: number) => `out('no'); location.href = 'http://127.0.0.1:${port}/secret';`],
    [
      'prefetch and preconnect',
      (port: number) =>
        `document.head.insertAdjacentHTML('beforeend', '<link rel=prefetch href="http://127.0.0.1:${port}/secret"><link rel=preconnect href="http://127.0.0.1:${port}"><link rel=dns-prefetch href="//127.0.0.1">'); setTimeout(() => out('no'), 300);`,
    ],
    [
      'direct line between browsers',
      (port: number) =>
        `const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${port}' }, { urls: 'turn:127.0.0.1:${port}?transport=tcp', username: 'a', credential: 'b' }] }); p.createDataChannel('x'); p.createOffer().then((o) => p.setLocalDescription(o)); setTimeout(() => out('no'), 500);`,
    ],
    ['file of this machine', () => `fetch('file:///etc/passwd').then((r) => r.text()).then(out, () => out('no'));`],
  ])('reaches nothing of this machine by %s', async (_, code) => {
    const body = bodyOf(await hostile(code(inside.port)));
    expect(body).toContain('Start. no');
    expect(body).not.toContain('the secret');
    expect(inside.paths()).toEqual([]);
  });

  it('gets no permission, no service worker and no download', async () => {
    const body = bodyOf(
      await hostile(`
        Promise.all([
          navigator.permissions.query({ name: 'geolocation' }).then((p) => p.state),
          navigator.permissions.query({ name: 'notifications' }).then((p) => p.state),
          new Promise((r) => navigator.geolocation.getCurrentPosition(() => r('placed'), () => r('not placed'))),
          (navigator.serviceWorker ? navigator.serviceWorker.register('/sw.js').then((made) => (made ? 'worker' : 'no worker'), () => 'no worker') : Promise.resolve('no worker')),
        ]).then((all) => out(all.join(',')));
        const a = document.createElement('a'); a.href = 'data:application/octet-stream,x'; a.download = 'x.exe'; a.click();
        alert('hello'); out(String(navigator.webdriver) + ' ' + navigator.userAgent.slice(0, 7));`),
    );
    expect(body).toContain('denied,denied,not placed,no worker');
    // No stealth: it says that a program drives it, and whose.
    expect(body).toContain('true Earshot');
  });

  it('cannot lie about itself by changing what its functions do', async () => {
    const body = bodyOf(
      await hostile(
        `Document.prototype.querySelectorAll = () => []; Array.prototype.push = () => 0; Object.defineProperty(Node.prototype, 'childNodes', { get: () => [] }); String.prototype.replace = () => 'nothing'; window.setTimeout = () => 0;`,
      ),
    );
    expect(body).toContain('<p id="out">Start.</p>');
  });

  it('that never comes to rest is read as it is when the time is up', async () => {
    const body = bodyOf(await hostile(`setInterval(() => out(String(Math.random())), 50);`, { restMs: 1000 }));
    expect(body).toContain('Start.');
  });

  it('that keeps the browser busy for ever is ended and named', async () => {
    expect(await hostile(`for (;;);`, { totalMs: 4000, restMs: 1000 })).toEqual({
      ok: false,
      failure: { kind: 'too-slow', detail: 'the browser was not done with it after 4 s' },
    });
  });

  it('that grows without end is too large', async () => {
    const outcome = await hostile(
      `for (let i = 0; i < 300; i += 1) { const p = document.createElement('p'); p.textContent = 'x'.repeat(10000); document.body.append(p); }`,
      { characters: 1_000_000 },
    );
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'too-large' } });
  });

  it('that reloads itself for ever is left at the fifth document', async () => {
    const outcome = await built('/', {
      '/': html('<p>Round and round.</p><script>setTimeout(() => { location.href = "/?" + Math.random(); }, 50);</script>'),
    });
    expect(bodyOf(outcome)).toContain('Round and round.');
    expect(web?.paths().length).toBeLessThan(12);
  });
});

describe('a browser', () => {
  it('that is not there is named, and so is one that does not start', async () => {
    const page = pageOf('<p>x</p>');
    const options = fetchOptions(loopbackOptions());
    const none: BrowserPlaces = { path: '/nowhere', platform: 'linux', programs: [] };
    expect(await renderPage(page, options, { browser: none })).toEqual({
      ok: false,
      failure: { kind: 'needs-scripts', detail: 'no Chrome or Chromium was found' },
    });
    expect(await renderPage(page, options, { browser: { ...none, named: '/nowhere/chrome' } })).toMatchObject({
      ok: false,
      failure: { detail: '/nowhere/chrome is no browser that can be run' },
    });
    const folder = await folderOfBrowsers();
    const broken = join(folder, 'chrome');
    await writeFile(broken, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const outcome = await renderPage(page, options, { browser: { ...none, named: broken } });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'needs-scripts' } });
    expect(!outcome.ok && outcome.failure.detail).toContain('could not be started');
  });

  it('is looked for by its names on PATH, Chrome before its kin', async () => {
    const folder = await folderOfBrowsers();
    for (const name of ['microsoft-edge', 'chromium']) await writeFile(join(folder, name), '#!/bin/sh\n', { mode: 0o755 });
    await writeFile(join(folder, 'google-chrome'), 'no program', { mode: 0o644 });
    expect(await findBrowser({ path: `/nowhere:${folder}`, platform: 'linux', programs: [] })).toBe(join(folder, 'chromium'));
  });

  it('takes two addresses for one site where one owner has both', () => {
    expect(sameSite('https://www.tv.example.co.uk/', 'https://static.example.co.uk/')).toBe(true);
    expect(sameSite('https://a.github.io/', 'https://b.github.io/')).toBe(false);
    expect(sameSite('http://127.0.0.1:1/', 'http://127.0.0.1:2/')).toBe(true);
    expect(sameSite('http://127.0.0.1/', 'http://127.0.0.2/')).toBe(false);
  });
});
