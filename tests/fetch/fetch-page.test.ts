import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FetchedPage, FetchOutcome } from '../../src/fetch/fetch-page.ts';
import { fetchPage } from '../../src/fetch/fetch-page.ts';
import type { RawFetchOptions } from '../../src/fetch/fetch-options.ts';
import { fetchDefaults, fetchOptions } from '../../src/fetch/fetch-options.ts';
import type { Failure } from '../../src/model/failure.ts';
import type { LoopbackWeb } from '../helpers/loopback-web.ts';
import { deadPort, loopbackOptions, policyPage, startLoopbackWeb, startRawPort } from '../helpers/loopback-web.ts';
import { selfSigned } from '../helpers/self-signed.ts';

let web: LoopbackWeb;
beforeAll(async () => {
  web = await startLoopbackWeb();
});
afterAll(async () => {
  await web.close();
});

async function get(path: string, raw: RawFetchOptions = {}): Promise<FetchOutcome> {
  return await fetchPage(path.startsWith('/') ? web.origin + path : path, fetchOptions(loopbackOptions(raw)));
}

async function page(path: string, raw: RawFetchOptions = {}): Promise<FetchedPage> {
  const outcome = await get(path, raw);
  if (!outcome.ok) throw new Error(`${path}: ${outcome.failure.kind}: ${outcome.failure.detail}`);
  return outcome.value;
}

async function failure(path: string, raw: RawFetchOptions = {}): Promise<Failure> {
  const outcome = await get(path, raw);
  if (outcome.ok) throw new Error(`${path} was fetched, ${outcome.value.body.length} bytes`);
  return outcome.failure;
}

const words = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a page that is there', () => {
  test('comes as a snapshot with its bytes, their hash, its headers and its time', async () => {
    const { body, ...rest } = await page('/policy');
    expect(words(body)).toBe(policyPage);
    expect(body.constructor).toBe(Uint8Array);
    expect(rest).toMatchObject({
      url: `${web.origin}/policy`,
      finalUrl: `${web.origin}/policy`,
      redirects: [`${web.origin}/policy`],
      status: 200,
      fetchedAt: '2026-03-01T12:00:00.000Z',
      sha256: createHash('sha256').update(policyPage).digest('hex'),
      robots: { allowed: true, because: 'no-robots' },
      unchanged: false,
    });
    expect(rest.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test('is asked for by our own name with a way to reach us, in the language chosen, without offering zstd', async () => {
    await page('/plain', { acceptLanguage: 'en-GB' });
    const headers = web.asked.findLast(({ path }) => path === '/plain')?.headers;
    expect(headers?.['user-agent']).toMatch(/^Earshot\/\d.*\(\+https:\/\//);
    expect(headers?.['accept-language']).toBe('en-GB');
    expect(headers?.['accept-encoding']).toBe('gzip, deflate, br');
  });

  test.each(['/gzip', '/x-gzip', '/deflate', '/deflate-raw', '/br', '/gzip-then-br'])('is unpacked: %s', async (path) => {
    expect(words((await page(path)).body)).toBe(policyPage);
  });

  test.each([
    ['/latin-1', 'text/html; charset=iso-8859-1', 0xe9],
    ['/wrong-charset', 'text/html; charset=klingon', 0xc3],
  ])('keeps its bytes and what its header says of them, whatever that is worth: %s', async (path, type, byte) => {
    const { headers, body } = await page(path);
    expect(headers['content-type']).toBe(type);
    expect(body).toContain(byte);
  });

  test('may be a PDF, or a picture that calls itself a page: the bytes are handed on as they are', async () => {
    expect(words((await page('/policy.pdf')).body.subarray(0, 5))).toBe('%PDF-');
    expect([...(await page('/picture.html')).body.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  test('may come with many headers, as long as they stay below the limit', async () => {
    expect((await page('/headers-48k')).headers['x-filler-47']).toHaveLength(1000);
  });

  test('may come with headers named like parts of JavaScript, which stay mere names', async () => {
    const { headers } = await page('/proto-header');
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
    expect(headers['constructor']).toBe('y');
  });

  test('on an unusual port is read, with a note', async () => {
    expect((await page('/policy')).notes).toEqual([`127.0.0.1:${web.port} was asked on port ${web.port}, which is unusual for a web page`]);
  });

  test('loses the fragment of its address', async () => {
    expect((await page('/policy#your-rights')).finalUrl).toBe(`${web.origin}/policy`);
  });
});

describe('redirects', () => {
  test('are followed and listed, the fragment left out', async () => {
    const { url, finalUrl, redirects } = await page('/moved-308');
    expect([url, finalUrl]).toEqual([`${web.origin}/moved-308`, `${web.origin}/policy`]);
    expect(redirects).toEqual([url, finalUrl]);
  });

  test('are followed ten times and no more', async () => {
    expect((await page('/chain?at=0&to=10')).redirects).toHaveLength(11);
    expect(await failure('/chain?at=0&to=11')).toEqual({
      kind: 'too-many-redirects',
      detail: `127.0.0.1:${web.port} redirects more than 10 times`,
    });
  });

  test.each(['/loop-a', '/self'])('that go round in a circle are left at once: %s', async (path) => {
    const before = web.asked.length;
    expect(await failure(path)).toMatchObject({ kind: 'too-many-redirects', detail: expect.stringContaining('in a circle') });
    expect(web.asked.length - before).toBeLessThanOrEqual(3);
  });

  test.each([
    ['/to-metadata', '169.254.169.254 is a link-local address'],
    ['/to-metadata-hex', '169.254.169.254 is a link-local address'],
    ['/to-file', 'only http: and https: are fetched, not file:'],
    ['/to-data', 'only http: and https: are fetched, not data:'],
    ['/to-password', 'has a user name or password in it'],
    ['/to-nonsense', 'is not a web address'],
  ])('to where nothing may be fetched are refused: %s', async (path, detail) => {
    const refused = await failure(path);
    expect(refused.kind).toBe('not-allowed');
    expect(refused.detail).toContain(detail);
    expect(refused.detail).not.toContain('hunter2');
  });

  test('with terminal escapes in them are told without the escapes', async () => {
    const outcome = await get('/to-escapes');
    expect(JSON.stringify(outcome)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(outcome.ok).toBe(false);
  });

  test('without a place to go are what they are: a status', async () => {
    expect(await failure('/moved-without-place')).toEqual({ kind: 'http-status', status: 302, detail: 'the server answered 302' });
  });
});

describe('a server that says no', () => {
  test.each(['/403', '/404', '/451', '/500'])('%s is a status, asked for once', async (path) => {
    const before = web.paths().filter((each) => each === path).length;
    expect(await failure(path)).toEqual({
      kind: 'http-status',
      status: Number(path.slice(1)),
      detail: `the server answered ${path.slice(1)}`,
    });
    expect(web.paths().filter((each) => each === path).length - before).toBe(1);
  });

  test('has its page kept beside the failure, so that a wall can be told from an outage', async () => {
    const outcome = await get('/403');
    expect(!outcome.ok && outcome.capture).toMatchObject({ status: 403, finalUrl: `${web.origin}/403` });
    expect(!outcome.ok && words(outcome.capture?.body ?? new Uint8Array())).toContain('Just a moment');
  });

  test('and then talks without end is cut at a megabyte', async () => {
    const outcome = await get('/403-endless');
    expect(!outcome.ok && outcome.failure.status).toBe(403);
    expect(!outcome.ok && outcome.capture?.body.length).toBe(1_000_000);
  });

  test.each(['/nothing', '/nothing-gzip', '/no-content'])('by sending nothing is told as empty, not as a page: %s', async (path) => {
    expect((await failure(path)).kind).toBe('empty');
  });

  test('by sending a part nobody asked for is not believed', async () => {
    expect(await failure('/part')).toMatchObject({ kind: 'http-status', status: 206 });
  });
});

describe('asking again', () => {
  test.each(['/503-once', '/502-once', '/504-once', '/reset-once', '/truncated-once'])('helps with %s', async (path) => {
    const options = loopbackOptions();
    const outcome = await fetchPage(web.origin + path, fetchOptions(options));
    expect(outcome.ok).toBe(true);
    expect(options.slept).toEqual([fetchDefaults.limits.retryPauseMs]);
  });

  test.each([
    ['/429-seconds', 7000],
    ['/429-date', 9000],
  ])('waits as long as the server says: %s', async (path, ms) => {
    const options = loopbackOptions();
    expect((await fetchPage(web.origin + path, fetchOptions(options))).ok).toBe(true);
    expect(options.slept).toEqual([ms]);
  });

  test('is not done when the server wants to be left alone for an hour, and the detail says so', async () => {
    const before = web.paths().filter((each) => each === '/429-hour').length;
    expect(await failure('/429-hour')).toEqual({
      kind: 'http-status',
      status: 429,
      detail: 'the server answered 429 and asks to be left alone for 60 minutes',
    });
    expect(web.paths().filter((each) => each === '/429-hour').length - before).toBe(1);
  });

  test('is given up after two further tries', async () => {
    const before = web.paths().filter((each) => each === '/503').length;
    expect(await failure('/503')).toMatchObject({ kind: 'http-status', status: 503 });
    expect(web.paths().filter((each) => each === '/503').length - before).toBe(3);
  });

  test('does not go on for ever with a server that always hangs up', async () => {
    expect(await failure('/reset')).toEqual({ kind: 'network', detail: `127.0.0.1:${web.port} broke off the connection` });
  });
});

describe('bodies that lie', () => {
  test.each(['/truncated-chunked', '/length-too-long'])('%s is not taken for a short page', async (path) => {
    const cut = await failure(path);
    expect(cut.kind).toBe('network');
    expect(cut.detail).toContain('11 bytes of the page');
  });

  test.each([
    ['/length-and-chunked', 'sent another number of bytes than it had announced'],
    ['/two-lengths', 'sent another number of bytes than it had announced'],
    ['/not-http', 'sent is not HTTP'],
  ])('%s is not a proper answer, and told as such', async (path, detail) => {
    const broken = await failure(path);
    expect(broken.kind).toBe('network');
    expect(broken.detail).toContain(detail);
  });

  test('in an encoding we did not offer are refused by its name', async () => {
    expect(await failure('/zstd')).toEqual({
      kind: 'bad-encoding',
      detail: 'the page is sent in the encoding "zstd", which was not offered',
    });
  });

  test.each(['/not-gzip', '/half-gzip'])('%s is damaged, not short', async (path) => {
    expect(await failure(path)).toEqual({ kind: 'bad-encoding', detail: "the page's gzip data is damaged or ends early" });
  });

  test('that are damaged at the start and then silent are not waited for', async () => {
    expect((await failure('/not-gzip-then-silence')).kind).toBe('bad-encoding');
  });

  test('packed seven times over are not unpacked', async () => {
    expect(await failure('/seven-times')).toEqual({ kind: 'bad-encoding', detail: 'the page is encoded 7 times over' });
  });
});

describe('limits', () => {
  test.each(['/bomb-gzip', '/bomb-deflate', '/bomb-deflate-raw', '/bomb-br', '/bomb-in-bomb'])('stop %s at 20 MB', async (path) => {
    const large = await failure(path);
    expect(large.kind).toBe('too-large');
    expect(large.detail).toMatch(/^the page is larger than 20 MB once unpacked \(.* as sent\)$/);
  });

  test('stop a body that never ends', async () => {
    expect(await failure('/endless')).toEqual({ kind: 'too-large', detail: 'the page is larger than 20 MB' });
  });

  test('refuse a body that announces itself as too large before reading it', async () => {
    expect(await failure('/huge-announced')).toEqual({ kind: 'too-large', detail: 'the page is 31 MB, the limit is 20 MB' });
  });

  test('stop headers beyond 64 KiB', async () => {
    expect(await failure('/huge-headers')).toEqual({
      kind: 'too-large',
      detail: `127.0.0.1:${web.port} sent more response headers than are read`,
    });
  });

  test('count a page of exactly the limit as within it', async () => {
    const size = Buffer.byteLength(policyPage);
    expect((await page('/policy', { limits: { bodyBytes: size } })).body).toHaveLength(size);
    expect((await failure('/gzip', { limits: { bodyBytes: size - 1 } })).kind).toBe('too-large');
  });

  test.each(['/silence', '/slow-head'])('do not wait for a first byte for ever: %s', async (path) => {
    const late = await failure(path, { ignoreRobots: true, limits: { firstByteMs: 300 } });
    expect(late).toEqual({ kind: 'timeout', detail: `127.0.0.1:${web.port} gave no answer within 0.3 s` });
  });

  test('do not wait for the last byte for ever', async () => {
    const late = await failure('/slow-drip', { limits: { totalMs: 500 } });
    expect(late.kind).toBe('timeout');
    expect(late.detail).toMatch(/^the page had not arrived in full after 0\.5 s \(\d+ bytes? had\)$/);
  });

  test('cover a name that is never resolved', async () => {
    const never = new Promise<never>(() => undefined);
    const late = await failure('http://tv.example/', {
      ignoreRobots: true,
      limits: { firstByteMs: 300 },
      resolve: async () => await never,
    });
    expect(late).toEqual({ kind: 'timeout', detail: 'tv.example gave no answer within 0.3 s' });
  });
});

describe('addresses', () => {
  test.each([
    'file:///etc/passwd',
    'data:text/html,hello',
    'ftp://maker.example/privacy',
    'javascript:alert(1)',
    'http://admin:hunter2@maker.example/',
    'http://admin@maker.example/',
    'maker.example',
    'http://',
  ])('that are not plain web addresses are refused: %s', async (url) => {
    const refused = await failure(url);
    expect(refused.kind).toBe('not-allowed');
    expect(refused.detail).not.toContain('hunter2');
  });

  test.each(['22', '25', '6379', '11211'])('of other services are refused: port %s', async (port) => {
    expect(await failure(`http://maker.example:${port}/`)).toEqual({
      kind: 'not-allowed',
      detail: `port ${port} of maker.example is no port of a web site`,
    });
  });

  test('that robots.txt is sent on to are judged, too', async () => {
    const sending = await startLoopbackWeb({
      '/robots.txt': (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    });
    expect(await failure(`${sending.origin}/policy`)).toEqual({ kind: 'not-allowed', detail: '169.254.169.254 is a link-local address' });
    expect(sending.paths()).toEqual(['/robots.txt']);
    await sending.close();
  });

  test('longer than 8,000 characters are refused', async () => {
    expect(await failure(`http://maker.example/${'a'.repeat(9000)}`)).toMatchObject({
      kind: 'not-allowed',
      detail: expect.stringContaining('9021 characters'),
    });
  });

  test.each([
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
  ])('of this machine are refused without being asked, even spelled %s', async (host) => {
    const before = web.asked.length;
    const refused = await failure(`http://${host}:${web.port}/policy`, { allowPrivate: false });
    expect(refused.kind).toBe('not-allowed');
    expect(refused.detail).toMatch(/^(127\.0\.0\.1|::ffff:7f00:1) is a loopback address$|^localhost leads to .+, a loopback address$/);
    expect(web.asked.length).toBe(before);
  });

  test.each([
    '0.0.0.0',
    '[::]',
    '169.254.169.254',
    '168.63.129.16',
    '[fd00:ec2::254]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '224.0.0.1',
    '255.255.255.255',
  ])('of no web server are refused even where private ones are allowed: %s', async (host) => {
    expect((await failure(`http://${host}:${web.port}/policy`)).kind).toBe('not-allowed');
  });

  test('behind a name are judged as the socket gets them, so an answer that changes between two connections helps nobody', async () => {
    const answers = ['127.0.0.1', '169.254.169.254'];
    const refused = await failure(`http://tv.example:${web.port}/policy`, {
      resolve: async () => await Promise.resolve([{ address: answers.shift() ?? '169.254.169.254', family: 4 }]),
    });
    // robots.txt was read over the first connection; its 404 body was left unread, so the page needs a second one.
    expect(refused).toEqual({ kind: 'not-allowed', detail: `tv.example leads to 169.254.169.254, a link-local address` });
    expect(answers).toEqual([]);
  });

  test('behind a name that has a permitted one among forbidden ones: only the permitted one is used', async () => {
    const resolve: RawFetchOptions['resolve'] = async () =>
      await Promise.resolve([
        { address: '169.254.169.254', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    expect((await page(`http://tv.example:${web.port}/policy`, { resolve })).status).toBe(200);
  });

  test('of a name that does not exist are a dns failure', async () => {
    const resolve: RawFetchOptions['resolve'] = async () =>
      await Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }));
    expect(await failure('http://no-such-maker.example/', { resolve })).toEqual({
      kind: 'dns',
      detail: 'there is no address for the name no-such-maker.example',
    });
  });

  test('on which nobody listens are refused', async () => {
    const port = await deadPort();
    expect(await failure(`http://127.0.0.1:${port}/`)).toEqual({ kind: 'refused', detail: `127.0.0.1:${port} refused the connection` });
  });
});

describe('https', () => {
  const day = 86_400_000;
  const now = { from: new Date(Date.now() - day), to: new Date(Date.now() + 30 * day) };

  test('with a certificate of a trusted authority is read, and a step down to http is noted', async () => {
    const cert = selfSigned(['tv.example', '127.0.0.1'], now);
    const secure = await startLoopbackWeb(
      { '/down': (_, response) => void response.writeHead(302, { location: `${web.origin}/policy` }).end() },
      cert,
    );
    const trusting = { extraAuthorities: [cert.cert] };
    expect((await page(`https://tv.example:${secure.port}/policy`, trusting)).notes).toHaveLength(1);
    expect((await page(`${secure.origin}/down`, trusting)).notes).toContain(
      `127.0.0.1:${secure.port} redirects from https to http, so the page came unprotected`,
    );
    await secure.close();
  });

  test.each([
    ['signed by itself', ['tv.example'], now, false, 'is signed by itself'],
    ['for another name', ['other.example'], now, true, 'is for another name'],
    ['expired', ['tv.example'], { from: new Date(Date.now() - 30 * day), to: new Date(Date.now() - day) }, true, 'has expired'],
    ['of tomorrow', ['tv.example'], { from: new Date(Date.now() + day), to: new Date(Date.now() + 30 * day) }, true, 'is not valid yet'],
  ])('with a certificate %s is a tls failure', async (_, names, validity, trusted, detail) => {
    const cert = selfSigned(names, validity);
    const secure = await startLoopbackWeb({}, cert);
    const refused = await failure(`https://tv.example:${secure.port}/policy`, { extraAuthorities: trusted ? [cert.cert] : [] });
    expect(refused).toEqual({ kind: 'tls', detail: `the certificate of tv.example ${detail}` });
    expect(secure.asked).toEqual([]);
    await secure.close();
  });

  test('to a port that speaks something else is a tls failure', async () => {
    const raw = await startRawPort('220 mail.example ESMTP\r\n');
    expect((await failure(`https://127.0.0.1:${raw.port}/`)).kind).toBe('tls');
    await raw.close();
  });

  test('to a port that hangs up is a network failure, tried three times', async () => {
    const raw = await startRawPort('');
    expect((await failure(`https://127.0.0.1:${raw.port}/`, { ignoreRobots: true })).kind).toBe('network');
    expect(raw.connections()).toBe(3);
    await raw.close();
  });
});

describe('a page fetched before', () => {
  test('comes back unchanged, with its old body and a new time, when the server says so', async () => {
    const previous = await page('/validators');
    const later = await page('/validators', { previous, clock: () => Date.parse('2026-04-01T00:00:00Z') });
    expect(later).toMatchObject({
      unchanged: true,
      status: 200,
      sha256: previous.sha256,
      body: previous.body,
      fetchedAt: '2026-04-01T00:00:00.000Z',
    });
  });

  test('does not lend its validators to another address', async () => {
    const previous = { ...(await page('/validators')), finalUrl: `${web.origin}/elsewhere` };
    expect((await page('/validators', { previous })).unchanged).toBe(false);
  });

  test('does not lend its validators to the same address in another language', async () => {
    const previous = await page('/validators', { acceptLanguage: 'de' });
    expect(previous.acceptLanguage).toBe('de');
    expect((await page('/validators', { previous, acceptLanguage: 'de' })).unchanged).toBe(true);
    expect((await page('/validators', { previous, acceptLanguage: 'en' })).unchanged).toBe(false);
  });

  test('is not made up: "not modified" to a question nobody asked is a failure', async () => {
    expect(await failure('/304-unasked')).toMatchObject({ kind: 'http-status', status: 304 });
  });
});
