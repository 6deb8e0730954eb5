import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signature, webhook, webhookSettings } from '../../src/cli/webhook.ts';
import { fetchOptions } from '../../src/fetch/fetch-options.ts';
import { loopbackOptions } from '../helpers/loopback-web.ts';

const secret = 'a secret of enough characters';
const received: { readonly body: string; readonly headers: IncomingMessage['headers'] }[] = [];
let statuses: number[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
    const status = statuses.shift() ?? 204;
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  received.length = 0;
  statuses = [];
});

const hook = (raw = loopbackOptions()) => webhook(webhookSettings(`${origin}/hook`, secret), fetchOptions(raw));

describe('a webhook', () => {
  it('delivers notices in order, each signed over its time and body', async () => {
    const { send, finish } = hook();
    send('{"event":"change"}\n');
    send('{"event":"failure"}\n');
    expect(await finish()).toEqual([]);
    expect(received.map(({ body }) => body)).toEqual(['{"event":"change"}\n', '{"event":"failure"}\n']);
    const [first] = received;
    const signed = String(first?.headers['x-earshot-signature']);
    const [, seconds = '', hex] = /^t=(\d+),v1=([0-9a-f]{64})$/u.exec(signed) ?? [];
    expect(hex).toBe(createHmac('sha256', secret).update(`${seconds}.${first?.body}`).digest('hex'));
    expect(signed).toBe(signature(first?.body ?? '', secret, Number(seconds)));
    expect(first?.headers['content-type']).toBe('application/json');
  });

  it('tries again, longer apart each time, where that may help', async () => {
    statuses = [503, 429, 500];
    const options = loopbackOptions();
    const { send, finish } = hook(options);
    send('{}');
    expect(await finish()).toEqual([]);
    expect(received).toHaveLength(4);
    expect(options.slept).toEqual([1_000, 4_000, 16_000]);
  });

  it.each([400, 410, 302])('takes a %d for an answer and says so', async (status) => {
    statuses = [status];
    const { send, finish } = hook();
    send('{}');
    expect(await finish()).toEqual([`a notice could not be delivered to 127.0.0.1:${new URL(origin).port}: it answered ${status}.`]);
    expect(received).toHaveLength(1);
  });

  it('goes to no private address unless it may', async () => {
    const { send, finish } = hook(loopbackOptions({ allowPrivate: false }));
    send('{}');
    const [failure] = await finish();
    expect(failure).toContain('could not be delivered');
    expect(received).toEqual([]);
  });

  it('never holds up the work: what is taken is sent beside it', () => {
    const { send } = hook();
    expect(send('{}')).toBeUndefined();
  });

  it('needs an address of the web and a secret to sign with', () => {
    expect(() => webhookSettings('ftp://example.com', secret)).toThrow('only http: and https:');
    expect(() => webhookSettings('https://example.com', undefined)).toThrow('EARSHOT_NOTIFY_SECRET');
    expect(() => webhookSettings('https://example.com', 'short')).toThrow('at least 16 characters');
  });
});
