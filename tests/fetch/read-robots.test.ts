import { afterEach, describe, expect, test } from 'vitest';
import type { FetchOutcome } from '../../src/fetch/fetch-page.ts';
import { fetchPage } from '../../src/fetch/fetch-page.ts';
import type { FetchOptions, RawFetchOptions } from '../../src/fetch/fetch-options.ts';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import type { LoopbackWeb, Route } from '../helpers/loopback-web.ts';
import { loopbackOptions, startLoopbackWeb } from '../helpers/loopback-web.ts';

let webs: LoopbackWeb[] = [];
afterEach(async () => {
  for (const web of webs) await web.close();
  webs = [];
});

async function start(routes: Readonly<Record<string, Route>>): Promise<LoopbackWeb> {
  const web = await startLoopbackWeb(routes);
  webs.push(web);
  return web;
}

const answering =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Route =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

async function getUnder(robots: Route, path = '/policy', raw: RawFetchOptions = {}): Promise<{ outcome: FetchOutcome; web: LoopbackWeb }> {
  const web = await start({ '/robots.txt': robots });
  return { outcome: await fetchPage(web.origin + path, fetchOptions(loopbackOptions(raw))), web };
}

describe('a robots.txt that is read', () => {
  test('keeps us from a page, which is not asked for, and the line is named', async () => {
    const { outcome, web } = await getUnder(answering(200, 'User-agent: *\nDisallow: /pol*\n'));
    expect(outcome).toEqual({
      ok: false,
      failure: { kind: 'robots', detail: `the robots.txt of 127.0.0.1:${web.port} forbids /policy in line 2, "Disallow: /pol*"` },
      robots: { allowed: false, because: 'rule', rule: 'Disallow: /pol*', line: 2, agent: '*' },
    });
    expect(web.paths()).toEqual(['/robots.txt']);
  });

  test('lets us in, and the page tells by which line', async () => {
    const { outcome } = await getUnder(answering(200, 'User-agent: earshot\nDisallow: /\nAllow: /policy\n'));
    expect(outcome.ok && outcome.value.robots).toEqual({
      allowed: true,
      because: 'rule',
      rule: 'Allow: /policy',
      line: 3,
      agent: 'earshot',
    });
  });

  test('may not play with the terminal', async () => {
    const { outcome } = await getUnder(
      answering(200, 'User-agent: *\nDisallow: /policy*\u001b[2J\u202e*\n\nDisallow: /policy\u001b]0;x\u0007*\nDisallow: /*\n'),
    );
    expect(outcome.ok ? '' : outcome.failure.detail).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(!outcome.ok && outcome.failure.kind).toBe('robots');
  });

  test('is not asked for when the person says so, and the page tells that', async () => {
    const { outcome, web } = await getUnder(answering(200, 'User-agent: *\nDisallow: /\n'), '/policy', { ignoreRobots: true });
    expect(outcome.ok && outcome.value.robots).toEqual({ allowed: true, because: 'ignored' });
    expect(web.paths()).toEqual(['/policy']);
  });

  test('may be packed, or much too long: then its beginning counts', async () => {
    const { outcome } = await getUnder(answering(200, `User-agent: *\nDisallow: /policy\n${'# '.repeat(2_000_000)}`));
    expect(!outcome.ok && outcome.failure.kind).toBe('robots');
  });

  test('holds on each step of a redirect', async () => {
    const { outcome } = await getUnder(answering(200, 'User-agent: *\nDisallow: /policy\n'), '/moved');
    expect(!outcome.ok && outcome.failure.kind).toBe('robots');
  });
});

describe('a robots.txt that is not there', () => {
  test.each([400, 401, 403, 404, 410, 451])('with %i everything is allowed', async (status) => {
    const { outcome } = await getUnder(answering(status));
    expect(outcome.ok && outcome.value.robots).toEqual({ allowed: true, because: 'no-robots' });
  });

  test.each([500, 503])('with %i nothing is', async (status) => {
    const { outcome, web } = await getUnder(answering(status));
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'robots' }, robots: { allowed: false, because: 'unreachable' } });
    expect(!outcome.ok && outcome.failure.detail).toContain(`the server answered ${status}`);
    expect(web.paths()).not.toContain('/policy');
  });

  test('because the server hangs up or keeps silent: nothing is allowed', async () => {
    const hungUp = await getUnder(({ socket }) => void socket.destroy());
    expect(!hungUp.outcome.ok && hungUp.outcome.failure).toMatchObject({
      kind: 'robots',
      detail: expect.stringContaining('broke off the connection'),
    });
    const silent = await getUnder(() => undefined, '/policy', { limits: { firstByteMs: 300 } });
    expect(!silent.outcome.ok && silent.outcome.failure).toMatchObject({
      kind: 'robots',
      detail: expect.stringContaining('no answer within 0.3 s'),
    });
  });

  test('because the host itself is not: the host’s trouble is named', async () => {
    const gone = await startLoopbackWeb();
    await gone.close();
    const outcome = await fetchPage(`${gone.origin}/`, fetchOptions(loopbackOptions()));
    expect(!outcome.ok && outcome.failure.kind).toBe('refused');
  });
});

describe('a robots.txt that has moved', () => {
  const hops =
    (count: number): Route =>
    (request, response) => {
      const at = Number((request.url ?? '').split('?')[1] ?? '0');
      if (at >= count) response.end('User-agent: *\nDisallow: /policy');
      else response.writeHead(302, { location: `/robots.txt?${at + 1}` }).end();
    };

  test('is followed five times', async () => {
    const { outcome } = await getUnder(hops(5));
    expect(!outcome.ok && outcome.failure.kind).toBe('robots');
  });

  test('and moves on for ever counts as none', async () => {
    const { outcome, web } = await getUnder(hops(100));
    expect(outcome.ok && outcome.value.robots.because).toBe('no-robots');
    expect(web.paths().filter((path) => path.startsWith('/robots.txt'))).toHaveLength(6);
  });

  test('to where nobody may go counts as unreachable', async () => {
    for (const location of ['http://169.254.169.254/robots.txt', 'file:///etc/robots.txt']) {
      const { outcome } = await getUnder(answering(302, '', { location }));
      expect(outcome.ok).toBe(false);
    }
  });
});

describe('the cache', () => {
  const counting = async (options: FetchOptions, robots: Route): Promise<LoopbackWeb> => {
    const web = await start({ '/robots.txt': robots });
    await Promise.all(['/policy', '/plain', '/policy.pdf'].map(async (path) => await fetchPage(web.origin + path, options)));
    return web;
  };

  test('asks a host once, however many of its pages are fetched at the same time', async () => {
    const web = await counting(fetchOptions(loopbackOptions()), answering(200, 'User-agent: *\nDisallow: /x'));
    expect(web.paths().toSorted()).toEqual(['/plain', '/policy', '/policy.pdf', '/robots.txt']);
  });

  test('forgets after a day, and an unreachable one after ten minutes', async () => {
    let now = Date.parse('2026-03-01T00:00:00Z');
    const options = fetchOptions(loopbackOptions({ clock: () => now, limits: { retries: 0 } }));
    const read = await counting(options, answering(200, ''));
    const broken = await counting(options, answering(500));
    const asked = async (web: LoopbackWeb): Promise<number> => {
      await fetchPage(`${web.origin}/policy`, options);
      return web.paths().filter((path) => path === '/robots.txt').length;
    };
    now += 11 * 60_000;
    expect([await asked(read), await asked(broken)]).toEqual([1, 2]);
    now += 24 * 3_600_000;
    expect(await asked(read)).toBe(2);
  });

  test('keeps hosts and ports apart', async () => {
    const options = fetchOptions(loopbackOptions());
    const strict = await start({ '/robots.txt': answering(200, 'User-agent: *\nDisallow: /') });
    const open = await start({ '/robots.txt': answering(200, '') });
    expect(
      [await fetchPage(`${strict.origin}/policy`, options), await fetchPage(`${open.origin}/policy`, options)].map(({ ok }) => ok),
    ).toEqual([false, true]);
  });
});
