import { webcrypto } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deadPort, startLoopbackWeb, type LoopbackWeb } from '../helpers/loopback-web.ts';
import { policyWords, sitePage } from '../helpers/made-up-sites.ts';
import { selfSigned } from '../helpers/self-signed.ts';
import { earshot, frozenRules, type Run } from './run-earshot.ts';

// Each test runs the program many times, and its fetches keep a pause of a second.
vi.setConfig({ testTimeout: 300_000 });

const secret = 'a secret that both of us know';
const certificate = selfSigned(['127.0.0.1'], { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) });
const folder = mkdtempSync(join(tmpdir(), 'earshot-notify-'));

/** A receiver as anybody might write one: it keeps what comes, byte for byte, and answers what it was told to. */
interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const received: Received[] = [];
let answers: number[] = [];
const receiver = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    received.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
    response.writeHead(answers.shift() ?? 204).end();
  });
});
let hook = '';
let page: { readonly body: string; readonly status?: number };
let web: LoopbackWeb;

beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  web = await startLoopbackWeb(
    { '/privacy': (_, response) => void response.writeHead(page.status ?? 200, { 'content-type': 'text/html' }).end(page.body) },
    certificate,
  );
  writeFileSync(join(folder, 'ca.pem'), certificate.cert);
  mkdirSync(join(folder, 'makers', 'veldora'), { recursive: true });
  writeFileSync(
    join(folder, 'makers', 'veldora', 'maker.yaml'),
    `name: Veldora\nhome: https://www.veldora.example/\ncountry: FI\nterms:\n  Privacy Policy: { fetch: "${web.origin}/privacy" }\nproducts:\n  tv: { name: Aurora TV, kind: tv }\n`,
  );
});
afterAll(async () => {
  receiver.close();
  await web.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  received.length = 0;
  answers = [];
});

const text = (about: string) => ({ body: sitePage('Veldora Privacy Policy', policyWords('Veldora', 'Privacy Policy', about)) });
const track = async (...args: readonly string[]): Promise<Run> =>
  await earshot(
    ['track', '--policies', 'makers', '--archive', 'a.sqlite', '--allow-private', '--again-after', '0', '--rules', frozenRules, ...args],
    { cwd: folder, env: { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'), EARSHOT_NOTIFY_SECRET: secret } },
  );

/** As the documentation says it: HMAC-SHA-256 over the time, a full stop and the body; by WebCrypto, which the program does not use. */
async function isSigned({ headers, body }: Received, by: string): Promise<boolean> {
  const { t = '', v1 = '' } = /^t=(?<t>\d+),v1=(?<v1>[0-9a-f]{64})$/u.exec(String(headers['x-earshot-signature']))?.groups ?? {};
  const use = { name: 'HMAC', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('raw', Buffer.from(by), use, false, ['verify']);
  return await webcrypto.subtle.verify('HMAC', key, Buffer.from(v1, 'hex'), Buffer.from(`${t}.${body}`));
}

describe('earshot track --notify', () => {
  it('sends each published change once, signed, again where the receiver was busy, and nothing else', async () => {
    page = text('');
    expect(await track('--notify', hook)).toMatchObject({ code: 0, err: '' });
    // A first text is no change.
    expect(received).toEqual([]);
    page = text('We sell your personal information to other companies.');
    answers = [503, 204];
    const changed = await track('--notify', hook);
    expect(changed).toMatchObject({ code: 0, err: '' });
    expect(changed.out).toContain('changed: ');
    expect(received).toHaveLength(2);
    const [first, again] = received;
    if (first === undefined || again === undefined) throw new Error('nothing came');
    expect(again.body).toBe(first.body);
    for (const one of received) {
      expect(one.headers['content-type']).toBe('application/json');
      expect(await isSigned(one, secret)).toBe(true);
      expect(await isSigned(one, 'a secret that only others know')).toBe(false);
      expect(await isSigned({ ...one, body: one.body.replace('change', 'charge') }, secret)).toBe(false);
    }
    expect(JSON.parse(first.body)).toMatchObject({ event: 'change', policy: 'veldora/privacy-policy' });
    expect(first.body).toContain('We sell your personal information to other companies.');
    received.length = 0;
    expect((await track('--notify', hook)).out).toContain('unchanged since');
    expect(received).toEqual([]);
  });

  it('tells of a policy that cannot be read when it has happened so many times in a row, once', async () => {
    page = {
      status: 403,
      body: '<html><head><title>Just a moment...</title></head><body><h1>Checking your browser. Please verify you are human.</h1></body></html>',
    };
    const counts: number[] = [];
    for (let time = 0; time < 3; time++) {
      expect((await track('--notify', hook, '--notify-after', '2')).code).toBe(3);
      counts.push(received.length);
    }
    expect(counts).toEqual([0, 1, 1]);
    const [failure] = received;
    expect(JSON.parse(failure?.body ?? '')).toMatchObject({
      event: 'failure',
      policy: 'veldora/privacy-policy',
      inARow: 2,
      failure: { kind: 'bot-wall' },
    });
  });

  it('is not stopped by a receiver that is down: the change is published, the exit code is as ever, and it says what was not delivered', async () => {
    page = text('We sell your personal information to many other companies.');
    const { code, out, err } = await track('--notify', `http://127.0.0.1:${await deadPort()}/hook`);
    expect(code).toBe(0);
    expect(out).toMatch(/changed: .*\n1 policy: 1 changed\.\n$/u);
    expect(err).toMatch(/^earshot: a notice could not be delivered to 127\.0\.0\.1:\d+: .*\.\n$/u);
    answers = [400];
    page = text('We sell your personal information to very many other companies.');
    expect(await track('--notify', hook)).toMatchObject({ code: 0, err: expect.stringContaining('it answered 400') as string });
    // What a receiver refuses it would refuse again.
    expect(received).toHaveLength(1);
  });
});
