import { createHmac } from 'node:crypto';
import { guardedAgent } from '../fetch/address-guard.ts';
import type { FetchOptions } from '../fetch/fetch-options.ts';
import { budgetOf, requestOnce } from '../fetch/request-once.ts';
import { webAddress } from '../fetch/web-address.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

export interface WebhookSettings {
  readonly url: URL;
  /** Signs what is sent: who has it can tell that it came from here. */
  readonly secret: string;
}

/** Times that one notice is sent at most, and milliseconds before each further time: 1 s, 4 s, 16 s. A receiver that restarts is back by then. */
const mostTries = 4;
const firstPause = 1_000;
const pauseFactor = 4;
/** Milliseconds that one sending may take. */
const patience = 10_000;
/** Milliseconds that `finish` waits for what is still on its way: the work itself is done, and a dead receiver must not hold a cron job. */
const grace = 60_000;

/** What `--notify` says, checked. `UserError` where the address is none of the web, or nothing is there to sign with. */
export function webhookSettings(url: string, secret: string | undefined): WebhookSettings {
  const address = webAddress(url);
  if (!address.ok) throw new UserError(`--notify: ${address.failure.detail}.`);
  if (secret === undefined || secret.length < 16)
    throw new UserError(
      'what --notify sends is signed: set EARSHOT_NOTIFY_SECRET to at least 16 characters that the receiver knows too (openssl rand -hex 32 makes some).',
    );
  return { url: address.value, secret };
}

/**
 * The signature of a body: HMAC-SHA-256 (RFC 2104) over the time, a full stop and the body, as `t=SECONDS,v1=HEX`. With the time in it a
 * receiver can refuse what was recorded and sent again.
 */
export function signature(body: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/** A receiver of notices. Sending goes on beside the work and never fails it. */
export interface Webhook {
  /** Takes a body to be sent, one after the other. */
  readonly send: (body: string) => void;
  /** Waits for what is on its way, a minute at most. What could not be delivered, a sentence each. */
  readonly finish: () => Promise<readonly string[]>;
}

/** Sends notices to one address, guarded like every other: no private address unless `options.allowPrivate`. No redirect is followed. */
export function webhook({ url, secret }: WebhookSettings, options: FetchOptions): Webhook {
  const failures: string[] = [];
  let waiting = 0;
  let queue = Promise.resolve();
  const send = (body: string): void => {
    waiting += 1;
    queue = queue
      .then(async () => await deliver(body, { url, secret }, options))
      .then((failure) => {
        waiting -= 1;
        if (failure !== null) failures.push(`a notice could not be delivered to ${shortened(url.host)}: ${failure}.`);
      });
  };
  const finish = async (): Promise<readonly string[]> => {
    await Promise.race([queue, passed(grace)]);
    return waiting === 0 ? failures : [...failures, `${waiting} of the notices to ${shortened(url.host)} were not delivered in time.`];
  };
  return { send, finish };
}

/** A timer that does not keep the program alive. */
async function passed(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

/** null once it is delivered, else the last trouble. */
async function deliver(body: string, { url, secret }: WebhookSettings, options: FetchOptions): Promise<string | null> {
  let trouble = '';
  for (let turn = 0; turn < mostTries; turn++) {
    if (turn > 0) await options.sleep(firstPause * pauseFactor ** (turn - 1));
    const answer = await post(url, body, secret, options);
    if (answer.ok && answer.status >= 200 && answer.status < 300) return null;
    trouble = answer.ok ? `it answered ${answer.status}` : answer.failure.detail;
    // A refusal will be one the next time too; an overloaded or restarting receiver will not (RFC 9110, 15.5 and 15.6; RFC 6585, 4).
    const mayHelp = answer.ok
      ? answer.status >= 500 || answer.status === 429 || answer.status === 408
      : answer.failure.kind !== 'not-allowed';
    if (!mayHelp) return trouble;
  }
  return trouble;
}

async function post(url: URL, body: string, secret: string, options: FetchOptions): ReturnType<typeof requestOnce> {
  const agent = guardedAgent(options);
  try {
    return await requestOnce(url, {
      agent,
      budget: budgetOf(patience),
      options,
      headers: {
        'content-type': 'application/json',
        'x-earshot-signature': signature(body, secret, Math.floor(options.clock() / 1000)),
      },
      bodyLimit: () => null,
      sent: new TextEncoder().encode(body),
    });
  } finally {
    await agent.destroy();
  }
}
