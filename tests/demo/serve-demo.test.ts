import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServedDemo } from '../../src/demo/serve-demo.ts';
import { serveDemo } from '../../src/demo/serve-demo.ts';

let demo: ServedDemo;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(async () => {
  await demo.close();
});

/** What a reader sees of a page, roughly: enough to count words and to look for sentences. */
function words(html: string): readonly string[] {
  const seen = html
    .replaceAll(/<(script|style|noscript)\b[\s\S]*?<\/\1>/giu, ' ')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll(/&\w+;|&#\d+;/gu, "'");
  return seen.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function only<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Error(`Expected one value, there are ${values.length}`);
  return value;
}

/** The URLs that a page links to, without their fragments. */
function links(html: string, base: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/href="([^"]*)"/gu)].map(([, href]) => new URL(href ?? '', base).href.replace(/#.*/u, '')));
}

describe('the served makers', () => {
  it('are a TV, a voice speaker, a ride service and a photo app, each on a host of its own', () => {
    expect(demo.makers.map(({ kind }) => kind)).toEqual(['tv', 'voice', 'ride', 'photo']);
    expect(new Set(demo.makers.map(({ home }) => new URL(home).host)).size).toBe(4);
    for (const { home } of demo.makers) expect(new URL(home).hostname).toBe('127.0.0.1');
  });

  it('link from their home page to every document of the product', async () => {
    for (const { home, policies } of demo.makers) {
      const response = await fetch(home);
      const found = links(await response.text(), home);
      for (const policy of policies) expect(found, home).toContain(policy);
    }
  });

  it('have a main policy of several printed pages and at least one supplement', async () => {
    for (const { policies } of demo.makers) {
      expect(policies.length).toBeGreaterThanOrEqual(2);
      const main = await fetch(policies[0] ?? '');
      const count = words(await main.text()).length;
      expect(count, policies[0]).toBeGreaterThan(1500);
      expect(count, policies[0]).toBeLessThan(3000);
    }
  });

  it('serve one supplement as a PDF and all else as HTML in UTF-8', async () => {
    const types: string[] = [];
    for (const url of demo.makers.flatMap(({ home, policies }) => [home, ...policies])) {
      const response = await fetch(url);
      expect(response.status, url).toBe(200);
      types.push(response.headers.get('content-type') ?? '');
      const start = Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString('latin1');
      expect(start, url).toMatch(url.endsWith('.pdf') ? /^%PDF-/u : /^<!do/iu);
    }
    expect(types.filter((type) => type === 'application/pdf')).toHaveLength(1);
    expect(types.filter((type) => type === 'text/html; charset=utf-8')).toHaveLength(types.length - 1);
  });

  it('wrap their policies in menus, footers, scripts and a cookie banner, as the web does', async () => {
    for (const url of demo.makers.flatMap(({ policies }) => policies).filter((policy) => !policy.endsWith('.pdf'))) {
      const response = await fetch(url);
      const html = await response.text();
      expect(html, url).toMatch(/<script/u);
      expect(html, url).toMatch(/<style/u);
      expect(html, url).toMatch(/foot/u);
      expect(html, url).toMatch(/onetrust|cc-window|cookie-notice|Cybot/u);
      expect(html, url).toMatch(/<html[^>]* lang="en/u);
    }
  });

  it('do not link to pages that are not there', async () => {
    for (const { home, policies } of demo.makers) {
      const queue = [home, ...policies.filter((policy) => !policy.endsWith('.pdf'))];
      for (const url of queue) {
        const response = await fetch(url);
        for (const link of links(await response.text(), url)) {
          if (!link.startsWith(home)) continue;
          const there = await fetch(link, { method: 'HEAD' });
          expect(there.status, `${url} links to ${link}`).toBe(200);
        }
      }
    }
  });

  it('touch on each of the seven everyday threats and on what it costs to say no', async () => {
    const pages = await Promise.all(
      demo.makers
        .flatMap(({ policies }) => policies.filter((policy) => !policy.endsWith('.pdf')))
        .map(async (url) => (await fetch(url)).text()),
    );
    const all = pages.map((page) => words(page).join(' ').toLowerCase()).join('\n');
    for (const passage of [
      'converts spoken words into text',
      'visit a page that carries the button',
      'places you visit often',
      'retains ride and location histories for seven years',
      'always knows the cell',
      'the date and time at which it was taken',
      'creates a face template',
      'court order',
      'without locations the travel map stays empty',
      'automatic content recognition',
    ]) {
      expect(all).toContain(passage);
    }
  });
});

describe('the servers', () => {
  const page = (): string => only(demo.makers.filter(({ id }) => id === 'veldora')).policies[0] ?? '';

  it('allow robots to read everything but the account pages', async () => {
    for (const { home } of demo.makers) {
      const response = await fetch(new URL('/robots.txt', home));
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(await response.text()).toMatch(/^User-agent: \*\nDisallow: \/account\/\n/u);
    }
  });

  it('answer 304 to a page that has not changed, by its tag and by its date', async () => {
    const first = await fetch(page());
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/u);
    const byTag = await fetch(page(), { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([byTag.status, await byTag.text()]).toEqual([304, '']);
    const byDate = await fetch(page(), { headers: { 'if-modified-since': first.headers.get('last-modified') ?? '' } });
    expect(byDate.status).toBe(304);
    const changed = await fetch(page(), {
      headers: { 'if-none-match': '"other"', 'if-modified-since': first.headers.get('last-modified') ?? '' },
    });
    expect(changed.status).toBe(200);
  });

  it('serve the same bytes each time they are started', async () => {
    const again = await serveDemo();
    try {
      for (const [index, { policies }] of demo.makers.entries()) {
        for (const [at, url] of policies.entries()) {
          const [one, two] = await Promise.all([fetch(url), fetch(again.makers[index]?.policies[at] ?? '')]);
          expect(one.headers.get('etag')).toBe(two.headers.get('etag'));
        }
      }
    } finally {
      await again.close();
    }
  });

  it('say 404 with a page of words for what is not there, and find a page with a slash too many', async () => {
    const missing = await fetch(new URL('/nothing-here', page()));
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('Page not found');
    const slash = await fetch(`${page()}/?utm_source=test`);
    expect(slash.status).toBe(200);
  });

  it('send no body to HEAD and refuse to be written to', async () => {
    const head = await fetch(page(), { method: 'HEAD' });
    expect(head.headers.get('content-length')).not.toBe('0');
    expect(await head.text()).toBe('');
    const post = await fetch(page(), { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('survive a request for a path that is no path', async () => {
    const { port } = new URL(page());
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest({ port, host: '127.0.0.1', path: '//%zz\\..//etc/passwd', method: 'GET' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);
  });

  it('are gone after close, also while a connection is open', async () => {
    const short = await serveDemo();
    const url = short.makers[0]?.home ?? '';
    await fetch(url);
    await short.close();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
